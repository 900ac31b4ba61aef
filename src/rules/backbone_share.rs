//! A share of the rotated are backbone teachers of county level up (policy.md 2: 20 %).

use super::counting::Counting;
use super::{Breach, Rule, Strength, Tally, config};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
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

    /// `backbone ≥ min × rotated` has the same whole-number points as `backbone ≥ ⌈min × rotated⌉`; it is multiplied up
    /// so that its coefficients are whole.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let away = self.counting.already_away(instance);
        let backbone_away = backbones(instance, &away) as f64;
        let name = format!("{CODE}_min");
        if self.base == Base::Eligible {
            let terms = self.counting.moved(instance, rows, |profile| {
                f64::from(u8::from(profile.backbone))
            });
            let least = self.min.of(self.eligible(instance)) as f64 - backbone_away;
            return rows.at_least(name, Binds::County, terms, least, Measure::People);
        }
        let (times, each) = self.min.whole_ratio(instance.teachers.len());
        let terms = self.counting.moved(instance, rows, |profile| {
            times * f64::from(u8::from(profile.backbone)) - each
        });
        let least = each * away.len() as f64 - times * backbone_away;
        rows.at_least_times(name, Binds::County, terms, least, times, Measure::People);
    }

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

#[cfg(test)]
mod tests {
    use crate::domain::words::Backbone;
    use crate::rules::testing::{check, county, plan, rules};

    #[test]
    fn the_share_of_those_rotated_rounds_up() {
        let county = county(|_| {});
        let text = "[backbone_share]\nmin = \"34%\"";
        let cases = [
            ("", 0),
            ("T0>C:pe", 1),
            ("T4>C:pe T0>C:pe", 0),
            ("T4>C:pe T0>C:pe T1>C:music", 1),
            ("T4>C:pe T6>C:maths T0>C:pe T1>C:music", 0),
        ];
        check(&county, text, &cases);
        check(
            &county,
            "[backbone_share]\nmin = \"25%\"",
            &[("T4>C:pe T0>C:pe T1>C:music T2>C:art", 0)],
        );
    }

    #[test]
    fn the_share_of_eligible_backbone_teachers_is_fixed() {
        let county = county(|parts| {
            parts.teachers[5].backbone = Backbone::Province;
            parts.teachers[0].backbone = Backbone::School;
        });
        let text = "[backbone_share]\nmin = \"50%\"\nbase = \"eligible\"";
        check(
            &county,
            text,
            &[("", 2), ("T4>C:pe T0>C:pe", 1), ("T4>C:pe T5>C:music", 0)],
        );
    }

    #[test]
    fn it_counts_inside_the_scope_of_rotation_share() {
        let county = county(|_| {});
        let rules = rules(
            "[rotation_share]\nmax = 1.0\nscope = { tiers = [\"urban\"] }\ntoward = { tiers = [\"rural\"] }\n[backbone_share]",
        );
        let tally = |text| rules.list[1].tally(&county, &plan(text));
        let outside = tally("T4>B:pe T6>C:maths T0>C:pe");
        assert_eq!((outside.required, outside.achieved), (1, 0));
        let inside = tally("T4>C:pe T0>C:pe");
        assert_eq!((inside.required, inside.achieved), (1, 1));
    }
}
