//! Which column of a file is which of ours: by `[tables.X.columns]` first, then by English and Chinese headers.

use super::columns::{self, Column, Table};
use super::draft::Cell;
use super::header_findings as told;
use super::scenario::TableConfig;
use super::text::normalise;
use crate::finding::{Finding, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The headers of a foreign table: our column → their header.
type Named = BTreeMap<String, String>;

/// For each of our columns the positions that mean it.
type Matches = Vec<(&'static Column, Vec<usize>)>;

/// Our columns with their positions in the file, in the order of the contract; `None` if the row is no header at all.
pub(super) fn resolve(
    table: Table,
    config: Option<&TableConfig>,
    cells: &[Cell],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<Vec<(&'static Column, usize)>> {
    let named = named(config);
    let (header, matches) = matched(table, named, cells);
    there(&matches).next()?;
    let used: BTreeSet<usize> = matches
        .iter()
        .flat_map(|(_, at)| at.iter().copied())
        .collect();
    let left_out: Vec<&str> = (0..header.len())
        .filter(|i| !used.contains(i) && !header[*i].is_empty())
        .map(|i| header[i].as_str())
        .collect();
    let headers = (header.as_slice(), left_out.as_slice());
    findings.extend(missing_or_twice(table, named, headers, &matches, place));
    let names: Vec<_> = there(&matches).map(|column| column.name).collect();
    let is_foreign = !named.is_empty();
    findings.extend(told::unknown(table, &left_out, &names, is_foreign, place));
    let first = |(column, positions): (_, Vec<usize>)| Some((column, *positions.first()?));
    Some(matches.into_iter().filter_map(first).collect())
}

fn missing_or_twice(
    table: Table,
    named: &Named,
    (header, left_out): (&[String], &[&str]),
    matches: &Matches,
    place: &Place,
) -> Vec<Finding> {
    let finding = |(column, positions): &(&'static Column, Vec<usize>)| {
        let theirs = named.get(column.name);
        match positions.as_slice() {
            [] if column.required || theirs.is_some() => Some(told::missing(
                (table, column),
                theirs,
                (header, left_out),
                place,
            )),
            [first, second, ..] => {
                let pair = (header[*first].as_str(), header[*second].as_str());
                Some(told::twice(column, pair, positions, place))
            }
            _ => None,
        }
    };
    matches.iter().filter_map(finding).collect()
}

/// Whether a row has the look of the table's header: two of its columns.
pub(super) fn is_header(table: Table, config: Option<&TableConfig>, cells: &[Cell]) -> bool {
    let (_, matches) = matched(table, named(config), cells);
    there(&matches).count() >= 2
}

/// How many of the table's columns a row has, if it has all that must be there.
pub(super) fn n_fitting(
    table: Table,
    config: Option<&TableConfig>,
    cells: &[Cell],
) -> Option<usize> {
    let (_, matches) = matched(table, named(config), cells);
    let is_whole = matches
        .iter()
        .all(|(column, positions)| !column.required || !positions.is_empty());
    is_whole.then(|| there(&matches).count())
}

fn named(config: Option<&TableConfig>) -> &Named {
    static NONE: Named = Named::new();
    config.map_or(&NONE, |config| &config.columns)
}

/// The texts of a row, and which of our columns they mean.
fn matched(table: Table, named: &Named, cells: &[Cell]) -> (Vec<String>, Matches) {
    let texts = cells.iter().map(|cell| cell.normal().into_owned());
    let header: Vec<String> = texts.collect();
    let matches = matches(table, named, &header);
    (header, matches)
}

/// The columns that some header means.
fn there(matches: &Matches) -> impl Iterator<Item = &'static Column> {
    let found = matches
        .iter()
        .filter(|(_, positions)| !positions.is_empty());
    found.map(|(column, _)| *column)
}

/// For each of our columns the positions that mean it: by the scenario's name for it, else by its own names, unless
/// the scenario names another column so.
fn matches(table: Table, named: &Named, header: &[String]) -> Matches {
    let taken: BTreeSet<_> = named.values().map(|theirs| normalise(theirs)).collect();
    let known: Vec<_> = header.iter().map(|text| find(table, text)).collect();
    let is_it = |column: &Column, i: usize| match named.get(column.name) {
        Some(theirs) => header[i] == normalise(theirs),
        None => {
            let known = known[i].is_some_and(|known| known.name == column.name);
            known && !taken.contains(header[i].as_str())
        }
    };
    columns::columns(table)
        .iter()
        .map(|column| {
            let positions = (0..header.len()).filter(|&i| is_it(column, i));
            (column, positions.collect())
        })
        .collect()
}

/// The column that a header means; blanks and hyphens may stand for `_`, and a remark in brackets may follow.
fn find(table: Table, header: &str) -> Option<&'static Column> {
    let bare = header.split('(').next().unwrap_or_default();
    [header, bare].into_iter().find_map(|header| {
        let joined = header.trim().replace([' ', '-'], "_");
        columns::find(table, header).or_else(|| columns::find(table, &joined))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &str) -> Vec<Cell> {
        texts.split(',').map(Cell::text).collect()
    }

    #[test]
    fn every_way_to_look_at_a_header_sees_the_same_columns() {
        let foreign = TableConfig {
            columns: Named::from([("minutes".into(), "用时".into())]),
            ..TableConfig::default()
        };
        let place = Place::default();
        for (config, texts, n_resolved, n_fit) in [
            (None, "起点,终点,分钟,备注", 3, Some(3)),
            (None, "起点,终点", 2, None),
            // A header that the scenario does not speak of means nothing where it names another.
            (Some(&foreign), "起点,终点,分钟", 2, None),
            (Some(&foreign), "起点,终点,用时", 3, Some(3)),
            (None, "甲,乙", 0, None),
        ] {
            let cells = row(texts);
            let resolved = resolve(Table::Roads, config, &cells, &place, &mut Vec::new());
            assert_eq!(resolved.map_or(0, |all| all.len()), n_resolved, "{texts}");
            assert_eq!(n_fitting(Table::Roads, config, &cells), n_fit, "{texts}");
            let looks = is_header(Table::Roads, config, &cells);
            assert_eq!(looks, n_resolved >= 2, "{texts}");
        }
    }
}
