//! One teacher: why she goes, why there, what if she stays, and why not somebody else; or why she may not be rotated.

use super::facts::postings_of;
use super::kept::Kept;
use super::stand::{Counterfactual, Stand};
use super::what_if::Change;
use crate::domain::coverage::{Covered, coverage};
use crate::domain::eligibility::{Ineligible, reasons};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::{Feedback, Instance};
use crate::domain::plan::Rotation;
use crate::domain::posting::Posting;
use crate::domain::words::{SchoolKind, Subject, Verdict};
use std::collections::BTreeMap;

/// Other schools that are tried by solving again.
const MOST_TRIED: usize = 3;

/// Everything about one teacher.
#[derive(Debug, Clone, PartialEq)]
pub struct TeacherWhy {
    pub teacher: TeacherIndex,
    /// What the plan trains her for this year.
    pub trained: Option<Subject>,
    /// Where somebody moves as a principal or vice-principal.
    pub principal: Option<UnitIndex>,
    /// Why she may not be rotated at all; none if she may.
    pub ineligible: Vec<Ineligible>,
    pub goes: Option<Going>,
    /// For one who could be rotated and is not.
    pub stays: Option<Staying>,
    pub instead: Option<Instead>,
}

/// A rotation of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Going {
    pub rotation: Rotation,
    pub from: UnitIndex,
    /// One way.
    pub minutes: u32,
    /// Her subject at the new unit with her, and without her and all else unchanged.
    pub there: (Covered, Covered),
    /// Her main subject at home, likewise.
    pub home: (Covered, Covered),
    /// Levels with her going, and with her staying and all else unchanged.
    pub closes: Vec<(String, f64, f64)>,
    /// If she stays, all else free.
    pub if_stays: Counterfactual,
    /// If she may go anywhere but there.
    pub if_not_there: Counterfactual,
}

/// A posting that the plan does not use.
#[derive(Debug, Clone, PartialEq)]
pub struct Staying {
    /// Schools she could go to, and how many others each rule keeps her from.
    pub open: Vec<UnitIndex>,
    pub kept_out: BTreeMap<&'static str, usize>,
    /// Where verdicts ask that she stays.
    pub kept: Option<Kept>,
    /// If she is sent to one of the open schools.
    pub if_sent: Vec<(SchoolIndex, Counterfactual)>,
}

/// Another teacher in her place.
#[derive(Debug, Clone, PartialEq)]
pub struct Instead {
    pub other: TeacherIndex,
    pub to: Option<SchoolIndex>,
    pub ineligible: Vec<Ineligible>,
    /// The rule that keeps the other from that school, whatever he is posted for.
    pub kept_out: Option<&'static str>,
    /// Whether he may be posted there at all.
    pub is_open: bool,
    /// She stays and the other goes there; `None` where that cannot be.
    pub swapped: Option<Counterfactual>,
}

/// Why a teacher is not eligible: every reason.
pub fn every_reason(instance: &Instance, teacher: TeacherIndex) -> Vec<Ineligible> {
    let (row, standing) = (instance.teacher(teacher), instance.standing(teacher));
    if standing.ineligible.is_none() {
        return Vec::new();
    }
    let special =
        instance.school(row.school).kind == SchoolKind::Special && standing.base.is_none();
    let settings = &instance.settings.eligibility;
    reasons(row, special, settings, instance.planning_date())
}

