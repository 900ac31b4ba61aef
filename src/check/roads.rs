//! The roads table: edges between schools and other places, both ways.

use super::codes;
use super::known::Known;
use super::row::RowReader;
use crate::domain::travel::Road;
use crate::finding::{Finding, Text};
use crate::read::draft::{DraftTable, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Most minutes of one road: a day.
const MOST_MINUTES: u32 = 1_440;

/// The first row of a road between two places, and its minutes.
type Seen = BTreeMap<(String, String), (usize, u32)>;

/// Where teachers live, as their table has it.
pub(super) fn residences(teachers: &DraftTable) -> BTreeSet<String> {
    let position = teachers.position("residence");
    let cells = teachers
        .rows
        .iter()
        .filter_map(|row| row.cells.get(position?));
    cells.map(|cell| cell.normal().into_owned()).collect()
}

/// Checks every row; those without error come back, sorted. `residences`: `None` where nobody knows them.
pub(super) fn check(
    table: &DraftTable,
    schools: &Known,
    residences: Option<&BTreeSet<String>>,
    findings: &mut Vec<Finding>,
) -> Vec<Road> {
    let mut seen = Seen::new();
    let mut roads = Vec::new();
    let mut all_ends = Vec::new();
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
        if minutes == 0 {
            without_time(&mut reader);
        }
        all_ends.extend([(row, "from", from.clone()), (row, "to", to.clone())]);
        let ends = if from < to { (from, to) } else { (to, from) };
        compared(&mut reader, &mut seen, &ends, minutes);
        roads.push(Road {
            from: ends.0,
            to: ends.1,
            minutes,
        });
    }
    roads.sort();
    roads.dedup();
    dead_ends(table, (schools, residences), &roads, &all_ends, findings);
    roads
}

/// Remarks places that one road alone leads to: a mistyped school if it looks like one, and of no use if nobody lives
/// there; a junction has two roads or more. `ends`: row, column and place of every end.
fn dead_ends(
    table: &DraftTable,
    (schools, residences): (&Known, Option<&BTreeSet<String>>),
    roads: &[Road],
    ends: &[(&Row, &'static str, String)],
    findings: &mut Vec<Finding>,
) {
    let mut n_roads: BTreeMap<&str, usize> = BTreeMap::new();
    for end in roads.iter().flat_map(|road| [&road.from, &road.to]) {
        *n_roads.entry(end).or_default() += 1;
    }
    let is_dead_end = |place: &str| n_roads.get(place) == Some(&1) && schools.lacks(place);
    let is_empty = |place: &str| residences.is_some_and(|known| !known.contains(place));
    for (row, column, place) in ends.iter().filter(|end| is_dead_end(&end.2)) {
        let mut reader = RowReader::new(table, row, findings);
        match schools.near(place) {
            Some(school) => like_a_school(&mut reader, column, place, schools.id(school)),
            None if is_empty(place) => of_no_use(&mut reader, column, place),
            None => {}
        }
    }
}

fn of_no_use(reader: &mut RowReader<'_>, column: &str, place: &str) {
    reader.find(
        &codes::ROAD_DEAD_END,
        column,
        Text::new(
            format!("`{place}` 不是学校，没有教师住在那里，也只有这一段路通到那里：这段路不起作用"),
            format!("`{place}` is no school, no teacher lives there, and this road alone leads there: it has no effect"),
        ),
        Text::new(
            "核对写法；是路口就补上它的其他路段，不需要就删掉这一行",
            "check how it is written; add the other roads of a junction, or delete the row",
        ),
    );
}

fn without_time(reader: &mut RowReader<'_>) {
    reader.find(
        &codes::ROAD_NO_TIME,
        "minutes",
        Text::new(
            "两个地点之间是 0 分钟",
            "the road takes 0 minutes between two places",
        ),
        Text::new(
            "填单程分钟数；确实在一处就不用管",
            "write the minutes one way; leave it if both are in one place",
        ),
    );
}

fn like_a_school(reader: &mut RowReader<'_>, column: &str, place: &str, id: &str) {
    reader.find(
        &codes::ROAD_LIKE_SCHOOL,
        column,
        Text::new(
            format!("`{place}` 不是学校，只有这一段路通到那里"),
            format!("`{place}` is no school, and this road alone leads there"),
        ),
        Text::new(format!("是不是 `{id}`"), format!("did you mean `{id}`")),
    );
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

/// Remarks a road that an earlier row has with other minutes.
fn compared(reader: &mut RowReader<'_>, seen: &mut Seen, ends: &(String, String), minutes: u32) {
    match seen.get(ends) {
        Some((first, other)) if *other != minutes => repeated(reader, *first, *other),
        Some(_) => {}
        None => {
            seen.insert(ends.clone(), (reader.number(), minutes));
        }
    }
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
