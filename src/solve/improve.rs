//! Better plans by small programmes: most columns held, the rest solved, over and over (see `nearby` for which).

use super::highs::{End, Limits, Solver};
use super::lead::Lead;
use super::nearby::Nearby;
use super::reduce::{Incidence, reduce};
use super::regions::Regions;
use crate::model::goals::Goal;
use crate::model::program::Program;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Units set free together: fewer where programmes came to a limit in vain, more where they came to an end.
const LEAST_UNITS: f64 = 4.0;
const MOST_UNITS: f64 = 30.0;
const UNITS: f64 = 8.0;

/// Nodes and simplex iterations of one small programme: counted, so that every machine does the same.
const NODES: i32 = 100;
const ITERATIONS: i64 = 8_000;

/// Simplex iterations where the guide is followed everywhere at once, and the share of units that are free beside.
const BROAD: i64 = 15_000;
const BROAD_SHARE: f64 = 0.5;

/// Relative gap at which one small programme may end.
const GAP: f64 = 0.001;

/// Programmes in a batch (the second of them not led), batches in a row without a better plan after which the search
/// ends, and batches at all where no time is set.
const BATCH: usize = 4;
const UNLED: usize = 1;
const FRUITLESS: usize = 12;
const BATCHES: usize = 40;

/// How the share of units that are free beside a lead grows where programmes come to an end in vain, and shrinks where
/// they come to a limit.
const RICHER: f64 = 1.2;
const POORER: f64 = 1.3;
const STEP: f64 = 0.04;

/// One search: where, for what, and its random order; threads change the time alone.
#[derive(Debug)]
pub(super) struct Improvement<'a> {
    pub program: &'a Program,
    pub regions: &'a Regions,
    pub goal: &'a Goal,
    /// An optimum of the linear relaxation.
    pub guide: Option<&'a [f64]>,
    /// Columns worth considering where the guide is followed.
    pub active: &'a [bool],
    pub seed: u64,
    pub threads: usize,
    /// Seconds it may take; ∞ without a limit.
    pub seconds: f64,
}

/// Follows the guide everywhere at once.
pub(super) fn follow(improvement: &Improvement<'_>, point: &mut Vec<f64>) {
    let Some(guide) = improvement.guide else {
        return;
    };
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let batch: Vec<_> = (0..BATCH)
        .map(|_| nearby.along(guide, point, BROAD_SHARE, &mut order))
        .collect();
    let ends = search.solve(point, &batch, BROAD);
    search.accept(point, ends.into_iter().map(|end| end.0).collect());
}

/// How far the programmes of a search reach: as far as they can be solved.
struct Reach {
    /// Units of one that is grown.
    units: f64,
    /// Share of the units that are free beside a lead.
    share: f64,
}

impl Reach {
    fn adapt(&mut self, at_limit: bool, is_better: bool) {
        let factor = if at_limit { 0.9 } else { 1.05 };
        self.units = (self.units * factor).clamp(LEAST_UNITS, MOST_UNITS);
        if at_limit {
            self.share = (self.share / POORER - STEP).max(0.0);
        } else if !is_better {
            self.share = (self.share * RICHER + STEP).min(1.0);
        }
    }
}

/// Improves `point` until nothing better turns up; `stop`, told the value, ends it early.
pub(super) fn improve(
    improvement: &Improvement<'_>,
    mut lead: Option<Lead<'_, '_>>,
    point: &mut Vec<f64>,
    stop: &mut dyn FnMut(f64) -> bool,
) {
    let goal = improvement.goal;
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let mut reach = Reach {
        units: UNITS,
        share: 0.0,
    };
    let (mut fruitless, mut turn) = (0, 0);
    let most = if improvement.seconds.is_finite() {
        usize::MAX
    } else {
        BATCHES
    };
    for _ in 0..most {
        if fruitless >= FRUITLESS || search.left() <= 0.0 || stop(goal.value(point)) {
            break;
        }
        let mut next = |i: usize| {
            let lead = lead.as_mut().filter(|_| i != UNLED);
            let led = lead.and_then(|lead| lead.next(point, &mut order, search.left()));
            if let Some(led) = led {
                return nearby.along(&led, point, reach.share, &mut order);
            }
            turn += 1;
            nearby.free(goal, point, (turn, reach.units as usize), &mut order)
        };
        let batch: Vec<_> = (0..BATCH).map(&mut next).collect();
        let before = goal.value(point);
        let ends = search.solve(point, &batch, ITERATIONS);
        let (found, limits): (Vec<_>, Vec<_>) = ends.into_iter().unzip();
        search.accept(point, found);
        let is_better = goal.value(point) < before - 1e-6;
        reach.adapt(limits.contains(&true), is_better);
        fruitless = if is_better { 0 } else { fruitless + 1 };
    }
}

