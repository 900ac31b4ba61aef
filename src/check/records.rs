//! The retirees and history tables, for the rules that draw on them.

use super::codes;
use super::known::{self, Known};
use super::row::RowReader;
use super::schools::Schools;
use super::teachers::Teachers;
use crate::domain::date::{Date, completed_years};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::records::{PastRotation, Retiree};
use crate::domain::words::Subject;
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;
use std::collections::BTreeSet;

const MOST_LESSONS: u32 = 60;
/// Ages on the planning date that no candidate has.
const POSSIBLE_AGES: std::ops::RangeInclusive<u32> = 40..=90;

/// Silver-age candidates without error; `on` is the planning date.
pub(super) fn check_retirees(
    table: &DraftTable,
    schools: &Schools,
    on: Date,
    findings: &mut Vec<Finding>,
) -> Vec<Retiree> {
    let what = ("退休教师", "retired teacher");
    let (known, positions) = known::read(table, "teacher_id", what, findings);
    let mut retirees = Vec::new();
    for (row, position) in table.rows.iter().zip(positions) {
        let id = position.map_or("", |i| known.id(i));
        retirees.extend(retiree(
            &mut RowReader::new(table, row, findings),
            id,
            schools,
            on,
        ));
    }
    retirees
}

fn retiree(reader: &mut RowReader<'_>, id: &str, schools: &Schools, on: Date) -> Option<Retiree> {
    let name = reader.text("name");
    let sex = reader.optional_word("sex");
    let stage = reader.optional_word("stage");
    let subject: Option<Subject> = reader.word("subject");
    let mut second_subjects: BTreeSet<_> = reader.words("second_subjects").into_iter().collect();
    let title = reader.optional_word("title");
    let max_lessons = reader.optional_whole("max_lessons", MOST_LESSONS);
    let old_school = reader.optional_id("school_id");
    let old_school = old_school.and_then(|id| schools.known.reference(reader, "school_id", &id));
    let birth = reader.date("birth");
    if let Some(birth) = birth {
        age(reader, birth, on);
    }
    let subject = subject?;
    second_subjects.remove(&subject);
    Some(Retiree {
        id: id.to_owned(),
        name,
        sex,
        birth: birth?,
        old_school: old_school.map(SchoolIndex),
        stage,
        subject,
        second_subjects,
        title,
        max_lessons,
    })
}

fn age(reader: &mut RowReader<'_>, birth: Date, on: Date) {
    let age = completed_years(birth, on);
    if !POSSIBLE_AGES.contains(&age) {
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

/// Past rotations of those who still serve: a teacher, two schools, two dates.
pub(super) fn check_history(
    table: &DraftTable,
    schools: &Schools,
    teachers: &Teachers,
    findings: &mut Vec<Finding>,
) -> Vec<PastRotation> {
    let rows = table.rows.iter();
    rows.filter_map(|row| {
        past_rotation(&mut RowReader::new(table, row, findings), schools, teachers)
    })
    .collect()
}

fn past_rotation(
    reader: &mut RowReader<'_>,
    schools: &Schools,
    teachers: &Teachers,
) -> Option<PastRotation> {
    let teacher = still_there(reader, "teacher_id", &teachers.known);
    let from = still_there(reader, "from", &schools.known);
    let to = still_there(reader, "to", &schools.known);
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
    Some(PastRotation {
        teacher: TeacherIndex(teacher?),
        since: since?,
        until,
        from: from.map(SchoolIndex),
        to: to.map(SchoolIndex),
    })
}

/// The position of an id, with a remark where the tables of today do not have it.
fn still_there(reader: &mut RowReader<'_>, column: &str, known: &Known) -> Option<usize> {
    let id = reader.id(column)?;
    if known.lacks(&id) {
        gone(reader, column);
    }
    known.position(&id)
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
