//! A point to begin with in the programme of a part: the plan's own, or the nearest to it where it can be no longer.

use super::ahead::{self, aim};
use super::highs::{Limits, Solver};
use super::laid;
use super::proof::rounded;
use super::whole::tightened;
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role, Row, summed};

/// How many times the work of a level is worth while to find a first point.
const TO_FIND: i64 = 4;

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

    /// A point that changes few postings and lessons, and loses little at the leading levels by it.
    pub(super) fn mended(&self, values: &[(Col, f64)], work: i64) -> Option<Vec<f64>> {
        let mut program = self.program.clone();
        let mut changes = aim(self.goals, ahead::TOGETHER).map_or(Vec::new(), |aim| aim.terms);
        for (col, value) in self.own(values) {
            let column = &program.columns[col.0];
            let (room, role) = (column.upper - column.lower, column.role);
            if role == Role::Unfilled || room <= 0.0 {
                continue;
            }
            changes.push((change(&mut program, col, value), 1.0));
        }
        let mut solver = Solver::new(&program)?;
        solver.set_objective(&summed(changes));
        let limits = Limits {
            seconds: 1e6,
            nodes: None,
            iterations: work * TO_FIND,
            gap: 0.0,
            absolute_gap: 1.0,
        };
        let found = solver.run(limits, None, &mut |_, _| false).point?;
        let own = found[..self.program.columns.len()].to_vec();
        let own = rounded(self.program, own);
        Some(tightened(self.program, self.goals, own))
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
