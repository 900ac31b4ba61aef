//! The retirees and history tables: typed and checked cell by cell, for the rules that draw on them.

use super::codes;
use super::known;
use super::row::RowReader;
use super::schools::Schools;
use super::teachers::Teachers;
use crate::domain::date::{Date, completed_years};
use crate::domain::words::{Sex, Stage, Subject, Title};
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;

const MOST_LESSONS: u32 = 60;
/// Ages on the planning date that no candidate has.
const POSSIBLE_AGES: std::ops::RangeInclusive<u32> = 40..=90;

/// Silver-age candidates: `on` is the planning date.
pub(super) fn check_retirees(
    table: &DraftTable,
    schools: &Schools,
    on: Date,
    findings: &mut Vec<Finding>,
) {
    known::read(
        table,
        "teacher_id",
        ("退休教师", "retired teacher"),
        findings,
    );
    for row in &table.rows {
        let reader = &mut RowReader::new(table, row, findings);
        reader.text("name");
        reader.optional_word::<Sex>("sex");
        reader.optional_word::<Stage>("stage");
        reader.word::<Subject>("subject");
        reader.words::<Subject>("second_subjects");
        reader.optional_word::<Title>("title");
        reader.optional_whole("max_lessons", MOST_LESSONS);
        school(reader, "school_id", schools);
        let age = reader.date("birth").map(|birth| completed_years(birth, on));
        if let Some(age) = age.filter(|age| !POSSIBLE_AGES.contains(age)) {
            reader.find(
                &codes::BIRTH_IMPLAUSIBLE,
                "birth",
                Text::new(
                    format!("在规划日 {on} 为 {age} 岁，不像退休教师"),
                    format!("aged {age} on the planning date {on}, which no retired teacher is"),
                ),
                Text::new("核对出生年月", "check the birth"),
            );
        }
    }
}

/// Past rotations: a teacher, two schools, two dates.
pub(super) fn check_history(
    table: &DraftTable,
    schools: &Schools,
    teachers: &Teachers,
    findings: &mut Vec<Finding>,
) {
    for row in &table.rows {
        let reader = &mut RowReader::new(table, row, findings);
        for (column, known) in [
            ("teacher_id", &teachers.known),
            ("from", &schools.known),
            ("to", &schools.known),
        ] {
            let id = reader.id(column);
            if id.is_some_and(|id| known.lacks(&id)) {
                gone(reader, column);
            }
        }
        let (since, until) = (reader.date("since"), reader.optional_date("until"));
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            reader.find(
                &codes::DATE_ORDER,
                "until",
                Text::new(
                    format!("早于开始（{since}）"),
                    format!("before the start on {since}"),
                ),
                Text::new("核对起止年月", "check both dates"),
            );
        }
    }
}

/// People retire and schools close: a past rotation may name what the county has no more.
fn gone(reader: &mut RowReader<'_>, column: &str) {
    reader.find(
        &codes::HISTORY_GONE,
        column,
        Text::new(
            "现在的教师、学校表里没有这个代码",
            "the present tables of teachers and schools do not have this id",
        ),
        Text::new(
            "已退休、调出或撤并的不用管，否则核对代码",
            "leave it if he has left or the school has closed, else check the id",
        ),
    );
}

fn school(reader: &mut RowReader<'_>, column: &str, schools: &Schools) {
    if let Some(id) = reader.optional_id(column) {
        schools.known.reference(reader, column, &id);
    }
}
