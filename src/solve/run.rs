//! The solve on one screen: formulate, minimise the levels, give the counts back to people, tell apart where needed.

use super::formulate::{Elastic, Formulated, formulate};
use super::highs;
use super::lessons::Apart;
use super::levels::{self, Effort, LevelResult, LevelsEnd, NoPoint, minimise};
use super::outcome::{Formulation, Near, Options, Progress, SolveError, Solved, Watch};
use super::people;
use super::proof::judge;
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, TOUCHED};
use crate::model::{build, goals};
use crate::rules::Rules;
use crate::rules::too_wide::TooWide;
use std::collections::BTreeSet;
use std::time::Instant;

/// Share of the time left that is kept for giving counts back to people.
const TO_TELL_APART: f64 = 0.1;

/// How often teachers may be told apart before the plan with people held is taken.
const ROUNDS: usize = 4;

/// Solves a county for the levels of [`Rules::levels`].
pub fn solve(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    solve_near(instance, rules, levels, None, options, watch)
}

/// The same with one level more: people whose posting differs from a former plan's, as few as can be.
pub fn solve_near(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    near: Option<Near<'_>>,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    let task = Task {
        instance,
        rules,
        levels,
        near,
        options,
        watch,
        started: Instant::now(),
    };
    match task.solve(Elastic::Should) {
        Err(NoPoint::Infeasible) => {
            let relaxed = task
                .solve(Elastic::Rows)
                .or_else(|_| task.solve(Elastic::All))
                .map_err(|end| error(end, Vec::new()))?;
            if options.relax {
                return Ok(relaxed);
            }
            let broken = rules
                .in_force(instance)
                .flat_map(|rule| rule.breaches(instance, &relaxed.plan));
            Err(SolveError::Infeasible {
                conflicts: broken.collect(),
            })
        }
        other => other.map_err(|end| error(end, Vec::new())),
    }
}

/// A plan that keeps every `must` rule, whatever its levels; `None` where it is proven that there is none.
pub fn feasible(
    instance: &Instance,
    rules: &Rules,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Option<Plan>, SolveError> {
    let task = Task {
        instance,
        rules,
        // A level of this name has nothing to count: any plan is as good as any other.
        levels: &["feasible".to_owned()],
        near: None,
        options,
        watch,
        started: Instant::now(),
    };
    match task.solve(Elastic::Should) {
        Ok(solved) => Ok(Some(solved.plan)),
        Err(NoPoint::Infeasible) => Ok(None),
        Err(end) => Err(error(end, Vec::new())),
    }
}

fn error(end: NoPoint, conflicts: Vec<crate::rules::Breach>) -> SolveError {
    match end {
        NoPoint::Infeasible => SolveError::Infeasible { conflicts },
        NoPoint::NoneFound => SolveError::NoneFound,
        NoPoint::Failed => SolveError::Failed("HiGHS failed".into()),
    }
}

struct Task<'a> {
    instance: &'a Instance,
    rules: &'a Rules,
    levels: &'a [String],
    near: Option<Near<'a>>,
    options: &'a Options,
    watch: &'a dyn Watch,
    started: Instant,
}

