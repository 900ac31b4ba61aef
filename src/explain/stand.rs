//! A finished plan, and how its levels and people would differ if something were otherwise: solved again.

use super::what_if::{Asked, Change};
use crate::audit::{self, levels};
use crate::domain::plan::{Plan, Rotation};
use crate::rules::Rules;
use crate::solve::{LevelResult, SolveError};
use std::collections::BTreeSet;

/// Units up to which every level is solved again; above, level after level up to the first that differs.
const ALL_LEVELS_UP_TO: usize = 16;

/// What may lie between equal values, relative.
const SAME: f64 = 4e-6;

/// A plan with its county.
pub struct Stand<'a> {
    pub asked: &'a Asked<'a>,
    pub rules: &'a Rules,
    pub plan: &'a Plan,
    /// As the plan says them, in order.
    pub levels: Vec<Level>,
}

/// A level of the plan: `bound ≤ best possible ≤ value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub code: String,
    pub value: f64,
    pub bound: f64,
}

/// A level under the plan and under a counterfactual, each with its bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    pub code: String,
    pub plan: f64,
    pub plan_bound: f64,
    pub value: f64,
    pub bound: f64,
}

/// What came out of solving again.
#[derive(Debug, Clone, PartialEq)]
pub enum Counterfactual {
    Solved(Box<Otherwise>),
    /// Proven: no plan meets the rules then.
    NoPlan,
    /// A limit came first.
    Unknown,
}

/// The plan as it would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Otherwise {
    pub plan: Plan,
    /// Up to the last level that was solved.
    pub losses: Vec<Loss>,
    /// Postings that are not in the plan, and those of the plan that are no more.
    pub added: Vec<Rotation>,
    pub gone: Vec<Rotation>,
    /// Whether it keeps the rules as they stand and is the better plan by them: the plan's own bound left room for it.
    pub is_better: bool,
}

impl Loss {
    /// At least so much worse than the plan, and at most.
    pub fn interval(&self) -> (f64, f64) {
        (
            self.tidy(self.bound - self.plan),
            self.tidy(self.value - self.plan),
        )
    }

    /// Whether the counterfactual is another value than the plan's.
    pub fn differs(&self) -> bool {
        self.interval().1 != 0.0
    }

    fn tidy(&self, difference: f64) -> f64 {
        let scale = self.plan.abs().max(self.value.abs()).max(1e-3);
        if difference.abs() <= SAME * scale {
            0.0
        } else {
            difference
        }
    }
}

impl Otherwise {
    /// The first level that differs: what the change costs or gives.
    pub fn first(&self) -> Option<&Loss> {
        self.losses.iter().find(|loss| loss.differs())
    }
}

impl Stand<'_> {
    /// The best plan after some changes, beside this one.
    pub fn otherwise(&self, changes: &[Change]) -> Counterfactual {
        let Some((instance, rules)) = self.asked.changed(changes) else {
            return Counterfactual::Unknown;
        };
        let n_levels = self.levels.len();
        let codes: Vec<String> = self.levels.iter().map(|level| level.code.clone()).collect();
        let start = if instance.units.len() <= ALL_LEVELS_UP_TO {
            n_levels
        } else {
            1
        };
        let mut n = start.min(n_levels);
        loop {
            match self.asked.solve_levels(&instance, &rules, &codes[..n]) {
                Ok(solved) => {
                    let found = self.beside(solved.plan, &solved.levels);
                    if n == n_levels || found.first().is_some() {
                        return Counterfactual::Solved(Box::new(found));
                    }
                }
                Err(SolveError::Infeasible { .. }) => return Counterfactual::NoPlan,
                Err(_) => return Counterfactual::Unknown,
            }
            n += 1;
        }
    }

    /// What differs between the plan and another one whose levels were solved.
    pub fn beside(&self, plan: Plan, levels: &[LevelResult]) -> Otherwise {
        let losses = self.levels.iter().filter_map(|level| {
            let solved = levels.iter().find(|solved| solved.code == level.code)?;
            Some(Loss {
                code: level.code.clone(),
                plan: level.value,
                plan_bound: level.bound,
                value: solved.value,
                bound: solved.bound,
            })
        });
        let (ours, theirs): (BTreeSet<_>, BTreeSet<_>) = (
            self.plan.rotations.iter().copied().collect(),
            plan.rotations.iter().copied().collect(),
        );
        Otherwise {
            losses: losses.collect(),
            added: theirs.difference(&ours).copied().collect(),
            gone: ours.difference(&theirs).copied().collect(),
            is_better: self.is_better(&plan),
            plan,
        }
    }

    /// Whether another plan keeps the rules as they stand and is better at the first level that differs, recounted.
    fn is_better(&self, plan: &Plan) -> bool {
        let (instance, rules) = (self.asked.instance, self.rules);
        let lower = |level: &Level| {
            let value = levels::value(instance, rules, plan, &level.code)?;
            let tolerance = SAME * level.value.abs().max(1e-3);
            ((value - level.value).abs() > tolerance).then_some(value < level.value)
        };
        let first = self.levels.iter().find_map(lower);
        first == Some(true) && audit::breaches(instance, rules, plan).is_empty()
    }

    /// The levels of the plan with some decisions taken back and nothing else changed: value with, value without.
    pub fn recounted(&self, without: &Plan) -> Vec<(String, f64, f64)> {
        let value = |plan: &Plan, code: &str| {
            levels::value(self.asked.instance, self.rules, plan, code).unwrap_or(f64::NAN)
        };
        let both = self.levels.iter().map(|level| {
            let code = level.code.as_str();
            (
                code.to_owned(),
                value(self.plan, code),
                value(without, code),
            )
        });
        both.collect()
    }
}
