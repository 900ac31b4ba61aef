//! What headcount, backbone_per_100 and degree_per_100 have in common: so many heads per 100 pupils in every unit that
//! the balance test counts (policy.md 6).
//!
//! Heads are people who serve in the unit. Part-time and itinerant teachers, whom the test may count in small rural
//! schools, are left out here: a unit that keeps the rule passes with or without them.

use super::{Breach, config, say};
use crate::domain::balance::{Indicator, heads, is_counted, least_heads};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Tier;
use crate::finding::Text;
use crate::model::balance::net_heads;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use rust_decimal::Decimal;
use serde::Deserialize;

/// Settings of the three rules; thresholds stand in `[balance.primary]` and `[balance.junior]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Per100 {
    /// Units of these tiers only.
    #[serde(deserialize_with = "config::words")]
    pub tiers: Vec<Tier>,
    #[serde(default)]
    pub strength: super::Strength,
    pub source: Option<String>,
}

impl Per100 {
    /// Counted units of the tiers, with the fewest heads that reach the threshold.
    fn asked(&self, instance: &Instance, indicator: Indicator) -> Vec<(UnitIndex, u32)> {
        let balance = &instance.settings.balance;
        let asked = |unit: UnitIndex| {
            let (school, stage) = (instance.school_of(unit), instance.unit(unit).stage);
            let threshold = indicator.threshold(balance.stage(stage));
            let least = least_heads(threshold, school.pupils(stage), Decimal::ONE);
            (unit, least)
        };
        instance
            .unit_indices()
            .filter(|&unit| is_counted(instance, unit))
            .filter(|&unit| self.tiers.contains(&instance.school_of(unit).tier))
            .map(asked)
            .collect()
    }

    /// `heads before + arrivals − leavers ≥ threshold`, a row each unit.
    pub fn rows(&self, code: &str, indicator: Indicator, instance: &Instance, rows: &mut Rows) {
        let before = heads(instance, &Plan::default());
        for (unit, least) in self.asked(instance, indicator) {
            let net = net_heads(instance, rows, unit, indicator);
            let least = f64::from(least) - f64::from(before[unit.0].of(indicator));
            let name = format!("{code}_{}", unit.0);
            // The heads come from anywhere in the county: a unit by itself cannot keep this row.
            rows.at_least(name, Binds::County, net, least, Measure::People);
        }
    }

    /// A breach for each unit under its threshold: the people it lacks.
    pub fn short(
        &self,
        code: &'static str,
        indicator: Indicator,
        instance: &Instance,
        plan: &Plan,
    ) -> Vec<Breach> {
        let served = heads(instance, plan);
        let short = |(unit, least): (UnitIndex, u32)| {
            let n = served[unit.0].of(indicator);
            let (at, what) = (say::unit(instance, unit), noun(indicator));
            (n < least).then(|| Breach {
                rule: code,
                amount: u64::from(least - n),
                message: Text::new(
                    format!("{} 应有{} {least} 人，实际 {n} 人", at.zh, what.zh),
                    format!("{} must have {least} {}, it has {n}", at.en, what.en),
                ),
            })
        };
        let asked = self.asked(instance, indicator);
        asked.into_iter().filter_map(short).collect()
    }

    /// The rule in words.
    pub fn said(&self, indicator: Indicator) -> Text {
        let (tiers, what) = (say::list(&self.tiers), noun(indicator));
        Text::new(
            format!(
                "{}各校每百名学生{}不低于 [balance] 的标准",
                tiers.zh, what.zh
            ),
            format!(
                "every {} school has as many {} per 100 pupils as [balance] asks for",
                tiers.en, what.en
            ),
        )
    }
}

fn noun(indicator: Indicator) -> Text {
    match indicator {
        Indicator::Degree => Text::new("高于规定学历教师", "teachers above the required degree"),
        Indicator::Backbone => Text::new("县级以上骨干教师", "backbone teachers"),
        Indicator::PeArts => Text::new("体育艺术专任教师", "PE and arts specialists"),
    }
}
