//! Teachers of graduating grades stay, or a share of them is rotated too (policy.md 3).

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "graduating";

/// `frozen`: no teacher of a graduating grade is rotated (he still counts in N); `share`: rotated among them ≥
/// ⌈min × the eligible of them⌉.
///
/// Example: of 7 eligible teachers of graduating grades and 30 %, 3 are rotated.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Graduating {
    pub mode: Mode,
    #[serde(deserialize_with = "config::share")]
    pub min: Share,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// Which way it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Frozen,
    Share,
}

impl Graduating {
    /// People to be rotated at least.
    fn required(&self, instance: &Instance) -> u64 {
        let eligible = instance
            .teacher_indices()
            .filter(|&t| instance.is_eligible(t) && instance.teacher(t).graduating)
            .count();
        match self.mode {
            Mode::Frozen => 0,
            Mode::Share => self.min.of(eligible) as u64,
        }
    }
}

impl Rule for Graduating {
    head!();

    fn sentence(&self) -> Text {
        let min = self.min;
        match self.mode {
            Mode::Frozen => Text::new(
                "毕业班教师不交流",
                "teachers of graduating grades are not rotated",
            ),
            Mode::Share => Text::new(
                format!("符合交流条件的毕业班教师交流不少于 {min}"),
                format!("at least {min} of the eligible teachers of graduating grades are rotated"),
            ),
        }
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        self.mode == Mode::Share || !instance.teacher(posting.teacher).graduating
    }

    fn sees(&self, instance: &Instance, teacher: TeacherIndex) -> u64 {
        u64::from(instance.teacher(teacher).graduating)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let least = self.required(instance);
        if least == 0 {
            return;
        }
        let moved = rows.people(|posting, _| {
            let teacher = rows.classes[posting.class].members[0];
            f64::from(u8::from(instance.teacher(teacher).graduating))
        });
        let name = format!("{CODE}_min");
        rows.at_least(name, Binds::County, moved, least as f64, Measure::People);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let moved: Vec<_> = postings(instance, plan)
            .filter(|posting| instance.teacher(posting.teacher).graduating)
            .collect();
        if self.mode == Mode::Frozen {
            let breach = |posting: &Posting| {
                let person = say::person(instance, posting.teacher);
                Breach {
                    rule: CODE,
                    amount: 1,
                    message: Text::new(
                        format!("{person} 任教毕业班，不应交流"),
                        format!("{person} teaches a graduating grade and may not be rotated"),
                    ),
                }
            };
            return moved.iter().map(breach).collect();
        }
        let (n, required) = (moved.len() as u64, self.required(instance));
        let short = (n < required).then(|| Breach {
            rule: CODE,
            amount: required - n,
            message: Text::new(
                format!("毕业班教师应交流 {required} 人，实际 {n} 人"),
                format!("{required} teachers of graduating grades must be rotated, {n} are"),
            ),
        });
        short.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    #[test]
    fn frozen_people_stay_and_a_share_rounds_up() {
        let county = county(|parts| {
            for graduating in [0, 1, 2, 5] {
                parts.teachers[graduating].graduating = true;
            }
        });
        check(
            &county,
            "[graduating]",
            &[("T3>C:maths", 0), ("T0>C:pe", 1), ("T0>C:pe T1>C:music", 2)],
        );
        // 30 % of four is two people.
        check(
            &county,
            "[graduating]\nmode = \"share\"",
            &[
                ("", 2),
                ("T0>C:pe T3>C:maths", 1),
                ("T0>C:pe T1>C:music", 0),
                ("T0>C:pe T1>C:music T2>C:art", 0),
            ],
        );
    }
}
