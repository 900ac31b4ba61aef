//! A first point: nobody moves, and then as many as the rules ask for.

use super::columns::Columns;
use super::highs::{Limits, Solver, work};
use super::improve::{Ownership, Patience, Search, SearchEffort, improve};
use super::levels::{Effort, LevelTicker, NoPoint};
use super::reduce::{Incidence, reduce};
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role, Terms};
use std::time::Instant;

/// Simplex iterations of one programme of the postings at hand.
const AMONG_COLUMNS: i64 = 60_000;

/// Effort of the search at one level.
const PATIENCE: Patience = Patience {
    units: 9,
    nodes: 200,
    fruitless: 8,
    gap: 0.001,
};

/// A feasible point. Rows that nobody's moving breaks get a column that makes them up, which is then driven to zero;
/// where it cannot be, no plan keeps the rules.
pub(super) fn start(
    program: &mut Program,
    pools: &[Vec<usize>],
    first: Option<&Goal>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<Vec<f64>, NoPoint> {
    let still = nobody_moves(program)?;
    let mut point = still.clone();
    let mut made_up: Terms = Vec::new();
    for i in 0..program.rows.len() {
        let row = &program.rows[i];
        let sum: f64 = row.terms.iter().map(|&(col, c)| c * still[col.0]).sum();
        let short = (row.lower - sum).max(sum - row.upper);
        if short > 1e-6 {
            let sign = if sum < row.lower { 1.0 } else { -1.0 };
            let label = format!("made up {}", row.name);
            let col = program.add_column(0.0, f64::INFINITY, false, label);
            program.rows[i].terms.push((col, sign));
            point.push(short);
            made_up.push((col, 1.0));
        }
    }
    if made_up.is_empty() {
        return Ok(point);
    }
    drive_to_zero(program, pools, &made_up, first, &mut point, effort, ticker)?;
    for (col, _) in made_up {
        program.columns[col.0].upper = 0.0;
    }
    Ok(point)
}

fn drive_to_zero(
    program: &Program,
    pools: &[Vec<usize>],
    made_up: &Terms,
    first: Option<&Goal>,
    point: &mut Vec<f64>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<(), NoPoint> {
    // The first level goes along at a small price, so that the people found are of some use.
    let mut terms: Terms = made_up.iter().map(|&(col, _)| (col, 1e4)).collect();
    terms.extend(first.iter().flat_map(|goal| goal.terms.iter().copied()));
    let goal = Goal {
        code: "start".into(),
        terms,
        constant: 0.0,
        scale: 1.0,
        whole: false,
    };
    let short = |point: &[f64]| made_up.iter().map(|&(col, _)| point[col.0]).sum::<f64>();
    let (incidence, ownership) = (Incidence::new(program), Ownership::new(program));
    let search = Search {
        program,
        incidence: &incidence,
        ownership: &ownership,
        pools,
    };
    let mut columns = Columns::new(program).ok_or(NoPoint::Failed)?;
    columns.widen(&goal, effort.seconds * 0.1, &mut || {
        ticker("start", f64::INFINITY, f64::NEG_INFINITY)
    });
    among_columns(
        program,
        &goal,
        columns.active(),
        point,
        effort.seconds * 0.1,
        ticker,
    );
    if short(point) < 1e-6 {
        return Ok(());
    }
    let patience = Patience {
        gap: 0.05,
        ..PATIENCE
    };
    let started = Instant::now();
    let search_effort = SearchEffort {
        patience,
        seed: 0,
        threads: effort.threads,
    };
    improve(&search, &goal, point, search_effort, &mut |value| {
        ticker("start", value, f64::NEG_INFINITY)
            || started.elapsed().as_secs_f64() > effort.seconds * 0.3
    });
    if short(point) < 1e-6 {
        return Ok(());
    }
    let goal = Goal {
        terms: made_up.clone(),
        ..goal
    };
    let mut solver = Solver::new(program).ok_or(NoPoint::Failed)?;
    solver.set_objective(&goal.terms);
    let limits = Limits {
        seconds: effort.seconds,
        nodes: None,
        iterations: work(program),
        gap: 0.0,
        absolute_gap: 1e-6,
    };
    let outcome = solver.run(limits, Some(point), &mut |value, bound| {
        ticker("start", value, bound)
    });
    match outcome.point {
        Some(found) if short(&found) < 1e-6 => {
            *point = found;
            Ok(())
        }
        _ if outcome.bound > 1e-6 => Err(NoPoint::Infeasible),
        _ => Err(NoPoint::NoneFound),
    }
}

/// Improves a point by the programme of the postings at hand, solved as a whole.
pub(super) fn among_columns(
    program: &Program,
    goal: &Goal,
    active: &[bool],
    point: &mut Vec<f64>,
    seconds: f64,
    ticker: LevelTicker<'_>,
) {
    let incidence = Incidence::new(program);
    let reduced = reduce(program, &incidence, goal, point, active);
    let Some(mut solver) = Solver::new(&reduced.program) else {
        return;
    };
    solver.set_objective(&reduced.goal.terms);
    solver.set_offset(reduced.goal.constant);
    let start: Vec<f64> = reduced.free.iter().map(|col| point[col.0]).collect();
    let absolute_gap = if goal.whole { 0.999 } else { goal.scale * 1e-6 };
    let limits = Limits {
        seconds,
        nodes: Some(500),
        iterations: AMONG_COLUMNS,
        gap: 0.002,
        absolute_gap,
    };
    let outcome = solver.run(limits, Some(&start), &mut |value, _| {
        ticker(&goal.code, value / goal.scale, f64::NEG_INFINITY)
    });
    let Some(found) = outcome.point else { return };
    let mut better = point.clone();
    for (col, value) in reduced.free.iter().zip(found) {
        let whole = program.columns[col.0].integer;
        better[col.0] = if whole { value.round() } else { value };
    }
    if goal.value(&better) < goal.value(point) - 1e-9 {
        *point = better;
    }
}

/// Improves a point for one level.
pub(super) fn search(
    program: &Program,
    pools: &[Vec<usize>],
    goal: &Goal,
    point: &mut Vec<f64>,
    (seed, seconds, threads): (u64, f64, usize),
    ticker: LevelTicker<'_>,
) {
    let (incidence, ownership) = (Incidence::new(program), Ownership::new(program));
    let search = Search {
        program,
        incidence: &incidence,
        ownership: &ownership,
        pools,
    };
    let started = Instant::now();
    let effort = SearchEffort {
        patience: PATIENCE,
        seed,
        threads,
    };
    improve(&search, goal, point, effort, &mut |value| {
        // Half the time is the proof's.
        ticker(&goal.code, value, f64::NEG_INFINITY)
            || started.elapsed().as_secs_f64() > seconds * 0.5
    });
}

/// The point at which nobody moves: the lessons of each unit among its own people. Rows of the county may be broken.
fn nobody_moves(program: &Program) -> Result<Vec<f64>, NoPoint> {
    let point = vec![0.0; program.columns.len()];
    let is_free: Vec<bool> = program
        .columns
        .iter()
        .map(|column| column.role != Role::Crossing)
        .collect();
    let mut local = program.clone();
    local.rows.retain(|row| row.binds != Binds::County);
    let incidence = Incidence::new(&local);
    let unfilled: Terms = (0..program.columns.len())
        .filter(|&i| program.columns[i].role == Role::Unfilled)
        .map(|i| (Col(i), 1.0))
        .collect();
    let goal = Goal {
        code: "start".into(),
        terms: unfilled,
        constant: 0.0,
        scale: 1.0,
        whole: true,
    };
    let reduced = reduce(&local, &incidence, &goal, &point, &is_free);
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
    let mut point = point;
    for (col, value) in reduced.free.iter().zip(found) {
        let whole = program.columns[col.0].integer;
        point[col.0] = if whole { value.round() } else { value };
    }
    Ok(point)
}
