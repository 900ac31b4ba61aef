//! Teachers of a subject with lessons to spare are trained for one that is short (S 000, 001: up to 50 a batch, half a year
//! to a year, pay kept; the schools pay).

#[cfg(test)]
mod tests;

use super::{Breach, Rule, Strength, config, say};
use crate::domain::eligibility::may_give_itinerant;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Subject, Word};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Mark, Measure, Rows};
use crate::model::supply::{self, Bring, Supply};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "retraining";

/// Months of a school year.
const YEAR: u32 = 12;

/// A teacher is trained for one of `subjects` that his unit needs, if he is certified, `teacher`, not exempt, on probation
/// or away, `max_age` at most on the planning date (completed years), stays home, and his unit's specialists of his own
/// subject can give his whole load beyond its need. He gives nothing while he is trained; ready after `months` of the
/// year's twelve, he gives the new subject as a specialist: ⌊load × (12 − months) ÷ 12⌋ lessons a week over the year.
/// People trained ≤ `max`; the loads of those of a unit and subject together ≤ what its specialists can give beyond need.
/// Each costs `yuan`, beside his pay.
///
/// Example: of three maths teachers of 18 lessons, 30 of them needed, one learns music and gives ⌊18 × 6 ÷ 12⌋ = 9.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retraining {
    pub max: u32,
    pub max_age: u32,
    #[serde(deserialize_with = "months")]
    pub months: u32,
    #[serde(deserialize_with = "config::words")]
    pub subjects: Vec<Subject>,
    #[serde(deserialize_with = "config::amount")]
    pub yuan: Decimal,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

fn months<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let months = u32::deserialize(deserializer)?;
    if months <= YEAR {
        Ok(months)
    } else {
        Err(serde::de::Error::custom(format!(
            "months = {months} is longer than the school year of {YEAR}"
        )))
    }
}

/// Lessons a week of a unit and main subject that those who start the year there can give beyond its need.
fn to_spare(instance: &Instance) -> BTreeMap<(UnitIndex, Subject), u32> {
    let mut loads: BTreeMap<(UnitIndex, Subject), u32> = BTreeMap::new();
    for (teacher, standing) in instance.teachers.iter().zip(&instance.standings) {
        if let Some(unit) = standing.base {
            *loads.entry((unit, teacher.subject)).or_default() += standing.load;
        }
    }
    for (&(unit, subject), load) in &mut loads {
        *load = load.saturating_sub(instance.unit(unit).need[subject.index()]);
    }
    loads
}

impl Retraining {
    /// Lessons a week of the new subject, over the year.
    pub fn lessons(&self, instance: &Instance, teacher: TeacherIndex) -> u32 {
        instance.standing(teacher).load * (YEAR - self.months) / YEAR
    }

    /// Whoever may be trained, with the subjects he may be trained for.
    pub fn candidates(&self, instance: &Instance) -> Vec<(TeacherIndex, Vec<Subject>)> {
        let spare = to_spare(instance);
        let subjects = |teacher| self.subjects_of(instance, &spare, teacher);
        instance
            .teacher_indices()
            .map(|teacher| (teacher, subjects(teacher)))
            .filter(|(_, subjects)| !subjects.is_empty())
            .collect()
    }

    fn subjects_of(
        &self,
        instance: &Instance,
        spare: &BTreeMap<(UnitIndex, Subject), u32>,
        index: TeacherIndex,
    ) -> Vec<Subject> {
        let (teacher, standing) = (instance.teacher(index), instance.standing(index));
        let Some(unit) = standing.base else {
            return Vec::new();
        };
        let spare = spare.get(&(unit, teacher.subject)).copied().unwrap_or(0);
        let fit = may_give_itinerant(teacher, instance.planning_date())
            && standing.age <= self.max_age
            && !matches!(teacher.subject, Subject::General | Subject::Other)
            && standing.load <= spare
            && self.lessons(instance, index) > 0;
        if !fit {
            return Vec::new();
        }
        let need = instance.unit(unit).need;
        let wanted = Subject::taught().filter(|subject| self.subjects.contains(subject));
        wanted
            .filter(|&subject| subject != teacher.subject && need[subject.index()] > 0)
            .collect()
    }

    /// Heads that somebody of one subject adds to his unit once he is trained for another.
    fn heads(rows: &Rows, from: Subject, to: Subject) -> [f64; 3] {
        let counts = |subject| f64::from(u8::from(rows.pe_arts.contains(&subject)));
        let mut heads = [0.0; 3];
        heads[Mark::PeArts as usize] = counts(to) - counts(from);
        heads
    }

