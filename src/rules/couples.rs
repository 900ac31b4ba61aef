//! Couples who both teach in the county move to one school together, or both stay (policy.md 3).

use super::{Breach, Rule, Strength, say};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub const CODE: &str = "couples";

/// Of two people of whom one names the other as spouse, both go to the same school, rotated or as a principal who moves, or
/// neither goes.
///
/// Example: a teacher whose wife is a principal goes where she goes, or stays with her.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Couples {
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// Every couple once, sorted.
fn couples(instance: &Instance) -> BTreeSet<(TeacherIndex, TeacherIndex)> {
    instance
        .teacher_indices()
        .filter_map(|teacher| {
            let spouse = instance.teacher(teacher).spouse?;
            Some((teacher.min(spouse), teacher.max(spouse)))
        })
        .collect()
}

/// Counts of those of one class who go to each school, rotated or as principals.
fn by_school(
    instance: &Instance,
    rows: &Rows,
    teacher: TeacherIndex,
) -> BTreeMap<SchoolIndex, Terms> {
    let mut terms: BTreeMap<SchoolIndex, Terms> = BTreeMap::new();
    let class = rows
        .classes
        .iter()
        .position(|class| class.members == [teacher]);
    for &i in class.into_iter().flat_map(|class| &rows.moves_of[class]) {
        let posting = &rows.moves[i];
        let school = instance.unit(posting.to).school;
        terms.entry(school).or_default().push((posting.count, 1.0));
    }
    for supply in &rows.supplies {
        if supply.bring.principal(&rows.classes) == Some(teacher) {
            let school = instance.unit(supply.unit).school;
            terms.entry(school).or_default().push((supply.count, 1.0));
        }
    }
    terms
}

impl Rule for Couples {
    head!();

    fn sentence(&self) -> Text {
        Text::new(
            "夫妻双方同去一校，或都留任",
            "couples move to one school together, or both stay",
        )
    }

    fn in_force(&self, instance: &Instance) -> bool {
        instance
            .teachers
            .iter()
            .any(|teacher| teacher.spouse.is_some())
    }

    /// Who is married within the county is himself.
    fn sees(&self, instance: &Instance, teacher: TeacherIndex) -> u64 {
        let is_married = instance.teacher(teacher).spouse.is_some()
            || instance.teachers.iter().any(|t| t.spouse == Some(teacher));
        if is_married { teacher.0 as u64 + 1 } else { 0 }
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (a, b) in couples(instance) {
            let (to_a, to_b) = (by_school(instance, rows, a), by_school(instance, rows, b));
            let schools: BTreeSet<_> = to_a.keys().chain(to_b.keys()).copied().collect();
            if schools.is_empty() {
                continue;
            }
            let apart = rows
                .is_soft()
                .then(|| rows.shortfall(&format!("{CODE}_{}_{}", a.0, b.0), Measure::People));
            for school in schools {
                let side = |to: &BTreeMap<_, Terms>, sign: f64| {
                    let terms = to.get(&school).cloned().unwrap_or_default();
                    terms.into_iter().map(move |(col, _)| (col, sign))
                };
                for (name, sign) in [("a", 1.0), ("b", -1.0)] {
                    let mut terms: Terms = side(&to_a, sign).chain(side(&to_b, -sign)).collect();
                    terms.extend(apart.map(|apart| (apart, -1.0)));
                    let name = format!("{CODE}_{}_{}_{name}_{}", a.0, b.0, school.0);
                    rows.push(name, Binds::County, terms, f64::NEG_INFINITY, 0.0);
                }
            }
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let rotated = plan.rotations.iter().map(|row| (row.teacher, row.to));
        let principals = plan.principals.iter().map(|row| (row.teacher, row.to));
        let to: BTreeMap<_, _> = rotated
            .chain(principals)
            .map(|(teacher, to)| (teacher, instance.unit(to).school))
            .collect();
        let apart = couples(instance)
            .into_iter()
            .filter(|(a, b)| to.get(a) != to.get(b));
        apart
            .map(|(a, b)| {
                let (a, b) = (say::person(instance, a), say::person(instance, b));
                Breach {
                    rule: CODE,
                    amount: 1,
                    message: Text::new(
                        format!("夫妻 {a} 和 {b} 既没有同去一校，也没有都留任"),
                        format!("{a} and {b} are a couple and neither move together nor both stay"),
                    ),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::SchoolKind;
    use crate::rules::testing::{check, county};

    #[test]
    fn both_go_to_one_school_or_neither_goes() {
        let county = county(|parts| {
            parts.teachers[0].spouse = Some(TeacherIndex(1));
            parts.teachers[1].spouse = Some(TeacherIndex(0));
        });
        let cases = [
            ("", 0),
            ("T0>C:pe", 1),
            ("T1>C:music", 1),
            ("T0>C:pe T1>C:music", 0),
            ("T0>C:pe T1>B:music", 1),
            ("T2>C:art", 0),
        ];
        check(&county, "[couples]", &cases);
    }

    #[test]
    fn it_is_enough_that_one_names_the_other() {
        let county = county(|parts| parts.teachers[0].spouse = Some(TeacherIndex(5)));
        check(
            &county,
            "[couples]",
            &[("T5>C:music", 1), ("T0>C:pe T5>C:music", 0)],
        );
    }

    /// T0 is a principal who moves to B.
    #[test]
    fn a_principal_goes_with_his_spouse() {
        let county = county(|parts| parts.teachers[0].spouse = Some(TeacherIndex(1)));
        let cases = [("T0#B", 1), ("T0#B T1>B:music", 0), ("T0#B T1>C:music", 1)];
        check(&county, "[couples]", &cases);
    }

    /// None, one and two couples apart.
    #[test]
    fn each_couple_counts_once() {
        let county = county(|parts| {
            parts.teachers[0].spouse = Some(TeacherIndex(1));
            parts.teachers[2].spouse = Some(TeacherIndex(5));
        });
        let cases = [
            ("T0>C:pe T1>C:music T2>C:art T5>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 1),
            ("T0>C:pe T1>B:music T2>C:art", 2),
            // To the school where the other one stays is not together either.
            ("T2>B:art", 1),
        ];
        check(&county, "[couples]", &cases);
    }

    /// C's junior unit is the fourth.
    #[test]
    fn two_units_of_a_school_are_one_school() {
        let county = county(|parts| {
            parts.schools[2].kind = SchoolKind::NineYear;
            parts.teachers[0].spouse = Some(TeacherIndex(1));
        });
        check(
            &county,
            "[couples]",
            &[("T0>C:pe T1>D:music", 0), ("T0>B:pe T1>D:music", 1)],
        );
    }

    #[test]
    fn without_couples_it_is_not_in_force() {
        let rules = crate::rules::testing::rules("[couples]");
        assert!(!rules.list[0].in_force(&county(|_| {})));
    }
}
