//! A small county for the tables of cases: urban A, town B and rural C on one road (A 20 B 30 C), ten lessons of PE,
//! music, art and maths needed at each, and plans in a short notation.

#[path = "../../tests/support/rows.rs"]
#[allow(
    unreachable_pub,
    reason = "shared with the test binaries, which export nothing"
)]
mod rows;

pub(crate) use rows::{date, need, parts_of, retiree, road, school, teacher};

use super::{Rule, Rules, activate};
use crate::domain::assemble::{Parts, assemble};
use crate::domain::ids::{RetireeIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{
    Itinerant, PartTime, Plan, PrincipalMove, Recruits, Remote, Retraining, Rotation, SilverAge,
};
use crate::domain::words::{Backbone, Degree, Subject, Word};
use crate::finding::Finding;
use rows::tables;
use std::collections::BTreeSet;

/// Ten eligible teachers of ten lessons each: T0 pe, T1 music, T2 art, T3 maths (and music), T4 pe (county backbone) at
/// A; T5 music, T6 maths (county backbone) at B; T7 maths, T8 pe (and art), T9 maths at C.
pub(crate) fn parts() -> Parts {
    let mut parts = parts_of(&[
        (0, Subject::Pe),
        (0, Subject::Music),
        (0, Subject::Art),
        (0, Subject::Maths),
        (0, Subject::Pe),
        (1, Subject::Music),
        (1, Subject::Maths),
        (2, Subject::Maths),
        (2, Subject::Pe),
        (2, Subject::Maths),
    ]);
    parts.teachers[3].second_subjects = BTreeSet::from([Subject::Music]);
    parts.teachers[8].second_subjects = BTreeSet::from([Subject::Art]);
    for backbone in [4, 6] {
        parts.teachers[backbone].backbone = Backbone::County;
    }
    parts
}

/// The small county after some changes to its tables.
pub(crate) fn county(edit: impl FnOnce(&mut Parts)) -> Instance {
    let mut parts = parts();
    edit(&mut parts);
    assemble(parts)
}

/// A plan from words such as `T0>C:music` (rotated), `T1~B:pe:4` (itinerant), `T2=A:art:2` (second subject),
/// `C+art:1` (recruited), `R0@C` (a retired teacher), `T7^art:5` (trained),
/// `A*C:art:4:T7` (remote lessons with their helper), `T0#B` (moves as a principal).
pub(crate) fn plan(text: &str) -> Plan {
    let mut plan = Plan::default();
    for word in text.split_whitespace() {
        if add_supply(&mut plan, word) {
            continue;
        }
        let parts: Vec<_> = word.split(['>', '~', '=', ':']).collect();
        let teacher = TeacherIndex(parts[0][1..].parse().expect("a teacher"));
        let unit = unit(parts[1]);
        let subject = Subject::parse(parts[2]).expect("a subject");
        let lessons = parts.get(3).map_or(0, |n| n.parse().expect("lessons"));
        if word.contains('>') {
            plan.rotations.push(Rotation {
                teacher,
                to: unit,
                subject,
            });
        } else if word.contains('~') {
            plan.itinerant.push(Itinerant {
                teacher,
                to: unit,
                subject,
                lessons,
            });
        } else {
            plan.part_time.push(PartTime {
                teacher,
                unit,
                subject,
                lessons,
            });
        }
    }
    plan
}

/// `C` is the third unit.
fn unit(letter: &str) -> UnitIndex {
    UnitIndex(usize::from(letter.as_bytes()[0] - b'A'))
}

/// Adds what a word says of people and lessons brought in, if it says that.
fn add_supply(plan: &mut Plan, word: &str) -> bool {
    let parts: Vec<_> = word.split(['+', ':']).collect();
    let subject = |text: &str| Subject::parse(text).expect("a subject");
    if word.contains('+') {
        plan.recruitment.push(Recruits {
            unit: unit(parts[0]),
            subject: subject(parts[1]),
            degree: Degree::Bachelor,
            posts: parts[2].parse().expect("posts"),
        });
        return true;
    }
    if let Some((retiree, at)) = word.split_once('@') {
        plan.silver_age.push(SilverAge {
            retiree: RetireeIndex(retiree[1..].parse().expect("a retiree")),
            unit: unit(at),
        });
        return true;
    }
    if let Some((teacher, at)) = word.split_once('#') {
        plan.principals.push(PrincipalMove {
            teacher: TeacherIndex(teacher[1..].parse().expect("a teacher")),
            to: unit(at),
        });
        return true;
    }
    if word.contains('*') {
        let parts: Vec<_> = word.split(['*', ':']).collect();
        plan.remote.push(Remote {
            from: unit(parts[0]),
            to: unit(parts[1]),
            subject: subject(parts[2]),
            lessons: parts[3].parse().expect("lessons"),
            helper: TeacherIndex(parts[4][1..].parse().expect("a helper")),
        });
        return true;
    }
    if word.contains('^') {
        let parts: Vec<_> = word[1..].split(['^', ':']).collect();
        plan.retraining.push(Retraining {
            teacher: TeacherIndex(parts[0].parse().expect("a teacher")),
            subject: subject(parts[1]),
            lessons: parts[2].parse().expect("lessons"),
        });
        return true;
    }
    false
}

pub(crate) fn try_rules(text: &str) -> Result<Rules, Vec<Finding>> {
    activate(&tables(text))
}

pub(crate) fn rules(text: &str) -> Rules {
    try_rules(text).expect("rules")
}

/// Checks a table of (plan, total amount of its breaches) against one rule.
pub(crate) fn check_amounts(instance: &Instance, rule: &dyn Rule, cases: &[(&str, u64)]) {
    for &(text, amount) in cases {
        let breaches = rule.breaches(instance, &plan(text));
        let total: u64 = breaches.iter().map(|breach| breach.amount).sum();
        assert_eq!(total, amount, "`{text}`: {breaches:?}");
        assert!(
            breaches
                .iter()
                .all(|b| b.rule == rule.code() && !b.message.en.is_empty())
        );
    }
}

/// The same for the one rule of a scenario's text.
pub(crate) fn check(instance: &Instance, text: &str, cases: &[(&str, u64)]) {
    let rules = rules(text);
    check_amounts(instance, rules.list[0].as_ref(), cases);
}
