//! Thresholds of a person and of a school: at, just below and just above. Those of a rule stand beside the rule.

mod support;

use lungang::audit;
use lungang::audit::schools::{Verdict, school_tests};
use lungang::domain::assemble::Parts;
use lungang::domain::balance::{is_counted, is_small_rural};
use lungang::domain::date::Date;
use lungang::domain::eligibility::{Ineligible, has_retired, lacks_rural_service};
use lungang::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use lungang::domain::instance::Instance;
use lungang::domain::plan::{Plan, Rotation};
use lungang::domain::share::Share;
use lungang::domain::teacher::{Standing, Teacher};
use lungang::domain::words::{Position, SchoolKind, Sex, Stage, Subject, Tier};
use support::abc::{county, rich, rules};

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day")
}

/// T0 of the county on 1 September 2024, after a change to his row.
fn standing(edit: impl FnOnce(&mut Teacher)) -> Standing {
    county(|parts| edit(&mut parts.teachers[0])).standings[0].clone()
}

fn why_not(edit: impl FnOnce(&mut Teacher)) -> Option<Ineligible> {
    standing(edit).ineligible
}

#[test]
fn six_years_at_the_school_are_completed_on_the_day() {
    let since = |since| why_not(|teacher| teacher.since = since);
    assert_eq!(since(day(2018, 8, 31)), None);
    assert_eq!(since(day(2018, 9, 1)), None);
    assert_eq!(since(day(2018, 9, 2)), Some(Ineligible::Tenure));
}

#[test]
fn women_under_45_and_men_under_50_may_be_moved() {
    for (sex, year) in [(Sex::Female, 1979), (Sex::Male, 1974)] {
        let born = |birth| why_not(|teacher| (teacher.sex, teacher.birth) = (sex, birth));
        assert_eq!(born(day(year, 9, 2)), None, "{sex:?}");
        assert_eq!(born(day(year, 9, 1)), Some(Ineligible::Age), "{sex:?}");
        assert_eq!(born(day(year, 8, 31)), Some(Ineligible::Age), "{sex:?}");
    }
}

#[test]
fn three_years_of_rest_and_a_term_end_on_the_day() {
    let rotated = |last| why_not(|teacher| teacher.last_rotated = Some(last));
    assert_eq!(rotated(day(2021, 8, 31)), None);
    assert_eq!(rotated(day(2021, 9, 1)), None);
    assert_eq!(rotated(day(2021, 9, 2)), Some(Ineligible::Resting));
    let away = |until| why_not(|teacher| teacher.away_until = Some(until));
    assert_eq!(away(day(2024, 8, 31)), None);
    assert_eq!(away(day(2024, 9, 1)), None);
    assert_eq!(away(day(2024, 9, 2)), Some(Ineligible::InTerm));
}

/// A volunteer may be moved beyond the age limit, up to three years before he retires: at 55 or 60.
#[test]
fn three_years_before_retirement_nobody_is_moved() {
    let near = Some(Ineligible::NearRetirement);
    for (sex, year) in [(Sex::Female, 1971), (Sex::Male, 1966)] {
        let born = |birth| {
            why_not(|teacher| {
                (teacher.sex, teacher.birth, teacher.volunteer) = (sex, birth, true);
            })
        };
        assert_eq!(born(day(year, 9, 2)), None, "{sex:?}");
        assert_eq!(born(day(year, 9, 1)), near, "{sex:?}");
        assert_eq!(born(day(year, 8, 31)), near, "{sex:?}");
    }
    let retired = |birth| {
        let county = county(|parts| parts.teachers[0].birth = birth);
        let on = county.planning_date();
        has_retired(&county.teachers[0], &county.settings.eligibility, on)
    };
    assert!(!retired(day(1969, 9, 2)));
    assert!(retired(day(1969, 9, 1)));
    assert!(retired(day(1969, 8, 31)));
}

