//! Columns that only sum decisions: leavers, arrivals, and arrivals with a mark.

use super::ground::columns;
use crate::model::program::{Col, Program};
use crate::model::rows::{Mark, Rows};

/// Columns as sums of decisions.
pub(super) struct Sums {
    pub of: Vec<Option<Vec<(usize, f64)>>>,
    /// What the walk leaves as it is: people brought in, lessons taught from afar, and what a first plan makes up.
    pub is_held: Vec<bool>,
    pub columns: Vec<Col>,
}

impl Sums {
    pub(super) fn new(rows: &Rows, program: &Program) -> Self {
        let columns = columns(rows);
        let mut of = vec![None; program.columns.len()];
        for (decision, col) in columns.iter().enumerate() {
            of[col.0] = Some(vec![(decision, 1.0)]);
        }
        for (class, col) in rows.leavers.iter().enumerate() {
            of[col.0] = Some(rows.moves_of[class].iter().map(|&i| (i, 1.0)).collect());
        }
        for (unit, kinds) in rows.arrivals.iter().enumerate() {
            for (kind, col) in kinds {
                let into = rows.into[unit].iter().copied();
                let of_kind = into.filter(|&i| rows.arrival(&rows.moves[i]) == *kind);
                of[col.0] = Some(of_kind.map(|i| (i, 1.0)).collect());
            }
        }
        for (unit, marks) in rows.marked.iter().enumerate() {
            for (mark, col) in Mark::ALL.into_iter().zip(marks) {
                let Some(col) = col else { continue };
                let into = rows.into[unit].iter().copied();
                let marked =
                    into.filter(|&i| mark.is_on(rows.profile(&rows.moves[i]), &rows.pe_arts));
                of[col.0] = Some(marked.map(|i| (i, 1.0)).collect());
            }
        }
        let mut is_held = vec![false; program.columns.len()];
        let supplies = rows.supplies.iter().map(|supply| supply.count);
        let remotes = rows.remotes.iter().map(|link| link.lessons);
        let trained = rows.trained.iter().flatten().copied();
        for Col(col) in supplies.chain(remotes).chain(trained) {
            is_held[col] = true;
        }
        for (col, column) in program.columns.iter().enumerate() {
            let is_fixed = of[col].is_none() && column.upper - column.lower < 1e-9;
            is_held[col] |= is_fixed || col >= rows.program.columns.len();
        }
        Self {
            of,
            is_held,
            columns,
        }
    }
}
