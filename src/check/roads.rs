//! The roads table: edges between schools and other places, both ways.

use super::codes;
use super::known::Known;
use super::row::RowReader;
use crate::domain::travel::Road;
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;
use std::collections::BTreeMap;

/// Most minutes of one road: a day.
const MOST_MINUTES: u32 = 1_440;

/// Checks every row; those without error come back, sorted.
pub(super) fn check(table: &DraftTable, schools: &Known, findings: &mut Vec<Finding>) -> Vec<Road> {
    let mut seen: BTreeMap<(String, String), (usize, u32)> = BTreeMap::new();
    let mut roads = Vec::new();
    for row in &table.rows {
        let mut reader = RowReader::new(table, row, findings);
        let from = place(&mut reader, "from", schools);
        let to = place(&mut reader, "to", schools);
        let minutes = reader.whole("minutes", MOST_MINUTES);
        let (Some(from), Some(to), Some(minutes)) = (from, to, minutes) else {
            continue;
        };
        if from == to {
            to_itself(&mut reader);
            continue;
        }
        let ends = if from < to { (from, to) } else { (to, from) };
        match seen.get(&ends) {
            Some((first, other)) if *other != minutes => repeated(&mut reader, *first, *other),
            Some(_) => {}
            None => {
                seen.insert(ends.clone(), (reader.number(), minutes));
            }
        }
        roads.push(Road {
            from: ends.0,
            to: ends.1,
            minutes,
        });
    }
    roads.sort();
    roads.dedup();
    roads
}

/// A school id or the name of a place; the name of a school means the school.
fn place(reader: &mut RowReader<'_>, column: &str, schools: &Known) -> Option<String> {
    let place = reader.id(column)?;
    if schools.position(&place).is_some() {
        return Some(place);
    }
    let Some(school) = schools.position_of_name(&place) else {
        return Some(place);
    };
    let id = schools.id(school).to_owned();
    reader.find(
        &codes::ROAD_BY_NAME,
        column,
        Text::new(
            format!("`{place}` 是校名，按学校 `{id}` 处理"),
            format!("`{place}` is the name of a school and taken as `{id}`"),
        ),
        Text::new(format!("改写成代码 `{id}`"), format!("write the id `{id}`")),
    );
    Some(id)
}

fn to_itself(reader: &mut RowReader<'_>) {
    reader.find(
        &codes::ROAD_TO_ITSELF,
        "to",
        Text::new(
            "起点和终点相同，未采用",
            "the road leads from a place to itself and is left out",
        ),
        Text::new(
            "改正起点或终点，或删掉这一行",
            "correct an end or delete the row",
        ),
    );
}

fn repeated(reader: &mut RowReader<'_>, first: usize, minutes: u32) {
    reader.find(
        &codes::ROAD_REPEATED,
        "minutes",
        Text::new(
            format!("第 {first} 行写的是 {minutes} 分钟，取较短的"),
            format!("row {first} says {minutes} minutes; the shorter counts"),
        ),
        Text::new("只留一行", "keep one of the rows"),
    );
}
