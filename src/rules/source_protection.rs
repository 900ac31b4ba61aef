//! No school loses so much that a covered subject becomes short, its last backbone teacher, or too many people.

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::coverage::coverage;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::domain::words::{Subject, Word};
use crate::finding::Text;
use crate::model::goals;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "source_protection";

/// `keep_coverage`: unfilled after ≤ before for every unit and subject of the county; `keep_backbone`: a unit that had a
/// serving backbone teacher has one after, an arrival counting; leavers of a unit ≤ ⌈max_out_share × its people in the table⌉.
///
/// Example: of 12 people and 20 %, 3 may leave.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceProtection {
    pub keep_coverage: bool,
    pub keep_backbone: bool,
    #[serde(deserialize_with = "config::share")]
    pub max_out_share: Share,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl SourceProtection {
    /// The most people who may leave each unit.
    pub fn most_leavers(&self, instance: &Instance) -> Vec<usize> {
        let listed = instance.listed();
        listed.iter().map(|&n| self.max_out_share.of(n)).collect()
    }

    fn uncovered(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        if !self.keep_coverage {
            return Vec::new();
        }
        let after = coverage(instance, plan);
        let mut breaches = Vec::new();
        for unit in instance.unit_indices() {
            for subject in Subject::taught() {
                let i = subject.index();
                let (before, after) = (instance.before[unit.0][i], after[unit.0][i].unfilled);
                if after > before {
                    breaches.push(loses_lessons(instance, unit, subject, before, after));
                }
            }
        }
        breaches
    }

    fn without_backbone(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        if !self.keep_backbone {
            return Vec::new();
        }
        let start: Vec<_> = instance.standings.iter().map(|s| s.base).collect();
        let before = with_backbone(instance, &start);
        let after = with_backbone(instance, &plan.serving(instance));
        instance
            .unit_indices()
            .filter(|unit| before[unit.0] && !after[unit.0])
            .map(|unit| {
                let unit = say::unit(instance, unit);
                Breach {
                    rule: CODE,
                    amount: 1,
                    message: Text::new(
                        format!("{} 失去最后一名县级以上骨干教师", unit.zh),
                        format!("{} loses its last backbone teacher", unit.en),
                    ),
                }
            })
            .collect()
    }

    fn too_many_leavers(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut leavers = vec![0; instance.units.len()];
        for posting in postings(instance, plan) {
            leavers[posting.from.0] += 1;
        }
        let most = self.most_leavers(instance);
        instance
            .unit_indices()
            .filter(|unit| leavers[unit.0] > most[unit.0])
            .map(|unit| {
                let (n, most) = (leavers[unit.0], most[unit.0]);
                let unit = say::unit(instance, unit);
                Breach {
                    rule: CODE,
                    amount: (n - most) as u64,
                    message: Text::new(
                        format!("{} 至多调出 {most} 人，实际 {n} 人", unit.zh),
                        format!("no more than {most} people may leave {}, {n} do", unit.en),
                    ),
                }
            })
            .collect()
    }
}

fn loses_lessons(
    instance: &Instance,
    unit: UnitIndex,
    subject: Subject,
    before: u32,
    after: u32,
) -> Breach {
    let place = say::unit_subject(instance, unit, subject);
    Breach {
        rule: CODE,
        amount: u64::from(after - before),
        message: Text::new(
            format!("{} 缺课由每周 {before} 节增至 {after} 节", place.zh),
            format!(
                "unfilled lessons a week of {} grow from {before} to {after}",
                place.en
            ),
        ),
    }
}

/// Which units have a backbone teacher of county level up, given where everyone serves.
pub fn with_backbone(instance: &Instance, serving: &[Option<UnitIndex>]) -> Vec<bool> {
    let mut has = vec![false; instance.units.len()];
    for (teacher, unit) in instance.teachers.iter().zip(serving) {
        if let Some(unit) = unit.filter(|_| teacher.backbone.counts()) {
            has[unit.0] = true;
        }
    }
    has
}

/// Unfilled lessons after ≤ before, for every subject of a unit.
fn keep_coverage(instance: &Instance, rows: &mut Rows, unit: UnitIndex) {
    for subject in Subject::taught() {
        let i = subject.index();
        let before = f64::from(instance.before[unit.0][i]);
        if let Some(unfilled) =
            rows.unfilled[unit.0][i].filter(|_| before < f64::from(instance.unit(unit).need[i]))
        {
            let name = format!("{CODE}_coverage_{}_{}", unit.0, subject.code());
            if !rows.is_soft() {
                rows.most_unfilled[unit.0][i] = before;
            }
            rows.at_most(
                name,
                Binds::Unit(unit),
                vec![(unfilled, 1.0)],
                before,
                Measure::Lessons,
            );
        }
    }
}

