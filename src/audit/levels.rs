//! The value of every level, recounted from a finished plan (contract 3, "Levels").

use super::indicators::{Heads, Indicator, heads, is_counted};
use crate::domain::coverage::{Covered, coverage};
use crate::domain::eligibility::{lacks_rural_service, serves_title};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Subject, Tier, Word};
use crate::rules::budget::{Kind, spent};
use crate::rules::{Rules, postings, rural_backbone};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The value of one level: one of [`crate::read::scenario::LEVELS`], an optional one, or the shortfall of the rule of that code; `None` for any other.
pub fn value(instance: &Instance, rules: &Rules, plan: &Plan, code: &str) -> Option<f64> {
    let whole = match code {
        "arts_unfilled_rural" => arts_unfilled_rural(instance, plan),
        "arts_depth" => arts_depth(instance, plan),
        "unfilled" => unfilled(instance, plan),
        "core_unfilled" => core_unfilled(instance, plan),
        "rural_backbone" => rural_backbone::without(instance, plan).len() as u64,
        "balance" => return Some(balance(instance, plan)),
        "burden" => return burden(instance, rules, plan).to_f64(),
        _ => shortfall(instance, rules, plan, code)?,
    };
    Some(whole as f64)
}

/// By how much a plan misses a rule: the sum of its breaches, in the rule's own measure.
fn shortfall(instance: &Instance, rules: &Rules, plan: &Plan, code: &str) -> Option<u64> {
    let breaches = rules.get(code)?.breaches(instance, plan);
    Some(breaches.iter().map(|breach| breach.amount).sum())
}

/// Level 1: unfilled PE and arts lessons a week in rural units.
pub fn arts_unfilled_rural(instance: &Instance, plan: &Plan) -> u64 {
    rural_arts(instance, plan)
        .iter()
        .flatten()
        .map(|covered| u64::from(covered.unfilled))
        .sum()
}

/// Level 2: deep gaps count threefold beyond a third and two thirds of a unit's need; plus what non-specialists give.
pub fn arts_depth(instance: &Instance, plan: &Plan) -> u64 {
    rural_arts(instance, plan)
        .iter()
        .map(|unit| {
            let sum = |part: fn(&Covered) -> u32| unit.iter().map(part).map(u64::from).sum();
            let (gap, need): (u64, u64) = (sum(|c| c.unfilled), sum(|c| c.need));
            let by_others: u64 = sum(Covered::by_others);
            gap + gap.saturating_sub(need / 3) + gap.saturating_sub(2 * need / 3) + by_others
        })
        .sum()
}

/// PE and arts of each rural unit.
fn rural_arts(instance: &Instance, plan: &Plan) -> Vec<Vec<Covered>> {
    let covered = coverage(instance, plan);
    let pe_arts = &instance.settings.subjects.pe_arts;
    instance
        .unit_indices()
        .filter(|&unit| instance.school_of(unit).tier == Tier::Rural)
        .map(|unit| {
            let row = &covered[unit.0];
            pe_arts.iter().map(|subject| row[subject.index()]).collect()
        })
        .collect()
}

/// Level 3: all other unfilled lessons, shortage subjects by their weight.
pub fn unfilled(instance: &Instance, plan: &Plan) -> u64 {
    let covered = coverage(instance, plan);
    let subjects = &instance.settings.subjects;
    let mut sum = 0;
    for unit in instance.unit_indices() {
        let rural = instance.school_of(unit).tier == Tier::Rural;
        for subject in Subject::taught() {
            let in_level_1 = rural && subjects.pe_arts.contains(&subject);
            if !in_level_1 {
                let short = subjects.shortage.contains(&subject);
                let weight = if short { subjects.shortage_weight } else { 1 };
                let lessons = covered[unit.0][subject.index()].unfilled;
                sum += u64::from(weight) * u64::from(lessons);
            }
        }
    }
    sum
}

/// The optional level `core_unfilled`: unfilled lessons of the core subjects, town and country alike, each once. Level
/// `unfilled` counts them still.
pub fn core_unfilled(instance: &Instance, plan: &Plan) -> u64 {
    let covered = coverage(instance, plan);
    let core = &instance.settings.subjects.core;
    let gaps = covered.iter().flat_map(|unit| {
        let of = core.iter().map(|subject| unit[subject.index()].unfilled);
        of.map(u64::from)
    });
    gaps.sum()
}

