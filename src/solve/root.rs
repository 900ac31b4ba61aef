//! The linear relaxation of a level, tightened by lump rows until it breaks none that matters.

use super::highs::End;
use super::relaxation::{Relaxation, at_first};
use crate::model::goals::Goal;
use crate::model::lump::Lumps;
use crate::model::program::{Program, Row};
use std::time::Instant;

/// Rounds of rows for one level.
const ROUNDS: usize = 8;

/// Distance from a row within which it is kept for the whole-number programme.
const NEAR: f64 = 1e-3;

/// The relaxation of a programme, and the rows that were worth having so far.
pub(super) struct Root<'a> {
    lumps: Option<&'a Lumps>,
    rows: Vec<Row>,
    /// Columns that relaxations or plans have used so far.
    active: Vec<bool>,
    /// What the search for a first plan knew of the first level.
    pub at_start: Option<Relaxed>,
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
            active: Vec::new(),
            at_start: None,
        }
    }

    /// Minimises a goal over the relaxation of a programme, adding the rows its optimum breaks; keeps those that bind.
    /// A new relaxation each time: after a change of goal an optimum is found sooner from the beginning. `known` is a
    /// point of the programme.
    pub(super) fn tighten(
        &mut self,
        program: &Program,
        goal: &Goal,
        known: Option<&[f64]>,
        seconds: f64,
        stop: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Relaxed> {
        let started = Instant::now();
        self.activate(program, known);
        let mut relaxation = Relaxation::new(program, goal, &self.active)?;
        for row in &self.rows {
            relaxation.add(row)?;
        }
        let mut best: Option<Relaxed> = None;
        for _ in 0..=ROUNDS {
            let bound = best.as_ref().map_or(f64::NEG_INFINITY, |best| best.value);
            let left = seconds - started.elapsed().as_secs_f64();
            let Some(relaxed) = self.optimum(&mut relaxation, goal, left, &mut || stop(bound))
            else {
                break;
            };
            if relaxed.value == f64::NEG_INFINITY {
                best = best.or(Some(relaxed));
                break;
            }
            let broken = self
                .lumps
                .map(|lumps| lumps.broken(program, &relaxed.point))
                .unwrap_or_default();
            let value = relaxed.value;
            best = Some(relaxed);
            if broken.is_empty() || stop(value) {
                break;
            }
            for row in broken {
                relaxation.add(&row)?;
                self.rows.push(row);
            }
        }
        if let Some(relaxed) = &best {
            self.rows.retain(|row| is_tight(row, &relaxed.point));
        }
        best
    }

    /// The optimum over all postings; told to stop before, the last one over those at hand, which is no bound.
    fn optimum(
        &mut self,
        relaxation: &mut Relaxation<'_>,
        goal: &Goal,
        seconds: f64,
        stop: &mut dyn FnMut() -> bool,
    ) -> Option<Relaxed> {
        let started = Instant::now();
        let mut last = None;
        loop {
            let left = seconds - started.elapsed().as_secs_f64();
            if left <= 0.0 || stop() {
                return last;
            }
            let outcome = relaxation.relax(left, stop);
            let (End::Optimal, Some(point)) = (outcome.end, outcome.point) else {
                return last;
            };
            let taken = relaxation.price();
            if taken.is_empty() {
                return Some(Relaxed {
                    value: (outcome.value + goal.constant) / goal.scale,
                    point,
                });
            }
            for col in taken {
                self.active[col] = true;
            }
            last = Some(Relaxed {
                value: f64::NEG_INFINITY,
                point,
            });
        }
    }

    fn activate(&mut self, program: &Program, known: Option<&[f64]>) {
        if self.active.is_empty() {
            self.active = at_first(program, known);
        }
        for (active, value) in self.active.iter_mut().zip(known.into_iter().flatten()) {
            *active |= value.abs() > 1e-9;
        }
    }

    /// The columns that relaxations or plans have used so far.
    pub(super) fn active(&self) -> &[bool] {
        &self.active
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
