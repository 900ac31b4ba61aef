//! What is odd in a verdict but can be: a blank one, one without a readable date, one on the teacher's own school, one of a school he has no part in.

use super::codes;
use super::row::RowReader;
use super::schools::Schools;
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Feedback;
use crate::domain::teacher::Teacher;
use crate::domain::words::Verdict;
use crate::finding::Text;

/// A row of a reply form that nobody filled in; the form itself says that it may be left so.
pub(super) fn unanswered(reader: &mut RowReader<'_>) {
    let message = Text::new(
        "意见留空，这一行不算意见",
        "the verdict is blank: the row says nothing",
    );
    let hint = Text::new(
        "没有意见的行留空即可，不影响其他行；有意见的填同意或不同意",
        "a row without a verdict does no harm to the others; where there is one, fill in pin or forbid",
    );
    reader.find(&codes::FEEDBACK_BLANK, "verdict", message, hint);
}

/// When it was said is for the record alone: whatever stands there is kept as it stands, and holds nothing up.
pub(super) fn date_unread(reader: &mut RowReader<'_>) {
    let before = reader.findings.len();
    reader.optional_date("at");
    for finding in reader.findings.drain(before..).collect::<Vec<_>>() {
        let hint = Text::new(
            "按原文保留，不影响意见；要写全，填如 2024-06-20",
            "kept as it stands, the verdict counts; a whole date is written as in 2024-06-20",
        );
        let code = &codes::FEEDBACK_DATE_UNREAD;
        reader.find(code, "at", finding.message, hint);
    }
}

/// The school named is the one he starts the year at: forms ask about the school he is to go to.
pub(super) fn own_school(
    reader: &mut RowReader<'_>,
    feedback: &Feedback,
    teacher: &Teacher,
    base: SchoolIndex,
) {
    if feedback.school != Some(base) {
        return;
    }
    let id = &teacher.id;
    let (message, hint) = match feedback.verdict {
        Verdict::Pin => (
            Text::new(
                format!("这是 `{id}` 的本校，意见按留任算"),
                format!("this is the school of `{id}`: he is to stay"),
            ),
            Text::new(
                "要求留任的，学校代码留空即可；同意去别的学校的，写那所学校的代码",
                "if he is to stay, school_id may be blank; if he is to go, name the school he goes to",
            ),
        ),
        Verdict::Forbid => (
            Text::new(
                format!("这是 `{id}` 的本校，意见按必须调出算"),
                format!("this is the school of `{id}`: he must be posted elsewhere"),
            ),
            Text::new(
                "不同意交流本身的，清空学校代码；不同意去某所学校的，写那所学校的代码",
                "if he must not be moved at all, clear school_id; if he must not go to a school, name that school",
            ),
        ),
    };
    reader.find(&codes::FEEDBACK_OWN_SCHOOL, "school_id", message, hint);
}

/// Said by a school that he neither starts the year at nor is to go to.
pub(super) fn of_others(
    reader: &mut RowReader<'_>,
    feedback: &Feedback,
    teacher: &Teacher,
    (base, schools): (SchoolIndex, &Schools),
) {
    let by = reader.text("by");
    let mut named = schools
        .iter()
        .filter(|(_, _, school)| school.id == by || school.name == by);
    let Some((at, _, _)) = named.next() else {
        return;
    };
    if at == base || Some(at) == feedback.school {
        return;
    }
    let id = &teacher.id;
    let message = Text::new(
        format!("`{id}` 不是 `{by}` 的教师，也不是去这所学校"),
        format!("`{id}` is neither of `{by}` nor to go there"),
    );
    let hint = Text::new(
        "核对工号；学校只对本校教师和拟来本校的教师提出意见",
        "check the id; a school answers for its own teachers and for those who are to come",
    );
    reader.find(&codes::FEEDBACK_OF_OTHERS, "by", message, hint);
}
