//! What a plan brings in beside the roster's own lessons: how much each source gives (policy.md 4, "Sources of supply").

use super::date::completed_years;
use super::ids::{RetireeIndex, UnitIndex};
use super::instance::Instance;
use super::load::base;
use super::plan::{Plan, add_lessons};
use super::words::{Stage, Subject};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Lessons a week of one recruit: the base load of his stage and subject, no factor applies.
pub fn recruit_load(instance: &Instance, unit: UnitIndex, subject: Subject) -> u32 {
    base(instance.unit(unit).stage, subject, &instance.settings.loads)
}

/// Lessons a week of a retired teacher at a unit.
pub fn retiree_load(instance: &Instance, index: RetireeIndex, unit: UnitIndex) -> u32 {
    retiree_load_at(instance, index, instance.unit(unit).stage)
}

/// `max_lessons` where given; else ⌊base × `senior_factor`⌋ from `senior_age` on.
pub fn retiree_load_at(instance: &Instance, index: RetireeIndex, stage: Stage) -> u32 {
    let (retiree, loads) = (instance.retiree(index), &instance.settings.loads);
    if let Some(lessons) = retiree.max_lessons {
        return lessons;
    }
    let base = base(stage, retiree.subject, loads);
    if completed_years(retiree.birth, instance.planning_date()) < loads.senior_age {
        return base;
    }
    let lessons = Decimal::from(base) * loads.senior_factor.fraction();
    lessons.floor().to_u32().unwrap_or(0)
}

/// Lessons a week that those brought in can give as specialists, `[unit][subject]`.
pub fn supplied(instance: &Instance, plan: &Plan) -> Vec<[u32; Subject::COUNT]> {
    let mut lessons = vec![[0; Subject::COUNT]; instance.units.len()];
    let mut add = |unit: UnitIndex, subject: Subject, n: u32| {
        add_lessons(&mut lessons[unit.0][subject.index()], n);
    };
    for row in &plan.recruitment {
        let load = recruit_load(instance, row.unit, row.subject);
        add(row.unit, row.subject, row.posts.saturating_mul(load));
    }
    for row in &plan.silver_age {
        let subject = instance.retiree(row.retiree).subject;
        add(
            row.unit,
            subject,
            retiree_load(instance, row.retiree, row.unit),
        );
    }
    for row in &plan.retraining {
        if let Some(unit) = instance.standing(row.teacher).base {
            add(unit, row.subject, row.lessons);
        }
    }
    lessons
}
