//! The feedback table: verdicts on teachers, and those that contradict each other or cannot be.

use super::codes;
use super::feedback_remarks;
use super::row::RowReader;
use super::schools::Schools;
use super::teachers::{Against, Teachers};
use crate::domain::eligibility::{Ineligible, in_term, ineligible};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Feedback;
use crate::domain::teacher::Teacher;
use crate::domain::words::{SchoolKind, Verdict, Word};
use crate::finding::{Finding, Text};
use crate::read::codes::Code;
use crate::read::draft::DraftTable;
use std::collections::BTreeMap;

/// A verdict with the row it stands in, said with its file where that is another one.
#[derive(Debug, Clone)]
struct Entry<'a> {
    file: &'a str,
    row: usize,
    feedback: Feedback,
}

/// Checks every row; those without error come back, sorted, each once.
pub(super) fn check<'a>(
    tables: impl Iterator<Item = &'a DraftTable>,
    teachers: &Teachers,
    against: &Against<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Feedback> {
    let mut by_teacher: BTreeMap<TeacherIndex, Vec<Entry<'a>>> = BTreeMap::new();
    for (table, row) in tables.flat_map(|table| table.rows.iter().map(move |row| (table, row))) {
        let reader = &mut RowReader::new(table, row, findings);
        if reader.is_blank("verdict") {
            feedback_remarks::unanswered(reader);
            continue;
        }
        let Some(feedback) = read_row(reader, teachers, against.schools) else {
            continue;
        };
        let earlier = by_teacher.entry(feedback.teacher).or_default();
        if let Some(teacher) = teachers.list[feedback.teacher.0].as_ref() {
            compare((reader, &table.file), &feedback, earlier, teacher, against);
            possible(reader, &feedback, teacher, against);
            let base = base(teacher, against);
            feedback_remarks::own_school(reader, &feedback, teacher, base);
            feedback_remarks::of_others(reader, &feedback, teacher, (base, against.schools));
        }
        earlier.push(Entry {
            file: &table.file,
            row: row.number,
            feedback,
        });
    }
    let mut verdicts: Vec<Feedback> = by_teacher
        .into_values()
        .flatten()
        .map(|entry| entry.feedback)
        .collect();
    let key = |f: &Feedback| (f.teacher, f.school, f.verdict);
    verdicts.sort_by(|a, b| (key(a), &a.reason).cmp(&(key(b), &b.reason)));
    verdicts.dedup_by_key(|feedback| key(feedback));
    verdicts
}

fn read_row(
    reader: &mut RowReader<'_>,
    teachers: &Teachers,
    schools: &Schools,
) -> Option<Feedback> {
    let teacher = reader.id("teacher_id");
    let teacher = teacher.and_then(|id| teachers.known.reference(reader, "teacher_id", &id));
    let school_id = reader.optional_id("school_id");
    let is_blank = reader.is_blank("school_id");
    let school = school_id.and_then(|id| schools.known.reference(reader, "school_id", &id));
    let verdict = reader.word("verdict");
    let reason = reader.text("reason");
    feedback_remarks::date_unread(reader);
    // A school that is not known must not turn into "no school", which means something else.
    if school.is_none() && !is_blank {
        return None;
    }
    Some(Feedback {
        teacher: TeacherIndex(teacher?),
        school: school.map(SchoolIndex),
        verdict: verdict?,
        reason,
    })
}

/// What a verdict asks, with the school the teacher starts the year at put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    ServeAt(SchoolIndex),
    NotAt(SchoolIndex),
    NotMoved,
}

fn asks(feedback: &Feedback, base: SchoolIndex) -> Asks {
    match (feedback.verdict, feedback.school) {
        (Verdict::Pin, school) => Asks::ServeAt(school.unwrap_or(base)),
        (Verdict::Forbid, Some(school)) => Asks::NotAt(school),
        (Verdict::Forbid, None) => Asks::NotMoved,
    }
}

fn contradict(a: Asks, b: Asks, base: SchoolIndex) -> bool {
    match (a, b) {
        (Asks::ServeAt(x), Asks::ServeAt(y)) => x != y,
        (Asks::ServeAt(x), Asks::NotAt(y)) | (Asks::NotAt(y), Asks::ServeAt(x)) => x == y,
        (Asks::ServeAt(x), Asks::NotMoved) | (Asks::NotMoved, Asks::ServeAt(x)) => x != base,
        (Asks::NotAt(x), Asks::NotMoved) | (Asks::NotMoved, Asks::NotAt(x)) => x == base,
        _ => false,
    }
}

/// Where he starts the year.
fn base(teacher: &Teacher, against: &Against<'_>) -> SchoolIndex {
    let returns = teacher.away_until.is_some() && !in_term(teacher, against.on);
    match teacher.home_school {
        Some(home) if returns => home,
        _ => teacher.school,
    }
}

