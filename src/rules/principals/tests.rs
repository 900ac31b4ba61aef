use crate::domain::assemble::Parts;
use crate::domain::ids::SchoolIndex;
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::{Feedback, Instance};
use crate::domain::words::{Exemption, Position, Verdict};
use crate::rules::testing::{check, county, date, plan, rules};

/// T0 has led A for ten years, T5 B for five, T7 C for four; T3 is vice-principal of A.
fn led(parts: &mut Parts) {
    for (teacher, since) in [(0, 2014), (5, 2019), (7, 2020)] {
        parts.teachers[teacher].position = Position::Principal;
        parts.teachers[teacher].since = date(since);
    }
    parts.teachers[3].position = Position::VicePrincipal;
    parts.teachers[3].since = date(2009);
}

#[test]
fn terms_say_who_may_and_who_must_move_and_each_school_keeps_one() {
    let county = county(led);
    let cases = [
        // T0 must move; alone he leaves A without and B with two.
        ("", 1),
        ("T0#B", 2),
        ("T0#B T5#A", 0),
        // T7 has not served a term; vice-principals are not looked at.
        ("T0#C T7#A", 1),
        ("T0#B T5#A T3#B", 1),
    ];
    check(&county, "[principals]", &cases);
    // A and B lie 20 minutes apart.
    for (minutes, amount) in [(19, 2), (20, 0), (21, 0)] {
        let near = format!("[principals]\nmax_minutes = {minutes}");
        check(&county, &near, &[("T0#B T5#A", amount)]);
    }
    for (min, amount) in [(1, 0), (2, 0), (3, 1)] {
        let asked = format!("[principals]\nmin = {min}");
        check(&county, &asked, &[("T0#B T5#A", amount)]);
    }
    for (max, amount) in [(1, 1), (2, 0), (3, 0)] {
        let most = format!("[principals]\nmax = {max}");
        check(&county, &most, &[("T0#B T5#A", amount)]);
    }
    let three = "[principals]\nmax_terms = 3";
    check(&county, three, &[("", 0), ("T0#B T5#A", 0)]);
    let counted = "[principals]\nmin = 3\nmax = 3";
    check(&county, counted, &[("T0#B T5#A", 1)]);
    let none = "[principals]\nmax_terms = 3\nmax = 1";
    check(&county, none, &[("T0#B T5#A", 1)]);
}

#[test]
fn a_term_ends_to_the_day() {
    let after = |years: i16| {
        county(move |parts| {
            led(parts);
            parts.teachers[0].since = date(2024 - years);
        })
    };
    check(&after(9), "[principals]", &[("", 0), ("T0#B T5#A", 0)]);
    check(&after(10), "[principals]", &[("", 1)]);
    check(&after(11), "[principals]", &[("", 1)]);
    let may = |years: i16, breaches| {
        let county = county(move |parts| {
            led(parts);
            parts.teachers[5].since = date(2024 - years);
        });
        check(&county, "[principals]", &[("T0#B T5#A", breaches)]);
    };
    may(4, 1);
    may(5, 0);
}

#[test]
fn who_is_exempt_or_pinned_stays() {
    let exempt = county(|parts| {
        led(parts);
        parts.teachers[0].exemption = Some(Exemption::Illness);
    });
    check(&exempt, "[principals]", &[("", 0), ("T0#B T5#A", 1)]);
    let judged = |school: Option<usize>, verdict| {
        county(move |parts| {
            led(parts);
            parts.feedback.push(Feedback {
                teacher: TeacherIndex(0),
                school: school.map(SchoolIndex),
                verdict,
                reason: String::new(),
            });
        })
    };
    let pinned = judged(None, Verdict::Pin);
    check(&pinned, "[principals]", &[("", 0), ("T0#B T5#A", 1)]);
    let kept_out = judged(Some(1), Verdict::Forbid);
    check(&kept_out, "[principals]", &[("", 1), ("T0#B T5#A", 1)]);
}

