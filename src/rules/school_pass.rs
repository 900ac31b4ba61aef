//! Schools pass the balance test: 6 of the 7 indicators, the missing one over its floor (policy.md 6).
//!
//! Only units whose facilities let them pass are asked: a plan moves people, not rooms. Heads are people who serve
//! there, as in `headcount`.

use super::{Breach, Rule, Strength, config, say};
use crate::domain::balance::{Facility, Indicator, heads, is_counted, least_heads, reaches};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Tier;
use crate::finding::Text;
use crate::model::balance::net_heads;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use rust_decimal::Decimal;
use serde::Deserialize;

pub const CODE: &str = "school_pass";

/// Of the three teacher indicators a unit may miss as many as its facilities leave it, and none by more than the floor.
///
/// Example: rooms, sports, equipment and multimedia reached: one of degree, backbone and PE + arts may stay at 85 %.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolPass {
    /// Units of these tiers only.
    #[serde(deserialize_with = "config::words")]
    pub tiers: Vec<Tier>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// What one unit needs so as to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    unit: UnitIndex,
    /// Teacher indicators that it may miss.
    may_miss: usize,
    /// Heads for each of [`Indicator::ALL`]: with the threshold reached, and at the floor.
    heads: [(u32, u32); 3],
}

impl SchoolPass {
    fn asked(&self, instance: &Instance) -> Vec<Asked> {
        instance
            .unit_indices()
            .filter(|&unit| is_counted(instance, unit))
            .filter(|&unit| self.tiers.contains(&instance.school_of(unit).tier))
            .filter_map(|unit| {
                Some(Asked {
                    unit,
                    may_miss: may_miss(instance, unit)?,
                    heads: Indicator::ALL.map(|indicator| least(instance, unit, indicator)),
                })
            })
            .collect()
    }
}

/// Teacher indicators that a unit may miss; `None` if its facilities are not told or fail it already.
fn may_miss(instance: &Instance, unit: UnitIndex) -> Option<usize> {
    let (school, balance) = (instance.school_of(unit), &instance.settings.balance);
    let thresholds = balance.stage(instance.unit(unit).stage);
    // What a nine-year school has serves both its stages alike.
    let pupils = school.pupils_primary + school.pupils_junior;
    let all = Indicator::ALL.len() + Facility::ALL.len();
    let mut may_miss = all.checked_sub(balance.indicators_min as usize)?;
    for facility in Facility::ALL {
        let amount = facility.of(&school.facilities)?;
        let reaches = |share| {
            let threshold = facility.threshold(thresholds);
            reaches(amount, facility.per(), pupils, threshold, share)
        };
        if !reaches(balance.indicator_floor.fraction()) {
            return None;
        }
        if !reaches(Decimal::ONE) {
            may_miss = may_miss.checked_sub(1)?;
        }
    }
    Some(may_miss)
}

fn least(instance: &Instance, unit: UnitIndex, indicator: Indicator) -> (u32, u32) {
    let (stage, balance) = (instance.unit(unit).stage, &instance.settings.balance);
    let (threshold, pupils) = (
        indicator.threshold(balance.stage(stage)),
        instance.school_of(unit).pupils(stage),
    );
    let heads = |share| least_heads(threshold, pupils, share);
    (
        heads(Decimal::ONE),
        heads(balance.indicator_floor.fraction()),
    )
}

impl Asked {
    /// Fewest heads, summed over indicators, that make it pass.
    fn lacking(&self, served: [u32; 3]) -> u32 {
        let short = |(&(full, floor), n): (&(u32, u32), u32)| {
            let to_full = full.saturating_sub(n);
            (to_full, to_full - floor.saturating_sub(n))
        };
        let short: Vec<_> = self.heads.iter().zip(served).map(short).collect();
        let mut saved: Vec<_> = short.iter().map(|&(_, saved)| saved).collect();
        saved.sort_unstable_by(|a, b| b.cmp(a));
        let all: u32 = short.iter().map(|&(to_full, _)| to_full).sum();
        all - saved.iter().take(self.may_miss).sum::<u32>()
    }

