//! Cases of the audit: what is no plan, and levels counted by hand.

mod claims;

use super::{breaches, levels, rule_rows};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Subject};
use crate::rules::Rules;
use crate::rules::testing::{county, need, plan, retiree, rules};

#[test]
fn what_is_no_plan_is_a_breach() {
    let county = county(|parts| {
        parts.teachers[9].certified = false;
        parts.needs.push(need(0, Subject::Pe, 2));
        parts.roads.as_mut().expect("roads").pop();
    });
    for (text, amount) in [
        ("T0>B:pe", 0),
        ("T3>B:music", 0),
        ("T3>B:music T3=B:music:10", 0),
        // Out of reach, not eligible, his own unit, no subject of his, twice.
        ("T0>C:pe", 1),
        ("T9>B:maths", 1),
        ("T0>A:pe", 1),
        ("T0>B:art", 1),
        ("T0>B:pe T0>B:pe", 1),
        // Second-subject lessons: eight at most, where he serves, of a subject he holds or is posted for.
        ("T3=A:music:8", 0),
        ("T3=A:music:9", 1),
        ("T3=B:music:2", 2),
        ("T3=A:art:3", 3),
        ("T3=A:music:0", 1),
        ("T3>B:maths T3=B:music:2", 2),
        ("T3=A:music:2 T3=A:music:2", 1),
        // Beyond his load, and beyond need.
        ("T0~B:pe:6 T4~B:pe:5", 1),
        ("T0~B:pe:11", 2),
    ] {
        let rules = rules("[itinerant]\nmax_lessons_per_school = 99\nmax_lessons = 99");
        let found = super::validity::breaches(&county, &rules, &plan(text));
        let total: u64 = found.iter().map(|breach| breach.amount).sum();
        assert_eq!(total, amount, "`{text}`: {found:?}");
    }
    let none = super::validity::breaches(&county, &Rules::default(), &plan("T0~B:pe:2"));
    assert_eq!(none.len(), 1, "itinerant lessons need their rule");
}

const SUPPLY: &str = "[retraining]\n[recruitment]\nmax = 9\n[silver_age]\n[remote_lessons]\n";

/// C names A as its hub, and its maths teachers T7 and T9 have a load to spare.
fn supplied_county() -> Instance {
    county(|parts| {
        parts.schools[2].hub = Some(SchoolIndex(0));
        parts.retirees = vec![retiree("R0", Subject::Music)];
    })
}

#[test]
fn what_is_brought_in_must_be_possible() {
    let (county, rules) = (supplied_county(), rules(SUPPLY));
    let amount = |text| {
        let found = super::validity::breaches(&county, &rules, &plan(text));
        found.iter().map(|breach| breach.amount).sum::<u64>()
    };
    for (text, expected) in [
        ("C+art:1 R0@C T7^art:5 A*C:art:4:T9", 0),
        ("C+art:0", 1),
        ("C+art:1 C+art:1", 1),
        ("R0@C R0@B", 1),
        // Half a year of ten lessons are five; who is trained does nothing else.
        ("T7^art:6", 1),
        ("T7^art:5 T7^music:5", 1),
        ("T8^music:5 T8=C:art:2", 1),
        ("T7^art:5 T7>B:maths", 1),
        ("T7^art:5 A*C:art:4:T7", 1),
        // A helper serves in the room and stays; beyond need and load.
        ("A*C:art:4:T6", 4),
        ("T7>B:maths A*C:art:4:T7", 4),
        ("A*C:art:0:T7", 1),
        ("A*C:art:2:T7 A*C:art:2:T7", 2),
        ("A*C:art:11:T7", 2),
    ] {
        assert_eq!(amount(text), expected, "`{text}`");
    }
    let all = plan("C+art:1 R0@C T7^art:5 A*C:art:4:T9");
    let none = super::validity::breaches(&county, &Rules::default(), &all);
    let named = |code: &str| none.iter().any(|breach| breach.message.en.contains(code));
    assert!(["retraining", "recruitment", "silver_age", "remote_lessons"].map(named) == [true; 4]);
}

