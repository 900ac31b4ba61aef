//! Where a teacher serves and what he teaches: school, home school, stage, subjects, and whether they fit together.

use super::codes;
use super::fits;
use super::row::RowReader;
use super::teachers::Against;
use crate::domain::date::Date;
use crate::domain::ids::SchoolIndex;
use crate::domain::settings::Settings;
use crate::domain::words::{SchoolKind, Stage, Subject, Word};
use crate::finding::Text;
use std::collections::BTreeSet;

/// What could be read; a missing part has its finding.
#[derive(Debug, Default)]
pub(super) struct Post {
    pub(super) school: Option<SchoolIndex>,
    /// His home school, if it is another.
    pub(super) home: Option<SchoolIndex>,
    pub(super) stage: Option<Stage>,
    pub(super) subject: Option<Subject>,
    pub(super) second_subjects: BTreeSet<Subject>,
}

/// Reads the cells of a teacher's posting.
pub(super) fn read(
    reader: &mut RowReader<'_>,
    away_until: Option<Date>,
    against: &Against<'_>,
) -> Post {
    let school_id = reader.id("school_id");
    let school = self::school(reader, "school_id", school_id, against);
    let home_id = reader.optional_id("home_school_id");
    let home = self::school(reader, "home_school_id", home_id, against);
    let home = home.filter(|&home| school != Some(home));
    let stage = stage(reader, school, against);
    let returns = away_until.is_some_and(|until| until <= against.on);
    home_stage(reader, stage, home.filter(|_| returns), against);
    let subject = subject(reader, stage, against);
    Post {
        school,
        home,
        stage,
        subject,
        second_subjects: second_subjects(reader, subject, stage, against),
    }
}

/// The school whose id stands in the cell.
fn school(
    reader: &mut RowReader<'_>,
    column: &str,
    id: Option<String>,
    against: &Against<'_>,
) -> Option<SchoolIndex> {
    let known = &against.schools.known;
    known.reference(reader, column, &id?).map(SchoolIndex)
}

/// His stage: the cell, else the only one of his school.
fn stage(
    reader: &mut RowReader<'_>,
    school: Option<SchoolIndex>,
    against: &Against<'_>,
) -> Option<Stage> {
    let is_blank = reader.is_blank("stage");
    let cell: Option<Stage> = (!is_blank).then(|| reader.word("stage")).flatten();
    let school = school.and_then(|school| against.schools.get(school));
    let Some(school) = school.filter(|school| school.kind != SchoolKind::Special) else {
        return cell;
    };
    match (cell, school.kind.stages()) {
        (Some(stage), stages) if stages.contains(&stage) => Some(stage),
        (Some(stage), _) => {
            fits::no_stage(reader, "stage", school, stage);
            None
        }
        (None, [only]) if is_blank => Some(*only),
        (None, _) if is_blank => {
            missing_stage(reader, &school.name);
            None
        }
        (None, _) => None,
    }
}

fn missing_stage(reader: &mut RowReader<'_>, school: &str) {
    reader.find(
        &codes::STAGE_MISSING,
        "stage",
        Text::new(
            format!("`{school}` 不止一个学段，要写明任教学段"),
            format!("the stage he teaches is needed at `{school}`"),
        ),
        Text::new("填 `小学` 或 `初中`", "write `primary` or `junior`"),
    );
}

/// A teacher whose term has passed starts the year at his home school, which must have his stage.
fn home_stage(
    reader: &mut RowReader<'_>,
    stage: Option<Stage>,
    home: Option<SchoolIndex>,
    against: &Against<'_>,
) {
    let Some(home) = home.and_then(|home| against.schools.get(home)) else {
        return;
    };
    match stage {
        Some(stage) if home.kind != SchoolKind::Special && !home.kind.stages().contains(&stage) => {
            fits::no_stage(reader, "home_school_id", home, stage);
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
        let hint = Text::new(
            "改正学科或学段；不任课的填 `其他`",
            "correct the subject or the stage; write `other` for who gives no lessons",
        );
        fits::untaught(reader, stage, subject, hint);
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

/// Second subjects; one without effect is told and left out.
fn second_subjects(
    reader: &mut RowReader<'_>,
    main: Option<Subject>,
    stage: Option<Stage>,
    against: &Against<'_>,
) -> BTreeSet<Subject> {
    let mut seconds = BTreeSet::new();
    for subject in reader.words::<Subject>("second_subjects") {
        let is_untaught = stage.is_some_and(|stage| !teaches(against.settings, stage, subject));
        let has_no_lessons = matches!(subject, Subject::General | Subject::Other);
        if Some(subject) != main && !has_no_lessons && !is_untaught {
            seconds.insert(subject);
            continue;
        }
        reader.find_value(
            &codes::SUBJECT_SECOND_ODD,
            "second_subjects",
            subject.code().to_owned(),
            Text::new(
                format!("兼教{}不起作用：是主教学科，或本学段不开", subject.chinese()[0]),
                format!("second subject `{}` has no effect: it is the main one, or his stage does not teach it", subject.code()),
            ),
            Text::new("从兼教学科里去掉", "take it out of the second subjects"),
        );
    }
    seconds
}
