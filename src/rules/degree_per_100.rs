//! Teachers above the required degree per 100 pupils (policy.md 6, seed 000: 4.2 and 5.3).

use super::per_100::Per100;
use super::{Breach, Rule, Strength};
use crate::domain::balance::Indicator;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "degree_per_100";

/// Heads of every counted unit ≥ ⌈threshold × pupils ÷ 100⌉, heads where they serve.
///
/// Example: a primary school of 137 pupils needs 6 of them at 4.2.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct DegreePer100(Per100);

impl Rule for DegreePer100 {
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
        self.0.said(Indicator::Degree)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        self.0.rows(CODE, Indicator::Degree, instance, rows);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        self.0.short(CODE, Indicator::Degree, instance, plan)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    use crate::domain::words::Degree;

    /// A has 5, B 2 and C 3 for 100 pupils each.
    #[test]
    fn each_counted_unit_reaches_the_threshold() {
        let at = |threshold| county(move |parts| parts.settings.balance.primary.degree = threshold);
        check(&at(1.99), "[degree_per_100]", &[("", 0)]);
        check(&at(2.01), "[degree_per_100]", &[("", 1)]);
        check(&at(2.0), "[degree_per_100]", &[("", 0), ("T5>C:music", 1)]);
        check(&at(3.0), "[degree_per_100]", &[("", 1), ("T0>B:pe", 0)]);
        check(&at(3.1), "[degree_per_100]", &[("", 3)]);
    }

    #[test]
    fn college_is_enough_in_a_primary_school() {
        let with = |degree| {
            county(move |parts| {
                parts.settings.balance.primary.degree = 2.0;
                parts.teachers[5].degree = degree;
            })
        };
        check(&with(Degree::College), "[degree_per_100]", &[("", 0)]);
        check(&with(Degree::Secondary), "[degree_per_100]", &[("", 1)]);
    }
}
