//! One scenario file: its text, its keys in canonical form with their lines, and every mistake in it.

use super::codes;
use super::lookup::{Meaning, Path, meaning};
use super::mistakes::{mistake, nested_too_deep, not_utf8, unknown, unreadable, wrong_value};
use super::syntax::syntax;
use crate::finding::{Finding, Text};
use std::collections::BTreeMap;
use std::path::{self, PathBuf};
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

/// The most dots on a line of a scenario file.
const MOST_DOTS: usize = 200;

/// A value, where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) value: Value,
    /// Line in its file.
    pub(super) row: Option<usize>,
    /// Which file of the scenario, by position.
    pub(super) file: usize,
}

/// Values by their canonical key; a rule's own table is an entry too (an empty table), as it switches the rule on.
pub(super) type Entries = BTreeMap<Path, Entry>;

/// A scenario file that was read.
#[derive(Debug)]
pub(super) struct File {
    /// As the user knows it, relative to the scenario folder.
    pub(super) shown: String,
    /// Canonical path, to recognise the same file.
    pub(super) path: PathBuf,
    pub(super) folder: PathBuf,
    pub(super) entries: Entries,
    /// Positions of the files it extends, in order.
    pub(super) extends: Vec<usize>,
}

/// The text of a file, without a byte order mark.
pub(super) fn text_of(path: &path::Path, shown: &str) -> Result<String, Box<Finding>> {
    let bytes = std::fs::read(path).map_err(|error| Box::new(unreadable(shown, &error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let breaks = error.as_bytes()[..good].iter().filter(|&&b| b == b'\n');
        Box::new(not_utf8(shown, 1 + breaks.count()))
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

/// The first line whose keys nest deeper than any of ours: tables that deep would exhaust the stack.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let dots = |line: &str| line.bytes().filter(|&b| b == b'.').count();
    text.lines()
        .position(|line| !line.trim_start().starts_with('#') && dots(line) > MOST_DOTS)
        .map(|position| position + 1)
}

/// Every key of a text, and every mistake.
pub(super) fn entries_of(text: &str, shown: &str, file: usize) -> (Entries, Vec<Finding>) {
    if let Some(row) = too_deep(text) {
        return (Entries::new(), vec![nested_too_deep(shown, row)]);
    }
    let spanned = DeTable::parse(text);
    let (table, spanned) = match (text.parse::<Table>(), spanned) {
        (Ok(table), Ok(spanned)) => (table, spanned),
        (Err(error), _) | (_, Err(error)) => {
            return (Entries::new(), vec![syntax(text, shown, &error)]);
        }
    };
    let mut rows = BTreeMap::new();
    lines(text, spanned.get_ref(), &mut Vec::new(), &mut rows);
    let mut reading = Reading {
        shown,
        file,
        rows,
        entries: Entries::new(),
        findings: Vec::new(),
    };
    reading.table(&mut Vec::new(), &table);
    (reading.entries, reading.findings)
}

/// Line number, from 1, of a byte of the text.
pub(super) fn line(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|&&b| b == b'\n').count()
}

/// The line of every key as it is written.
fn lines(text: &str, table: &DeTable<'_>, path: &mut Path, rows: &mut BTreeMap<Path, usize>) {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        rows.insert(path.clone(), line(text, key.span().start));
        if let DeValue::Table(inner) = value.get_ref() {
            lines(text, inner, path, rows);
        }
        path.pop();
    }
}

/// The walk through one file.
struct Reading<'a> {
    shown: &'a str,
    file: usize,
    rows: BTreeMap<Path, usize>,
    entries: Entries,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn table(&mut self, path: &mut Path, table: &Table) {
        for (key, value) in table {
            path.push(key.clone());
            self.key(path, value);
            path.pop();
        }
    }

    fn key(&mut self, path: &mut Path, value: &Value) {
        match (meaning(path), value) {
            (Meaning::Value(canonical, kind), _) => match kind.check(value) {
                Ok(value) => self.keep(path, canonical, value),
                Err(advice) => self.wrong_value(path, value, advice),
            },
            (Meaning::Table(canonical), Value::Table(inner)) => {
                if let [first, _] = canonical.as_slice()
                    && first == "rules"
                {
                    self.keep(path, canonical, Value::Table(Table::new()));
                }
                self.table(path, inner);
            }
            (Meaning::Table(_), _) => {
                let head = path.join(".");
                let advice = Text::new(
                    format!("应为一张表，写作 `[{head}]`，其下写各键"),
                    format!("make it a table: `[{head}]` with its keys below"),
                );
                self.wrong_value(path, value, advice);
            }
            (Meaning::Unknown { rule, nearest }, _) => {
                self.findings
                    .push(unknown(self.at(path), path, rule, nearest));
            }
        }
    }

    fn at(&self, path: &Path) -> (&str, Option<usize>) {
        (self.shown, self.rows.get(path).copied())
    }

    fn keep(&mut self, written: &Path, canonical: Path, value: Value) {
        let row = self.rows.get(written).copied();
        if self.entries.contains_key(&canonical) {
            let key = canonical.join(".");
            self.findings.push(mistake(
                &codes::TWO_VALUES_FOR_ONE_KEY,
                self.at(written),
                Some(key.clone()),
                Some(value.to_string()),
                Text::new(
                    format!("`{key}` 在同一文件中写了两次"),
                    format!("`{key}` stands twice in one file"),
                ),
                Text::new("只保留一处", "keep one of them"),
            ));
            return;
        }
        let file = self.file;
        self.entries.insert(canonical, Entry { value, row, file });
    }

    fn wrong_value(&mut self, path: &Path, value: &Value, advice: Text) {
        let finding = wrong_value(self.at(path), &path.join("."), value, advice);
        self.findings.push(finding);
    }
}
