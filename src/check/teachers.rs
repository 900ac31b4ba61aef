//! The teachers table: every row typed, and what is wrong or odd about it.

use super::codes;
use super::known::{self, Known};
use super::row::RowReader;
use super::schools::Schools;
use super::service;
use crate::domain::date::Date;
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::domain::words::{Backbone, Degree, Position, SchoolKind, Stage, Subject, Word};
use crate::finding::{Finding, Text};
use crate::read::draft::{DraftTable, Row};
use std::collections::BTreeSet;

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
    let mut list = vec![None; known.len()];
    for (row, position) in table.rows.iter().zip(positions) {
        let id = position.map_or("", |i| known.id(i));
        let teacher = read_row(table, row, id, &known, against, findings);
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
    table: &DraftTable,
    row: &Row,
    id: &str,
    known: &Known,
    against: &Against<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Teacher> {
    let before = findings.len();
    let mut reader = RowReader::new(table, row, findings);
    let reader = &mut reader;
    // Every cell is read before any missing one ends the row, so that all its findings come at once.
    let school = school(reader, "school_id", true, against);
    let home = school_of_post(reader, school, against);
    let dates = service::read(reader, against.on);
    let stage = stage(reader, school, against);
    let returns = dates.away_until.is_some_and(|until| until <= against.on);
    home_stage(reader, stage, home, returns, against);
    let subject = subject(reader, stage, against);
    let second_subjects = second_subjects(reader, subject, stage, against);
    let sex = reader.word("sex");
    let degree = reader.word_or("degree", Degree::None);
    let backbone = reader.word_or("backbone", Backbone::None);
    let position = reader.word_or("position", Position::Teacher);
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
        wishes: wishes(reader, school, stage, against),
        spouse: spouse(reader, id, known),
        home_school: home,
        away_until: dates.away_until,
        last_rotated: dates.last_rotated,
        second_subjects,
        stage,
        sex: sex?,
        birth: dates.birth?,
        school: school?,
        subject: subject?,
        degree: degree?,
        backbone: backbone?,
        position: position?,
        since: dates.since?,
    };
    reader.is_sound(before).then_some(teacher)
}

/// A school that the cell names.
fn school(
    reader: &mut RowReader<'_>,
    column: &str,
    required: bool,
    against: &Against<'_>,
) -> Option<SchoolIndex> {
    let id = if required {
        reader.id(column)
    } else {
        reader.optional_id(column)
    }?;
    against
        .schools
        .known
        .reference(reader, column, &id)
        .map(SchoolIndex)
}

/// The home school, unless it is the one he serves in anyway.
fn school_of_post(
    reader: &mut RowReader<'_>,
    school_here: Option<SchoolIndex>,
    against: &Against<'_>,
) -> Option<SchoolIndex> {
    school(reader, "home_school_id", false, against).filter(|&home| school_here != Some(home))
}

/// His stage: the cell, else the only one of his school.
fn stage(
    reader: &mut RowReader<'_>,
    school: Option<SchoolIndex>,
    against: &Against<'_>,
) -> Option<Stage> {
    let cell: Option<Stage> = reader.optional_word("stage");
    let school = school.and_then(|school| against.schools.get(school));
    let Some(school) = school.filter(|school| school.kind != SchoolKind::Special) else {
        return cell;
    };
    match (cell, school.kind.stages()) {
        (Some(stage), stages) if stages.contains(&stage) => Some(stage),
        (Some(stage), _) => {
            not_at(reader, "stage", stage, &school.name, school.kind);
            None
        }
        (None, [only]) if reader.is_blank("stage") => Some(*only),
        (None, _) => {
            if reader.is_blank("stage") {
                missing_stage(reader, &school.name);
            }
            None
        }
    }
}

fn missing_stage(reader: &mut RowReader<'_>, school: &str) {
    reader.find(
        &codes::STAGE_MISSING,
        "stage",
        Text::new(
            format!("`{school}` 不止一个学段,要写明任教学段"),
            format!("the stage he teaches is needed at `{school}`"),
        ),
        Text::new("填 `小学` 或 `初中`", "write `primary` or `junior`"),
    );
}

fn not_at(reader: &mut RowReader<'_>, column: &str, stage: Stage, school: &str, kind: SchoolKind) {
    reader.find(
        &codes::STAGE_MISMATCH,
        column,
        Text::new(
            format!(
                "`{school}`({})没有{}",
                kind.chinese()[0],
                stage.chinese()[0]
            ),
            format!(
                "`{school}`, of stage `{}`, has no stage `{}`",
                kind.code(),
                stage.code()
            ),
        ),
        Text::new("改正任教学段或学校代码", "correct the stage or the school"),
    );
}

