//! Where a search looks next: the relaxed point nearest to the plan that is better by a share of what a region could gain.
//!
//! A relaxation has very many optima, and one of them says little about where a given plan can be bettered. Asking it for
//! the smallest change of the plan that gains something names few places, and a small whole-number programme along that
//! change often has a plan that gains as much. Regions are solved apart, so that every thread has its own; one whose
//! relaxation gains nothing is done with.

use super::highs::{End, Solver};
use super::reduce::{Incidence, Reduced, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Col, Program, Role, Terms};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::ops::Range;

/// Share of what can be gained that is to be gained at once.
pub(super) const SHARE: Range<f64> = 0.05..0.6;

/// Weights of changes, so that not always the same are chosen.
const WEIGHT: Range<f64> = 0.5..1.5;

/// How far a value may be off and count as reached.
const TOLERANCE: f64 = 1e-6;

/// The relaxation as a guide from one plan to the next.
#[derive(Debug)]
pub(super) struct Lead<'a> {
    pub program: &'a Program,
    pub goal: &'a Goal,
    pub share: Range<f64>,
}

impl Lead<'_> {
    /// A relaxed point that differs from the plan within the region, better and near to it; none if there is none to be
    /// had in the time.
    pub(super) fn next(
        &self,
        incidence: &Incidence,
        point: &[f64],
        region: &[bool],
        order: &mut ChaCha8Rng,
        seconds: f64,
    ) -> Option<Vec<f64>> {
        let reduced = reduce(self.program, incidence, self.goal, point, region);
        let mut solver = Solver::new(&reduced.program)?;
        solver.set_objective(&reduced.goal.terms);
        let best = optimum(&mut solver, seconds)?;
        let target = self.target(self.goal.value(point), reduced.goal.value(&best), order)?;
        let target = target * reduced.goal.scale - reduced.goal.constant;
        solver.add_row(&reduced.goal.terms, f64::NEG_INFINITY, target + TOLERANCE)?;
        solver.set_objective(&self.changes(&reduced, point, order));
        let mut led = point.to_vec();
        for (&Col(col), value) in reduced.free.iter().zip(optimum(&mut solver, seconds)?) {
            led[col] = value;
        }
        Some(led)
    }

    /// A value between the plan's and the least, below the plan's by something that counts; none if there is none.
    fn target(&self, value: f64, least: f64, order: &mut ChaCha8Rng) -> Option<f64> {
        let gap = value - least;
        let step = if self.goal.whole {
            1.0
        } else {
            value.abs() * 1e-6
        };
        let share = order.random_range(self.share.clone());
        (gap > step * (1.0 - TOLERANCE)).then(|| value - (share * gap).max(step))
    }

    /// What is minimised then: the postings changed, each at its weight.
    fn changes(&self, reduced: &Reduced, point: &[f64], order: &mut ChaCha8Rng) -> Terms {
        let mut changes = Terms::new();
        for (i, &Col(col)) in reduced.free.iter().enumerate() {
            if self.program.columns[col].role == Role::Posting {
                let sign = if point[col] > 0.5 { -1.0 } else { 1.0 };
                changes.push((Col(i), sign * order.random_range(WEIGHT)));
            }
        }
        changes
    }
}

fn optimum(solver: &mut Solver, seconds: f64) -> Option<Vec<f64>> {
    let outcome = solver.relax(seconds.min(1e6), &mut |_, _| false);
    outcome.point.filter(|_| outcome.end == End::Optimal)
}
