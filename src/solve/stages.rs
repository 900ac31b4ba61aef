//! The levels of a small programme one after the other, from a known point: what bounds it, and any point below it.
//!
//! A known value is proven by asking for less: HiGHS gets a row that demands it, and no start. That it has no point then
//! is the proof, and it cannot take the known point for the best one unseen.

use super::highs::{End, Limits, Outcome, Solver, work};
use super::levels::{LevelResult, LevelTicker, LevelsEnd, NoPoint};
use super::part::{Guide, Part};
use super::proof::{default_gap, judged, rounded};
use super::whole::tightened;
use crate::model::goals::{Goal, lock};
use crate::model::program::Program;
use std::time::Instant;

/// How much more work is worth while to find a first point.
const TO_FIND: i64 = 10;

/// Levels to be minimised in turn.
pub(super) struct Stages<'a> {
    pub program: &'a Program,
    pub goals: &'a [Goal],
    pub part: Part<'a>,
    pub gap: Option<f64>,
    pub seconds: f64,
}

impl Stages<'_> {
    pub(super) fn minimise(
        &self,
        known: Option<Vec<f64>>,
        ticker: LevelTicker<'_>,
    ) -> Result<LevelsEnd, NoPoint> {
        let started = Instant::now();
        let (mut program, mut point) = (self.program.clone(), known);
        let mut levels: Vec<LevelResult> = Vec::with_capacity(self.goals.len());
        let mut is_equal = true;
        for goal in self.goals {
            let level_started = Instant::now();
            let guides = self.part.guides.iter();
            let guide = guides
                .filter(|_| is_equal)
                .find(|guide| guide.code == goal.code);
            let stage = Stage {
                program: &program,
                goal,
                guide,
                work: self.part.work,
                asked: self.gap,
                seconds: self.seconds - started.elapsed().as_secs_f64(),
            };
            let (result, reached) = stage.minimise(point, ticker)?;
            is_equal &= guide.is_none_or(|guide| is_same(guide.value, result.value));
            lock(&mut program, goal, result.value);
            levels.push(LevelResult {
                seconds: level_started.elapsed().as_secs_f64(),
                ..result
            });
            point = Some(tightened(&program, self.goals, reached));
            if !is_equal && !self.part.is_full {
                break;
            }
        }
        let point = point.ok_or(NoPoint::NoneFound)?;
        Ok(LevelsEnd { levels, point })
    }
}

/// Whether two values of a level are equal but for what a level held may slip.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 4e-6 * a.abs().max(1e-3)
}

struct Stage<'a> {
    /// With the levels before it held.
    program: &'a Program,
    goal: &'a Goal,
    guide: Option<&'a Guide>,
    work: i64,
    /// Relative gap that the user asked for.
    asked: Option<f64>,
    seconds: f64,
}