#[test]
fn two_principals_become_one_and_a_vacancy_may_be_filled() {
    let two = |second: usize| {
        county(move |parts| {
            for teacher in [0, second] {
                parts.teachers[teacher].position = Position::Principal;
                parts.teachers[teacher].since = date(2019);
            }
        })
    };
    // T1 serves A too, whose two principals are one too many; B and C have none and need none.
    check(
        &two(1),
        "[principals]",
        &[("", 1), ("T0#B", 0), ("T0#B T1#B", 2)],
    );
    check(&two(5), "[principals]", &[("", 0), ("T0#C", 1)]);
}

#[test]
fn vice_principals_move_one_for_one_where_they_are_named() {
    let county = county(|parts| {
        led(parts);
        parts.teachers[0].since = date(2020);
        parts.teachers[6].position = Position::VicePrincipal;
    });
    let text = "[principals]\npositions = [\"vice_principal\"]";
    let cases = [("", 2), ("T3#B", 3), ("T3#B T6#A", 0), ("T3#C T6#A", 2)];
    check(&county, text, &cases);
}

/// The total that no strength lets pass, beside what the rule counts in all.
fn check_always(county: &Instance, text: &str, cases: &[(&str, u64)]) {
    let rules = rules(text);
    for &(words, amount) in cases {
        let breaches = rules.list[0].always(county, &plan(words));
        let total: u64 = breaches.iter().map(|breach| breach.amount).sum();
        assert_eq!(total, amount, "`{words}`: {breaches:?}");
    }
}

#[test]
fn no_strength_lets_a_school_lose_its_principal_or_get_a_second() {
    let should = "[principals]\nstrength = \"should\"\n";
    // T0 who must move may stay; but he leaves nobody behind, and is nobody's second.
    let led = county(led);
    let cases = [("", 0), ("T0#B T5#A", 0), ("T0#B", 2), ("T0#B T5#C", 2)];
    check_always(&led, should, &cases);
    // More people than `max` are no more than a shortfall.
    let most = format!("{should}max = 1");
    check_always(&led, &most, &[("T0#B T5#A", 0)]);
    let two = county(|parts| {
        for teacher in [0, 1, 5] {
            parts.teachers[teacher].position = Position::Principal;
            parts.teachers[teacher].since = date(2019);
        }
    });
    // Two at A may stay, though the rule counts one too many; a third may not come; C, who had none, may get one.
    check(&two, should, &[("", 1), ("T0#C", 0), ("T5#A", 3)]);
    check_always(&two, should, &[("", 0), ("T0#C", 0), ("T5#A", 2)]);
    check_always(&two, should, &[("T0#C T1#C", 2), ("T0#B", 1)]);
    let vice = county(|parts| {
        parts.teachers[3].position = Position::VicePrincipal;
        parts.teachers[3].since = date(2009);
    });
    let named = format!("{should}positions = [\"vice_principal\"]");
    check_always(&vice, &named, &[("", 0), ("T3#B", 2)]);
}

#[test]
fn a_number_asked_for_is_in_force_though_nobody_leads_a_school() {
    let county = county(|_| {});
    let in_force = |text: &str| rules(text).list[0].in_force(&county);
    assert!(!in_force("[principals]"));
    assert!(in_force("[principals]\nmin = 1"));
}

fn tally(county: &Instance, text: &str, words: &str) -> (u64, u64) {
    let tally = rules(text).list[0].tally(county, &plan(words));
    (tally.required, tally.achieved)
}

#[test]
fn they_are_not_among_the_rotated_unless_a_switch_says_so() {
    // Of ten people three lead a school, one is a vice-principal, six are eligible: 40 % are three.
    let county = county(led);
    let share = "[rotation_share]\nmin = \"40%\"\nmax = \"100%\"\n[principals]\n";
    let words = "T1>C:music T0#B T5#A";
    assert_eq!(tally(&county, share, words), (3, 1));
    // T0 and T5 may be moved: 40 % of eight are four.
    let counted = format!("{share}among_rotated = true");
    assert_eq!(tally(&county, &counted, words), (4, 3));
}
