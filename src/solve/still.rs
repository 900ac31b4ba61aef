//! Where a search begins that has no plan to begin with: nobody moves.

use super::highs::{Limits, Solver, work};
use super::levels::NoPoint;
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role, Terms};

/// The point at which nobody moves: the lessons of each unit among its own people. Rows of the county may be broken.
pub(super) fn nobody_moves(program: &Program) -> Result<Vec<f64>, NoPoint> {
    let mut point = vec![0.0; program.columns.len()];
    let is_free: Vec<bool> = program
        .columns
        .iter()
        .map(|column| !matches!(column.role, Role::Posting | Role::Itinerant | Role::People))
        .collect();
    let mut local = program.clone();
    local.rows.retain(|row| row.binds != Binds::County);
    let incidence = Incidence::new(&local);
    let unfilled: Terms = (0..program.columns.len())
        .filter(|&i| program.columns[i].role == Role::Unfilled)
        .map(|i| (Col(i), 1.0))
        .collect();
    let reduced = reduce(
        &local,
        &incidence,
        &Goal::whole("start", unfilled),
        &point,
        &is_free,
    );
    let mut solver = Solver::new(&reduced.program).ok_or(NoPoint::Failed)?;
    solver.set_objective(&reduced.goal.terms);
    let limits = Limits {
        seconds: 1e6,
        nodes: None,
        iterations: work(program),
        gap: 0.01,
        absolute_gap: 0.999,
    };
    let found = solver
        .run(limits, None, &mut |_, _| false)
        .point
        .ok_or(NoPoint::Infeasible)?;
    for (col, value) in reduced.free.iter().zip(found) {
        let whole = program.columns[col.0].integer;
        point[col.0] = if whole { value.round() } else { value };
    }
    Ok(point)
}
