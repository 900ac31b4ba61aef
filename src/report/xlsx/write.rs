//! Sheets into a workbook: formats, widths that fit, frozen and filtered headings, A4 pages with headings and numbers.

use super::cells::{Block, Cell, Form, Sheet, Value};
use super::styles::Styles;
use crate::finding::Lang;
use crate::report::words::{grouped, pick};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Formula, IgnoreError, Workbook, Worksheet, XlsxError,
    utility::row_col_to_cell,
};

/// Paper of `set_paper_size`: A4.
const A4: u8 = 9;
/// Characters that fit upright across A4 at about full size.
const UPRIGHT: f64 = 96.0;
/// Widths in characters: of the narrowest and the widest column, and of one that holds sentences.
const NARROW: usize = 6;
const WIDE: usize = 36;
const SENTENCE: f64 = 46.0;
/// Points of one line, and the lines that headings of a list break into at most.
const LINE: f64 = 15.5;
const HEAD_LINES: usize = 3;
/// Excel's limit for a page's heading, all of its parts together.
const HEADING_CHARS: usize = 180;

/// The workbook's bytes, dated by the scenario's year alone.
pub(super) fn workbook(
    year: i16,
    heading: &str,
    lang: Lang,
    sheets: &[Sheet],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(year.max(1900) as u16, 9, 1)?;
    let properties = DocProperties::new()
        .set_title(heading)
        .set_author("lungang")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.name)?;
        fill(worksheet, sheet, &styles)?;
        page_set_up(worksheet, sheet, heading, lang)?;
    }
    workbook.save_to_buffer()
}

/// Writes the blocks one under the other.
fn fill(worksheet: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    let mut row = 0;
    let mut breaks = Vec::new();
    let widths = widths(sheet);
    for (i, block) in sheet.blocks.iter().enumerate() {
        if block.new_page && i > 0 {
            breaks.push(row);
        }
        let is_list = sheet.list.is_some() && i == 0;
        row = write_block(worksheet, block, row, (is_list, &widths), styles)? + 1;
    }
    if !breaks.is_empty() {
        worksheet.set_page_breaks(&breaks)?;
    }
    for (column, width) in (0u16..).zip(&widths) {
        worksheet.set_column_width(column, *width)?;
    }
    // Ids of digits are meant to be text.
    worksheet.ignore_error_range(0, 0, row, 30, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Writes a block from a row on; returns the row after it.
fn write_block(
    worksheet: &mut Worksheet,
    block: &Block,
    mut row: u32,
    (is_list, widths): (bool, &[f64]),
    styles: &Styles,
) -> Result<u32, XlsxError> {
    if let Some(title) = &block.title {
        worksheet.set_row_height(row, 22)?;
        worksheet.write_string_with_format(row, 0, title, &styles.title)?;
        row += 1;
    }
    let head = row;
    for (column, name) in (0u16..).zip(&block.heads) {
        worksheet.write_string_with_format(row, column, *name, &styles.head)?;
    }
    if block.heads.is_empty() {
        row = row.saturating_sub(1);
    } else {
        let names = block.heads.iter().map(|name| places(name));
        worksheet.set_row_height(row, height(names.zip(widths)).max(20.0))?;
    }
    for cells in &block.rows {
        row += 1;
        write_row(worksheet, row, cells, widths, styles)?;
    }
    if is_list {
        let last = (block.heads.len().max(1) - 1) as u16;
        worksheet.autofilter(head, 0, row.max(head + 1), last)?;
    }
    if let Some((word, columns)) = block.totals.as_ref().filter(|_| !block.rows.is_empty()) {
        let rows = (head + 1, row);
        row += 1;
        write_totals(worksheet, row, rows, (word, columns), block, styles)?;
    }
    Ok(row + 1)
}

/// Writes a row, as high as its sentences need it to be.
fn write_row(
    worksheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    widths: &[f64],
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (column, cell) in (0u16..).zip(cells) {
        write_cell(worksheet, row, column, cell, styles)?;
    }
    let sentences = cells.iter().zip(widths);
    let sentences = sentences.filter_map(|(cell, width)| match &cell.value {
        Value::Text(said) if cell.form == Form::Long => Some((places(said), width)),
        _ => None,
    });
    worksheet.set_row_height(row, height(sentences))?;
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let format = styles.of(cell);
    match &cell.value {
        Value::Text(said) if said.is_empty() => worksheet.write_blank(row, column, format)?,
        Value::Text(said) => worksheet.write_string_with_format(row, column, said, format)?,
        Value::Number(value) => worksheet.write_number_with_format(row, column, *value, format)?,
    };
    Ok(())
}

/// Sums as formulas, so that they follow what an office changes.
fn write_totals(
    worksheet: &mut Worksheet,
    row: u32,
    (first, last): (u32, u32),
    (word, columns): (&str, &[usize]),
    block: &Block,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for column in 0..block.heads.len() {
        worksheet.write_blank(row, column as u16, &styles.total)?;
    }
    worksheet.write_string_with_format(row, 0, word, &styles.total)?;
    for &column in columns {
        let amounts = block.rows.iter().filter_map(|cells| cells.get(column));
        let sum: f64 = amounts.map(Cell::amount).sum();
        let (top, end) = (
            row_col_to_cell(first, column as u16),
            row_col_to_cell(last, column as u16),
        );
        let formula = Formula::new(format!("=SUM({top}:{end})")).set_result(sum.to_string());
        worksheet.write_formula_with_format(row, column as u16, formula, &styles.total)?;
    }
    Ok(())
}

/// Points of a row whose texts, so many places long, break into lines of so many.
fn height<'a>(texts: impl Iterator<Item = (usize, &'a f64)>) -> f64 {
    let lines = texts.map(|(places, width)| (places as f64 / (width - 2.5).max(1.0)).ceil());
    LINE * lines.fold(1.0, f64::max)
}