/// A teacher whose term has passed starts the year at his home school, which must have his stage.
fn home_stage(
    reader: &mut RowReader<'_>,
    stage: Option<Stage>,
    home: Option<SchoolIndex>,
    returns: bool,
    against: &Against<'_>,
) {
    let home = home.filter(|_| returns);
    let Some(home) = home.and_then(|home| against.schools.get(home)) else {
        return;
    };
    match stage {
        Some(stage) if home.kind != SchoolKind::Special && !home.kind.stages().contains(&stage) => {
            not_at(reader, "home_school_id", stage, &home.name, home.kind);
        }
        None if home.kind != SchoolKind::Special && reader.is_blank("stage") => {
            missing_stage(reader, &home.name);
        }
        _ => {}
    }
}

/// The main subject, which his stage must teach.
fn subject(
    reader: &mut RowReader<'_>,
    stage: Option<Stage>,
    against: &Against<'_>,
) -> Option<Subject> {
    let subject: Subject = reader.word("subject")?;
    if let Some(stage) = stage.filter(|&stage| !teaches(against.settings, stage, subject)) {
        reader.find(
            &codes::SUBJECT_MISMATCH,
            "subject",
            Text::new(
                format!("{}不开{}", stage.chinese()[0], subject.chinese()[0]),
                format!(
                    "stage `{}` does not teach `{}`",
                    stage.code(),
                    subject.code()
                ),
            ),
            Text::new(
                "改正学科或学段;不任课的填 `其他`",
                "correct the subject or the stage; write `other` for who gives no lessons",
            ),
        );
    }
    Some(subject)
}

/// `other` may stand at any stage, `general` at the primary one.
fn teaches(settings: &Settings, stage: Stage, subject: Subject) -> bool {
    match subject {
        Subject::Other => true,
        Subject::General => stage == Stage::Primary,
        _ => settings.curriculum.teaches(stage, subject),
    }
}

/// Second subjects; those without effect are told, and kept only if they may have one.
fn second_subjects(
    reader: &mut RowReader<'_>,
    main: Option<Subject>,
    stage: Option<Stage>,
    against: &Against<'_>,
) -> BTreeSet<Subject> {
    let mut seconds = BTreeSet::new();
    for subject in reader.words::<Subject>("second_subjects") {
        let without_lessons = matches!(subject, Subject::General | Subject::Other);
        let untaught = stage.is_some_and(|stage| !teaches(against.settings, stage, subject));
        if Some(subject) == main || without_lessons || untaught {
            reader.find_value(
                &codes::SUBJECT_SECOND_ODD,
                "second_subjects",
                subject.code().to_owned(),
                Text::new(
                    format!("兼教{}不起作用:是主教学科,或本学段不开", subject.chinese()[0]),
                    format!("second subject `{}` has no effect: it is the main one, or his stage does not teach it", subject.code()),
                ),
                Text::new("从兼教学科里去掉", "take it out of the second subjects"),
            );
        }
        if Some(subject) != main && !without_lessons {
            seconds.insert(subject);
        }
    }
    seconds
}

/// Ranked wishes; a wish for his own school or for one without his stage is told.
fn wishes(
    reader: &mut RowReader<'_>,
    here: Option<SchoolIndex>,
    stage: Option<Stage>,
    against: &Against<'_>,
) -> Vec<SchoolIndex> {
    let mut wishes = Vec::new();
    for id in reader.ids("wishes") {
        let Some(wish) = against.schools.known.reference(reader, "wishes", &id) else {
            continue;
        };
        let wish = SchoolIndex(wish);
        wishes.push(wish);
        let lacks_stage = against.schools.get(wish).zip(stage);
        let lacks_stage = lacks_stage.is_some_and(|(s, stage)| !s.kind.stages().contains(&stage));
        if here == Some(wish) || lacks_stage {
            reader.find_value(
                &codes::WISH_ODD,
                "wishes",
                id.clone(),
                Text::new(
                    format!("志愿 `{id}` 不起作用:是本校,或没有他的学段"),
                    format!("wish `{id}` has no effect: it is his own school or lacks his stage"),
                ),
                Text::new(
                    "从志愿里去掉,或改正代码",
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
                "填配偶的工号,或清空",
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
                "两边都写,或核对工号",
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
                "一校一名校长;副职填 `副校长`",
                "a school has one principal; write `vice_principal` for the others",
            ),
        ));
    }
}
