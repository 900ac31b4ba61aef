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
const ROUNDS: usize = 30;
const STALLED: usize = 3;
const LEAST_GAIN: f64 = 2e-3;

/// How many times its share of the time the first optimum may take.
const FIRST: f64 = 3.0;

/// Distance from a row within which it is kept for the next level and the whole-number programme.
const NEAR: f64 = 1e-3;

/// Goals at whose optimum a row may be loose and yet stay in the relaxation: what the leading levels together broke, the
/// third of them breaks again.
const LOOSE: usize = 2;

/// A lump row, its place in the relaxation, and for how many goals it has been loose.
struct Known {
    row: Row,
    at: usize,
    loose: usize,
}

/// The relaxation of a programme, and the rows that were worth having so far.
pub(super) struct Root<'a> {
    lumps: Option<&'a Lumps>,
    threads: usize,
    relaxation: Option<Relaxation>,
    /// Lump rows and their places in the relaxation.
    rows: Vec<Known>,
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
    /// closed since. The first optimum may take longer than `seconds`, but not than what is left.
    pub(super) fn tighten(
        &mut self,
        program: &Program,
        goal: &Goal,
        known: Option<&[f64]>,
        (seconds, left): (f64, f64),
        stop: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Relaxed> {
        let started = Instant::now();
        let first = (FIRST * seconds).min(left);
        let mut relaxation = self.ready(program, known)?;
        relaxation.aim(goal);
        let best = self.rounds(
            program,
            &mut relaxation,
            goal,
            (started, first, seconds),
            stop,
        );
        if let Some(relaxed) = &best {
            self.forget_loose(&mut relaxation, &relaxed.point);
        }
        self.relaxation = Some(relaxation);
        best
    }

    /// One optimum after another, each under the rows that the one before broke.
    fn rounds(
        &mut self,
        program: &Program,
        relaxation: &mut Relaxation,
        goal: &Goal,
        (started, first, seconds): (Instant, f64, f64),
        stop: &mut dyn FnMut(f64) -> bool,
    ) -> Option<Relaxed> {
        let mut best: Option<Relaxed> = None;
        let mut values = vec![f64::NEG_INFINITY; STALLED];
        for _ in 0..=ROUNDS {
            let bound = best.as_ref().map_or(f64::NEG_INFINITY, |best| best.value);
            // Any bound is worth more than what its time would better.
            let most = if best.is_none() { first } else { seconds };
            let left = most - started.elapsed().as_secs_f64();
            let find = &mut || stop(bound);
            let Some(relaxed) = self.optimum(program, relaxation, goal, left, find) else {
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
                let Some(at) = relaxation.add(&row) else {
                    return best;
                };
                self.rows.push(Known { row, at, loose: 0 });
            }
        }
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
        self.rows.retain_mut(|known| {
            known.loose = if is_tight(&known.row, point) {
                0
            } else {
                known.loose + 1
            };
            let is_kept = known.loose <= LOOSE;
            if !is_kept {
                relaxation.free_row(known.at);
            }
            is_kept
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
        let rows = self.rows.iter().filter(|known| known.loose == 0);
        rows.map(|known| &known.row)
    }
}

fn is_tight(row: &Row, point: &[f64]) -> bool {
    let sum: f64 = row.terms.iter().map(|&(col, a)| a * point[col.0]).sum();
    sum < row.lower + NEAR
}
