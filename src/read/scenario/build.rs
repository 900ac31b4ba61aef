//! From merged values to a scenario: rules in force with their defaults, levels, settings, tables.

use super::extend::FILE_NAME;
use super::file::{Entries, Entry, File, mistake};
use super::keys::{LEVELS, LEVELS_NOT_AVAILABLE, NOT_AVAILABLE, RULES, RuleKeys};
use super::nearest::nearest;
use super::{Patch, Scenario, ScenarioError, TableConfig, TableSource, settings};
use crate::finding::{Finding, Text};
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

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

struct Building<'a> {
    files: &'a [File],
    merged: &'a Entries,
    defaults: &'a Entries,
    findings: Vec<Finding>,
}

impl Building<'_> {
    fn entry(&self, path: &[&str]) -> Option<&Entry> {
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

    fn note(
        &mut self,
        code: &'static str,
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
            "missing_key",
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
                "missing_key",
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
        tables
    }

    /// The rules in force, each with its defaults, in the contract's order.
    fn rules(&mut self) -> Table {
        for code in NOT_AVAILABLE {
            if self.is_on(code) {
                self.note(
                    "rule_not_available",
                    &["rules", code],
                    Some((*code).to_owned()),
                    Text::new(
                        format!("本版本尚不支持规则 `{code}`"),
                        format!("this version does not have rule `{code}` yet"),
                    ),
                    Text::new(
                        format!("删去 `[rules.{code}]`，或在其中写 `enabled = false`"),
                        format!("take `[rules.{code}]` out, or set `enabled = false` in it"),
                    ),
                );
            }
        }
        let mut rules = Table::new();
        for rule in RULES {
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

    /// A rule's keys and their values.
    fn rule(&self, rule: &RuleKeys) -> Table {
        let mut table = Table::new();
        for (path, entry) in self.defaults.iter().chain(self.merged) {
            match path.as_slice() {
                [first, code, rest @ ..]
                    if first == "rules"
                        && code == rule.code
                        && !rest.is_empty()
                        && rest != ["enabled"] =>
                {
                    put(&mut table, rest, entry.value.clone());
                }
                _ => {}
            }
        }
        if !table.contains_key("strength") {
            table.insert("strength".to_owned(), Value::from("must"));
        }
        table
    }

    fn rule_lacks(&mut self, rule: &RuleKeys) {
        let code = rule.code;
        let keys: Vec<_> = rule.needs.iter().map(|key| format!("`{key}`")).collect();
        self.note(
            "missing_key",
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

    /// The levels, each known: one of the six or a `should` rule in force.
    fn levels(&mut self, rules: &Table) -> Vec<String> {
        let Some(entry) = self.entry(&["levels"]) else {
            return LEVELS.map(str::to_owned).to_vec();
        };
        let items = entry.value.as_array().cloned().unwrap_or_default();
        let levels: Vec<_> = items
            .iter()
            .filter_map(|item| item.as_str().map(|code| code.trim().to_owned()))
            .collect();
        if levels.is_empty() {
            self.bad_level(
                "missing_key",
                None,
                Text::new("`levels` 是空的", "`levels` is empty"),
                Text::new(
                    "至少写一个目标层级，或删去 `levels`",
                    "name at least one level, or take `levels` out",
                ),
            );
        }
        for (i, level) in levels.iter().enumerate() {
            if levels[..i].contains(level) {
                self.bad_level(
                    "duplicate_level",
                    Some(level),
                    Text::new(
                        format!("目标层级 `{level}` 写了两次"),
                        format!("level `{level}` stands twice"),
                    ),
                    Text::new("只保留一处", "keep one of them"),
                );
            } else if !LEVELS.contains(&level.as_str()) {
                self.rule_level(level, rules);
            }
        }
        levels
    }

    /// A level that is none of the six.
    fn rule_level(&mut self, level: &str, rules: &Table) {
        if NOT_AVAILABLE.contains(&level) || LEVELS_NOT_AVAILABLE.contains(&level) {
            return self.bad_level(
                "level_not_available",
                Some(level),
                Text::new(
                    format!("本版本尚不支持目标层级 `{level}`"),
                    format!("this version does not have level `{level}` yet"),
                ),
                Text::new("从 `levels` 中删去", "take it out of `levels`"),
            );
        }
        let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        if !codes.contains(&level) {
            let all: Vec<_> = LEVELS.into_iter().chain(codes).collect();
            let hint = match nearest(level, &all) {
                Some(near) => Text::new(
                    format!("是否想写 `{near}`？"),
                    format!("did you mean `{near}`?"),
                ),
                None => Text::new(
                    format!("可用 {}", LEVELS.join("、")),
                    format!("levels are {}", LEVELS.join(", ")),
                ),
            };
            return self.bad_level(
                "unknown_level",
                Some(level),
                Text::new(
                    format!("没有目标层级 `{level}`"),
                    format!("there is no level `{level}`"),
                ),
                hint,
            );
        }
        let strength = rules.get(level).and_then(|rule| rule.get("strength"));
        if strength.and_then(Value::as_str) != Some("should") {
            self.bad_level(
                "level_without_rule",
                Some(level),
                Text::new(
                    format!("`{level}` 不是在用的力争（should）规则，不能作目标层级"),
                    format!("`{level}` is no `should` rule in force, so it cannot be a level"),
                ),
                Text::new(
                    format!("写 `[rules.{level}] strength = \"should\"`，或从 `levels` 中删去"),
                    format!(
                        "set `[rules.{level}] strength = \"should\"`, or take it out of `levels`"
                    ),
                ),
            );
        }
    }

    fn bad_level(&mut self, code: &'static str, level: Option<&str>, message: Text, hint: Text) {
        self.note(code, &["levels"], level.map(str::to_owned), message, hint);
    }

    /// Every folder in order of preference, each with its own workbook.
    fn sources(&self) -> Vec<TableSource> {
        let data = vec!["data".to_owned()];
        let own = |position: usize, file: &File| {
            // A patched `data` belongs to the scenario itself.
            let patched = self
                .merged
                .get(&data)
                .filter(|entry| entry.file == position);
            let entry = patched.or(file.entries.get(&data))?;
            let text = entry.value.as_str()?.trim();
            (!text.is_empty()).then(|| file.folder.join(text))
        };
        let mut sources: Vec<TableSource> = Vec::new();
        for (position, file) in self.files.iter().enumerate() {
            let source = TableSource {
                folder: file.folder.clone(),
                data: own(position, file),
            };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    fn tables(&self) -> BTreeMap<String, TableConfig> {
        let mut tables: BTreeMap<String, TableConfig> = BTreeMap::new();
        for (path, entry) in self.merged {
            let (Some("tables"), Some(name)) = (path.first().map(String::as_str), path.get(1))
            else {
                continue;
            };
            let own = || self.files.first().map(|file| file.folder.clone());
            let config = tables.entry(name.clone()).or_insert_with(|| TableConfig {
                folder: own().unwrap_or_default(),
                ..TableConfig::default()
            });
            let text = entry.value.as_str().unwrap_or_default().to_owned();
            match &path[2..] {
                [key] if key == "file" => {
                    config.file = Some(text);
                    if let Some(file) = self.files.get(entry.file) {
                        config.folder = file.folder.clone();
                    }
                }
                [key] if key == "sheet" => config.sheet = Some(text),
                [key, column] if key == "columns" => {
                    config.columns.insert(column.clone(), text);
                }
                [key, column, word] if key == "values" => {
                    let words = config.values.entry(column.clone()).or_default();
                    words.insert(word.clone(), text);
                }
                _ => {}
            }
        }
        tables
    }
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
