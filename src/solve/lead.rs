//! Where a search looks next: the relaxed point nearest to the plan that is better by a share of what a region could gain.
//!
//! A relaxation has very many optima, and one of them says little about where a given plan can be bettered. Asking it for
//! the smallest change of the plan that gains something names few places, and a small whole-number programme along that
//! change often has a plan that gains as much. Regions are solved apart, so that every thread has its own; one whose
//! relaxation gains nothing is done with.

use super::highs::{End, Solver};
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Col, Program, Role, Terms};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::ops::Range;

/// Share of what can be gained that is to be gained at once.
pub(super) const SHARE: Range<f64> = 0.05..0.6;

/// Weights of changes, so that not always the same are chosen.
const WEIGHT: Range<f64> = 0.5..1.5;

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
        let goal = self.goal;
        let reduced = reduce(self.program, incidence, goal, point, region);
        let mut solver = Solver::new(&reduced.program)?;
        let (terms, constant) = (&reduced.goal.terms, reduced.goal.constant);
        solver.set_objective(terms);
        let t0 = std::time::Instant::now();
        if std::env::var("LG_IPM").is_ok() {
            solver.set_option("solver", "ipm");
        }
        let best = solver.relax(seconds.min(1e6), &mut |_, _| false);
        if best.end != End::Optimal {
            return None;
        }
        solver.set_option("solver", "choose");
        if let Ok(v) = std::env::var("LG_STRAT") {
            solver.set_option("simplex_strategy", v.parse::<i32>().unwrap());
        }
        let t1 = t0.elapsed().as_secs_f64();
        let value = goal.value(point);
        let gap = value - (best.value + constant) / goal.scale;
        let least = if goal.whole { 1.0 } else { value.abs() * 1e-6 };
        if gap < least - 1e-6 * least {
            return None;
        }
        let gain = (order.random_range(self.share.clone()) * gap).max(least);
        let target = (value - gain) * goal.scale - constant;
        solver.add_row(terms, f64::NEG_INFINITY, target + 1e-7)?;
        let mut changes = Terms::new();
        for (i, &Col(col)) in reduced.free.iter().enumerate() {
            if self.program.columns[col].role == Role::Posting {
                let sign = if point[col] > 0.5 { -1.0 } else { 1.0 };
                changes.push((Col(i), sign * order.random_range(WEIGHT)));
            }
        }
        solver.set_objective(&changes);
        let near = solver.relax(seconds.min(1e6), &mut |_, _| false);
        eprintln!(
            "   lead LPs {:.2} {:.2}",
            t1,
            t0.elapsed().as_secs_f64() - t1
        );
        let found = near.point.filter(|_| near.end == End::Optimal)?;
        let mut led = point.to_vec();
        for (&Col(col), value) in reduced.free.iter().zip(found) {
            led[col] = value;
        }
        Some(led)
    }
}
