//! A plan laid over a programme: the value of every column that its decisions and its lessons determine.

use super::highs::{Limits, Solver, work};
use super::known::{self, Values};
use super::proof::rounded;
use crate::domain::coverage::coverage;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role};
use crate::model::rows::Rows;

/// What a plan decides, and the lessons that others give or nobody gives under it.
pub(super) fn values(instance: &Instance, rows: &Rows, plan: &Plan) -> Values {
    let mut values = known::decisions(rows, plan);
    let covered = coverage(instance, plan);
    for (unit, of_unit) in covered.iter().enumerate() {
        for (subject, covered) in of_unit.iter().enumerate() {
            let lessons = [
                (rows.unfilled[unit][subject], covered.unfilled),
                (rows.by_others[unit][subject], covered.by_others()),
            ];
            let known = lessons.into_iter();
            values.extend(known.filter_map(|(col, n)| Some((col?, f64::from(n)))));
        }
    }
    values
}

/// A point with these values, every column that only measures at its least; `None` where the programme has none.
pub(super) fn completed(
    program: &Program,
    goals: &[Goal],
    values: &[(Col, f64)],
) -> Option<Vec<f64>> {
    let mut held = program.clone();
    for &(Col(col), value) in values {
        let column = &mut held.columns[col];
        if value > column.upper + 1e-6 || value < column.lower - 1e-6 {
            return None;
        }
        (column.lower, column.upper) = (value, value);
    }
    let terms = goals.iter().flat_map(|goal| goal.terms.iter().copied());
    let terms = terms
        .filter(|term| program.columns[term.0.0].role == Role::Measure)
        .collect();
    let mut solver = Solver::new(&held)?;
    solver.set_objective(&crate::model::program::summed(terms));
    let limits = Limits {
        seconds: 1e6,
        nodes: None,
        iterations: work(&held),
        gap: 0.0,
        absolute_gap: 1e-7,
    };
    let found = solver.run(limits, None, &mut |_, _| false).point?;
    Some(rounded(program, found))
}

/// The same for the columns that are held alone, by the rows that none but they stand in; the others are at any value.
pub(super) fn held(
    program: &Program,
    goals: &[Goal],
    values: &[(Col, f64)],
    is_free: &[bool],
) -> Option<Vec<f64>> {
    let is_apart = |terms: &[(Col, f64)]| terms.iter().all(|&(Col(col), _)| !is_free[col]);
    let mut outside = Program {
        columns: program.columns.clone(),
        rows: Vec::new(),
    };
    let rows = program.rows.iter();
    let apart = rows.filter(|row| row.binds != Binds::County && is_apart(&row.terms));
    outside.rows = apart.cloned().collect();
    let of_held: Values = values.iter().copied().filter(|v| !is_free[v.0.0]).collect();
    completed(&outside, goals, &of_held)
}
