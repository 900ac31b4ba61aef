//! Where a table lies: a file the scenario names, a CSV beside it, or a sheet of its workbook.

use super::codes;
use super::columns::Table;
use super::scenario::{Scenario, TableConfig, TableSource};
use super::source::Files;
use crate::finding::{Finding, Place, Text};
use std::path::{Path, PathBuf};

/// A CSV file, or one sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Location {
    Csv(PathBuf),
    Sheet(PathBuf, String),
}

/// Finds a table; `None` if the scenario has none or a finding says why it cannot be used.
pub(super) fn locate(
    scenario: &Scenario,
    table: Table,
    files: &mut Files,
    findings: &mut Vec<Finding>,
) -> Option<Location> {
    let named = scenario
        .tables
        .get(table.name())
        .filter(|config| config.file.is_some() || config.sheet.is_some());
    if let Some(config) = named {
        return named_place(scenario, table, config, files, findings);
    }
    for source in &scenario.sources {
        let mut found = csv_files(table, &source.folder);
        found.extend(sheets(table, source, files));
        if found.len() > 1 {
            found.retain(|place| has_rows(place, files) || found_is_csv(place));
        }
        match found.as_slice() {
            [] => {}
            [place] => return Some(place.clone()),
            [..] => {
                findings.push(twice(table, &found, files));
                return None;
            }
        }
    }
    None
}

fn found_is_csv(place: &Location) -> bool {
    matches!(place, Location::Csv(_))
}

/// A sheet that has only its header, as in a fresh template, does not compete with a CSV file.
fn has_rows(place: &Location, files: &mut Files) -> bool {
    match place {
        Location::Csv(_) => true,
        Location::Sheet(path, sheet) => files
            .grid(path, sheet)
            .ok()
            .and_then(|grid| grid.split())
            .is_some_and(|(_, rows)| !rows.is_empty()),
    }
}

/// `NAME.csv` in either language and any letter case.
fn csv_files(table: Table, folder: &Path) -> Vec<Location> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let extension = path.extension().and_then(|ext| ext.to_str());
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            extension.is_some_and(|ext| ext.eq_ignore_ascii_case("csv"))
                && stem.and_then(Table::parse) == Some(table)
        })
        .collect();
    paths.sort();
    paths.into_iter().map(Location::Csv).collect()
}

fn sheets(table: Table, source: &TableSource, files: &mut Files) -> Vec<Location> {
    let Some(path) = &source.data else {
        return Vec::new();
    };
    let names = files.sheets(path).unwrap_or_default();
    names
        .into_iter()
        .filter(|name| Table::parse(name) == Some(table))
        .map(|name| Location::Sheet(path.clone(), name))
        .collect()
}

/// The place that `[tables.X]` names by `file` and `sheet`.
fn named_place(
    scenario: &Scenario,
    table: Table,
    config: &TableConfig,
    files: &mut Files,
    findings: &mut Vec<Finding>,
) -> Option<Location> {
    let named = config.file.as_ref().map(|file| config.folder.join(file));
    let workbooks = scenario.sources.iter().filter_map(|s| s.data.clone());
    let Some(path) = named.or_else(|| workbooks.into_iter().next()) else {
        findings.push(sheet_without_workbook(table, config));
        return None;
    };
    if !path.is_file() {
        findings.push(file_missing(table, &path, config, files));
        return None;
    }
    in_file(table, &path, config, files, findings)
}

/// A table in a file: all of a CSV, or the sheet that the scenario names, that bears the table's name or that is the
/// only one.
pub(super) fn in_file(
    table: Table,
    path: &Path,
    config: &TableConfig,
    files: &mut Files,
    findings: &mut Vec<Finding>,
) -> Option<Location> {
    if !is_workbook(path) {
        return Some(Location::Csv(path.to_owned()));
    }
    let names = files
        .sheets(path)
        .map_err(|finding| findings.push(*finding))
        .ok()?;
    let Some(sheet) = named_sheet(table, config, &names) else {
        findings.push(sheet_missing(table, path, config, &names, files));
        return None;
    };
    Some(Location::Sheet(path.to_owned(), sheet))
}

