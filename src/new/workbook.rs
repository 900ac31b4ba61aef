//! The workbook of a new scenario: an explanation, then one sheet a table with its sample rows.

use super::explain::explain;
use crate::finding::Lang;
use crate::read::columns::Table;
use crate::report::xlsx::input_sheet::{Rows, table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The tables it holds, each with its sample rows (CSV with our Chinese headers).
pub(super) const SAMPLES: [(Table, Rows<'static>); 5] = [
    (
        Table::Schools,
        Rows(include_str!("../../data/new/schools.csv")),
    ),
    (
        Table::Teachers,
        Rows(include_str!("../../data/new/teachers.csv")),
    ),
    (Table::Needs, Rows(include_str!("../../data/new/needs.csv"))),
    (Table::Roads, Rows(include_str!("../../data/new/roads.csv"))),
    (
        Table::Feedback,
        Rows(include_str!("../../data/new/feedback.csv")),
    ),
];

/// The workbook as a file; the same bytes every time.
pub(super) fn bytes(lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 9, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title("教师交流轮岗数据")
            .set_author("lungang")
            .set_creation_datetime(&made),
    );
    let tables: Vec<_> = SAMPLES.iter().map(|(table, _)| *table).collect();
    explain(workbook.add_worksheet(), &tables, lang)?;
    for (name, rows) in &SAMPLES {
        table(workbook.add_worksheet(), *name, rows, lang)?;
    }
    workbook.save_to_buffer()
}
