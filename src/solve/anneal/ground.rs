//! What annealing walks on: decisions (postings and itinerant lessons), what rows see of them, and each unit's lessons.
//!
//! A column that only sums decisions is replaced by them; one that measures how far a row is missed becomes the row's
//! price. Rows with other columns are about lessons at home, which `lessons` shares out, or are left to the
//! programme that makes the end whole.

use super::places::places;
use super::sums::Sums;
use super::unit::{Now, Place};
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use crate::model::goals::Goal;
use crate::model::program::{Col, Program, Role, Row};
use crate::model::rows::Rows;
use std::collections::BTreeMap;

const N: usize = Subject::COUNT;

/// A row over decisions: what its sum may be, and the price of each unit beyond that; `broken` where that breaks a rule.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub lower: f64,
    pub upper: f64,
    pub price: f64,
    pub broken: bool,
}

impl Bound {
    pub(super) fn missed(&self, sum: f64) -> f64 {
        (self.lower - sum).max(sum - self.upper).max(0.0)
    }
}

/// What one of a class gives a week where he stays: all, second-subject, and second-subject and itinerant lessons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gives {
    pub staff: usize,
    pub all: i32,
    pub second: i32,
    pub beside: i32,
}

pub(super) struct Ground<'a> {
    pub rows: &'a Rows,
    pub places: Vec<Place>,
    pub bounds: Vec<Bound>,
    /// Rows that a decision stands in, and its own price.
    pub seen_by: Vec<Vec<(usize, f64)>>,
    pub price: Vec<f64>,
    /// Postings and givings by receiving unit and subject.
    pub postings_into: Vec<Vec<Vec<usize>>>,
    pub givings_into: Vec<Vec<Vec<usize>>>,
    /// Givings of each group.
    pub givings_of: Vec<Vec<usize>>,
    pub gives: Vec<Gives>,
    /// Place of a giving's group among its unit's staff.
    pub giver: Vec<usize>,
    /// The dearest lesson.
    pub lesson: f64,
}

/// A decision's place: postings, then for each giving its lessons and its visits.
pub(super) fn lessons_at(rows: &Rows, giving: usize) -> usize {
    rows.moves.len() + 2 * giving
}

/// The column of each decision.
pub(super) fn columns(rows: &Rows) -> Vec<Col> {
    let postings = rows.moves.iter().map(|posting| posting.count);
    let givings = rows.givings.iter();
    postings
        .chain(givings.flat_map(|giving| [giving.lessons, giving.visits]))
        .collect()
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        instance: &Instance,
        rows: &'a Rows,
        program: &Program,
        goal: &Goal,
        point: &[f64],
    ) -> (Self, Vec<f64>, Vec<Now>) {
        let prices = prices(program, goal);
        let (places, now, gives, giver) = places(instance, rows, program, &prices, point);
        let mut sums = Sums::new(rows, program);
        let n = rows.moves.len() + 2 * rows.givings.len();
        let mut ground = Self {
            rows,
            places,
            bounds: Vec::new(),
            seen_by: vec![Vec::new(); n],
            price: vec![0.0; n],
            postings_into: vec![vec![Vec::new(); N]; rows.into.len()],
            givings_into: vec![vec![Vec::new(); N]; rows.into.len()],
            givings_of: vec![Vec::new(); rows.groups.len()],
            gives,
            giver,
            lesson: 0.0,
        };
        for (i, posting) in rows.moves.iter().enumerate() {
            ground.postings_into[posting.to.0][posting.subject.index()].push(i);
        }
        for (i, giving) in rows.givings.iter().enumerate() {
            ground.givings_into[giving.to.0][giving.subject.index()].push(i);
            ground.givings_of[giving.group].push(i);
        }
        for (col, &price) in prices.iter().enumerate().filter(|price| *price.1 != 0.0) {
            for &(decision, c) in sums.of[col].iter().flatten() {
                ground.price[decision] += c * price;
            }
        }
        let places = ground.places.iter();
        let depth = |place: &Place| place.hinges.iter().map(|hinge| hinge.price).sum::<f64>();
        let dearest = |place: &Place| place.price.iter().fold(0.0, |a: f64, &b| a.max(b));
        ground.lesson = places.map(|p| depth(p) + dearest(p)).fold(1.0, f64::max);
        let mut values = Vec::new();
        for row in &program.rows {
            ground.add_row(&mut sums, program, row, &prices, point, &mut values);
        }
        (ground, values, now)
    }

    /// Keeps a row that is about decisions alone, or in which one column measures how far it is missed.
    fn add_row(
        &mut self,
        sums: &mut Sums,
        program: &Program,
        row: &Row,
        prices: &[f64],
        point: &[f64],
        values: &mut Vec<f64>,
    ) {
        let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
        let (mut constant, mut measure) = (0.0, None);
        for &(Col(col), c) in &row.terms {
            match &sums.of[col] {
                Some(sum) => {
                    for &(decision, each) in sum {
                        *terms.entry(decision).or_default() += c * each;
                    }
                }
                None if sums.is_held[col] => constant += c * point[col],
                None if program.columns[col].role == Role::Measure && measure.is_none() => {
                    measure = Some((col, c));
                }
                None => return,
            }
        }
        terms.retain(|_, c| c.abs() > 1e-9);
        if terms.is_empty() {
            return;
        }
        let is_lessons = |decision: &usize| {
            *decision >= self.rows.moves.len()
                && (*decision - self.rows.moves.len()).is_multiple_of(2)
        };
        let largest = terms.values().fold(0.0, |a: f64, b| a.max(b.abs()));
        let price = match measure {
            Some((col, c)) => prices[col] / c.abs(),
            None if terms.keys().any(is_lessons) && largest < 100.0 => 1.0,
            None => 16.0 / largest,
        };
        let at = self.bounds.len();
        let mut sum = constant;
        for (decision, c) in terms {
            self.seen_by[decision].push((at, c));
            sum += c * point[sums.columns[decision].0].round();
        }
        values.push(sum);
        self.bounds.push(Bound {
            lower: row.lower,
            upper: row.upper,
            price,
            broken: measure.is_none(),
        });
    }
}

/// The goal's price of each column.
fn prices(program: &Program, goal: &Goal) -> Vec<f64> {
    let mut prices = vec![0.0; program.columns.len()];
    for &(Col(col), c) in &goal.terms {
        prices[col] += c;
    }
    prices
}
