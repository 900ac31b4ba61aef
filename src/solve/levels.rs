//! The levels one after the other: each minimised with every decision free, none worsening an earlier one.

use super::ahead::{self, aim};
use super::level::{Level, Place};
pub use super::proof::default_gap;
use super::proof::judge;
use super::root::Root;
use super::start;
use super::whole::tightened;
use crate::domain::instance::Instance;
use crate::model::goals::{Goal, lock};
use crate::model::lump::Lumps;
use crate::model::program::{Col, Program};
use crate::model::rows::Rows;
use std::time::Instant;

/// How many times its even share of the time left a level gets: the first matters most, the last gets all.
const FIRST_SHARE: f64 = 3.0;
const SHARE: f64 = 1.5;

/// Share of the time in which the leading levels are bettered together first, where no plan to begin with was so already.
const AHEAD: f64 = 0.5;

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

/// What is minimised.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task<'a> {
    pub program: &'a Program,
    pub goals: &'a [Goal],
    /// What lump rows are made of, in a model of counts.
    pub lumps: Option<&'a Lumps>,
    /// Who and what the columns stand for, where plans are searched for.
    pub people: Option<(&'a Instance, &'a Rows)>,
    /// Whether plans are searched for by ourselves; else HiGHS alone finds them.
    pub is_searched: bool,
    /// The leading levels together, where they are bettered so before each is minimised.
    pub ahead: Option<&'a Goal>,
    /// What a plan to begin with decides, where plans are searched for.
    pub from: Option<&'a [(Col, f64)]>,
}

/// Minimises every goal in turn.
pub(super) fn minimise(
    task: Task<'_>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<LevelsEnd, NoPoint> {
    let started = Instant::now();
    let mut program = task.program.clone();
    let mut root = Root::new(task.lumps, effort.threads);
    let is_together = task.goals.iter().take_while(|goal| goal.whole).count() > 1;
    let is_ahead = is_together && task.is_searched && task.from.is_none();
    let leading = aim(task.goals, ahead::TOGETHER).filter(|_| is_ahead);
    let task = Task {
        ahead: leading.as_ref(),
        ..task
    };
    let mut point = match task.is_searched {
        false => None,
        true => Some(begun(&mut program, &mut root, task, effort, ticker)?),
    };
    let mut levels = Vec::with_capacity(task.goals.len());
    for (i, goal) in task.goals.iter().enumerate() {
        let level_started = Instant::now();
        let left = effort.seconds - started.elapsed().as_secs_f64();
        let share = if i == 0 { FIRST_SHARE } else { SHARE };
        let aim = aim(&task.goals[i..], ahead::OWN).filter(|_| is_together);
        let mut level = Level {
            task,
            program: &program,
            goal,
            aim: aim.as_ref().unwrap_or(goal),
            place: Place::Level(i),
            started: level_started,
            effort: Effort {
                seconds: left * share / ((task.goals.len() - i) as f64 + share - 1.0),
                ..effort
            },
            most: left,
        };
        let mut end = level.minimise(&mut root, point, ticker);
        if matches!(end, Err(NoPoint::NoneFound)) {
            // A plan at all comes before its levels.
            level.effort.seconds = left;
            end = level.minimise(&mut root, None, ticker);
        }
        let (result, reached) = end?;
        lock(&mut program, goal, result.value);
        root.lock(goal, result.value);
        levels.push(LevelResult {
            seconds: level_started.elapsed().as_secs_f64(),
            ..result
        });
        point = Some(reached);
    }
    let point = tightened(&program, task.goals, point.ok_or(NoPoint::Failed)?);
    let found = LevelsEnd { levels, point };
    let levels = judge(task.goals, &found, &found.levels, effort.gap);
    Ok(LevelsEnd { levels, ..found })
}

/// A plan to begin with, and the leading levels bettered together.
fn begun(
    program: &mut Program,
    root: &mut Root<'_>,
    task: Task<'_>,
    effort: Effort,
    ticker: LevelTicker<'_>,
) -> Result<Vec<f64>, NoPoint> {
    let started = Instant::now();
    let mut point = start::start(program, root, task, effort, ticker)?;
    if let Some(goal) = task.ahead {
        let seconds = effort.seconds * AHEAD;
        let level = Level {
            task,
            program,
            goal,
            aim: goal,
            place: Place::Ahead,
            started,
            effort: Effort { seconds, ..effort },
            most: effort.seconds,
        };
        // A sum of several levels is none that a user could read.
        let quiet: LevelTicker<'_> =
            &mut |_, _, _| ticker("start", f64::INFINITY, f64::NEG_INFINITY);
        level.better(root, &mut point, quiet);
    }
    Ok(point)
}
