//! What reading hands on: per table the mapped rows, cells still untyped, each with its place.

use super::columns::{self, Column};
use super::text::normalise;
use crate::domain::date::Date;
use crate::finding::{Place, Text};
use std::borrow::Cow;

/// The tables that were found, in the order of [`columns::Table::ALL`].
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Whether something could not be read: then no county comes of it, lest a table be missed in silence.
    pub is_broken: bool,
    pub tables: Vec<DraftTable>,
}

impl Draft {
    pub fn table(&self, table: columns::Table) -> Option<&DraftTable> {
        self.all_of(table).next()
    }

    /// Every table of a kind: verdicts given beside the scenario's own stand in a second one.
    pub fn all_of(&self, table: columns::Table) -> impl Iterator<Item = &DraftTable> {
        self.tables.iter().filter(move |found| found.table == table)
    }
}

/// One table: its rows in file order, blank rows left out.
#[derive(Debug, Clone)]
pub struct DraftTable {
    pub table: columns::Table,
    /// As the user knows it.
    pub file: String,
    pub sheet: Option<String>,
    /// The columns that the file has; `Row::cells` runs along them.
    pub columns: Vec<&'static Column>,
    /// Their headers as the file has them; `headers[i]` is that of `columns[i]`.
    pub headers: Vec<String>,
    pub rows: Vec<Row>,
}

impl DraftTable {
    /// Position of a column in `Row::cells`.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|found| found.name == column)
    }

    /// The place of a cell, a row (`column` none) or the whole table (both none).
    pub fn place(&self, row: Option<usize>, column: Option<&str>) -> Place {
        Place {
            file: Some(self.file.clone()),
            sheet: self.sheet.clone(),
            row,
            column: column.map(str::to_owned),
            header: column.map(|column| self.header(column)),
        }
    }

    /// What the user knows a column by: its header here, else the one we would write.
    pub fn header(&self, column: &str) -> Text {
        let theirs = self.position(column).and_then(|i| self.headers.get(i));
        match (theirs, columns::by_name(self.table, column)) {
            (Some(theirs), _) => Text::new(theirs, theirs),
            (None, Some(ours)) => Text::new(ours.header(), ours.name),
            (None, None) => Text::new(column, column),
        }
    }
}

/// A row that is not blank.
#[derive(Debug, Clone)]
pub struct Row {
    /// As a spreadsheet shows it: the header is row 1.
    pub number: usize,
    pub cells: Vec<Cell>,
}

/// A cell as it stood, with the word that the scenario maps it to.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What the user sees in the cell.
    pub shown: String,
    pub kind: CellKind,
    /// Our word for it by `[tables.X.values.column]`.
    pub mapped: Option<String>,
}

/// What kind of cell it was; the cells of a CSV file are text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellKind {
    Text,
    Number(f64),
    Date(Date),
    /// A number typed into a cell that is formatted as a date, such as `1998.4`, with the day it shows as, which nobody meant.
    Misdated(Date),
    /// One of the errors of a spreadsheet, such as `#N/A`, or a formula without its value.
    Error,
}

/// The errors that a spreadsheet leaves in a cell, and in the CSV file made from it.
const ERRORS: [&str; 9] = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
];

impl Cell {
    pub const BLANK: Self = Self {
        shown: String::new(),
        kind: CellKind::Text,
        mapped: None,
    };

    /// A text cell, or an error cell if the text is one of a spreadsheet's errors.
    pub fn text(shown: impl Into<String>) -> Self {
        let shown = shown.into();
        let text = shown.trim();
        let is_numbered = text
            .strip_prefix("Err:")
            .is_some_and(|n| n.parse::<u16>().is_ok());
        let kind = if is_numbered || ERRORS.contains(&text) {
            CellKind::Error
        } else {
            CellKind::Text
        };
        Self {
            shown,
            kind,
            mapped: None,
        }
    }

    /// A formula whose value the file does not hold.
    pub fn unreckoned(formula: &str) -> Self {
        Self {
            shown: format!("={formula}"),
            kind: CellKind::Error,
            mapped: None,
        }
    }

    /// A number cell, shown as a spreadsheet shows it: at most 15 significant digits.
    pub fn number(value: f64) -> Self {
        let rounded = format!("{value:.14e}").parse().unwrap_or(value);
        Self {
            shown: format!("{rounded}"),
            kind: CellKind::Number(rounded),
            mapped: None,
        }
    }

    pub fn date(date: Date) -> Self {
        Self {
            shown: date.to_string(),
            kind: CellKind::Date(date),
            mapped: None,
        }
    }

    /// A date cell by the number behind it: a year with a month, or a year and month run together, was typed as such.
    pub fn dated(number: f64, date: Date) -> Self {
        let is_month = number.fract() != 0.0 && (1900.0..2101.0).contains(&number);
        let is_run_together = !(1900..=2100).contains(&date.year());
        let typed = Self::number(number);
        // A day's time has more digits than a month.
        let is_short = typed.shown.len() <= 7;
        if is_short && (is_month || is_run_together) {
            return Self {
                kind: CellKind::Misdated(date),
                ..typed
            };
        }
        Self::date(date)
    }

    /// The text to parse: the mapped word, else the normalised cell.
    pub fn normal(&self) -> Cow<'_, str> {
        match &self.mapped {
            Some(word) => normalise(word),
            None => normalise(&self.shown),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.normal().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_a_spreadsheet_shows_them() {
        for (value, shown) in [(2015.09, "2015.09"), (0.1 + 0.2, "0.3"), (12.0, "12")] {
            assert_eq!(Cell::number(value).shown, shown);
        }
        assert_eq!(Cell::text(" #N/A ").kind, CellKind::Error);
        assert_eq!(Cell::text("Err:502").kind, CellKind::Error);
        assert_eq!(Cell::text("#1").kind, CellKind::Text);
    }

    #[test]
    fn a_number_typed_into_a_date_cell_shows_as_typed() {
        let day = |year, month, day| jiff::civil::date(year, month, day);
        for (number, date, shown) in [
            (1998.4, day(1905, 6, 20), "1998.4"),
            (198_609.0, day(2443, 10, 8), "198609"),
            (2010.0, day(1905, 7, 2), "1905-07-02"),
            (42_248.0, day(2015, 9, 1), "2015-09-01"),
            (42_248.75, day(2015, 9, 1), "2015-09-01"),
            (2_000.123_456, day(1905, 6, 22), "1905-06-22"),
        ] {
            assert_eq!(Cell::dated(number, date).shown, shown);
        }
    }
}
