//! Teachers who stay at home give part of their week at schools near by (policy.md 4, "Sources of supply").

use super::circle::Within;
use super::{Breach, Rule, Strength, config, say};
use crate::domain::coverage::coverage;
use crate::domain::eligibility::may_give_itinerant;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{self, Plan};
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
            && self.subjects.contains(&teacher.subject)
            && may_give_itinerant(teacher, instance.planning_date())
    }

    /// The pair of a teacher and a unit, if he may give lessons there (of a subject it needs) should he stay at home.
    pub fn pair(&self, instance: &Instance, teacher: TeacherIndex, to: UnitIndex) -> Option<Pair> {
        let from = instance.standing(teacher).base?;
        let minutes = instance.minutes_between(from, to)?;
        let (home, away) = (instance.unit(from), instance.unit(to));
        let fits = from != to
            && home.stage == away.stage
            && minutes <= self.max_minutes
            && self.within.joins(instance, home.school, away.school)
            && (self.upward || instance.school_of(to).tier >= instance.school_of(from).tier);
        let subject = instance.teacher(teacher).subject;
        let needed = away.need[subject.index()] > 0;
        (fits && needed && self.may_give(instance, teacher)).then_some(Pair {
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

    fn wrong_row(&self, instance: &Instance, row: &plan::Itinerant) -> Option<Breach> {
        let right = self
            .pair(instance, row.teacher, row.to)
            .is_some_and(|pair| pair.subject == row.subject);
        let person = say::person(instance, row.teacher);
        let place = say::unit_subject(instance, row.to, row.subject);
        (!right).then(|| {
            breach(
                1,
                format!("{person} 不得到 {} 走教", place.zh),
                format!("{person} may not give itinerant lessons at {}", place.en),
            )
        })
    }

    fn wrong_amount(&self, instance: &Instance, row: &plan::Itinerant) -> Option<Breach> {
        let (least, most) = (self.min_lessons_per_school, self.max_lessons_per_school);
        let (n, block) = (row.lessons, self.block_lessons.max(1));
        let off = n.saturating_sub(most).max(least.saturating_sub(n));
        let off = off.max(n % block).max(u32::from(n == 0));
        let person = say::person(instance, row.teacher);
        let place = say::unit(instance, row.to);
        (off > 0).then(|| {
            breach(
                off,
                format!("{person} 在 {} 走教 {n} 节，应为 {least}–{most} 节、{block} 节一组", place.zh),
                format!(
                    "{person} gives {n} itinerant lessons at {}, not {least} to {most} in blocks of {block}",
                    place.en
                ),
            )
        })
    }

    fn over_limits(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut gives: BTreeMap<TeacherIndex, (BTreeSet<UnitIndex>, u32)> = BTreeMap::new();
        for row in &plan.itinerant {
            let (schools, lessons) = gives.entry(row.teacher).or_default();
            schools.insert(row.to);
            *lessons += row.lessons;
        }
        let mut breaches = Vec::new();
        for (teacher, (schools, lessons)) in gives {
            let person = say::person(instance, teacher);
            let (n, most) = (schools.len() as u32, self.max_schools);
            if n > most {
                breaches.push(breach(
                    n - most,
                    format!("{person} 走教 {n} 校，超过 {most} 校"),
                    format!("{person} gives itinerant lessons at {n} schools, over {most}"),
                ));
            }
            let most = self.max_lessons;
            if lessons > most {
                breaches.push(breach(
                    lessons - most,
                    format!("{person} 走教 {lessons} 节，超过 {most} 节"),
                    format!("{person} gives {lessons} itinerant lessons, over {most}"),
                ));
            }
        }
        breaches
    }

    fn beyond_need(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut given: BTreeMap<(UnitIndex, Subject), u32> = BTreeMap::new();
        for row in &plan.itinerant {
            *given.entry((row.to, row.subject)).or_default() += row.lessons;
        }
        let over = given.into_iter().filter_map(|((unit, subject), n)| {
            let need = instance.unit(unit).need[subject.index()];
            let place = say::unit_subject(instance, unit, subject);
            (n > need).then(|| {
                breach(
                    n - need,
                    format!("{} 需 {need} 节，走教却有 {n} 节", place.zh),
                    format!(
                        "{} needs {need} lessons, {n} itinerant ones are given",
                        place.en
                    ),
                )
            })
        });
        over.collect()
    }

    fn own_school_last(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let gives: BTreeSet<_> = plan
            .itinerant
            .iter()
            .filter_map(|row| Some((instance.standing(row.teacher).base?, row.subject)))
            .collect();
        let covered = coverage(instance, plan);
        let lacking = gives.into_iter().filter_map(|(unit, subject)| {
            let n = covered[unit.0][subject.index()].unfilled;
            let place = say::unit_subject(instance, unit, subject);
            (n > 0).then(|| {
                breach(
                    n,
                    format!("{} 本校尚缺 {n} 节却外出走教", place.zh),
                    format!(
                        "{} gives itinerant lessons and leaves {n} unfilled at home",
                        place.en
                    ),
                )
            })
        });
        lacking.collect()
    }
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

/// Those both rotated and giving itinerant lessons: who goes to others does not stay at home.
fn rotated_givers(instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let rotated: BTreeSet<_> = plan.rotations.iter().map(|row| row.teacher).collect();
    let givers: BTreeSet<_> = plan.itinerant.iter().map(|row| row.teacher).collect();
    givers
        .intersection(&rotated)
        .map(|&teacher| {
            let person = say::person(instance, teacher);
            breach(
                1,
                format!("{person} 已交流，不能再走教"),
                format!("{person} is rotated and gives itinerant lessons too"),
            )
        })
        .collect()
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
        let subjects = say::list(&self.subjects);
        Text::new(
            format!(
                "{}教师可在同一{}内走教，单程不超过 {minutes} 分钟，至多 {schools} 校、每周 {lessons} 节，先满足本校",
                subjects.zh, within.zh
            ),
            format!(
                "teachers of {} may give lessons within their {}, {minutes} minutes off at most, at no more than {schools} schools and {lessons} lessons a week, their own school first",
                subjects.en, within.en
            ),
        )
    }

    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let wrong = plan
            .itinerant
            .iter()
            .filter_map(|row| self.wrong_row(instance, row));
        let amounts = plan
            .itinerant
            .iter()
            .filter_map(|row| self.wrong_amount(instance, row));
        let mut breaches: Vec<_> = wrong.chain(amounts).collect();
        breaches.extend(rotated_givers(instance, plan));
        breaches.extend(self.over_limits(instance, plan));
        breaches.extend(self.beyond_need(instance, plan));
        breaches.extend(self.own_school_last(instance, plan));
        breaches
    }
}
