//! Reads every table of a scenario into a draft, with all findings on the way.

use super::codes;
use super::columns::{Column, Table};
use super::draft::{Cell, Draft, DraftTable, Row};
use super::grid::{Grid, GridRow};
use super::header_findings;
use super::headers;
use super::missing_table;
use super::places::{self, Location};
use super::scenario::Scenario;
use super::source::Files;
use super::strays;
use super::unread;
use super::wording::{self, Words};
use crate::finding::{Finding, Place, Severity, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use super::source::MAX_BYTES;

/// A header is looked for this many rows below a title that stands where it should.
const MOST_TITLE_ROWS: usize = 10;

/// The tables of a scenario, cells still untyped, and what is wrong with files, sheets and headers.
pub fn read(scenario: &Scenario) -> (Draft, Vec<Finding>) {
    let folder = scenario
        .folders
        .first()
        .map_or(Path::new(""), |f| f.as_path());
    let mut files = Files::new(folder);
    let mut findings = Vec::new();
    for path in scenario.sources.iter().filter_map(|s| s.data.as_ref()) {
        findings.extend(data_finding(path, &mut files));
    }
    // Which tables a workbook that cannot be opened may hold, nobody knows.
    let is_known_missing = findings.is_empty();
    let (mut draft, mut used) = (Draft::default(), BTreeSet::new());
    for table in Table::ALL {
        let before = findings.len();
        let location = places::locate(scenario, table, &mut files, &mut findings);
        used.extend(location.clone());
        let found = location
            .and_then(|location| read_table(scenario, table, &location, &mut files, &mut findings));
        if found.is_none() && is_known_missing && table.required() && findings.len() == before {
            findings.push(missing_table::finding(scenario, table, &mut files));
        }
        draft.tables.extend(found);
    }
    // What else there is has been listed where a table is missing.
    let is_missing = |finding: &Finding| finding.code == codes::TABLE_MISSING.name;
    if !findings.iter().any(is_missing) {
        let read = draft.tables.iter().map(|found| found.table).collect();
        findings.extend(unread::findings(scenario, (&read, &mut used), &mut files));
    }
    findings.dedup();
    draft.is_broken = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    (draft, findings)
}

/// What is wrong with a scenario's workbook.
fn data_finding(path: &Path, files: &mut Files) -> Option<Finding> {
    if path.is_file() {
        return files.sheets(path).err().map(|finding| *finding);
    }
    let shown = files.shown(path);
    let place = Place {
        file: Some("scenario.toml".to_owned()),
        column: Some("data".to_owned()),
        ..Place::default()
    };
    if path.is_dir() {
        return Some(data_is_folder(place, shown));
    }
    Some(codes::FILE_MISSING.at(
        place,
        Some(shown.clone()),
        Text::new(
            format!("没有工作簿 `{shown}`"),
            format!("no workbook `{shown}`"),
        ),
        Text::new("检查 `data` 的文件名", "check the name after `data`"),
    ))
}

fn data_is_folder(place: Place, shown: String) -> Finding {
    codes::DATA_FOLDER.at(
        place,
        Some(shown),
        Text::new("`data` 是文件夹，不是工作簿", "`data` is a folder, not a workbook"),
        Text::new(
            "CSV 表放在 scenario.toml 旁边即可，删掉 `data` 一行；在别处的表用 `[tables.NAME] file = \"…\"` 指明",
            "tables in CSV beside scenario.toml are found without it: delete the line `data`; name those elsewhere by `[tables.NAME] file = \"…\"`",
        ),
    )
}

/// One table; `None`, with a finding, if it cannot be read or is optional and empty.
pub(super) fn read_table(
    scenario: &Scenario,
    table: Table,
    location: &Location,
    files: &mut Files,
    findings: &mut Vec<Finding>,
) -> Option<DraftTable> {
    let place = place(location, files);
    let grid = grid(location, files, findings)
        .map_err(|finding| findings.push(*finding))
        .ok()?;
    let Some((header, rows)) = grid.split().filter(|(_, rows)| !rows.is_empty()) else {
        findings.push(without_rows(table, place));
        return None;
    };
    let config = scenario.tables.get(table.name());
    let header_place = Place {
        row: Some(header.number),
        ..place.clone()
    };
    let columns = headers::resolve(table, config, &header.cells, &header_place, findings);
    let Some(columns) = columns else {
        let below = rows.iter().take(MOST_TITLE_ROWS);
        let mut below = below.filter(|row| headers::is_header(table, config, &row.cells));
        let at_row = below.next().map(|row| row.number);
        findings.push(header_findings::none(table, at_row, &header, &header_place));
        return None;
    };
    extra_cells(&header, &rows, &place, findings);
    let rows = strays::taken_out(rows, &columns, &place, findings);
    let headers: Vec<_> = columns.iter().map(|(_, at)| shown(&header, *at)).collect();
    let mut words = wording::maps(table, config, findings);
    wording::add_asked(&mut words, table, &headers);
    let rows = rows.into_iter().map(|row| pick(row, &columns, &words));
    Some(DraftTable {
        table,
        headers,
        rows: rows.collect(),
        columns: columns.iter().map(|(column, _)| *column).collect(),
        file: place.file.unwrap_or_default(),
        sheet: place.sheet,
    })
}

/// A header as the file has it, on one line.
fn shown(header: &GridRow, position: usize) -> String {
    let cell = header.cells.get(position);
    cell.map_or_else(String::new, |cell| cell.normal().replace('\n', ""))
}

fn place(location: &Location, files: &Files) -> Place {
    let (path, sheet) = match location {
        Location::Csv(path) => (path, None),
        Location::Sheet(path, sheet) => (path, Some(sheet.clone())),
    };
    Place {
        file: Some(files.shown(path)),
        sheet,
        ..Place::default()
    }
}

fn grid(
    location: &Location,
    files: &mut Files,
    findings: &mut Vec<Finding>,
) -> Result<Grid, Box<Finding>> {
    match location {
        Location::Csv(path) => {
            let (grid, remark) = files.csv(path)?;
            findings.extend(remark);
            Ok(grid)
        }
        Location::Sheet(path, sheet) => files.grid(path, sheet),
    }
}

/// The cells of our columns, which may share a column of theirs, with our words for them.
fn pick(
    row: GridRow,
    columns: &[(&'static Column, usize)],
    words: &BTreeMap<&'static str, Words>,
) -> Row {
    let cell = |(column, position): &(&'static Column, usize)| {
        let mut cell = row.cells.get(*position).cloned().unwrap_or(Cell::BLANK);
        if let Some(words) = words.get(column.name) {
            wording::translate(&mut cell, column, words);
        }
        cell
    };
    Row {
        number: row.number,
        cells: columns.iter().map(cell).collect(),
    }
}

/// Cells with something in them that no header stands above.
///
/// In a CSV file a row longer than the header has most likely a comma too many, so that its cells stand in wrong
/// columns; beside a sheet's table they are notes.
fn extra_cells(header: &GridRow, rows: &[GridRow], place: &Place, findings: &mut Vec<Finding>) {
    let width = header.cells.len();
    let is_csv = place.sheet.is_none();
    for row in rows.iter().filter(|_| is_csv) {
        let extra = row.cells.iter().skip(width).find(|cell| !cell.is_blank());
        if let Some(cell) = extra {
            findings.push(row_too_long(row, width, cell, place));
        }
    }
    let is_named = |i: usize| header.cells.get(i).is_some_and(|cell| !cell.is_blank());
    let noted = rows.iter().find_map(|row| {
        let cells = row.cells.iter().enumerate();
        let limit = if is_csv { width } else { usize::MAX };
        cells
            .take(limit)
            .find(|(i, cell)| !is_named(*i) && !cell.is_blank())
            .map(|(i, cell)| (row.number, i, cell.shown.clone()))
    });
    if let Some((row, column, value)) = noted {
        findings.push(unnamed(row, column, value, place));
    }
}

fn row_too_long(row: &GridRow, width: usize, cell: &Cell, place: &Place) -> Finding {
    codes::ROW_TOO_LONG.at(
        Place {
            row: Some(row.number),
            ..place.clone()
        },
        Some(cell.shown.clone()),
        Text::new(
            format!("这一行有 {} 格，表头只有 {width} 格", row.cells.len()),
            format!("the row has {} cells, the header {width}", row.cells.len()),
        ),
        Text::new(
            "多半是某格里有逗号：给那一格加英文双引号",
            "some cell has a comma in it, most likely: put that cell in double quotes",
        ),
    )
}

fn unnamed(row: usize, column: usize, value: String, place: &Place) -> Finding {
    codes::COLUMN_UNNAMED.at(
        Place {
            row: Some(row),
            ..place.clone()
        },
        Some(value),
        Text::new(
            format!("第 {} 列没有表头，其内容未读取", column + 1),
            format!("column number {} has no header and is left out", column + 1),
        ),
        Text::new("给这一列写上表头，或清空它", "give it a header or clear it"),
    )
}

fn without_rows(table: Table, place: Place) -> Finding {
    if table.required() {
        return codes::TABLE_WITHOUT_ROWS.at(
            place,
            None,
            Text::new(
                format!("`{}` 表没有数据行", table.chinese()),
                format!("table `{}` has no rows", table.name()),
            ),
            Text::new(
                "第一行写表头，从第二行起每行一条",
                "write the header in row 1 and one record a row from row 2",
            ),
        );
    }
    codes::TABLE_EMPTY.at(
        place,
        None,
        Text::new(
            format!("`{}` 表没有数据行，按没有这张表处理", table.chinese()),
            format!("table `{}` has no rows and counts as absent", table.name()),
        ),
        Text::new("不需要就不用管", "leave it if it is not needed"),
    )
}
