//! A first point: nobody moves, or as in a plan to begin with; and then as many as the rules ask for.

use super::anneal::Annealing;
use super::beside::{beside, walk_beside};
use super::follow::follow;
use super::highs::{Limits, Solver, work};
use super::improve::{Improvement, batches, improve};
use super::known;
use super::lead::Lead;
use super::levels::{Effort, LevelTicker, NoPoint, Task};
use super::root::{Relaxed, Root};
use super::still::nobody_moves;
use crate::model::goals::Goal;
use crate::model::program::{Program, Terms};
use std::ops::Range;
use std::time::Instant;

/// Share of the time in which a first plan may be searched for by ourselves.
const FIRST_PLAN: f64 = 0.8;

/// Share of the time for a walk that begins where nobody moves, and the relaxation beside it.
const WALKED: f64 = 0.25;

/// Price of a unit made up, beside the first level.
const MADE_UP: f64 = 1e4;

/// The same in the relaxation, in units of the goal's dearest column: dearer than the lessons of one person.
const PRICE: f64 = 100.0;

/// More than this made up, at least, is no rounding: no plan keeps the rules.
const SHORT: f64 = 1e-4;

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
    if !made_up.is_empty() || task.ahead.is_some() {
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
    let goal = measure(terms);
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
    let relaxed = relaxed_beside(
        (&search, &lead),
        root,
        (task, effort),
        made_up,
        &mut point,
        ticker,
    )?;
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
    let goal = measure(made_up.clone());
    by_highs(program, goal, &point, effort, ticker)
}

/// The relaxation, or that it cannot do without what is made up; meanwhile a walk where plans are searched for on the leading levels, else a search for any plan.
fn relaxed_beside(
    (search, lead): (&Improvement<'_>, &Lead<'_>),
    root: &mut Root<'_>,
    (task, effort): (Task<'_>, Effort),
    made_up: &Terms,
    point: &mut Vec<f64>,
    ticker: LevelTicker<'_>,
) -> Result<Option<Relaxed>, NoPoint> {
    let program = search.program;
    let guide = task.ahead.or(task.goals.first()).unwrap_or(search.goal);
    let priced = priced(guide, made_up);
    let known = point.clone();
    let mut relax = |stop: &mut dyn FnMut() -> bool| {
        let time = (effort.seconds * WALKED, effort.seconds);
        let relaxed = root.tighten(program, &priced, Some(&known), time, &mut |_| stop());
        let is_short = |relaxed: &Relaxed| short(made_up, &relaxed.point) > SHORT;
        if relaxed.as_ref().is_some_and(is_short) {
            let least = measure(made_up.clone());
            let least = root.tighten(program, &least, Some(&known), time, &mut |_| stop());
            if least.is_some_and(|least| least.value > SHORT) {
                return Err(NoPoint::Infeasible);
            }
        }
        Ok(relaxed)
    };
    let stop = &mut || ticker("start", f64::INFINITY, f64::NEG_INFINITY);
    let Some(annealing) = annealing(program, task, effort) else {
        return beside(|| relax(stop), search, lead, point);
    };
    let still = without(made_up, &known);
    let walk = |stop: &mut dyn FnMut() -> bool| annealing.walked(&still, stop);
    let (relaxed, walked) = walk_beside(effort.threads, relax, walk, stop);
    let relaxed = relaxed?;
    let is_better = |found: &Vec<f64>| {
        short(made_up, &known) > 1e-6 || guide.value(found) < guide.value(&known)
    };
    if let Some(walked) = walked.filter(is_better) {
        *point = walked;
    }
    Ok(relaxed)
}

/// A walk over people and lessons, where plans are searched for on the leading levels.
fn annealing<'a>(program: &'a Program, task: Task<'a>, effort: Effort) -> Option<Annealing<'a>> {
    let (instance, rows) = task.people?;
    Some(Annealing {
        instance,
        rows,
        program,
        goal: task.ahead?,
        seconds: effort.seconds * WALKED,
    })
}

/// The same point with nothing made up.
fn without(made_up: &Terms, point: &[f64]) -> Vec<f64> {
    let mut plain = point.to_vec();
    for (col, _) in made_up {
        plain[col.0] = 0.0;
    }
    plain
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

fn measure(terms: Terms) -> Goal {
    Goal {
        whole: false,
        ..Goal::whole("start", terms)
    }
}