#[test]
fn what_is_brought_in_counts_in_levels_and_heads() {
    let (county, rules) = (supplied_county(), rules(SUPPLY));
    let value = |text, code| levels::value(&county, &rules, &plan(text), code);
    // Music and art are short by ten each at C, its thirds are 10 and 20; remote lessons are no specialist's.
    assert_eq!(value("C+art:1", "arts_unfilled_rural"), Some(10.0));
    assert_eq!(value("C+art:1 R0@C", "arts_unfilled_rural"), Some(0.0));
    assert_eq!(value("T7^art:5", "arts_unfilled_rural"), Some(15.0));
    assert_eq!(value("A*C:art:4:T7", "arts_depth"), Some(16.0 + 6.0 + 4.0));
    assert_eq!(value("C+art:1", "burden"), Some(10_000.0));
    assert_eq!(value("R0@C", "burden"), Some(20_000.0));
    assert_eq!(value("T7^art:5", "burden"), Some(2_000.0));
    assert_eq!(value("A*C:art:4:T7", "burden"), Some(4.0 * 10.0 * 40.0));
    let at_c = |text| super::indicators::heads(&county, &plan(text))[2];
    assert_eq!((at_c("").degree, at_c("").pe_arts), (3, 1));
    let heads = at_c("C+maths:2 C+art:1 T7^art:5 R0@C");
    assert_eq!((heads.degree, heads.pe_arts), (6, 3));
}

/// Sums that would run over and start anew at 0 are breaches as well.
#[test]
fn absurd_lessons_do_not_cancel_out() {
    let county = county(|parts| {
        for teacher in [0, 3] {
            parts.teachers[teacher].second_subjects = [Subject::Music, Subject::Art].into();
        }
    });
    let half = u64::from(u32::MAX) / 2 + 1;
    let rows = ["T0=A:music", "T0=A:art", "T3=A:music", "T3=A:art"];
    let absurd = rows.map(|row| format!("{row}:{half}")).join(" ");
    let found = super::validity::breaches(&county, &Rules::default(), &plan(&absurd));
    let total: u64 = found.iter().map(|breach| breach.amount).sum();
    assert!(total > 4 * half, "{found:?}");
}

#[test]
fn only_must_rules_make_breaches() {
    let county = county(|_| {});
    let strict = rules("[travel_cap]\nminutes = 40");
    let lenient = rules("[travel_cap]\nminutes = 40\nstrength = \"should\"");
    let far = plan("T0>C:pe");
    assert_eq!(breaches(&county, &strict, &far).len(), 1);
    assert_eq!(breaches(&county, &lenient, &far).len(), 0);
    assert_eq!(
        levels::value(&county, &lenient, &far, "travel_cap"),
        Some(1.0)
    );
    assert!(!rule_rows(&county, &lenient, &far)[0].met);
}

/// Ten lessons needed of PE, music, art and maths each at A, B and rural C.
#[test]
fn levels_are_as_counted_by_hand() {
    let county = county(|parts| parts.teachers[0].wishes = vec![SchoolIndex(1)]);
    let rules = rules("[rotation_share]");
    let value = |text, code| levels::value(&county, &rules, &plan(text), code);
    // C has PE and maths; music and art are short by ten each. Its arts need is 30: thirds at 10 and 20.
    assert_eq!(value("", "arts_unfilled_rural"), Some(20.0));
    assert_eq!(value("", "arts_depth"), Some(20.0 + 10.0 + 0.0));
    assert_eq!(value("T8=C:art:3", "arts_unfilled_rural"), Some(20.0));
    assert_eq!(value("T8=C:art:3", "arts_depth"), Some(20.0 + 10.0 + 3.0));
    assert_eq!(value("T1>C:music", "arts_depth"), Some(10.0));
    // B lacks PE and art, doubled.
    assert_eq!(value("", "unfilled"), Some(40.0));
    assert_eq!(value("T7>B:maths T9>B:maths", "unfilled"), Some(50.0));
    // Only what is left of maths counts, once, at C.
    assert_eq!(value("", "core_unfilled"), Some(0.0));
    assert_eq!(value("T7>B:maths T9>B:maths", "core_unfilled"), Some(10.0));
    assert_eq!(value("", "rural_backbone"), Some(1.0));
    // 1000 yuan, 50 minutes at 10, one person as required, one wish missed at 300.
    assert_eq!(
        value("T0>C:pe", "burden"),
        Some(1000.0 + 500.0 + 0.0 + 300.0)
    );
    assert_eq!(value("T0>B:pe", "burden"), Some(1000.0 + 200.0));
    assert_eq!(value("T0>B:pe T1>B:music", "burden"), Some(2400.0 + 500.0));
    assert_eq!(value("", "moon"), None);
}

