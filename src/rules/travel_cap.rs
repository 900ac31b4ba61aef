//! Nobody is posted farther than a bearable way (policy.md 3).

use super::{Breach, Rule, Strength, kept_out, say};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "travel_cap";

/// Minutes one way from his residence, where the table gives one, else from the unit he starts the year in, to the new
/// one ≤ `minutes`. A school out of reach is never allowed, with or without this rule.
///
/// Example: with 60 minutes, 60 is fine and 61 is not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TravelCap {
    pub minutes: u32,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

impl Rule for TravelCap {
    head!();

    fn sentence(&self) -> Text {
        let cap = self.minutes;
        Text::new(
            format!("单程路程不超过 {cap} 分钟"),
            format!("no more than {cap} minutes one way"),
        )
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        posting
            .minutes(instance)
            .is_some_and(|minutes| minutes <= self.minutes)
    }

    /// Postings it does not allow are kept out of the model; it has no rows of its own.
    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        kept_out(self, instance, plan, |posting| {
            let person = say::person(instance, posting.teacher);
            let to = say::unit(instance, posting.to);
            let cap = self.minutes;
            match posting.minutes(instance) {
                Some(minutes) => Text::new(
                    format!("{person} 到 {} 单程 {minutes} 分钟，超过 {cap} 分钟", to.zh),
                    format!(
                        "{person} travels {minutes} minutes to {}, over {cap}",
                        to.en
                    ),
                ),
                None => Text::new(
                    format!("{person} 到 {} 无路可达", to.zh),
                    format!("{person} cannot reach {}", to.en),
                ),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    #[test]
    fn the_cap_itself_is_within() {
        let county = county(|_| {});
        let plans = |amount| [("T0>B:pe", 0), ("T0>C:pe", amount)];
        check(&county, "[travel_cap]\nminutes = 50", &plans(0));
        check(&county, "[travel_cap]\nminutes = 51", &plans(0));
        check(&county, "[travel_cap]\nminutes = 49", &plans(1));
    }

    #[test]
    fn what_no_road_reaches_is_beyond_any_cap() {
        let county = county(|parts| parts.roads = Some(Vec::new()));
        check(&county, "[travel_cap]", &[("T0>B:pe", 1)]);
    }
}
