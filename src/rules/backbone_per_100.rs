//! Backbone teachers of county level up per 100 pupils (policy.md 6, seed 000: 1).

use super::per_100::Per100;
use super::{Breach, Rule, Strength};
use crate::domain::balance::Indicator;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "backbone_per_100";

/// Heads of every counted unit ≥ ⌈threshold × pupils ÷ 100⌉, heads where they serve.
///
/// Example: a school of 250 pupils needs 3 of them at 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct BackbonePer100(Per100);

impl Rule for BackbonePer100 {
    fn code(&self) -> &'static str {
        CODE
    }

    fn strength(&self) -> Strength {
        self.0.strength
    }

    fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    fn sentence(&self) -> Text {
        self.0.said(Indicator::Backbone)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        self.0.rows(CODE, Indicator::Backbone, instance, rows);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        self.0.short(CODE, Indicator::Backbone, instance, plan)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    /// A and B have one, C has none.
    #[test]
    fn each_counted_unit_reaches_the_threshold() {
        let cases = [("", 1), ("T4>C:pe", 1), ("T4>B:pe", 2)];
        check(&county(|_| {}), "[backbone_per_100]", &cases);
        let rural = [("", 1), ("T4>C:pe", 0), ("T6>C:maths", 0)];
        let text = "[backbone_per_100]\ntiers = [\"rural\"]";
        check(&county(|_| {}), text, &rural);
        let of = |pupils| county(move |parts| parts.schools[0].pupils_primary = pupils);
        let only_urban = "[backbone_per_100]\ntiers = [\"urban\"]";
        check(&of(99), only_urban, &[("", 0)]);
        check(&of(100), only_urban, &[("", 0)]);
        check(&of(101), only_urban, &[("", 1)]);
    }
}
