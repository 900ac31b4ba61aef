//! Today's practice beside the plan: the office's own procedure, recounted as any plan is.

pub mod procedure;
pub mod text;
pub mod view;

use crate::audit;
use crate::domain::plan::Plan;
use crate::report::plan_json::{PlanFile, build};
use crate::rules::Breach;
use crate::run::{self, County, Stop};
use crate::solve::{LevelResult, LevelStatus, Solved};
use std::path::Path;

/// What `baseline` writes where `--out` is given.
pub const FILE: &str = "baseline.json";

/// The procedure's plan, what it breaks, and the plan it is shown beside.
#[derive(Debug)]
pub struct Baseline {
    pub county: County,
    /// In the form of a plan; its levels have no bounds, since nothing was proven.
    pub file: PlanFile,
    /// Of `must` rules; no reason to end.
    pub breaches: Vec<Breach>,
    pub beside: Option<PlanFile>,
}

/// Follows the procedure in a county; with a plan, in the county that the plan was made from.
pub fn baseline(
    folder: &Path,
    sets: &[String],
    beside: Option<PlanFile>,
) -> Result<Baseline, Stop> {
    let county = match &beside {
        Some(file) => run::recounted(folder, sets, file)?,
        None => run::county(folder, sets)?,
    };
    let plan = procedure::plan(&county.instance, &county.rules);
    Ok(Baseline {
        breaches: audit::breaches(&county.instance, &county.rules, &plan),
        file: file(&county, plan),
        county,
        beside,
    })
}

/// Recounted to the last figure; every bound is the least that could be.
fn file(county: &County, plan: Plan) -> PlanFile {
    let (instance, rules) = (&county.instance, &county.rules);
    let level = |code: String| LevelResult {
        value: audit::levels::value(instance, rules, &plan, &code).unwrap_or_default(),
        bound: f64::NEG_INFINITY,
        status: LevelStatus::Feasible,
        seconds: 0.0,
        code,
    };
    let solved = Solved {
        levels: county.levels().into_iter().map(level).collect(),
        plan: plan.clone(),
        formulation: "baseline",
        solver_version: String::new(),
        seconds: 0.0,
        relaxed: true,
        short: Vec::new(),
    };
    let mut file = build::plan_file(
        instance,
        &county.scenario,
        rules,
        &county.input_sha256,
        &solved,
    );
    file.solver.name = "baseline".to_owned();
    file.scenario.feedback.clone_from(&county.verdicts);
    file.scenario.input_parts.clone_from(&county.input_parts);
    file
}