    /// `heads + (threshold − floor) × missed ≥ threshold` for each indicator, and not too many missed.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows, before: [u32; 3]) {
        let unit = self.unit;
        let mut missed: Terms = Vec::new();
        for ((indicator, (full, floor)), n) in
            Indicator::ALL.into_iter().zip(self.heads).zip(before)
        {
            let mut terms = net_heads(instance, rows, unit, indicator);
            let name = format!("{CODE}_{}_{}", unit.0, indicator.code());
            if full > floor && self.may_miss > 0 {
                let label = format!("missed {}_{}", unit.0, indicator.code());
                let miss = rows.program.add_column(0.0, 1.0, true, label);
                terms.push((miss, f64::from(full - floor)));
                missed.push((miss, 1.0));
            }
            let least = f64::from(full) - f64::from(n);
            // The heads come from anywhere in the county: a unit by itself cannot keep this row.
            rows.at_least(name, Binds::County, terms, least, Measure::People);
        }
        if missed.len() > self.may_miss {
            let name = format!("{CODE}_{}", unit.0);
            let most = self.may_miss as f64;
            let binds = Binds::Unit(unit);
            rows.push(name, binds, missed, f64::NEG_INFINITY, most);
        }
    }
}

impl Rule for SchoolPass {
    head!();

    fn sentence(&self) -> Text {
        let tiers = say::list(&self.tiers);
        Text::new(
            format!(
                "{}各校办学条件允许的，综合达标（[balance] 的七项指标）",
                tiers.zh
            ),
            format!(
                "every {} school whose facilities let it pass the balance test of [balance] passes",
                tiers.en
            ),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let before = heads(instance, &Plan::default());
        for asked in self.asked(instance) {
            let n = Indicator::ALL.map(|indicator| before[asked.unit.0].of(indicator));
            asked.add_rows(instance, rows, n);
        }
    }

    /// Each unit that does not pass, with the heads it lacks.
    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let served = heads(instance, plan);
        let breach = |asked: Asked| {
            let n = Indicator::ALL.map(|indicator| served[asked.unit.0].of(indicator));
            let (lacking, at) = (asked.lacking(n), say::unit(instance, asked.unit));
            (lacking > 0).then(|| Breach {
                rule: CODE,
                amount: u64::from(lacking),
                message: Text::new(
                    format!("{} 未综合达标，师资指标还差 {lacking} 人", at.zh),
                    format!(
                        "{} does not pass, {lacking} heads short of its indicators",
                        at.en
                    ),
                ),
            })
        };
        self.asked(instance)
            .into_iter()
            .filter_map(breach)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::instance::Instance;
    use crate::domain::school::Facilities;
    use crate::rules::testing::{check, county};

    const RICH: Facilities = Facilities {
        room_m2: Some(450.0),
        sports_m2: Some(750.0),
        equipment_yuan: Some(200_000.0),
        multimedia_rooms: Some(3.0),
    };

    /// C has 3 higher degrees, no backbone teacher and 1 of PE and arts for 100 pupils.
    fn at_c(degree: f64, facilities: Facilities) -> Instance {
        county(|parts| {
            parts.settings.balance.primary.degree = degree;
            parts.schools[2].facilities = facilities;
        })
    }

    const TEXT: &str = "[school_pass]";

    #[test]
    fn one_indicator_may_stay_over_its_floor() {
        // 4 of 4.7 reach the floor of 3.995, 4 of 4.8 do not reach 4.08.
        check(&at_c(3.0, RICH), TEXT, &[("", 1), ("T4>C:pe", 0)]);
        check(&at_c(4.7, RICH), TEXT, &[("", 2), ("T4>C:pe", 0)]);
        check(
            &at_c(4.8, RICH),
            TEXT,
            &[("", 3), ("T4>C:pe", 1), ("T4>C:pe T0>C:pe", 0)],
        );
    }

    #[test]
    fn a_missed_facility_leaves_nothing_to_miss() {
        let with = |room_m2| Facilities {
            room_m2: Some(room_m2),
            ..RICH
        };
        // From the floor, 85 % of 450 m², to just below the threshold it is the one that may be missed.
        let missed = [("T4>C:pe", 1), ("T4>C:pe T0>C:pe", 0)];
        for room_m2 in [382.5, 382.6, 449.0, 449.9] {
            check(&at_c(4.7, with(room_m2)), TEXT, &missed);
        }
        for room_m2 in [450.0, 450.1] {
            check(&at_c(4.7, with(room_m2)), TEXT, &[("T4>C:pe", 0)]);
        }
        check(&at_c(4.7, with(382.4)), TEXT, &[("", 0)]);
    }

    #[test]
    fn unknown_facilities_ask_for_nothing() {
        check(
            &at_c(
                4.7,
                Facilities {
                    sports_m2: None,
                    ..RICH
                },
            ),
            TEXT,
            &[("", 0)],
        );
    }
}
