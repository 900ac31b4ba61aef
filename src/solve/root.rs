//! The linear relaxation of a level, tightened by lump rows until it breaks none that matters.

use super::highs::{End, Solver};
use crate::model::goals::Goal;
use crate::model::lump::Lumps;
use crate::model::program::{Program, Row};

/// Rounds of rows for one level.
const ROUNDS: usize = 8;

/// Distance from a row within which it is kept for the whole-number programme.
const NEAR: f64 = 1e-3;

/// The relaxation of a programme, and the rows that were worth having so far.
pub(super) struct Root<'a> {
    lumps: Option<&'a Lumps>,
    rows: Vec<Row>,
}

/// A relaxed optimum: a bound, and a point to be guided by.
#[derive(Debug, Clone)]
pub(super) struct Relaxed {
    /// In the level's unit.
    pub value: f64,
    pub point: Vec<f64>,
}

impl<'a> Root<'a> {
    pub(super) fn new(lumps: Option<&'a Lumps>) -> Self {
        Self {
            lumps,
            rows: Vec::new(),
        }
    }

    /// Minimises a goal over the relaxation of a programme, adding the rows its optimum breaks; keeps those that bind.
    /// A new programme each time: after a change of goal an optimum is found sooner from the beginning.
    pub(super) fn tighten(
        &mut self,
        program: &Program,
        goal: &Goal,
        seconds: f64,
        stop: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Relaxed> {
        let started = std::time::Instant::now();
        let mut solver = Solver::new(program)?;
        for row in &self.rows {
            solver.add_row(&row.terms, row.lower, row.upper)?;
        }
        solver.set_objective(&goal.terms);
        let mut best: Option<Relaxed> = None;
        for _ in 0..=ROUNDS {
            let bound = |best: &Option<Relaxed>| {
                let known = best.as_ref().map(|relaxed| relaxed.value);
                known.unwrap_or(f64::NEG_INFINITY)
            };
            let left = seconds - started.elapsed().as_secs_f64();
            let outcome = solver.relax(left, &mut |_, _| stop(bound(&best)));
            let (End::Optimal, Some(point)) = (outcome.end, outcome.point) else {
                break;
            };
            let broken = self
                .lumps
                .map(|lumps| lumps.broken(program, &point))
                .unwrap_or_default();
            best = Some(Relaxed {
                value: (outcome.value + goal.constant) / goal.scale,
                point,
            });
            if broken.is_empty() || stop(bound(&best)) {
                break;
            }
            for row in broken {
                solver.add_row(&row.terms, row.lower, row.upper)?;
                self.rows.push(row);
            }
        }
        if let Some(relaxed) = &best {
            self.rows.retain(|row| is_tight(row, &relaxed.point));
        }
        best
    }

    /// The rows that bind at the last optimum.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}

fn is_tight(row: &Row, point: &[f64]) -> bool {
    let sum: f64 = row.terms.iter().map(|&(col, a)| a * point[col.0]).sum();
    sum < row.lower + NEAR
}
