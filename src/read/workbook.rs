//! Workbooks (.xlsx, .xls, .ods) to grids, through calamine.

use super::draft::{Cell, CellKind};
use super::grid::{Grid, GridRow};
use super::xls_guard;
use crate::domain::date::Date;
use calamine::{Data, DataRef, Ods, Reader, Xls, Xlsb, Xlsx, XlsxError, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Bytes = Cursor<Vec<u8>>;

/// An opened workbook.
pub(super) struct Workbook {
    book: Book,
    pub(super) sheets: Vec<String>,
}

enum Book {
    Xlsx(Box<Xlsx<Bytes>>),
    Other(Box<ReadSheet>),
}

/// Reads a sheet by its name.
type ReadSheet = dyn FnMut(&str) -> Result<calamine::Range<Data>, String>;

/// The cells of a sheet by row and column, from 0.
type Cells = BTreeMap<usize, BTreeMap<usize, Cell>>;

/// Opens a workbook by its content; the name of the file does not matter.
pub(super) fn open(bytes: Vec<u8>) -> Result<Workbook, String> {
    guarded(move || open_any(bytes))
}

impl Workbook {
    /// The grid of one sheet.
    pub(super) fn grid(&mut self, sheet: &str) -> Result<Grid, String> {
        let book = &mut self.book;
        let cells = guarded(move || match book {
            Book::Xlsx(book) => xlsx_cells(book, sheet).map_err(|error| error.to_string()),
            Book::Other(range) => range(sheet).map(|range| range_cells(&range)),
        })?;
        Ok(grid(cells))
    }
}

/// Runs the parser of a foreign binary format, which a damaged file may drive into a panic, as a plain error.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("damaged file".to_owned()))
}

fn open_any(bytes: Vec<u8>) -> Result<Workbook, String> {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0";
    if bytes.starts_with(OLE) {
        if !xls_guard::is_sound(&bytes) {
            return Err("damaged or encrypted".to_owned());
        }
        return other::<Xls<_>>(bytes);
    }
    let cursor = Cursor::new(bytes);
    match open_workbook_from_rs::<Xlsx<Bytes>, _>(cursor.clone()) {
        Ok(book) => Ok(Workbook {
            sheets: book.sheet_names(),
            book: Book::Xlsx(Box::new(book)),
        }),
        Err(error) => other::<Ods<_>>(cursor.get_ref().clone())
            .or_else(|_| other::<Xlsb<_>>(cursor.into_inner()))
            .map_err(|_| error.to_string()),
    }
}

fn other<R>(bytes: Vec<u8>) -> Result<Workbook, String>
where
    R: Reader<Bytes> + 'static,
    R::Error: std::fmt::Display,
{
    let mut book: R =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: R::Error| error.to_string())?;
    Ok(Workbook {
        sheets: book.sheet_names(),
        book: Book::Other(Box::new(move |sheet| {
            book.worksheet_range(sheet)
                .map_err(|error| error.to_string())
        })),
    })
}

/// Cell by cell: a stray cell far away must not allocate the whole rectangle before it.
fn xlsx_cells(book: &mut Xlsx<Bytes>, sheet: &str) -> Result<Cells, XlsxError> {
    let mut cells = Cells::new();
    let formulas = formulas(book, sheet)?;
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(found) = reader.next_cell()? {
        let (row, column) = found.get_position();
        let formula = formulas.get(&(row, column));
        if let (DataRef::Empty, Some(formula)) = (found.get_value(), formula) {
            let cell = Cell::unreckoned(formula);
            put(&mut cells, row as usize, column as usize, cell);
            continue;
        }
        put(
            &mut cells,
            row as usize,
            column as usize,
            match found.get_value() {
                DataRef::SharedString(text) => Cell::text(*text),
                value => cell(&Data::from(value.clone())),
            },
        );
    }
    Ok(cells)
}

/// The formulas of a sheet: one that a program has written without its value reads as blank, which it is not.
fn formulas(
    book: &mut Xlsx<Bytes>,
    sheet: &str,
) -> Result<BTreeMap<(u32, u32), String>, XlsxError> {
    let mut formulas = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(found) = reader.next_formula()? {
        if !found.get_value().is_empty() {
            formulas.insert(found.get_position(), found.get_value().clone());
        }
    }
    Ok(formulas)
}

fn range_cells(range: &calamine::Range<Data>) -> Cells {
    let mut cells = Cells::new();
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = row + first_row as usize;
        put(&mut cells, row, column + first_column as usize, cell(value));
    }
    cells
}

fn put(cells: &mut Cells, row: usize, column: usize, cell: Cell) {
    if !cell.is_blank() {
        cells.entry(row).or_default().insert(column, cell);
    }
}

/// Rows as wide as their last cell.
fn grid(cells: Cells) -> Grid {
    let rows = cells
        .into_iter()
        .map(|(row, mut cells)| {
            let width = cells.last_key_value().map_or(0, |(last, _)| last + 1);
            GridRow {
                number: row + 1,
                cells: (0..width)
                    .map(|column| cells.remove(&column).unwrap_or(Cell::BLANK))
                    .collect(),
            }
        })
        .collect();
    Grid { rows }
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::BLANK,
        Data::Int(whole) => Cell::number(*whole as f64),
        Data::Float(number) => Cell::number(*number),
        Data::Bool(yes) => Cell::text(if *yes { "true" } else { "false" }),
        Data::String(text) => Cell::text(text.as_str()),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            i16::try_from(year)
                .ok()
                .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()))
                .and_then(|(year, (month, day))| Date::new(year, month, day).ok())
                .map_or_else(
                    || Cell::number(date.as_f64()),
                    |day| Cell::dated(date.as_f64(), day),
                )
        }
        Data::DateTime(duration) => Cell::number(duration.as_f64()),
        Data::DateTimeIso(text) => text
            .get(..10)
            .and_then(|day| day.parse().ok())
            .map_or_else(|| Cell::text(text.as_str()), Cell::date),
        Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::Error(error) => Cell {
            kind: CellKind::Error,
            ..Cell::text(error.to_string())
        },
    }
}
