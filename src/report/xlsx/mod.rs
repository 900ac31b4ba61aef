//! `plan.xlsx`: summary, rotation list, itinerant list, what is brought in, gaps before and after, rules.

mod sheets;

pub(super) use sheets::pick;

use super::plan_json::PlanFile;
use crate::domain::instance::Instance;
use crate::finding::Lang;
use crate::rules::Rules;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// A cell: ids and names are text, so that leading zeros stay.
pub(super) enum Cell {
    Text(String),
    Number(f64),
}

pub(super) fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

pub(super) fn count(value: impl Into<f64>) -> Cell {
    Cell::Number(value.into())
}

/// One sheet: its name, its columns with their widths in characters, its rows.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) columns: Vec<(&'static str, f64)>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// The workbook's bytes; the same plan gives the same bytes.
pub fn workbook(
    instance: &Instance,
    rules: &Rules,
    file: &PlanFile,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut sheets = vec![
        sheets::overview(instance, file, lang),
        sheets::rotations(instance, file, lang),
        sheets::itinerant(instance, file, lang),
    ];
    sheets.extend(sheets::supply(instance, file, lang));
    sheets.extend([
        sheets::coverage(instance, file, lang),
        sheets::rule_check(instance, rules, file, lang),
    ]);
    of_sheets(instance, sheets)
}

/// A workbook of some sheets, dated by the scenario alone.
pub(super) fn of_sheets(
    instance: &Instance,
    sheets: impl IntoIterator<Item = Sheet>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(instance.year.max(1900) as u16, 9, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        write(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn write(worksheet: &mut Worksheet, sheet: Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    worksheet.set_name(sheet.name)?;
    worksheet.set_freeze_panes(1, 0)?;
    for (column, (header, width)) in (0u16..).zip(&sheet.columns) {
        worksheet.write_string_with_format(0, column, *header, &bold)?;
        worksheet.set_column_width(column, *width)?;
    }
    let last = sheet.rows.len() as u32;
    for (row, cells) in (1u32..).zip(sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(value) => worksheet.write_string(row, column, value)?,
                Cell::Number(value) => worksheet.write_number(row, column, value)?,
            };
        }
    }
    worksheet.autofilter(0, 0, last, sheet.columns.len() as u16 - 1)?;
    Ok(())
}
