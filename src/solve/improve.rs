//! Better plans by small programmes: everything held but a few units, solved exactly, over and over.

use super::highs::{Limits, Solver, work};
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Binds, Program};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// How much a level's improvement may cost; counted in programmes and nodes, so that every machine does the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Units set free together.
    pub units: usize,
    /// Nodes of one small programme.
    pub nodes: i32,
    /// Programmes in a row without a better plan.
    pub fruitless: usize,
    /// Relative gap at which one small programme may end.
    pub gap: f64,
}

/// One search: its patience, its random order, and threads (which change the time alone).
#[derive(Debug, Clone, Copy)]
pub(super) struct SearchEffort {
    pub patience: Patience,
    pub seed: u64,
    pub threads: usize,
}

/// Units that each column belongs to: those bound by rows it stands in.
#[derive(Debug)]
pub(super) struct Ownership {
    units_of: Vec<Vec<usize>>,
    n_units: usize,
}

impl Ownership {
    pub(super) fn new(program: &Program) -> Self {
        let mut units_of = vec![Vec::new(); program.columns.len()];
        let mut n_units = 0;
        for row in &program.rows {
            if let Binds::Unit(unit) = row.binds {
                n_units = n_units.max(unit.0 + 1);
                for &(col, _) in &row.terms {
                    units_of[col.0].push(unit.0);
                }
            }
        }
        for units in &mut units_of {
            units.sort_unstable();
            units.dedup();
        }
        Self { units_of, n_units }
    }

    /// Columns of the chosen units only, and those of no unit at all.
    fn free(&self, chosen: &[usize], n_columns: usize) -> Vec<bool> {
        let mut is_chosen = vec![false; self.n_units];
        for &unit in chosen {
            is_chosen[unit] = true;
        }
        let owned = |col: usize| {
            self.units_of
                .get(col)
                .is_none_or(|units| units.iter().all(|&unit| is_chosen[unit]))
        };
        (0..n_columns).map(owned).collect()
    }
}

/// What the search works on.
pub(super) struct Search<'a> {
    pub program: &'a Program,
    pub incidence: &'a Incidence,
    pub ownership: &'a Ownership,
    /// Sets of units that exchange people, such as all primary units; a neighbourhood lies within one.
    pub pools: &'a [Vec<usize>],
}

/// Improves `point` for `goal` until nothing better turns up; `stop` ends it early.
pub(super) fn improve(
    search: &Search<'_>,
    goal: &Goal,
    point: &mut Vec<f64>,
    effort: SearchEffort,
    stop: &mut dyn FnMut(f64) -> bool,
) {
    let SearchEffort {
        patience,
        seed,
        threads,
    } = effort;
    let mut order = ChaCha8Rng::seed_from_u64(seed);
    let mut fruitless = 0;
    let mut queue: Vec<Vec<usize>> = Vec::new();
    while !search.pools.is_empty() && fruitless < patience.fruitless && !stop(goal.value(point)) {
        let batch: Vec<Vec<usize>> = (0..2)
            .filter_map(|_| next(search, &mut queue, patience.units, &mut order))
            .collect();
        let start: &[f64] = point;
        let points: Vec<Option<Vec<f64>>> = if threads < 2 {
            batch
                .iter()
                .map(|units| neighbour(search, goal, start, units, patience))
                .collect()
        } else {
            std::thread::scope(|scope| {
                let runs: Vec<_> = batch
                    .iter()
                    .map(|units| {
                        scope.spawn(move || neighbour(search, goal, start, units, patience))
                    })
                    .collect();
                runs.into_iter()
                    .map(|run| run.join().ok().flatten())
                    .collect()
            })
        };
        let before = goal.value(point);
        accept(search.program, goal, point, points);
        fruitless = if goal.value(point) < before - 1e-6 {
            0
        } else {
            fruitless + batch.len()
        };
    }
}

/// The next set of units: each pool in random order, cut into pieces.
fn next(
    search: &Search<'_>,
    queue: &mut Vec<Vec<usize>>,
    n_units: usize,
    order: &mut ChaCha8Rng,
) -> Option<Vec<usize>> {
    if queue.is_empty() {
        for pool in search.pools {
            let mut units = pool.clone();
            units.shuffle(order);
            let pieces = units.len().div_ceil(n_units).max(1);
            let size = units.len().div_ceil(pieces).max(1);
            queue.extend(units.chunks(size).map(<[usize]>::to_vec));
        }
        queue.shuffle(order);
    }
    queue.pop()
}

/// The best point that differs in the columns of these units only, if it is better.
fn neighbour(
    search: &Search<'_>,
    goal: &Goal,
    point: &[f64],
    units: &[usize],
    patience: Patience,
) -> Option<Vec<f64>> {
    let is_free = search.ownership.free(units, search.program.columns.len());
    let reduced = reduce(search.program, search.incidence, goal, point, &is_free);
    let mut solver = Solver::new(&reduced.program)?;
    if !solver.set_objective(&reduced.goal.terms) {
        return None;
    }
    let start: Vec<f64> = reduced.free.iter().map(|col| point[col.0]).collect();
    let absolute_gap = if goal.whole { 0.999 } else { goal.scale * 1e-6 };
    let limits = Limits {
        seconds: 1e6,
        nodes: Some(patience.nodes),
        iterations: work(search.program),
        gap: patience.gap,
        absolute_gap,
    };
    let found = solver.run(limits, Some(&start), &mut |_, _| false).point?;
    let mut better = point.to_vec();
    for (col, value) in reduced.free.iter().zip(found) {
        let whole = search.program.columns[col.0].integer;
        better[col.0] = if whole { value.round() } else { value };
    }
    (goal.value(&better) < goal.value(point) - 1e-6).then_some(better)
}

/// Takes the first better point whole, and of the others what still fits beside it.
fn accept(program: &Program, goal: &Goal, point: &mut Vec<f64>, points: Vec<Option<Vec<f64>>>) {
    let start = point.clone();
    for better in points.into_iter().flatten() {
        let mut merged = point.clone();
        for (i, value) in better.iter().enumerate() {
            if (value - start[i]).abs() > 1e-9 {
                merged[i] = *value;
            }
        }
        if goal.value(&merged) < goal.value(point) - 1e-6 && fits(program, &merged) {
            *point = merged;
        }
    }
}

/// Whether a point keeps every row and every column's bounds.
pub(super) fn fits(program: &Program, point: &[f64]) -> bool {
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
