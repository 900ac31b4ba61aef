//! Papers as .docx, for offices that add a letterhead of their own: A4, fonts that every office has.

use super::paper::{Paper, Part};
use crate::finding::Lang;
use crate::report::words::pick;
use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Shading, Table,
    TableCell, TableLayoutType, TableRow, WidthType,
};
use std::io::{self, Cursor};

/// Twentieths of a point: A4, its margins, and the width between them.
const A4: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_077;
const INSIDE: usize = 11_906 - 2 * 1_077;
/// Half points.
const TITLE: usize = 40;
const HEADING: usize = 25;
const TEXT: usize = 24;
const TABLE: usize = 21;
const SMALL: usize = 17;

/// The file's bytes; the same paper gives the same bytes.
pub fn docx(paper: &Paper, year: i16, lang: Lang) -> io::Result<Vec<u8>> {
    let mut ids = Ids(0);
    let margin = PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN);
    // A mark stands on every sheet, not only on the first.
    let mark = paper.mark.as_ref().map(|mark| format!(" · ⚠ {mark}"));
    let below = format!("{}{}", paper.footer, mark.unwrap_or_default());
    let footer = ids
        .paragraph()
        .add_run(Run::new().add_text(below).size(SMALL));
    let date = format!("{year:04}-09-01T00:00:00Z");
    let mut document = Docx::new()
        .page_size(A4.0, A4.1)
        .page_margin(margin)
        .default_fonts(fonts())
        .default_size(TEXT)
        .created_at(&date)
        .updated_at(&date)
        .footer(Footer::new().add_paragraph(footer));
    let title = said(&mut ids, &paper.title, TITLE, true).align(AlignmentType::Center);
    document = document.add_paragraph(title);
    if let Some(mark) = &paper.mark {
        document = document.add_paragraph(said(&mut ids, &format!("⚠ {mark}"), TEXT, true));
    }
    document = document.add_paragraph(said(&mut ids, &paper.address, TEXT, true));
    for part in &paper.parts {
        document = add(document, &mut ids, part, lang);
    }
    for line in &paper.signatures {
        document = document.add_paragraph(signature(&mut ids, line, lang));
    }
    let mut bytes = Cursor::new(Vec::new());
    document.pack(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

/// Paragraphs numbered within their file, so that a file does not depend on those made before it.
struct Ids(u32);

impl Ids {
    fn paragraph(&mut self) -> Paragraph {
        self.0 += 1;
        Paragraph::new().id(format!("{:08x}", self.0))
    }
}

fn fonts() -> RunFonts {
    RunFonts::new()
        .ascii("Times New Roman")
        .hi_ansi("Times New Roman")
        .east_asia("FangSong")
}

fn said(ids: &mut Ids, text: &str, size: usize, bold: bool) -> Paragraph {
    let run = Run::new().add_text(text).size(size).fonts(fonts());
    let run = if bold { run.bold() } else { run };
    let spacing = LineSpacing::new().before(60).after(100);
    ids.paragraph().add_run(run).line_spacing(spacing)
}

fn add(document: Docx, ids: &mut Ids, part: &Part, lang: Lang) -> Docx {
    match part {
        Part::Text(text) => {
            let paragraph = said(ids, text, TEXT, false);
            document.add_paragraph(match lang {
                Lang::Zh => paragraph.first_line_chars(200),
                Lang::En => paragraph,
            })
        }
        Part::Heading(text) => {
            document.add_paragraph(said(ids, text, HEADING, true).keep_next(true))
        }
        Part::List(lines) => (1..).zip(lines).fold(document, |document, (n, line)| {
            document.add_paragraph(said(ids, &format!("{n}. {line}"), TEXT, false))
        }),
        Part::Facts(facts) => {
            let rows = facts.iter().map(|(what, value)| {
                let cells = vec![
                    cell(ids, what, INSIDE * 3 / 10, true),
                    cell(ids, value, INSIDE * 7 / 10, false),
                ];
                TableRow::new(cells).cant_split()
            });
            let rows = rows.collect();
            document.add_table(table(rows, vec![INSIDE * 3 / 10, INSIDE * 7 / 10]))
        }
        Part::Table { heads, rows } => {
            let widths = widths(heads, rows);
            let mut row = |cells: &[String], bold| {
                let cells = cells.iter().zip(&widths);
                let cells = cells.map(|(text, &width)| cell(ids, text, width, bold));
                TableRow::new(cells.collect()).cant_split()
            };
            let mut lines = vec![row(heads, true)];
            lines.extend(rows.iter().map(|cells| row(cells, false)));
            document.add_table(table(lines, widths.clone()))
        }
    }
}

fn table(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    Table::new(rows)
        .set_grid(widths)
        .width(INSIDE, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}

fn cell(ids: &mut Ids, text: &str, width: usize, is_head: bool) -> TableCell {
    let cell = TableCell::new()
        .width(width, WidthType::Dxa)
        .add_paragraph(said(ids, text, TABLE, is_head));
    if is_head {
        cell.shading(Shading::new().fill("ECEFF1"))
    } else {
        cell
    }
}

/// The width between the margins, shared out by what stands in each column.
fn widths(heads: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let places = |text: &String| -> usize {
        let wide = |letter: char| if letter.is_ascii() { 1 } else { 2 };
        text.chars().map(wide).sum()
    };
    let longest: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(column, head)| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(places);
            cells.max().unwrap_or(0).max(places(head)).clamp(8, 40)
        })
        .collect();
    let all: usize = longest.iter().sum();
    longest
        .iter()
        .map(|places| INSIDE * places / all.max(1))
        .collect()
}

fn signature(ids: &mut Ids, line: &str, lang: Lang) -> Paragraph {
    let date = pick(lang, "日期", "date");
    let text = format!("{line} ________________________   {date} ________________");
    said(ids, &text, TEXT, false).line_spacing(LineSpacing::new().before(240).after(60))
}
