//! Nobody carries the burden again while others of his group never have (policy.md 3).

use super::{Breach, Rule, Strength, postings, say};
use crate::domain::date::years_later;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub const CODE: &str = "rest";

/// Among the eligible of one unit and main subject: somebody rotated less than `years` ago is rotated again only if
/// everybody there who never was is rotated too. (`eligibility.rest_years` keeps people out altogether.)
///
/// Example: of three maths teachers, one rotated five years ago and two never; he goes only if both of them go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// Years since `last_rotated`.
    pub years: u32,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

type Key = (UnitIndex, Subject);

/// People of one unit and main subject.
#[derive(Default)]
struct Group {
    /// Rotated less than `years` ago.
    again: BTreeSet<TeacherIndex>,
    never: BTreeSet<TeacherIndex>,
}

impl Rest {
    fn is_again(&self, instance: &Instance, teacher: TeacherIndex) -> bool {
        let last = instance.teacher(teacher).last_rotated;
        last.is_some_and(|last| years_later(last, self.years) > instance.planning_date())
    }

    /// The groups in which somebody would carry the burden again before others.
    fn groups(&self, instance: &Instance) -> BTreeMap<Key, Group> {
        let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
        for index in instance.teacher_indices() {
            let teacher = instance.teacher(index);
            let Some(base) = instance.standing(index).base else {
                continue;
            };
            if !instance.is_eligible(index) {
                continue;
            }
            let group = groups.entry((base, teacher.subject)).or_default();
            if self.is_again(instance, index) {
                group.again.insert(index);
            } else if teacher.last_rotated.is_none() {
                group.never.insert(index);
            }
        }
        groups.retain(|_, group| !group.again.is_empty() && !group.never.is_empty());
        groups
    }
}

/// Σ leavers of the classes made of these people.
fn leaving(rows: &Rows, unit: UnitIndex, people: &BTreeSet<TeacherIndex>, sign: f64) -> Terms {
    rows.classes_of[unit.0]
        .iter()
        .filter(|&&class| people.contains(&rows.classes[class].members[0]))
        .flat_map(|&class| rows.leavers_of(class, sign))
        .collect()
}

impl Rule for Rest {
    head!();

    fn sentence(&self) -> Text {
        let years = self.years;
        Text::new(
            format!("同校同学段同学科还有人从未交流的，{years} 年内交流过的不再交流"),
            format!(
                "nobody rotated less than {years} years ago is rotated again while others of his school, stage and subject never were"
            ),
        )
    }

    fn sees(&self, instance: &Instance, teacher: TeacherIndex) -> u64 {
        let is_never = instance.teacher(teacher).last_rotated.is_none();
        u64::from(self.is_again(instance, teacher)) + 2 * u64::from(is_never)
    }

    /// A switch a group: on if all who never were rotated are, and only then may the others go.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for ((unit, subject), group) in self.groups(instance) {
            let again = leaving(rows, unit, &group.again, 1.0);
            if again.is_empty() {
                continue;
            }
            let name = format!("{CODE}_{}_{subject:?}", unit.0).to_lowercase();
            let all_go = rows
                .program
                .add_column(0.0, 1.0, true, format!("all_go {name}"));
            let mut terms = again;
            terms.push((all_go, -(group.again.len() as f64)));
            let binds = Binds::Unit(unit);
            rows.at_most(format!("{name}_again"), binds, terms, 0.0, Measure::People);
            let mut terms = leaving(rows, unit, &group.never, 1.0);
            terms.push((all_go, -(group.never.len() as f64)));
            rows.push(format!("{name}_never"), binds, terms, 0.0, f64::INFINITY);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let moved: BTreeSet<_> = postings(instance, plan)
            .map(|posting| posting.teacher)
            .collect();
        let mut breaches = Vec::new();
        for group in self.groups(instance).into_values() {
            let Some(&rested) = group.never.iter().find(|never| !moved.contains(never)) else {
                continue;
            };
            for &again in group.again.intersection(&moved) {
                let (a, b) = (say::person(instance, again), say::person(instance, rested));
                breaches.push(Breach {
                    rule: CODE,
                    amount: 1,
                    message: Text::new(
                        format!("{a} 再次交流，而同校同学段同学科的 {b} 从未交流"),
                        format!(
                            "{a} is rotated again while {b} of his school, stage and subject never was"
                        ),
                    ),
                });
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county, date};

    #[test]
    fn those_who_never_went_go_first() {
        // T7 and T9 teach maths at C; T7 went six years ago, T0 ten years ago.
        let county = county(|parts| {
            parts.teachers[7].last_rotated = Some(date(2018));
            parts.teachers[0].last_rotated = Some(date(2014));
        });
        let cases = [
            ("T7>B:maths", 1),
            ("T9>B:maths", 0),
            ("T7>B:maths T9>B:maths", 0),
            ("T0>C:pe", 0),
        ];
        check(&county, "[rest]\nyears = 7", &cases);
        // On the day itself the years are over.
        check(&county, "[rest]\nyears = 6", &[("T7>B:maths", 0)]);
        check(&county, "[rest]\nyears = 5", &[("T7>B:maths", 0)]);
        check(&county, "[rest]\nyears = 11", &[("T0>C:pe", 1)]);
    }
}