impl Stage<'_> {
    fn minimise(
        &self,
        known: Option<Vec<f64>>,
        ticker: LevelTicker<'_>,
    ) -> Result<(LevelResult, Vec<f64>), NoPoint> {
        let floor = self.guide.map_or(f64::NEG_INFINITY, |guide| guide.bound);
        if let Some(point) = known.as_ref().filter(|point| self.is_there(point)) {
            return Ok((self.judged(point, floor), point.clone()));
        }
        let mut solver = Solver::new(self.program).ok_or(NoPoint::Failed)?;
        if !solver.set_objective(&self.goal.terms) {
            return Err(NoPoint::Failed);
        }
        let relaxed = solver.relax(self.seconds, &mut |_, _| false);
        if relaxed.end == End::Infeasible && known.is_none() {
            return Err(NoPoint::Infeasible);
        }
        let bound = floor.max(self.value(relaxed.bound));
        match known {
            Some(point) if self.is_proven(&point, bound) => Ok((self.judged(&point, bound), point)),
            Some(point) => Ok(self.less(&mut solver, bound, point, ticker)),
            None => self.first(&mut solver, bound, ticker),
        }
    }

    /// Any point, and the best that comes up.
    fn first(
        &self,
        solver: &mut Solver,
        bound: f64,
        ticker: LevelTicker<'_>,
    ) -> Result<(LevelResult, Vec<f64>), NoPoint> {
        let outcome = self.run(solver, self.work * TO_FIND, ticker);
        match outcome.point {
            Some(found) => {
                let found = rounded(self.program, found);
                let bound = bound.max(self.value(outcome.bound));
                Ok((self.judged(&found, bound), found))
            }
            None if outcome.end == End::Infeasible => Err(NoPoint::Infeasible),
            None => Err(NoPoint::NoneFound),
        }
    }

    /// A better point than a known one, or that there is none.
    fn less(
        &self,
        solver: &mut Solver,
        bound: f64,
        known: Vec<f64>,
        ticker: LevelTicker<'_>,
    ) -> (LevelResult, Vec<f64>) {
        let goal = self.goal;
        let asked = goal.value(&known) - self.step(&known);
        let most = asked * goal.scale - goal.constant + 1e-7;
        solver.add_row(&goal.terms, f64::NEG_INFINITY, most);
        let outcome = self.run(solver, self.work, ticker);
        // Above what was asked for nothing was looked at; the next whole number may be there.
        let beyond = match goal.whole {
            true => (asked + 1e-6).floor() + 0.5,
            false => asked,
        };
        let proven = match outcome.end {
            End::Infeasible => beyond,
            _ => self.value(outcome.bound).min(beyond),
        };
        let found = outcome.point.map(|point| rounded(self.program, point));
        let point = found.unwrap_or(known);
        (self.judged(&point, bound.max(proven)), point)
    }

    fn run(&self, solver: &mut Solver, most: i64, ticker: LevelTicker<'_>) -> Outcome {
        let goal = self.goal;
        let limits = Limits {
            seconds: self.seconds,
            nodes: None,
            iterations: work(self.program).min(most),
            gap: self.gap(),
            absolute_gap: if goal.whole { 0.99 } else { goal.scale * 1e-7 },
        };
        let aim = self.guide.map_or(f64::NEG_INFINITY, |guide| guide.value);
        solver.run(limits, None, &mut |value, bound| {
            let value = self.value(value);
            ticker(&goal.code, value, self.value(bound)) || value <= aim + 1e-9 * aim.abs()
        })
    }

    /// Whether there is no need to look for less: the point is as good as with more to choose from.
    fn is_there(&self, point: &[f64]) -> bool {
        let value = self.goal.value(point);
        let is_less = |guide: &Guide| value <= guide.value || is_same(value, guide.value);
        self.guide.is_some_and(is_less)
    }

    /// What an objective without its constant is in the level's unit.
    fn value(&self, objective: f64) -> f64 {
        (objective + self.goal.constant) / self.goal.scale
    }

    /// Relative gap, of what the free columns add: of lessons and schools every single one counts.
    fn gap(&self) -> f64 {
        match (self.asked, self.goal.code.as_str()) {
            (Some(gap), _) => gap,
            (None, "balance" | "burden") => default_gap(&self.goal.code),
            _ => 0.0,
        }
    }

    /// By how much a better point is better at least.
    fn step(&self, point: &[f64]) -> f64 {
        let goal = self.goal;
        let own = (goal.value(point) - goal.constant / goal.scale).abs();
        let least = if goal.whole { 1.0 } else { 1e-9 };
        (self.gap() * own).max(least)
    }

    fn is_proven(&self, point: &[f64], bound: f64) -> bool {
        let value = self.goal.value(point);
        bound > value - self.step(point) + 1e-6 * value.abs().max(1e-3)
    }

    fn judged(&self, point: &[f64], bound: f64) -> LevelResult {
        let value = self.goal.value(point);
        judged(self.program, self.goal, value, bound, Some(0.0))
    }
}
