//! The levels one after the other: each minimised with every decision free, none worsening an earlier one.

use super::improve::{Improvement, improve};
use super::lead::Lead;
pub use super::proof::default_gap;
use super::proof::{Proof, judge, judged};
use super::regions::Regions;
use super::root::{Relaxed, Root};
use super::start;
use super::whole::{loosened, tightened, whole};
use crate::model::goals::{Goal, lock};
use crate::model::lump::Lumps;
use crate::model::program::{Col, Program};
use std::time::Instant;

/// Columns up to which HiGHS's own branch and cut adds to the bound in its share of the time: at the first level, and at
/// those after it, whose rows held make it slower.
const PROOF_UP_TO: usize = 30_000;
const PROOF_LATER_UP_TO: usize = 10_000;

/// How many times its even share of the time left a level gets: the first ones matter most, the last gets all.
const SHARE: f64 = 1.5;

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
    /// Where plans are searched for by ourselves; `None` = HiGHS alone finds them.
    pub regions: Option<&'a Regions>,
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
    let mut point = match task.regions {
        None => None,
        Some(_) => Some(start::start(&mut program, &mut root, task, effort, ticker)?),
    };
    let mut levels = Vec::with_capacity(task.goals.len());
    for (i, goal) in task.goals.iter().enumerate() {
        let level_started = Instant::now();
        let left = effort.seconds - started.elapsed().as_secs_f64();
        let mut level = Level {
            task,
            program: &program,
            goal,
            index: i,
            started: level_started,
            effort: Effort {
                seconds: left * SHARE / ((task.goals.len() - i) as f64 + SHARE - 1.0),
                ..effort
            },
        };
        let (result, reached) = level.minimise(&mut root, point, ticker)?;
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

/// One level under way.
struct Level<'a> {
    task: Task<'a>,
    /// With the levels before it held.
    program: &'a Program,
    goal: &'a Goal,
    index: usize,
    started: Instant,
    effort: Effort,
}

impl Level<'_> {
    /// Seconds left of the level's share.
    fn left(&self) -> f64 {
        self.effort.seconds - self.started.elapsed().as_secs_f64()
    }

    /// Seconds until this share of the level's time is spent.
    fn until(&self, share: f64) -> f64 {
        let spent = self.started.elapsed().as_secs_f64();
        (self.effort.seconds * share - spent).max(0.0)
    }

    /// Whether branch and cut on the programme itself is worth its time; where we do not search, it alone finds plans.
    fn has_proof(&self) -> bool {
        let most = if self.index == 0 {
            PROOF_UP_TO
        } else {
            PROOF_LATER_UP_TO
        };
        self.task.regions.is_none() || self.program.columns.len() < most
    }

    fn minimise(
        &mut self,
        root: &mut Root<'_>,
        mut point: Option<Vec<f64>>,
        ticker: LevelTicker<'_>,
    ) -> Result<(LevelResult, Vec<f64>), NoPoint> {
        let goal = self.goal;
        let value = |point: &Option<Vec<f64>>| {
            let known = point.as_ref().map(|point| goal.value(point));
            known.unwrap_or(f64::INFINITY)
        };
        let (at_start, seconds) = (value(&point), self.effort.seconds);
        let known = point.clone();
        let of_start = root
            .at_start
            .take()
            .filter(|relaxed| relaxed.value.is_finite());
        let relaxed = of_start.or_else(|| {
            root.tighten(
                self.program,
                goal,
                known.as_deref(),
                seconds * 0.45,
                &mut |bound| ticker(&goal.code, at_start, bound),
            )
        });
        let mut tight = self.program.clone();
        tight.rows.extend(root.rows().cloned());
        if point.is_some() {
            self.search(root, &tight, relaxed.as_ref(), &mut point, ticker);
        }
        let mut bound = relaxed.map_or(f64::NEG_INFINITY, |relaxed| relaxed.value);
        if !self.is_proven(value(&point), bound) && self.has_proof() {
            if self.task.regions.is_some() {
                tight = loosened(&tight);
            }
            let proof = Proof {
                program: &tight,
                goal,
                gap: self.effort.gap,
                seconds: self.left(),
            };
            let proven = proof.run(point.as_deref(), ticker)?;
            bound = bound.max(proven.bound);
            if let Some(found) = proven.point {
                self.take(root, &mut point, found);
            }
        }
        let point = point.ok_or(NoPoint::NoneFound)?;
        let result = judged(
            self.program,
            goal,
            goal.value(&point),
            bound,
            self.effort.gap,
        );
        Ok((result, point))
    }

    /// Our own search, led by the relaxation; the same people's lessons are shared out anew for this level first.
    fn search(
        &mut self,
        root: &mut Root<'_>,
        tight: &Program,
        relaxed: Option<&Relaxed>,
        point: &mut Option<Vec<f64>>,
        ticker: LevelTicker<'_>,
    ) {
        let (Some(regions), Some(mut found)) = (self.task.regions, point.clone()) else {
            return;
        };
        let goal = self.goal;
        let bound = relaxed.map_or(f64::NEG_INFINITY, |relaxed| relaxed.value);
        let active = root.active().to_vec();
        if let Some(whole) = whole(tight, goal, &found, &active, self.left() * 0.1) {
            found = whole;
        }
        let improvement = Improvement {
            program: tight,
            regions,
            goal,
            guide: relaxed.map(|relaxed| relaxed.point.as_slice()),
            active: &active,
            seed: self.index as u64,
            threads: self.effort.threads,
            seconds: self.until(if self.has_proof() { 0.75 } else { 0.9 }),
        };
        let lead = Lead {
            root,
            program: self.program,
            goal,
            bound,
        };
        improve(&improvement, Some(lead), &mut found, &mut |value| {
            ticker(&goal.code, value, bound) || self.is_proven(value, bound)
        });
        *point = Some(found);
    }

    /// Takes a point in, made whole, if it is the better one.
    fn take(&self, root: &Root<'_>, point: &mut Option<Vec<f64>>, found: Vec<f64>) {
        let goal = self.goal;
        let found = match self.task.regions {
            Some(_) => whole(self.program, goal, &found, root.active(), self.left() * 0.3),
            None => Some(found),
        };
        if let Some(found) = found {
            let worse = |known: &Vec<f64>| goal.value(known) > goal.value(&found) + 1e-6;
            if point.as_ref().is_none_or(worse) {
                *point = Some(found);
            }
        }
    }

    fn is_proven(&self, value: f64, bound: f64) -> bool {
        if !value.is_finite() || !bound.is_finite() {
            return false;
        }
        let result = judged(self.program, self.goal, value, bound, self.effort.gap);
        result.status == LevelStatus::Optimal
    }
}
