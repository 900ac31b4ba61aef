//! What is wrong or odd about a header, in words.

use super::codes;
use super::columns::{self, Column, Table};
use super::grid::GridRow;
use crate::finding::{Finding, Place, Text};

/// Below this likeness (Jaro-Winkler) two headers are strangers.
const LIKE: f64 = 0.8;

/// A column that must be there, or that the scenario names, and is not. `theirs`: the scenario's name for it; with all
/// headers, and those that mean no other column.
pub(super) fn missing(
    (table, column): (Table, &Column),
    theirs: Option<&String>,
    headers: (&[String], &[&str]),
    place: &Place,
) -> Finding {
    let wanted = theirs.map_or(column.header(), String::as_str);
    codes::COLUMN_MISSING.at(
        at_ours(place, column),
        None,
        Text::new(
            format!("缺少列 `{wanted}`（{}）", column.name),
            format!("column `{}` ({wanted}) is missing", column.name),
        ),
        missing_hint(table, column, wanted, headers),
    )
}

fn missing_hint(
    table: Table,
    column: &Column,
    wanted: &str,
    (header, left_out): (&[String], &[&str]),
) -> Text {
    let by_our_name = header.iter().find(|text| means(table, column, text));
    let (table, column) = (table.name(), column.name);
    if let Some(ours) = by_our_name {
        return Text::new(
            format!("文件里是 `{ours}`：删掉 `[tables.{table}.columns]` 里的 `{column}` 一行"),
            format!(
                "the file has `{ours}`: take the line `{column}` out of `[tables.{table}.columns]`"
            ),
        );
    }
    let near = nearest(left_out.iter().copied(), |text| {
        likeness(text, wanted).max(likeness(text, column))
    });
    match near {
        Some(near) => Text::new(
            format!(
                "是不是 `{near}`？可改表头，或写 `[tables.{table}.columns] {column} = \"{near}\"`"
            ),
            format!(
                "is it `{near}`? rename it, or write `[tables.{table}.columns] {column} = \"{near}\"`"
            ),
        ),
        None => Text::new(
            format!("加上这一列，或用 `[tables.{table}.columns]` 指明它叫什么"),
            format!("add it, or say by `[tables.{table}.columns]` what it is called"),
        ),
    }
}

/// Headers that mean one column: the first two as a pair, and where all of them stand.
pub(super) fn twice(
    column: &Column,
    (a, b): (&str, &str),
    positions: &[usize],
    place: &Place,
) -> Finding {
    let at: Vec<_> = positions.iter().map(|&i| letters(i)).collect();
    let (zh, en) = (at.join("、"), at.join(", "));
    let (ours, name) = (column.header(), column.name);
    codes::COLUMN_TWICE.at(
        at_ours(place, column),
        Some(b.to_owned()),
        Text::new(
            format!("表头 `{a}` 和 `{b}` 都是 `{ours}` 列：在 {zh} 列"),
            format!("headers `{a}` and `{b}` both mean column `{name}`: columns {en}"),
        ),
        Text::new("只留一列", "keep one of them"),
    )
}

/// A column as a spreadsheet names it: A to Z, AA and on.
fn letters(position: usize) -> String {
    let (above, own) = (position / 26, (b'A' + (position % 26) as u8) as char);
    match above {
        0 => own.to_string(),
        _ => format!("{}{own}", letters(above - 1)),
    }
}

/// One remark a column; one for all where the scenario maps a foreign table, which has many we do not need. `there`: the
/// columns of ours that other headers mean.
pub(super) fn unknown(
    table: Table,
    headers: &[&str],
    there: &[&str],
    is_foreign: bool,
    place: &Place,
) -> Vec<Finding> {
    if is_foreign && headers.len() > 1 {
        let list = headers.join("`, `");
        return vec![codes::COLUMN_UNKNOWN.at(
            place.clone(),
            Some(headers.join(", ")),
            Text::new(
                format!("有 {} 列未读取：`{list}`", headers.len()),
                format!("{} columns are left out: `{list}`", headers.len()),
            ),
            map_hint(table),
        )];
    }
    let one = |header: &&str| {
        codes::COLUMN_UNKNOWN.at(
            at_column(place, header),
            Some((*header).to_owned()),
            Text::new(
                format!("不认识列 `{header}`，未读取"),
                format!("unknown column `{header}` is left out"),
            ),
            nearest_name(table, header, there).unwrap_or_else(|| map_hint(table)),
        )
    };
    headers.iter().map(one).collect()
}

