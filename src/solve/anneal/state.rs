//! Where the walk stands: counts of every decision, what rows and units make of them, and a step tried or taken back.

use super::ground::{Ground, lessons_at};
use super::lessons::{Cost, Teaching};
use super::memory::Memory;
use super::unit::Now;
use crate::domain::words::Subject;

const N: usize = Subject::COUNT;

/// Decisions that are not zero, to be drawn from.
#[derive(Debug, Clone, Default)]
pub(super) struct Used {
    pub list: Vec<usize>,
    at: Vec<usize>,
}

impl Used {
    fn new(n: usize) -> Self {
        Self {
            list: Vec::new(),
            at: vec![usize::MAX; n],
        }
    }

    fn set(&mut self, i: usize, is_used: bool) {
        match (self.at[i], is_used) {
            (usize::MAX, true) => {
                self.at[i] = self.list.len();
                self.list.push(i);
            }
            (at, false) if at != usize::MAX => {
                self.list.swap_remove(at);
                if let Some(&moved) = self.list.get(at) {
                    self.at[moved] = at;
                }
                self.at[i] = usize::MAX;
            }
            _ => {}
        }
    }
}

/// A unit before the step under way.
struct Before {
    unit: usize,
    cost: Cost,
    unfilled: [i32; N],
}

pub(super) struct State<'g> {
    pub ground: &'g Ground<'g>,
    pub counts: Vec<i32>,
    /// People of each class who are posted.
    pub left: Vec<i32>,
    pub unfilled: Vec<[i32; N]>,
    /// Postings and givings in use.
    pub postings: Used,
    pub givings: Used,
    sums: Vec<f64>,
    now: Vec<Now>,
    costs: Vec<Cost>,
    /// The goal's value but for a constant, and what is broken, in lessons.
    pub price: f64,
    pub broken: f64,
    /// The same before the step under way.
    before: (f64, f64),
    touched: Vec<Before>,
    is_touched: Vec<bool>,
    step: Vec<(usize, i32)>,
    teaching: Teaching,
    memory: Memory,
}

impl<'g> State<'g> {
    pub(super) fn new(
        ground: &'g Ground<'g>,
        sums: Vec<f64>,
        now: Vec<Now>,
        counts: &[i32],
    ) -> Self {
        let rows = ground.rows;
        let mut state = Self {
            ground,
            counts: vec![0; counts.len()],
            left: vec![0; rows.classes.len()],
            unfilled: vec![[0; N]; now.len()],
            postings: Used::new(rows.moves.len()),
            givings: Used::new(rows.givings.len()),
            sums: vec![0.0; sums.len()],
            costs: vec![Cost::default(); now.len()],
            is_touched: vec![false; now.len()],
            now,
            price: 0.0,
            broken: 0.0,
            before: (0.0, 0.0),
            touched: Vec::new(),
            step: Vec::new(),
            teaching: Teaching::default(),
            memory: Memory::new(),
        };
        // Sums are known at the counts; the rows' prices follow from them alone.
        for (decision, &count) in counts.iter().enumerate() {
            let is_visits =
                decision >= rows.moves.len() && !(decision - rows.moves.len()).is_multiple_of(2);
            if count != 0 && !is_visits {
                state.change(decision, count);
            }
        }
        state.begin(&sums, counts);
        state
    }

    /// Takes rows and units as they are.
    fn begin(&mut self, sums: &[f64], counts: &[i32]) {
        self.sums.copy_from_slice(sums);
        for (decision, (&is, &was)) in self.counts.iter().zip(counts).enumerate() {
            // Visits are the fewest that the lessons need, whatever the point had.
            for &(row, c) in &self.ground.seen_by[decision] {
                self.sums[row] += c * f64::from(is - was);
            }
        }
        (self.price, self.broken) = (0.0, 0.0);
        for (bound, &sum) in self.ground.bounds.iter().zip(&self.sums) {
            let price = bound.price * bound.missed(sum);
            let total = if bound.broken {
                &mut self.broken
            } else {
                &mut self.price
            };
            *total += price;
        }
        let counted = self.counts.iter().zip(&self.ground.price);
        self.price += counted.map(|(&n, price)| price * f64::from(n)).sum::<f64>();
        for unit in 0..self.now.len() {
            let cost = self
                .teaching
                .cost(&self.ground.places[unit], &self.now[unit]);
            self.costs[unit] = cost;
            self.unfilled[unit] = self.teaching.unfilled;
            self.price += cost.price;
            self.broken += cost.broken;
        }
        self.keep();
    }

    pub(super) fn is_whole(&self) -> bool {
        self.broken < 1e-3
    }

