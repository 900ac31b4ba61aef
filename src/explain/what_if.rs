//! The county with a change, solved again: the one door to the solver for every explanation.

use super::near::Reach;
use crate::audit::{self, levels};
use crate::domain::assemble::with_eligibility;
use crate::domain::instance::{Feedback, Instance};
use crate::domain::plan::{Former, Plan, TOUCHED};
use crate::domain::settings::EligibilitySettings;
use crate::rules::intake::{self, Intake};
use crate::rules::{Rule, Rules, activate, config, feedback};
use crate::solve::{self, LevelResult, LevelStatus, Options, Part, SolveError, Solved, Watch};
use std::sync::Arc;
use std::time::Instant;

/// A county as its scenario stands, and how long its questions may take.
pub struct Asked<'a> {
    pub instance: &'a Instance,
    /// The merged `[rules.…]` tables.
    pub tables: &'a toml::Table,
    /// The levels that the scenario names.
    pub named: &'a [String],
    /// The postings that the level `touched` counts from, where the plan asked about was made from another.
    pub former: &'a [Former],
    pub options: Options,
    pub watch: &'a dyn Watch,
    pub reach: Reach,
    started: Instant,
}

/// One change to a county.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A dotted key under `rules` or `eligibility` and its value, as `--set` has it.
    Set(String, toml::Value),
    /// A rule switched off.
    Without(String),
    /// Intake without its cap on arrivals, which no value of its key lets go altogether.
    NoArrivalCap,
    /// One more verdict on a teacher.
    Verdict(Feedback),
    /// The verdict at this place of the feedback is not kept.
    Overrule(usize),
}

/// Whether a changed county has a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Feasibility {
    Plan(Box<Plan>),
    /// Proven.
    None,
    /// A limit came first.
    Unknown,
}

impl<'a> Asked<'a> {
    /// The time limit of the options is for all questions together.
    pub fn new(
        instance: &'a Instance,
        tables: &'a toml::Table,
        named: &'a [String],
        options: Options,
        watch: &'a dyn Watch,
    ) -> Self {
        Self {
            instance,
            tables,
            named,
            former: &[],
            options: Options {
                relax: false,
                ..options
            },
            watch,
            reach: Reach::default(),
            started: Instant::now(),
        }
    }

    /// The same with a share of the time left for all questions together.
    pub fn for_share(&self, share: f64) -> Self {
        let time_limit = self.seconds_left().map(|left| left * share);
        Self {
            options: Options {
                time_limit,
                ..self.options
            },
            started: Instant::now(),
            ..*self
        }
    }

    /// The county after some changes; `None` where a change names what is not there.
    pub fn changed(&self, changes: &[Change]) -> Option<(Instance, Rules)> {
        let mut tables = self.tables.clone();
        let mut eligibility = self.instance.settings.eligibility.clone();
        let mut verdicts = Vec::new();
        let mut overruled = Vec::new();
        let mut uncapped = false;
        for change in changes {
            match change {
                Change::Set(key, value) => set(&mut tables, &mut eligibility, key, value)?,
                Change::Without(code) if code == feedback::CODE => {
                    overruled.extend(0..self.instance.feedback.len());
                }
                Change::Without(code) => {
                    tables.remove(code);
                }
                Change::NoArrivalCap => uncapped = true,
                Change::Verdict(verdict) => verdicts.push(verdict.clone()),
                Change::Overrule(i) => overruled.push(*i),
            }
        }
        let mut rules = activate(&tables).ok()?;
        if uncapped {
            remove_cap(&mut rules, &tables);
        }
        let mut instance = if eligibility == self.instance.settings.eligibility {
            self.instance.clone()
        } else {
            with_eligibility(self.instance, eligibility)
        };
        let kept = self.instance.feedback.iter().enumerate();
        let kept = kept.filter(|(i, _)| !overruled.contains(i));
        instance.feedback = kept.map(|(_, row)| row.clone()).chain(verdicts).collect();
        instance.feedback.sort_by_key(|row| row.teacher);
        Some((instance, rules))
    }

    /// Whether the county has a plan at all after some changes.
    pub fn feasible(&self, changes: &[Change]) -> Feasibility {
        let Some((instance, rules)) = self.changed(changes) else {
            return Feasibility::Unknown;
        };
        if self.is_over() {
            return Feasibility::Unknown;
        }
        match solve::feasible(&instance, &rules, &self.options_left(), self.watch) {
            Ok(Some(plan)) => Feasibility::Plan(Box::new(plan)),
            Ok(None) => Feasibility::None,
            Err(_) => Feasibility::Unknown,
        }
    }

