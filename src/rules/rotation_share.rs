//! A share of the eligible teachers is rotated each year (policy.md 2: 10 %), but nobody for a trifle.

use super::counting::{Count, Counting, Schools, Scope};
use super::forms::{Form, said_forms};
use super::principals::Principals;
use super::{Breach, Rule, Strength, Tally, config};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;
use std::sync::Arc;

pub const CODE: &str = "rotation_share";

/// Rotated ≥ ⌈min × N⌉ inside the scope; all rotated ≤ ⌈max × eligible of the county⌉. With 走教 among the forms, whoever
/// stays and gives `itinerant_lessons` a week or more at other schools counts too; the cap is on those posted.
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
    /// Which forms count among the rotated.
    pub forms: Vec<Form>,
    /// Lessons a week elsewhere from which 走教 counts, where it is among the forms.
    pub itinerant_lessons: u32,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
    /// Set where principals count among the rotated.
    #[serde(skip)]
    pub principals: Option<Arc<Principals>>,
}

impl RotationShare {
    /// The rule with principals among the rotated, or without.
    pub fn with(self, principals: Option<Arc<Principals>>) -> Self {
        Self { principals, ..self }
    }

    pub fn counting(&self) -> Counting {
        Counting {
            principals: self.principals.clone(),
            scope: self.scope.clone(),
            toward: self.toward.clone(),
            count: self.count,
            forms: Some(self.forms.clone()),
            itinerant_lessons: self
                .forms
                .contains(&Form::Itinerant)
                .then_some(self.itinerant_lessons),
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
        let forms = said_forms(&self.forms, self.itinerant_lessons);
        Text::new(
            format!(
                "{}符合交流条件教师{}交流不少于 {min}{}，全县交流不超过 {max}（不足一人都进为一人）",
                from.zh, to.zh, forms.zh
            ),
            format!(
                "at least {min} of the eligible teachers of {} are rotated{}{}, and no more than {max} of the county's, both rounded up to whole people",
                from.en, to.en, forms.en
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
        rows.at_most(
            format!("{CODE}_max"),
            Binds::County,
            all,
            most,
            Measure::People,
        );
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

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::rules::testing::{check, county, date, plan, rules};

    #[test]
    fn the_share_rounds_up_and_the_cap_too() {
        let county = county(|_| {});
        let two = "T0>C:pe T1>C:music";
        let three = "T0>C:pe T1>C:music T2>C:art";
        // 21 % of ten is three people, and so is a cap of 21 %.
        check(
            &county,
            "[rotation_share]\nmin = \"21%\"\nmax = 0.3",
            &[
                ("", 3),
                (two, 1),
                (three, 0),
                ("T0>C:pe T1>C:music T2>C:art T3>B:maths", 1),
            ],
        );
        check(
            &county,
            "[rotation_share]\nmin = \"20%\"",
            &[(two, 0), ("T0>C:pe", 1), (three, 1)],
        );
    }

    #[test]
    fn a_scope_counts_its_own_people_and_moves_only() {
        let county = county(|parts| parts.teachers[9].certified = false);
        let text = "[rotation_share]\nmin = \"50%\"\nmax = 1.0\nscope = { tiers = [\"town\"], quality = [\"strong\"] }\n\
                    toward = { tiers = [\"rural\"] }";
        check(
            &county,
            text,
            &[("", 1), ("T5>C:music", 0), ("T5>A:music T0>C:pe", 1)],
        );
        assert_eq!(rules(text).required(&county), 1);
    }

    #[test]
    fn only_the_forms_listed_count() {
        // Down to rural C, up from C to B, and between the town and the city.
        let county = county(|_| {});
        let moves = ["T0>C:pe", "T8>B:pe", "T0>B:pe"];
        for (forms, breaches) in [
            ("\"rotation\", \"support\", \"shadowing\"", [0, 0, 0]),
            ("\"rotation\", \"support\"", [0, 1, 0]),
            ("\"support\"", [0, 1, 1]),
            ("\"shadowing\"", [1, 0, 1]),
        ] {
            let text = format!("[rotation_share]\nforms = [{forms}]");
            let cases: Vec<_> = moves.into_iter().zip(breaches).collect();
            check(&county, &text, &cases);
        }
    }

    #[test]
    fn those_in_an_unfinished_term_count_in_both_where_serving_counts() {
        let county = county(|parts| {
            let away = &mut parts.teachers[7];
            (away.home_school, away.away_until) = (Some(SchoolIndex(0)), Some(date(2025)));
        });
        // N is nine, or ten with the one who is away: both ask for one person, and he is one already.
        check(
            &county,
            "[rotation_share]\ncount = \"new\"",
            &[("", 1), ("T0>C:pe", 0)],
        );
        check(&county, "[rotation_share]\ncount = \"serving\"", &[("", 0)]);
        let rules = rules("[rotation_share]\ncount = \"serving\"");
        let tally = rules.list[0].tally(&county, &plan("T0>C:pe"));
        assert_eq!((tally.required, tally.achieved), (1, 2));
    }
}
