//! Simulated annealing over people and itinerant lessons: very many small steps, each weighed by the lessons of the units
//! it touches, where programmes of a region weigh few large ones. Rules are kept at a price that the end must not owe.

mod givings;
mod ground;
mod lessons;
mod memory;
mod places;
mod state;
mod steps;
mod sums;
#[cfg(test)]
mod tests;
mod unit;

use super::nearby::Nearby;
use super::whole::settled;
use crate::domain::instance::Instance;
use crate::model::goals::Goal;
use crate::model::program::{Program, Role};
use crate::model::rows::Rows;
use ground::{Ground, columns};
use petgraph::unionfind::UnionFind;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use state::State;
use std::collections::BTreeMap;
use std::time::Instant;

/// Heat at the beginning, in dearest lessons, and at the end, in the goal's own unit.
const HOT: f64 = 1.5;
const COLD: f64 = 20.0;

/// Steps for each decision where no time is set.
const STEPS: u64 = 300;

/// Steps between two looks at the clock and at what is broken.
const LOOK: u64 = 1024;

/// What a lesson by which a rule is missed costs at least and at most, in dearest lessons; it falls while all rules are
/// kept and rises while one is not.
const FINE: std::ops::RangeInclusive<f64> = 1.0..=20.0;
const FIRST_FINE: f64 = 2.0;
const FALL: f64 = 0.985;
const RISE: f64 = 1.015;

/// Seconds of a programme that makes an end whole, where the walk's are set.
const SETTLED: f64 = 10.0;

/// Share of the walk's time for lessons anew after it.
const ANEW: f64 = 0.3;

/// One walk: where, for what, and for how long.
pub(super) struct Annealing<'a> {
    pub instance: &'a Instance,
    pub rows: &'a Rows,
    pub program: &'a Program,
    pub goal: &'a Goal,
    /// Seconds it may take; ∞ without a limit.
    pub seconds: f64,
}

impl Annealing<'_> {
    /// The best whole point that a walk from `point` ends at; `stop` ends it early.
    pub(super) fn walked(&self, point: &[f64], stop: &mut dyn FnMut() -> bool) -> Option<Vec<f64>> {
        let decided = self.walk(point, stop)?;
        let is_decided = |role| matches!(role, Role::Posting | Role::Itinerant);
        let columns = self.program.columns.iter();
        let is_free: Vec<bool> = columns.map(|column| !is_decided(column.role)).collect();
        let seconds = self.to_settle(1.0);
        let held = settled(self.program, self.goal, &decided, &is_free, seconds)?;
        Some(self.given_anew(held))
    }

    /// Seconds of a programme; without a limit the work alone ends it, so that every machine ends alike.
    fn to_settle(&self, share: f64) -> f64 {
        match self.seconds.is_finite() {
            true => (self.seconds * share).min(SETTLED),
            false => f64::INFINITY,
        }
    }

    /// Lessons given elsewhere, anew for the same people: part by part, where parts share none.
    fn given_anew(&self, mut point: Vec<f64>) -> Vec<f64> {
        let nearby = Nearby::new(self.program, None, &[], self.goal);
        let part_of = parts(self.program, nearby.units_of(), nearby.n_units());
        let n = part_of.iter().max().map_or(0, |most| most + 1);
        let seconds = self.to_settle(ANEW / n.max(1) as f64);
        for part in 0..n {
            let within = |units: &[usize]| units.iter().all(|&unit| part_of[unit] == part);
            let columns = self.program.columns.iter().zip(nearby.units_of());
            let is_free: Vec<bool> = columns
                .map(|(column, units)| {
                    !matches!(column.role, Role::Posting | Role::People)
                        && !units.is_empty()
                        && within(units)
                })
                .collect();
            let anew = settled(self.program, self.goal, &point, &is_free, seconds);
            let value = self.goal.value(&point);
            point = anew
                .filter(|anew| self.goal.value(anew) < value)
                .unwrap_or(point);
        }
        point
    }

    /// The decisions of the best point passed that keeps every rule seen.
    fn walk(&self, point: &[f64], stop: &mut dyn FnMut() -> bool) -> Option<Vec<f64>> {
        let started = Instant::now();
        let columns = columns(self.rows);
        let (ground, sums, now) =
            Ground::new(self.instance, self.rows, self.program, self.goal, point);
        let counts = columns.iter().map(|col| point[col.0].round() as i32);
        let mut state = State::new(&ground, sums, now, &counts.collect::<Vec<_>>());
        let mut order = ChaCha8Rng::seed_from_u64(0);
        let most = STEPS * columns.len() as u64;
        let (mut schedule, mut best) = (Schedule::new(ground.lesson), None);
        let mut least = f64::INFINITY;
        for n in 0u64.. {
            if n.is_multiple_of(LOOK) {
                let share = match self.seconds.is_finite() {
                    true => started.elapsed().as_secs_f64() / self.seconds,
                    false => n as f64 / most as f64,
                };
                if share >= 1.0 || share.is_nan() || stop() {
                    break;
                }
                schedule.look(share, state.is_whole());
            }
            steps::step(&mut state, &mut order);
            let is_taken = state.weighed(schedule.fine, |worse| {
                worse <= 0.0 || order.random::<f64>() < (-worse / schedule.heat).exp()
            });
            if is_taken && state.is_whole() && state.price < least - 1e-6 {
                least = state.price;
                best = Some(state.counts.clone());
            }
        }
        let mut found = point.to_vec();
        for (col, count) in columns.iter().zip(best?) {
            found[col.0] = f64::from(count);
        }
        Some(found)
    }
}

/// How much worse a step may be and be taken, and what broken rules cost.
struct Schedule {
    lesson: f64,
    heat: f64,
    fine: f64,
}

impl Schedule {
    fn new(lesson: f64) -> Self {
        Self {
            lesson,
            heat: lesson * HOT,
            fine: lesson * FIRST_FINE,
        }
    }

    /// Cools with the share of the walk that is over; the fine follows whether all rules are kept.
    fn look(&mut self, share: f64, is_whole: bool) {
        let hot = self.lesson * HOT;
        self.heat = hot * (COLD / hot).powf(share);
        let (least, most) = (self.lesson * FINE.start(), self.lesson * FINE.end());
        self.fine = (self.fine * if is_whole { FALL } else { RISE }).clamp(least, most);
    }
}

/// The part of each unit: units between which lessons can be given are in the same.
fn parts(program: &Program, units_of: &[Vec<usize>], n_units: usize) -> Vec<usize> {
    let mut joined = UnionFind::new(n_units);
    for (column, units) in program.columns.iter().zip(units_of) {
        if let (Role::Itinerant, [a, b]) = (column.role, units.as_slice()) {
            joined.union(*a, *b);
        }
    }
    let mut known = BTreeMap::new();
    (0..n_units)
        .map(|unit| {
            let n = known.len();
            *known.entry(joined.find(unit)).or_insert(n)
        })
        .collect()
}
