//! Sheets and CSV files of a scenario that are no table of it: what is lost with them is told, never guessed at.

use super::codes;
use super::columns::Table;
use super::grid::Grid;
use super::headers;
use super::places::Location;
use super::scenario::Scenario;
use super::source::Files;
use crate::finding::{Finding, Place, Text};
use std::collections::BTreeSet;
use std::path::Path;

/// A header is looked for in this many rows, titles above it included.
const MOST_ROWS: usize = 10;

/// Sheets of notes: that of `lungang new`, that of a reply form, and what offices call theirs.
const NOTES: [&str; 5] = ["说明", "填写说明", "notes", "readme", "how to fill in"];

/// What lungang writes beside a scenario: the findings of `check`, the names of an exported model.
const OWN_FILE: &str = "check-findings";
const OWN_ENDING: &str = ".names";

/// Signs of a table in names that do not have its own name.
const SIGNS: [(&str, Table); 8] = [
    ("退休", Table::Retirees),
    ("意见", Table::Feedback),
    ("交流记录", Table::History),
    ("课时", Table::Needs),
    ("路", Table::Roads),
    ("距离", Table::Roads),
    ("老师", Table::Teachers),
    ("教职工", Table::Teachers),
];

/// A remark on every sheet and CSV file that has something in it and is not read. `read`: the tables that were, and where
/// they or what was wrong with them stood.
pub(super) fn findings(
    scenario: &Scenario,
    (read, used): (&BTreeSet<Table>, &mut BTreeSet<Location>),
    files: &mut Files,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in &scenario.sources {
        let mut found = csv_files(scenario, &source.folder);
        if let Some(path) = &source.data {
            found.extend(sheets(path, files));
        }
        findings.extend(workbooks(
            scenario,
            source.data.as_deref(),
            &source.folder,
            files,
        ));
        for (name, location) in found {
            if used.insert(location.clone()) {
                findings.extend(finding(scenario, read, (&name, &location), files));
            }
        }
    }
    findings
}

/// CSV files that bear no table's name and that the scenario does not name, with their names.
fn csv_files(scenario: &Scenario, folder: &Path) -> Vec<(String, Location)> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && !is_named(scenario, path))
        .collect();
    paths.sort();
    let named = paths.into_iter().filter_map(|path| {
        let extension = path.extension()?.to_str()?;
        let stem = path.file_stem()?.to_str()?.to_owned();
        let is_ours = stem == OWN_FILE || stem.ends_with(OWN_ENDING);
        // A name with a dot before it is the system's, such as what is left of a file while it is edited.
        let is_hidden = stem.starts_with('.');
        let is_csv = extension.eq_ignore_ascii_case("csv");
        (is_csv && !is_ours && !is_hidden && is_unknown(&stem))
            .then(|| (stem, Location::Csv(path.clone())))
    });
    named.collect()
}

/// A remark on every workbook beside the tables that the scenario does not name.
fn workbooks(
    scenario: &Scenario,
    data: Option<&Path>,
    folder: &Path,
    files: &Files,
) -> Vec<Finding> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| is_workbook(path) && !is_named(scenario, path))
        .filter(|path| data.is_none_or(|data| !is_same(data, path)))
        .collect();
    paths.sort();
    let remark = |path: &Path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let place = Place {
            file: Some(files.shown(path)),
            ..Place::default()
        };
        let message = Text::new(
            format!("工作簿 `{name}` 没有读取"),
            format!("workbook `{name}` was not read"),
        );
        let hint = Text::new(
            format!("要用它，就在 scenario.toml 里写 `data = \"{name}\"`；不需要就不用管"),
            format!(
                "to have it read, write `data = \"{name}\"` in scenario.toml; leave it if it is not needed"
            ),
        );
        Some(codes::TABLE_UNREAD.at(place, Some(name), message, hint))
    };
    paths.iter().filter_map(|path| remark(path)).collect()
}

/// What programs leave while a workbook is open begins with `~` or a dot.
fn is_workbook(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let is_one = ["xlsx", "xls", "xlsm", "ods"]
        .iter()
        .any(|one| extension == *one);
    is_one && path.is_file() && !name.starts_with(['~', '.'])
}