impl Improvement<'_> {
    fn nearby(&self) -> Nearby<'_> {
        Nearby::new(
            self.program,
            self.regions,
            self.guide,
            self.active,
            self.goal,
        )
    }
}

struct Search<'a> {
    improvement: &'a Improvement<'a>,
    incidence: Incidence,
    started: Instant,
}

impl<'a> Search<'a> {
    fn new(improvement: &'a Improvement<'a>) -> Self {
        Self {
            improvement,
            incidence: Incidence::new(improvement.program),
            started: Instant::now(),
        }
    }

    /// Seconds left.
    fn left(&self) -> f64 {
        self.improvement.seconds - self.started.elapsed().as_secs_f64()
    }

    /// The batch in order, whoever of the threads takes which.
    fn solve(
        &self,
        point: &[f64],
        batch: &[Vec<bool>],
        iterations: i64,
    ) -> Vec<(Option<Vec<f64>>, bool)> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut ends = Vec::new();
            loop {
                let i = next.fetch_add(1, Ordering::Relaxed);
                let Some(free) = batch.get(i) else {
                    return ends;
                };
                ends.push((i, self.neighbour(point, free, iterations)));
            }
        };
        let mut ends = std::thread::scope(|scope| {
            let others: Vec<_> = (1..self.improvement.threads.min(batch.len()))
                .map(|_| scope.spawn(work))
                .collect();
            let mut ends = work();
            ends.extend(
                others
                    .into_iter()
                    .filter_map(|run| run.join().ok())
                    .flatten(),
            );
            ends
        });
        ends.sort_by_key(|(i, _)| *i);
        ends.into_iter().map(|(_, end)| end).collect()
    }

    /// The best point that differs in the free columns only, if it is better, and whether a limit ended the search.
    fn neighbour(
        &self,
        point: &[f64],
        is_free: &[bool],
        iterations: i64,
    ) -> (Option<Vec<f64>>, bool) {
        let Improvement { program, goal, .. } = self.improvement;
        let reduced = reduce(program, &self.incidence, goal, point, is_free);
        let Some(mut solver) = Solver::new(&reduced.program) else {
            return (None, false);
        };
        if !solver.set_objective(&reduced.goal.terms) || !solver.set_offset(reduced.goal.constant) {
            return (None, false);
        }
        let start: Vec<f64> = reduced.free.iter().map(|col| point[col.0]).collect();
        let limits = Limits {
            seconds: self.left().min(1e6),
            nodes: Some(NODES),
            iterations,
            gap: GAP,
            absolute_gap: if goal.whole { 0.999 } else { goal.scale * 1e-6 },
        };
        let outcome = solver.run(limits, Some(&start), &mut |_, _| false);
        let limit = outcome.end == End::Limit;
        let Some(found) = outcome.point else {
            return (None, limit);
        };
        let mut better = point.to_vec();
        for (col, value) in reduced.free.iter().zip(found) {
            let whole = program.columns[col.0].integer;
            better[col.0] = if whole { value.round() } else { value };
        }
        let better = (goal.value(&better) < goal.value(point) - 1e-6).then_some(better);
        (better, limit)
    }

    /// Takes the best point whole, and of the others what still fits beside it.
    fn accept(&self, point: &mut Vec<f64>, found: Vec<Option<Vec<f64>>>) {
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
