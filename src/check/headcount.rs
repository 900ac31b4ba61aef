//! Schools with their numbers of teachers, for a roster that is still to be made.

use super::codes;
use super::row::RowReader;
use super::schools;
use crate::domain::school::School;
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;
use std::collections::BTreeMap;

/// Most teachers of one sex in a school; beyond, a number is a slip.
const MOST: u32 = 2_000;

/// Full-time teachers of one school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headcount {
    pub male: usize,
    pub female: usize,
}

/// The checked schools, sorted by id, and the teachers of each by the columns `staff_male` and `staff_female` (blank
/// counts as 0); `None`, with findings, if a row has an error or nobody is counted.
pub fn headcounts(
    table: &DraftTable,
    findings: &mut Vec<Finding>,
) -> Option<(Vec<School>, Vec<Headcount>)> {
    let checked = schools::check(table, findings);
    let mut by_row = BTreeMap::new();
    for row in &table.rows {
        let mut reader = RowReader::new(table, row, findings);
        let [male, female] = ["staff_male", "staff_female"]
            .map(|column| reader.optional_whole(column, MOST).unwrap_or(0) as usize);
        by_row.insert(row.number, Headcount { male, female });
    }
    let counted = |i| by_row.get(&checked.known.row(i)).copied();
    let counts: Vec<_> = (0..checked.list.len())
        .map(|i| counted(i).unwrap_or_default())
        .collect();
    if counts.iter().all(|count| count.male + count.female == 0) {
        findings.push(nobody(table));
        return None;
    }
    let schools = checked.list.into_iter().collect::<Option<Vec<_>>>()?;
    Some((schools, counts))
}

fn nobody(table: &DraftTable) -> Finding {
    codes::CELL_REQUIRED.at(
        table.place(None, Some("staff_male")),
        None,
        Text::new("没有专任教师人数", "no number of teachers is given"),
        Text::new(
            "填写 `男专任教师数` 和 `女专任教师数`，或在 [tables.schools.columns] 里写 `staff_male`、`staff_female` 对应的列名",
            "give `staff_male` and `staff_female`, or name their headers in [tables.schools.columns]",
        ),
    )
}
