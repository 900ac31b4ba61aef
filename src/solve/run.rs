//! The solve on one screen: formulate, minimise the levels, give the counts back to people, tell apart where needed.

use super::ask::begins_from_plans;
use super::formulate::{Elastic, Formulated, formulate};
use super::highs;
use super::known;
use super::lessons::Apart;
use super::levels::{self, Effort, LevelResult, LevelsEnd, NoPoint, minimise};
use super::outcome::{Formulation, Options, Progress, Solved, Watch};
use super::people;
use super::proof::judge;
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, Plan};
use crate::model::program::Col;
use crate::model::{build, burden};
use crate::rules::Rules;
use crate::rules::too_wide::TooWide;
use std::collections::BTreeSet;
use std::time::Instant;

/// Share of the time left that is kept for giving counts back to people.
const TO_TELL_APART: f64 = 0.1;

/// How often teachers may be told apart before the plan with people held is taken.
const ROUNDS: usize = 4;

/// One solve under way.
pub(super) struct Task<'a> {
    pub(super) instance: &'a Instance,
    pub(super) rules: &'a Rules,
    pub(super) levels: &'a [String],
    /// The postings that the level [`TOUCHED`] counts from.
    pub(super) former: &'a [Former],
    /// Where the search begins; `None` = with nobody moved.
    pub(super) from: Option<&'a Plan>,
    pub(super) options: &'a Options,
    pub(super) watch: &'a dyn Watch,
    pub(super) started: Instant,
}

impl<'a> Task<'a> {
    pub(super) fn new(
        instance: &'a Instance,
        rules: &'a Rules,
        levels: &'a [String],
        options: &'a Options,
        watch: &'a dyn Watch,
    ) -> Self {
        Self {
            instance,
            rules,
            levels,
            former: &[],
            from: None,
            options,
            watch,
            started: Instant::now(),
        }
    }
}

impl Task<'_> {
    /// The best plan, with the levels asked for.
    pub(super) fn solve(&self, elastic: Elastic) -> Result<Solved, NoPoint> {
        let is_named = |level: &LevelResult| self.levels.contains(&level.code);
        let mut solved = self.with_all_levels(elastic)?;
        let (named, beside) = solved.levels.into_iter().partition(is_named);
        (solved.levels, solved.short) = (named, beside);
        solved.short.retain(|level| level.code != burden::IN_CHARGE);
        Ok(solved)
    }

    fn with_all_levels(&self, elastic: Elastic) -> Result<Solved, NoPoint> {
        let mut alone = self.sent_before();
        let mut best: Option<Solved> = None;
        // What the next round goes on from: the last plan, even one that has just been cut off.
        let mut last: Option<Plan> = None;
        let mut wide = Vec::new();
        let mut rounds = 0;
        while rounds < ROUNDS {
            let built = self.formulate(&alone, &wide, elastic);
            let effort = self.effort();
            let effort = Effort {
                seconds: effort.seconds * (1.0 - TO_TELL_APART),
                ..effort
            };
            let from = last.as_ref().or(self.from);
            let end = match self.minimise(&built, from, effort) {
                Ok(end) => end,
                Err(end) => return best.ok_or(end),
            };
            match people::plan(self.instance, &built.rows, &end.point) {
                Ok(plan) if self.rules.is_too_wide(self.instance, &plan, &mut wide) => {
                    if self.is_over() {
                        break;
                    }
                    last = Some(plan);
                }
                Ok(plan) => {
                    let found = self.solved(plan, end.levels, elastic);
                    return Ok(best.filter(|best| best.is_better(&found)).unwrap_or(found));
                }
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
                        if best.as_ref().is_none_or(|best| !best.is_better(&held)) {
                            last = Some(held.plan.clone());
                            best = Some(held);
                        }
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
        let formulation = self.formulation(alone);
        let mut built = formulate(
            self.instance,
            self.rules,
            self.levels,
            &formulation,
            elastic,
        );
        self.rules.cut(self.instance, &mut built.rows, wide);
        self.count_touched(&mut built);
        if self.levels.iter().any(|level| level == "burden") {
            built.goals.extend(burden::in_charge(&built.rows));
        }
        built
    }

    fn minimise(
        &self,
        built: &Formulated,
        from: Option<&Plan>,
        effort: Effort,
    ) -> Result<LevelsEnd, NoPoint> {
        let is_searched = begins_from_plans(self.instance, self.options);
        let from = from.filter(|_| is_searched);
        let from = from.map(|plan| known::decisions(&built.rows, plan));
        minimise(
            levels::Task {
                people: Some((self.instance, &built.rows)).filter(|_| is_searched),
                ..task(built, is_searched, from.as_deref())
            },
            effort,
            &mut |code, value, bound| {
                self.tell(code, value, bound);
                self.is_over()
            },
        )
    }

    pub(super) fn formulation(&self, alone: &BTreeSet<TeacherIndex>) -> build::Formulation {
        match self.options.formulation {
            Formulation::Auto | Formulation::Searched => build::Formulation::Counts {
                alone: alone.clone(),
            },
            Formulation::Naive => build::Formulation::Naive,
        }
    }

    /// Where a level stands.
    pub(super) fn tell(&self, code: &str, value: f64, bound: f64) {
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
    }

    pub(super) fn effort(&self) -> Effort {
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

    pub(super) fn is_over(&self) -> bool {
        self.watch.interrupted() || self.effort().seconds <= 0.0
    }

    pub(super) fn solved(&self, plan: Plan, levels: Vec<LevelResult>, elastic: Elastic) -> Solved {
        Solved {
            plan,
            levels,
            formulation: match self.options.formulation {
                Formulation::Auto | Formulation::Searched => "counts",
                Formulation::Naive => "naive",
            },
            solver_version: highs::version(),
            seconds: self.started.elapsed().as_secs_f64(),
            relaxed: elastic != Elastic::Should,
            short: Vec::new(),
        }
    }
}

fn task<'a>(
    built: &'a Formulated,
    is_searched: bool,
    from: Option<&'a [(Col, f64)]>,
) -> levels::Task<'a> {
    levels::Task {
        program: &built.rows.program,
        goals: &built.goals,
        lumps: built.lumps.as_ref(),
        people: None,
        is_searched,
        ahead: None,
        from,
    }
}
