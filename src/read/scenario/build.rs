//! From merged values to a scenario: rules in force with their defaults, levels, settings, tables.

use super::codes;
use super::extend::FILE_NAME;
use super::file::{Entries, Entry, File};
use super::keys::{self, RuleKeys};
use super::mistakes::mistake;
use super::{Patch, Scenario, ScenarioError, settings};
use crate::finding::{Finding, Text};
use crate::read::codes::Code;
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

/// The key that says whether a rule must hold.
const STRENGTH: &str = "strength";

/// The scenario, or every mistake that only shows once all files are merged.
pub(super) fn build(
    dir: &Path,
    files: &[File],
    merged: &Entries,
    defaults: &Entries,
    patches: Vec<Patch>,
) -> Result<Scenario, ScenarioError> {
    let mut building = Building {
        files,
        merged,
        defaults,
        findings: Vec::new(),
    };
    let rules = building.rules();
    let levels = building.levels(&rules);
    let year = building.year();
    let settings = settings::build(&building.settings());
    if let Err(key) = &settings {
        building.missing(key);
    }
    let (Some(year), Ok(settings), true) = (year, settings, building.findings.is_empty()) else {
        return Err(ScenarioError::Findings(building.findings));
    };
    let sources = building.sources();
    let mut folders: Vec<_> = Vec::new();
    for source in &sources {
        if !folders.contains(&source.folder) {
            folders.push(source.folder.clone());
        }
    }
    Ok(Scenario {
        name: building.name(dir),
        year,
        source: building.text("source"),
        settings,
        levels,
        rules,
        patches,
        data: sources.iter().find_map(|source| source.data.clone()),
        tables: building.tables(),
        folders,
        sources,
    })
}

/// The merged values on their way to a scenario.
pub(super) struct Building<'a> {
    pub(super) files: &'a [File],
    pub(super) merged: &'a Entries,
    defaults: &'a Entries,
    findings: Vec<Finding>,
}

