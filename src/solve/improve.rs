//! Better plans by small programmes: most columns held, the rest solved, over and over (see `nearby` for which).

use super::highs::{End, Limits, Solver};
use super::lead::Lead;
use super::nearby::Nearby;
use super::parallel::each;
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::Program;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::Instant;

/// Units of one region: more where none is better, so that what needs many places at once is found in the end.
const UNITS: f64 = 8.0;
const MOST_UNITS: f64 = 40.0;
const WIDER: f64 = 1.1;

/// Nodes and simplex iterations of one programme: counted, so that every machine does the same.
pub(super) struct Work {
    pub nodes: i32,
    pub iterations: i64,
}

const SMALL: Work = Work {
    nodes: 100,
    iterations: 2_000,
};

/// Relative gap at which one programme may end; of levels counted together the last is a small part of the whole.
const GAP: f64 = 1e-3;
const WHOLE_GAP: f64 = 1e-4;

/// Programmes in a batch, batches in a row without a better plan after which the search
/// ends, and batches at all where no time is set.
const BATCH: usize = 8;
const FRUITLESS: usize = 6;
const BATCHES: usize = 20;

/// The share of units that are free beside a lead: it grows where programmes come to an end in vain, and shrinks where they
/// come to a limit.
const SHARE: f64 = 0.2;
const RICHER: f64 = 1.2;
const POORER: f64 = 1.3;
const STEP: f64 = 0.04;

/// One search: where, for what, and its random order; threads change the time alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Improvement<'a> {
    pub program: &'a Program,
    pub goal: &'a Goal,
    /// An optimum of the linear relaxation.
    pub guide: Option<&'a [f64]>,
    /// Columns worth considering where the guide is followed.
    pub active: &'a [bool],
    pub seed: u64,
    pub threads: usize,
    /// Seconds it may take; ∞ without a limit.
    pub seconds: f64,
    pub batches: usize,
}

/// Batches of a search: without end where a time is set.
pub(super) fn batches(is_timed: bool) -> usize {
    if is_timed { usize::MAX } else { BATCHES }
}

/// How far the programmes of a search reach: as far as they can be solved.
struct Reach {
    units: f64,
    /// Share of the units that are free beside a lead.
    share: f64,
}

impl Reach {
    fn adapt(&mut self, at_limit: bool, is_better: bool) {
        if at_limit {
            self.share = (self.share / POORER - STEP).max(0.0);
        } else if !is_better {
            self.share = (self.share * RICHER + STEP).min(1.0);
        }
        if !is_better {
            self.units = (self.units * WIDER).min(MOST_UNITS);
        }
    }
}

/// Improves `point` until nothing better turns up; `stop`, told of the best so far, ends it early.
pub(super) fn improve(
    improvement: &Improvement<'_>,
    lead: &Lead<'_>,
    point: &mut Vec<f64>,
    stop: &mut dyn FnMut(&[f64]) -> bool,
) {
    let goal = improvement.goal;
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let mut reach = Reach {
        units: UNITS,
        share: SHARE,
    };
    let mut fruitless = 0;
    for _ in 0..improvement.batches {
        if fruitless >= FRUITLESS || search.left() <= 0.0 || stop(point) {
            break;
        }
        let mut next = |_| Place {
            region: nearby.region(goal, point, reach.units as usize, &mut order),
            order: ChaCha8Rng::seed_from_u64(order.random()),
        };
        let batch: Vec<_> = (0..BATCH).map(&mut next).collect();
        let ends = search.in_parallel(&batch, |place| {
            let mut order = place.order.clone();
            let left = search.left();
            let led = lead.next(&search.incidence, point, &place.region, &mut order, left);
            let Some(led) = led else {
                return Neighbour::default();
            };
            let at = (place.region.as_slice(), reach.share);
            let free = nearby.along(&led, point, at, &mut order);
            search.neighbour(point, &free, &SMALL)
        });
        let before = goal.value(point);
        let at_limit = ends.iter().any(|end| end.at_limit);
        search.accept(point, ends.into_iter().map(|end| end.found).collect());
        let is_better = goal.value(point) < before - 1e-6;
        reach.adapt(at_limit, is_better);
        fruitless = if is_better { 0 } else { fruitless + 1 };
    }
}