    /// Whether a decision may change by as much.
    pub(super) fn may(&self, decision: usize, by: i32) -> bool {
        let rows = self.ground.rows;
        let count = self.counts[decision] + by;
        if count < 0 {
            return false;
        }
        if decision < rows.moves.len() {
            let class = rows.moves[decision].class;
            return self.left[class] + by <= rows.classes[class].members.len() as i32;
        }
        let giving = (decision - rows.moves.len()) / 2;
        let most = rows.program.columns[rows.givings[giving].lessons.0].upper;
        f64::from(count) <= most + 1e-6
    }

    /// Changes a decision as part of the step under way.
    pub(super) fn change(&mut self, decision: usize, by: i32) {
        self.step.push((decision, by));
        self.shift(decision, by);
    }

    fn shift(&mut self, decision: usize, by: i32) {
        let rows = self.ground.rows;
        self.count(decision, by);
        if decision < rows.moves.len() {
            let posting = &rows.moves[decision];
            let profile = &rows.classes[posting.class].profile;
            let gives = self.ground.gives[posting.class];
            self.left[posting.class] += by;
            self.postings.set(decision, self.counts[decision] > 0);
            self.touch(posting.from.0);
            self.touch(posting.to.0);
            self.now[posting.from.0].stay(&gives, -by);
            let is_specialist = profile.subject == posting.subject;
            let lessons = profile.load as i32 * by;
            self.now[posting.to.0].arrive(posting.subject.index(), is_specialist, lessons);
            return;
        }
        let i = (decision - rows.moves.len()) / 2;
        let giving = &rows.givings[i];
        self.givings.set(i, self.counts[decision] > 0);
        let most = rows
            .limits
            .as_ref()
            .map_or(1, |limits| limits.max_lessons_per_school);
        let most = most.max(1) as i32;
        let visits = (self.counts[decision] + most - 1) / most;
        self.count(decision + 1, visits - self.counts[decision + 1]);
        self.touch(giving.from.0);
        self.touch(giving.to.0);
        let s = giving.subject.index();
        self.now[giving.from.0].give(self.ground.giver[i], s, by);
        self.now[giving.to.0].visit(s, by);
    }

    fn count(&mut self, decision: usize, by: i32) {
        if by == 0 {
            return;
        }
        self.counts[decision] += by;
        self.price += self.ground.price[decision] * f64::from(by);
        for &(row, c) in &self.ground.seen_by[decision] {
            let bound = &self.ground.bounds[row];
            let before = bound.missed(self.sums[row]);
            self.sums[row] += c * f64::from(by);
            let change = (bound.missed(self.sums[row]) - before) * bound.price;
            if bound.broken {
                self.broken += change;
            } else {
                self.price += change;
            }
        }
    }

    fn touch(&mut self, unit: usize) {
        if !self.is_touched[unit] {
            self.is_touched[unit] = true;
            self.touched.push(Before {
                unit,
                cost: self.costs[unit],
                unfilled: self.unfilled[unit],
            });
        }
    }

    /// Counts what the step under way made of the units it touched, and keeps it if `is_taken` says so of the change; a
    /// lesson by which a rule is missed costs `fine`.
    pub(super) fn weighed(&mut self, fine: f64, is_taken: impl FnOnce(f64) -> bool) -> bool {
        if self.step.is_empty() {
            return false;
        }
        let (price, broken) = self.before;
        for before in &self.touched {
            let unit = before.unit;
            let (teaching, memory) = (&mut self.teaching, &mut self.memory);
            let (place, now) = (&self.ground.places[unit], &self.now[unit]);
            let (cost, unfilled) =
                memory.recall(now.key, || (teaching.cost(place, now), teaching.unfilled));
            self.price += cost.price - before.cost.price;
            self.broken += cost.broken - before.cost.broken;
            self.costs[unit] = cost;
            self.unfilled[unit] = unfilled;
        }
        let is_taken = is_taken(self.price - price + fine * (self.broken - broken));
        if is_taken {
            self.keep();
        } else {
            self.undo();
        }
        is_taken
    }

    fn keep(&mut self) {
        for before in self.touched.drain(..) {
            self.is_touched[before.unit] = false;
        }
        self.step.clear();
        self.before = (self.price, self.broken);
    }

    /// Takes the step back.
    fn undo(&mut self) {
        let step = std::mem::take(&mut self.step);
        for &(decision, by) in step.iter().rev() {
            self.shift(decision, -by);
        }
        self.step = step;
        for before in &self.touched {
            self.costs[before.unit] = before.cost;
            self.unfilled[before.unit] = before.unfilled;
        }
        (self.price, self.broken) = self.before;
        self.keep();
    }

    pub(super) fn lessons(&self, giving: usize) -> i32 {
        self.counts[lessons_at(self.ground.rows, giving)]
    }
}
