//! A share of the eligible teachers is rotated each year (policy.md 2: 10 %), but nobody for a trifle.

use super::counting::{Count, Counting, Schools, Scope};
use super::{Breach, Rule, Strength, Tally, config};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "rotation_share";

/// Rotated ≥ ⌈min × N⌉ inside the scope; all rotated ≤ ⌈max × eligible of the county⌉.
///
/// Example: 37 eligible teachers and 10 % make 4 people, never 3.7.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RotationShare {
    #[serde(deserialize_with = "config::share")]
    pub min: Share,
    #[serde(deserialize_with = "config::share")]
    pub max: Share,
    pub scope: Scope,
    pub toward: Option<Schools>,
    pub count: Count,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl RotationShare {
    pub fn counting(&self) -> Counting {
        Counting {
            scope: self.scope.clone(),
            toward: self.toward.clone(),
            count: self.count,
        }
    }

    /// ⌈min × N⌉ people.
    pub fn required(&self, instance: &Instance) -> u64 {
        self.min.of(self.counting().people(instance).len()) as u64
    }

    /// ⌈max × eligible of the county⌉ people.
    pub fn most(&self, instance: &Instance) -> u64 {
        let eligible = instance
            .teacher_indices()
            .filter(|&teacher| instance.is_eligible(teacher))
            .count();
        self.max.of(eligible) as u64
    }
}

impl Rule for RotationShare {
    head!();

    fn sentence(&self) -> Text {
        let (min, max) = (self.min, self.max);
        let from = match &self.scope {
            Scope::County => Text::new("全县", "the county"),
            Scope::Schools(schools) => schools.said(),
        };
        let to = self.toward.as_ref().map_or_else(Text::default, |schools| {
            let to = schools.said();
            Text::new(format!("到{}", to.zh), format!(" to {}", to.en))
        });
        Text::new(
            format!(
                "{}符合交流条件教师{}交流不少于 {min}，全县交流不超过 {max}",
                from.zh, to.zh
            ),
            format!(
                "at least {min} of the eligible teachers of {} are rotated{}, and no more than {max} of the county's",
                from.en, to.en
            ),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let counting = self.counting();
        let already = counting.already_away(instance).len() as f64;
        let counted = counting.moved(instance, rows, |_| 1.0);
        let least = self.required(instance) as f64 - already;
        let name = format!("{CODE}_min");
        rows.at_least(name, Binds::County, counted, least, Measure::People);
        let all = rows.people(|_, _| 1.0);
        let most = self.most(instance) as f64;
        rows.at_most(format!("{CODE}_max"), Binds::County, all, most, Measure::People);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let Tally { required, achieved } = self.tally(instance, plan);
        let (all, most) = (plan.rotations.len() as u64, self.most(instance));
        let short = (achieved < required).then(|| Breach {
            rule: CODE,
            amount: required - achieved,
            message: Text::new(
                format!("应交流 {required} 人，实际 {achieved} 人"),
                format!("{required} people must be rotated, {achieved} are"),
            ),
        });
        let over = (all > most).then(|| Breach {
            rule: CODE,
            amount: all - most,
            message: Text::new(
                format!("至多交流 {most} 人，实际 {all} 人"),
                format!("no more than {most} people may be rotated, {all} are"),
            ),
        });
        short.into_iter().chain(over).collect()
    }

    /// In people of the scope.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        Tally {
            required: self.required(instance),
            achieved: self.counting().rotated(instance, plan).len() as u64,
        }
    }
}
