//! The solves of a new plan one after the other, and how they share a time limit: what one leaves is the next one's.

use crate::domain::in_turn::{SAME, is_lower};
use crate::domain::plan::{Plan, TOUCHED};
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::replan::ReplanPart;
use crate::run::{self, County, Stop};
use crate::solve::{Options, Watch, begins_from_plans};
use std::time::Instant;

/// The first turn's share of the limit.
const FIRST: f64 = 0.5;
/// Share of the limit that is worth another turn.
const WORTH: f64 = 0.1;

/// What the turns ended with.
pub(super) struct Found {
    /// The best plan among those that touch the fewest people.
    pub(super) file: PlanFile,
    pub(super) plan: Plan,
    /// The best plan of all, where one as good as the other was found.
    pub(super) free: Option<PlanFile>,
}

/// Fewest people first, from the former plan; then the levels first, from that plan; then the first once more from its own plan, where it is not
/// proven and time is left.
pub(super) fn take(
    county: &County,
    (part, former): (&ReplanPart, Option<&Plan>),
    options: &Options,
    watch: &dyn Watch,
) -> Result<Found, Stop> {
    let started = Instant::now();
    let left = |share: f64| left(options.time_limit, started.elapsed().as_secs_f64(), share);
    let turn = |is_first: bool, from: Option<&Plan>, share: f64| {
        let options = Options {
            time_limit: left(share),
            ..*options
        };
        run::plan_near(county, (part, is_first), (from, former), &options, watch)
    };
    let file = turn(true, former, FIRST)?;
    let plan = file.plan(&county.instance).map_err(Stop::Foreign)?;
    let free = if_found(turn(false, Some(&plan), 1.0))?;
    let is_open = file.status != "optimal" && begins_from_plans(&county.instance, options);
    let rest = left(1.0).zip(options.time_limit);
    let again = match rest.is_some_and(|(left, limit)| is_open && left > WORTH * limit) {
        true => if_found(turn(true, Some(&plan), 1.0))?,
        false => None,
    };
    let (file, plan) = match again.filter(|again| is_better(again, &file, |_| true)) {
        Some(again) => {
            let plan = again.plan(&county.instance).map_err(Stop::Foreign)?;
            (again, plan)
        }
        None => (file, plan),
    };
    Ok(Found {
        free: free.filter(|free| !is_better(&file, free, |code| code != TOUCHED)),
        file,
        plan,
    })
}

/// Seconds of a turn that takes a share of what a limit leaves.
fn left(limit: Option<f64>, spent: f64, share: f64) -> Option<f64> {
    limit.map(|limit| share * (limit - spent).max(0.01))
}

fn if_found(end: Result<PlanFile, Stop>) -> Result<Option<PlanFile>, Stop> {
    match end {
        Ok(file) => Ok(Some(file)),
        Err(Stop::NoneFound) => Ok(None),
        Err(stop) => Err(stop),
    }
}

/// Whether a plan is better at the first of the levels that count at which the two differ.
fn is_better(one: &PlanFile, other: &PlanFile, counts: impl Fn(&str) -> bool) -> bool {
    let levels = one.levels.iter().filter(|level| counts(&level.code));
    let pairs = levels.filter_map(|level| Some((level.value.0, other.level(&level.code)?.value.0)));
    let (values, theirs): (Vec<_>, Vec<_>) = pairs.unzip();
    is_lower(&values, &theirs, SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_turn_leaves_is_the_next_ones() {
        let close = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 1e-9);
        assert!(close(left(Some(60.0), 0.0, FIRST), 30.0));
        // The first was proven at once, and the second may take all but that.
        assert!(close(left(Some(60.0), 2.0, 1.0), 58.0));
        assert!(close(left(Some(60.0), 61.0, 1.0), 0.01));
        assert_eq!(left(None, 2.0, 1.0), None);
    }
}
