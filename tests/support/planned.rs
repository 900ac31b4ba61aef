//! Random tiny counties with their best plans, and what the naive model says after a change.

use super::alone::Alone;
use super::county::{County, Size, random_county};
use lungang::domain::instance::Feedback;
use lungang::domain::plan::{Former, Plan, TOUCHED};
use lungang::domain::words::Verdict;
use lungang::explain::stand::{Counterfactual, Level, Stand};
use lungang::explain::what_if::{Asked, Change};
use lungang::solve::{Formulation, Options, SolveError, Solved, solve_near};

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
    solved(random_county(seed, Size::TINY))
}

/// The same planned again after one of the rotated refused, with as few people touched as can be.
pub fn planned_again(seed: u64) -> Option<Planned> {
    let Planned {
        mut county, plan, ..
    } = planned(seed)?;
    let refuses = plan
        .rotations
        .get(seed as usize % plan.rotations.len().max(1))?;
    county.instance.feedback.push(Feedback {
        teacher: refuses.teacher,
        school: None,
        verdict: Verdict::Forbid,
        reason: String::new(),
    });
    county.instance.feedback.sort_by_key(|row| row.teacher);
    let rows = plan.rotations.iter();
    let former = rows.map(|row| Former {
        teacher: row.teacher,
        posting: Some((row.to, row.subject)),
    });
    county.former = former.collect();
    county.levels.insert(0, TOUCHED.into());
    solved(county)
}

fn solved(county: County) -> Option<Planned> {
    let Solved { plan, levels, .. } = solve_near(
        &county.instance,
        &county.rules,
        &county.levels,
        (&county.former, None),
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
        let mut asked = Asked::new(
            &self.county.instance,
            &self.county.table,
            &self.named,
            options,
            &Alone,
        );
        asked.former = &self.county.former;
        asked
    }

    pub fn stand<'a>(&'a self, asked: &'a Asked<'a>) -> Stand<'a> {
        Stand::new(asked, &self.county.rules, &self.plan, self.levels.clone())
    }

    /// The naive values of some levels after some changes; `None` where no plan is left.
    pub fn naive(&self, changes: &[Change], codes: &[String]) -> Option<Vec<f64>> {
        let Some((instance, rules)) = self.asked(NAIVE).changed(changes) else {
            panic!("county {}: no such change {changes:?}", self.county.seed);
        };
        let former = (&self.county.former[..], None);
        match solve_near(&instance, &rules, codes, former, &NAIVE, &Alone) {
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
