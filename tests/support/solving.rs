//! A county solved for tests without a gap, and what two ways of solving it must agree on.

use super::alone::Alone;
use super::county::County;
use lungang::audit::{self, levels};
use lungang::domain::plan::Plan;
use lungang::solve::{Formulation, LevelResult, LevelStatus, Options, SolveError, feasible, solve};

/// A plan with the proof of its levels.
#[derive(Debug, Clone)]
pub struct Found {
    pub levels: Vec<LevelResult>,
    pub plan: Plan,
}

/// The county's best plan; `None` if no plan keeps every `must` rule.
pub fn solved(county: &County, formulation: Formulation) -> Option<Found> {
    let options = Options {
        formulation,
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    let (instance, rules) = (&county.instance, &county.rules);
    // What conflicts is not asked here, and telling it costs as much as a plan.
    if matches!(feasible(instance, rules, &options, &Alone), Ok(None)) {
        return None;
    }
    match solve(instance, rules, &county.levels, &options, &Alone) {
        Ok(solved) => Some(Found {
            levels: solved.levels,
            plan: solved.plan,
        }),
        Err(SolveError::Infeasible { .. }) => None,
        Err(end) => panic!("county {}: {end:?}", county.seed),
    }
}

/// What is wrong with one end beside another that is taken for right, if anything: whether there is a plan, a level's
/// value, a bound above it, a level that is not proven, a rule that the plan breaks, a recount that differs.
pub fn disagreement(
    county: &County,
    found: Option<&Found>,
    right: Option<&[f64]>,
) -> Option<String> {
    let (found, right) = match (found, right) {
        (None, None) => return None,
        (None, Some(right)) => return Some(format!("infeasible, but {right:?}")),
        (Some(found), None) => return Some(format!("solved, but infeasible: {:?}", found.plan)),
        (Some(found), Some(right)) => (found, right),
    };
    let (instance, rules) = (&county.instance, &county.rules);
    let breaches = audit::breaches(instance, rules, &found.plan);
    if !breaches.is_empty() {
        return Some(format!("{breaches:?}"));
    }
    for (level, &right) in found.levels.iter().zip(right) {
        let counted = levels::value(instance, rules, &found.plan, &level.code);
        let counted = counted.unwrap_or(f64::NAN);
        let slack = 4e-6 * right.abs().max(1e-3);
        let is_right = (level.value - right).abs() <= slack && (counted - right).abs() <= slack;
        let is_proven = level.status == LevelStatus::Optimal && level.bound <= right + slack;
        if !is_right || !is_proven {
            return Some(format!("{level:?}, its plan {counted}, right {right}"));
        }
    }
    None
}

/// Values of the levels.
pub fn values(found: &Found) -> Vec<f64> {
    found.levels.iter().map(|level| level.value).collect()
}

/// Tells every county that went wrong.
pub fn report(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} counties differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