/// The sheet that the scenario names, else the one named after the table, else the only one.
fn named_sheet(table: Table, config: &TableConfig, names: &[String]) -> Option<String> {
    let sheet = match &config.sheet {
        Some(wanted) => names.iter().find(|name| name.trim() == wanted.trim()),
        None => names
            .iter()
            .find(|name| Table::parse(name) == Some(table))
            .or(names.first().filter(|_| names.len() == 1)),
    };
    sheet.cloned()
}

/// By its extension; whatever is not a workbook is read as CSV.
fn is_workbook(path: &Path) -> bool {
    path.extension()
        .and_then(|ext| ext.to_str())
        .is_some_and(|ext| {
            ["xlsx", "xlsm", "xlsb", "xls", "ods", "et"]
                .iter()
                .any(|known| ext.eq_ignore_ascii_case(known))
        })
}

/// The place of a key in scenario.toml.
pub(super) fn key_place(table: &str, key: &str) -> Place {
    let dot = if key.is_empty() { "" } else { "." };
    Place {
        file: Some("scenario.toml".to_owned()),
        column: Some(format!("tables.{table}{dot}{key}")),
        ..Place::default()
    }
}

fn twice(table: Table, found: &[Location], files: &Files) -> Finding {
    let names: Vec<_> = found
        .iter()
        .map(|place| match place {
            Location::Csv(path) => files.shown(path),
            Location::Sheet(path, sheet) => format!("{} [{sheet}]", files.shown(path)),
        })
        .collect();
    let names = names.join("`, `");
    codes::TABLE_TWICE.at(
        Place {
            file: Some(table.name().to_owned()),
            ..Place::default()
        },
        None,
        Text::new(
            format!("`{}` 表有多份：`{names}`", table.chinese()),
            format!(
                "table `{}` is there more than once: `{names}`",
                table.name()
            ),
        ),
        Text::new(
            format!(
                "只留一份，或用 `[tables.{}] file = …` 指明用哪一份",
                table.name()
            ),
            format!(
                "keep one, or say which by `[tables.{}] file = …`",
                table.name()
            ),
        ),
    )
}

fn sheet_without_workbook(table: Table, config: &TableConfig) -> Finding {
    let sheet = config.sheet.clone().unwrap_or_default();
    codes::SHEET_MISSING.at(
        key_place(table.name(), "sheet"),
        Some(sheet),
        Text::new(
            "指明了工作表，但没有指明工作簿",
            "a sheet is named, but no workbook",
        ),
        Text::new(
            "用 `data = \"文件名.xlsx\"` 或 `file` 指明工作簿",
            "name the workbook by `data = \"FILE.xlsx\"` or by `file`",
        ),
    )
}

fn file_missing(table: Table, path: &Path, config: &TableConfig, files: &Files) -> Finding {
    let key = if config.file.is_some() {
        "file"
    } else {
        "sheet"
    };
    let shown = files.shown(path);
    codes::FILE_MISSING.at(
        key_place(table.name(), key),
        Some(shown.clone()),
        Text::new(format!("没有文件 `{shown}`"), format!("no file `{shown}`")),
        Text::new(
            "检查文件名；路径相对于写下它的 scenario.toml 所在文件夹",
            "check the name; it is relative to the folder of the scenario.toml that gives it",
        ),
    )
}

fn sheet_missing(
    table: Table,
    path: &Path,
    config: &TableConfig,
    names: &[String],
    files: &Files,
) -> Finding {
    let shown = files.shown(path);
    let wanted = config.sheet.as_deref().unwrap_or(table.chinese());
    let names = names.join("`, `");
    codes::SHEET_MISSING.at(
        Place {
            file: Some(shown.clone()),
            ..key_place(table.name(), "sheet")
        },
        Some(wanted.to_owned()),
        Text::new(
            format!("`{shown}` 里没有工作表 `{wanted}`"),
            format!("`{shown}` has no sheet `{wanted}`"),
        ),
        Text::new(
            format!("现有工作表：`{names}`"),
            format!("its sheets are `{names}`"),
        ),
    )
}