/// Where a thread is to look.
struct Place {
    region: Vec<bool>,
    order: ChaCha8Rng,
}

/// The end of one small programme.
#[derive(Default)]
pub(super) struct Neighbour {
    /// A better point.
    pub found: Option<Vec<f64>>,
    /// Whether a limit ended the search for it.
    at_limit: bool,
}

impl Improvement<'_> {
    pub(super) fn nearby(&self) -> Nearby<'_> {
        Nearby::new(self.program, self.guide, self.active, self.goal)
    }
}

pub(super) struct Search<'a> {
    improvement: &'a Improvement<'a>,
    incidence: Incidence,
    started: Instant,
}

impl<'a> Search<'a> {
    pub(super) fn new(improvement: &'a Improvement<'a>) -> Self {
        Self {
            improvement,
            incidence: Incidence::new(improvement.program),
            started: Instant::now(),
        }
    }

    /// Seconds left.
    pub(super) fn left(&self) -> f64 {
        self.improvement.seconds - self.started.elapsed().as_secs_f64()
    }

    /// The ends in the batch's order.
    pub(super) fn in_parallel<P: Sync>(
        &self,
        batch: &[P],
        solve: impl Fn(&P) -> Neighbour + Sync,
    ) -> Vec<Neighbour> {
        each(self.improvement.threads, batch, solve)
    }

    /// The best point that differs in the free columns only, if it is better.
    pub(super) fn neighbour(&self, point: &[f64], is_free: &[bool], work: &Work) -> Neighbour {
        let Improvement { program, goal, .. } = self.improvement;
        let reduced = reduce(program, &self.incidence, goal, point, is_free);
        let Some(mut solver) = Solver::new(&reduced.program) else {
            return Neighbour::default();
        };
        if !solver.set_objective(&reduced.goal.terms) || !solver.set_offset(reduced.goal.constant) {
            return Neighbour::default();
        }
        let start: Vec<f64> = reduced.free.iter().map(|col| point[col.0]).collect();
        let limits = Limits {
            seconds: self.left().min(1e6),
            nodes: Some(work.nodes),
            iterations: work.iterations,
            gap: if goal.whole { WHOLE_GAP } else { GAP },
            absolute_gap: if goal.whole { 0.999 } else { goal.scale * 1e-6 },
        };
        let outcome = solver.run(limits, Some(&start), &mut |_, _| false);
        let better = outcome.point.map(|found| {
            let mut better = point.to_vec();
            for (col, value) in reduced.free.iter().zip(found) {
                let whole = program.columns[col.0].integer;
                better[col.0] = if whole { value.round() } else { value };
            }
            better
        });
        Neighbour {
            found: better.filter(|better| goal.value(better) < goal.value(point) - 1e-6),
            at_limit: outcome.end == End::Limit,
        }
    }

    /// Takes the best point whole, and of the others what still fits beside it.
    pub(super) fn accept(&self, point: &mut Vec<f64>, found: Vec<Option<Vec<f64>>>) {
        let goal = self.improvement.goal;
        let start = point.clone();
        let mut found: Vec<Vec<f64>> = found.into_iter().flatten().collect();
        found.sort_by(|a, b| goal.value(a).total_cmp(&goal.value(b)));
        for better in found {
            let mut merged = point.clone();
            for (i, value) in better.iter().enumerate() {
                if (value - start[i]).abs() > 1e-9 {
                    merged[i] = *value;
                }
            }
            if goal.value(&merged) < goal.value(point) - 1e-6
                && fits(self.improvement.program, &merged)
            {
                *point = merged;
            }
        }
    }
}

/// Whether a point keeps every row and every column's bounds.
fn fits(program: &Program, point: &[f64]) -> bool {
    const TOLERANCE: f64 = 1e-5;
    let in_rows = program.rows.iter().all(|row| {
        let sum: f64 = row.terms.iter().map(|&(col, c)| c * point[col.0]).sum();
        let slack = TOLERANCE * (1.0 + sum.abs() * 1e-4);
        sum >= row.lower - slack && sum <= row.upper + slack
    });
    in_rows
        && program.columns.iter().zip(point).all(|(column, &value)| {
            value >= column.lower - TOLERANCE && value <= column.upper + TOLERANCE
        })
}
