//! One level: its relaxation, our own search beside and after it, and branch and cut where that proves something.

use super::beside::beside;
use super::follow::follow;
use super::improve::{Improvement, batches, improve};
use super::lead::{self, Lead};
use super::levels::{Effort, LevelResult, LevelStatus, LevelTicker, NoPoint, Task};
use super::proof::{Proof, judged};
use super::root::{Relaxed, Root};
use super::whole::{loosened, whole};
use crate::model::goals::Goal;
use crate::model::program::Program;
use std::time::Instant;

/// Columns up to which HiGHS's own branch and cut adds to the bound in its share of the time: at the first level, and at
/// those after it, whose rows held make it slower.
const PROOF_UP_TO: usize = 30_000;
const PROOF_LATER_UP_TO: usize = 10_000;

/// Where a search stands among the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before them all, over the leading ones together.
    Ahead,
    Level(usize),
}

/// Share of the time until which the relaxation is followed, where that comes first.
const FOLLOWED: f64 = 0.8;

/// Share of the time for the relaxation: of a level, whose bound it is, and before them all, where what follows it needs time.
const RELAXED: f64 = 0.45;
const RELAXED_AHEAD: f64 = 0.2;

/// One level under way.
pub(super) struct Level<'a> {
    pub task: Task<'a>,
    /// With the levels before it held.
    pub program: &'a Program,
    pub goal: &'a Goal,
    /// What is searched for: the goal, and the levels after it as small change.
    pub aim: &'a Goal,
    pub place: Place,
    pub started: Instant,
    pub effort: Effort,
    /// Seconds for this level and all that follows.
    pub most: f64,
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
        let most = match self.place {
            Place::Ahead | Place::Level(0) => PROOF_UP_TO,
            Place::Level(_) => PROOF_LATER_UP_TO,
        };
        !self.task.is_searched || self.program.columns.len() < most
    }

    pub(super) fn minimise(
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
        let known = point.clone();
        let relaxed = self.relax(root, &mut point, ticker);
        if let Some(found) = point.as_mut().filter(|_| self.task.is_searched) {
            let share = if self.has_proof() { 0.75 } else { 0.9 };
            self.search((root.active(), share), relaxed.as_ref(), found, ticker);
            if let Some(known) = known.filter(|known| goal.value(known) < goal.value(found) - 1e-6)
            {
                *found = known;
            }
        }
        let mut bound = relaxed.map_or(f64::NEG_INFINITY, |relaxed| relaxed.value);
        if !self.is_proven(value(&point), bound) && self.has_proof() {
            let mut tight = self.with_rows(root);
            if self.task.is_searched {
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

    /// Betters a plan for the aim alone: the first pass, over several levels. A relaxation is a guide there, no bound.
    pub(super) fn better(
        &self,
        root: &mut Root<'_>,
        point: &mut Vec<f64>,
        ticker: LevelTicker<'_>,
    ) {
        let relaxed = root.at_start.take().or_else(|| {
            let mut found = Some(std::mem::take(point));
            let relaxed = self.relax(root, &mut found, ticker);
            *point = found.unwrap_or_default();
            relaxed
        });
        self.search((root.active(), 1.0), relaxed.as_ref(), point, ticker);
    }

    /// The programme with the rows that tighten it: for a bound. A search for plans is the slower for them.
    fn with_rows(&self, root: &Root<'_>) -> Program {
        let mut tight = self.program.clone();
        tight.rows.extend(root.rows().cloned());
        tight
    }

    /// The relaxation; where we search, the plan is bettered meanwhile, after the same people's lessons are shared out anew.
    fn relax(
        &self,
        root: &mut Root<'_>,
        point: &mut Option<Vec<f64>>,
        ticker: LevelTicker<'_>,
    ) -> Option<Relaxed> {
        let (goal, program) = (self.goal, self.program);
        let seconds = self.effort.seconds
            * match self.place {
                Place::Ahead => RELAXED_AHEAD,
                Place::Level(_) => RELAXED,
            };
        if let Some(relaxed) = root.at_start.take().filter(|r| r.value.is_finite()) {
            return Some(relaxed);
        }
        let mut relax = |root: &mut Root<'_>, known: Option<&[f64]>| {
            let value = known.map_or(f64::INFINITY, |point| goal.value(point));
            let time = (seconds, self.most - self.started.elapsed().as_secs_f64());
            root.tighten(program, goal, known, time, &mut |bound| {
                ticker(&goal.code, value, bound)
            })
        };
        let Some(found) = point.as_mut().filter(|_| self.task.is_searched) else {
            return relax(root, point.as_deref());
        };
        let active = root.worth_considering(program, found).to_vec();
        if let Some(whole) = whole(program, self.aim, found, &active, self.effort.seconds * 0.1) {
            *found = whole;
        }
        let known = found.clone();
        let early = self.improvement(program, &active, None, seconds);
        let relax = || relax(root, Some(&known));
        beside(relax, &early, &self.lead(), found)
    }

    fn lead(&self) -> Lead<'_> {
        Lead {
            program: self.program,
            goal: self.aim,
            share: lead::SHARE,
        }
    }

    fn improvement<'p>(
        &'p self,
        program: &'p Program,
        active: &'p [bool],
        relaxed: Option<&'p Relaxed>,
        seconds: f64,
    ) -> Improvement<'p> {
        Improvement {
            program,
            goal: self.aim,
            guide: relaxed.map(|relaxed| relaxed.point.as_slice()),
            active,
            seed: match self.place {
                Place::Ahead => 0,
                Place::Level(i) => i as u64,
            },
            threads: self.effort.threads,
            seconds,
            batches: batches(seconds.is_finite()),
        }
    }

    /// Our own search, led by the relaxation, until this share of the time is spent.
    fn search(
        &self,
        (active, share): (&[bool], f64),
        relaxed: Option<&Relaxed>,
        point: &mut Vec<f64>,
        ticker: LevelTicker<'_>,
    ) {
        let (goal, aim) = (self.goal, self.aim);
        let is_first = match self.place {
            Place::Ahead => true,
            Place::Level(i) => i == 0 && self.task.ahead.is_none(),
        };
        if is_first {
            let loose = loosened(self.program);
            let broad = self.improvement(&loose, active, relaxed, self.until(FOLLOWED));
            let mut found = point.clone();
            follow(&broad, &mut found);
            let whole = whole(self.program, aim, &found, active, self.effort.seconds * 0.1);
            if let Some(whole) = whole.filter(|whole| aim.value(whole) < aim.value(point)) {
                *point = whole;
            }
        }
        let improvement = self.improvement(self.program, active, relaxed, self.until(share));
        let bound = relaxed.map_or(f64::NEG_INFINITY, |relaxed| relaxed.value);
        improve(&improvement, &self.lead(), point, &mut |point| {
            let value = goal.value(point);
            ticker(&goal.code, value, bound) || self.is_proven(value, bound)
        });
    }

    /// Takes a point in, made whole, if it is the better one.
    fn take(&self, root: &Root<'_>, point: &mut Option<Vec<f64>>, found: Vec<f64>) {
        let goal = self.goal;
        let found = match self.task.is_searched {
            true => whole(
                self.program,
                self.aim,
                &found,
                root.active(),
                self.left() * 0.3,
            ),
            false => Some(found),
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
