//! The teachers table: every row typed, and what is wrong or odd about it.

use super::codes;
use super::known::{self, Known};
use super::postings::{self, Post};
use super::residence;
use super::row::RowReader;
use super::schools::Schools;
use super::service;
use crate::domain::date::Date;
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::domain::travel::Road;
use crate::domain::words::{Backbone, Degree, Employment, Position, Sex};
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;

/// Most lessons a week that a number can mean.
const MOST_LESSONS: u32 = 60;
/// Most years of service in rural schools.
const MOST_YEARS: u32 = 60;

/// The checked teachers by `TeacherIndex`; `None` where the row has an error.
#[derive(Debug)]
pub(super) struct Teachers {
    pub(super) known: Known,
    pub(super) list: Vec<Option<Teacher>>,
}

impl Teachers {
    /// In place of a table that could not be read.
    pub(super) fn absent() -> Self {
        Self {
            known: Known::absent(),
            list: Vec::new(),
        }
    }

    /// The teachers without error, with their rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = (TeacherIndex, usize, &Teacher)> {
        self.list.iter().enumerate().filter_map(|(i, teacher)| {
            let teacher = teacher.as_ref()?;
            Some((TeacherIndex(i), self.known.row(i), teacher))
        })
    }
}

/// What a teacher's row is checked against.
pub(super) struct Against<'a> {
    pub(super) schools: &'a Schools,
    pub(super) settings: &'a Settings,
    /// `None` = no roads table.
    pub(super) roads: Option<&'a [Road]>,
    /// The planning date.
    pub(super) on: Date,
}

/// Checks every row of the table.
pub(super) fn check(
    table: &DraftTable,
    against: &Against<'_>,
    findings: &mut Vec<Finding>,
) -> Teachers {
    let (known, positions) = known::read(table, "teacher_id", ("教师", "teacher"), findings);
    service::swapped(table, against.on, findings);
    let mut list = vec![None; known.len()];
    for (row, position) in table.rows.iter().zip(positions) {
        let id = position.map_or("", |i| known.id(i));
        let reader = &mut RowReader::new(table, row, findings);
        let teacher = read_row(reader, id, &known, against);
        if let Some(i) = position {
            list[i] = teacher;
        }
    }
    let teachers = Teachers { known, list };
    one_sided_couples(table, &teachers, findings);
    several_principals(table, &teachers, against.schools, findings);
    teachers
}

fn read_row(
    reader: &mut RowReader<'_>,
    id: &str,
    known: &Known,
    against: &Against<'_>,
) -> Option<Teacher> {
    let before = reader.findings.len();
    // Every cell is read before any missing one ends the row, so that all its findings come at once.
    let dates = service::read(reader, against.on);
    let post = postings::read(reader, dates.away_until, against);
    let (sex, degree, backbone, position) = words(reader);
    let employment = reader.word_or("employment", Employment::Established);
    let teacher = Teacher {
        id: id.to_owned(),
        name: reader.text("name"),
        certified: reader.flag("certified", true),
        title: reader.optional_word("title"),
        homeroom: reader.flag("homeroom", false),
        graduating: reader.flag("graduating", false),
        rural_years: reader.optional_decimal("rural_years", MOST_YEARS),
        max_lessons: reader.optional_whole("max_lessons", MOST_LESSONS),
        weekly_lessons: reader.optional_whole("weekly_lessons", MOST_LESSONS),
        exemption: reader.optional_word("exemption"),
        probation: reader.flag("probation", false),
        wishes: wishes(reader, &post, against),
        spouse: spouse(reader, id, known),
        volunteer: reader.flag("volunteer", false),
        service_until: dates.service_until,
        title_candidate: reader.flag("title_candidate", false),
        group_leader: reader.flag("group_leader", false),
        residence: residence::read(reader, against),
        employment: employment?,
        home_school: post.home,
        away_until: dates.away_until,
        last_rotated: dates.last_rotated,
        second_subjects: post.second_subjects,
        stage: post.stage,
        sex: sex?,
        birth: dates.birth?,
        school: post.school?,
        subject: post.subject?,
        degree: degree?,
        backbone: backbone?,
        position: position?,
        since: dates.since?,
    };
    reader.is_sound(before).then_some(teacher)
}