#[test]
fn a_candidate_lacks_rural_service_under_one_year() {
    let lacks = |years| {
        let county = county(|parts| {
            parts.teachers[0].title_candidate = true;
            parts.teachers[0].rural_years = years;
        });
        lacks_rural_service(&county, TeacherIndex(0))
    };
    assert!(lacks(None) && lacks(Some(0.9)));
    assert!(!lacks(Some(1.0)) && !lacks(Some(1.1)));
}

/// Eighteen lessons of maths in a primary school, times every factor that applies, rounded down.
#[test]
fn loads_follow_age_and_position() {
    let load = |edit: fn(&mut Teacher)| {
        let standing = standing(|teacher| {
            (teacher.max_lessons, teacher.subject) = (None, Subject::Maths);
            edit(teacher);
        });
        (standing.load, standing.second_cap)
    };
    assert_eq!(load(|_| {}), (18, 8));
    assert_eq!(load(|teacher| teacher.birth = day(1969, 9, 2)).0, 18);
    assert_eq!(load(|teacher| teacher.birth = day(1969, 9, 1)).0, 14);
    assert_eq!(load(|teacher| teacher.birth = day(1969, 8, 31)).0, 14);
    assert_eq!(load(|teacher| teacher.homeroom = true), (9, 8));
    let both = load(|teacher| (teacher.homeroom, teacher.birth) = (true, day(1969, 9, 1)));
    assert_eq!(both, (7, 7));
    assert_eq!(
        load(|teacher| teacher.position = Position::Principal),
        (4, 4)
    );
    assert_eq!(
        load(|teacher| teacher.position = Position::VicePrincipal),
        (9, 8)
    );
    assert_eq!(load(|teacher| teacher.subject = Subject::Pe).0, 16);
    // Where the table says so nothing is deducted.
    let told = |teacher: &mut Teacher| (teacher.homeroom, teacher.max_lessons) = (true, Some(9));
    assert_eq!(load(told), (9, 8));
    let general = |teacher: &mut Teacher| teacher.subject = Subject::General;
    assert_eq!(load(general), (18, 18));
}

/// C, with so many pupils.
fn with_pupils(pupils: u32, edit: impl FnOnce(&mut Parts)) -> Instance {
    county(|parts| {
        parts.schools[2].pupils_primary = pupils;
        edit(parts);
    })
}

#[test]
fn a_teaching_point_counts_from_50_pupils() {
    let point = |pupils| {
        let county = with_pupils(pupils, |parts| {
            parts.schools[2].kind = SchoolKind::TeachingPoint
        });
        is_counted(&county, UnitIndex(2))
    };
    assert_eq!([49, 50, 51].map(point), [false, true, true]);
    let school = |pupils| is_counted(&with_pupils(pupils, |_| {}), UnitIndex(2));
    assert_eq!([0, 1, 49].map(school), [false, true, true]);
}

#[test]
fn a_small_rural_school_has_50_to_99_pupils() {
    let small = |tier| {
        move |pupils| {
            let county = with_pupils(pupils, |parts| parts.schools[2].tier = tier);
            is_small_rural(&county, UnitIndex(2))
        }
    };
    let pupils = [49, 50, 51, 98, 99, 100];
    let expected = [false, true, true, true, true, false];
    assert_eq!(pupils.map(small(Tier::Rural)), expected);
    assert_eq!(pupils.map(small(Tier::Town)), [false; 6]);
}