impl Rule for SourceProtection {
    head!();

    fn share_of_staff(&self) -> Option<Share> {
        Some(self.max_out_share)
    }

    fn sentence(&self) -> Text {
        let share = self.max_out_share;
        let mut zh = vec![format!(
            "每校每学段调出不超过教职工的 {share}（不足一人进为一人）"
        )];
        let mut en = vec![format!(
            "no more than {share} of a unit's staff leave, rounded up to whole people"
        )];
        if self.keep_coverage {
            zh.push("原已开齐的课程不因调出而缺课".into());
            en.push("no subject has more unfilled lessons than before".into());
        }
        if self.keep_backbone {
            zh.push("不调走最后一名县级以上骨干教师".into());
            en.push("no unit loses its last backbone teacher".into());
        }
        Text::new(zh.join("；"), en.join("; "))
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let most = self.most_leavers(instance);
        let start: Vec<_> = instance.standings.iter().map(|s| s.base).collect();
        let protected = with_backbone(instance, &start);
        for unit in instance.unit_indices() {
            if self.keep_coverage {
                keep_coverage(instance, rows, unit);
            }
            let leaving = rows.leaving(unit, |_| 1.0);
            let (name, binds) = (format!("{CODE}_leavers_{}", unit.0), Binds::Unit(unit));
            if !rows.is_soft() {
                rows.most_leavers[unit.0] = most[unit.0] as f64;
            }
            rows.at_most(name, binds, leaving, most[unit.0] as f64, Measure::People);
            if self.keep_backbone && protected[unit.0] {
                let (net, at_start) = goals::backbone_of(instance, rows, &[unit]);
                let name = format!("{CODE}_backbone_{}", unit.0);
                rows.at_least(name, binds, net, 1.0 - at_start as f64, Measure::People);
            }
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut breaches = self.uncovered(instance, plan);
        breaches.extend(self.without_backbone(instance, plan));
        breaches.extend(self.too_many_leavers(instance, plan));
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::domain::words::Subject;
    use crate::rules::testing::{check, county, date, need};

    #[test]
    fn no_covered_subject_becomes_short() {
        // Of ten lessons of PE at A two teachers could give twenty; of music one gives ten and T3 could give eight.
        let county = county(|_| {});
        let text = "[source_protection]\nkeep_backbone = false\nmax_out_share = 1.0";
        let cases = [
            ("T0>C:pe", 0),
            ("T0>C:pe T4>C:pe", 10),
            ("T2>C:art", 10),
            ("T1>C:music T3=A:music:8", 10),
        ];
        // T3 gives eight of music: two of music and eight of maths are short.
        check(&county, text, &cases);
        check(
            &county,
            &text.replace("keep_b", "keep_coverage = false\nkeep_b"),
            &[("T2>C:art", 0)],
        );
    }

    #[test]
    fn what_was_short_before_may_stay_as_short() {
        let county = county(|parts| parts.needs.push(need(0, Subject::Art, 12)));
        let text = "[source_protection]\nkeep_backbone = false\nmax_out_share = 1.0";
        check(&county, text, &[("", 0), ("T2>C:art", 10)]);
    }

    #[test]
    fn the_last_backbone_teacher_stays_unless_one_arrives() {
        let county = county(|_| {});
        let text = "[source_protection]\nkeep_coverage = false\nmax_out_share = 1.0";
        check(
            &county,
            text,
            &[("T4>C:pe", 1), ("T4>B:pe T6>A:maths", 0), ("T6>A:maths", 1)],
        );
    }

    #[test]
    fn leavers_are_a_share_of_the_staff_rounded_up() {
        let county = county(|_| {});
        let text = "[source_protection]\nkeep_coverage = false\nkeep_backbone = false\nmax_out_share = \"21%\"";
        let cases = [
            ("T0>C:pe T1>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 1),
            ("T5>C:music", 0),
            ("T5>C:music T6>C:maths", 1),
        ];
        check(&county, text, &cases);
    }

    /// Who comes back counts where the table has him, not where he starts the year.
    #[test]
    fn who_comes_back_is_no_staff_of_his_home() {
        let county = county(|parts| {
            let back = &mut parts.teachers[9];
            (back.home_school, back.away_until) = (Some(SchoolIndex(0)), Some(date(2024)));
        });
        let text = "[source_protection]\nkeep_coverage = false\nkeep_backbone = false\nmax_out_share = \"20%\"";
        // Five of A in the table: one may leave, not two; three of C: one, though two are left there.
        check(&county, text, &[("T0>C:pe", 0), ("T0>C:pe T1>C:music", 1)]);
    }
}
