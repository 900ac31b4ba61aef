//! Next year's tables as one workbook, where this year's came as one.

use crate::finding::Lang;
use crate::read::columns::Table;
use crate::report::xlsx::input_sheet::{Rows, table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The workbook's bytes; the same every time. `tables`: each as CSV.
pub(super) fn bytes(
    year: i16,
    tables: &[(Table, Vec<u8>)],
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let year = u16::try_from(year).unwrap_or_default().max(1900);
    let properties = DocProperties::new()
        .set_author("lungang")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, 9, 1)?);
    workbook.set_properties(&properties);
    for (name, rows) in tables {
        let rows = String::from_utf8_lossy(rows);
        table(workbook.add_worksheet(), *name, &Rows(&rows), lang)?;
    }
    workbook.save_to_buffer()
}