/// Level 5: Σ over stages and indicators of Σ (Pᵢ/P)(Xᵢ − X̄₀)²/X̄₀², X̄₀ the mean with nobody moved; a stage and
/// indicator with X̄₀ = 0 adds 0.
pub fn balance(instance: &Instance, plan: &Plan) -> f64 {
    let before = heads(instance, &Plan::default());
    let after = heads(instance, plan);
    let mut sum = 0.0;
    for &stage in Stage::all() {
        for indicator in Indicator::ALL {
            sum += spread(instance, stage, indicator, &before, &after);
        }
    }
    sum
}

fn spread(
    instance: &Instance,
    stage: Stage,
    indicator: Indicator,
    before: &[Heads],
    after: &[Heads],
) -> f64 {
    let units: Vec<_> = instance
        .unit_indices()
        .filter(|&unit| instance.unit(unit).stage == stage && is_counted(instance, unit))
        .map(|unit| {
            let pupils = f64::from(instance.school_of(unit).pupils(stage));
            let count = |heads: &[Heads]| f64::from(heads[unit.0].of(indicator));
            (pupils, count(before), count(after))
        })
        .collect();
    let all_pupils: f64 = units.iter().map(|unit| unit.0).sum();
    let all_heads: f64 = units.iter().map(|unit| unit.1).sum();
    if all_heads == 0.0 {
        return 0.0;
    }
    let mean = 100.0 * all_heads / all_pupils;
    let square = |&(pupils, _, heads): &(f64, f64, f64)| {
        let off = 100.0 * heads / pupils - mean;
        pupils / all_pupils * off * off / (mean * mean)
    };
    units.iter().map(square).sum()
}

/// Yuan a year of the whole plan.
pub fn yuan(instance: &Instance, rules: &Rules, plan: &Plan) -> Decimal {
    Kind::ALL
        .into_iter()
        .map(|kind| spent(instance, plan, kind, rules.pay))
        .sum()
}

/// Level 6: money, minutes, people beyond the share, wishes missed and burdens carried before, at their prices, less
/// the price of each candidate for a title who gets his rural service.
pub fn burden(instance: &Instance, rules: &Rules, plan: &Plan) -> Decimal {
    let prices = &instance.settings.prices;
    let beyond = Decimal::from(plan.rotations.len()) - Decimal::from(rules.required(instance));
    let mut missed = 0_u32;
    let mut carried = 0_u32;
    let mut earning = 0_u32;
    for rotation in &plan.rotations {
        let teacher = instance.teacher(rotation.teacher);
        let to = instance.unit(rotation.to).school;
        missed += u32::from(!teacher.wishes.is_empty() && !teacher.wishes.contains(&to));
        carried += u32::from(teacher.last_rotated.is_some());
        earning += u32::from(
            lacks_rural_service(instance, rotation.teacher) && serves_title(instance.school(to)),
        );
    }
    prices.yuan * yuan(instance, rules, plan)
        + prices.minute * Decimal::from(minutes(instance, rules, plan))
        + prices.beyond_share * beyond
        + prices.wish_missed * Decimal::from(missed)
        + prices.carried_before * Decimal::from(carried)
        - prices.title_candidate * Decimal::from(earning)
}

/// Minutes one way of the rotated, and of itinerant lessons for each block.
fn minutes(instance: &Instance, rules: &Rules, plan: &Plan) -> u64 {
    let rotated = postings(instance, plan)
        .filter_map(|posting| posting.minutes(instance))
        .map(u64::from)
        .sum::<u64>();
    let block = rules.block_lessons().max(1);
    let itinerant = plan.itinerant.iter().filter_map(|row| {
        let from = instance.standing(row.teacher).base?;
        let minutes = instance.minutes_between(from, row.to)?;
        Some(u64::from(minutes) * u64::from(row.lessons.div_ceil(block)))
    });
    rotated + itinerant.sum::<u64>()
}