/// Whether `[tables.X] file` names the file.
fn is_named(scenario: &Scenario, path: &Path) -> bool {
    scenario.tables.values().any(|config| {
        let file = config.file.as_ref();
        file.is_some_and(|file| is_same(path, &config.folder.join(file)))
    })
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// Sheets that bear no table's name.
fn sheets(path: &Path, files: &mut Files) -> Vec<(String, Location)> {
    let names = files.sheets(path).unwrap_or_default();
    names
        .into_iter()
        .filter(|name| is_unknown(name))
        .map(|name| (name.clone(), Location::Sheet(path.to_owned(), name)))
        .collect()
}

fn is_unknown(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    Table::parse(name).is_none() && !NOTES.contains(&lower.as_str())
}

/// The remark on one of them; `None` if nothing stands in it, or nothing but a header.
fn finding(
    scenario: &Scenario,
    read: &BTreeSet<Table>,
    (name, location): (&str, &Location),
    files: &mut Files,
) -> Option<Finding> {
    let (place, grid) = opened(location, files)?;
    let by_header = grid.as_ref().and_then(|grid| of_header(scenario, grid));
    let n_rows = grid.map(|grid| grid.rows.iter().filter(|row| !row.is_blank()).count());
    if n_rows.is_some_and(|n| n == 0 || (n == 1 && by_header.is_some())) {
        return None;
    }
    let hint = match by_header.or_else(|| of_name(name)) {
        Some(table) if read.contains(&table) => moved(table),
        Some(table) => renamed(table, place.sheet.is_some()),
        None => of_no_table(),
    };
    let message = message(name, by_header);
    Some(codes::TABLE_UNREAD.at(place, Some(name.to_owned()), message, hint))
}

/// The place of one of them and its cells, if they can be read; `None` for an empty file.
fn opened(location: &Location, files: &mut Files) -> Option<(Place, Option<Grid>)> {
    let (path, sheet, grid) = match location {
        // What cannot be read as a table may be one all the same, saved in another form.
        Location::Csv(path) => match files.csv(path) {
            Ok((grid, _)) => (path, None, Some(grid)),
            Err(wrong) if wrong.code == codes::FILE_EMPTY.name => return None,
            Err(_) => (path, None, None),
        },
        Location::Sheet(path, sheet) => (path, Some(sheet.clone()), files.grid(path, sheet).ok()),
    };
    let place = Place {
        file: Some(files.shown(path)),
        sheet,
        ..Place::default()
    };
    Some((place, grid))
}

/// The table whose required columns all stand in one of the first rows; of several the one with most columns there.
fn of_header(scenario: &Scenario, grid: &Grid) -> Option<Table> {
    let rows = grid.rows.iter().filter(|row| !row.is_blank());
    let fits = rows.take(MOST_ROWS).flat_map(|row| {
        Table::ALL.into_iter().filter_map(|table| {
            let config = scenario.tables.get(table.name());
            Some((headers::n_fitting(table, config, &row.cells)?, table))
        })
    });
    fits.max_by_key(|(n_columns, _)| *n_columns)
        .map(|(_, table)| table)
}

/// The table whose name is the longest within a name, else the one a sign in it speaks of.
fn of_name(name: &str) -> Option<Table> {
    let lower = name.to_lowercase();
    let within = Table::ALL.into_iter().flat_map(|table| {
        let names = [table.chinese(), table.name(), singular(table.name())];
        names.map(|name| (name, table))
    });
    let named = within
        .filter(|(name, _)| lower.contains(name))
        .max_by_key(|(name, _)| name.chars().count());
    let sign = || SIGNS.into_iter().find(|(sign, _)| lower.contains(sign));
    named.or_else(sign).map(|(_, table)| table)
}

/// `teacher` of `teachers`.
fn singular(name: &'static str) -> &'static str {
    name.strip_suffix('s').unwrap_or(name)
}

fn message(name: &str, by_header: Option<Table>) -> Text {
    match by_header {
        Some(table) => Text::new(
            format!("`{name}` 有 `{}` 表的表头，但没有读取", table.chinese()),
            format!(
                "`{name}` has the header of table `{}` and was not read",
                table.name()
            ),
        ),
        None => Text::new(
            format!("`{name}` 不是任何一张表的名称，没有读取"),
            format!("`{name}` is the name of no table and was not read"),
        ),
    }
}

/// The name of a table as a sheet or as a file has it, in both languages.
fn place_of(table: Table, is_sheet: bool) -> (String, String) {
    let (zh, en) = (table.chinese(), table.name());
    if is_sheet {
        (format!("工作表 `{zh}`"), format!("sheet `{en}`"))
    } else {
        (format!("`{zh}.csv`"), format!("`{en}.csv`"))
    }
}

/// The table is there already: a second one beside it would not be read under its name either.
fn moved(table: Table) -> Text {
    let (zh, en) = (table.chinese(), table.name());
    Text::new(
        format!("要算在内，就把这些行移到 `{zh}` 表里；不需要就不用管"),
        format!(
            "to have its rows count, move them into table `{en}`; leave it if it is not needed"
        ),
    )
}

fn renamed(table: Table, is_sheet: bool) -> Text {
    let (zh, en) = place_of(table, is_sheet);
    Text::new(
        format!("是 `{}` 表就改名为{zh}；不是就不用管", table.chinese()),
        format!("rename it to {en} if it is that table; leave it if not"),
    )
}

fn of_no_table() -> Text {
    let zh = Table::ALL.map(Table::chinese).join("`、`");
    let en = Table::ALL.map(Table::name).join("`, `");
    Text::new(
        format!("是其中一张表就改成它的名称（`{zh}`）；不是就不用管"),
        format!("rename it if it is one of the tables `{en}`; leave it if not"),
    )
}
