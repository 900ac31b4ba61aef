//! Cases of the retraining rule.

use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use crate::rules::testing::{check, county, date, need, rules, try_rules};

/// C has three teachers of ten lessons, two of maths and one of PE, and needs ten lessons of each subject.
fn spare(lessons: u32) -> Instance {
    county(|parts| parts.needs.push(need(2, Subject::Maths, 20 - lessons)))
}

#[test]
fn only_lessons_to_spare_are_given_up() {
    let text = "[retraining]";
    let two = "T7^art:5 T9^music:5";
    check(&spare(20), text, &[(two, 0), ("T7^art:5", 0)]);
    check(&spare(19), text, &[(two, 1), ("T7^art:5", 0)]);
    check(&spare(10), text, &[(two, 10), ("T8^art:5", 11)]);
    // Not enough to spare for one whole load: he may not be trained, and takes a lesson too many.
    check(&spare(9), text, &[("T7^art:5", 2)]);
    for (max, amount) in [(1, 1), (2, 0), (3, 0)] {
        let text = format!("[retraining]\nmax = {max}");
        check(&spare(20), &text, &[(two, amount)]);
    }
}

#[test]
fn age_subject_and_standing_are_asked() {
    let text = "[retraining]";
    check(&spare(20), text, &[("T7^maths:5", 1), ("T7^pe:5", 0)]);
    check(
        &spare(20),
        "[retraining]\nsubjects = [\"art\"]",
        &[("T7^pe:5", 1)],
    );
    let aged = |years: i16| {
        county(move |parts| {
            parts.needs.push(need(2, Subject::Maths, 0));
            parts.teachers[7].birth = date(2024 - years);
        })
    };
    check(&aged(44), text, &[("T7^art:5", 0)]);
    check(&aged(45), text, &[("T7^art:5", 0)]);
    check(&aged(46), text, &[("T7^art:5", 1)]);
    let on_probation = county(|parts| {
        parts.needs.push(need(2, Subject::Maths, 0));
        parts.teachers[7].probation = true;
    });
    check(&on_probation, text, &[("T7^art:5", 1)]);
}

#[test]
fn lessons_count_from_the_month_he_is_ready() {
    let county = spare(20);
    for (months, lessons) in [(0, 10), (1, 9), (6, 5), (12, 0)] {
        let rules = rules(&format!("[retraining]\nmonths = {months}"));
        let rule = rules.retraining.expect("in force");
        let given = rule.lessons(&county, crate::domain::ids::TeacherIndex(7));
        assert_eq!(given, lessons, "{months}");
    }
    assert!(try_rules("[retraining]\nmonths = 13").is_err());
}
