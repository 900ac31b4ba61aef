//! scenario.toml: what it extends, the defaults beneath it, the patches above it, and what comes out.

mod build;
pub mod codes;
mod extend;
mod file;
mod keys;
mod kind;
mod levels;
mod limits;
mod lookup;
mod mistakes;
mod nearest;
mod set;
mod settings;
mod syntax;
mod tables;
mod values;
mod wording;

use crate::domain::settings::Settings;
use crate::finding::{Finding, Text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use keys::LEVELS;
pub use values::share;

/// A scenario, ready for its tables to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    pub name: String,
    /// The planning date is 1 September of this year.
    pub year: i16,
    pub source: Option<String>,
    pub settings: Settings,
    /// Level codes in the order they are solved; a `should` rule's code may stand among them.
    pub levels: Vec<String>,
    /// Every rule in force, in the contract's order: `rules[NAME]` is a table with every key, defaults filled in,
    /// always a `strength`, perhaps a `source`, never an `enabled`. Shares are floats or integers between 0 and 1
    /// (read them with [`share`]), words are English codes.
    pub rules: toml::Table,
    pub patches: Vec<Patch>,
    /// The workbook of the first file that names one.
    pub data: Option<PathBuf>,
    /// By the tables' English names.
    pub tables: BTreeMap<String, TableConfig>,
    /// The scenario's folder first, then those it extends: a table comes from the first that has it.
    pub folders: Vec<PathBuf>,
    /// The same folders, each with the workbook that its own file names (`data`).
    pub sources: Vec<TableSource>,
}

/// A folder that tables may come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSource {
    pub folder: PathBuf,
    /// Its workbook, resolved against the folder.
    pub data: Option<PathBuf>,
}

/// How a foreign table is read as ours: `[tables.NAME]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableConfig {
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// Our column → their header.
    pub columns: BTreeMap<String, String>,
    /// Our column → (their word → ours); `""` stands for a blank cell.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What `file` is relative to: the folder of the scenario file that names it.
    pub folder: PathBuf,
}

/// A key changed from the command line.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch {
    /// Dotted, as in `rules.rotation_share.min`.
    pub key: String,
    /// The value that held before, defaults included; `None` if there was none.
    pub old: Option<toml::Value>,
    pub new: toml::Value,
}

/// Why a scenario cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub enum ScenarioError {
    /// A mistake on the command line (exit 2): an unknown `--set` key, a missing folder.
    Usage(Text),
    /// Mistakes in scenario.toml and what it extends (exit 3).
    Findings(Vec<Finding>),
}

/// The keys that a rule's table may hold, in their order; those of a table within it by the table's name.
pub fn rule_keys(code: &str) -> Vec<&'static str> {
    let own = keys::rule(code).map_or(&[][..], |rule| rule.keys);
    let own = own.iter().map(|(pattern, _)| *pattern);
    let mut keys: Vec<_> = own
        .map(|pattern| pattern.split_once('.').map_or(pattern, |(table, _)| table))
        .chain(["strength", "enabled", "source"])
        .collect();
    keys.dedup();
    keys
}

/// The shipped defaults, as TOML text.
pub fn defaults_text() -> &'static str {
    include_str!("../../../data/defaults.toml")
}

/// The shipped settings.
pub fn default_settings() -> Settings {
    settings::build(&defaults()).expect("the shipped defaults are complete")
}

/// The shipped defaults as nested tables.
fn defaults() -> toml::Table {
    defaults_text()
        .parse()
        .expect("the shipped defaults are TOML")
}

/// Reads the scenario in `dir` with `--set` patches (`KEY=VALUE`) on top.
pub fn load(dir: &Path, sets: &[String]) -> Result<Scenario, ScenarioError> {
    let sets: Result<Vec<_>, _> = sets.iter().map(|set| set::parse(set)).collect();
    load_patched(dir, &sets?)
}

/// Reads the scenario in `dir` with patches on top, as a plan keeps them: dotted keys and their new values.
pub fn load_patched(dir: &Path, sets: &[(String, toml::Value)]) -> Result<Scenario, ScenarioError> {
    if !dir.is_dir() {
        return Err(no_folder(dir));
    }
    let (files, mut findings) = extend::files(dir);
    let (defaults, _) = file::entries_of(defaults_text(), "defaults.toml", 0);
    let (mut merged, conflicts) = extend::merge(&files);
    findings.extend(conflicts);
    let patched = set::apply(&mut merged, &defaults, sets);
    if !findings.is_empty() {
        return Err(ScenarioError::Findings(findings));
    }
    build::build(dir, &files, &merged, &defaults, patched?)
}

/// The merged values of the scenario in `dir`, patches on top: what to write into one file to have the same scenario with
/// other tables. Defaults, and where tables come from, are left out.
pub fn merged_keys(dir: &Path, sets: &[String]) -> Result<toml::Table, ScenarioError> {
    let sets: Result<Vec<_>, _> = sets.iter().map(|set| set::parse(set)).collect();
    let (files, mut findings) = extend::files(dir);
    let (defaults, _) = file::entries_of(defaults_text(), "defaults.toml", 0);
    let (mut merged, conflicts) = extend::merge(&files);
    findings.extend(conflicts);
    set::apply(&mut merged, &defaults, &sets?)?;
    if !findings.is_empty() {
        return Err(ScenarioError::Findings(findings));
    }
    Ok(build::nested(&merged))
}

/// What is odd about a scenario that can be planned all the same.
pub fn remarks(scenario: &Scenario) -> Vec<Finding> {
    limits::findings(&scenario.rules)
}

fn no_folder(dir: &Path) -> ScenarioError {
    let shown = dir.display();
    ScenarioError::Usage(if dir.is_file() {
        Text::new(
            format!("`{shown}` 是文件，请给出 scenario.toml 所在的文件夹"),
            format!("`{shown}` is a file, name the folder that holds scenario.toml"),
        )
    } else {
        Text::new(
            format!("没有文件夹 `{shown}`，可用 `lungang new {shown}` 新建"),
            format!("there is no folder `{shown}`; `lungang new {shown}` makes one"),
        )
    })
}

#[cfg(test)]
mod tests;
