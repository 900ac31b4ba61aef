//! One school: who leaves and comes, its subjects before and after, and what it would take to close what is left.

use super::gap::{Cause, Closing};
use super::stand::{ALL_LEVELS_UP_TO, Otherwise, Stand};
use crate::domain::coverage::{Covered, coverage};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::plan::{Itinerant, Rotation};
use crate::domain::supply::{recruit_load, retiree_load};
use crate::domain::words::Subject;
use crate::rules::{principals, recruitment, remote_lessons, retraining, silver_age};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Largest gaps that are solved for.
const MOST_GAPS: usize = 8;
/// Of these, those that are solved for with each clause let go.
const MOST_LET_GO: usize = 3;

/// Everything about one school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolWhy {
    pub school: SchoolIndex,
    pub leaves: Vec<Rotation>,
    pub comes: Vec<Rotation>,
    pub itinerant: Vec<Itinerant>,
    /// People and lessons brought in here.
    pub brought: Vec<Brought>,
    pub subjects: Vec<SubjectRow>,
    /// What is left, the cheapest to close first.
    pub left: Vec<Left>,
}

/// Lessons of one unit and subject that a rule brings in, at most so many a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    pub rule: &'static str,
    pub unit: UnitIndex,
    pub subject: Subject,
    pub lessons: u32,
}

/// One unit and subject with need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectRow {
    pub unit: UnitIndex,
    pub subject: Subject,
    /// Unfilled with nobody moved.
    pub before: u32,
    pub after: Covered,
}

/// A gap that is left, and what closing it would take.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    pub row: SubjectRow,
    /// `None` where a limit came first, or the gap is not among the largest.
    pub closing: Option<Closing>,
    /// What would have to be let go for less, in small counties and for the largest gaps.
    pub causes: Vec<Cause>,
}

impl Stand<'_> {
    pub fn school(&self, school: SchoolIndex) -> SchoolWhy {
        let instance = self.asked.instance;
        let is_here = |unit: UnitIndex| instance.unit(unit).school == school;
        let rotations = || self.plan.rotations.iter().copied();
        let from = |row: &Rotation| instance.standing(row.teacher).base;
        let subjects = self.subjects(school);
        SchoolWhy {
            school,
            leaves: rotations()
                .filter(|row| from(row).is_some_and(is_here))
                .collect(),
            comes: rotations().filter(|row| is_here(row.to)).collect(),
            itinerant: self
                .plan
                .itinerant
                .iter()
                .copied()
                .filter(|row| is_here(row.to))
                .collect(),
            brought: self
                .brought()
                .into_iter()
                .filter(|row| is_here(row.unit))
                .collect(),
            left: self.left(&subjects),
            subjects,
        }
    }

    fn brought(&self) -> Vec<Brought> {
        let (instance, plan) = (self.asked.instance, self.plan);
        let row = |rule, unit, subject, lessons| Brought {
            rule,
            unit,
            subject,
            lessons,
        };
        let trained = plan.retraining.iter().filter_map(|r| {
            let unit = instance.standing(r.teacher).base?;
            Some(row(retraining::CODE, unit, r.subject, r.lessons))
        });
        let recruits = plan.recruitment.iter().map(|r| {
            let each = recruit_load(instance, r.unit, r.subject);
            let lessons = each.saturating_mul(r.posts);
            row(recruitment::CODE, r.unit, r.subject, lessons)
        });
        let retirees = plan.silver_age.iter().map(|r| {
            let subject = instance.retiree(r.retiree).subject;
            let lessons = retiree_load(instance, r.retiree, r.unit);
            row(silver_age::CODE, r.unit, subject, lessons)
        });
        let remote = plan
            .remote
            .iter()
            .map(|r| row(remote_lessons::CODE, r.to, r.subject, r.lessons));
        let moved = plan.principals.iter().map(|r| {
            let (subject, lessons) = (
                instance.teacher(r.teacher).subject,
                instance.standing(r.teacher).load,
            );
            row(principals::CODE, r.to, subject, lessons)
        });
        let people = trained.chain(recruits).chain(retirees);
        people.chain(remote).chain(moved).collect()
    }

    fn subjects(&self, school: SchoolIndex) -> Vec<SubjectRow> {
        let instance = self.asked.instance;
        let after = coverage(instance, self.plan);
        let units = instance.units_of(school);
        let rows = units.flat_map(|unit| Subject::taught().map(move |subject| (unit, subject)));
        let row = |(unit, subject): (UnitIndex, Subject)| SubjectRow {
            unit,
            subject,
            before: instance.before[unit.0][subject.index()],
            after: after[unit.0][subject.index()],
        };
        rows.map(row).filter(|row| row.after.need > 0).collect()
    }

    fn left(&self, subjects: &[SubjectRow]) -> Vec<Left> {
        let mut rows: Vec<_> = subjects
            .iter()
            .filter(|row| row.after.unfilled > 0)
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.after.unfilled));
        let is_small = self.asked.instance.units.len() <= ALL_LEVELS_UP_TO;
        let largest = rows.iter().take(MOST_GAPS);
        let places: Vec<_> = largest.map(|row| (row.unit, row.subject)).collect();
        let around: BTreeSet<UnitIndex> = places.iter().map(|place| place.0).collect();
        let around: Vec<UnitIndex> = around.into_iter().collect();
        let mut closings = self.closings(&places, &around).into_iter();
        let solved = |(i, row): (usize, &&SubjectRow)| {
            let closing = closings.next().flatten();
            let least = closing.as_ref().map_or(0, |closing| closing.least);
            let causes = (is_small && i < MOST_LET_GO && least > 0)
                .then(|| self.causes(row.unit, row.subject, least).0);
            Left {
                row: **row,
                closing,
                causes: causes.unwrap_or_default(),
            }
        };
        let mut left: Vec<Left> = rows.iter().enumerate().map(solved).collect();
        left.sort_by(|a, b| cheaper(price(a), price(b)));
        left
    }
}

/// What closing a gap costs; `None` where it cannot be closed any further.
fn price(left: &Left) -> Option<&Otherwise> {
    left.closing.as_ref()?.price.as_ref()
}

/// The level that matters more decides; what has no price comes last.
fn cheaper(a: Option<&Otherwise>, b: Option<&Otherwise>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => {
            let pairs = a.losses.iter().zip(&b.losses);
            let orders = pairs.map(|(a, b)| (a.value - a.plan).total_cmp(&(b.value - b.plan)));
            orders
                .into_iter()
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        }
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
