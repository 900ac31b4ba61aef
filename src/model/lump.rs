//! Lump rows: a teacher is worth a whole load, so lessons cannot be met by fractions of people.
//!
//! For a set S of subjects of one unit every plan has
//!
//! `unfilled(S) + brought in(S) + Σ load·arrivals and people brought in for S + Σ what those who stay can give to S ≥ need(S)`,
//!
//! where a group whose main subject is in S can give its whole load, another with a second subject in S no more than its
//! second-subject lessons, and either loses what its leavers, and those being trained for another subject, could give.
//! Itinerant lessons come in, at most `max_lessons_per_school` a visit; what givers take out makes the left side smaller,
//! and may be written as their limit less what is left below it (see `outlets`): so a fraction of a teacher cannot be given
//! away before the own school is served. Unfilled lessons that a rule holds at `most` may be written as `most − what is
//! filled of them`. People and visits are whole numbers and nothing is negative, so rounding (see `rounding`) keeps every
//! plan. The sets are all of a unit's; a row is added only where a linear relaxation breaks it.

use super::outlets::Outlet;
use super::program::{Binds, Col, Program, Row, Terms, summed};
use super::rounding::{Cut, Rounding};
use super::rows::Rows;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::words::Subject;

/// Rows added for one unit at a time.
const A_TIME: usize = 8;

/// Cosine from which two rows say the same.
const ALIKE: f64 = 0.9;

/// What lump rows are made of, by unit.
#[derive(Debug)]
pub struct Lumps {
    units: Vec<Unit>,
}

#[derive(Debug, Default)]
struct Unit {
    index: usize,
    /// Bits of a set, one for each subject; those that everyone holds share one.
    n_bits: u32,
    /// (bit, need).
    need: Vec<(u32, f64)>,
    /// (bit, unfilled, most that may be).
    unfilled: Vec<(u32, Col, f64)>,
    /// Lessons brought in that no count limits.
    brought: Vec<(u32, Col)>,
    /// (bit, lessons, visits, most lessons a visit).
    visited: Vec<(u32, Col, Col, f64)>,
    /// (bit posted for, load, count).
    arrivals: Vec<(u32, f64, Col)>,
    groups: Vec<Group>,
    /// (bit, what goes out and cannot exceed).
    outlets: Vec<(u32, Outlet)>,
}

#[derive(Debug)]
struct Group {
    /// 0 where the main subject has no need here.
    main: u32,
    seconds: Vec<(u32, Col)>,
    /// Lessons of all members, and second-subject lessons alone.
    all: f64,
    second: f64,
    /// (leavers or those being trained, load, second-subject lessons).
    leavers: Vec<(Col, f64, f64)>,
}

impl Lumps {
    /// Of a model of counts.
    pub fn new(instance: &Instance, rows: &Rows) -> Self {
        let units = instance.unit_indices();
        Self {
            units: units.map(|unit| Unit::new(instance, rows, unit)).collect(),
        }
    }

    /// The deepest rows that a point breaks, in the order of units whatever the threads.
    pub fn broken(&self, program: &Program, point: &[f64], threads: usize) -> Vec<Row> {
        let of_units = |units: &[Unit]| -> Vec<Row> {
            let rows = units.iter().map(|unit| unit.broken(program, point));
            rows.flatten().collect()
        };
        let part = self.units.len().div_ceil(threads.max(1)).max(1);
        std::thread::scope(|scope| {
            let parts: Vec<_> = (self.units.chunks(part))
                .map(|units| scope.spawn(move || of_units(units)))
                .collect();
            let rows = parts.into_iter().filter_map(|part| part.join().ok());
            rows.flatten().collect()
        })
    }
}

impl Unit {
    fn new(instance: &Instance, rows: &Rows, unit: UnitIndex) -> Self {
        let mut this = Self {
            index: unit.0,
            ..Self::default()
        };
        let bits = this.add_needs(instance, rows, unit);
        let bit = |subject: Subject| bits[subject.index()];
        for giving in rows.givings.iter().filter(|giving| giving.to == unit) {
            let most = rows.limits.as_ref().map_or(0, |l| l.max_lessons_per_school);
            this.visited.push((
                bit(giving.subject),
                giving.lessons,
                giving.visits,
                f64::from(most),
            ));
        }
        for (kind, count) in rows.arrivals.get(unit.0).into_iter().flatten() {
            this.arrivals
                .push((bit(kind.subject), f64::from(kind.load), *count));
        }
        for supply in rows.supplies.iter().filter(|supply| supply.unit == unit) {
            let load = f64::from(supply.load);
            this.arrivals
                .push((bit(supply.subject), load, supply.count));
        }
        for group in rows.groups.iter().filter(|group| group.unit == unit) {
            let second = |t| {
                let standing = instance.standing(t);
                f64::from(standing.second_cap.min(standing.load))
            };
            let mut leavers = Vec::new();
            for &class in &group.classes {
                let load = f64::from(rows.classes[class].profile.load);
                let each = second(rows.classes[class].members[0]);
                leavers.extend(rows.leavers.get(class).map(|&col| (col, load, each)));
                let trained = rows.trained.get(class).into_iter().flatten();
                leavers.extend(trained.map(|&col| (col, load, each)));
            }
            let loads = group.members.iter().map(|&t| instance.standing(t).load);
            this.groups.push(Group {
                main: bit(group.subject),
                seconds: group.second.iter().map(|&(s, col)| (bit(s), col)).collect(),
                all: f64::from(loads.sum::<u32>()),
                second: group.members.iter().map(|&t| second(t)).sum(),
                leavers,
            });
        }
        let outlets = rows.outlets.iter().filter(|outlet| outlet.unit == unit);
        let outlets = outlets.map(|outlet| (bit(outlet.subject), outlet.clone()));
        this.outlets = outlets.collect();
        this
    }

