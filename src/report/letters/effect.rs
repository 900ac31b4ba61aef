//! What one person brings to a unit's subject: as it is under the plan, and without that person and all else unchanged.

use crate::domain::coverage::{Covered, coverage};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::domain::words::{Stage, Subject, Word};
use crate::report::plan_json::{ItinerantRow, RotationRow};
use crate::report::source::Source;

/// One unit and subject with somebody, and without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effect {
    pub with: Covered,
    pub without: Covered,
    /// Lessons a week that nobody gives there if nobody moves.
    pub before: u32,
    /// Teachers of the subject whom the plan posts away from there.
    pub leavers: usize,
    /// Whether anybody who can teach it is posted away from there; else lessons alone are shared out anew.
    pub is_left: bool,
}

impl Effect {
    /// What a posting brings.
    pub(super) fn of_rotation(source: &Source<'_>, plan: &Plan, row: &RotationRow) -> Option<Self> {
        let teacher = source.instance.teacher_by_id(&row.teacher_id)?;
        let place = (row.to.as_str(), row.stage.as_str(), row.subject.as_str());
        Self::at(source, place, plan, &plan.without(teacher))
    }

    /// What the lessons at a second school bring.
    pub(super) fn of_visit(source: &Source<'_>, plan: &Plan, row: &ItinerantRow) -> Option<Self> {
        let teacher = source.instance.teacher_by_id(&row.teacher_id)?;
        let place = (row.to.as_str(), row.stage.as_str(), row.subject.as_str());
        let mut without = plan.clone();
        without.itinerant.retain(|visit| {
            visit.teacher != teacher || source.instance.school_of(visit.to).id != row.to
        });
        Self::at(source, place, plan, &without)
    }

    fn at(
        source: &Source<'_>,
        (school, stage, subject): (&str, &str, &str),
        plan: &Plan,
        without: &Plan,
    ) -> Option<Self> {
        let instance = source.instance;
        let unit = instance.unit_at(instance.school_by_id(school)?, Stage::parse(stage)?)?;
        let subject = Subject::parse(subject)?;
        Some(Self {
            with: coverage(instance, plan)[unit.0][subject.index()],
            without: coverage(instance, without)[unit.0][subject.index()],
            before: instance.before[unit.0][subject.index()],
            leavers: leavers(instance, plan, unit, subject),
            is_left: is_left(instance, plan, unit, subject),
        })
    }

    /// Lessons a week that nobody gives there today, and somebody does under the plan with that person.
    pub(super) fn betters(&self) -> bool {
        self.closes() > 0 && self.with.unfilled < self.before
    }

    /// Whether the plan itself makes a part of the need that the person meets.
    pub(super) fn takes_over(&self) -> bool {
        self.closes() > 0 && self.before < self.without.unfilled
    }

    /// Lessons a week that nobody would give without that person.
    pub(super) fn closes(&self) -> u32 {
        self.without.unfilled.saturating_sub(self.with.unfilled)
    }

    /// In a few words for a table: lessons that nobody gives, else those that specialists give, without → with.
    pub(super) fn in_short(&self, source: &Source<'_>, subject: &str) -> String {
        let subject = source.subject(subject);
        let (without, with) = (&self.without, &self.with);
        if self.takes_over() {
            let (before, without, with) = (self.before, without.unfilled, with.unfilled);
            return source.said(
                format!("{subject}接替：现缺 {before}，缺课 {without} → {with} 节/周"),
                format!("{subject} taken over: {before} unfilled today, {without} → {with} a week"),
            );
        }
        if self.closes() > 0 {
            let (without, with) = (without.unfilled, with.unfilled);
            return source.said(
                format!("{subject}缺课 {without} → {with} 节/周"),
                format!("{subject} unfilled {without} → {with} a week"),
            );
        }
        let (without, with) = (without.specialists, with.specialists);
        source.said(
            format!("{subject}专任授课 {without} → {with} 节/周"),
            format!("{subject} by specialists {without} → {with} a week"),
        )
    }
}

fn leavers(instance: &Instance, plan: &Plan, unit: UnitIndex, subject: Subject) -> usize {
    let leaves = |row: &&Rotation| {
        instance.standing(row.teacher).base == Some(unit)
            && instance.teacher(row.teacher).subject == subject
    };
    plan.rotations.iter().filter(leaves).count()
}

fn is_left(instance: &Instance, plan: &Plan, unit: UnitIndex, subject: Subject) -> bool {
    let posted = plan.rotations.iter().map(|row| row.teacher);
    let mut posted = posted.chain(plan.principals.iter().map(|row| row.teacher));
    posted.any(|teacher| {
        let standing = instance.standing(teacher);
        let is_main = instance.teacher(teacher).subject == subject;
        standing.base == Some(unit) && (is_main || standing.seconds.contains(&subject))
    })
}
