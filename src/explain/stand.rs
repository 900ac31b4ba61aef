//! A finished plan, and how its levels and people would differ if something were otherwise: solved again.

use super::clauses::{Clause, clauses};
use super::conflict::Prober;
use super::near::Within;
use super::what_if::{Asked, Change};
use crate::audit;
use crate::domain::in_turn::{SAME, is_lower};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::rules::Rules;
use crate::solve::{LevelResult, SolveError, Solved};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Units up to which every level is solved again; above, level after level up to the first that differs.
pub(super) const ALL_LEVELS_UP_TO: usize = 16;

/// Units up to which the clauses are looked for that a change cannot stand beside: each takes some more solves.
const CLAUSES_UP_TO: usize = 100;

/// A plan with its county.
pub struct Stand<'a> {
    pub asked: &'a Asked<'a>,
    pub rules: &'a Rules,
    pub plan: &'a Plan,
    /// As the plan says them, in order.
    pub levels: Vec<Level>,
    /// The best of the better plans found while questions were answered, with its levels.
    better: RefCell<Option<(Vec<f64>, Plan)>>,
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
    /// Proven: no plan meets the rules then. A least set of clauses that the change cannot stand beside, where it was
    /// looked for.
    NoPlan(Vec<Clause>),
    /// No plan with all but a part of the county as it is.
    NoneNear(Within),
    /// A limit came first.
    Unknown,
}

/// The plan as it would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Otherwise {
    pub plan: Plan,
    /// Up to the last level that was solved.
    pub losses: Vec<Loss>,
    /// Levels after it.
    pub unsolved: usize,
    /// Postings that are not in the plan, and those of the plan that are no more.
    pub added: Vec<Rotation>,
    pub gone: Vec<Rotation>,
    /// Whether nobody's place differs, nor what is given elsewhere: then a level differs by what it is counted from alone.
    pub is_same: bool,
    /// Whether it keeps the rules as they stand and is the better plan by them: the plan's own bound left room for it.
    pub is_better: bool,
    /// Where not the whole county was planned anew.
    pub within: Option<Within>,
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

impl<'a> Stand<'a> {
    pub fn new(asked: &'a Asked<'a>, rules: &'a Rules, plan: &'a Plan, levels: Vec<Level>) -> Self {
        Self {
            asked,
            rules,
            plan,
            levels,
            better: RefCell::default(),
        }
    }
}