impl Building<'_> {
    pub(super) fn entry(&self, path: &[&str]) -> Option<&Entry> {
        let path: Vec<_> = path.iter().map(|&part| part.to_owned()).collect();
        self.merged.get(&path)
    }

    fn text(&self, key: &str) -> Option<String> {
        let text = self.entry(&[key])?.value.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Where an entry stands, for a finding.
    fn at(&self, entry: Option<&Entry>) -> (String, Option<usize>) {
        match entry.and_then(|entry| Some((self.files.get(entry.file)?, entry.row))) {
            Some((file, row)) => (file.shown.clone(), row),
            None => (FILE_NAME.to_owned(), None),
        }
    }

    /// Notes a mistake at the entry of `path`, if there is one.
    pub(super) fn note(
        &mut self,
        code: &'static Code,
        path: &[&str],
        value: Option<String>,
        message: Text,
        hint: Text,
    ) {
        let (file, row) = self.at(self.entry(path));
        let key = Some(path.join("."));
        let finding = mistake(code, (&file, row), key, value, message, hint);
        self.findings.push(finding);
    }

    fn missing(&mut self, key: &str) {
        let path: Vec<_> = key.split('.').collect();
        self.note(
            &codes::MISSING_KEY,
            &path,
            None,
            Text::new(format!("缺少 `{key}`"), format!("`{key}` is missing")),
            Text::new(
                format!("请在 scenario.toml 中写明 `{key}`"),
                format!("set `{key}` in scenario.toml"),
            ),
        );
    }

    fn name(&self, dir: &Path) -> String {
        let folder = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
        let folder = folder.file_name().map(|name| name.display().to_string());
        self.text("name").or(folder).unwrap_or_default()
    }

    fn year(&mut self) -> Option<i16> {
        let year = self
            .entry(&["year"])
            .and_then(|entry| entry.value.as_integer());
        if year.is_none() {
            self.note(
                &codes::MISSING_KEY,
                &["year"],
                None,
                Text::new("缺少 `year`", "`year` is missing"),
                Text::new(
                    "写明计划年份，如 `year = 2024`（计至当年 9 月 1 日）",
                    "give the year planned for, such as `year = 2024` (counted on its 1 September)",
                ),
            );
        }
        year.and_then(|year| i16::try_from(year).ok())
    }

    /// Defaults with the merged values on top, outside the rules.
    fn settings(&self) -> Table {
        let mut tables = Table::new();
        for (path, entry) in self.defaults.iter().chain(self.merged) {
            if path.first().is_some_and(|first| first != "rules") {
                put(&mut tables, path, entry.value.clone());
            }
        }
        // Who writes steps of his own means them.
        let written = |key| self.entry(&["eligibility", key]).is_some();
        if written("retirement_steps") && !written("retirement") {
            let path = ["eligibility", "retirement"].map(str::to_owned);
            put(&mut tables, &path, Value::from("by_birth"));
        }
        tables
    }

    /// The rules in force, each with its defaults, in the contract's order.
    fn rules(&mut self) -> Table {
        let mut rules = Table::new();
        for rule in keys::rules() {
            if !self.is_on(rule.code) {
                continue;
            }
            let table = self.rule(rule);
            let lacks = |key: &&str| !table.contains_key(*key);
            if !rule.needs.is_empty() && rule.needs.iter().all(lacks) {
                self.rule_lacks(rule);
            }
            rules.insert(rule.code.to_owned(), Value::Table(table));
        }
        rules
    }

    fn is_on(&self, code: &str) -> bool {
        let enabled = self.entry(&["rules", code, "enabled"]);
        self.entry(&["rules", code]).is_some()
            && enabled.is_none_or(|entry| entry.value.as_bool() != Some(false))
    }

    /// A rule's keys and their values, sorted by key wherever they come from.
    fn rule(&self, rule: &RuleKeys) -> Table {
        let strength = [STRENGTH.to_owned()];
        let must = Value::from("must");
        let mut values = BTreeMap::from([(strength.as_slice(), &must)]);
        for (path, entry) in self.defaults.iter().chain(self.merged) {
            match path.as_slice() {
                [first, code, rest @ ..]
                    if first == "rules" && code == rule.code && rest != ["enabled"] =>
                {
                    values.insert(rest, &entry.value);
                }
                _ => {}
            }
        }
        let mut table = Table::new();
        for (path, value) in values {
            put(&mut table, path, value.clone());
        }
        table
    }

    fn rule_lacks(&mut self, rule: &RuleKeys) {
        let code = rule.code;
        let keys: Vec<_> = rule.needs.iter().map(|key| format!("`{key}`")).collect();
        self.note(
            &codes::MISSING_KEY,
            &["rules", code],
            None,
            Text::new(
                format!("规则 `{code}` 缺少 {}", keys.join(" 或 ")),
                format!("rule `{code}` lacks {}", keys.join(" or ")),
            ),
            Text::new(
                format!("在 `[rules.{code}]` 中写明 {}", keys.join(" 或 ")),
                format!("set {} in `[rules.{code}]`", keys.join(" or ")),
            ),
        );
    }
}

/// The entries as nested tables, without those on where tables come from.
pub(super) fn nested(entries: &Entries) -> Table {
    let mut nested = Table::new();
    for (path, entry) in entries {
        let first = path.first().map(String::as_str);
        if !matches!(first, Some("data" | "tables")) {
            put(&mut nested, path, entry.value.clone());
        }
    }
    nested
}

/// Puts a value into nested tables; a value in the way gives place.
fn put(table: &mut Table, path: &[String], value: Value) {
    match path {
        [] => {}
        [last] => {
            table.insert(last.clone(), value);
        }
        [first, rest @ ..] => {
            let inner = table
                .entry(first.clone())
                .or_insert_with(|| Value::Table(Table::new()));
            if !inner.is_table() {
                *inner = Value::Table(Table::new());
            }
            if let Value::Table(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
