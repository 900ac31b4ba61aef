//! The linear relaxation of a level, tightened by lump rows until it breaks none that matters.
//!
//! One relaxation serves all levels: a level held is one row more, the next level other costs, and what was learnt
//! (postings, lump rows, the last optimum) stays.

use super::highs::End;
use super::relaxation::{Relaxation, at_first};
use crate::model::goals::Goal;
use crate::model::lump::Lumps;
use crate::model::program::{Col, Program, Row};
use std::time::Instant;

/// Rounds of rows for one level, and how many may pass without a gain of this share of the value.
const ROUNDS: usize = 12;
const STALLED: usize = 2;
const LEAST_GAIN: f64 = 5e-3;

/// Distance from a row within which it is kept for the next level and the whole-number programme.
const NEAR: f64 = 1e-3;

/// The relaxation of a programme, and the rows that were worth having so far.
pub(super) struct Root<'a> {
    lumps: Option<&'a Lumps>,
    threads: usize,
    relaxation: Option<Relaxation>,
    /// Lump rows and their places in the relaxation.
    rows: Vec<(Row, usize)>,
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
    pub(super) fn new(lumps: Option<&'a Lumps>, threads: usize) -> Self {
        Self {
            lumps,
            threads,
            relaxation: None,
            rows: Vec::new(),
            active: Vec::new(),
            at_start: None,
        }
    }

    /// Minimises a goal over the relaxation of a programme, adding the rows its optimum breaks; keeps those that bind.
    /// `known` is a point of the programme. The programme is that of the last call, but for levels held and columns
    /// closed since.
    pub(super) fn tighten(
        &mut self,
        program: &Program,
        goal: &Goal,
        known: Option<&[f64]>,
        seconds: f64,
        stop: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Relaxed> {
        let started = Instant::now();
        let mut relaxation = self.ready(program, known)?;
        relaxation.aim(goal);
        let mut best: Option<Relaxed> = None;
        let mut values = vec![f64::NEG_INFINITY; STALLED];
        for _ in 0..=ROUNDS {
            let bound = best.as_ref().map_or(f64::NEG_INFINITY, |best| best.value);
            let left = seconds - started.elapsed().as_secs_f64();
            let find = &mut || stop(bound);
            let Some(relaxed) = self.optimum(program, &mut relaxation, goal, left, find) else {
                break;
            };
            if relaxed.value == f64::NEG_INFINITY {
                best = best.or(Some(relaxed));
                break;
            }
            let lumps = self.lumps;
            let broken = lumps.map(|lumps| lumps.broken(program, &relaxed.point, self.threads));
            let broken = broken.unwrap_or_default();
            let value = relaxed.value;
            best = Some(relaxed);
            let gained = value - values[values.len() - STALLED];
            values.push(value);
            if broken.is_empty() || stop(value) || gained < LEAST_GAIN * value.abs() {
                break;
            }
            for row in broken {
                let at = relaxation.add(&row)?;
                self.rows.push((row, at));
            }
        }
        if let Some(relaxed) = &best {
            self.forget_loose(&mut relaxation, &relaxed.point);
        }
        self.relaxation = Some(relaxation);
        best
    }

    /// The columns worth considering beside those of a known point.
    pub(super) fn worth_considering(&mut self, program: &Program, known: &[f64]) -> &[bool] {
        if self.active.is_empty() {
            self.active = at_first(program, Some(known));
        }
        &self.active
    }

    /// The relaxation, with the postings of a plan in it, so that whatever is held it has a point.
    fn ready(&mut self, program: &Program, known: Option<&[f64]>) -> Option<Relaxation> {
        if self.active.is_empty() {
            self.active = at_first(program, known);
        }
        let used = known.into_iter().flatten().map(|value| value.abs() > 1e-9);
        let used: Vec<usize> = used.enumerate().filter(|u| u.1).map(|u| u.0).collect();
        for &col in &used {
            self.active[col] = true;
        }
        match self.relaxation.take() {
            Some(mut relaxation) => {
                relaxation.let_in(program, &used);
                Some(relaxation)
            }
            None => Relaxation::new(program, &self.active),
        }
    }

    /// The optimum over all postings; told to stop before, the last one over those at hand, which is no bound.
    fn optimum(
        &mut self,
        program: &Program,
        relaxation: &mut Relaxation,
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
            let taken = relaxation.price(program);
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

    fn forget_loose(&mut self, relaxation: &mut Relaxation, point: &[f64]) {
        self.rows.retain(|(row, at)| {
            let is_tight = is_tight(row, point);
            if !is_tight {
                relaxation.free_row(*at);
            }
            is_tight
        });
    }

    /// Holds a level at the value reached.
    pub(super) fn lock(&mut self, goal: &Goal, value: f64) {
        if let Some(relaxation) = &mut self.relaxation {
            relaxation.lock(goal, value);
        }
    }

    /// Holds a column at 0.
    pub(super) fn close(&mut self, col: Col) {
        if let Some(relaxation) = &mut self.relaxation {
            relaxation.close(col);
        }
    }

    /// The columns that relaxations or plans have used so far.
    pub(super) fn active(&self) -> &[bool] {
        &self.active
    }

    /// The rows that bind at the last optimum.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().map(|(row, _)| row)
    }
}

fn is_tight(row: &Row, point: &[f64]) -> bool {
    let sum: f64 = row.terms.iter().map(|&(col, a)| a * point[col.0]).sum();
    sum < row.lower + NEAR
}