/// The first row has no column of the table; `at_row` has, if any of the rows below looks like a header.
pub(super) fn none(
    table: Table,
    at_row: Option<usize>,
    header: &GridRow,
    place: &Place,
) -> Finding {
    let value = header.cells.iter().find(|cell| !cell.is_blank());
    let hint = match at_row {
        Some(row) => Text::new(
            format!("表头像是在第 {row} 行：删掉它上面的行"),
            format!("the header seems to be row {row}: delete the rows above it"),
        ),
        None => Text::new(
            format!(
                "第一行写表头，如 `{}`；外来的表头用 `[tables.{}.columns]` 对应",
                examples(table, true),
                table.name()
            ),
            format!(
                "write headers such as `{}` in the first row, or map foreign ones by `[tables.{}.columns]`",
                examples(table, false),
                table.name()
            ),
        ),
    };
    codes::HEADER_MISSING.at(
        place.clone(),
        value.map(|cell| cell.shown.clone()),
        Text::new(
            format!("第一行不是 `{}` 表的表头", table.chinese()),
            format!("the first row is no header of table `{}`", table.name()),
        ),
        hint,
    )
}

fn examples(table: Table, chinese: bool) -> String {
    let required = columns::columns(table)
        .iter()
        .filter(|column| column.required);
    let names = required.map(|column| {
        if chinese {
            column.header()
        } else {
            column.name
        }
    });
    names.take(3).collect::<Vec<_>>().join("`, `")
}

/// The place of a column of ours, whose header we would write.
fn at_ours(place: &Place, column: &Column) -> Place {
    Place {
        header: Some(Text::new(column.header(), column.name)),
        ..at_column(place, column.name)
    }
}

fn at_column(place: &Place, column: &str) -> Place {
    Place {
        column: Some(column.to_owned()),
        ..place.clone()
    }
}

fn map_hint(table: Table) -> Text {
    let table = table.name();
    Text::new(
        format!("需要的话，用 `[tables.{table}.columns]` 对应到我们的列"),
        format!("map what you need by `[tables.{table}.columns]`"),
    )
}

/// Whether a header is a name of ours for the column.
fn means(table: Table, column: &Column, header: &str) -> bool {
    columns::find(table, header).is_some_and(|known| known.name == column.name)
}

fn nearest_name(table: Table, header: &str, there: &[&str]) -> Option<Text> {
    if let Some(ours) = columns::find(table, header) {
        return Some(Text::new(
            format!(
                "列 `{}` 已由 `[tables.{}.columns]` 另行指明",
                ours.header(),
                table.name()
            ),
            format!(
                "`[tables.{}.columns]` takes column `{}` from elsewhere",
                table.name(),
                ours.name
            ),
        ));
    }
    let lower = header.to_lowercase();
    let near = nearest(names_lacking(table, there), |name| likeness(name, &lower))?;
    Some(Text::new(
        format!("是不是 `{near}`？"),
        format!("did you mean `{near}`?"),
    ))
}

/// The names of the columns that are not there. Of names as near as each other the last is meant: that of a column that
/// must be there, and the one we write before its other names.
fn names_lacking<'a>(table: Table, there: &'a [&str]) -> impl Iterator<Item = &'static str> + 'a {
    let columns = columns::columns(table).iter();
    let lacking = columns.filter(|column| !there.contains(&column.name));
    let mut names: Vec<_> = lacking
        .flat_map(|column| {
            let names = column.headers.iter().copied().chain([column.name]);
            names.map(|name| (column.required, name == column.header(), name))
        })
        .collect();
    names.sort_by_key(|(required, is_ours, _)| (*required, *is_ours));
    names.into_iter().map(|(_, _, name)| name)
}

/// The candidate of the greatest likeness, if it is alike at all.
fn nearest<'a>(
    candidates: impl Iterator<Item = &'a str>,
    likeness: impl Fn(&str) -> f64,
) -> Option<&'a str> {
    candidates
        .map(|candidate| (likeness(candidate), candidate))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Jaro-Winkler, which thinks little of names of two letters: one wrong letter is always like.
fn likeness(name: &str, header: &str) -> f64 {
    let is_slip = header.chars().count() > 1
        && name.chars().count() == header.chars().count()
        && strsim::damerau_levenshtein(name, header) == 1;
    let like = if is_slip { LIKE } else { 0.0 };
    strsim::jaro_winkler(name, header).max(like)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equals_the_header_that_we_write_is_named() {
        let near = |table, header| nearest_name(table, header, &[]).map(|hint| hint.zh);
        assert_eq!(
            near(Table::Teachers, "兼课学科").as_deref(),
            Some("是不是 `兼教学科`？")
        );
        assert_eq!(
            near(Table::Teachers, "性另").as_deref(),
            Some("是不是 `性别`？")
        );
    }

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (position, wanted) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(position), wanted);
        }
    }
}
