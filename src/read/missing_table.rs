//! A required table that is nowhere to be found, and what there is instead.

use super::codes;
use super::columns::Table;
use super::scenario::Scenario;
use super::source::Files;
use crate::finding::{Finding, Place, Text};
use std::path::Path;

pub(super) fn finding(scenario: &Scenario, table: Table, files: &mut Files) -> Finding {
    let (zh, en) = (table.chinese(), table.name());
    if let Some((book, names)) = other_sheets(scenario, files) {
        return of_workbook(table, book, &names);
    }
    let files = scenario.folders.first().map(|folder| tables_in(folder));
    let files = files.unwrap_or_default().join("`, `");
    let seen = if files.is_empty() {
        Text::default()
    } else {
        Text::new(
            format!("；文件夹里有 `{files}`"),
            format!("; the folder has `{files}`"),
        )
    };
    codes::TABLE_MISSING.at(
        Place {
            file: Some(format!("{en}.csv")),
            ..Place::default()
        },
        None,
        Text::new(format!("找不到 `{zh}` 表"), format!("table `{en}` is missing")),
        Text::new(
            format!("放一个 `{zh}.csv` 或 `{en}.csv`，或在 scenario.toml 里写 `data = \"工作簿\"`（含工作表 `{zh}`）{}", seen.zh),
            format!("put `{en}.csv` beside scenario.toml, or name a workbook with a sheet `{en}` by `data = \"FILE\"`{}", seen.en),
        ),
    )
}

/// The first workbook of the scenario, and those of its sheets that bear no table's name.
fn other_sheets(scenario: &Scenario, files: &mut Files) -> Option<(String, Vec<String>)> {
    let path = scenario.sources.iter().find_map(|s| s.data.as_ref())?;
    let mut names = files.sheets(path).ok()?;
    names.retain(|name| Table::parse(name).is_none());
    (!names.is_empty()).then(|| (files.shown(path), names))
}

/// The workbook is there, but no sheet of it bears the table's name.
fn of_workbook(table: Table, book: String, sheets: &[String]) -> Finding {
    let (zh, en) = (table.chinese(), table.name());
    let listed = sheets.join("`, `");
    codes::TABLE_MISSING.at(
        Place {
            file: Some(book.clone()),
            ..Place::default()
        },
        None,
        Text::new(
            format!("找不到 `{zh}` 表：`{book}` 里没有工作表 `{zh}`"),
            format!("table `{en}` is missing: `{book}` has no sheet `{en}`"),
        ),
        Text::new(
            format!("其他工作表有 `{listed}`：改名为 `{zh}`，或在 scenario.toml 里写 `[tables.{en}] sheet = \"工作表名\"`"),
            format!("its other sheets are `{listed}`: rename one to `{en}`, or write `[tables.{en}] sheet = \"NAME\"`"),
        ),
    )
}

/// The CSV files and workbooks of a folder, for the hint.
fn tables_in(folder: &Path) -> Vec<String> {
    let is_table = |name: &String| {
        let name = name.to_lowercase();
        [".csv", ".xlsx", ".xls", ".ods"]
            .iter()
            .any(|ext| name.ends_with(ext))
    };
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(is_table)
        .collect();
    names.sort();
    names.truncate(10);
    names
}