impl Stand<'_> {
    /// A plan that keeps the rules as they stand and is better by them, where a question led to one.
    pub fn better(&self) -> Option<Plan> {
        self.better.borrow().as_ref().map(|(_, plan)| plan.clone())
    }

    /// The best plan after some changes, beside this one; a better one is solved to the last level.
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
        let mut better = None;
        loop {
            match self.asked.solve_levels(&instance, &rules, &codes[..n]) {
                Ok(solved) => {
                    let solved = self.or_planned(&instance, &rules, solved);
                    let found = Box::new(self.beside(solved.plan, &solved.levels));
                    if n == n_levels || (found.first().is_some() && !found.is_better) {
                        return Counterfactual::Solved(found);
                    }
                    n = if found.is_better { n_levels } else { n + 1 };
                    better = found.is_better.then_some(found);
                }
                Err(SolveError::Infeasible { .. }) => {
                    return Counterfactual::NoPlan(self.in_the_way(changes));
                }
                Err(_) => return better.map_or(Counterfactual::Unknown, Counterfactual::Solved),
            }
        }
    }

    /// What was solved for changed rules; the plan itself, where it keeps them too and a limit left something worse. Its
    /// levels are told up to the first that is higher than the one solved: bounds after it do not hold for it.
    fn or_planned(&self, instance: &Instance, rules: &Rules, solved: Solved) -> Solved {
        let found: Vec<f64> = solved.levels.iter().map(|level| level.value).collect();
        let county = (instance, rules);
        let value = |level: &LevelResult| self.asked.value(county, self.plan, &level.code);
        let Some(own) = solved.levels.iter().map(value).collect::<Option<Vec<_>>>() else {
            return solved;
        };
        if !is_lower(&own, &found, SAME) || !audit::breaches(instance, rules, self.plan).is_empty()
        {
            return solved;
        }
        let is_higher = |(own, found): (&f64, &f64)| own - found > SAME * found.abs().max(1e-3);
        let told = own.iter().zip(&found).position(is_higher);
        let pairs = solved.levels.into_iter().zip(own);
        let told = pairs.take(told.map_or(usize::MAX, |at| at + 1));
        Solved {
            levels: told
                .map(|(level, value)| LevelResult {
                    bound: level.bound.min(value),
                    value,
                    ..level
                })
                .collect(),
            plan: self.plan.clone(),
            ..solved
        }
    }

    /// The clauses that no plan keeps beside some verdicts; none for changes of the rules themselves.
    fn in_the_way(&self, changes: &[Change]) -> Vec<Clause> {
        let are_verdicts = changes
            .iter()
            .all(|change| matches!(change, Change::Verdict(_)));
        if !are_verdicts || self.asked.instance.units.len() > CLAUSES_UP_TO {
            return Vec::new();
        }
        let clauses = clauses(self.asked.instance, self.asked.tables, self.rules);
        let found = Prober::new(self.asked, self.rules, &clauses).against(changes);
        let places = found.unwrap_or_default().into_iter();
        places.map(|place| clauses[place].clone()).collect()
    }

    /// What differs between the plan and another one whose levels were solved.
    pub fn beside(&self, plan: Plan, levels: &[LevelResult]) -> Otherwise {
        self.compared((self.plan, &self.levels), plan, levels)
    }

    /// What differs between a plan with its levels and another one whose levels were solved.
    pub(super) fn compared(
        &self,
        (base, held): (&Plan, &[Level]),
        plan: Plan,
        levels: &[LevelResult],
    ) -> Otherwise {
        let losses = held.iter().filter_map(|level| {
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
            base.rotations.iter().copied().collect(),
            plan.rotations.iter().copied().collect(),
        );
        let is_solved = |level: &Level| levels.iter().any(|solved| solved.code == level.code);
        let values: Vec<f64> = held.iter().map(|level| level.value).collect();
        let better = self.better_values(&plan);
        let after = held.iter().rev();
        Otherwise {
            losses: losses.collect(),
            unsolved: after.take_while(|level| !is_solved(level)).count(),
            added: theirs.difference(&ours).copied().collect(),
            gone: ours.difference(&theirs).copied().collect(),
            is_better: better.is_some_and(|better| is_lower(&better, &values, SAME)),
            is_same: plan.sends_as(base),
            within: None,
            plan,
        }
    }

    /// The recounted levels of another plan that keeps the rules as they stand and is better at the first level that
    /// differs; the best such plan is kept.
    pub(super) fn better_values(&self, plan: &Plan) -> Option<Vec<f64>> {
        let county = (self.asked.instance, self.rules);
        let held: Vec<f64> = self.levels.iter().map(|level| level.value).collect();
        let value = |level: &Level| self.asked.value(county, plan, &level.code);
        let values: Vec<f64> = self
            .levels
            .iter()
            .map(|level| value(level).unwrap_or(level.value))
            .collect();
        if !is_lower(&values, &held, SAME) || !audit::breaches(county.0, county.1, plan).is_empty()
        {
            return None;
        }
        let mut kept = self.better.borrow_mut();
        if kept
            .as_ref()
            .is_none_or(|(best, _)| is_lower(&values, best, SAME))
        {
            *kept = Some((values.clone(), plan.clone()));
        }
        Some(values)
    }

    /// The levels of the plan with some decisions taken back and nothing else changed: value with, value without.
    pub fn recounted(&self, without: &Plan) -> Vec<(String, f64, f64)> {
        let county = (self.asked.instance, self.rules);
        let value =
            |plan: &Plan, code: &str| self.asked.value(county, plan, code).unwrap_or(f64::NAN);
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
