//! The spread between schools stays within the limit of the balance test: CV ≤ `cv_max` (policy.md 6), exactly.
//!
//! With n heads for P pupils in unit i and H heads in all, CV ≤ c says P·Σ nᵢ²/Pᵢ ≤ (1 + c²)·H²: secants of squares of
//! whole numbers on the left, a constant on the right. Only where people may come from units that the test leaves out
//! can H change; then a choice among its few whole values gives H². Where units count alike (`weighted = false` of
//! [balance]) with x heads a pupil in k of them, k·Σ x² ≤ (1 + c²)·(Σ x)²: tangents of that cone, until a plan stands.

use super::{Breach, Rule, Strength, say};
use crate::domain::balance::{Indicator, heads, is_counted};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Word};
use crate::finding::Text;
use crate::model::cone;
use crate::model::rows::Rows;
use crate::model::spread::{Spread, limit};
use serde::Deserialize;

pub const CODE: &str = "cv_limit";

/// The coefficient of variation, weighted by pupils or not as `weighted` of [balance] says, of each teacher indicator named and each stage ≤ `cv_max`.
///
/// Example: two schools of 100 pupils with 3 and 1 backbone teachers have 0.5: within 0.50, not within 0.45.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CvLimit {
    pub indicators: Vec<Named>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// An indicator as a scenario names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Degree,
    Backbone,
    PeArts,
}

impl Named {
    pub fn indicator(self) -> Indicator {
        match self {
            Self::Degree => Indicator::Degree,
            Self::Backbone => Indicator::Backbone,
            Self::PeArts => Indicator::PeArts,
        }
    }

    fn said(self) -> Text {
        match self {
            Self::Degree => Text::new("高于规定学历教师", "teachers above the required degree"),
            Self::Backbone => Text::new("县级以上骨干教师", "backbone teachers"),
            Self::PeArts => Text::new("体育艺术专任教师", "PE and arts specialists"),
        }
    }
}

/// Units of a stage that the test counts.
fn counted(instance: &Instance, stage: Stage) -> Vec<UnitIndex> {
    instance
        .unit_indices()
        .filter(|&unit| instance.unit(unit).stage == stage && is_counted(instance, unit))
        .collect()
}

/// P·Σ nᵢ²/Pᵢ over H²: 1 + CV², or `None` where nobody counts.
fn one_and_square(units: &[(u32, u32)]) -> Option<f64> {
    let all: u64 = units.iter().map(|&(_, heads)| u64::from(heads)).sum();
    let pupils: f64 = units.iter().map(|&(pupils, _)| f64::from(pupils)).sum();
    let squares: f64 = units
        .iter()
        .map(|&(pupils, heads)| f64::from(heads).powi(2) / f64::from(pupils))
        .sum();
    (all > 0).then(|| pupils * squares / (all as f64).powi(2))
}

/// k·Σ xᵢ² over (Σ xᵢ)², xᵢ the heads a pupil of each of k units: 1 + CV² where they count alike; `None` where nobody
/// counts.
fn one_and_plain_square(units: &[(u32, u32)]) -> Option<f64> {
    let each = units
        .iter()
        .map(|&(pupils, heads)| f64::from(heads) / f64::from(pupils));
    let (sum, squares) = each.fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
    (sum > 0.0).then(|| units.len() as f64 * squares / (sum * sum))
}

/// A stage and indicator over its limit.
pub(super) struct Over {
    pub stage: Stage,
    pub named: Named,
    /// Pupils and heads of each counted unit.
    pub units: Vec<(u32, u32)>,
    cv: f64,
}

impl CvLimit {
    /// Where a plan is over a limit.
    pub(super) fn over(&self, instance: &Instance, plan: &Plan) -> Vec<Over> {
        let served = heads(instance, plan);
        let balance = &instance.settings.balance;
        let mut over = Vec::new();
        for &stage in Stage::all() {
            let cv_max = balance.stage(stage).cv_max;
            let units = counted(instance, stage);
            for &named in &self.indicators {
                let n = |unit: &UnitIndex| {
                    let pupils = instance.school_of(*unit).pupils(stage);
                    (pupils, served[unit.0].of(named.indicator()))
                };
                let units: Vec<_> = units.iter().map(n).collect();
                let found = match balance.weighted {
                    true => one_and_square(&units),
                    false => one_and_plain_square(&units),
                };
                let found = found.unwrap_or(1.0);
                if found > (1.0 + cv_max * cv_max) * (1.0 + TOLERANCE) {
                    let cv = (found - 1.0).sqrt();
                    over.push(Over {
                        stage,
                        named,
                        units,
                        cv,
                    });
                }
            }
        }
        over
    }

