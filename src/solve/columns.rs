//! Postings worth considering: those that linear relaxations use, and those of plans found so far.
//!
//! A programme with these alone is small, and HiGHS finds good plans in it; bounds always come from the whole.

use super::highs::{End, Solver};
use crate::model::goals::{Goal, lock_row};
use crate::model::program::{Program, Role};

/// The postings at hand, and the relaxation they come from.
#[derive(Debug)]
pub(super) struct Columns {
    relaxation: Solver,
    active: Vec<bool>,
}

impl Columns {
    pub(super) fn new(program: &Program) -> Option<Self> {
        let active = program
            .columns
            .iter()
            .map(|column| column.role != Role::Crossing)
            .collect();
        Some(Self {
            relaxation: Solver::new(program)?,
            active,
        })
    }

    /// Takes in what the relaxation of a goal uses; returns the relaxation's value, a bound.
    pub(super) fn widen(
        &mut self,
        goal: &Goal,
        seconds: f64,
        stop: &mut dyn FnMut() -> bool,
    ) -> f64 {
        self.relaxation.set_objective(&goal.terms);
        let outcome = self.relaxation.relax(seconds, &mut |_, _| stop());
        if let Some(point) = &outcome.point {
            self.keep(point);
        }
        if outcome.end == End::Optimal {
            (outcome.value + goal.constant) / goal.scale
        } else {
            f64::NEG_INFINITY
        }
    }

    /// Takes in what a point uses.
    pub(super) fn keep(&mut self, point: &[f64]) {
        for (active, value) in self.active.iter_mut().zip(point) {
            *active |= value.abs() > 1e-7;
        }
    }

    /// From here on the relaxation holds a level.
    pub(super) fn lock(&mut self, goal: &Goal, value: f64) {
        let (terms, most) = lock_row(goal, value);
        self.relaxation.add_row(&terms, f64::NEG_INFINITY, most);
    }

    pub(super) fn active(&self) -> &[bool] {
        &self.active
    }
}