fn compare(
    (reader, file): (&mut RowReader<'_>, &str),
    feedback: &Feedback,
    earlier: &[Entry<'_>],
    teacher: &Teacher,
    against: &Against<'_>,
) {
    let base = base(teacher, against);
    let now = asks(feedback, base);
    for entry in earlier {
        let then = asks(&entry.feedback, base);
        let row = entry.place(file);
        if contradict(then, now, base) {
            clash(
                reader,
                &codes::FEEDBACK_CLASH,
                Text::new(
                    format!("与{}对 `{}` 的意见矛盾", row.zh, teacher.id),
                    format!("contradicts the verdict on `{}` in {}", teacher.id, row.en),
                ),
            );
        } else if then == now && entry.file == file {
            // What two schools say alike is an answer of each, and no slip.
            clash(
                reader,
                &codes::FEEDBACK_REPEATED,
                Text::new(
                    format!("{}已有同样的意见", row.zh),
                    format!("{} has the same verdict", row.en),
                ),
            );
        }
    }
}

impl Entry<'_> {
    /// Its row, as a row of `file` or of another one speaks of it.
    fn place(&self, file: &str) -> Text {
        let Self { file: own, row, .. } = self;
        if *own == file {
            return Text::new(format!("第 {row} 行"), format!("row {row}"));
        }
        Text::new(
            format!(" `{own}` 第 {row} 行"),
            format!("row {row} of `{own}`"),
        )
    }
}

fn clash(reader: &mut RowReader<'_>, code: &Code, message: Text) {
    let hint = Text::new("只留其中一行", "keep one of the rows");
    reader.find(code, "verdict", message, hint);
}

/// A posting that the teacher or the school does not allow.
fn possible(
    reader: &mut RowReader<'_>,
    feedback: &Feedback,
    teacher: &Teacher,
    against: &Against<'_>,
) {
    let base = base(teacher, against);
    let must_move = match asks(feedback, base) {
        Asks::ServeAt(school) => school != base,
        Asks::NotAt(school) => school == base,
        Asks::NotMoved => false,
    };
    if !must_move {
        return;
    }
    if let Some(message) = cannot_move(feedback, teacher, base, against) {
        let hint = Text::new(
            "改正工号、学校或意见",
            "correct the teacher, the school or the verdict",
        );
        reader.find(&codes::FEEDBACK_IMPOSSIBLE, "school_id", message, hint);
    }
}

/// Why the teacher cannot be moved as the verdict asks.
fn cannot_move(
    feedback: &Feedback,
    teacher: &Teacher,
    base: SchoolIndex,
    against: &Against<'_>,
) -> Option<Text> {
    let base = against.schools.get(base);
    let is_special = base.is_some_and(|school| school.kind == SchoolKind::Special);
    let (id, settings) = (&teacher.id, &against.settings.eligibility);
    if let Some(reason) = ineligible(teacher, is_special, settings, against.on) {
        let reason = why(reason);
        return Some(Text::new(
            format!("`{id}` 不符合交流条件（{}），不能调动", reason.zh),
            format!("`{id}` is not eligible ({}) and cannot be moved", reason.en),
        ));
    }
    lacks_stage(feedback, teacher, against).then(|| {
        Text::new(
            format!("那所学校没有 `{id}` 的学段"),
            format!("the school lacks the stage of `{id}`"),
        )
    })
}

fn lacks_stage(feedback: &Feedback, teacher: &Teacher, against: &Against<'_>) -> bool {
    let school = feedback.school.filter(|_| feedback.verdict == Verdict::Pin);
    let school = school.and_then(|school| against.schools.get(school));
    school
        .zip(teacher.stage)
        .is_some_and(|(school, stage)| !school.kind.stages().contains(&stage))
}

fn why(reason: Ineligible) -> Text {
    let (zh, en) = match reason {
        Ineligible::SpecialSchool => ("特殊教育学校", "special school"),
        Ineligible::OtherSubject => ("学科为其他", "subject `other`"),
        Ineligible::NotCertified => ("没有教师资格证", "not certified"),
        Ineligible::Employment(employment) => (employment.chinese()[0], employment.code()),
        Ineligible::Position(position) => (position.chinese()[0], position.code()),
        Ineligible::Probation => ("试用期", "on probation"),
        Ineligible::Exempt(exemption) => (exemption.chinese()[0], exemption.code()),
        Ineligible::GroupLeader => ("教研组长", "group leader"),
        Ineligible::InService => ("服务期未满", "in an unfinished service"),
        Ineligible::NearRetirement => ("临近退休", "near retirement"),
        Ineligible::InTerm => ("交流未期满", "in an unfinished term"),
        Ineligible::Resting => ("刚交流过", "rotated lately"),
        Ineligible::Age => ("超龄", "over the age limit"),
        Ineligible::Tenure => ("本校任教年限不够", "too short at his school"),
    };
    Text::new(zh, en)
}
