//! The needs table: weekly lessons that replace classes × curriculum.

use super::codes;
use super::fits;
use super::row::RowReader;
use super::schools::Schools;
use crate::domain::assemble::NeedOverride;
use crate::domain::ids::SchoolIndex;
use crate::domain::settings::Settings;
use crate::domain::words::{Stage, Subject};
use crate::finding::{Finding, Text};
use crate::read::draft::{DraftTable, Row};
use std::collections::BTreeMap;

/// Most lessons a week of one subject in one unit.
const MOST_LESSONS: u32 = 5_000;

/// Checks every row; those without error come back, sorted.
pub(super) fn check(
    table: &DraftTable,
    schools: &Schools,
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Vec<NeedOverride> {
    let mut found: BTreeMap<(SchoolIndex, Stage, Subject), (usize, u32)> = BTreeMap::new();
    for row in &table.rows {
        let mut reader = RowReader::new(table, row, findings);
        let (key, lessons) = read_row(&mut reader, schools, settings);
        let Some(key) = key else { continue };
        if let Some((first, _)) = found.get(&key) {
            duplicate(table, row, *first, findings);
        } else {
            found.insert(key, (row.number, lessons.unwrap_or(0)));
        }
    }
    found
        .into_iter()
        .map(
            |((school, stage, subject), (_, weekly_lessons))| NeedOverride {
                school,
                stage,
                subject,
                weekly_lessons,
            },
        )
        .collect()
}

/// Which need the row gives, and how many lessons.
fn read_row(
    reader: &mut RowReader<'_>,
    schools: &Schools,
    settings: &Settings,
) -> (Option<(SchoolIndex, Stage, Subject)>, Option<u32>) {
    let id = reader.id("school_id");
    let school = id.and_then(|id| schools.known.reference(reader, "school_id", &id));
    let school = school.map(SchoolIndex);
    let stage: Option<Stage> = reader.word("stage");
    let subject: Option<Subject> = reader.word("subject");
    let lessons = reader.whole("weekly_lessons", MOST_LESSONS);
    if let (Some(stage), Some(entry)) = (stage, school.and_then(|s| schools.get(s)))
        && !entry.kind.stages().contains(&stage)
    {
        fits::no_stage(reader, "stage", entry, stage);
    }
    if let (Some(stage), Some(subject)) = (stage, subject)
        && !settings.curriculum.teaches(stage, subject)
    {
        let hint = Text::new(
            "改正学科，或在 `[curriculum]` 里开设它",
            "correct the subject, or put it into `[curriculum]`",
        );
        fits::untaught(reader, stage, subject, hint);
    }
    let key = school
        .zip(stage)
        .zip(subject)
        .map(|((school, stage), subject)| (school, stage, subject));
    (key, lessons)
}

fn duplicate(table: &DraftTable, row: &Row, first: usize, findings: &mut Vec<Finding>) {
    RowReader::new(table, row, findings).find(
        &codes::NEED_DUPLICATE,
        "subject",
        Text::new(
            format!("第 {first} 行已经写了同一学校、学段、学科"),
            format!("row {first} has the same school, stage and subject"),
        ),
        Text::new("只留一行", "keep one of the rows"),
    );
}
