//! Counterfactuals of a large county: the part they affect planned anew, all else as the plan has it.

use super::stand::{Counterfactual, Level, Otherwise, Stand};
use super::what_if::{Asked, Change};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::solve::parallel::each;
use crate::solve::{Guide, Part, SolveError, Solved};
use std::collections::BTreeSet;

/// How far an answer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Units up to which the whole county is planned anew.
    pub whole_up_to: usize,
    /// Units of a part in a larger county.
    pub units: usize,
    /// Simplex iterations of one level in a part.
    pub work: i64,
    /// Whether levels after the first that differs are solved too.
    pub is_full: bool,
}

impl Default for Reach {
    fn default() -> Self {
        Self {
            whole_up_to: 32,
            units: 8,
            work: 2_000,
            is_full: false,
        }
    }
}

/// The part that alone was planned anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Within {
    pub schools: Vec<SchoolIndex>,
    /// Whether the plan could be bettered there as it stands: losses are counted from the better plan.
    pub is_bettered: bool,
}

/// A part, and the plan that differences are counted from.
pub(super) struct Base {
    pub units: BTreeSet<UnitIndex>,
    pub plan: Plan,
    pub levels: Vec<Level>,
    pub is_bettered: bool,
}

/// What is solved in a part: some changes, and levels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    pub changes: &'a [Change],
    pub levels: &'a [String],
    /// Whether no plan is let in that the county as it stands does not have.
    pub is_narrower: bool,
}

impl Stand<'_> {
    /// Whether answers are found in a part of the county.
    pub(super) fn is_large(&self) -> bool {
        self.asked.instance.units.len() > self.asked.reach.whole_up_to
    }

    /// The best plan after each of some changes that only ask for more, beside this one; in a large county the best near
    /// these units.
    pub fn each_otherwise(
        &self,
        changes: &[Vec<Change>],
        around: &[UnitIndex],
    ) -> Vec<Counterfactual> {
        if !self.is_large() {
            let each = changes.iter();
            return each.map(|changes| self.otherwise(changes)).collect();
        }
        let codes = self.codes();
        let base = self.bettered(self.base(around, 1), &codes);
        let job = |changes| Job {
            changes,
            levels: &codes,
            is_narrower: true,
        };
        let jobs: Vec<Job<'_>> = changes.iter().map(|changes| job(changes)).collect();
        let ends = self.solved_near(&base, &jobs).into_iter().zip(&jobs);
        ends.map(|(end, job)| match end {
            Ok(solved) => Counterfactual::Solved(Box::new(self.near(&base, solved))),
            Err(SolveError::Infeasible { .. }) => self.further(&base, around, job),
            Err(_) => Counterfactual::Unknown,
        })
        .collect()
    }

    pub(super) fn codes(&self) -> Vec<String> {
        self.levels.iter().map(|level| level.code.clone()).collect()
    }

    /// The plan in a part around some units, so many times as large as usual.
    pub(super) fn base(&self, around: &[UnitIndex], times: usize) -> Base {
        let (instance, n_units) = (self.asked.instance, self.asked.reach.units);
        Base {
            units: part(instance, self.plan, around, n_units.saturating_mul(times)),
            plan: self.plan.clone(),
            levels: self.levels.clone(),
            is_bettered: false,
        }
    }

    /// The same with a better plan, if a short search comes upon one: else a change might seem to better what could have
    /// been better without it.
    fn bettered(&self, base: Base, codes: &[String]) -> Base {
        let part = base.part(self.asked, &[]);
        let Ok(plan) = self.asked.better_near(self.rules, codes, part) else {
            return base;
        };
        let Some(values) = self.better_values(&plan) else {
            return base;
        };
        let levels = self.levels.iter().zip(values);
        let levels = levels.map(|(level, value)| Level {
            code: level.code.clone(),
            value,
            bound: level.bound.min(value),
        });
        Base {
            levels: levels.collect(),
            plan,
            is_bettered: true,
            ..base
        }
    }

    /// Every job's end, in order.
    pub(super) fn solved_near(
        &self,
        base: &Base,
        jobs: &[Job<'_>],
    ) -> Vec<Result<Solved, SolveError>> {
        let guides = base.levels.iter().map(|level| Guide {
            code: level.code.clone(),
            value: level.value,
            bound: level.bound,
        });
        let guides: Vec<Guide> = guides.collect();
        each(self.asked.options.threads, jobs, |job| {
            let known = if job.is_narrower { &guides[..] } else { &[] };
            let part = base.part(self.asked, known);
            self.asked.solve_near(job.changes, job.levels, part)
        })
    }

    /// A plan that differs in a part, beside the one known there.
    pub(super) fn near(&self, base: &Base, solved: Solved) -> Otherwise {
        Otherwise {
            within: Some(self.within(base)),
            ..self.compared((&base.plan, &base.levels), solved.plan, &solved.levels)
        }
    }

    pub(super) fn within(&self, base: &Base) -> Within {
        let instance = self.asked.instance;
        let schools = base.units.iter().map(|&unit| instance.unit(unit).school);
        let schools: BTreeSet<_> = schools.collect();
        Within {
            schools: schools.into_iter().collect(),
            is_bettered: base.is_bettered,
        }
    }

    /// In a part of twice as many units, where the first has no plan.
    fn further(&self, base: &Base, around: &[UnitIndex], job: &Job<'_>) -> Counterfactual {
        let mut wider = self.base(around, 2);
        wider.units.extend(&base.units);
        wider.plan.clone_from(&base.plan);
        wider.levels.clone_from(&base.levels);
        wider.is_bettered = base.is_bettered;
        match self.solved_near(&wider, &[*job]).pop() {
            Some(Ok(solved)) => Counterfactual::Solved(Box::new(self.near(&wider, solved))),
            Some(Err(SolveError::Infeasible { .. })) => {
                Counterfactual::NoneNear(self.within(&wider))
            }
            _ => Counterfactual::Unknown,
        }
    }
}

