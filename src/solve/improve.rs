//! Better plans by small programmes: most columns held, the rest solved, over and over.
//!
//! Three kinds of neighbourhood take turns: what the linear relaxation would do otherwise (a guide), the units of some
//! districts, and units at random.

use super::highs::{End, Limits, Solver};
use super::reduce::{Incidence, reduce};
use super::regions::Regions;
use crate::model::goals::Goal;
use crate::model::program::{Binds, Program, Role};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::Instant;

/// Units set free together.
const UNITS: usize = 12;

/// Nodes and simplex iterations of one small programme: counted, so that every machine does the same.
const NODES: i32 = 200;
const ITERATIONS: i64 = 30_000;

/// Relative gap at which one small programme may end.
const GAP: f64 = 0.001;

/// Programmes in a row without a better plan, after which the search ends.
const FRUITLESS: usize = 18;

/// Least share of the units in which the guide is followed: fewer where programmes came to a limit in vain, more where
/// they came to an end.
const LEAST_SHARE: f64 = 0.15;

/// Chance that a column which guide and plan agree on is free all the same.
const STRAY: f64 = 0.02;

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

/// Improves `point` until nothing better turns up; `stop`, told the value, ends it early. `share` is that of the units
/// in which the guide is followed: it learns from level to level.
pub(super) fn improve(
    improvement: &Improvement<'_>,
    share: &mut f64,
    point: &mut Vec<f64>,
    stop: &mut dyn FnMut(f64) -> bool,
) {
    let units_of = units_of(improvement.program);
    let search = Search {
        improvement,
        incidence: Incidence::new(improvement.program),
        n_units: units_of.iter().flatten().max().map_or(0, |most| most + 1),
        units_of,
        started: Instant::now(),
    };
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let (mut fruitless, mut turn) = (0, 0);
    while fruitless < FRUITLESS
        && search.started.elapsed().as_secs_f64() < improvement.seconds
        && !stop(improvement.goal.value(point))
    {
        let batch = [0, 1].map(|_| {
            turn += 1;
            search.free(point, turn, *share, &mut order)
        });
        let before = improvement.goal.value(point);
        let (found, limits): (Vec<_>, Vec<_>) = search.solve(point, &batch).into_iter().unzip();
        search.accept(point, found);
        let is_better = improvement.goal.value(point) < before - 1e-6;
        if turn % 4 == 2 && !(is_better && limits.contains(&true)) {
            let factor = if limits.contains(&true) { 0.7 } else { 1.3 };
            *share = (*share * factor).clamp(LEAST_SHARE, 1.0);
        }
        fruitless = if is_better {
            0
        } else {
            fruitless + batch.len()
        };
    }
}

struct Search<'a> {
    improvement: &'a Improvement<'a>,
    incidence: Incidence,
    /// Units that each column belongs to: those bound by rows it stands in.
    units_of: Vec<Vec<usize>>,
    n_units: usize,
    started: Instant,
}

impl Search<'_> {
    /// The columns of the next neighbourhood.
    fn free(&self, point: &[f64], turn: usize, share: f64, order: &mut ChaCha8Rng) -> Vec<bool> {
        let regions = self.improvement.regions;
        match (turn % 4, self.improvement.guide) {
            (1 | 2, Some(guide)) => self.guided(point, guide, share, order),
            (3, _) => self.within(&some_of(&regions.districts, order)),
            _ => {
                // Each stage in proportion to its units.
                let by_unit: Vec<_> = regions
                    .stages
                    .iter()
                    .flat_map(|s| vec![s; s.len()])
                    .collect();
                let mut units = by_unit.choose(order).map_or(Vec::new(), |s| s.to_vec());
                units.shuffle(order);
                units.truncate(UNITS);
                self.within(&units)
            }
        }
    }

    /// Where guide and plan differ, in a share of the units, what follows from it, and a few columns more.
    fn guided(
        &self,
        point: &[f64],
        guide: &[f64],
        share: f64,
        order: &mut ChaCha8Rng,
    ) -> Vec<bool> {
        let Improvement {
            program, active, ..
        } = self.improvement;
        let columns = &program.columns;
        let chosen: Vec<bool> = (0..self.n_units)
            .map(|_| order.random_bool(share))
            .collect();
        (0..point.len())
            .map(|i| {
                let stray = order.random_bool(STRAY);
                match columns[i].role {
                    Role::Posting => guide[i] > 1e-9 || point[i] > 1e-9 || (stray && active[i]),
                    _ if columns[i].integer => {
                        let differ = (guide[i] - point[i]).abs() > 1e-6;
                        (differ && self.units_of[i].iter().all(|&unit| chosen[unit])) || stray
                    }
                    _ => true,
                }
            })
            .collect()
    }

    /// Columns of the chosen units only, and those of no unit at all.
    fn within(&self, chosen: &[usize]) -> Vec<bool> {
        let owned = |units: &Vec<usize>| units.iter().all(|unit| chosen.contains(unit));
        self.units_of.iter().map(owned).collect()
    }

    fn solve(&self, point: &[f64], batch: &[Vec<bool>]) -> Vec<(Option<Vec<f64>>, bool)> {
        if self.improvement.threads < 2 {
            return batch
                .iter()
                .map(|free| self.neighbour(point, free))
                .collect();
        }
        std::thread::scope(|scope| {
            let runs: Vec<_> = batch
                .iter()
                .map(|free| scope.spawn(move || self.neighbour(point, free)))
                .collect();
            let ends = runs
                .into_iter()
                .map(|run| run.join().unwrap_or((None, true)));
            ends.collect()
        })
    }

    /// The best point that differs in the free columns only, if it is better, and whether a limit ended the search.
    fn neighbour(&self, point: &[f64], is_free: &[bool]) -> (Option<Vec<f64>>, bool) {
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
            iterations: ITERATIONS,
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

/// Districts at random, until there are enough units.
fn some_of(districts: &[Vec<usize>], order: &mut ChaCha8Rng) -> Vec<usize> {
    let mut districts: Vec<_> = districts.iter().collect();
    districts.shuffle(order);
    let mut units = Vec::new();
    for district in districts {
        if units.len() + district.len() <= UNITS || units.is_empty() {
            units.extend(district);
        }
    }
    units
}

fn units_of(program: &Program) -> Vec<Vec<usize>> {
    let mut units_of = vec![Vec::new(); program.columns.len()];
    for row in &program.rows {
        if let Binds::Unit(unit) = row.binds {
            for &(col, _) in &row.terms {
                units_of[col.0].push(unit.0);
            }
        }
    }
    for units in &mut units_of {
        units.sort_unstable();
        units.dedup();
    }
    units_of
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
