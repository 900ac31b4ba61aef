//! Where a search looks next: the relaxed point nearest to the plan that is better by a share of the gap.
//!
//! The relaxation of a level has very many optima, and one of them says little about where a given plan can be bettered.
//! Asking it for the smallest change of the plan that gains something names few places all over the county, and a small
//! whole-number programme along that change often has a plan that gains as much.

use super::root::Root;
use crate::model::goals::Goal;
use crate::model::program::Program;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use std::ops::Range;

/// Share of the gap to be gained at once.
const SHARE: Range<f64> = 0.05..0.6;

/// Weights of changes, so that not always the same are chosen.
const WEIGHT: Range<f64> = 0.5..1.5;

/// The relaxation as a guide from one plan to the next.
pub(super) struct Lead<'r, 'a> {
    pub root: &'r mut Root<'a>,
    pub program: &'r Program,
    pub goal: &'r Goal,
    /// What the relaxation says that no plan is below.
    pub bound: f64,
}

impl Lead<'_, '_> {
    /// A relaxed point better than the plan and near to it; none if there is none to be had in the time.
    pub(super) fn next(
        &mut self,
        point: &[f64],
        order: &mut ChaCha8Rng,
        seconds: f64,
    ) -> Option<Vec<f64>> {
        let value = self.goal.value(point);
        let gap = value - self.bound;
        if !gap.is_finite() || gap <= 0.0 || seconds <= 0.0 {
            return None;
        }
        let target = value - order.random_range(SHARE) * gap;
        let target = if self.goal.whole {
            target.min(value - 1.0)
        } else {
            target
        };
        let weight = &mut || order.random_range(WEIGHT);
        let at = (point, target);
        self.root.near(self.program, self.goal, at, weight, seconds)
    }
}

impl Drop for Lead<'_, '_> {
    fn drop(&mut self) {
        self.root.no_target();
    }
}
