//! Foreign words to ours, as `[tables.X.values.column]` says.

use super::codes;
use super::columns::{self, Column, Kind, Table, WordForms};
use super::draft::Cell;
use super::places::key_place;
use super::scenario::TableConfig;
use super::text::{normalise, split_list};
use crate::domain::words::{Verdict, Word};
use crate::finding::{Finding, Text};
use std::collections::BTreeMap;

/// Their normalised word → ours, for one column.
pub(super) type Words = BTreeMap<String, String>;

/// The word maps of a table by column, and what is wrong with them.
pub(super) fn maps(
    table: Table,
    config: Option<&TableConfig>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<&'static str, Words> {
    let mut maps = BTreeMap::new();
    for (name, words) in config.into_iter().flat_map(|config| &config.values) {
        // A name that is no column of ours was a mistake of scenario.toml, and has been told.
        let Some(column) = columns::by_name(table, name) else {
            continue;
        };
        for (theirs, ours) in words {
            findings.extend(unknown_target(table, column, theirs, ours));
        }
        let words = words
            .iter()
            .map(|(theirs, ours)| (normalise(theirs).into_owned(), ours.clone()))
            .collect();
        maps.insert(column.name, words);
    }
    maps
}

/// What yes and no mean where a header asks for one of them; what the scenario says comes first.
pub(super) fn add_asked(
    maps: &mut BTreeMap<&'static str, Words>,
    table: Table,
    headers: &[String],
) {
    let asks = |header: &String| header.contains("是否同意");
    if table != Table::Feedback || !headers.iter().any(asks) {
        return;
    }
    let words = maps.entry("verdict").or_default();
    for (theirs, ours) in [("是", Verdict::Pin), ("否", Verdict::Forbid)] {
        let ours = || ours.code().to_owned();
        words.entry(theirs.to_owned()).or_insert_with(ours);
    }
}

/// Puts our word into a cell whose whole text, or whose list's words, the map knows.
pub(super) fn translate(cell: &mut Cell, column: &Column, words: &Words) {
    let text = cell.normal().into_owned();
    if let Some(ours) = words.get(&text) {
        cell.mapped = Some(ours.clone());
    } else if matches!(column.kind, Kind::Ids | Kind::Words(_)) {
        let mapped: Vec<_> = split_list(&text)
            .map(|word| words.get(word).map_or(word, String::as_str))
            .collect();
        let mapped = mapped.join("、");
        if mapped != text {
            cell.mapped = Some(mapped);
        }
    }
}

fn unknown_target(table: Table, column: &Column, theirs: &str, ours: &str) -> Option<Finding> {
    let forms = column.kind.words()?;
    let known = |text: &str| {
        forms
            .iter()
            .any(|(code, chinese)| code.eq_ignore_ascii_case(text) || chinese.contains(&text))
    };
    if normalise(ours).is_empty() || split_list(&normalise(ours)).all(known) {
        return None;
    }
    let list = list(&forms);
    Some(codes::WORD_MAP_UNKNOWN.at(
        key_place(table.name(), &format!("values.{}.{theirs}", column.name)),
        Some(ours.to_owned()),
        Text::new(
            format!("`{}` 列没有词 `{ours}`", column.header()),
            format!("column `{}` has no word `{ours}`", column.name),
        ),
        Text::new(format!("可用：{list}"), format!("use one of {list}")),
    ))
}

fn list(forms: &[WordForms]) -> String {
    let words: Vec<_> = forms
        .iter()
        .map(|(code, chinese)| format!("`{code}` {}", chinese.first().unwrap_or(&"")))
        .collect();
    words.join(", ")
}
