//! From a folder to a county ready to be planned, or all that is wrong with it.

use super::verdicts::{self, Verdicts};
use super::{Stop, stop_of_scenario};
use crate::check;
use crate::domain::instance::Instance;
use crate::finding::{Finding, Lang, Text};
use crate::read::columns::Table;
use crate::read::scenario::{self, Scenario};
use crate::read::tables;
use crate::report::findings;
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::verdict_rows::VerdictRow;
use crate::report::source::Source;
use crate::rules::{self, Rules};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A scenario read and checked; `instance` is `None` where a finding is an error.
#[derive(Debug)]
pub struct Reading {
    pub scenario: Scenario,
    pub instance: Option<Instance>,
    pub rules: Rules,
    /// Those beside the scenario's own.
    pub verdicts: Vec<VerdictRow>,
    /// Errors first.
    pub findings: Vec<Finding>,
}

/// A county without errors, ready to be planned.
#[derive(Debug)]
pub struct County {
    pub scenario: Scenario,
    pub instance: Instance,
    pub rules: Rules,
    /// Verdicts beside the scenario's own.
    pub verdicts: Vec<VerdictRow>,
    pub remarks: Vec<Finding>,
    pub input_sha256: String,
    /// The same by table, rules and other settings.
    pub input_parts: BTreeMap<String, String>,
}

impl County {
    /// Level codes in the order they are solved.
    pub fn levels(&self) -> Vec<String> {
        self.rules.levels(&self.scenario.levels)
    }

    /// What reports of a plan are made from.
    pub fn source<'a>(&'a self, file: &'a PlanFile, lang: Lang) -> Source<'a> {
        Source {
            instance: &self.instance,
            rules: &self.rules,
            file,
            lang,
        }
    }
}

/// Reads and checks all there is, whatever is wrong with it.
pub fn read(folder: &Path, sets: &[String]) -> Result<Reading, Stop> {
    read_with(folder, sets, &[])
}

/// The same under more verdicts.
pub fn read_with(
    folder: &Path,
    sets: &[String],
    verdicts: &[Verdicts<'_>],
) -> Result<Reading, Stop> {
    scenario::load(folder, sets)
        .map_err(stop_of_scenario)
        .map(|scenario| checked(scenario, verdicts))
}

/// A county without errors; its findings are the error.
pub fn county(folder: &Path, sets: &[String]) -> Result<County, Stop> {
    sound(read(folder, sets)?)
}

/// A county without errors under more verdicts.
pub fn county_with(
    folder: &Path,
    sets: &[String],
    verdicts: &[Verdicts<'_>],
) -> Result<County, Stop> {
    sound(read_with(folder, sets, verdicts)?)
}

/// The county that a plan was made from: its patches and verdicts applied first, then `sets`.
pub fn county_of(folder: &Path, file: &PlanFile, sets: &[String]) -> Result<County, Stop> {
    let mut all_sets = file.sets().map_err(Stop::Foreign)?;
    all_sets.extend_from_slice(sets);
    let kept = [Verdicts::Kept(&file.scenario.feedback)];
    let county = county_with(folder, &all_sets, &kept).map_err(|stop| match stop {
        // What the command line alone does not get wrong is wrong in the plan's patches.
        Stop::Usage(text) if scenario::load(folder, sets).is_ok() => Stop::Foreign(text),
        other => other,
    })?;
    if county.input_sha256 == file.scenario.input_sha256 {
        Ok(county)
    } else {
        let told = &file.scenario.input_parts;
        Err(Stop::Foreign(other_input(told, &county.input_parts)))
    }
}

/// That a plan is of other input, where it says so in which parts, and what to do.
fn other_input(told: &BTreeMap<String, String>, here: &BTreeMap<String, String>) -> Text {
    let all: BTreeSet<_> = told.keys().chain(here.keys()).collect();
    let differ = all
        .into_iter()
        .filter(|part| told.get(*part) != here.get(*part));
    let names: Vec<Text> = match told.is_empty() {
        true => Vec::new(),
        false => differ.map(|part| part_name(part)).collect(),
    };
    let listed = |lang: Lang, comma: &str| {
        let names: Vec<_> = names.iter().map(|name| name.get(lang)).collect();
        names.join(comma)
    };
    let (zh, en) = match names.is_empty() {
        true => (String::new(), String::new()),
        false => (
            format!("；不同的是：{}", listed(Lang::Zh, "、")),
            format!("; what differs: {}", listed(Lang::En, ", ")),
        ),
    };
    Text::new(
        format!(
            "方案由其他输入编制：input_sha256 与这个文件夹不符{zh}；请恢复编制时的表格和设定，或用 `lungang plan` 重新编制，表格变了可用 `lungang replan` 调整"
        ),
        format!(
            "the plan was made from other input: its input_sha256 is not that of this folder{en}; bring back the tables and settings it was made from, or plan again (`lungang plan`, or `lungang replan` where the tables have changed)"
        ),
    )
}

fn part_name(part: &str) -> Text {
    match (part, Table::parse(part)) {
        (_, Some(table)) => Text::new(
            format!("{}表", table.chinese()),
            format!("table {}", table.name()),
        ),
        ("rules", None) => Text::new("规则", "the rules"),
        _ => Text::new("其他设定", "other settings"),
    }
}

fn checked(scenario: Scenario, more: &[Verdicts<'_>]) -> Reading {
    let (mut draft, mut found) = tables::read(&scenario);
    let verdicts = verdicts::lay_over(&scenario, &mut draft, more, &mut found);
    found.extend(scenario::remarks(&scenario));
    let (instance, more) = check::check(&scenario, &draft);
    found.extend(more);
    let rules = rules::activate(&scenario.rules).unwrap_or_else(|wrong| {
        found.extend(wrong);
        Rules::default()
    });
    let findings = findings::sorted(found);
    Reading {
        verdicts,
        scenario,
        instance: instance.filter(|_| !findings::has_errors(&findings)),
        rules,
        findings,
    }
}

fn sound(reading: Reading) -> Result<County, Stop> {
    match reading.instance {
        None => Err(Stop::Findings(reading.findings)),
        Some(instance) => Ok(County {
            input_sha256: check::canonical::sha256(&instance, &reading.scenario),
            input_parts: check::canonical::parts(&instance, &reading.scenario),
            scenario: reading.scenario,
            instance,
            rules: reading.rules,
            verdicts: reading.verdicts,
            remarks: reading.findings,
        }),
    }
}
