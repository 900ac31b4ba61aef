//! Verdicts on named people: who stays, who goes where, who may not (table `feedback`).

use super::{Breach, Rule, Strength, say};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::{Feedback, Instance};
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::words::Verdict;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use std::collections::BTreeMap;

pub const CODE: &str = "feedback";

/// A pin names the school he is rotated to (blank, or the one he starts the year in = stays); a veto names a school he is
/// not rotated to (blank = he may not be moved). Always on, and always a `must`.
#[derive(Debug, Clone, Copy)]
pub struct FeedbackRule;

impl FeedbackRule {
    /// Everyone pinned to another school, with that school: he must be rotated there.
    pub fn pinned_away(self, instance: &Instance) -> Vec<(TeacherIndex, SchoolIndex)> {
        let mut pinned: Vec<_> = instance
            .feedback
            .iter()
            .filter(|row| row.verdict == Verdict::Pin)
            .filter_map(|row| Some((row.teacher, row.school?)))
            .filter(|&(teacher, school)| base_school(instance, teacher) != Some(school))
            .collect();
        pinned.sort_unstable();
        pinned.dedup();
        pinned
    }
}

fn base_school(instance: &Instance, teacher: TeacherIndex) -> Option<SchoolIndex> {
    instance
        .standing(teacher)
        .base
        .map(|base| instance.unit(base).school)
}

/// Whether a row is kept by a teacher who is rotated to `to` (`None` = he stays).
fn is_kept(instance: &Instance, row: &Feedback, to: Option<UnitIndex>) -> bool {
    let goes_to = to.map(|unit| instance.unit(unit).school);
    let serves = goes_to.or(base_school(instance, row.teacher));
    match (row.verdict, row.school) {
        (Verdict::Pin | Verdict::Forbid, None) => goes_to.is_none(),
        (Verdict::Pin, Some(school)) => serves == Some(school),
        (Verdict::Forbid, Some(school)) => goes_to != Some(school),
    }
}

/// What a verdict asks, with its reason.
pub fn message(instance: &Instance, row: &Feedback) -> Text {
    let person = say::person(instance, row.teacher);
    let school = row.school.map(|school| say::school(instance, school));
    let (zh, en) = match (row.verdict, school) {
        (Verdict::Pin, Some(school)) => (
            format!("{person} 应到 {school}"),
            format!("{person} must serve at {school}"),
        ),
        (Verdict::Pin, None) => (format!("{person} 应留任"), format!("{person} must stay")),
        (Verdict::Forbid, Some(school)) => (
            format!("{person} 不得派往 {school}"),
            format!("{person} may not be posted to {school}"),
        ),
        (Verdict::Forbid, None) => (
            format!("{person} 不得交流"),
            format!("{person} may not be moved"),
        ),
    };
    if row.reason.is_empty() {
        return Text::new(zh, en);
    }
    let reason = &row.reason;
    Text::new(format!("{zh}（{reason}）"), format!("{en} ({reason})"))
}

impl Rule for FeedbackRule {
    fn code(&self) -> &'static str {
        CODE
    }

    fn strength(&self) -> Strength {
        Strength::Must
    }

    fn source(&self) -> Option<&str> {
        None
    }

    fn sentence(&self) -> Text {
        Text::new(
            "反馈表中的意见一律照办",
            "every verdict of the feedback table is kept",
        )
    }

    fn in_force(&self, instance: &Instance) -> bool {
        !instance.feedback.is_empty()
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let verdicts = instance.verdicts_on(posting.teacher);
        verdicts
            .iter()
            .all(|row| is_kept(instance, row, Some(posting.to)))
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (teacher, school) in self.pinned_away(instance) {
            let units: Vec<_> = instance.units_of(school).collect();
            let there = rows.people_into(&units, |posting| {
                rows.profile(posting).alone == Some(teacher)
            });
            let name = format!("{CODE}_pin_{}_{}", teacher.0, school.0);
            rows.at_least(name, Binds::County, there, 1.0, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let rotations = plan.rotations.iter();
        let mut to: BTreeMap<_, _> = rotations.map(|row| (row.teacher, row.to)).collect();
        to.extend(plan.principals.iter().map(|row| (row.teacher, row.to)));
        let broken = instance
            .feedback
            .iter()
            .filter(|row| !is_kept(instance, row, to.get(&row.teacher).copied()));
        broken
            .map(|row| Breach {
                rule: CODE,
                amount: 1,
                message: message(instance, row),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{check_amounts, county};

    fn verdict(teacher: usize, school: Option<usize>, verdict: Verdict) -> Feedback {
        Feedback {
            teacher: TeacherIndex(teacher),
            school: school.map(SchoolIndex),
            verdict,
            reason: "家有病人".into(),
        }
    }

    #[test]
    fn pins_and_vetoes_are_kept() {
        for (row, cases) in [
            (
                verdict(0, Some(2), Verdict::Pin),
                [("", 1), ("T0>C:pe", 0), ("T0>B:pe", 1)],
            ),
            (
                verdict(0, Some(0), Verdict::Pin),
                [("", 0), ("T0>C:pe", 1), ("T0>B:pe", 1)],
            ),
            (
                verdict(0, None, Verdict::Pin),
                [("", 0), ("T0>C:pe", 1), ("T1>B:music", 0)],
            ),
            (
                verdict(0, None, Verdict::Forbid),
                [("", 0), ("T0>C:pe", 1), ("T1>B:music", 0)],
            ),
            (
                verdict(0, Some(2), Verdict::Forbid),
                [("", 0), ("T0>C:pe", 1), ("T0>B:pe", 0)],
            ),
        ] {
            let county = county(|parts| parts.feedback.push(row));
            check_amounts(&county, &FeedbackRule, &cases);
        }
    }

    #[test]
    fn without_rows_it_is_not_in_force() {
        assert!(!FeedbackRule.in_force(&county(|_| {})));
        let county = county(|parts| parts.feedback.push(verdict(0, Some(2), Verdict::Pin)));
        assert!(FeedbackRule.in_force(&county));
        assert_eq!(
            FeedbackRule.pinned_away(&county),
            [(TeacherIndex(0), SchoolIndex(2))]
        );
    }
}
