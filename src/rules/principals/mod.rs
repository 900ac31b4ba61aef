//! Principals move after their terms (policy.md 3: a term of five years, then compete or move, S 001; after two full terms
//! they rotate, T), and each school has exactly one afterwards.

mod recount;
mod schools;
#[cfg(test)]
mod tests;

use self::schools::holders;
use super::circle::Within;
use super::feedback::FeedbackRule;
use super::{Breach, Rule, Strength, config, say};
use crate::domain::eligibility::{Ineligible, reasons};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::words::{Position, Verdict};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Mark, Measure, Rows};
use crate::model::supply::{self, Bring, Supply};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "principals";

/// Those in `positions` who have served `min_terms` full terms of `term_years` at their school may be moved to another
/// school of their stage, within `max_minutes` and `within`; after `max_terms` they must be. Nobody is who is not certified,
/// on probation, exempt, near retirement, bound by a service, away, or not employed as those who count; age, tenure and
/// rest of teachers do not bind them, a verdict does. A school that had a principal has exactly one afterwards, one that
/// had none one at most; of vice-principals, where they are moved too, each school keeps its number. As a `should` it may
/// fall short in who moves, never in this: no school loses its principal or its number, and none gets a second. People moved lie
/// between `min` and `max` where these are given. Who is moved gives his main subject at the new school (none where that is
/// `general` or `other`) and stays there; he costs nothing and is not among the rotated, unless `among_rotated` counts him
/// in rotation_share (as whoever may be moved counts in N) and in backbone_share.
///
/// Example: after ten years at A, its principal changes places with B's, who has served six there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principals {
    #[serde(deserialize_with = "config::words")]
    pub positions: Vec<Position>,
    pub term_years: u32,
    pub min_terms: u32,
    pub max_terms: u32,
    /// People; `None` = as many as the terms ask for.
    pub min: Option<u32>,
    /// People; `None` = no limit.
    pub max: Option<u32>,
    pub max_minutes: u32,
    pub within: Within,
    pub among_rotated: bool,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl Principals {
    /// Whether somebody may be moved.
    pub fn may(&self, instance: &Instance, index: TeacherIndex) -> bool {
        self.has_served(instance, index, self.min_terms) && self.is_free(instance, index)
    }

    /// Whether somebody must be moved.
    pub fn must(&self, instance: &Instance, index: TeacherIndex) -> bool {
        self.may(instance, index) && self.has_served(instance, index, self.max_terms)
    }

    fn has_served(&self, instance: &Instance, index: TeacherIndex, terms: u32) -> bool {
        let years = self.term_years.saturating_mul(terms);
        self.positions.contains(&instance.teacher(index).position)
            && instance.standing(index).tenure >= years
    }

    /// Whether nothing keeps him where he is, the terms aside.
    fn is_free(&self, instance: &Instance, index: TeacherIndex) -> bool {
        let (teacher, standing) = (instance.teacher(index), instance.standing(index));
        let settings = &instance.settings.eligibility;
        let keeps = |reason: &Ineligible| {
            !matches!(
                reason,
                Ineligible::OtherSubject
                    | Ineligible::Position(_)
                    | Ineligible::GroupLeader
                    | Ineligible::Resting
                    | Ineligible::Age
                    | Ineligible::Tenure
            )
        };
        let verdicts = instance.verdicts_on(index);
        let stays = verdicts
            .iter()
            .any(|row| row.school.is_none() || row.verdict == Verdict::Pin);
        let kept = reasons(teacher, false, settings, instance.planning_date());
        standing.base.is_some() && !stays && !kept.iter().any(keeps)
    }

    /// Everyone who may be moved.
    pub fn movable(&self, instance: &Instance) -> Vec<TeacherIndex> {
        instance
            .teacher_indices()
            .filter(|&teacher| self.may(instance, teacher))
            .collect()
    }

    /// Whether somebody who may be moved may go to a unit.
    pub fn is_open(&self, instance: &Instance, teacher: TeacherIndex, to: UnitIndex) -> bool {
        let Some(from) = instance.standing(teacher).base else {
            return false;
        };
        let (home, school) = (instance.unit(from).school, instance.unit(to).school);
        let subject = instance.teacher(teacher).subject;
        let posting = Posting {
            teacher,
            from,
            to,
            subject,
        };
        let minutes = posting.minutes(instance);
        home != school
            && instance.unit(from).stage == instance.unit(to).stage
            && minutes.is_some_and(|minutes| minutes <= self.max_minutes)
            && self.within.joins(instance, home, school)
            && FeedbackRule.allows(instance, &posting)
    }

    /// The columns of one who may be moved, and that he goes to one school at most.
    fn add_person(&self, instance: &Instance, rows: &mut Rows, class: usize) {
        let (teacher, from) = {
            let class = &rows.classes[class];
            (class.members[0], class.profile.unit)
        };
        let (subject, load) = (
            instance.teacher(teacher).subject,
            instance.standing(teacher).load,
        );
        let heads = Mark::ALL.map(|mark| {
            let on = mark.is_on(&rows.classes[class].profile, &rows.pe_arts);
            f64::from(u8::from(on))
        });
        let mut once = Terms::new();
        for to in instance.unit_indices() {
            if self.is_open(instance, teacher, to) {
                let people = Supply {
                    heads,
                    leaves: Some(from),
                    trouble: self.trouble(instance, teacher, to),
                    ..Supply::new(CODE, Bring::Principal { class }, to, subject, load)
                };
                let count = supply::add(rows, people, 1.0);
                rows.trained[class].push(count);
                once.push((count, 1.0));
            }
        }
        let (name, none) = (format!("{CODE}_once_{class}"), f64::NEG_INFINITY);
        rows.push(name, Binds::Unit(from), once, none, 1.0);
    }

    /// What ties between equal plans are broken by: a move's minutes, and the person where nothing asks for him.
    fn trouble(&self, instance: &Instance, teacher: TeacherIndex, to: UnitIndex) -> Decimal {
        let prices = &instance.settings.prices;
        let from = instance.standing(teacher).base;
        let minutes = from.and_then(|from| instance.trip_minutes(teacher, from, to));
        let person = match self.must(instance, teacher) {
            true => Decimal::ZERO,
            false => prices.beyond_share,
        };
        prices.minute * Decimal::from(minutes.unwrap_or(0)) + person
    }
}