    /// The best plan after some changes, its levels up to the `n_levels`th.
    pub fn solve(&self, changes: &[Change], n_levels: usize) -> Result<Solved, SolveError> {
        let (instance, rules) = self
            .changed(changes)
            .ok_or_else(|| SolveError::Failed("no such change".into()))?;
        let mut levels = rules.levels(self.named);
        levels.truncate(n_levels.max(1));
        self.solve_levels(&instance, &rules, &levels)
    }

    /// The best plan of a changed county at levels of the caller's choice.
    pub fn solve_levels(
        &self,
        instance: &Instance,
        rules: &Rules,
        levels: &[String],
    ) -> Result<Solved, SolveError> {
        if self.is_over() {
            return Err(SolveError::NoneFound);
        }
        let former = (self.former, None);
        let options = self.options_left();
        solve::solve_near(instance, rules, levels, former, &options, self.watch)
    }

    /// What a level of a plan is by the recount.
    pub fn value(
        &self,
        (instance, rules): (&Instance, &Rules),
        plan: &Plan,
        level: &str,
    ) -> Option<f64> {
        match level {
            TOUCHED => Some(plan.touched(self.former).len() as f64),
            _ => levels::value(instance, rules, plan, level),
        }
    }

    /// A better plan as the county stands that differs in some units alone, if a short search comes upon one.
    pub fn better_near(
        &self,
        rules: &Rules,
        levels: &[String],
        part: Part<'_>,
    ) -> Result<Plan, SolveError> {
        let options = self.options_left();
        solve::better_in_part(self.instance, rules, levels, part, &options, self.watch)
    }

    /// The best plan after some changes that differs from a plan in some units alone, recounted.
    pub fn solve_near(
        &self,
        changes: &[Change],
        levels: &[String],
        part: Part<'_>,
    ) -> Result<Solved, SolveError> {
        let (instance, rules) = self
            .changed(changes)
            .ok_or_else(|| SolveError::Failed("no such change".into()))?;
        if self.is_over() {
            return Err(SolveError::NoneFound);
        }
        let options = self.options_left();
        let solved = solve::solve_part(&instance, &rules, levels, part, &options, self.watch)?;
        match audit::breaches(&instance, &rules, &solved.plan).first() {
            Some(breach) => Err(SolveError::Failed(breach.message.en.clone())),
            None => Ok(solved),
        }
    }

    /// Whether the time for all questions is spent.
    pub fn is_over(&self) -> bool {
        self.watch.interrupted() || self.seconds_left().is_some_and(|left| left <= 0.0)
    }

    fn seconds_left(&self) -> Option<f64> {
        let spent = self.started.elapsed().as_secs_f64();
        self.options.time_limit.map(|limit| limit - spent)
    }

    fn options_left(&self) -> Options {
        Options {
            time_limit: self.seconds_left().map(|left| left.max(0.01)),
            ..self.options
        }
    }
}

fn remove_cap(rules: &mut Rules, tables: &toml::Table) {
    let Some(rule) = config::Reader::new(tables).rule::<Intake>(intake::CODE) else {
        return;
    };
    let rule: Arc<dyn Rule> = Arc::new(rule.without_cap());
    let list = rules.list.iter_mut();
    for place in list.filter(|rule| rule.code() == intake::CODE) {
        *place = Arc::clone(&rule);
    }
}

/// Lays one key over the rules or the eligibility.
fn set(
    tables: &mut toml::Table,
    eligibility: &mut EligibilitySettings,
    key: &str,
    value: &toml::Value,
) -> Option<()> {
    let (floor, rest) = key.split_once('.')?;
    if floor == "eligibility" {
        let years = u32::try_from(value.as_integer()?).ok()?;
        return set_years(eligibility, rest, years);
    }
    let mut path = rest.split('.').collect::<Vec<_>>();
    let last = path.pop()?;
    let mut table = tables;
    for part in path {
        table = table.get_mut(part)?.as_table_mut()?;
    }
    table.insert(last.to_owned(), value.clone());
    Some(())
}

fn set_years(eligibility: &mut EligibilitySettings, key: &str, years: u32) -> Option<()> {
    let place = match key {
        "min_years" => &mut eligibility.min_years,
        "max_age_male" => &mut eligibility.max_age_male,
        "max_age_female" => &mut eligibility.max_age_female,
        "rest_years" => &mut eligibility.rest_years,
        "retire_within" => &mut eligibility.retire_within,
        _ => return None,
    };
    *place = years;
    Some(())
}

/// Whether nothing better can be at any of these levels.
pub fn all_proven(levels: &[LevelResult]) -> bool {
    let mut levels = levels.iter();
    levels.all(|level| level.status == LevelStatus::Optimal)
}