#[test]
fn balance_is_counted_from_the_mean_before() {
    let county = county(|parts| parts.teachers[9].subject = Subject::Maths);
    // A hundred pupils each. Degree: 5, 2, 3 of mean 10/3; backbone 1, 1, 0 of 2/3; PE and arts 4, 1, 1 of 2.
    let mean = 10.0 / 3.0;
    let degree = [5.0, 2.0, 3.0].map(|x: f64| (x - mean).powi(2) / (mean * mean) / 3.0);
    let backbone = (2.0 * (1.0_f64 / 3.0).powi(2) + (2.0_f64 / 3.0).powi(2)) / (4.0 / 9.0) / 3.0;
    let pe_arts = (4.0 + 1.0 + 1.0) / 4.0 / 3.0;
    let expected = degree.iter().sum::<f64>() + backbone + pe_arts;
    assert!((levels::balance(&county, &Plan::default()) - expected).abs() < 1e-12);
}

#[test]
fn a_term_that_is_over_by_the_day_sends_home() {
    use crate::domain::returns::{Return, returns};
    use crate::rules::testing::date;
    let until = |year: i16, home: usize| {
        let county = county(|parts| {
            parts.teachers[7].home_school = Some(SchoolIndex(home));
            parts.teachers[7].away_until = Some(date(year));
        });
        returns(&county)
    };
    let back = Return {
        teacher: TeacherIndex(7),
        from: SchoolIndex(2),
        to: SchoolIndex(0),
    };
    assert_eq!(until(2024, 0), [back]);
    assert_eq!(until(2025, 0), []);
    // His own school is his home.
    assert_eq!(until(2023, 2), []);
}

#[test]
fn grades_taught_together_need_a_lesson_once() {
    use crate::domain::need::of_unit;
    let parts = crate::rules::testing::parts();
    let mut school = parts.schools[2].clone();
    school.classes = [1, 1, 2, 1, 0, 0, 0, 0, 0];
    let need = |school: &crate::domain::school::School| {
        let need = of_unit(school, Stage::Primary, &parts.settings.curriculum);
        [
            Subject::Chinese,
            Subject::Pe,
            Subject::Art,
            Subject::English,
        ]
        .map(|s| need[s.index()])
    };
    assert_eq!(
        need(&school),
        [8 + 8 + 14 + 7, 4 + 4 + 6 + 3, 2 + 2 + 4 + 2, 6 + 3]
    );
    school.multigrade = vec![vec![1, 2]];
    assert_eq!(need(&school), [8 + 14 + 7, 4 + 6 + 3, 2 + 4 + 2, 6 + 3]);
    // PE and art come together in grades 3 and 4 too.
    school.joint = vec![vec![3, 4]];
    assert_eq!(need(&school), [8 + 14 + 7, 4 + 6, 2 + 4, 6 + 3]);
    // A joint set goes before a multigrade one that it shares a grade with.
    school.joint = vec![vec![2, 3]];
    assert_eq!(need(&school), [8 + 14 + 7, 4 + 6 + 3, 2 + 4 + 2, 6 + 3]);
}
