//! What a caller asks of the solver, hears from it while it works, and gets.

use super::levels::LevelResult;
use crate::domain::plan::Plan;
use crate::rules::Breach;

/// Which model is solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulation {
    /// Whole-number counts of interchangeable teachers.
    #[default]
    Auto,
    /// The same counts, with the search of large counties whatever the size: for tests and comparisons.
    Searched,
    /// One binary for each teacher, unit and subject: an oracle for small counties.
    Naive,
}

#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub formulation: Formulation,
    /// Seconds for the whole solve; `None` = deterministic limits of work alone.
    pub time_limit: Option<f64>,
    /// Relative gap of every level; `None` = each level's default.
    pub gap: Option<f64>,
    /// At most this many; the answer does not depend on it.
    pub threads: usize,
    /// Where no plan meets the `must` rules, the plan that breaks least.
    pub relax: bool,
}

/// Where the work stands.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    pub phase: &'a str,
    pub level: Option<&'a str>,
    pub incumbent: Option<f64>,
    pub bound: Option<f64>,
    pub gap: Option<f64>,
    pub seconds: f64,
}

/// Watches a solve, and may end it.
pub trait Watch: Sync {
    fn progress(&self, progress: &Progress<'_>);

    /// Whether to stop with the best plan so far.
    fn interrupted(&self) -> bool;
}

/// A plan with the proof of each level.
#[derive(Debug, Clone)]
pub struct Solved {
    pub plan: Plan,
    pub levels: Vec<LevelResult>,
    pub formulation: &'static str,
    pub solver_version: String,
    pub seconds: f64,
    /// Breaks `must` rules, as little as can be.
    pub relaxed: bool,
    /// How much a relaxed plan breaks: people short, then lessons, then yuan.
    pub short: Vec<LevelResult>,
}

impl Solved {
    /// Whether this plan is better at the first level at which the two of one county differ.
    pub(super) fn is_better(&self, other: &Self) -> bool {
        let pairs = self.levels.iter().zip(&other.levels);
        let mut differences = pairs.map(|(one, other)| one.value - other.value);
        differences
            .find(|by| by.abs() > 1e-6)
            .is_some_and(|by| by < 0.0)
    }
}

/// Why there is no plan.
#[derive(Debug, Clone)]
pub enum SolveError {
    /// No plan meets the `must` rules; what a plan that breaks least breaks.
    Infeasible {
        conflicts: Vec<Breach>,
    },
    /// A limit was reached first: none found, not disproved.
    NoneFound,
    Failed(String),
}
