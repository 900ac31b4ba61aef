//! Counts in a finished plan where itinerant lessons break their rule.

use super::{CODE, Itinerant};
use crate::domain::coverage::coverage;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{self, Plan, add_lessons};
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::rules::{Breach, say};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn breaches(rule: &Itinerant, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let wrong = plan
        .itinerant
        .iter()
        .filter_map(|row| wrong_row(rule, instance, row));
    let amounts = plan
        .itinerant
        .iter()
        .filter_map(|row| wrong_amount(rule, instance, row));
    let mut breaches: Vec<_> = wrong.chain(amounts).collect();
    breaches.extend(rotated_givers(instance, plan));
    breaches.extend(over_limits(rule, instance, plan));
    breaches.extend(beyond_need(instance, plan));
    breaches.extend(own_school_last(instance, plan));
    breaches
}

fn wrong_row(rule: &Itinerant, instance: &Instance, row: &plan::Itinerant) -> Option<Breach> {
    let right = rule
        .pair(instance, row.teacher, row.to)
        .is_some_and(|pair| pair.subject == row.subject);
    let person = say::person(instance, row.teacher);
    let place = say::unit_subject(instance, row.to, row.subject);
    (!right).then(|| {
        breach(
            1,
            format!("{person} 不得到 {} 走教", place.zh),
            format!("{person} may not give itinerant lessons at {}", place.en),
        )
    })
}

fn wrong_amount(rule: &Itinerant, instance: &Instance, row: &plan::Itinerant) -> Option<Breach> {
    let (least, most) = (rule.min_lessons_per_school, rule.max_lessons_per_school);
    let (n, block) = (row.lessons, rule.block_lessons.max(1));
    let off = n.saturating_sub(most).max(least.saturating_sub(n));
    let off = off.max(n % block).max(u32::from(n == 0));
    let person = say::person(instance, row.teacher);
    let place = say::unit(instance, row.to);
    (off > 0).then(|| {
            breach(
                off,
                format!("{person} 在 {} 走教 {n} 节，应为 {least}–{most} 节、{block} 节一组", place.zh),
                format!(
                    "{person} gives {n} itinerant lessons at {}, not {least} to {most} in blocks of {block}",
                    place.en
                ),
            )
        })
}

fn over_limits(rule: &Itinerant, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut gives: BTreeMap<TeacherIndex, (BTreeSet<UnitIndex>, u32)> = BTreeMap::new();
    for row in &plan.itinerant {
        let (schools, lessons) = gives.entry(row.teacher).or_default();
        schools.insert(row.to);
        add_lessons(lessons, row.lessons);
    }
    let mut breaches = Vec::new();
    for (teacher, (schools, lessons)) in gives {
        let person = say::person(instance, teacher);
        let (n, most) = (schools.len() as u32, rule.max_schools);
        if n > most {
            breaches.push(breach(
                n - most,
                format!("{person} 走教 {n} 校，超过 {most} 校"),
                format!("{person} gives itinerant lessons at {n} schools, over {most}"),
            ));
        }
        let most = rule.max_lessons;
        if lessons > most {
            breaches.push(breach(
                lessons - most,
                format!("{person} 走教 {lessons} 节，超过 {most} 节"),
                format!("{person} gives {lessons} itinerant lessons, over {most}"),
            ));
        }
    }
    breaches
}

fn beyond_need(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut given: BTreeMap<(UnitIndex, Subject), u32> = BTreeMap::new();
    for row in &plan.itinerant {
        add_lessons(given.entry((row.to, row.subject)).or_default(), row.lessons);
    }
    let over = given.into_iter().filter_map(|((unit, subject), n)| {
        let need = instance.unit(unit).need[subject.index()];
        let place = say::unit_subject(instance, unit, subject);
        (n > need).then(|| {
            breach(
                n - need,
                format!("{} 需 {need} 节，走教却有 {n} 节", place.zh),
                format!(
                    "{} needs {need} lessons, {n} itinerant ones are given",
                    place.en
                ),
            )
        })
    });
    over.collect()
}

fn own_school_last(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let gives: BTreeSet<_> = plan
        .itinerant
        .iter()
        .filter_map(|row| Some((instance.standing(row.teacher).base?, row.subject)))
        .collect();
    let covered = coverage(instance, plan);
    let lacking = gives.into_iter().filter_map(|(unit, subject)| {
        let n = covered[unit.0][subject.index()].unfilled;
        let place = say::unit_subject(instance, unit, subject);
        (n > 0).then(|| {
            breach(
                n,
                format!("{} 本校尚缺 {n} 节却外出走教", place.zh),
                format!(
                    "{} gives itinerant lessons and leaves {n} unfilled at home",
                    place.en
                ),
            )
        })
    });
    lacking.collect()
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

/// Those both rotated and giving itinerant lessons: who goes to others does not stay at home.
fn rotated_givers(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let rotated: BTreeSet<_> = plan.rotations.iter().map(|row| row.teacher).collect();
    let givers: BTreeSet<_> = plan.itinerant.iter().map(|row| row.teacher).collect();
    givers
        .intersection(&rotated)
        .map(|&teacher| {
            let person = say::person(instance, teacher);
            breach(
                1,
                format!("{person} 已交流，不能再走教"),
                format!("{person} is rotated and gives itinerant lessons too"),
            )
        })
        .collect()
}
