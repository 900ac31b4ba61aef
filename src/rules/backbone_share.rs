//! A share of the rotated are backbone teachers of county level up (policy.md 2: 20 %).

use super::rotation_share::Counting;
use super::{Breach, Rule, Strength, Tally, config};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "backbone_share";

/// Backbone teachers among the rotated of rotation_share's scope ≥ min × those rotated, or ≥ ⌈min × eligible backbone⌉.
///
/// Example: of 11 rotated and 20 %, 3 are backbone teachers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackboneShare {
    #[serde(deserialize_with = "config::share")]
    pub min: Share,
    pub base: Base,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
    /// Whose share; the county's new moves where rotation_share is not in force.
    #[serde(skip)]
    pub counting: Counting,
}

/// What the share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// Those rotated in the scope: moving more people raises it.
    Rotated,
    /// The eligible backbone teachers of the scope.
    Eligible,
}

impl BackboneShare {
    /// The rule over rotation_share's scope.
    pub fn among(self, counting: Counting) -> Self {
        Self { counting, ..self }
    }

    /// Backbone teachers who count in N.
    pub fn eligible(&self, instance: &Instance) -> usize {
        backbones(instance, &self.counting.people(instance))
    }
}

fn backbones(instance: &Instance, people: &[TeacherIndex]) -> usize {
    people
        .iter()
        .filter(|&&teacher| instance.teacher(teacher).backbone.counts())
        .count()
}

impl Rule for BackboneShare {
    head!();

    fn sentence(&self) -> Text {
        let min = self.min;
        match self.base {
            Base::Rotated => Text::new(
                format!("交流教师中县级以上骨干教师不少于 {min}"),
                format!("at least {min} of those rotated are backbone teachers of county level up"),
            ),
            Base::Eligible => Text::new(
                format!("符合交流条件的县级以上骨干教师交流不少于 {min}"),
                format!("at least {min} of the eligible backbone teachers are rotated"),
            ),
        }
    }

    /// Filled in with the model.
    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let Tally { required, achieved } = self.tally(instance, plan);
        (achieved < required)
            .then(|| Breach {
                rule: CODE,
                amount: required - achieved,
                message: Text::new(
                    format!("交流教师中骨干教师应有 {required} 人，实际 {achieved} 人"),
                    format!(
                        "{required} of those rotated must be backbone teachers, {achieved} are"
                    ),
                ),
            })
            .into_iter()
            .collect()
    }

    /// ⌈min × base⌉ and the backbone teachers rotated.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        let rotated = self.counting.rotated(instance, plan);
        let of = match self.base {
            Base::Rotated => rotated.len(),
            Base::Eligible => self.eligible(instance),
        };
        Tally {
            required: self.min.of(of) as u64,
            achieved: backbones(instance, &rotated) as u64,
        }
    }
}
