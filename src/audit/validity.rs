//! Whether a plan is one at all: who rotates, for what, and that nobody gives more than his load or than is needed.

use super::supply;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{PartTime, Plan, Rotation, add_lessons};
use crate::domain::posting;
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::rules::{Breach, Rules, say};
use std::collections::BTreeMap;

/// The rule that these breaches name.
pub const CODE: &str = "plan";

/// Where a plan is no valid plan, whatever the rules.
pub fn breaches(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<Breach> {
    let mut breaches: Vec<_> = plan
        .rotations
        .iter()
        .filter_map(|rotation| wrong_rotation(instance, rotation))
        .collect();
    breaches.extend(twice(instance, plan));
    breaches.extend(wrong_part_time(instance, plan));
    breaches.extend(over_load(instance, plan));
    breaches.extend(beyond_need(instance, plan));
    breaches.extend(supply::breaches(instance, rules, plan));
    if rules.itinerant.is_none() && !plan.itinerant.is_empty() {
        breaches.push(breach(
            plan.itinerant.len() as u64,
            "方案有走教，但规则“走教（itinerant）”未启用",
            "there are itinerant lessons, but rule `itinerant` is not in force",
        ));
    }
    breaches
}

pub(super) fn breach(amount: u64, zh: impl Into<String>, en: impl Into<String>) -> Breach {
    Breach {
        rule: CODE,
        amount,
        message: Text::new(zh, en),
    }
}

fn wrong_rotation(instance: &Instance, rotation: &Rotation) -> Option<Breach> {
    let teacher = rotation.teacher;
    let person = say::person(instance, teacher);
    let Some(from) = instance
        .standing(teacher)
        .base
        .filter(|_| instance.is_eligible(teacher))
    else {
        return Some(breach(
            1,
            format!("{person} 不符合交流条件"),
            format!("{person} is not eligible"),
        ));
    };
    let same_stage = instance.unit(from).stage == instance.unit(rotation.to).stage;
    let to = say::unit_subject(instance, rotation.to, rotation.subject);
    let (zh, en) = if from == rotation.to || !same_stage {
        ("不是同学段的另一所学校", "no other unit of his stage")
    } else if instance.trip_minutes(teacher, from, rotation.to).is_none() {
        ("无路可达", "out of reach")
    } else if !posting::subjects(instance, teacher).contains(&rotation.subject) {
        ("他不教该学科", "no subject of his")
    } else {
        return None;
    };
    Some(breach(
        1,
        format!("{person} 派往 {}：{zh}", to.zh),
        format!("{person} is posted to {}: {en}", to.en),
    ))
}

/// A teacher, and where and what he teaches there (itinerant or not); `None` = he is rotated.
type Duty = (TeacherIndex, Option<(UnitIndex, Subject, bool)>);

/// People rotated more than once, and two rows for the same lessons.
fn twice(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut rows: BTreeMap<Duty, u64> = BTreeMap::new();
    for row in &plan.rotations {
        *rows.entry((row.teacher, None)).or_default() += 1;
    }
    for row in &plan.itinerant {
        let key = (row.teacher, Some((row.to, row.subject, true)));
        *rows.entry(key).or_default() += 1;
    }
    for row in &plan.part_time {
        let key = (row.teacher, Some((row.unit, row.subject, false)));
        *rows.entry(key).or_default() += 1;
    }
    rows.retain(|_, n| *n > 1);
    rows.into_iter()
        .map(|((teacher, _), n)| {
            let person = say::person(instance, teacher);
            breach(
                n - 1,
                format!("{person} 在方案中重复出现"),
                format!("{person} stands in the plan more than once for the same"),
            )
        })
        .collect()
}

/// Whoever moves as a principal gives his main subject, nothing beside it.
fn moved_principals<'a>(
    instance: &'a Instance,
    plan: &'a Plan,
) -> impl Iterator<Item = (TeacherIndex, Subject)> + 'a {
    let rows = plan.principals.iter();
    rows.map(|row| (row.teacher, instance.teacher(row.teacher).subject))
}

fn wrong_part_time(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let serving = plan.serving(instance);
    let posted: BTreeMap<_, _> = plan
        .rotations
        .iter()
        .map(|row| (row.teacher, row.subject))
        .chain(moved_principals(instance, plan))
        .collect();
    let is_right = |row: &PartTime| {
        let holds = instance
            .standing(row.teacher)
            .seconds
            .contains(&row.subject);
        let meant = posted
            .get(&row.teacher)
            .is_none_or(|&subject| subject == row.subject);
        holds && meant && serving[row.teacher.0] == Some(row.unit) && row.lessons > 0
    };
    let wrong = plan
        .part_time
        .iter()
        .filter(|row| !is_right(row))
        .map(|row| {
            let person = say::person(instance, row.teacher);
            let place = say::unit_subject(instance, row.unit, row.subject);
            breach(
                u64::from(row.lessons.max(1)),
                format!("{person} 不能在 {} 兼课", place.zh),
                format!(
                    "{person} cannot give second-subject lessons at {}",
                    place.en
                ),
            )
        });
    wrong.collect()
}

/// Second-subject lessons of those who stay ≤ their cap; all lessons named ≤ load. What is left of a load goes to the
/// main subject and is never over it.
fn over_load(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut second = vec![0_u32; instance.teachers.len()];
    let mut named = vec![0_u32; instance.teachers.len()];
    for row in &plan.part_time {
        add_lessons(&mut second[row.teacher.0], row.lessons);
        add_lessons(&mut named[row.teacher.0], row.lessons);
    }
    for row in &plan.itinerant {
        add_lessons(&mut named[row.teacher.0], row.lessons);
    }
    for row in &plan.remote {
        add_lessons(&mut named[row.helper.0], row.lessons);
    }
    for row in &plan.rotations {
        second[row.teacher.0] = 0;
    }
    let mut breaches = Vec::new();
    for teacher in instance.teacher_indices() {
        let standing = instance.standing(teacher);
        let (n, load) = (named[teacher.0], standing.load);
        if n > load {
            let person = say::person(instance, teacher);
            breaches.push(breach(
                u64::from(n - load),
                format!("{person} 每周可任 {load} 节，方案安排 {n} 节"),
                format!("{person} can give {load} lessons a week, the plan asks {n}"),
            ));
        }
        let (n, cap) = (second[teacher.0], standing.second_cap);
        if n > cap {
            let person = say::person(instance, teacher);
            breaches.push(breach(
                u64::from(n - cap),
                format!("{person} 兼课至多 {cap} 节，方案安排 {n} 节"),
                format!("{person} may give {cap} second-subject lessons, the plan asks {n}"),
            ));
        }
    }
    breaches
}

fn beyond_need(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut given: BTreeMap<(UnitIndex, Subject), u32> = BTreeMap::new();
    for row in &plan.part_time {
        add_lessons(
            given.entry((row.unit, row.subject)).or_default(),
            row.lessons,
        );
    }
    for row in &plan.itinerant {
        add_lessons(given.entry((row.to, row.subject)).or_default(), row.lessons);
    }
    for row in &plan.remote {
        add_lessons(given.entry((row.to, row.subject)).or_default(), row.lessons);
    }
    let over = given.into_iter().filter_map(|((unit, subject), n)| {
        let need = instance.unit(unit).need[subject.index()];
        let place = say::unit_subject(instance, unit, subject);
        (n > need).then(|| {
            breach(
                u64::from(n - need),
                format!("{} 需 {need} 节，方案安排 {n} 节", place.zh),
                format!("{} needs {need} lessons, the plan gives {n}", place.en),
            )
        })
    });
    over.collect()
}
