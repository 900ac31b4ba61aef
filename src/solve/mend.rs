//! A point to begin with in the programme of a part: the plan's own, or the nearest to it where it can be no longer.

use super::ahead::{self, aim};
use super::highs::{Limits, Solver};
use super::improve::{Improvement, improve};
use super::laid;
use super::lead::{self, Lead};
use super::proof::rounded;
use super::whole::tightened;
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role, Row};

/// How many times the work of a level is worth while to find a first point.
const TO_FIND: i64 = 4;

/// Share of the changes by which the nearest point may be missed.
const GAP: f64 = 0.1;

/// Batches of small programmes by which it is bettered.
const BATCHES: usize = 1;

/// The programme of a part.
pub(super) struct Small<'a> {
    pub program: &'a Program,
    pub goals: &'a [Goal],
    /// Its columns in the county's programme.
    pub free: &'a [Col],
}

impl Small<'_> {
    /// The plan's own point, where it keeps the county as it is now.
    pub(super) fn known(&self, values: &[(Col, f64)]) -> Option<Vec<f64>> {
        laid::completed(self.program, self.goals, &self.own(values))
    }

    /// A point that changes few postings and lessons, bettered a little at the leading levels together.
    pub(super) fn mended(&self, values: &[(Col, f64)], work: i64) -> Option<Vec<f64>> {
        let mut program = self.program.clone();
        let mut changes = Vec::new();
        for (col, value) in self.own(values) {
            let column = &program.columns[col.0];
            let (room, role) = (column.upper - column.lower, column.role);
            if role == Role::Unfilled || room <= 0.0 {
                continue;
            }
            changes.push((change(&mut program, col, value), 1.0));
        }
        let mut solver = Solver::new(&program)?;
        solver.set_objective(&changes);
        let limits = Limits {
            seconds: 1e6,
            nodes: None,
            iterations: work * TO_FIND,
            gap: GAP,
            absolute_gap: 1.0,
        };
        let found = solver.run(limits, None, &mut |_, _| false).point?;
        let own = found[..self.program.columns.len()].to_vec();
        let own = tightened(self.program, self.goals, rounded(self.program, own));
        Some(self.bettered(own, 1))
    }

    /// A point that is better at the leading levels together, if a short search comes upon one.
    pub(super) fn bettered(&self, mut point: Vec<f64>, threads: usize) -> Vec<f64> {
        let Some(goal) = aim(self.goals, ahead::TOGETHER) else {
            return point;
        };
        let active = vec![true; point.len()];
        let search = Improvement {
            program: self.program,
            goal: &goal,
            guide: None,
            active: &active,
            seed: 0,
            threads,
            seconds: f64::INFINITY,
            batches: BATCHES,
        };
        let lead = Lead {
            program: self.program,
            goal: &goal,
            share: lead::SHARE,
        };
        improve(&search, &lead, &mut point, &mut |_| false);
        tightened(self.program, self.goals, point)
    }

    fn own(&self, values: &[(Col, f64)]) -> Vec<(Col, f64)> {
        let at = |col: &Col| self.free.binary_search(col).ok().map(Col);
        let own = values.iter();
        own.filter_map(|(col, value)| Some((at(col)?, *value)))
            .collect()
    }
}

/// A column for by how much another differs from a value.
fn change(program: &mut Program, col: Col, value: f64) -> Col {
    let change = program.add_column(0.0, f64::INFINITY, false, String::new());
    for sign in [1.0, -1.0] {
        program.add_row(Row {
            name: String::new(),
            rule: "model",
            binds: Binds::County,
            terms: vec![(col, sign), (change, -1.0)],
            lower: f64::NEG_INFINITY,
            upper: sign * value,
        });
    }
    change
}
