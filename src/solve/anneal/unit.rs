//! A unit as a walk sees it: what it needs, what that is worth, and who is there.

use super::ground::Gives;
use super::memory::factor;
use crate::domain::words::Subject;

const N: usize = Subject::COUNT;

/// Where the numbers of a state that are not about staff begin.
const BESIDE_STAFF: usize = 1 << 16;

/// A price on the lessons beyond a number that some subjects leave unfilled together.
#[derive(Debug, Clone)]
pub(super) struct Hinge {
    pub subjects: u32,
    pub beyond: i32,
    pub price: f64,
}

/// People of one unit with the same subjects.
#[derive(Debug, Clone)]
pub(super) struct Staff {
    pub subject: usize,
    pub seconds: u32,
}

/// What a unit needs and what it costs to leave that open.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub need: [i32; N],
    /// Most lessons that may be unfilled.
    pub most: [i32; N],
    /// Price of an unfilled lesson, and of one given by somebody who is no specialist.
    pub price: [f64; N],
    pub by_others: [f64; N],
    pub hinges: Vec<Hinge>,
    pub staff: Vec<Staff>,
    /// Subjects given away only where none is unfilled.
    pub own_first: u32,
    /// Subjects with need, dearest first, and who can give each.
    pub order: Vec<usize>,
    pub serves: Vec<Vec<usize>>,
}

impl Place {
    /// Completes what follows from need, prices and staff.
    pub(super) fn settle(&mut self) {
        self.order = (0..N).filter(|&s| self.need[s] > 0).collect();
        let price = self.price;
        self.order.sort_by(|&a, &b| price[b].total_cmp(&price[a]));
        self.serves = vec![Vec::new(); N];
        for (g, staff) in self.staff.iter().enumerate() {
            for s in 0..N {
                if s == staff.subject || staff.seconds & (1 << s) != 0 {
                    self.serves[s].push(g);
                }
            }
        }
    }
}

/// Who is there, in lessons a week.
#[derive(Debug, Clone)]
pub(super) struct Now {
    /// By staff group: all lessons, second-subject lessons, second-subject and itinerant ones, and itinerant ones given.
    pub all: Vec<i32>,
    pub second: Vec<i32>,
    pub beside: Vec<i32>,
    pub given: Vec<i32>,
    /// By subject: given away, brought in by visitors, and by people posted here as specialists and as others.
    pub away: [i32; N],
    pub visiting: [i32; N],
    pub arrived: [i32; N],
    pub arrived_others: [i32; N],
    /// Tells this state from others of any unit.
    pub key: u64,
}

impl Now {
    pub(super) fn empty(unit: usize) -> Self {
        Self {
            all: Vec::new(),
            second: Vec::new(),
            beside: Vec::new(),
            given: Vec::new(),
            away: [0; N],
            visiting: [0; N],
            arrived: [0; N],
            arrived_others: [0; N],
            key: factor(!unit),
        }
    }

    /// As many more (or fewer) of those who give so much are at home.
    pub(super) fn stay(&mut self, gives: &Gives, by: i32) {
        let g = gives.staff;
        self.all[g] += gives.all * by;
        self.second[g] += gives.second * by;
        self.beside[g] += gives.beside * by;
        self.mark(4 * g, gives.all * by);
        self.mark(4 * g + 1, gives.second * by);
        self.mark(4 * g + 2, gives.beside * by);
    }

    /// Lessons of people posted here.
    pub(super) fn arrive(&mut self, s: usize, is_specialist: bool, lessons: i32) {
        if is_specialist {
            self.arrived[s] += lessons;
        } else {
            self.arrived_others[s] += lessons;
        }
        self.mark(BESIDE_STAFF + 4 * s + usize::from(is_specialist), lessons);
    }

    /// Lessons given elsewhere.
    pub(super) fn give(&mut self, g: usize, s: usize, lessons: i32) {
        self.given[g] += lessons;
        self.away[s] += lessons;
        self.mark(4 * g + 3, lessons);
        self.mark(BESIDE_STAFF + 4 * s + 2, lessons);
    }

    /// Lessons that visitors give here.
    pub(super) fn visit(&mut self, s: usize, lessons: i32) {
        self.visiting[s] += lessons;
        self.mark(BESIDE_STAFF + 4 * s + 3, lessons);
    }

    fn mark(&mut self, number: usize, by: i32) {
        let by = i64::from(by) as u64;
        self.key = self.key.wrapping_add(factor(number).wrapping_mul(by));
    }
}
