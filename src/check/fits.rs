//! What a row asks of a school or a stage that does not have it: a stage, a subject.

use super::codes;
use super::row::RowReader;
use crate::domain::school::School;
use crate::domain::words::{Stage, Subject, Word};
use crate::finding::Text;

pub(super) fn no_stage(reader: &mut RowReader<'_>, column: &str, school: &School, stage: Stage) {
    let (name, kind) = (&school.name, school.kind);
    reader.find(
        &codes::STAGE_MISMATCH,
        column,
        Text::new(
            format!(
                "`{name}`（{}）没有{}",
                kind.chinese()[0],
                stage.chinese()[0]
            ),
            format!(
                "`{name}`, of stage `{}`, has no stage `{}`",
                kind.code(),
                stage.code()
            ),
        ),
        Text::new("改正学段或学校代码", "correct the stage or the school"),
    );
}

pub(super) fn untaught(reader: &mut RowReader<'_>, stage: Stage, subject: Subject, hint: Text) {
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
        hint,
    );
}