    /// Needs and unfilled lessons; returns the bit of each subject (0 = no need).
    fn add_needs(
        &mut self,
        instance: &Instance,
        rows: &Rows,
        unit: UnitIndex,
    ) -> [u32; Subject::COUNT] {
        let mut bits = [0; Subject::COUNT];
        let anyone = &instance.settings.curriculum.anyone;
        let mut shared = 0;
        for subject in Subject::taught() {
            let i = subject.index();
            let Some(unfilled) = rows.unfilled[unit.0][i] else {
                continue;
            };
            if !(anyone.contains(&subject) && shared > 0) {
                bits[i] = 1 << self.n_bits;
                self.n_bits += 1;
            }
            if anyone.contains(&subject) {
                shared = shared.max(bits[i]);
                bits[i] = shared;
            }
            self.need
                .push((bits[i], f64::from(instance.unit(unit).need[i])));
            self.unfilled
                .push((bits[i], unfilled, rows.most_unfilled[unit.0][i]));
            let brought = rows.brought_in[unit.0][i].iter();
            self.brought.extend(brought.map(|&col| (bits[i], col)));
        }
        bits
    }

    fn broken(&self, program: &Program, point: &[f64]) -> Vec<Row> {
        let mut cuts: Vec<Cut> = (1..1u32 << self.n_bits)
            .filter_map(|set| self.row(set, point).cut(&program.columns, point))
            .collect();
        cuts.sort_by(|a, b| b.depth.total_cmp(&a.depth));
        let mut kept: Vec<Cut> = Vec::new();
        for cut in cuts {
            if kept.len() == A_TIME {
                break;
            }
            if !kept
                .iter()
                .any(|other| cosine(&cut.terms, &other.terms) > ALIKE)
            {
                kept.push(cut);
            }
        }
        kept.into_iter()
            .map(|cut| Row {
                name: format!("lump_{}", self.index),
                rule: "model",
                binds: Binds::Unit(UnitIndex(self.index)),
                terms: cut.terms,
                lower: cut.least,
                upper: f64::INFINITY,
            })
            .collect()
    }

    /// The row of a set, each part written the way that leaves least to the continuous side at this point.
    fn row(&self, set: u32, point: &[f64]) -> Rounding {
        let mut row = Rounding::default();
        let within = |bit: u32| bit & set != 0;
        row.least = self.need.iter().filter(|n| within(n.0)).map(|n| n.1).sum();
        for &(_, unfilled, most) in self.unfilled.iter().filter(|part| within(part.0)) {
            if most - point[unfilled.0] < point[unfilled.0] {
                row.least -= most;
            } else {
                row.rest.push((unfilled, 1.0));
            }
        }
        let brought = self.brought.iter().filter(|part| within(part.0));
        row.rest.extend(brought.map(|&(_, lessons)| (lessons, 1.0)));
        for &(_, lessons, visits, most) in self.visited.iter().filter(|part| within(part.0)) {
            if most * point[visits.0] < 2.0 * point[lessons.0] {
                row.whole.push((visits, most));
            } else {
                row.rest.push((lessons, 1.0));
            }
        }
        let arrivals = self.arrivals.iter().filter(|part| within(part.0));
        row.whole
            .extend(arrivals.map(|&(_, load, count)| (count, load)));
        for group in &self.groups {
            group.add(set, point, &mut row);
        }
        for (_, outlet) in self.outlets.iter().filter(|part| within(part.0)) {
            outlet.add(point, &mut row);
        }
        row.whole = summed(row.whole);
        row
    }
}

impl Group {
    fn add(&self, set: u32, point: &[f64], row: &mut Rounding) {
        if self.main & set != 0 {
            row.least -= self.all;
            let leavers = self.leavers.iter();
            row.whole
                .extend(leavers.map(|&(col, load, _)| (col, -load)));
            return;
        }
        let seconds = || self.seconds.iter().filter(|part| part.0 & set != 0);
        let given: f64 = seconds().map(|&(_, col)| point[col.0]).sum();
        let leaving: f64 = self
            .leavers
            .iter()
            .map(|&(c, _, each)| each * point[c.0])
            .sum();
        if seconds().next().is_none() {
            return;
        }
        if self.second - leaving < 2.0 * given {
            row.least -= self.second;
            let leavers = self.leavers.iter();
            row.whole
                .extend(leavers.map(|&(col, _, each)| (col, -each)));
        } else {
            row.rest.extend(seconds().map(|&(_, col)| (col, 1.0)));
        }
    }
}

fn cosine(a: &Terms, b: &Terms) -> f64 {
    let of_b: std::collections::BTreeMap<usize, f64> = b.iter().map(|t| (t.0.0, t.1)).collect();
    let dot: f64 = a.iter().filter_map(|t| Some(of_b.get(&t.0.0)? * t.1)).sum();
    let length = |terms: &Terms| terms.iter().map(|t| t.1 * t.1).sum::<f64>().sqrt();
    dot / (length(a) * length(b)).max(1e-9)
}
