//! Teachers who stay at home give part of their week at schools near by (policy.md 4, "Sources of supply").

mod recount;
#[cfg(test)]
mod tests;

use super::circle::Within;
use super::{Breach, Rule, Strength, config, say};
use crate::domain::eligibility::may_give_itinerant;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "itinerant";

/// Who may give itinerant lessons where, and how many. Without this rule nobody does; its strength is always `must`.
///
/// Own school first: a unit gives lessons of a subject only if it leaves none of that subject unfilled at home.
///
/// Example: an art teacher of 18 lessons whose school needs 12 gives 6 at the village school 20 minutes off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Itinerant {
    pub within: Within,
    pub max_minutes: u32,
    /// Most schools of one teacher.
    pub max_schools: u32,
    pub block_lessons: u32,
    /// Lessons a week of one teacher at one school, where any.
    pub min_lessons_per_school: u32,
    pub max_lessons_per_school: u32,
    /// Lessons a week of one teacher at all schools.
    pub max_lessons: u32,
    #[serde(deserialize_with = "specialists_only")]
    pub specialists_only: bool,
    /// Whether lessons may go to a higher tier.
    pub upward: bool,
    #[serde(deserialize_with = "config::words")]
    pub subjects: Vec<Subject>,
    /// Subjects whose teachers serve both stages of their own nine-year school; at home nobody travels or is paid for it.
    #[serde(deserialize_with = "config::words")]
    pub both_stages: Vec<Subject>,
    /// Read, and always taken as `must`.
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// A teacher and a unit where he may give lessons of his main subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub teacher: TeacherIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    /// One way.
    pub minutes: u32,
}

/// Itinerant lessons count as a specialist's, so nothing else is on offer.
fn specialists_only<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    if bool::deserialize(deserializer)? {
        Ok(true)
    } else {
        Err(serde::de::Error::custom(
            "specialists_only = false is not on offer: itinerant lessons are of the main subject",
        ))
    }
}

impl Itinerant {
    /// Whether a teacher may give lessons to others at all if he stays at home this year.
    pub fn may_give(&self, instance: &Instance, index: TeacherIndex) -> bool {
        let teacher = instance.teacher(index);
        instance.standing(index).base.is_some()
            && (self.subjects.contains(&teacher.subject)
                || self.both_stages.contains(&teacher.subject))
            && may_give_itinerant(teacher, instance.planning_date())
    }

    /// The pair of a teacher and a unit, if he may give lessons there (of a subject it needs) should he stay at home.
    pub fn pair(&self, instance: &Instance, teacher: TeacherIndex, to: UnitIndex) -> Option<Pair> {
        let from = instance.standing(teacher).base?;
        let (home, away) = (instance.unit(from), instance.unit(to));
        let subject = instance.teacher(teacher).subject;
        if from == to || away.need[subject.index()] == 0 {
            return None;
        }
        let minutes = instance.minutes_between(from, to)?;
        if home.school == away.school {
            let both = self.both_stages.contains(&subject) && self.may_give(instance, teacher);
            return both.then_some(Pair {
                teacher,
                to,
                subject,
                minutes,
            });
        }
        let fits = home.stage == away.stage
            && self.subjects.contains(&subject)
            && minutes <= self.max_minutes
            && (self.upward || instance.school_of(to).tier >= instance.school_of(from).tier)
            && self.within.joins(instance, home.school, away.school)
            && self.may_give(instance, teacher);
        fits.then_some(Pair {
            teacher,
            to,
            subject,
            minutes,
        })
    }

    /// Every pair of the county, by teacher and unit.
    pub fn pairs(&self, instance: &Instance) -> Vec<Pair> {
        instance
            .teacher_indices()
            .filter(|&teacher| self.may_give(instance, teacher))
            .flat_map(|teacher| {
                instance
                    .unit_indices()
                    .filter_map(move |to| self.pair(instance, teacher, to))
            })
            .collect()
    }

    /// Lessons a teacher may give at one unit, where any: whole blocks between the two limits.
    pub fn amounts(&self) -> impl Iterator<Item = u32> + use<> {
        let (least, most) = (
            self.min_lessons_per_school.max(1),
            self.max_lessons_per_school,
        );
        (1..)
            .map({
                let block = self.block_lessons.max(1);
                move |blocks| blocks * block
            })
            .take_while(move |&lessons| lessons <= most)
            .filter(move |&lessons| lessons >= least)
    }
}

impl Rule for Itinerant {
    fn code(&self) -> &'static str {
        CODE
    }

    /// Who teaches where is either allowed or not.
    fn strength(&self) -> Strength {
        Strength::Must
    }

    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    fn sentence(&self) -> Text {
        let within = self.within.said();
        let (minutes, schools, lessons) = (self.max_minutes, self.max_schools, self.max_lessons);
        let (subjects, both) = (say::list(&self.subjects), say::list(&self.both_stages));
        let mut zh = format!(
            "{}教师可在同一{}内走教，单程不超过 {minutes} 分钟，至多 {schools} 校、每周 {lessons} 节，先满足本校",
            subjects.zh, within.zh
        );
        let mut en = format!(
            "teachers of {} may give lessons within their {}, {minutes} minutes off at most, at no more than {schools} schools and {lessons} lessons a week, their own school first",
            subjects.en, within.en
        );
        if !self.both_stages.is_empty() {
            zh += &format!("；九年一贯制学校的{}教师可兼教本校两个学段", both.zh);
            en += &format!(
                "; in a nine-year school those of {} may serve both stages",
                both.en
            );
        }
        Text::new(zh, en)
    }

    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        recount::breaches(self, instance, plan)
    }
}
