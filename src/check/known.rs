//! The ids of a table and the rows they stand in, with hints for references that none of them is.

use super::codes;
use super::nearest::nearest;
use super::row::RowReader;
use crate::finding::{Finding, Place, Text};
use crate::read::draft::DraftTable;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Nearest matches are searched for this many unknown ids of a table; when a whole column is wrong, more of them tell
/// nothing new and a large county would wait for them.
const MOST_SEARCHES: u32 = 200;

/// The ids of a table in their order: position `i` is that of `SchoolIndex` or `TeacherIndex` `i`.
#[derive(Debug)]
pub(super) struct Known {
    /// What an id stands for, in Chinese and English.
    what: (&'static str, &'static str),
    ids: Vec<String>,
    /// `names[i]` belongs to `ids[i]`.
    names: Vec<String>,
    /// Row of the sheet of `ids[i]`.
    rows: Vec<usize>,
    /// The positions of ids without the zeros in front; of several the first.
    bare: BTreeMap<String, usize>,
    /// Where the ids stand: the table's column.
    place: Place,
    searches: Cell<u32>,
    /// The table, or its column of ids, could not be read: then no reference is wrong, as far as anybody knows.
    is_absent: bool,
}

/// Reads the ids of a table: what is known, and for each row of the draft its position, `None` where its id is blank,
/// spoilt or a duplicate.
pub(super) fn read(
    table: &DraftTable,
    id_column: &str,
    what: (&'static str, &'static str),
    findings: &mut Vec<Finding>,
) -> (Known, Vec<Option<usize>>) {
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut ids = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut reader = RowReader::new(table, row, findings);
        let id = reader.id(id_column);
        let first = id
            .as_ref()
            .and_then(|id| found.get(id))
            .map(|(row, _)| *row);
        match (id, first) {
            (Some(id), Some(first)) => {
                duplicate(&mut reader, id_column, &id, first);
                ids.push(None);
            }
            (Some(id), None) => {
                let name = name(table, row);
                found.insert(id.clone(), (row.number, name));
                ids.push(Some(id));
            }
            (None, _) => ids.push(None),
        }
    }
    let mut known = Known::new(what, found);
    known.is_absent = table.position(id_column).is_none();
    known.place = table.place(None, Some(id_column));
    let positions = ids
        .iter()
        .map(|id| id.as_ref().and_then(|id| known.position(id)))
        .collect();
    (known, positions)
}

fn name(table: &DraftTable, row: &crate::read::draft::Row) -> String {
    let cell = table.position("name").and_then(|i| row.cells.get(i));
    cell.map(|cell| cell.normal().into_owned())
        .unwrap_or_default()
}

fn duplicate(reader: &mut RowReader<'_>, column: &str, id: &str, first: usize) {
    reader.find(
        &codes::ID_DUPLICATE,
        column,
        Text::new(
            format!("代码 `{id}` 在第 {first} 行已经有了"),
            format!("id `{id}` stands in row {first} already"),
        ),
        Text::new(
            "改正代码，或删掉重复的一行",
            "correct the id or delete one of the rows",
        ),
    );
}

impl Known {
    fn new(what: (&'static str, &'static str), found: BTreeMap<String, (usize, String)>) -> Self {
        let mut known = Self {
            what,
            ids: Vec::with_capacity(found.len()),
            names: Vec::with_capacity(found.len()),
            rows: Vec::with_capacity(found.len()),
            bare: BTreeMap::new(),
            place: Place::default(),
            searches: Cell::new(0),
            is_absent: false,
        };
        for (id, (row, name)) in found {
            let bare = without_zeros(&id).to_owned();
            known.bare.entry(bare).or_insert(known.ids.len());
            known.ids.push(id);
            known.names.push(name);
            known.rows.push(row);
        }
        known
    }

