//! PE and arts specialists per 100 pupils (policy.md 6, seed 000: 0.9).

use super::per_100::Per100;
use super::{Breach, Rule, Strength};
use crate::domain::balance::Indicator;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "headcount";

/// Heads of every counted unit ≥ ⌈threshold × pupils ÷ 100⌉, heads where they serve.
///
/// Example: a school of 1,001 pupils needs 10 of them at 0.9.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Headcount(Per100);

impl Rule for Headcount {
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
        self.0.said(Indicator::PeArts)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        self.0.rows(CODE, Indicator::PeArts, instance, rows);
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        self.0.short(CODE, Indicator::PeArts, instance, plan)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county};

    /// A has 4, B 1 and C 1.
    #[test]
    fn each_counted_unit_reaches_the_threshold() {
        let pupils = |c| county(move |parts| parts.schools[2].pupils_primary = c);
        let all = [("", 0), ("T8>A:pe", 1), ("T8>A:pe T5>C:music", 1)];
        check(&pupils(111), "[headcount]", &all);
        check(&pupils(112), "[headcount]", &[("", 1), ("T0>C:pe", 0)]);
        check(
            &pupils(334),
            "[headcount]",
            &[("", 3), ("T0>C:pe T1>C:music", 1)],
        );
        check(&pupils(0), "[headcount]", &[("T8>A:pe", 0)]);
        check(
            &pupils(112),
            "[headcount]\ntiers = [\"urban\", \"town\"]",
            &[("", 0)],
        );
    }

    /// C has one: one per 100 is enough for just 100 pupils.
    #[test]
    fn the_threshold_itself_is_enough() {
        let of = |pupils| {
            county(move |parts| {
                parts.schools[2].pupils_primary = pupils;
                parts.settings.balance.primary.pe_arts = 1.0;
            })
        };
        for (pupils, amount) in [(99, 0), (100, 0), (101, 1)] {
            let text = "[headcount]\ntiers = [\"rural\"]";
            check(&of(pupils), text, &[("", amount)]);
        }
    }

    #[test]
    fn part_time_teachers_are_no_heads() {
        let county = county(|parts| {
            parts.schools[2].pupils_primary = 99;
            parts.settings.balance.small_rural_counts_part_time = true;
        });
        check(&county, "[headcount]", &[("T8>A:pe T7=C:art:2", 1)]);
    }
}