impl Stand<'_> {
    /// Answers for one teacher; `instead` is the one asked for in her place.
    pub fn teacher(&self, teacher: TeacherIndex, instead: Option<TeacherIndex>) -> TeacherWhy {
        let instance = self.asked.instance;
        let rotation = self.rotation_of(teacher);
        let mut training = self.plan.retraining.iter();
        let trained = training.find(|row| row.teacher == teacher);
        let stays = rotation.is_none() && instance.is_eligible(teacher);
        let mut instead = instead.map(|other| self.instead(teacher, other));
        let goes = rotation.and_then(|rotation| self.going(rotation, instead.as_mut()));
        TeacherWhy {
            teacher,
            trained: trained.map(|row| row.subject),
            principal: self
                .plan
                .principals
                .iter()
                .find(|row| row.teacher == teacher)
                .map(|row| row.to),
            ineligible: every_reason(instance, teacher),
            goes,
            stays: stays.then(|| self.staying(teacher)),
            instead,
        }
    }

    pub fn rotation_of(&self, teacher: TeacherIndex) -> Option<Rotation> {
        let mut rotations = self.plan.rotations.iter().copied();
        rotations.find(|row| row.teacher == teacher)
    }

    /// Why she goes; the end of the swap is put to the one asked for in her place, where he may go there.
    fn going(&self, rotation: Rotation, instead: Option<&mut Instead>) -> Option<Going> {
        let instance = self.asked.instance;
        let from = instance.standing(rotation.teacher).base?;
        let without = self.plan.without(rotation.teacher);
        let (with, alone) = (coverage(instance, self.plan), coverage(instance, &without));
        let at = |unit: UnitIndex, subject: Subject| {
            let i = subject.index();
            (with[unit.0][i], alone[unit.0][i])
        };
        let main = instance.teacher(rotation.teacher).subject;
        let school = instance.unit(rotation.to).school;
        let teacher = rotation.teacher;
        let mut changes = vec![vec![pin(teacher, None)], vec![forbid(teacher, school)]];
        let mut around = vec![from, rotation.to];
        let instead = instead.filter(|instead| instead.is_open);
        if let Some(instead) = &instead {
            changes.push(vec![pin(teacher, None), pin(instead.other, instead.to)]);
            around.extend(instance.standing(instead.other).base);
        }
        let mut ends = self.each_otherwise(&changes, &around).into_iter();
        let (if_stays, if_not_there) = (ends.next()?, ends.next()?);
        if let Some(instead) = instead {
            instead.swapped = ends.next();
        }
        Some(Going {
            rotation,
            from,
            minutes: instance.trip_minutes(teacher, from, rotation.to)?,
            there: at(rotation.to, rotation.subject),
            home: at(from, main),
            closes: self.recounted(&without),
            if_stays,
            if_not_there,
        })
    }

    fn staying(&self, teacher: TeacherIndex) -> Staying {
        let instance = self.asked.instance;
        let (mut open, mut kept_out) = (Vec::new(), BTreeMap::new());
        for (unit, postings) in by_unit(postings_of(instance, teacher)) {
            match self.kept_out(&postings) {
                None => open.push(unit),
                Some(rule) => *kept_out.entry(rule).or_default() += 1,
            }
        }
        // Where lessons of hers are missing most; the nearest first among equals.
        let base = instance.standing(teacher).base;
        let minutes =
            |unit: UnitIndex| base.and_then(|from| instance.trip_minutes(teacher, from, unit));
        let after = coverage(instance, self.plan);
        let subjects = crate::domain::posting::subjects(instance, teacher);
        let lacking = |unit: UnitIndex| {
            subjects
                .iter()
                .map(|s| after[unit.0][s.index()].unfilled)
                .max()
        };
        open.sort_by_key(|&unit| (std::cmp::Reverse(lacking(unit)), minutes(unit), unit));
        let tried: Vec<UnitIndex> = open.iter().take(MOST_TRIED).copied().collect();
        let schools = tried.iter().map(|&unit| instance.unit(unit).school);
        let sent = |school| vec![pin(teacher, Some(school))];
        let changes: Vec<_> = schools.clone().map(sent).collect();
        let around: Vec<UnitIndex> = base.into_iter().chain(tried.iter().copied()).collect();
        let ends = self.each_otherwise(&changes, &around);
        Staying {
            if_sent: schools.zip(ends).collect(),
            kept: self.kept(teacher),
            open,
            kept_out,
        }
    }

    /// The rule that keeps out every one of some postings; `None` if one of them is allowed.
    fn kept_out(&self, postings: &[Posting]) -> Option<&'static str> {
        let instance = self.asked.instance;
        let mut rules = postings
            .iter()
            .map(|posting| self.rules.forbidding(instance, posting));
        let first = rules.next()??.code();
        rules.all(|rule| rule.is_some()).then_some(first)
    }

    fn instead(&self, teacher: TeacherIndex, other: TeacherIndex) -> Instead {
        let instance = self.asked.instance;
        let to = self.rotation_of(teacher).map(|row| row.to);
        let school = to.map(|unit| instance.unit(unit).school);
        let postings: Vec<_> = postings_of(instance, other)
            .into_iter()
            .filter(|posting| Some(posting.to) == to)
            .collect();
        let kept_out = self.kept_out(&postings);
        Instead {
            other,
            to: school,
            ineligible: every_reason(instance, other),
            is_open: instance.is_eligible(other) && kept_out.is_none() && !postings.is_empty(),
            kept_out,
            swapped: None,
        }
    }
}

/// She serves at that school; `None` = she stays.
pub fn pin(teacher: TeacherIndex, school: Option<SchoolIndex>) -> Change {
    verdict(teacher, school, Verdict::Pin)
}

/// She is not posted to that school.
pub fn forbid(teacher: TeacherIndex, school: SchoolIndex) -> Change {
    verdict(teacher, Some(school), Verdict::Forbid)
}

fn verdict(teacher: TeacherIndex, school: Option<SchoolIndex>, verdict: Verdict) -> Change {
    Change::Verdict(Feedback {
        teacher,
        school,
        verdict,
        reason: String::new(),
    })
}

fn by_unit(postings: Vec<Posting>) -> BTreeMap<UnitIndex, Vec<Posting>> {
    let mut by_unit: BTreeMap<UnitIndex, Vec<Posting>> = BTreeMap::new();
    for posting in postings {
        by_unit.entry(posting.to).or_default().push(posting);
    }
    by_unit
}
