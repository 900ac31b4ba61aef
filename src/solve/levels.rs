//! The levels one after the other: each minimised with every decision free, none worsening an earlier one.

use super::columns::Columns;
use super::highs::{End, Limits, Outcome, Solver, work};
use super::reduce::{Incidence, reduce};
use super::start;
use crate::model::goals::{Goal, lock, lock_row};
use crate::model::program::{Program, Role};
use std::time::Instant;

/// Columns up to which HiGHS gets no start point: it needs none there, and may take one for the optimum unseen.
const START_FROM: usize = 5_000;

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
    pub threads: usize,
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
        _ => Some(start::start(
            &mut program,
            pools,
            goals.first(),
            effort,
            ticker,
        )?),
    };
    let mut solver = Solver::new(&program).ok_or(NoPoint::Failed)?;
    let mut columns = match pools {
        [] => None,
        _ => Some(Columns::new(&program).ok_or(NoPoint::Failed)?),
    };
    let mut levels = Vec::with_capacity(goals.len());
    for (i, goal) in goals.iter().enumerate() {
        let level_started = Instant::now();
        let left = effort.seconds - started.elapsed().as_secs_f64();
        let share = left * 2.0 / (goals.len() - i + 1) as f64;
        let mut relaxed = f64::NEG_INFINITY;
        if let (Some(point), Some(columns)) = (&mut point, &mut columns) {
            columns.keep(point);
            relaxed = columns.widen(goal, share, &mut || {
                ticker(&goal.code, f64::INFINITY, f64::NEG_INFINITY)
            });
            start::search(
                &program,
                pools,
                goal,
                point,
                (i as u64, share, effort.threads),
                ticker,
            );
            let left = share - level_started.elapsed().as_secs_f64();
            start::among_columns(&program, goal, columns.active(), point, left * 0.5, ticker);
        }
        let left = share - level_started.elapsed().as_secs_f64();
        let gap = effort.gap;
        let mut run = Level {
            solver: &mut solver,
            program: &program,
            goal,
            gap,
            relaxed,
            seconds: left,
        };
        let (level, reached) = run.minimise(point.as_deref(), ticker)?;
        let (terms, most) = lock_row(goal, level.value);
        solver
            .add_row(&terms, f64::NEG_INFINITY, most)
            .ok_or(NoPoint::Failed)?;
        lock(&mut program, goal, level.value);
        if let Some(columns) = &mut columns {
            columns.lock(goal, level.value);
        }
        levels.push(LevelResult {
            seconds: level_started.elapsed().as_secs_f64(),
            ..level
        });
        point = Some(reached);
    }
    let point = tightened(&program, goals, point.ok_or(NoPoint::Failed)?);
    let found = LevelsEnd { levels, point };
    let levels = judge(goals, &found, &found.levels, effort.gap);
    Ok(LevelsEnd { levels, ..found })
}

/// The values of `found`'s point under the bounds of `proven`.
pub fn judge(
    goals: &[Goal],
    found: &LevelsEnd,
    proven: &[LevelResult],
    gap: Option<f64>,
) -> Vec<LevelResult> {
    let judged = goals.iter().zip(proven).map(|(goal, proven)| {
        let value = tidy(goal, goal.value(&found.point));
        let bound = proven.bound.min(value);
        let status = status(goal, value, bound, gap);
        LevelResult {
            value,
            bound,
            status,
            ..proven.clone()
        }
    });
    judged.collect()
}

/// One level under way.
struct Level<'a> {
    solver: &'a mut Solver,
    program: &'a Program,
    goal: &'a Goal,
    gap: Option<f64>,
    /// Value of the linear relaxation, or −∞.
    relaxed: f64,
    seconds: f64,
}