    /// In place of a table that could not be read.
    pub(super) fn absent() -> Self {
        Self {
            is_absent: true,
            ..Self::new(("", ""), BTreeMap::new())
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, position: usize) -> &str {
        &self.ids[position]
    }

    /// Row of the sheet.
    pub(super) fn row(&self, position: usize) -> usize {
        self.rows[position]
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids
            .binary_search_by(|known| known.as_str().cmp(id))
            .ok()
    }

    /// Whether the table is there and does not have the id.
    pub(super) fn lacks(&self, id: &str) -> bool {
        !self.is_absent && self.position(id).is_none()
    }

    /// The only position of a name.
    pub(super) fn position_of_name(&self, name: &str) -> Option<usize> {
        let mut with_name = (0..self.len()).filter(|&i| self.names[i] == name);
        with_name.next().filter(|_| with_name.next().is_none())
    }

    /// The position of an id that must be known, or a finding.
    pub(super) fn reference(
        &self,
        reader: &mut RowReader<'_>,
        column: &str,
        id: &str,
    ) -> Option<usize> {
        if self.lacks(id) {
            let (zh, en) = self.what;
            reader.find_value(
                &codes::ID_UNKNOWN,
                column,
                id.to_owned(),
                Text::new(format!("没有{zh} `{id}`"), format!("no {en} `{id}`")),
                self.hint(id),
            );
        }
        self.position(id)
    }

    /// What may have been meant: the id whose name this is, else the nearest id or name.
    fn hint(&self, text: &str) -> Text {
        if let Some(i) = self.position_of_name(text) {
            let zh = match self.what.1 {
                "teacher" => "这是姓名，应填工号",
                _ => "这是名称，应填代码",
            };
            return self.meant(i, zh, "that is a name, write the id");
        }
        if let Some(hint) = self.zeros_hint(text) {
            return hint;
        }
        match self.near(text) {
            Some(i) => self.meant(i, "是不是", "did you mean"),
            None => Text::new(
                format!("在{}表里查到代码再填，或补上这一行", self.what.0),
                format!(
                    "look the id up in the table of {}s, or add its row there",
                    self.what.1
                ),
            ),
        }
    }

    /// An id that differs by the zeros in front alone: a spreadsheet has taken the one with fewer for a number.
    fn zeros_hint(&self, text: &str) -> Option<Text> {
        let i = *self.bare.get(without_zeros(text))?;
        let (id, row, table) = (&self.ids[i], self.rows[i], self.what.0);
        if id.len() > text.len() {
            return Some(Text::new(
                format!("是不是 `{id}`？前面的 0 像是丢了：把这一列设为文本后重填"),
                format!(
                    "did you mean `{id}`? zeros in front seem lost: make the column text and write it again"
                ),
            ));
        }
        let sheet = self.place.sheet.as_ref();
        let sheet = sheet.map_or_else(String::new, |sheet| format!("[{sheet}]"));
        let file = self.place.file.as_deref().unwrap_or_default();
        let header = self.place.header.clone().unwrap_or_default();
        Some(Text::new(
            format!(
                "{table}表 `{file}{sheet}` 第 {row} 行 `{}` 写的是 `{id}`，前面的 0 像是丢了：把那一列设为文本，改成 `{text}`",
                header.zh
            ),
            format!(
                "`{file}{sheet}` has `{id}` in row {row}, column `{}`, where zeros in front seem lost: make that column text and write `{text}`",
                header.en
            ),
        ))
    }

    /// The position of the nearest id, else name.
    pub(super) fn near(&self, text: &str) -> Option<usize> {
        self.searches.set(self.searches.get() + 1);
        let allowed = self.searches.get() <= MOST_SEARCHES;
        let by = |texts: &[String]| {
            let near = nearest(text, texts.iter().map(String::as_str))?;
            texts.iter().position(|known| known == near)
        };
        allowed
            .then(|| by(&self.ids).or_else(|| by(&self.names)))
            .flatten()
    }

    fn meant(&self, i: usize, zh: &str, en: &str) -> Text {
        let (id, name) = (&self.ids[i], &self.names[i]);
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" ({name})")
        };
        Text::new(format!("{zh} `{id}`{name}"), format!("{en} `{id}`{name}"))
    }
}

fn without_zeros(id: &str) -> &str {
    id.trim_start_matches('0')
}
