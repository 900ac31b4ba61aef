//! The levels one after the other: each minimised with every decision free, none worsening an earlier one.

use super::highs::{End, Limits, Outcome, Solver};
use super::start;
use crate::model::goals::{Goal, lock, lock_row};
use crate::model::program::Program;
use std::time::Instant;

/// Whether a level is proven within its gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelStatus {
    Optimal,
    Feasible,
}

/// A level's end: `bound ≤ best possible ≤ value`.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelResult {
    pub code: String,
    pub value: f64,
    pub bound: f64,
    pub status: LevelStatus,
    pub seconds: f64,
}

/// Why a run of levels ended without a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPoint {
    Infeasible,
    NoneFound,
    Failed,
}

/// What the user set for a run.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Seconds for all levels; ∞ without a limit.
    pub seconds: f64,
    /// Relative gap of every level; `None` = each level's default.
    pub gap: Option<f64>,
}

/// The end of all levels.
#[derive(Debug, Clone)]
pub struct LevelsEnd {
    pub levels: Vec<LevelResult>,
    /// The last point: whole where the programme asks for it.
    pub point: Vec<f64>,
}

/// Progress of one level: its code, incumbent and bound in the level's unit; returns whether to stop.
pub type LevelTicker<'a> = &'a mut dyn FnMut(&str, f64, f64) -> bool;

/// Minimises every goal in turn; `pools` are the sets of units that exchange people (none = no search of our own).
pub fn minimise(
    program: &Program,
    goals: &[Goal],
    pools: &[Vec<usize>],
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<LevelsEnd, NoPoint> {
    let started = Instant::now();
    let mut program = program.clone();
    let mut point = match pools {
        [] => None,
        _ => start::start(&mut program, pools, goals.first(), effort, ticker)?,
    };
    let mut solver = Solver::new(&program).ok_or(NoPoint::Failed)?;
    let mut levels = Vec::with_capacity(goals.len());
    for (i, goal) in goals.iter().enumerate() {
        let level_started = Instant::now();
        let left = effort.seconds - started.elapsed().as_secs_f64();
        let share = if i + 1 == goals.len() { left } else { left * 0.5 };
        if let Some(point) = &mut point {
            start::search(&program, pools, goal, point, i as u64, ticker);
        }
        if std::env::var("LNSONLY").is_ok() {
            let p = point.clone().unwrap();
            println!("{} {} {:.2}s", goal.code, goal.value(&p), level_started.elapsed().as_secs_f64());
            lock(&mut program, goal, goal.value(&p));
            continue;
        }
        let left = share - level_started.elapsed().as_secs_f64();
        let (level, reached) =
            one_level(&mut solver, &program, goal, point.as_deref(), effort.gap, left, ticker)?;
        let (terms, most) = lock_row(goal, level.value);
        solver.add_row(&terms, f64::NEG_INFINITY, most).ok_or(NoPoint::Failed)?;
        lock(&mut program, goal, level.value);
        levels.push(LevelResult { seconds: level_started.elapsed().as_secs_f64(), ..level });
        point = Some(reached);
    }
    let point = point.ok_or(NoPoint::Failed)?;
    Ok(LevelsEnd { levels, point })
}

fn one_level(
    solver: &mut Solver,
    program: &Program,
    goal: &Goal,
    start: Option<&[f64]>,
    gap: Option<f64>,
    seconds: f64,
    ticker: LevelTicker<'_>,
) -> Result<(LevelResult, Vec<f64>), NoPoint> {
    let gap = gap.unwrap_or_else(|| default_gap(&goal.code));
    if !solver.set_objective(&goal.terms) {
        return Err(NoPoint::Failed);
    }
    let outcome = run(solver, program, goal, start, gap, seconds, ticker);
    let trusted = outcome.end != End::Limit && !is_false_end(&outcome, start);
    let outcome = match (&outcome.point, start) {
        _ if trusted => outcome,
        (_, Some(_)) if outcome.end != End::Limit => {
            let again = run(solver, program, goal, None, gap, seconds, ticker);
            better(outcome, again)
        }
        _ => outcome,
    };
    let point = match (outcome.point, start) {
        (Some(point), _) => rounded(program, point),
        (None, Some(start)) => start.to_vec(),
        (None, None) if outcome.end == End::Infeasible => return Err(NoPoint::Infeasible),
        (None, None) => return Err(NoPoint::NoneFound),
    };
    let value = tidy(goal, goal.value(&point));
    let proven = (outcome.bound + goal.constant) / goal.scale;
    let bound = bound(program, goal, proven, value);
    let status = if within(goal, value, bound, gap) { LevelStatus::Optimal } else { LevelStatus::Feasible };
    Ok((LevelResult { code: goal.code.clone(), value, bound, status, seconds: 0.0 }, point))
}

fn run(
    solver: &mut Solver,
    _program: &Program,
    goal: &Goal,
    start: Option<&[f64]>,
    gap: f64,
    seconds: f64,
    ticker: LevelTicker<'_>,
) -> Outcome {
    let unit = |v: f64| (v + goal.constant) / goal.scale;
    // A whole-number level is proven once the bound is less than one below the value.
    let absolute_gap = if goal.whole { 0.999 } else { goal.scale * 1e-7 };
    let limits = Limits { seconds, nodes: None, gap, absolute_gap };
    solver.run(limits, start, &mut |value, bound| ticker(&goal.code, unit(value), unit(bound)))
}

/// HiGHS may return a start as optimal, or say infeasible in spite of it, without having looked (presolve and a start
/// point): such an end is no proof.
fn is_false_end(outcome: &Outcome, start: Option<&[f64]>) -> bool {
    let Some(_) = start else { return false };
    outcome.end == End::Infeasible || (outcome.end == End::Optimal && outcome.nodes <= 1)
}

fn better(first: Outcome, second: Outcome) -> Outcome {
    match (&first.point, &second.point) {
        (Some(_), None) => Outcome { bound: second.bound, ..first },
        (Some(_), Some(_)) if first.value < second.value => Outcome { bound: second.bound, ..first },
        _ => second,
    }
}

/// Default relative gap of a level (contract 3).
pub fn default_gap(code: &str) -> f64 {
    match code {
        "arts_depth" | "unfilled" | "balance" | "burden" => 0.005,
        _ => 0.0,
    }
}

/// Whole columns made whole.
fn rounded(program: &Program, mut point: Vec<f64>) -> Vec<f64> {
    for (value, column) in point.iter_mut().zip(&program.columns) {
        if column.integer {
            *value = value.round();
        }
    }
    point
}

fn tidy(goal: &Goal, value: f64) -> f64 {
    if goal.whole { value.round() } else { value }
}

/// The better of what was proven and what the columns' own bounds say; rounded up where every plan is whole.
fn bound(program: &Program, goal: &Goal, proven: f64, value: f64) -> f64 {
    let boxed: f64 = goal
        .terms
        .iter()
        .map(|&(col, c)| {
            let column = &program.columns[col.0];
            if c >= 0.0 { c * column.lower } else { c * column.upper }
        })
        .sum();
    let boxed = (boxed + goal.constant) / goal.scale;
    let best = if proven.is_finite() { proven.max(boxed) } else { boxed };
    let best = if goal.whole { (best - 1e-6).ceil() } else { best };
    best.min(value)
}

fn within(goal: &Goal, value: f64, bound: f64, gap: f64) -> bool {
    let least = if goal.code == "balance" { 1e-6 } else { 1.0 };
    let tolerance = if goal.whole { 1e-9 } else { 2e-6 };
    (value - bound).abs() / value.abs().max(least) <= gap + tolerance
}
