//! Better plans by small programmes: most columns held, the rest solved, over and over (see `nearby` for which).

use super::highs::{End, Limits, Solver};
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

/// Simplex iterations where the guide is followed everywhere at once.
const BROAD: i64 = 40_000;

/// Relative gap at which one small programme may end.
const GAP: f64 = 0.001;

/// Programmes in a batch, and batches in a row without a better plan after which the search ends.
const BATCH: usize = 2;
const FRUITLESS: usize = 40;

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
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let batch = (0..BATCH).filter_map(|_| nearby.broad(point, &mut order));
    let batch: Vec<_> = batch.collect();
    let ends = search.solve(point, &batch, BROAD);
    search.accept(point, ends.into_iter().map(|end| end.0).collect());
}

/// Improves `point` until nothing better turns up; `stop`, told the value, ends it early.
pub(super) fn improve(
    improvement: &Improvement<'_>,
    point: &mut Vec<f64>,
    stop: &mut dyn FnMut(f64) -> bool,
) {
    let goal = improvement.goal;
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let (mut fruitless, mut turn, mut units) = (0, 0, UNITS);
    while fruitless < FRUITLESS
        && search.started.elapsed().as_secs_f64() < improvement.seconds
        && !stop(goal.value(point))
    {
        let batch: Vec<_> = (0..BATCH)
            .map(|_| {
                turn += 1;
                nearby.free(goal, point, (turn, units as usize), &mut order)
            })
            .collect();
        let before = goal.value(point);
        let ends = search.solve(point, &batch, ITERATIONS);
        let (found, limits): (Vec<_>, Vec<_>) = ends.into_iter().unzip();
        search.accept(point, found);
        let is_better = goal.value(point) < before - 1e-6;
        let factor = if limits.contains(&true) { 0.9 } else { 1.05 };
        units = (units * factor).clamp(LEAST_UNITS, MOST_UNITS);
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
            seconds: (self.improvement.seconds - self.started.elapsed().as_secs_f64()).min(1e6),
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
