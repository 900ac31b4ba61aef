//! Which column of a file is which of ours: by `[tables.X.columns]` first, then by English and Chinese headers.

use super::codes;
use super::columns::{self, Column, Table};
use super::draft::Cell;
use super::scenario::TableConfig;
use super::text::normalise;
use crate::finding::{Finding, Place, Text};

/// Our columns with their positions in the file, in the order of the contract.
pub(super) fn resolve(
    table: Table,
    config: Option<&TableConfig>,
    header: &[Cell],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Vec<(&'static Column, usize)> {
    let header: Vec<_> = header.iter().map(|cell| cell.normal()).collect();
    let mut claimed = vec![false; header.len()];
    let mut found = Vec::new();
    let named = config.map(|config| &config.columns);
    for (name, theirs) in named.into_iter().flatten() {
        // A name that is no column of ours was a mistake of scenario.toml, and has been told.
        let Some(column) = columns::by_name(table, name) else {
            continue;
        };
        let positions = positions(&header, |text| *text == normalise(theirs));
        positions.iter().for_each(|&i| claimed[i] = true);
        if positions.is_empty() {
            findings.push(missing(table, column, Some(theirs), place, &header));
        }
        found.extend(one(column, &positions, &header, place, findings));
    }
    for column in columns::columns(table) {
        if named.is_some_and(|named| named.contains_key(column.name)) {
            continue;
        }
        let positions = positions(&header, |text| {
            find(table, text).is_some_and(|known| known.name == column.name)
        });
        let positions: Vec<_> = positions.into_iter().filter(|&i| !claimed[i]).collect();
        if positions.is_empty() && column.required {
            findings.push(missing(table, column, None, place, &header));
        }
        positions.iter().for_each(|&i| claimed[i] = true);
        found.extend(one(column, &positions, &header, place, findings));
    }
    let left_out: Vec<_> = (0..header.len())
        .filter(|&i| !claimed[i] && !header[i].is_empty())
        .map(|i| header[i].as_ref())
        .collect();
    findings.extend(unknown(
        table,
        &left_out,
        named.is_some_and(|n| !n.is_empty()),
        place,
    ));
    found.sort_by_key(|(column, _)| rank(table, column));
    found
}

fn rank(table: Table, column: &Column) -> Option<usize> {
    let columns = columns::columns(table);
    columns.iter().position(|known| known.name == column.name)
}

/// The column that a header means; blanks and hyphens may stand for `_`, and a remark in brackets may follow.
fn find(table: Table, header: &str) -> Option<&'static Column> {
    let bare = header.split('(').next().unwrap_or_default();
    [header, bare].into_iter().find_map(|header| {
        let joined = header.trim().replace([' ', '-'], "_");
        columns::find(table, header).or_else(|| columns::find(table, &joined))
    })
}

fn positions<T>(header: &[T], is_it: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..header.len()).filter(|&i| is_it(&header[i])).collect()
}

/// The only position, or a finding that there are several.
fn one<T: AsRef<str>>(
    column: &'static Column,
    positions: &[usize],
    header: &[T],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<(&'static Column, usize)> {
    let (&first, others) = positions.split_first()?;
    if let Some(&second) = others.first() {
        let (a, b) = (header[first].as_ref(), header[second].as_ref());
        findings.push(codes::COLUMN_TWICE.at(
            at_column(place, column.name),
            Some(b.to_owned()),
            Text::new(
                format!("表头 `{a}` 和 `{b}` 都是 `{}` 列", column.header()),
                format!("headers `{a}` and `{b}` both mean column `{}`", column.name),
            ),
            Text::new("只留一列", "keep one of them"),
        ));
    }
    Some((column, first))
}

fn at_column(place: &Place, column: &str) -> Place {
    Place {
        column: Some(column.to_owned()),
        ..place.clone()
    }
}

fn missing<T: AsRef<str>>(
    table: Table,
    column: &Column,
    theirs: Option<&String>,
    place: &Place,
    header: &[T],
) -> Finding {
    let wanted = theirs.map_or(column.header(), String::as_str);
    let near = header
        .iter()
        .map(|text| {
            let text = text.as_ref();
            let likeness = strsim::jaro_winkler(text, wanted);
            (likeness.max(strsim::jaro_winkler(text, column.name)), text)
        })
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match near {
        Some((_, near)) => Text::new(
            format!(
                "是不是 `{near}`?可改表头,或写 `[tables.{}.columns] {} = \"{near}\"`",
                table.name(),
                column.name
            ),
            format!(
                "is it `{near}`? rename it, or write `[tables.{}.columns] {} = \"{near}\"`",
                table.name(),
                column.name
            ),
        ),
        None => Text::new(
            format!(
                "加上这一列,或用 `[tables.{}.columns]` 指明它叫什么",
                table.name()
            ),
            format!(
                "add it, or say by `[tables.{}.columns]` what it is called",
                table.name()
            ),
        ),
    };
    codes::COLUMN_MISSING.at(
        at_column(place, column.name),
        None,
        Text::new(
            format!("缺少列 `{wanted}`({})", column.name),
            format!("column `{}` ({wanted}) is missing", column.name),
        ),
        hint,
    )
}

/// One remark a column; one for all where the scenario maps a foreign table, which has many we do not need.
fn unknown(table: Table, headers: &[&str], foreign: bool, place: &Place) -> Vec<Finding> {
    if foreign && headers.len() > 1 {
        let list = headers.join("`, `");
        return vec![codes::COLUMN_UNKNOWN.at(
            place.clone(),
            Some(headers.join(", ")),
            Text::new(
                format!("有 {} 列未读取:`{list}`", headers.len()),
                format!("{} columns are left out: `{list}`", headers.len()),
            ),
            columns_hint(table),
        )];
    }
    headers
        .iter()
        .map(|header| {
            codes::COLUMN_UNKNOWN.at(
                at_column(place, header),
                Some((*header).to_owned()),
                Text::new(
                    format!("不认识列 `{header}`,未读取"),
                    format!("unknown column `{header}` is left out"),
                ),
                nearest_header(table, header).unwrap_or_else(|| columns_hint(table)),
            )
        })
        .collect()
}

fn columns_hint(table: Table) -> Text {
    Text::new(
        format!(
            "需要的话,用 `[tables.{}.columns]` 对应到我们的列",
            table.name()
        ),
        format!("map what you need by `[tables.{}.columns]`", table.name()),
    )
}

fn nearest_header(table: Table, header: &str) -> Option<Text> {
    let names = columns::columns(table)
        .iter()
        .flat_map(|column| column.headers.iter().copied().chain([column.name]));
    let (likeness, near) = names
        .map(|name| (strsim::jaro_winkler(name, &header.to_lowercase()), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.85).then(|| {
        Text::new(
            format!("是不是 `{near}`?"),
            format!("did you mean `{near}`?"),
        )
    })
}
