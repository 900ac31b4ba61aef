//! People and moves beside the roster: retired teachers who may come back, and rotations of former years.

use super::date::Date;
use super::ids::{SchoolIndex, TeacherIndex};
use super::words::{Sex, Stage, Subject, Title};
use std::collections::BTreeSet;

/// A silver-age candidate (银龄), as his row says; who of them may serve where is a matter of the rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Retiree {
    /// His number in the retirees table.
    pub id: String,
    pub name: String,
    pub sex: Option<Sex>,
    pub birth: Date,
    /// The school he retired from; `None` where the row names none.
    pub old_school: Option<SchoolIndex>,
    /// The stage he teaches; `None` where the row names none.
    pub stage: Option<Stage>,
    pub subject: Subject,
    /// Never his main subject.
    pub second_subjects: BTreeSet<Subject>,
    pub title: Option<Title>,
    /// Lessons a week he can be asked to give, if the table says.
    pub max_lessons: Option<u32>,
}

/// A rotation of a teacher who still serves in the county; of schools that are there no more, `None` is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PastRotation {
    pub teacher: TeacherIndex,
    pub since: Date,
    /// End of the term; `None` where the row does not say.
    pub until: Option<Date>,
    pub from: Option<SchoolIndex>,
    pub to: Option<SchoolIndex>,
}
