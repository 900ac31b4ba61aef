//! Neighbourhoods of a plan: which columns a small programme may change.
//!
//! A region is grown from a unit where the goal is far from its least: the units it exchanges people with, would by the
//! linear relaxation or could, and both ends of another posting, whose share of what the whole county may do it can take
//! over. Within it a programme follows a relaxed point.

use crate::model::goals::Goal;
use crate::model::program::{Binds, Program, Role};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Chance that a column which relaxed point and plan agree on is free all the same.
const STRAY: f64 = 0.02;

/// How much likelier a posting in use is followed than one that could be, and one of the guide's.
const USED: f64 = 10.0;
const GUIDED: f64 = 20.0;

/// Chance that a neighbourhood starts once more from another place before it is full.
const AGAIN: f64 = 0.05;

/// The units of a programme and what joins them.
pub(super) struct Nearby<'a> {
    program: &'a Program,
    guide: Option<&'a [f64]>,
    active: &'a [bool],
    /// Units that each column belongs to: those bound by rows it stands in.
    units_of: Vec<Vec<usize>>,
    /// By unit: postings worth considering, and their other unit.
    links: Vec<Vec<(usize, usize)>>,
    postings: Vec<usize>,
    /// Postings that guide or goal name.
    is_likely: Vec<bool>,
}

impl<'a> Nearby<'a> {
    pub(super) fn new(
        program: &'a Program,
        guide: Option<&'a [f64]>,
        active: &'a [bool],
        goal: &Goal,
    ) -> Self {
        let subjects =
            (goal.terms.iter()).fold(0, |all, term| all | program.columns[term.0.0].subjects);
        let subjects = if subjects == 0 { u32::MAX } else { subjects };
        let units_of = units_of(program);
        let n_units = units_of.iter().flatten().max().map_or(0, |most| most + 1);
        let mut links = vec![Vec::new(); n_units];
        let mut postings = Vec::new();
        for (i, column) in program.columns.iter().enumerate() {
            let (Role::Posting, [a, b]) = (column.role, units_of[i].as_slice()) else {
                continue;
            };
            links[*a].push((i, *b));
            links[*b].push((i, *a));
            postings.push(i);
        }
        let is_likely = (program.columns.iter().enumerate())
            .map(|(i, column)| {
                let is_guided = guide.is_some_and(|guide| guide[i] > 1e-9);
                column.role != Role::Posting || is_guided || column.subjects & subjects != 0
            })
            .collect();
        Self {
            program,
            guide,
            active,
            units_of,
            links,
            postings,
            is_likely,
        }
    }

    pub(super) fn n_units(&self) -> usize {
        self.links.len()
    }

    /// Units that each column belongs to.
    pub(super) fn units_of(&self) -> &[Vec<usize>] {
        &self.units_of
    }

    /// Everything worth considering.
    pub(super) fn everywhere(&self, point: &[f64]) -> Vec<bool> {
        let columns = self.program.columns.iter().enumerate();
        let is_free = columns
            .map(|(i, column)| self.active[i] || point[i] > 1e-9 || column.role != Role::Posting);
        is_free.collect()
    }

    /// Everything among about so many units, grown from where the goal is open.
    pub(super) fn region(
        &self,
        goal: &Goal,
        point: &[f64],
        size: usize,
        order: &mut ChaCha8Rng,
    ) -> Vec<bool> {
        if size >= self.links.len() {
            return self.everywhere(point);
        }
        let mut chosen = vec![false; self.links.len()];
        for unit in self.grown(goal, point, size, order) {
            chosen[unit] = true;
        }
        let units_of = self.units_of.iter();
        units_of
            .map(|units| units.iter().all(|&unit| chosen[unit]))
            .collect()
    }

