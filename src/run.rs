//! The pipeline on one screen: read → check → rules → solve → audit → report.

mod county;
mod former;
mod improved;
mod kept;
mod patches;
mod reports;
mod verdicts;

pub use county::{County, Reading, county, county_of, county_with, read, read_with};
pub use improved::{IMPROVED, improved};
pub use patches::overlaid;
pub use reports::{LETTERS, PLAN, REPORT, WORKBOOK, Wanted, write, write_reports, write_with};
pub use verdicts::Verdicts;

use crate::audit;
use crate::carry::{self, NextYear};
use crate::domain::plan::{Plan, TOUCHED};
use crate::explain::infeasible::{self, NoConflict, WhyNot};
use crate::explain::what_if::Asked;
use crate::finding::{Finding, Lang, Text};
use crate::read::scenario::{self, ScenarioError};
use crate::report::balance::Balance;
use crate::report::folder::WriteError;
use crate::report::plan_json::replan::ReplanPart;
use crate::report::plan_json::{PlanFile, build, levels};
use crate::report::{files, findings};
use crate::rules::{Breach, Rules, Strength};
use crate::solve::{self, Options, SolveError, Solved, Watch};
use std::io;
use std::path::Path;

pub const INDICATORS: &str = "indicators.xlsx";

/// Why a command ended without its result.
#[derive(Debug)]
pub enum Stop {
    /// The command line names what is not there.
    Usage(Text),
    /// The input is wrong: findings, at least one of them an error.
    Findings(Vec<Finding>),
    /// A plan file that cannot be read, or was made from other input.
    Foreign(Text),
    /// No plan meets the `must` rules; the least breaches.
    Infeasible(Vec<Breach>),
    /// The same, explained.
    NoPlan(Box<WhyNot>),
    /// A limit was reached without a plan: neither found nor disproved.
    NoneFound,
    /// The audit found breaches.
    Breaches(Vec<Breach>),
    /// Our own failure.
    Failed(Text),
}

/// Solves and recounts. A plan that the audit does not confirm is never returned; one made with `--relax` may break
/// rules, but its figures must agree all the same.
pub fn plan(county: &County, options: &Options, watch: &dyn Watch) -> Result<PlanFile, Stop> {
    plan_from(county, None, options, watch)
}

/// The same with one level more, before all others or after them, and the former plan it counts from kept in the file;
/// `from` is a plan to begin with, and what no level tells apart stays as `former` has it.
pub fn plan_near(
    county: &County,
    (part, is_first): (&ReplanPart, bool),
    (from, former): (Option<&Plan>, Option<&Plan>),
    options: &Options,
    watch: &dyn Watch,
) -> Result<PlanFile, Stop> {
    let (instance, rules, mut levels) = (&county.instance, &county.rules, county.levels());
    levels.insert(if is_first { 0 } else { levels.len() }, TOUCHED.to_owned());
    let postings = part.postings(instance);
    let solved = solve::solve_near(instance, rules, &levels, (&postings, from), options, watch);
    let solved = solved.map(|solved| match former {
        Some(former) => kept::kept(county, solved, (former, &postings), options.time_limit),
        None => solved,
    });
    recounted_file(county, solved, Some(part), options)
}

/// The plan of a county whose search begins from another plan, of a county much like it.
pub fn plan_from(
    county: &County,
    from: Option<&Plan>,
    options: &Options,
    watch: &dyn Watch,
) -> Result<PlanFile, Stop> {
    let (instance, rules) = (&county.instance, &county.rules);
    let solved = solve::solve_from(instance, rules, &county.levels(), from, options, watch);
    recounted_file(county, solved, None, options)
}

fn recounted_file(
    county: &County,
    solved: Result<Solved, SolveError>,
    replan: Option<&ReplanPart>,
    options: &Options,
) -> Result<PlanFile, Stop> {
    let (instance, rules) = (&county.instance, &county.rules);
    let solved = solved.map_err(|error| stop_of(error, rules))?;
    let mut file = build::plan_file(
        instance,
        &county.scenario,
        rules,
        &county.input_sha256,
        &solved,
    )
    .judged(options.gap);
    file.scenario.feedback.clone_from(&county.verdicts);
    file.scenario.input_parts.clone_from(&county.input_parts);
    file.replan = replan.cloned();
    let mut breaches = recount(county, &file)?;
    breaches.extend(levels::disagreements(&file, &solved));
    breaches.retain(|breach| !(solved.relaxed && rules.get(breach.rule).is_some()));
    if breaches.is_empty() {
        Ok(file)
    } else {
        Err(Stop::Breaches(breaches))
    }
}

/// The end of a solve with what conflicts, where no plan meets the rules.
pub fn explained(stop: Stop, county: &County, options: &Options, watch: &dyn Watch) -> Stop {
    match stop {
        Stop::Infeasible(breaks) => match why_not(county, options, watch, breaks) {
            Ok(why) => Stop::NoPlan(Box::new(why)),
            Err(_) => Stop::Infeasible(Vec::new()),
        },
        other => other,
    }
}

