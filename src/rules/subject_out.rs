//! No subject group of a school loses more than a share of its people, beside the school's own cap.

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::domain::words::Subject;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "subject_out";

/// Leavers of a unit's subject group ≤ ⌈max_out_share × its people⌉; a group is those of one main subject who start the
/// year there.
///
/// Example: of 5 maths teachers and 34 %, 2 may leave.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectOut {
    #[serde(deserialize_with = "config::share")]
    pub max_out_share: Share,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// People of each unit and main subject.
fn groups(instance: &Instance) -> BTreeMap<(UnitIndex, Subject), usize> {
    let mut groups = BTreeMap::new();
    for (teacher, standing) in instance.teachers.iter().zip(&instance.standings) {
        if let Some(base) = standing.base {
            *groups.entry((base, teacher.subject)).or_default() += 1;
        }
    }
    groups
}

impl Rule for SubjectOut {
    head!();

    fn sentence(&self) -> Text {
        let share = self.max_out_share;
        Text::new(
            format!("每校每学科调出不超过本学科教师的 {share}（不足一人进为一人）"),
            format!(
                "no more than {share} of a unit's teachers of one subject leave, rounded up to whole people"
            ),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for ((unit, subject), n) in groups(instance) {
            let leaving = rows.leaving(unit, |profile| {
                f64::from(u8::from(profile.subject == subject))
            });
            let name = format!("{CODE}_{}_{subject:?}", unit.0).to_lowercase();
            let most = self.max_out_share.of(n) as f64;
            rows.at_most(name, Binds::Unit(unit), leaving, most, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut left: BTreeMap<(UnitIndex, Subject), usize> = BTreeMap::new();
        for posting in postings(instance, plan) {
            let subject = instance.teacher(posting.teacher).subject;
            *left.entry((posting.from, subject)).or_default() += 1;
        }
        let groups = groups(instance);
        let over = left.into_iter().filter_map(|((unit, subject), n)| {
            let most = self.max_out_share.of(groups[&(unit, subject)]);
            let place = say::unit_subject(instance, unit, subject);
            (n > most).then(|| Breach {
                rule: CODE,
                amount: (n - most) as u64,
                message: Text::new(
                    format!("{} 至多调出 {most} 人，实际 {n} 人", place.zh),
                    format!("no more than {most} people may leave {}, {n} do", place.en),
                ),
            })
        });
        over.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    #[test]
    fn a_subject_group_keeps_its_share_rounded_up() {
        // PE at A has two people, maths at C two.
        let county = county(|_| {});
        let text = "[subject_out]\nmax_out_share = \"50%\"";
        let cases = [
            ("T0>C:pe T1>C:music T2>C:art", 0),
            ("T0>C:pe T4>C:pe", 1),
            ("T7>B:maths T9>B:maths", 1),
            ("T7>B:maths", 0),
        ];
        check(&county, text, &cases);
        let less = "[subject_out]\nmax_out_share = \"49%\"";
        check(&county, less, &[("T0>C:pe", 0), ("T0>C:pe T4>C:pe", 1)]);
        let all = "[subject_out]\nmax_out_share = \"51%\"";
        check(&county, all, &[("T0>C:pe T4>C:pe", 0)]);
    }
}
