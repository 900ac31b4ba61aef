//! Whether what a plan brings in beside postings can be at all; how far it may go is a matter of its rules.

use super::validity::breach;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::rules::{
    Breach, Rules, names, principals, recruitment, remote_lessons, retraining, say, silver_age,
};
use std::collections::BTreeSet;

/// Rows that say nothing, that stand twice, or whose rule is not in force.
pub(super) fn breaches(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<Breach> {
    let mut breaches = Vec::new();
    breaches.extend(out_of_force(
        rules,
        recruitment::CODE,
        plan.recruitment.len(),
    ));
    breaches.extend(out_of_force(rules, silver_age::CODE, plan.silver_age.len()));
    breaches.extend(out_of_force(rules, retraining::CODE, plan.retraining.len()));
    breaches.extend(wrong_training(instance, rules, plan));
    breaches.extend(out_of_force(rules, remote_lessons::CODE, plan.remote.len()));
    breaches.extend(wrong_helpers(instance, plan));
    breaches.extend(out_of_force(rules, principals::CODE, plan.principals.len()));
    breaches.extend(wrong_principals(instance, plan));
    let mut seen = BTreeSet::new();
    for row in &plan.recruitment {
        if row.posts == 0 || !seen.insert((row.unit, row.subject)) {
            let place = say::unit_subject(instance, row.unit, row.subject);
            breaches.push(breach(
                u64::from(row.posts.max(1)),
                format!("{} 的招聘重复或为零", place.zh),
                format!("the recruits of {} stand twice or are none", place.en),
            ));
        }
    }
    let mut seen = BTreeSet::new();
    for row in &plan.silver_age {
        if !seen.insert(row.retiree) {
            let person = say::retiree(instance, row.retiree);
            breaches.push(breach(
                1,
                format!("退休教师 {person} 在方案中重复出现"),
                format!("retired teacher {person} stands in the plan twice"),
            ));
        }
    }
    breaches
}

/// Who is trained does nothing else this year, and gives what the months left allow.
fn wrong_training(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<Breach> {
    let mut busy: BTreeSet<_> = plan.rotations.iter().map(|row| row.teacher).collect();
    busy.extend(plan.itinerant.iter().map(|row| row.teacher));
    busy.extend(plan.part_time.iter().map(|row| row.teacher));
    busy.extend(plan.remote.iter().map(|row| row.helper));
    let mut breaches = Vec::new();
    for row in &plan.retraining {
        let person = say::person(instance, row.teacher);
        if !busy.insert(row.teacher) {
            breaches.push(breach(
                1,
                format!("{person} 转岗培训，同时另有安排"),
                format!("{person} is trained and given other work too"),
            ));
        }
        let rule = rules.retraining.as_ref();
        let lessons = rule.map_or(0, |rule| rule.lessons(instance, row.teacher));
        if row.lessons != lessons {
            let n = row.lessons;
            breaches.push(breach(
                u64::from(n.abs_diff(lessons)),
                format!("{person} 转岗后应任 {lessons} 节，方案写 {n} 节"),
                format!("{person} gives {lessons} lessons once trained, the plan says {n}"),
            ));
        }
    }
    breaches
}

/// Helpers stay where they start the year, and no row stands twice or says nothing.
fn wrong_helpers(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut posted: BTreeSet<_> = plan.rotations.iter().map(|row| row.teacher).collect();
    posted.extend(plan.principals.iter().map(|row| row.teacher));
    let mut seen = BTreeSet::new();
    let mut breaches = Vec::new();
    for row in &plan.remote {
        let person = say::person(instance, row.helper);
        let place = say::unit_subject(instance, row.to, row.subject);
        let stays = instance.standing(row.helper).base == Some(row.to);
        if !stays || posted.contains(&row.helper) {
            breaches.push(breach(
                u64::from(row.lessons.max(1)),
                format!("{person} 不能在 {} 当助教", place.zh),
                format!("{person} cannot help at {}", place.en),
            ));
        }
        if row.lessons == 0 || !seen.insert((row.from, row.to, row.subject, row.helper)) {
            breaches.push(breach(
                u64::from(row.lessons.max(1)),
                format!("{} 的专递课堂重复或为零", place.zh),
                format!("remote lessons at {} stand twice or are none", place.en),
            ));
        }
    }
    breaches
}

/// Who moves as a principal goes to one other unit of his stage that a road leads to, and has no other work there.
fn wrong_principals(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut busy: BTreeSet<_> = plan.rotations.iter().map(|row| row.teacher).collect();
    busy.extend(plan.itinerant.iter().map(|row| row.teacher));
    busy.extend(plan.retraining.iter().map(|row| row.teacher));
    let mut breaches = Vec::new();
    for row in &plan.principals {
        let to = instance.unit(row.to);
        let goes = instance.standing(row.teacher).base.is_some_and(|from| {
            let (from, minutes) = (
                instance.unit(from),
                instance.trip_minutes(row.teacher, from, row.to),
            );
            from.school != to.school && from.stage == to.stage && minutes.is_some()
        });
        if !busy.insert(row.teacher) || !goes {
            let (person, to) = (
                say::person(instance, row.teacher),
                say::unit(instance, row.to),
            );
            breaches.push(breach(
                1,
                format!("{person} 不能调任 {}：同一学段、有路可达、每人一处", to.zh),
                format!(
                    "{person} cannot move to {}: one other school of the stage, within reach",
                    to.en
                ),
            ));
        }
    }
    breaches
}

fn out_of_force(rules: &Rules, code: &str, rows: usize) -> Option<Breach> {
    (rows > 0 && rules.get(code).is_none()).then(|| {
        breach(
            rows as u64,
            format!("方案有相应安排，但规则“{}”未启用", names::keyed(code, code)),
            format!("the plan has rows of rule `{code}`, which is not in force"),
        )
    })
}
