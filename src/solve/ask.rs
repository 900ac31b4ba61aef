//! What the solver is asked for: the best plan, one near or from another plan, or any plan at all.

use super::formulate::Elastic;
use super::levels::NoPoint;
use super::outcome::{Formulation, Options, SolveError, Solved, Watch};
use super::run::Task;
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, Plan};
use crate::rules::Rules;

/// Units above which HiGHS alone is slow to find plans, and a search of our own pays.
const SEARCH_FROM: usize = 16;

/// Solves a county for the levels of [`Rules::levels`].
pub fn solve(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    Task::new(instance, rules, levels, options, watch).ended()
}

/// The same where one of the levels is [`TOUCHED`](crate::domain::plan::TOUCHED): people whose posting differs from a
/// former plan's, as few as can be; and from a plan to begin with.
pub fn solve_near(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    (former, from): (&[Former], Option<&Plan>),
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    let task = Task {
        former,
        from,
        ..Task::new(instance, rules, levels, options, watch)
    };
    task.ended()
}

/// The same from a plan of a county much like this one, where plans are searched for: kept as far as the rules let it be,
/// repaired where they do not.
pub fn solve_from(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    from: Option<&Plan>,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    let task = Task {
        from,
        ..Task::new(instance, rules, levels, options, watch)
    };
    task.ended()
}

/// Whether a plan to begin with makes a difference: whether plans of the county are searched for by ourselves.
pub fn begins_from_plans(instance: &Instance, options: &Options) -> bool {
    match options.formulation {
        Formulation::Auto => instance.units.len() > SEARCH_FROM,
        Formulation::Searched => true,
        Formulation::Naive => false,
    }
}

/// A plan that keeps every `must` rule, whatever its levels; `None` where it is proven that there is none.
pub fn feasible(
    instance: &Instance,
    rules: &Rules,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Option<Plan>, SolveError> {
    // A level of this name has nothing to count: any plan is as good as any other.
    let levels = ["feasible".to_owned()];
    let task = Task::new(instance, rules, &levels, options, watch);
    match task.solve(Elastic::Should) {
        Ok(solved) => Ok(Some(solved.plan)),
        Err(NoPoint::Infeasible) => Ok(None),
        Err(end) => Err(error(end, Vec::new())),
    }
}

pub(super) fn error(end: NoPoint, conflicts: Vec<crate::rules::Breach>) -> SolveError {
    match end {
        NoPoint::Infeasible => SolveError::Infeasible { conflicts },
        NoPoint::NoneFound => SolveError::NoneFound,
        NoPoint::Failed => SolveError::Failed("HiGHS failed".into()),
    }
}
