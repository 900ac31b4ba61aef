//! The sheet of one table as a user fills it in: header with notes, formats, drop-down lists, rows.

use crate::finding::Lang;
use crate::read::columns::{Column, Kind, Table, columns};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format,
    FormatAlign, Note, Worksheet, XlsxError,
};

/// The last row that has drop-down lists.
const LAST_ROW: u32 = 99_999;
/// Excel's own limit on a drop-down list written out.
const LIST_CHARS: usize = 255;

/// Rows as CSV; the headers are ours in Chinese.
#[derive(Debug)]
pub struct Rows<'a>(pub &'a str);

impl Rows<'_> {
    /// Every row as (header, cell) pairs.
    pub fn cells(&self) -> Vec<Vec<(String, String)>> {
        let mut reader = csv::Reader::from_reader(self.0.trim_start_matches('\u{feff}').as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        let owned = |(header, cell): (&str, &str)| (header.to_owned(), cell.to_owned());
        reader
            .records()
            .filter_map(Result::ok)
            .map(|row| headers.iter().zip(&row).map(owned).collect())
            .collect()
    }
}

/// Fills the sheet of one table.
pub fn table(
    sheet: &mut Worksheet,
    table: Table,
    rows: &Rows<'_>,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(table.chinese())?;
    sheet.set_freeze_panes(1, if columns(table).len() > 6 { 2 } else { 0 })?;
    sheet.set_row_height(0, 24)?;
    let rows = rows.cells();
    for (position, column) in (0..).zip(columns(table)) {
        let format = cell_format(column.kind);
        sheet.set_column_format(position, &format)?;
        sheet.set_column_width(position, width(column))?;
        sheet.write_with_format(0, position, column.header(), &header_format(column))?;
        sheet.insert_note(0, position, &note(column, lang))?;
        if let Some(list) = validation(column, lang)? {
            sheet.add_data_validation(1, position, LAST_ROW, position, &list)?;
        }
        for (row, cells) in (1..).zip(&rows) {
            let cell = cells.iter().find(|(header, _)| header == column.header());
            if let Some((_, text)) = cell.filter(|(_, text)| !text.is_empty()) {
                write(sheet, (row, position), column.kind, text, &format)?;
            }
        }
    }
    Ok(())
}

/// Writes a cell as its kind: ids as text, months as dates, numbers as numbers.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Kind,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let number = || text.parse::<f64>().ok();
    match kind {
        Kind::Date => match date(text) {
            Some(date) => sheet.write_datetime_with_format(row, column, &date, format)?,
            None => sheet.write_string_with_format(row, column, text, format)?,
        },
        Kind::Whole | Kind::Number | Kind::Degrees => match number() {
            Some(number) => sheet.write_number_with_format(row, column, number, format)?,
            None => sheet.write_string_with_format(row, column, text, format)?,
        },
        _ => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// A month (its first day) or a day.
fn date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month) = (parts.next()??, parts.next()??);
    let day = parts.next().unwrap_or(Some(1))?;
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

fn cell_format(kind: Kind) -> Format {
    match kind {
        Kind::Date => Format::new().set_num_format("yyyy-mm"),
        Kind::Whole => Format::new().set_num_format("0"),
        Kind::Number => Format::new().set_num_format("0.##"),
        Kind::Degrees => Format::new().set_num_format("0.000000"),
        _ => Format::new().set_num_format("@"),
    }
}

/// Required columns stand out.
fn header_format(column: &Column) -> Format {
    let (fill, ink) = if column.required {
        (0x1F_4E78, Color::White)
    } else {
        (0xDD_EBF7, Color::Black)
    };
    Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(fill))
        .set_font_color(ink)
}

/// Wide enough for header and example; Chinese signs take two places.
fn width(column: &Column) -> f64 {
    let places = |text: &str| -> u32 {
        text.chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<u32>()
    };
    f64::from(places(column.header()).max(places(column.example)).max(8) + 3)
}

fn note(column: &Column, lang: Lang) -> Note {
    let required = match (column.required, lang) {
        (true, Lang::Zh) => "必填。",
        (true, Lang::En) => "Required. ",
        (false, _) => "",
    };
    let help = match lang {
        Lang::Zh => column.help_zh,
        Lang::En => column.help_en,
    };
    Note::new(format!(
        "{} · {}\n{required}{help}",
        column.header(),
        column.name
    ))
    .set_author("lungang")
    .add_author_prefix(false)
    .set_width(260)
    .set_height(110)
}

/// What may be typed into a column: a drop-down list, or a bound on a number.
fn validation(column: &Column, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let validation =
        match column.kind {
            Kind::Flag => list(&["是", "否"])?,
            Kind::Word(words) => {
                let forms: Vec<_> = words()
                    .iter()
                    .filter_map(|(_, chinese)| chinese.first().copied())
                    .collect();
                list(&forms)?
            }
            Kind::Whole => DataValidation::new()
                .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            Kind::Number => DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            Kind::Degrees => DataValidation::new()
                .allow_decimal_number(DataValidationRule::Between(-180.0, 180.0)),
            Kind::Id | Kind::Ids | Kind::Text | Kind::Words(_) | Kind::Date => return Ok(None),
        };
    let (title, message) = match lang {
        Lang::Zh => ("请检查", "这一列不能这样填，见表头批注"),
        Lang::En => (
            "Please check",
            "This column cannot hold that, see the note on its header",
        ),
    };
    let validation = validation
        .ignore_blank(!column.required)
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(title)?
        .set_error_message(message)?;
    Ok(Some(validation))
}

fn list(forms: &[&str]) -> Result<DataValidation, XlsxError> {
    debug_assert!(forms.join(",").chars().count() <= LIST_CHARS);
    DataValidation::new().allow_list_strings(forms)
}
