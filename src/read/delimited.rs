//! CSV text to a grid whose row numbers are those of a spreadsheet.

use super::draft::Cell;
use super::grid::{Grid, GridRow};

/// A row whose quotes do not close, by its number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed(pub(super) usize);

/// Parses comma-, semicolon- or tab-separated text; the first line decides which.
pub(super) fn parse(text: &str) -> Result<Grid, Unclosed> {
    // One kind of line end, and one after the last row too: the row numbers are counted from them.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let delimiter = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = csv::StringRecord::new();
    let (mut number, mut line) = (0, reader.position().line());
    // The text is valid and in memory and rows may have any length, so a read cannot fail.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let lines = (reader.position().line() - line) as usize;
        line = reader.position().line();
        // A row takes one line, and one more for each line break inside a cell; the rest were blank rows before it.
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        number += lines.saturating_sub(inside).max(1);
        if swallows_rows(&record, delimiter, grid.rows.first()) {
            return Err(Unclosed(number));
        }
        let cells = record
            .iter()
            .map(|cell| Cell::text(literal(cell)))
            .collect();
        grid.rows.push(GridRow { number, cells });
    }
    Ok(grid)
}

/// `="007"`, which exports write so that a spreadsheet keeps the zeros, is 007.
fn literal(cell: &str) -> &str {
    cell.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(cell)
}

fn delimiter(text: &str) -> u8 {
    let header = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
    match (count(b','), count(b';'), count(b'\t')) {
        (commas, semicolons, tabs) if tabs > commas && tabs >= semicolons => b'\t',
        (commas, semicolons, _) if semicolons > commas => b';',
        _ => b',',
    }
}

/// Whether a cell holds a line break and as many delimiters as a whole row has.
fn swallows_rows(record: &csv::StringRecord, delimiter: u8, header: Option<&GridRow>) -> bool {
    let n_columns = header.map_or(record.len(), |row| row.cells.len());
    let delimiter = char::from(delimiter);
    n_columns > 1
        && record
            .iter()
            .any(|cell| cell.contains('\n') && cell.matches(delimiter).count() >= n_columns - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let grid = parse(text).expect("closed quotes");
        grid.rows
            .into_iter()
            .map(|row| (row.number, row.cells.into_iter().map(|c| c.shown).collect()))
            .collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        let wanted = vec![
            row(1, &["a", "b"]),
            row(3, &["1", "x\ny"]),
            row(4, &["", ""]),
            row(7, &["2", "z"]),
        ];
        let text = "a,b\n\n1,\"x\ny\"\n,\n\n\n2,z";
        assert_eq!(rows(text), wanted);
        assert_eq!(rows(&text.replace('\n', "\r\n")), wanted);
        assert_eq!(rows(&text.replace('\n', "\r")), wanted);
        assert_eq!(rows("\n\na\n"), [row(3, &["a"])]);
    }

    #[test]
    fn other_delimiters_are_recognised_by_the_header() {
        assert_eq!(rows("a;b\n1,5;2")[1], row(2, &["1,5", "2"]));
        assert_eq!(rows("a\tb\n1\t2")[1], row(2, &["1", "2"]));
    }

    #[test]
    fn literals_of_spreadsheets_are_unwrapped() {
        assert_eq!(
            rows("a,b\n=\"007\",\"=\"\"08\"\"\"\n")[1],
            row(2, &["007", "08"])
        );
    }

    #[test]
    fn an_unclosed_quote_is_found_where_it_opens() {
        assert_eq!(parse("a,b\n1,2\n3,\"4\n5,6\n7,8\n"), Err(Unclosed(3)));
        assert_eq!(rows("a,b\n1,5\" pipe\n").len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_parses_with_rising_numbers(text in "[ab,;\t\"\r\n　，]{0,60}") {
            if let Ok(grid) = parse(&text) {
                let numbers: Vec<_> = grid.rows.iter().map(|row| row.number).collect();
                prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }
}
