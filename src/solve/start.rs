//! A first point: nobody moves, or as in a plan to begin with; and then as many as the rules ask for.

use super::beside::beside;
use super::follow::follow;
use super::highs::{Limits, Solver, work};
use super::improve::{Improvement, batches, improve};
use super::known;
use super::lead::Lead;
use super::levels::{Effort, LevelTicker, NoPoint, Task};
use super::reduce::{Incidence, reduce};
use super::root::Root;
use crate::model::goals::Goal;
use crate::model::program::{Binds, Col, Program, Role, Terms};
use std::ops::Range;
use std::time::Instant;

/// Share of the time in which a first plan may be searched for by ourselves.
const FIRST_PLAN: f64 = 0.8;

/// Price of a unit made up, beside the first level.
const MADE_UP: f64 = 1e4;

/// The same in the relaxation, in units of the goal's dearest column: dearer than the lessons of one person.
const PRICE: f64 = 100.0;

/// Columns beyond which HiGHS's presolve alone may take minutes, in which no limit is asked for.
const PRESOLVED_UP_TO: usize = 40_000;

/// Share of what a region can make up for, and close of the first level's gap, that the first plan is to.
const FIRST: Range<f64> = 0.9..1.0;

/// A feasible point. Rows that nobody's moving breaks get a column that makes them up, which is then driven to zero;
/// where it cannot be, no plan keeps the rules. What the root learns here serves the levels.
pub(super) fn start(
    program: &mut Program,
    root: &mut Root<'_>,
    task: Task<'_>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<Vec<f64>, NoPoint> {
    let from = task.from.and_then(|values| known::of_plan(program, values));
    let still = match from {
        Some(point) => point,
        None => nobody_moves(program)?,
    };
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
    if !made_up.is_empty() {
        point = drive_to_zero(program, root, task, &made_up, point, effort, ticker)?;
        for (col, _) in made_up {
            program.columns[col.0].upper = 0.0;
            root.close(col);
        }
    }
    Ok(point)
}

fn drive_to_zero(
    program: &Program,
    root: &mut Root<'_>,
    task: Task<'_>,
    made_up: &Terms,
    mut point: Vec<f64>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<Vec<f64>, NoPoint> {
    let started = Instant::now();
    // The first level goes along at a small price, so that the people found are of some use.
    let mut terms: Terms = made_up.iter().map(|&(col, _)| (col, MADE_UP)).collect();
    terms.extend(task.goals.first().iter().flat_map(|goal| &goal.terms));
    let goal = measure(terms, false);
    let guide = task.ahead.or(task.goals.first()).unwrap_or(&goal);
    let priced = priced(guide, made_up);
    let active = root.worth_considering(program, &point).to_vec();
    let search = Improvement {
        program,
        goal: &goal,
        guide: None,
        active: &active,
        seed: 0,
        threads: effort.threads,
        // A first plan is worth more than what its time would better.
        seconds: effort.seconds * FIRST_PLAN,
        batches: batches(effort.seconds.is_finite()),
    };
    let lead = Lead {
        program,
        goal: &goal,
        share: FIRST,
    };
    let known = point.clone();
    let relax = || {
        let seconds = effort.seconds * 0.15;
        let time = (seconds, effort.seconds);
        root.tighten(program, &priced, Some(&known), time, &mut |_| {
            ticker("start", f64::INFINITY, f64::NEG_INFINITY)
        })
    };
    let relaxed = beside(relax, &search, &lead, &mut point);
    if let Some(relaxed) = relaxed.as_ref().filter(|_| short(made_up, &point) > 1e-6) {
        let guided = Improvement {
            guide: Some(&relaxed.point),
            active: root.active(),
            seconds: search.seconds - started.elapsed().as_secs_f64(),
            ..search
        };
        follow(&guided, &mut point);
    }
    root.at_start = relaxed.filter(|relaxed| short(made_up, &relaxed.point) < 1e-6);
    if search_on(&search, &lead, (made_up, started), &mut point, ticker) {
        return Ok(point);
    }
    let effort = Effort {
        seconds: (effort.seconds - started.elapsed().as_secs_f64()).max(0.0),
        ..effort
    };
    let goal = measure(made_up.clone(), false);
    by_highs(program, goal, &point, effort, ticker)
}

/// How much a point makes up.
fn short(made_up: &Terms, point: &[f64]) -> f64 {
    made_up.iter().map(|&(col, _)| point[col.0]).sum()
}

/// Searches until nothing is made up; whether it came to that. What a smaller county is soon given to HiGHS for, a large
/// one has to find by itself: as long as there is time, in another order each time.
fn search_on(
    search: &Improvement<'_>,
    lead: &Lead<'_>,
    (made_up, started): (&Terms, Instant),
    point: &mut Vec<f64>,
    ticker: LevelTicker<'_>,
) -> bool {
    let is_large = search.program.columns.len() > PRESOLVED_UP_TO;
    let mut is_over = false;
    for seed in 0.. {
        let again = Improvement {
            seed,
            seconds: search.seconds - started.elapsed().as_secs_f64(),
            ..*search
        };
        improve(&again, lead, point, &mut |point| {
            let short = short(made_up, point);
            is_over = short >= 1e-6 && ticker("start", short * MADE_UP, f64::NEG_INFINITY);
            is_over || short < 1e-6
        });
        let has_time = again.seconds > 0.0 && again.seconds.is_finite();
        if short(made_up, point) < 1e-6 || is_over || !is_large || !has_time {
            break;
        }
    }
    short(made_up, point) < 1e-6
}

/// A goal with what is made up at a price above all that it could gain. Its least is a bound of the goal's own, where
/// nothing is made up.
fn priced(goal: &Goal, made_up: &Terms) -> Goal {
    let costs = goal.terms.iter().map(|term| term.1.abs());
    let price = costs.fold(1.0, f64::max) * PRICE;
    let mut priced = goal.clone();
    priced
        .terms
        .extend(made_up.iter().map(|&(col, _)| (col, price)));
    priced
}

/// The last resort: the whole programme, minimising what is made up alone.
fn by_highs(
    program: &Program,
    goal: Goal,
    point: &[f64],
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<Vec<f64>, NoPoint> {
    let mut solver = Solver::new(program).ok_or(NoPoint::Failed)?;
    solver.set_objective(&goal.terms);
    if effort.seconds.is_finite() {
        solver.set_presolve(program.columns.len() <= PRESOLVED_UP_TO);
    }
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
        Some(found) if goal.value(&found) < 1e-6 => Ok(found),
        _ if outcome.bound > 1e-6 => Err(NoPoint::Infeasible),
        _ => Err(NoPoint::NoneFound),
    }
}

fn measure(terms: Terms, whole: bool) -> Goal {
    Goal {
        code: "start".into(),
        terms,
        constant: 0.0,
        scale: 1.0,
        whole,
    }
}

/// The point at which nobody moves: the lessons of each unit among its own people. Rows of the county may be broken.
fn nobody_moves(program: &Program) -> Result<Vec<f64>, NoPoint> {
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
        &measure(unfilled, true),
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