impl Rule for Principals {
    head!();

    fn sentence(&self) -> Text {
        let positions = say::list(&self.positions);
        let (years, least, most) = (self.term_years, self.min_terms, self.max_terms);
        let within = self.within.said();
        let mut zh = format!(
            "{}每届 {years} 年，任满 {least} 届可以、任满 {most} 届应当在同一{}内、单程 {} 分钟以内交流（免交流、临近退休、服务期未满等人员除外），交流后每校恰有一名校长",
            positions.zh, within.zh, self.max_minutes
        );
        let mut en = format!(
            "in terms of {years} years those in charge ({}) may move after {least} and must after {most}, within one {}, no more than {} minutes away, but for those exempt, near retirement or bound by a service; each school has exactly one principal afterwards",
            positions.en, within.en, self.max_minutes
        );
        if self.among_rotated {
            zh += "；计入交流人数";
            en += "; they count among the rotated";
        }
        Text::new(zh, en)
    }

    fn in_force(&self, instance: &Instance) -> bool {
        let mut teachers = instance.teachers.iter();
        // A number asked for is missed where nobody holds the position, too.
        self.min.is_some() || teachers.any(|teacher| self.positions.contains(&teacher.position))
    }

    /// Whoever may be moved is himself.
    fn sees(&self, instance: &Instance, teacher: TeacherIndex) -> u64 {
        match self.may(instance, teacher) {
            true => teacher.0 as u64 + 1,
            false => 0,
        }
    }

    fn add_supply(&self, instance: &Instance, rows: &mut Rows) {
        for class in 0..rows.classes.len() {
            if self.may(instance, rows.classes[class].members[0]) {
                self.add_person(instance, rows, class);
            }
        }
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let mut moves: BTreeMap<TeacherIndex, Terms> = BTreeMap::new();
        for supply in rows.supplies.iter().filter(|supply| supply.rule == CODE) {
            if let Some(teacher) = supply.bring.principal(&rows.classes) {
                moves.entry(teacher).or_default().push((supply.count, 1.0));
            }
        }
        let must = instance
            .teacher_indices()
            .filter(|&teacher| self.must(instance, teacher));
        for teacher in must {
            let terms = moves.get(&teacher).cloned().unwrap_or_default();
            let name = format!("{CODE}_must_{}", teacher.0);
            rows.at_least(name, Binds::County, terms, 1.0, Measure::People);
        }
        for position in [Position::Principal, Position::VicePrincipal] {
            if self.positions.contains(&position) {
                for (school, before) in holders(instance, position).into_iter().enumerate() {
                    let place = (SchoolIndex(school), position);
                    self.add_school(instance, rows, place, before);
                }
            }
        }
        let all = rows.supplied(CODE, |_| 1.0);
        if let Some(min) = self.min {
            let (name, all) = (format!("{CODE}_min"), all.clone());
            rows.at_least(name, Binds::County, all, f64::from(min), Measure::People);
        }
        if let Some(max) = self.max {
            let name = format!("{CODE}_max");
            rows.at_most(name, Binds::County, all, f64::from(max), Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        recount::breaches(self, instance, plan)
    }

    fn always(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        recount::not_kept(self, instance, plan)
    }
}
