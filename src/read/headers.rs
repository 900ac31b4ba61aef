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

/// Our columns with their positions in the file, in the order of the contract; `None` if the row is no header at all.
pub(super) fn resolve(
    table: Table,
    config: Option<&TableConfig>,
    cells: &[Cell],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<Vec<(&'static Column, usize)>> {
    let none = Named::new();
    let named = config.map_or(&none, |config| &config.columns);
    let header: Vec<String> = cells
        .iter()
        .map(|cell| cell.normal().into_owned())
        .collect();
    let matches = matches(table, named, &header);
    if matches.iter().all(|(_, positions)| positions.is_empty()) {
        return None;
    }
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
    let is_there =
        |(column, at): &(&'static Column, Vec<usize>)| (!at.is_empty()).then_some(column.name);
    let there: Vec<_> = matches.iter().filter_map(is_there).collect();
    let is_foreign = !named.is_empty();
    findings.extend(told::unknown(table, &left_out, &there, is_foreign, place));
    let first = |(column, positions): (_, Vec<usize>)| Some((column, *positions.first()?));
    Some(matches.into_iter().filter_map(first).collect())
}

fn missing_or_twice(
    table: Table,
    named: &Named,
    (header, left_out): (&[String], &[&str]),
    matches: &[(&'static Column, Vec<usize>)],
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
                Some(told::twice(column, pair, place))
            }
            _ => None,
        }
    };
    matches.iter().filter_map(finding).collect()
}

/// Whether a row has the look of the table's header: two of its columns.
pub(super) fn is_header(table: Table, config: Option<&TableConfig>, cells: &[Cell]) -> bool {
    let none = Named::new();
    let named = config.map_or(&none, |config| &config.columns);
    let header: Vec<String> = cells
        .iter()
        .map(|cell| cell.normal().into_owned())
        .collect();
    let matches = matches(table, named, &header);
    matches
        .iter()
        .filter(|(_, positions)| !positions.is_empty())
        .count()
        >= 2
}

/// How many of the table's columns a row has, if it has all that must be there.
pub(super) fn n_fitting(
    table: Table,
    config: Option<&TableConfig>,
    cells: &[Cell],
) -> Option<usize> {
    let none = Named::new();
    let named = config.map_or(&none, |config| &config.columns);
    let header: Vec<String> = cells
        .iter()
        .map(|cell| cell.normal().into_owned())
        .collect();
    let matches = matches(table, named, &header);
    let is_whole = matches
        .iter()
        .all(|(column, positions)| !column.required || !positions.is_empty());
    let there = matches
        .iter()
        .filter(|(_, positions)| !positions.is_empty());
    is_whole.then(|| there.count())
}

/// For each of our columns the positions that mean it: by the scenario's name for it, else by its own names, unless
/// the scenario names another column so.
fn matches(table: Table, named: &Named, header: &[String]) -> Vec<(&'static Column, Vec<usize>)> {
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
