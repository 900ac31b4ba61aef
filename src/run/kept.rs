//! A plan after objections beside the former one: what no level tells apart stays as it was.

use super::County;
use crate::audit::{self, levels};
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, Plan, TOUCHED};
use crate::solve::Solved;
use std::collections::BTreeSet;

/// How near two values of a level are that count as one.
const SAME: f64 = 1e-9;

/// The plan solved, with the former one's decisions where it is as good with them: all of them, else the second-subject
/// lessons of units that nothing else changed at.
pub(super) fn kept(
    county: &County,
    solved: Solved,
    (former, postings): (&Plan, &[Former]),
) -> Solved {
    if solved.relaxed {
        return solved;
    }
    let kept = [
        former.clone(),
        beside(&county.instance, &solved.plan, former),
    ];
    let mut kept = kept.into_iter();
    match kept.find(|plan| is_as_good(county, plan, &solved, postings)) {
        Some(plan) => Solved { plan, ..solved },
        None => solved,
    }
}

/// Whether a plan is valid and has the same value at every level.
fn is_as_good(county: &County, plan: &Plan, solved: &Solved, postings: &[Former]) -> bool {
    let (instance, rules) = (&county.instance, &county.rules);
    let value = |code: &str| match code {
        TOUCHED => Some(plan.touched(postings).len() as f64),
        _ => levels::value(instance, rules, plan, code),
    };
    let mut of_levels = solved.levels.iter();
    let is_same = of_levels.all(|level| {
        let value = value(&level.code);
        value.is_some_and(|value| (value - level.value).abs() <= SAME * value.abs().max(1.0))
    });
    is_same && audit::breaches(instance, rules, plan).is_empty()
}

/// A plan with the former one's second-subject lessons wherever the same people give and receive the same lessons.
fn beside(instance: &Instance, plan: &Plan, former: &Plan) -> Plan {
    let changed = changed(instance, plan, former);
    let stays = |unit: &UnitIndex| !changed.contains(unit);
    let mut kept = plan.clone();
    kept.part_time.retain(|row| !stays(&row.unit));
    let of_former = former.part_time.iter().filter(|row| stays(&row.unit));
    kept.part_time.extend(of_former);
    kept.sort();
    kept
}

/// Units where somebody comes, goes, visits or is visited in one of two plans and not in the other.
fn changed(instance: &Instance, plan: &Plan, former: &Plan) -> BTreeSet<UnitIndex> {
    let base = |teacher: TeacherIndex| instance.standing(teacher).base;
    let mut units = BTreeSet::new();
    for (teacher, to) in differing(&plan.rotations, &former.rotations, |row| {
        (row.teacher, row.to)
    })
    .chain(differing(&plan.itinerant, &former.itinerant, |row| {
        (row.teacher, row.to)
    }))
    .chain(differing(&plan.principals, &former.principals, |row| {
        (row.teacher, row.to)
    })) {
        units.insert(to);
        units.extend(base(teacher));
    }
    let trained = differing(&plan.retraining, &former.retraining, |row| row.teacher);
    units.extend(trained.filter_map(base));
    units.extend(differing(&plan.recruitment, &former.recruitment, |row| {
        row.unit
    }));
    units.extend(differing(&plan.silver_age, &former.silver_age, |row| {
        row.unit
    }));
    for (from, to) in differing(&plan.remote, &former.remote, |row| (row.from, row.to)) {
        units.extend([from, to]);
    }
    units
}

/// What the rows say that stand in one of two lists alone.
fn differing<T: PartialEq, S>(
    some: &[T],
    others: &[T],
    said: impl Fn(&T) -> S + Copy,
) -> impl Iterator<Item = S> {
    let alone = some.iter().filter(|row| !others.contains(row));
    let gone = others.iter().filter(|row| !some.contains(row));
    alone.chain(gone).map(said).collect::<Vec<_>>().into_iter()
}
