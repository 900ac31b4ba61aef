//! Between the programme a search works on and whole plans.
//!
//! With the people counted, what they teach is a flow with whole capacities, and so is who goes where: its corners are
//! whole. Rows over many units (levels held, beds, budget) can spoil that, so a search's point is made whole at its end.

use super::highs::{Limits, Solver, work};
use super::proof::rounded;
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Program, Role};

/// Nodes of the programme that makes a point whole.
const NODES: i32 = 1_000;

/// The programme with everything continuous that follows from whole people.
pub(super) fn loosened(program: &Program) -> Program {
    let mut loose = program.clone();
    for column in &mut loose.columns {
        column.integer &= !column.follows;
    }
    loose
}

/// A whole point with the same people leaving and arriving, as good as can be.
///
/// Of the postings, the active ones and those of the point are considered.
pub(super) fn whole(
    program: &Program,
    goal: &Goal,
    point: &[f64],
    active: &[bool],
    seconds: f64,
) -> Option<Vec<f64>> {
    let held = rounded_people(program, point);
    let is_free: Vec<bool> = (0..point.len())
        .map(|i| match program.columns[i].role {
            Role::People => false,
            Role::Posting => active[i] || point[i] > 1e-9,
            _ => true,
        })
        .collect();
    settled(program, goal, &held, &is_free, seconds)
}

/// The best whole point with every column held but the free ones.
pub(super) fn settled(
    program: &Program,
    goal: &Goal,
    held: &[f64],
    is_free: &[bool],
    seconds: f64,
) -> Option<Vec<f64>> {
    let reduced = reduce(program, &Incidence::new(program), goal, held, is_free);
    let mut solver = Solver::new(&reduced.program)?;
    if !solver.set_objective(&reduced.goal.terms) || !solver.set_offset(reduced.goal.constant) {
        return None;
    }
    let limits = Limits {
        seconds: seconds.min(1e6),
        nodes: Some(NODES),
        iterations: work(program),
        gap: 1e-5,
        absolute_gap: if goal.whole { 0.999 } else { goal.scale * 1e-6 },
    };
    let start: Vec<f64> = reduced.free.iter().map(|col| held[col.0]).collect();
    let found = solver.run(limits, Some(&start), &mut |_, _| false).point?;
    let mut point = held.to_vec();
    for (col, value) in reduced.free.iter().zip(found) {
        point[col.0] = value;
    }
    Some(rounded(program, point))
}

fn rounded_people(program: &Program, point: &[f64]) -> Vec<f64> {
    let columns = program.columns.iter().zip(point);
    columns
        .map(|(column, &value)| match column.role {
            Role::People => value.round(),
            _ => value,
        })
        .collect()
}

/// The same people and lessons, with every column that only measures them at its least: a level proven later may have
/// bettered an earlier one by chance, and the values must say so.
pub(super) fn tightened(program: &Program, goals: &[Goal], point: Vec<f64>) -> Vec<f64> {
    let is_free: Vec<bool> = program
        .columns
        .iter()
        .map(|column| column.role == Role::Measure)
        .collect();
    let terms = goals.iter().flat_map(|goal| goal.terms.iter().copied());
    let terms = terms.filter(|term| is_free[term.0.0]).collect();
    let all = Goal {
        terms,
        constant: 0.0,
        scale: 1.0,
        whole: false,
        code: "measure".into(),
    };
    let reduced = reduce(program, &Incidence::new(program), &all, &point, &is_free);
    let Some(mut solver) = Solver::new(&reduced.program) else {
        return point;
    };
    solver.set_objective(&reduced.goal.terms);
    let Some(found) = solver.relax(60.0, &mut |_, _| false).point else {
        return point;
    };
    let mut tight = point;
    for (col, value) in reduced.free.iter().zip(found) {
        // A share of people may be missed by a fraction of one: whole people, then, from above.
        tight[col.0] = if program.columns[col.0].integer {
            (value - 1e-6).ceil()
        } else {
            value
        };
    }
    rounded(program, tight)
}
