//! Verdicts given beside a scenario's own feedback table: a file of them, and the rows that a plan keeps of it.

use super::columns::{Column, Table, columns};
use super::draft::{Cell, DraftTable, Row};
use super::places;
use super::scenario::{Scenario, TableConfig};
use super::source::Files;
use super::tables::read_table;
use crate::domain::words::{Verdict, Word};
use crate::finding::Finding;
use std::path::Path;

/// One verdict, as its row has it; the word itself in English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VerdictCells {
    pub teacher_id: String,
    pub school_id: String,
    pub verdict: String,
    pub reason: String,
    pub by: String,
    pub at: String,
}

/// The feedback table of a file of its own: a CSV, or a workbook's sheet. Foreign headers and words are read as the
/// scenario's `[tables.feedback]` says.
pub fn of_file(scenario: &Scenario, path: &Path) -> (Option<DraftTable>, Vec<Finding>) {
    let folder = scenario.folders.first().map_or(Path::new(""), |f| f);
    let (mut files, mut findings) = (Files::new(folder), Vec::new());
    // The sheet that the scenario names is one of its own workbook.
    let config = TableConfig::default();
    let table = places::in_file(Table::Feedback, path, &config, &mut files, &mut findings)
        .and_then(|place| read_table(scenario, Table::Feedback, &place, &mut files, &mut findings));
    (table, findings)
}

/// The rows of a table with their numbers, as a plan keeps them; a row of a reply form without a verdict says nothing.
pub fn cells_of(table: &DraftTable) -> Vec<(usize, VerdictCells)> {
    let row = |row: &Row| {
        let text = |column: &str| {
            let cell = table.position(column).and_then(|i| row.cells.get(i));
            let cell = cell.map(|cell| cell.mapped.as_ref().unwrap_or(&cell.shown));
            cell.map_or_else(String::new, |text| text.trim().to_owned())
        };
        let verdict = text("verdict");
        let known = Verdict::parse(&super::text::normalise(&verdict));
        let cells = VerdictCells {
            teacher_id: text("teacher_id"),
            school_id: text("school_id"),
            verdict: known.map_or(verdict, |known| known.code().to_owned()),
            reason: text("reason"),
            by: text("by"),
            at: text("at"),
        };
        (row.number, cells)
    };
    let rows = table.rows.iter().map(row);
    rows.filter(|(_, cells)| !cells.verdict.is_empty())
        .collect()
}

/// Rows that a plan kept, as a table again; `file` is what findings call it.
pub fn table_of(file: &str, rows: &[VerdictCells]) -> DraftTable {
    let columns: Vec<&'static Column> = columns(Table::Feedback).iter().collect();
    let cells = |row: &VerdictCells| {
        let cell = |column: &&Column| {
            let text: &str = match column.name {
                "teacher_id" => &row.teacher_id,
                "school_id" => &row.school_id,
                "verdict" => &row.verdict,
                "reason" => &row.reason,
                "by" => &row.by,
                "at" => &row.at,
                _ => "",
            };
            Cell::text(text)
        };
        columns.iter().map(cell).collect()
    };
    DraftTable {
        table: Table::Feedback,
        file: file.to_owned(),
        sheet: None,
        rows: (1..)
            .zip(rows)
            .map(|(number, row)| Row {
                number,
                cells: cells(row),
            })
            .collect(),
        headers: columns.iter().map(|c| c.name.to_owned()).collect(),
        columns,
    }
}