    /// Where a relaxed point and the plan differ in a region, what follows from it and a few columns more; and whatever is
    /// likely among a share of the units, the rich ones.
    pub(super) fn along(
        &self,
        relaxed: &[f64],
        point: &[f64],
        (region, share): (&[bool], f64),
        order: &mut ChaCha8Rng,
    ) -> Vec<bool> {
        let columns = &self.program.columns;
        let n_units = self.links.len();
        let rich: Vec<bool> = (0..n_units).map(|_| order.random_bool(share)).collect();
        let is_rich = |i: usize| self.units_of[i].iter().all(|&unit| rich[unit]);
        let is_free = (0..point.len()).map(|i| {
            region[i]
                && match columns[i].role {
                    Role::Posting => {
                        relaxed[i] > 1e-9 || point[i] > 1e-9 || (self.is_likely[i] && is_rich(i))
                    }
                    _ if columns[i].integer => {
                        (relaxed[i] - point[i]).abs() > 1e-6
                            || is_rich(i)
                            || order.random_bool(STRAY)
                    }
                    _ => true,
                }
        });
        is_free.collect()
    }

    /// Units joined by postings, from where the goal is far from its least.
    fn grown(&self, goal: &Goal, point: &[f64], size: usize, order: &mut ChaCha8Rng) -> Vec<usize> {
        let open = self.open(goal, point);
        let mut units: Vec<usize> = Vec::with_capacity(size + 1);
        for _ in 0..size * 4 {
            if units.len() >= size {
                break;
            }
            let from = units.choose(order).copied();
            let found = match from {
                Some(unit) if !order.random_bool(AGAIN) => self.partner(unit, point, order),
                Some(_) if order.random_bool(0.5) => self.in_use(point, order),
                _ => picked(&open, order).into_iter().collect(),
            };
            for unit in found {
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
        }
        units
    }

    /// By unit: how far its part of the goal is from its least.
    fn open(&self, goal: &Goal, point: &[f64]) -> Vec<f64> {
        let mut open = vec![1e-3; self.links.len()];
        for &(col, cost) in &goal.terms {
            let column = &self.program.columns[col.0];
            let least = if cost > 0.0 {
                column.lower
            } else {
                column.upper
            };
            let above = cost * (point[col.0] - least);
            for &unit in self.units_of[col.0].iter().filter(|_| above.is_finite()) {
                open[unit] += above;
            }
        }
        open
    }

    fn partner(&self, unit: usize, point: &[f64], order: &mut ChaCha8Rng) -> Vec<usize> {
        let links = &self.links[unit];
        let weights: Vec<f64> = links
            .iter()
            .map(|&(col, _)| self.weight(col, point))
            .collect();
        let link = picked(&weights, order);
        link.map(|link| links[link].1).into_iter().collect()
    }

    fn weight(&self, col: usize, point: &[f64]) -> f64 {
        let is_used = point[col] > 0.5;
        let is_guided = self.guide.is_some_and(|guide| guide[col] > 1e-6);
        1.0 + if is_used { USED } else { 0.0 } + if is_guided { GUIDED } else { 0.0 }
    }

    /// Both ends of a posting in use.
    fn in_use(&self, point: &[f64], order: &mut ChaCha8Rng) -> Vec<usize> {
        let used: Vec<usize> = self
            .postings
            .iter()
            .copied()
            .filter(|&i| point[i] > 0.5)
            .collect();
        let posting = used.choose(order);
        posting.map_or(Vec::new(), |&posting| self.units_of[posting].clone())
    }
}

/// A position with a chance in proportion to its weight.
fn picked(weights: &[f64], order: &mut ChaCha8Rng) -> Option<usize> {
    let mut left = order.random::<f64>() * weights.iter().sum::<f64>();
    let at = weights.iter().position(|weight| {
        left -= weight;
        left <= 0.0
    });
    at.or(weights.len().checked_sub(1))
}

/// Units that each column belongs to: those bound by rows it stands in.
pub(super) fn units_of(program: &Program) -> Vec<Vec<usize>> {
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
