//! A plan bettered by a question about it: what a counterfactual found, recounted and written like any other.

use super::{County, Stop, recount};
use crate::audit::levels;
use crate::domain::plan::{Plan, TOUCHED};
use crate::report::plan_json::{LevelRow, PlanFile, build};
use crate::solve::Solved;
use crate::solve::levels::{LevelResult, LevelStatus};

/// The folder beside the plan that was asked about.
pub const IMPROVED: &str = "improved";

/// The file of a better plan. Its bounds are the former plan's up to the first level that is worse: whoever holds better
/// values at earlier levels has no more plans to choose from at later ones. After it nothing is proven. One of a plan that
/// was made after objections counts the people it touches from the same plan as that one.
pub fn improved(county: &County, former: &PlanFile, plan: Plan) -> Result<PlanFile, Stop> {
    let objected = former.replan.as_ref();
    let postings = objected.map_or_else(Vec::new, |part| part.postings(&county.instance));
    let mut is_narrower = true;
    let level = |row: &LevelRow| {
        let value = match row.code.as_str() {
            TOUCHED => plan.touched(&postings).len() as f64,
            code => levels::value(&county.instance, &county.rules, &plan, code)?,
        };
        let bound = if is_narrower { row.bound.0 } else { 0.0 };
        is_narrower &= value <= row.value.0 + 1e-9 * row.value.0.abs();
        Some(LevelResult {
            code: row.code.clone(),
            value,
            bound: bound.min(value),
            status: LevelStatus::Feasible,
            seconds: row.seconds,
        })
    };
    let solved = Solved {
        levels: former.levels.iter().filter_map(level).collect(),
        formulation: match former.solver.formulation.as_str() {
            "naive" => "naive",
            _ => "counts",
        },
        solver_version: former.solver.version.clone(),
        seconds: former.solver.seconds,
        relaxed: false,
        short: Vec::new(),
        plan,
    };
    let (instance, scenario) = (&county.instance, &county.scenario);
    let sum = &county.input_sha256;
    let mut file = build::plan_file(instance, scenario, &county.rules, sum, &solved);
    file.scenario.feedback.clone_from(&former.scenario.feedback);
    file.scenario.input_parts.clone_from(&county.input_parts);
    file.replan.clone_from(&former.replan);
    let file = file.judged_like(former);
    let breaches = recount(county, &file)?;
    if breaches.is_empty() {
        Ok(file)
    } else {
        Err(Stop::Breaches(breaches))
    }
}