/// The words that every teacher has, blank or not.
fn words(
    reader: &mut RowReader<'_>,
) -> (
    Option<Sex>,
    Option<Degree>,
    Option<Backbone>,
    Option<Position>,
) {
    (
        reader.word("sex"),
        reader.word_or("degree", Degree::None),
        reader.word_or("backbone", Backbone::None),
        reader.word_or("position", Position::Teacher),
    )
}

/// Ranked wishes; a wish for his own school or for one without his stage is told.
fn wishes(reader: &mut RowReader<'_>, post: &Post, against: &Against<'_>) -> Vec<SchoolIndex> {
    let mut wishes = Vec::new();
    for id in reader.ids("wishes") {
        let Some(wish) = against.schools.known.reference(reader, "wishes", &id) else {
            continue;
        };
        let wish = SchoolIndex(wish);
        wishes.push(wish);
        let lacks_stage = against.schools.get(wish).zip(post.stage);
        let lacks_stage = lacks_stage.is_some_and(|(s, stage)| !s.kind.stages().contains(&stage));
        if post.school == Some(wish) || lacks_stage {
            reader.find_value(
                &codes::WISH_ODD,
                "wishes",
                id.clone(),
                Text::new(
                    format!("志愿 `{id}` 不起作用：是本校，或没有他的学段"),
                    format!("wish `{id}` has no effect: it is his own school or lacks his stage"),
                ),
                Text::new(
                    "从志愿里去掉，或改正代码",
                    "take it out of the wishes or correct the id",
                ),
            );
        }
    }
    wishes
}

fn spouse(reader: &mut RowReader<'_>, id: &str, known: &Known) -> Option<TeacherIndex> {
    let spouse = reader.optional_id("spouse")?;
    if spouse == id {
        reader.find(
            &codes::SPOUSE_SELF,
            "spouse",
            Text::new("配偶工号是本人的", "the spouse is the teacher himself"),
            Text::new(
                "填配偶的工号，或清空",
                "write the spouse's id or clear the cell",
            ),
        );
        return None;
    }
    known.reference(reader, "spouse", &spouse).map(TeacherIndex)
}

fn one_sided_couples(table: &DraftTable, teachers: &Teachers, findings: &mut Vec<Finding>) {
    for (teacher, row, entry) in teachers.iter() {
        let Some(spouse) = entry.spouse else { continue };
        let Some(other) = teachers.list[spouse.0].as_ref() else {
            continue;
        };
        if other.spouse == Some(teacher) {
            continue;
        }
        findings.push(codes::SPOUSE_ONE_SIDED.at(
            table.place(Some(row), Some("spouse")),
            Some(other.id.clone()),
            Text::new(
                format!("`{}` 那一行没有写 `{}` 是配偶", other.id, entry.id),
                format!(
                    "the row of `{}` does not name `{}` as spouse",
                    other.id, entry.id
                ),
            ),
            Text::new(
                "两边都写，或核对工号",
                "name each other in both rows, or check the id",
            ),
        ));
    }
}

fn several_principals(
    table: &DraftTable,
    teachers: &Teachers,
    schools: &Schools,
    findings: &mut Vec<Finding>,
) {
    let mut first = vec![None; schools.known.len()];
    let mut principals: Vec<_> = teachers
        .iter()
        .filter(|(_, _, teacher)| teacher.position == Position::Principal)
        .collect();
    principals.sort_by_key(|(_, row, _)| *row);
    for (_, row, teacher) in principals {
        let Some(earlier) = first[teacher.school.0].replace(row) else {
            continue;
        };
        findings.push(codes::PRINCIPALS_SEVERAL.at(
            table.place(Some(row), Some("position")),
            Some(teacher.id.clone()),
            Text::new(
                format!("第 {earlier} 行已有这所学校的校长"),
                format!("row {earlier} has a principal of the same school"),
            ),
            Text::new(
                "一校一名校长；副职填 `副校长`",
                "a school has one principal; write `vice_principal` for the others",
            ),
        ));
    }
}