    /// What the model asks of one stage and indicator.
    pub(super) fn with_spread(
        &self,
        instance: &Instance,
        stage: Stage,
        indicator: Indicator,
        mut then: impl FnMut(&Spread<'_>),
    ) {
        let units = counted(instance, stage);
        then(&Spread {
            name: format!("{CODE}_{}_{}", stage.code(), indicator.code()),
            stage,
            units: &units,
            indicator,
            cv_max: instance.settings.balance.stage(stage).cv_max,
        });
    }
}

/// Relative error that sums of fractions, and the solver, may leave.
const TOLERANCE: f64 = 4e-9;

impl Rule for CvLimit {
    head!();

    fn sentence(&self) -> Text {
        let (zh, en): (Vec<_>, Vec<_>) = self
            .indicators
            .iter()
            .map(|named| (named.said().zh, named.said().en))
            .unzip();
        Text::new(
            format!(
                "{}的校际差异系数（按 [balance] 的 weighted 加权或不加权）不超过其 cv_max",
                zh.join("、")
            ),
            format!(
                "the coefficient of variation between schools, weighted by pupils or not as [balance] says, is at most its cv_max for {}",
                en.join(", ")
            ),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let limit = match instance.settings.balance.weighted {
            true => limit,
            false => cone::limit,
        };
        for &stage in Stage::all() {
            for named in &self.indicators {
                self.with_spread(instance, stage, named.indicator(), |spread| {
                    limit(instance, rows, spread);
                });
            }
        }
    }

    /// One breach for each stage and indicator over its limit.
    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let limits = &instance.settings.balance;
        let over = self.over(instance, plan).into_iter();
        over.map(|over| {
            said_over(
                over.stage,
                over.named,
                over.cv,
                limits.stage(over.stage).cv_max,
            )
        })
        .collect()
    }
}

fn said_over(stage: Stage, named: Named, cv: f64, cv_max: f64) -> Breach {
    let (stage_zh, stage_en) = (say::chinese(stage), stage.code());
    let what = named.said();
    Breach {
        rule: CODE,
        amount: 1,
        message: Text::new(
            format!("{stage_zh}{}差异系数 {cv:.3}，超过 {cv_max}", what.zh),
            format!(
                "{stage_en} {}: coefficient of variation {cv:.3}, over {cv_max}",
                what.en
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{check, county};

    /// PE and arts: A 4, B 1, C 1 for 100 pupils each: CV² = 3·18/36 − 1 = 1/2.
    #[test]
    fn the_limit_binds_at_just_below_and_just_above() {
        let at = |cv_max| county(move |parts| parts.settings.balance.primary.cv_max = cv_max);
        let text = "[cv_limit]\nindicators = [\"pe_arts\"]";
        let root = 0.5_f64.sqrt();
        check(&at(root), text, &[("", 0)]);
        check(&at(root + 1e-6), text, &[("", 0)]);
        check(&at(root - 1e-6), text, &[("", 1), ("T0>B:pe", 0)]);
        check(&at(0.0), text, &[("T0>B:pe T1>C:music", 0)]);
    }

    /// Heads a pupil of 4/100, 1/50 and 1/200: mean 0.065/3, CV² = 3·(0.0016 + 0.0004 + 0.000025)/0.065² − 1.
    #[test]
    fn units_count_alike_where_they_are_not_weighted() {
        let at = |weighted, cv_max| {
            county(move |parts| {
                parts.schools[1].pupils_primary = 50;
                parts.schools[2].pupils_primary = 200;
                parts.settings.balance.weighted = weighted;
                parts.settings.balance.primary.cv_max = cv_max;
            })
        };
        let text = "[cv_limit]\nindicators = [\"pe_arts\"]";
        let plain = (3.0_f64 * 0.002_025 / 0.004_225 - 1.0).sqrt();
        check(&at(false, plain), text, &[("", 0)]);
        check(&at(false, plain + 1e-6), text, &[("", 0)]);
        check(&at(false, plain - 1e-6), text, &[("", 1)]);
        // Weighted by pupils it is 0.89, not 0.66.
        check(&at(true, plain + 1e-6), text, &[("", 1)]);
        let check_value =
            one_and_plain_square(&[(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)]);
        let cv = (check_value.unwrap_or(0.0) - 1.0).sqrt();
        assert_eq!(format!("{cv:.4}"), "0.4888");
        assert_eq!(one_and_plain_square(&[(100, 0), (50, 0)]), None);
    }

    #[test]
    fn each_indicator_and_stage_counts_by_itself() {
        let county = county(|parts| parts.settings.balance.primary.cv_max = 0.45);
        let text = "[cv_limit]";
        // Degrees 5, 2, 3: 0.37; backbone 1, 1, 0: 0.71; PE and arts 0.71.
        check(&county, text, &[("", 2), ("T0>B:pe T1>C:music", 1)]);
    }

    #[test]
    fn nobody_at_all_spreads_by_nothing() {
        assert_eq!(one_and_square(&[(100, 0), (50, 0)]), None);
        let check_value = one_and_square(&[(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)]);
        let cv = (check_value.unwrap_or(0.0) - 1.0).sqrt();
        assert_eq!(format!("{cv:.4}"), "0.5153");
    }
}