    /// The columns of one class, and its row: who is posted away is not trained.
    fn add_class(&self, instance: &Instance, rows: &mut Rows, class: usize, subjects: &[Subject]) {
        let members = rows.classes[class].members.len() as f64;
        let (first, unit, from) = {
            let class = &rows.classes[class];
            (class.members[0], class.profile.unit, class.profile.subject)
        };
        let mut once: Terms = rows.leavers_of(class, 1.0);
        for &subject in subjects {
            let (bring, load) = (Bring::Trained { class }, self.lessons(instance, first));
            let people = Supply {
                heads: Self::heads(rows, from, subject),
                yuan: self.yuan,
                ..Supply::new(CODE, bring, unit, subject, load)
            };
            let most = if rows.is_soft() {
                members
            } else {
                members.min(f64::from(self.max))
            };
            let count = supply::add(rows, people, most);
            rows.trained[class].push(count);
            once.push((count, 1.0));
        }
        let (name, none) = (format!("{CODE}_once_{class}"), f64::NEG_INFINITY);
        rows.push(name, Binds::Unit(unit), once, none, members);
    }
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

impl Rule for Retraining {
    head!();

    fn sentence(&self) -> Text {
        let (max, age, months, yuan) = (self.max, self.max_age, self.months, self.yuan);
        let subjects = say::list(&self.subjects);
        Text::new(
            format!(
                "富余学科不超过 {age} 岁的教师至多 {max} 人转岗培训 {months} 个月，改教{}，工资照发，每人另需 {yuan} 元",
                subjects.zh
            ),
            format!(
                "no more than {max} teachers of subjects with lessons to spare, {age} at most, are trained for {months} months to teach {}, on full pay, for {yuan} yuan each",
                subjects.en
            ),
        )
    }

    fn add_supply(&self, instance: &Instance, rows: &mut Rows) {
        let subjects_of: BTreeMap<_, _> = self.candidates(instance).into_iter().collect();
        for class in 0..rows.classes.len() {
            if let Some(subjects) = subjects_of.get(&rows.classes[class].members[0]) {
                self.add_class(instance, rows, class, subjects);
            }
        }
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let mut loads: BTreeMap<(UnitIndex, Subject), Terms> = BTreeMap::new();
        for supply in &rows.supplies {
            if let Bring::Trained { class } = supply.bring {
                let profile = &rows.classes[class].profile;
                let of = loads.entry((profile.unit, profile.subject)).or_default();
                of.push((supply.count, f64::from(profile.load)));
            }
        }
        let spare = to_spare(instance);
        for ((unit, subject), terms) in loads {
            let most = spare.get(&(unit, subject)).copied().unwrap_or(0);
            let name = format!("{CODE}_spare_{}_{}", unit.0, subject.code());
            let binds = Binds::Unit(unit);
            rows.at_most(name, binds, terms, f64::from(most), Measure::Lessons);
        }
        let (name, all) = (format!("{CODE}_max"), rows.supplied(CODE, |_| 1.0));
        rows.at_most(
            name,
            Binds::County,
            all,
            f64::from(self.max),
            Measure::People,
        );
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let candidates: BTreeMap<_, _> = self.candidates(instance).into_iter().collect();
        let mut breaches = Vec::new();
        let mut taken: BTreeMap<(UnitIndex, Subject), u32> = BTreeMap::new();
        for row in &plan.retraining {
            let subjects = candidates.get(&row.teacher);
            if !subjects.is_some_and(|subjects| subjects.contains(&row.subject)) {
                let (person, to) = (say::person(instance, row.teacher), row.subject);
                breaches.push(breach(
                    1,
                    format!("{person} 不得转岗培训为{}教师", say::chinese(to)),
                    format!("{person} may not be trained for {}", to.code()),
                ));
            }
            let (teacher, standing) = (
                instance.teacher(row.teacher),
                instance.standing(row.teacher),
            );
            if let Some(unit) = standing.base {
                let taken = taken.entry((unit, teacher.subject)).or_default();
                *taken = taken.saturating_add(standing.load);
            }
        }
        let spare = to_spare(instance);
        for ((unit, subject), n) in taken {
            let most = spare.get(&(unit, subject)).copied().unwrap_or(0);
            if n > most {
                let place = say::unit_subject(instance, unit, subject);
                breaches.push(breach(
                    n - most,
                    format!("{} 富余 {most} 节，转岗却占 {n} 节", place.zh),
                    format!(
                        "{} has {most} lessons to spare, those trained gave {n}",
                        place.en
                    ),
                ));
            }
        }
        let (n, max) = (plan.retraining.len() as u32, self.max);
        if n > max {
            breaches.push(breach(
                n - max,
                format!("转岗培训 {n} 人，超过 {max} 人"),
                format!("{n} people are trained, over {max}"),
            ));
        }
        breaches
    }
}