impl Base {
    fn part<'a>(&'a self, asked: &'a Asked<'_>, guides: &'a [Guide]) -> Part<'a> {
        Part {
            plan: &self.plan,
            units: &self.units,
            former: asked.former,
            guides,
            is_full: asked.reach.is_full,
            work: asked.reach.work,
        }
    }
}

/// About so many units: those asked about, those that exchange people or lessons with them, and the nearest.
fn part(
    instance: &Instance,
    plan: &Plan,
    around: &[UnitIndex],
    n_units: usize,
) -> BTreeSet<UnitIndex> {
    let mut units: BTreeSet<UnitIndex> = around.iter().copied().collect();
    let linked = linked(instance, plan, &units);
    let minutes = |unit: UnitIndex| {
        let stage = instance.unit(unit).stage;
        let same = around
            .iter()
            .filter(|&&at| instance.unit(at).stage == stage);
        same.filter_map(|&at| instance.minutes_between(unit, at))
            .min()
    };
    let others = instance.unit_indices().filter(|unit| !units.contains(unit));
    let mut near: Vec<(u32, UnitIndex)> = others
        .filter_map(|unit| Some((minutes(unit)?, unit)))
        .collect();
    near.sort_unstable();
    let room = n_units.saturating_sub(units.len());
    let joined = near.iter().filter(|(_, unit)| linked.contains(unit));
    units.extend(joined.take(room / 2).map(|(_, unit)| *unit));
    for (_, unit) in near {
        if units.len() >= n_units {
            break;
        }
        units.insert(unit);
    }
    units
}

/// Units that a plan sends people or lessons to from some units, or from which they come.
fn linked(instance: &Instance, plan: &Plan, units: &BTreeSet<UnitIndex>) -> BTreeSet<UnitIndex> {
    let postings = plan.rotations.iter().map(|row| (row.teacher, row.to));
    let lessons = plan.itinerant.iter().map(|row| (row.teacher, row.to));
    let mut linked = BTreeSet::new();
    for (teacher, to) in postings.chain(lessons) {
        if let Some(from) = instance.standing(teacher).base {
            if units.contains(&from) {
                linked.insert(to);
            }
            if units.contains(&to) {
                linked.insert(from);
            }
        }
    }
    linked
}