/// A width for each column that shows what stands in it; sentences break into lines.
fn widths(sheet: &Sheet) -> Vec<f64> {
    let n = sheet.blocks.iter().map(|block| block.heads.len()).max();
    let mut widths = vec![NARROW as f64; n.unwrap_or(0)];
    for block in &sheet.blocks {
        for (column, head) in block.heads.iter().enumerate() {
            let wanted = match sheet.list {
                // Room for the filter's sign; long headings break into lines.
                Some(_) => places(head).div_ceil(HEAD_LINES).max(places(head).min(8)) + 3,
                None => places(head).div_ceil(2).max(places(head).min(10)) + 2,
            };
            widths[column] = widths[column].max(wanted.min(WIDE) as f64);
        }
        for cells in &block.rows {
            for (column, cell) in cells.iter().enumerate().take(widths.len()) {
                widths[column] = widths[column].max(width(cell));
            }
        }
    }
    widths
}

fn width(cell: &Cell) -> f64 {
    match (&cell.value, cell.form) {
        (Value::Text(_), Form::Free) => 0.0,
        (Value::Text(said), Form::Long) => (places(said) as f64 + 3.0).min(SENTENCE),
        (Value::Text(said), _) => (places(said) + 3).min(WIDE) as f64,
        (Value::Number(value), Form::Whole) => places(&grouped(*value)) as f64 + 3.0,
        (Value::Number(value), _) => format!("{value:.0}").len() as f64 + 7.0,
    }
}

/// Chinese signs take two places.
fn places(text: &str) -> usize {
    let wide = |letter: char| if letter < '\u{2e80}' { 1 } else { 2 };
    text.chars().map(wide).sum()
}

/// A4, across where the columns ask for it, one page wide, headings on each page, pages numbered.
fn page_set_up(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    heading: &str,
    lang: Lang,
) -> Result<(), XlsxError> {
    // A sheet read like a page without page breaks of its own is meant to be one.
    let is_one_page = sheet.list.is_none() && !sheet.blocks.iter().any(|block| block.new_page);
    let high =
        u16::from(is_one_page && sheet.blocks.iter().map(|b| b.rows.len()).sum::<usize>() < 60);
    worksheet.set_paper_size(A4).set_print_fit_to_pages(1, high);
    worksheet.set_margins(0.5, 0.5, 0.8, 0.7, 0.35, 0.35);
    worksheet.set_print_center_horizontally(true);
    if widths(sheet).iter().sum::<f64>() > UPRIGHT {
        worksheet.set_landscape();
    }
    // `&` begins a code there.
    let heading: String = heading.chars().take(HEADING_CHARS).collect();
    let heading = heading.replace('&', "&&");
    worksheet.set_header(format!("&L{heading}&R{}", sheet.name));
    worksheet.set_footer(pick(lang, "&C第 &P 页，共 &N 页", "&Cpage &P of &N"));
    match sheet.list {
        Some(fixed) => {
            worksheet.set_repeat_rows(0, 0)?;
            worksheet.set_freeze_panes(1, fixed)?;
        }
        None => {
            worksheet.set_freeze_panes(1, 0)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::cells::{count, long, text};
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_they_hold() {
        let rows = vec![vec![
            text("东岗小学"),
            count(1_234_567.0),
            long("很".repeat(90)),
        ]];
        let sheet = Sheet::list("x", 1, Block::new(vec!["学校", "元/年", "内容"], rows));
        let widths = widths(&sheet);
        assert_eq!(widths[0], 11.0);
        // Nine signs with the thousands' commas.
        assert_eq!(widths[1], 12.0);
        assert_eq!(widths[2], SENTENCE);
    }
}