/// Of a nine-year school both stages together, 2,500; of any other 2,000.
#[test]
fn schools_and_classes_have_caps() {
    let too_large = |kind, primary, junior| {
        let county = with_pupils(primary, |parts| {
            (parts.schools[2].kind, parts.schools[2].pupils_junior) = (kind, junior);
        });
        school_tests(&county, &Plan::default())[2].school_too_large
    };
    for (pupils, expected) in [(1999, false), (2000, false), (2001, true)] {
        assert_eq!(too_large(SchoolKind::Primary, pupils, 0), expected);
    }
    for (pupils, expected) in [(1499, false), (1500, false), (1501, true)] {
        assert_eq!(too_large(SchoolKind::NineYear, pupils, 1000), expected);
    }
    for (stage, most) in [(Stage::Primary, 45), (Stage::Junior, 50)] {
        let crowded = |pupils| {
            let county = with_pupils(pupils, |parts| {
                parts.schools[2].kind = SchoolKind::NineYear;
                parts.schools[2].pupils_junior = pupils;
                parts.schools[2].classes = [1, 0, 0, 0, 0, 0, 1, 0, 0];
            });
            let tests = school_tests(&county, &Plan::default());
            let of_stage = |unit: UnitIndex| {
                let unit = county.unit(unit);
                (unit.school, unit.stage) == (SchoolIndex(2), stage)
            };
            let test = tests.iter().find(|test| of_stage(test.unit));
            test.expect("a unit").class_too_large
        };
        assert_eq!(
            [most - 1, most, most + 1].map(crowded),
            [false, false, true]
        );
    }
}

/// A has five higher degrees for 100 pupils: with a floor of 80 % they may be all that 6.25 asks for.
#[test]
fn the_one_indicator_that_is_missed_reaches_the_floor() {
    let verdict = |degree, min| {
        let county = county(|parts| {
            let balance = &mut parts.settings.balance;
            balance.indicator_floor = Share::parse("80%").expect("a share");
            balance.indicators_min = min;
            balance.primary.degree = degree;
            parts.schools[0].facilities = rich();
        });
        school_tests(&county, &Plan::default())[0].verdict
    };
    assert_eq!(verdict(6.24, 6), Verdict::Pass);
    assert_eq!(verdict(6.25, 6), Verdict::Pass);
    assert_eq!(verdict(6.26, 6), Verdict::Fail);
    // Six are reached of seven.
    assert_eq!(verdict(6.24, 5), Verdict::Pass);
    assert_eq!(verdict(6.24, 7), Verdict::Fail);
    assert_eq!(verdict(5.0, 7), Verdict::Pass);
    assert_eq!(verdict(5.01, 7), Verdict::Fail);
}

/// How much a rule is broken by the first people of A going to C.
fn breaches(county: &Instance, text: &str, going: usize) -> u64 {
    let rotations = (0..going).map(|teacher| Rotation {
        teacher: TeacherIndex(teacher),
        to: UnitIndex(2),
        subject: county.teachers[teacher].subject,
    });
    let plan = Plan {
        rotations: rotations.collect(),
        ..Plan::default()
    };
    let breaches = audit::breaches(county, &rules(text), &plan);
    breaches.iter().map(|breach| breach.amount).sum()
}

#[test]
fn a_pairing_knows_small_and_new_schools_by_number_and_day() {
    let text = "[pairings]\nkinds = [\"urban-small\"]";
    let small = |pupils| breaches(&with_pupils(pupils, |_| {}), text, 1);
    assert_eq!([99, 100, 101].map(small), [0, 1, 1]);
    let text = "[pairings]\nkinds = [\"urban-new\"]";
    let new = |opened| {
        let county = county(|parts| parts.schools[2].opened = Some(opened));
        breaches(&county, text, 1)
    };
    let days = [day(2019, 8, 31), day(2019, 9, 1), day(2019, 9, 2)];
    assert_eq!(days.map(new), [1, 1, 0]);
}

#[test]
fn a_share_of_the_graduating_is_of_whole_people() {
    let county = county(|parts| {
        for teacher in &mut parts.teachers[..4] {
            teacher.graduating = true;
        }
    });
    let lacking = |share: &str| {
        let text = format!("[graduating]\nmode = \"share\"\nmin = \"{share}\"");
        [0, 1, 2].map(|going| breaches(&county, &text, going))
    };
    assert_eq!(lacking("24%"), [1, 0, 0]);
    assert_eq!(lacking("25%"), [1, 0, 0]);
    assert_eq!(lacking("25.1%"), [2, 1, 0]);
}
