//! What stands in the cells of the smaller tables, by our English column name.

use crate::domain::records::PastRotation;
use crate::domain::school::School;
use crate::domain::teacher::Teacher;
use crate::domain::travel::Road;
use crate::domain::words::{Stage, Subject};
use crate::report::cells::{id, month, optional, word};

/// A row of the needs table.
pub(super) struct Need {
    pub(super) school: String,
    pub(super) stage: Stage,
    pub(super) subject: Subject,
    /// A week.
    pub(super) lessons: u32,
}

pub(super) fn need_cell(need: &Need, column: &str) -> String {
    match column {
        "school_id" => need.school.clone(),
        "stage" => word(need.stage),
        "subject" => word(need.subject),
        "weekly_lessons" => need.lessons.to_string(),
        _ => String::new(),
    }
}

pub(super) fn road_cell(road: &Road, column: &str) -> String {
    match column {
        "from" => road.from.clone(),
        "to" => road.to.clone(),
        "minutes" => road.minutes.to_string(),
        _ => String::new(),
    }
}

pub(super) fn history_cell(
    row: &PastRotation,
    teachers: &[Teacher],
    schools: &[School],
    column: &str,
) -> String {
    match column {
        "teacher_id" => teachers[row.teacher.0].id.clone(),
        "from" => optional(row.from.and_then(|school| id(schools, school))),
        "to" => optional(row.to.and_then(|school| id(schools, school))),
        "since" => month(row.since),
        "until" => optional(row.until.map(month)),
        _ => String::new(),
    }
}