/// What conflicts in a county, and the cheapest ways out.
pub fn why_not(
    county: &County,
    options: &Options,
    watch: &dyn Watch,
    breaks: Vec<Breach>,
) -> Result<WhyNot, NoConflict> {
    let (instance, scenario) = (&county.instance, &county.scenario);
    let asked = Asked::new(instance, &scenario.rules, &scenario.levels, *options, watch);
    infeasible::why_not(&asked, &county.rules, breaks)
}

/// Recounts a plan against the tables it was made from.
pub fn audit(folder: &Path, sets: &[String], file: &PlanFile) -> Result<(), Stop> {
    let breaches = recount(&county_of(folder, file, sets)?, file)?;
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(Stop::Breaches(breaches))
    }
}

/// Everything in a plan that the county's recount does not bear out.
pub fn recount(county: &County, file: &PlanFile) -> Result<Vec<Breach>, Stop> {
    let instance = &county.instance;
    let plan = file.plan(instance).map_err(Stop::Foreign)?;
    let claimed = file.claimed(instance).map_err(Stop::Foreign)?;
    let mut breaches = audit::audit(instance, &county.rules, &plan, &claimed);
    breaches.extend(file.contradictions(&county.scenario, &county.levels()));
    Ok(breaches)
}

/// The balance test before, and under a plan where one is given.
pub fn indicators(
    folder: &Path,
    sets: &[String],
    file: Option<&PlanFile>,
) -> Result<Balance, Stop> {
    let Some(file) = file else {
        let instance = county(folder, sets)?.instance;
        return Ok(Balance::new(instance, None));
    };
    let instance = county_of(folder, file, sets)?.instance;
    let plan = file.plan(&instance).map_err(Stop::Foreign)?;
    Ok(Balance::new(instance, Some(&plan)))
}

/// Writes the workbook of the balance test into `folder`.
pub fn write_indicators(balance: &Balance, folder: &Path, lang: Lang) -> io::Result<()> {
    let workbook = balance.workbook(lang).map_err(io::Error::other)?;
    files::write_all(folder, &[(INDICATORS, &workbook)])
}

/// The county of a plan whose figures agree with a recount; a relaxed plan may break rules.
pub fn recounted(folder: &Path, sets: &[String], file: &PlanFile) -> Result<County, Stop> {
    let county = county_of(folder, file, sets)?;
    let mut breaches = recount(&county, file)?;
    breaches.retain(|breach| !(file.relaxed && county.rules.get(breach.rule).is_some()));
    if breaches.is_empty() {
        Ok(county)
    } else {
        Err(Stop::Breaches(breaches))
    }
}

/// Writes next year's folder from a plan whose figures agree with a recount; returns what the year did to the roster.
pub fn carry(
    folder: &Path,
    sets: &[String],
    file: &PlanFile,
    out: &Path,
    lang: Lang,
) -> Result<(County, NextYear), Stop> {
    let county = recounted(folder, sets, file)?;
    let plan = file.plan(&county.instance).map_err(Stop::Foreign)?;
    let mut all_sets = file.sets().map_err(Stop::Foreign)?;
    all_sets.extend_from_slice(sets);
    let keys = scenario::merged_keys(folder, &all_sets).map_err(stop_of_scenario)?;
    let next = carry::next_year(&county.instance, &plan);
    let data = county
        .scenario
        .data
        .as_ref()
        .and_then(|path| path.file_stem());
    let workbook = data.map(|stem| format!("{}.xlsx", stem.to_string_lossy()));
    let written = carry::Written {
        keys: &keys,
        workbook: workbook.as_deref(),
        lang,
    };
    match carry::write(&county.instance, &next, &written, out) {
        Ok(()) => Ok((county, next)),
        Err(WriteError::Usage(text)) => Err(Stop::Usage(text)),
        Err(error) => Err(Stop::Failed(Text::new(
            format!("无法写出：{error}"),
            error.to_string(),
        ))),
    }
}

/// How a scenario that cannot be loaded ends.
pub fn stop_of_scenario(error: ScenarioError) -> Stop {
    match error {
        ScenarioError::Usage(text) => Stop::Usage(text),
        ScenarioError::Findings(found) => Stop::Findings(findings::sorted(found)),
    }
}

/// How a solve that gave no plan ends. What a `should` rule misses beside the conflict is no reason for it.
pub fn stop_of(error: SolveError, rules: &Rules) -> Stop {
    let is_must = |breach: &Breach| {
        let rule = rules.get(breach.rule);
        rule.is_none_or(|rule| rule.strength() == Strength::Must)
    };
    match error {
        SolveError::Infeasible { conflicts } => {
            let musts = conflicts.into_iter().filter(is_must);
            Stop::Infeasible(musts.map(Breach::where_relaxed).collect())
        }
        SolveError::NoneFound => Stop::NoneFound,
        SolveError::Failed(said) => Stop::Failed(Text::new(said.clone(), said)),
    }
}
