//! Who could go in somebody's stead, should he refuse: one list a rotation, each entry recounted.

use crate::audit;
use crate::domain::allowance::rotation_yuan;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::domain::posting::{Posting, subjects};
use crate::domain::split::part_time;
use crate::rules::Rules;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Stand-ins named for a rotation at most.
const MOST: usize = 3;
/// People tried for a rotation at most, the likeliest first.
const TRIED: usize = 10;

/// Those who could take one rotation over.
#[derive(Debug, Clone)]
pub struct Reserve {
    pub rotation: Rotation,
    /// The best first.
    pub stand_ins: Vec<StandIn>,
}

/// One who could: with him in the other's place, and everybody else where the plan has them, every `must` rule holds.
#[derive(Debug, Clone)]
pub struct StandIn {
    pub teacher: TeacherIndex,
    /// One way, from his own school.
    pub minutes: u32,
    pub yuan: Decimal,
    /// Values of the levels then, in their order: what a plain split of the lessons reaches, so a new plan may do better.
    pub levels: Vec<f64>,
}

/// A list for each rotation of a plan.
pub fn reserves(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    plan: &Plan,
) -> Vec<Reserve> {
    let rotated: BTreeSet<TeacherIndex> = plan.rotations.iter().map(|row| row.teacher).collect();
    let reserve = |&rotation: &Rotation| {
        let mut stand_ins = Vec::new();
        for posting in candidates(instance, rules, &rotated, rotation) {
            stand_ins.extend(tried(instance, rules, levels, plan, rotation, &posting));
            if stand_ins.len() == MOST {
                break;
            }
        }
        stand_ins.sort_by(|a, b| by_levels(&a.levels, &b.levels));
        Reserve {
            rotation,
            stand_ins,
        }
    };
    plan.rotations.iter().map(reserve).collect()
}

fn by_levels(a: &[f64], b: &[f64]) -> Ordering {
    let mut pairs = a.iter().zip(b).map(|(a, b)| a.total_cmp(b));
    pairs.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// People who stay under the plan and may go there: specialists of the same school first, then by the way to go and by
/// how near their load is.
fn candidates(
    instance: &Instance,
    rules: &Rules,
    rotated: &BTreeSet<TeacherIndex>,
    rotation: Rotation,
) -> Vec<Posting> {
    let Rotation {
        teacher,
        to,
        subject,
    } = rotation;
    let stage = instance.unit(to).stage;
    let fits = |candidate: TeacherIndex| {
        let from = instance.standing(candidate).base?;
        let posting = Posting {
            teacher: candidate,
            from,
            to,
            subject,
        };
        let fits = from != to
            && instance.unit(from).stage == stage
            && subjects(instance, candidate).contains(&subject)
            && rules.allow(instance, &posting);
        fits.then_some(posting)
    };
    let mut fitting: Vec<Posting> = instance
        .teacher_indices()
        .filter(|&other| instance.is_eligible(other) && !rotated.contains(&other))
        .filter_map(fits)
        .collect();
    let (home, load) = (
        instance.standing(teacher).base,
        instance.standing(teacher).load,
    );
    fitting.sort_by_key(|posting| {
        let own_load = instance.standing(posting.teacher).load;
        (
            instance.teacher(posting.teacher).subject != subject,
            Some(posting.from) != home,
            posting.minutes(instance),
            own_load.abs_diff(load),
            posting.teacher,
        )
    });
    fitting.truncate(TRIED);
    fitting
}

/// The candidate, if the plan with him keeps every `must` rule.
fn tried(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    plan: &Plan,
    instead_of: Rotation,
    posting: &Posting,
) -> Option<StandIn> {
    let swapped = swapped(instance, plan, instead_of, posting);
    if !audit::breaches(instance, rules, &swapped).is_empty() {
        return None;
    }
    let value = |code: &String| audit::levels::value(instance, rules, &swapped, code);
    let minutes = posting.minutes(instance)?;
    Some(StandIn {
        teacher: posting.teacher,
        minutes,
        yuan: rotation_yuan(instance, posting.to, minutes),
        levels: levels.iter().filter_map(value).collect(),
    })
}

/// The plan with one in another's place; the lessons of the schools that notice are split anew.
fn swapped(instance: &Instance, plan: &Plan, instead_of: Rotation, posting: &Posting) -> Plan {
    let mut swapped = plan.clone();
    swapped.rotations.retain(|row| *row != instead_of);
    swapped.rotations.push(Rotation {
        teacher: posting.teacher,
        ..instead_of
    });
    let mut units: BTreeSet<UnitIndex> = BTreeSet::from([posting.from, posting.to]);
    units.extend(instance.standing(instead_of.teacher).base);
    let given = plan.itinerant.iter();
    let given = given.filter(|row| row.teacher == posting.teacher);
    units.extend(given.map(|row| row.to));
    swapped
        .itinerant
        .retain(|row| row.teacher != posting.teacher);
    swapped.part_time.retain(|row| !units.contains(&row.unit));
    for &unit in &units {
        let rows = part_time(instance, &swapped, unit);
        swapped.part_time.extend(rows);
    }
    swapped.sort();
    swapped
}