impl Task<'_> {
    fn solve(&self, elastic: Elastic) -> Result<Solved, NoPoint> {
        let former = self.near.iter().flat_map(|near| near.former);
        let mut alone: BTreeSet<_> = former.map(|row| row.teacher).collect();
        let mut best: Option<Solved> = None;
        let mut wide = Vec::new();
        let mut rounds = 0;
        while rounds < ROUNDS {
            let built = self.formulate(&alone, &wide, elastic);
            let effort = self.effort();
            let effort = Effort {
                seconds: effort.seconds * (1.0 - TO_TELL_APART),
                ..effort
            };
            let end = match self.minimise(&built, effort) {
                Ok(end) => end,
                Err(end) => return best.ok_or(end),
            };
            match people::plan(self.instance, &built.rows, &end.point) {
                Ok(plan) if self.rules.is_too_wide(self.instance, &plan, &mut wide) => {
                    if self.is_over() {
                        break;
                    }
                }
                Ok(plan) => return Ok(self.solved(plan, end.levels, elastic)),
                Err(people::TellApart(teachers)) => {
                    rounds += 1;
                    let apart = (&mut alone, teachers);
                    let held = self.with_people_held(&built, &end, apart, &mut wide, elastic);
                    if let Some(held) = held {
                        let done = held
                            .levels
                            .iter()
                            .zip(&end.levels)
                            .all(|(held, free)| held.value <= free.value);
                        best = Some(held);
                        if done || self.is_over() {
                            break;
                        }
                    }
                }
            }
        }
        best.ok_or(NoPoint::NoneFound)
    }

    /// Itinerant lessons of single teachers, with everybody's posting held: a plan, under the bounds found with people
    /// free and givings counted together.
    fn with_people_held(
        &self,
        built: &Formulated,
        end: &LevelsEnd,
        (alone, teachers): (&mut BTreeSet<TeacherIndex>, BTreeSet<TeacherIndex>),
        wide: &mut Vec<TooWide>,
        elastic: Elastic,
    ) -> Option<Solved> {
        let rotations = people::rotations(&built.rows, &end.point);
        let mut apart = teachers.clone();
        alone.extend(teachers);
        for _ in 0..ROUNDS {
            apart.extend(alone.iter().copied());
            let mut held = self.formulate(&apart, wide, elastic);
            people::hold(&mut held.rows, &rotations);
            let lessons = Apart {
                instance: self.instance,
                teachers: &apart,
                held: &held,
            };
            let found = lessons.solve(built, end, self.effort())?;
            match people::plan(self.instance, &held.rows, &found.point) {
                Ok(plan) if self.rules.is_too_wide(self.instance, &plan, wide) => return None,
                Ok(plan) => {
                    let levels = judge(&held.goals, &found, &end.levels, self.options.gap);
                    return Some(self.solved(plan, levels, elastic));
                }
                Err(people::TellApart(more)) => apart.extend(more),
            }
        }
        None
    }

    fn formulate(
        &self,
        alone: &BTreeSet<TeacherIndex>,
        wide: &[TooWide],
        elastic: Elastic,
    ) -> Formulated {
        let formulation = match self.options.formulation {
            Formulation::Auto | Formulation::Searched => build::Formulation::Counts {
                alone: alone.clone(),
            },
            Formulation::Naive => build::Formulation::Naive,
        };
        let mut built = formulate(
            self.instance,
            self.rules,
            self.levels,
            &formulation,
            elastic,
        );
        self.rules.cut(self.instance, &mut built.rows, wide);
        if let Some(near) = self.near {
            // What is broken in a plan that breaks least comes before all levels.
            let first = built.goals.len() - self.levels.len();
            let at = if near.first { first } else { built.goals.len() };
            let touched = goals::touched(&built.rows, near.former);
            built.goals.insert(at, touched);
        }
        built
    }

    fn minimise(&self, built: &Formulated, effort: Effort) -> Result<LevelsEnd, NoPoint> {
        minimise(
            task(built, self.is_searched()),
            effort,
            &mut |code, value, bound| {
                let known = |v: f64| v.is_finite().then_some(v);
                let gap = (value - bound).abs() / value.abs().max(1.0);
                self.watch.progress(&Progress {
                    phase: "solve",
                    level: Some(code),
                    incumbent: known(value),
                    bound: known(bound),
                    gap: known(gap),
                    seconds: self.started.elapsed().as_secs_f64(),
                });
                self.is_over()
            },
        )
    }

    /// Whether plans are searched for by ourselves.
    fn is_searched(&self) -> bool {
        match self.options.formulation {
            Formulation::Auto => self.instance.units.len() > SEARCH_FROM,
            Formulation::Searched => true,
            Formulation::Naive => false,
        }
    }

    fn effort(&self) -> Effort {
        let spent = self.started.elapsed().as_secs_f64();
        let seconds = self
            .options
            .time_limit
            .map_or(f64::INFINITY, |limit| limit - spent);
        Effort {
            seconds,
            gap: self.options.gap,
            threads: self.options.threads,
        }
    }

    fn is_over(&self) -> bool {
        self.watch.interrupted() || self.effort().seconds <= 0.0
    }

    fn solved(&self, plan: Plan, levels: Vec<LevelResult>, elastic: Elastic) -> Solved {
        let is_named = |level: &LevelResult| {
            self.levels.contains(&level.code) || (self.near.is_some() && level.code == TOUCHED)
        };
        let named = levels.into_iter().filter(is_named);
        Solved {
            plan,
            levels: named.collect(),
            formulation: match self.options.formulation {
                Formulation::Auto | Formulation::Searched => "counts",
                Formulation::Naive => "naive",
            },
            solver_version: highs::version(),
            seconds: self.started.elapsed().as_secs_f64(),
            relaxed: elastic != Elastic::Should,
        }
    }
}

/// Units above which HiGHS alone is slow to find plans, and a search of our own pays.
const SEARCH_FROM: usize = 16;

fn task(built: &Formulated, is_searched: bool) -> levels::Task<'_> {
    levels::Task {
        program: &built.rows.program,
        goals: &built.goals,
        lumps: built.lumps.as_ref(),
        is_searched,
    }
}
