//! Reads the cells of one row as typed values and notes every mistake with its place.

use super::cells::word::{parse_optional, parse_word};
use super::cells::{Mistake, date, flag, id, number};
use super::codes;
use crate::domain::date::Date;
use crate::domain::words::Word;
use crate::finding::{Finding, Severity, Text};
use crate::read::codes::Code;
use crate::read::draft::{Cell, CellKind, DraftTable, Row};
use crate::read::text::split_list;

/// One row of a draft while it is checked. A method returns `None` where a value is missing or wrong; what is wrong is
/// in the findings by then.
pub(super) struct RowReader<'a> {
    table: &'a DraftTable,
    pub(super) row: &'a Row,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(table: &'a DraftTable, row: &'a Row, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            table,
            row,
            findings,
        }
    }

    /// The row's number in its sheet.
    pub(super) fn number(&self) -> usize {
        self.row.number
    }

    /// Whether no error was found since there were `before` findings.
    pub(super) fn is_sound(&self, before: usize) -> bool {
        self.findings[before..]
            .iter()
            .all(|finding| finding.severity != Severity::Error)
    }

    /// Notes a finding on a cell of this row, with what stands in it.
    pub(super) fn find(&mut self, code: &Code, column: &str, message: Text, hint: Text) {
        let value = self.cell(column).map(|cell| cell.shown.trim().to_owned());
        self.find_value(code, column, value.unwrap_or_default(), message, hint);
    }

    /// Notes a finding on part of a cell.
    pub(super) fn find_value(
        &mut self,
        code: &Code,
        column: &str,
        value: String,
        message: Text,
        hint: Text,
    ) {
        let place = self.table.place(Some(self.row.number), Some(column));
        let value = (!value.is_empty()).then_some(value);
        self.findings.push(code.at(place, value, message, hint));
    }

    /// An id that must be there.
    pub(super) fn id(&mut self, column: &str) -> Option<String> {
        self.required(column)?;
        self.optional_id(column)
    }

    pub(super) fn optional_id(&mut self, column: &str) -> Option<String> {
        let is_sheet = self.table.sheet.is_some();
        self.parse(column, |cell| id::parse(cell, is_sheet))
    }

    /// The ids of a list cell, with no id twice.
    pub(super) fn ids(&mut self, column: &str) -> Vec<String> {
        let is_sheet = self.table.sheet.is_some();
        let mut ids: Vec<String> = Vec::new();
        for word in self.list(column) {
            let whole = self.cell(column).filter(|cell| cell.normal() == *word);
            let cell = whole.cloned().unwrap_or_else(|| Cell::text(word));
            match id::parse(&cell, is_sheet) {
                Ok(id) if !ids.contains(&id) => ids.push(id),
                Ok(_) => {}
                Err(mistake) => self.note(column, mistake),
            }
        }
        ids
    }

    /// Free text, trimmed but otherwise as it stands; blank if the cell is.
    pub(super) fn text(&mut self, column: &str) -> String {
        self.parse(column, |cell| {
            let text = cell.mapped.as_ref().unwrap_or(&cell.shown);
            Ok(text.trim().to_owned())
        })
        .unwrap_or_default()
    }

    pub(super) fn required_text(&mut self, column: &str) -> Option<String> {
        self.required(column)?;
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// A name that rows are grouped by, in its normal form.
    pub(super) fn group(&mut self, column: &str) -> Option<String> {
        self.parse(column, |cell| Ok(cell.normal().into_owned()))
    }

    /// A word that must be there.
    pub(super) fn word<W: Word>(&mut self, column: &str) -> Option<W> {
        self.required(column)?;
        self.parse(column, |cell| parse_word(&cell.normal()))
    }

    pub(super) fn optional_word<W: Word>(&mut self, column: &str) -> Option<W> {
        self.parse(column, |cell| parse_optional(&cell.normal()))
            .flatten()
    }

    /// A word, or what a blank cell means; `None` if the word is unknown.
    pub(super) fn word_or<W: Word>(&mut self, column: &str, blank: W) -> Option<W> {
        if self.is_blank(column) {
            return Some(blank);
        }
        self.parse(column, |cell| parse_optional(&cell.normal()))
            .map(|word| word.unwrap_or(blank))
    }

    /// The words of a list cell; an unknown one is left out.
    pub(super) fn words<W: Word>(&mut self, column: &str) -> Vec<W> {
        let mut words = Vec::new();
        for text in self.list(column) {
            match parse_optional::<W>(&text) {
                Ok(word) => words.extend(word),
                Err(mistake) => self.note_value(column, text, mistake),
            }
        }
        words
    }

    /// Yes or no, or what a blank cell means.
    pub(super) fn flag(&mut self, column: &str, blank: bool) -> bool {
        self.parse(column, flag::parse).unwrap_or(blank)
    }

    pub(super) fn date(&mut self, column: &str) -> Option<Date> {
        self.required(column)?;
        self.optional_date(column)
    }

    pub(super) fn optional_date(&mut self, column: &str) -> Option<Date> {
        self.parse(column, date::parse)
    }

    /// A whole number that must be there.
    pub(super) fn whole(&mut self, column: &str, most: u32) -> Option<u32> {
        self.required(column)?;
        self.optional_whole(column, most)
    }

    pub(super) fn optional_whole(&mut self, column: &str, most: u32) -> Option<u32> {
        self.parse(column, |cell| number::whole(cell, most))
    }

    pub(super) fn optional_decimal(&mut self, column: &str, most: u32) -> Option<f64> {
        self.parse(column, |cell| number::decimal(cell, most))
    }

    pub(super) fn optional_signed(&mut self, column: &str) -> Option<f64> {
        self.parse(column, number::signed)
    }

    pub(super) fn is_blank(&self, column: &str) -> bool {
        self.cell(column)
            .is_none_or(|cell| cell.is_blank() && !is_error(cell))
    }

    /// Whether the file has the column at all.
    pub(super) fn has_column(&self, column: &str) -> bool {
        self.table.position(column).is_some()
    }

    fn cell(&self, column: &str) -> Option<&'a Cell> {
        let position = self.table.position(column)?;
        self.row.cells.get(position)
    }

    /// The words of a list cell; none if it is blank or an error.
    fn list(&mut self, column: &str) -> Vec<String> {
        let text = self.parse(column, |cell| Ok(cell.normal().into_owned()));
        let text = text.unwrap_or_default();
        split_list(&text).map(str::to_owned).collect()
    }

    fn required(&mut self, column: &str) -> Option<()> {
        if !self.is_blank(column) {
            return Some(());
        }
        // A column that is missing altogether was found with the header.
        if self.table.position(column).is_some() {
            let header = self.table.header(column);
            self.find(
                &codes::CELL_REQUIRED,
                column,
                Text::new(
                    format!("`{}` 不能空白", header.zh),
                    format!("`{}` must not be blank", header.en),
                ),
                Text::new(
                    "补上这一格，或删掉整行",
                    "fill in the cell or delete the row",
                ),
            );
        }
        None
    }

    /// Parses a cell that is not blank.
    fn parse<T>(&mut self, column: &str, parse: impl Fn(&Cell) -> Result<T, Mistake>) -> Option<T> {
        let cell = self.cell(column)?;
        if is_error(cell) {
            let (message, hint) = error_words(cell.shown.trim());
            self.find(&codes::CELL_ERROR, column, message, hint);
            return None;
        }
        if cell.is_blank() {
            return None;
        }
        parse(cell)
            .map_err(|mistake| self.note(column, mistake))
            .ok()
    }

    fn note(&mut self, column: &str, mistake: Mistake) {
        self.find(mistake.code, column, mistake.message, mistake.hint);
    }

    fn note_value(&mut self, column: &str, value: String, mistake: Mistake) {
        self.find_value(mistake.code, column, value, mistake.message, mistake.hint);
    }
}

/// An error that no word map gives a meaning to.
fn is_error(cell: &Cell) -> bool {
    cell.kind == CellKind::Error && cell.mapped.is_none()
}

/// What is said of a cell whose value a spreadsheet could not reckon, or has not reckoned yet.
fn error_words(shown: &str) -> (Text, Text) {
    if shown.starts_with('=') {
        return (
            Text::new(
                format!("公式 `{shown}` 还没有算出的值"),
                format!("the file holds no value of the formula `{shown}`"),
            ),
            Text::new(
                "用 Excel 或 WPS 打开并保存一次，或改填数值",
                "open and save the file in a spreadsheet once, or write the value",
            ),
        );
    }
    (
        Text::new(
            format!("单元格是错误值 `{shown}`"),
            format!("the cell holds the error `{shown}`"),
        ),
        Text::new(
            "在表格软件里修正公式，或改填数值",
            "mend the formula in the spreadsheet or write the value",
        ),
    )
}
