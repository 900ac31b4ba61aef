//! Random tiny counties with their best plans, and what the naive model says after a change.

use super::alone::Alone;
use super::county::{County, Size, random_county};
use lungang::domain::plan::Plan;
use lungang::explain::stand::{Counterfactual, Level, Stand};
use lungang::explain::what_if::{Asked, Change};
use lungang::solve::{Formulation, Options, SolveError, Solved, solve};

pub const EXACT: Options = Options {
    formulation: Formulation::Auto,
    time_limit: None,
    gap: Some(0.0),
    threads: 1,
    relax: false,
};

pub const NAIVE: Options = Options {
    formulation: Formulation::Naive,
    ..EXACT
};

/// A county with a plan, and the levels its scenario names.
pub struct Planned {
    pub county: County,
    pub named: Vec<String>,
    pub plan: Plan,
    pub levels: Vec<Level>,
}

pub fn planned(seed: u64) -> Option<Planned> {
    let county = random_county(seed, Size::TINY);
    let Solved { plan, levels, .. } = solve(
        &county.instance,
        &county.rules,
        &county.levels,
        &EXACT,
        &Alone,
    )
    .ok()?;
    let levels = levels.into_iter().map(|level| Level {
        code: level.code,
        value: level.value,
        bound: level.bound,
    });
    Some(Planned {
        levels: levels.collect(),
        plan,
        named: lungang::read::scenario::LEVELS.map(String::from).to_vec(),
        county,
    })
}

impl Planned {
    pub fn asked(&self, options: Options) -> Asked<'_> {
        Asked::new(
            &self.county.instance,
            &self.county.table,
            &self.named,
            options,
            &Alone,
        )
    }

    pub fn stand<'a>(&'a self, asked: &'a Asked<'a>) -> Stand<'a> {
        Stand::new(asked, &self.county.rules, &self.plan, self.levels.clone())
    }

    /// The naive values of some levels after some changes; `None` where no plan is left.
    pub fn naive(&self, changes: &[Change], codes: &[String]) -> Option<Vec<f64>> {
        let Some((instance, rules)) = self.asked(NAIVE).changed(changes) else {
            panic!("county {}: no such change {changes:?}", self.county.seed);
        };
        match solve(&instance, &rules, codes, &NAIVE, &Alone) {
            Ok(solved) => Some(solved.levels.iter().map(|level| level.value).collect()),
            Err(SolveError::Infeasible { .. }) => None,
            Err(end) => panic!("county {}: {end:?}", self.county.seed),
        }
    }

    pub fn assert_agrees(&self, changes: &[Change], end: &Counterfactual) {
        let codes: Vec<_> = self.levels.iter().map(|level| level.code.clone()).collect();
        let naive = self.naive(changes, &codes);
        let seed = self.county.seed;
        match (end, naive) {
            (Counterfactual::NoPlan(_), None) => {}
            (Counterfactual::Solved(found), Some(naive)) => {
                assert_eq!(found.losses.len(), naive.len());
                for (loss, value) in found.losses.iter().zip(naive) {
                    let far = (loss.value - value).abs() > 4e-6 * value.abs().max(1e-3);
                    assert!(!far, "county {seed}: {changes:?} {loss:?}, naive {value}");
                }
            }
            (end, naive) => panic!("county {seed}: {changes:?} {end:?}, naive {naive:?}"),
        }
    }
}