impl Level<'_> {
    fn minimise(
        &mut self,
        start: Option<&[f64]>,
        ticker: LevelTicker<'_>,
    ) -> Result<(LevelResult, Vec<f64>), NoPoint> {
        let goal = self.goal;
        if !self.solver.set_objective(&goal.terms) || !self.solver.set_offset(goal.constant) {
            return Err(NoPoint::Failed);
        }
        let given = start.filter(|_| self.program.columns.len() > START_FROM);
        let mut outcome = self.run(given, ticker);
        if is_false_end(&outcome, goal, start, given.is_some()) {
            self.solver.set_presolve(given.is_some());
            let again = self.run(None, ticker);
            self.solver.set_presolve(true);
            outcome = better(outcome, again);
        }
        let found = outcome.point.map(|point| rounded(self.program, point));
        let point = match (found, start) {
            // A limit may end the run before it comes up to what is known.
            (Some(found), Some(start)) if goal.value(&found) > goal.value(start) + 1e-6 => {
                start.to_vec()
            }
            (Some(found), _) => found,
            (None, Some(start)) => start.to_vec(),
            (None, None) if outcome.end == End::Infeasible => return Err(NoPoint::Infeasible),
            (None, None) => return Err(NoPoint::NoneFound),
        };
        let value = tidy(goal, goal.value(&point));
        let bound = bound(
            self.program,
            goal,
            (outcome.bound / goal.scale).max(self.relaxed),
            value,
        );
        let status = status(goal, value, bound, self.gap);
        let code = goal.code.clone();
        Ok((
            LevelResult {
                code,
                value,
                bound,
                status,
                seconds: 0.0,
            },
            point,
        ))
    }

    fn run(&mut self, start: Option<&[f64]>, ticker: LevelTicker<'_>) -> Outcome {
        let goal = self.goal;
        // A whole-number level is proven once the bound is less than one below the value; lock rows let it slip a little.
        let absolute_gap = if goal.whole { 0.99 } else { goal.scale * 1e-7 };
        let gap = self.gap.unwrap_or_else(|| default_gap(&goal.code));
        let limits = Limits {
            seconds: self.seconds,
            nodes: None,
            iterations: work(self.program),
            gap,
            absolute_gap,
        };
        self.solver.run(limits, start, &mut |value, bound| {
            ticker(&goal.code, value / goal.scale, bound / goal.scale)
        })
    }
}

/// HiGHS may return a start as optimal, or say infeasible in spite of a known point, without having looked (presolve
/// and a start point): such an end is no proof.
fn is_false_end(outcome: &Outcome, goal: &Goal, known: Option<&[f64]>, given: bool) -> bool {
    let Some(known) = known else { return false };
    let unmoved = outcome.value / goal.scale > goal.value(known) - 1e-6;
    match outcome.end {
        End::Infeasible => true,
        End::Optimal => given && unmoved && outcome.nodes <= 1,
        End::Limit => false,
    }
}

fn better(first: Outcome, second: Outcome) -> Outcome {
    match (&first.point, &second.point) {
        (Some(_), None) => Outcome {
            bound: second.bound,
            ..first
        },
        (Some(_), Some(_)) if first.value < second.value => Outcome {
            bound: second.bound,
            ..first
        },
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

/// The same people and lessons, with every column that only measures them at its least: a level proven later may have
/// bettered an earlier one by chance, and the values must say so.
fn tightened(program: &Program, goals: &[Goal], point: Vec<f64>) -> Vec<f64> {
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

fn tidy(goal: &Goal, value: f64) -> f64 {
    if goal.whole { value.round() } else { value }
}

/// The better of what was proven and what the columns' own bounds say; rounded up where every plan is whole.
fn bound(program: &Program, goal: &Goal, proven: f64, value: f64) -> f64 {
    let boxed = goal.terms.iter().map(|&(col, c)| {
        let column = &program.columns[col.0];
        if c >= 0.0 {
            c * column.lower
        } else {
            c * column.upper
        }
    });
    let boxed = (boxed.sum::<f64>() + goal.constant) / goal.scale;
    let best = if proven.is_finite() {
        proven.max(boxed)
    } else {
        boxed
    };
    let best = if goal.whole {
        (best - 1e-6 * best.abs().max(1.0)).ceil()
    } else {
        best
    };
    best.min(value)
}

fn status(goal: &Goal, value: f64, bound: f64, gap: Option<f64>) -> LevelStatus {
    let gap = gap.unwrap_or_else(|| default_gap(&goal.code));
    let least = if goal.code == "balance" { 1e-6 } else { 1.0 };
    let tolerance = if goal.whole { 1e-9 } else { 2e-6 };
    if (value - bound).abs() / value.abs().max(least) <= gap + tolerance {
        LevelStatus::Optimal
    } else {
        LevelStatus::Feasible
    }
}
