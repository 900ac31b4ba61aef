//! The three teacher indicators of the balance test, per 100 pupils, with their spread (policy.md 6).

pub use crate::domain::balance::{Heads, Indicator, heads, is_counted};

use crate::domain::balance::heads_with_visitors;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Word};
use std::collections::BTreeMap;

/// One indicator over the counted units of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Heads per 100 pupils of all counted units together.
    pub mean: f64,
    /// Coefficient of variation, weighted by pupils.
    pub cv: f64,
    /// Population deviation ÷ plain mean.
    pub cv_unweighted: f64,
    /// Counted units under the threshold.
    pub below: usize,
}

/// Figures by stage and indicator; a stage without counted units is absent.
pub type Stages = BTreeMap<Stage, BTreeMap<Indicator, Figures>>;

/// The indicators under a plan; `Plan::default()` gives those before.
pub fn indicators(instance: &Instance, plan: &Plan) -> Stages {
    let heads = heads_with_visitors(instance, plan);
    let mut stages = Stages::new();
    for &stage in Stage::all() {
        let units: Vec<_> = instance
            .unit_indices()
            .filter(|&unit| instance.unit(unit).stage == stage && is_counted(instance, unit))
            .collect();
        if units.is_empty() {
            continue;
        }
        let thresholds = instance.settings.balance.stage(stage);
        let of = |indicator: Indicator| {
            let counts: Vec<_> = units
                .iter()
                .map(|&unit| {
                    let pupils = instance.school_of(unit).pupils(stage);
                    (pupils, f64::from(heads[unit.0].of(indicator)))
                })
                .collect();
            (
                indicator,
                figures(&counts, 100.0, indicator.threshold(thresholds)),
            )
        };
        stages.insert(stage, Indicator::ALL.into_iter().map(of).collect());
    }
    stages
}

/// Figures of units given as (pupils > 0, heads, m² or yuan), `per` so many pupils; a mean of 0 has a spread of 0.
///
/// X̄ = amounts ÷ pupils of all; S² = Σ (Pᵢ/P)(Xᵢ − X̄)²; CV = S/X̄. Unweighted: plain mean and population deviation.
pub fn figures(units: &[(u32, f64)], per: f64, threshold: f64) -> Figures {
    let pupils: f64 = units.iter().map(|&(pupils, _)| f64::from(pupils)).sum();
    let amounts: f64 = units.iter().map(|unit| unit.1).sum();
    let rates: Vec<_> = units
        .iter()
        .map(|&(pupils, amount)| (f64::from(pupils), per * amount / f64::from(pupils)))
        .collect();
    let n = rates.len() as f64;
    let mean = if pupils > 0.0 {
        per * amounts / pupils
    } else {
        0.0
    };
    let plain = rates.iter().map(|rate| rate.1).sum::<f64>() / n.max(1.0);
    let weighted: f64 = rates
        .iter()
        .map(|(p, x)| p / pupils * (x - mean).powi(2))
        .sum();
    let unweighted: f64 = rates.iter().map(|(_, x)| (x - plain).powi(2) / n).sum();
    let ratio = |variance: f64, mean: f64| {
        if mean > 0.0 {
            variance.sqrt() / mean
        } else {
            0.0
        }
    };
    Figures {
        mean,
        cv: ratio(weighted, mean),
        cv_unweighted: ratio(unweighted, plain),
        below: rates.iter().filter(|rate| rate.1 < threshold).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_policy_md_is_met_to_four_digits() {
        let units = [
            (45, 279.0),
            (37, 137.0),
            (89, 935.0),
            (76, 160.0),
            (55, 402.0),
        ];
        let figures = figures(&units, 100.0, 400.0);
        assert_eq!(format!("{:.4}", figures.cv), "0.5153");
        assert_eq!(format!("{:.4}", figures.cv_unweighted), "0.4888");
        assert_eq!(figures.below, 2);
    }

    #[test]
    fn small_rural_units_count_visitors_where_the_scenario_says_so() {
        use crate::rules::testing::{county, plan};
        let pe_arts_at_c = |pupils, counts| {
            let county = county(|parts| {
                parts.settings.balance.small_rural_counts_part_time = counts;
                parts.schools[2].pupils_primary = pupils;
                (
                    parts.schools[0].pupils_primary,
                    parts.schools[1].pupils_primary,
                ) = (0, 0);
            });
            // T8 is a PE teacher of C, T5 comes for music, T7 gives art beside maths.
            let plan = plan("T5~C:music:2 T8=C:art:2 T7=C:art:2");
            let figures = indicators(&county, &plan)[&Stage::Primary][&Indicator::PeArts];
            (figures.mean * f64::from(pupils) / 100.0).round()
        };
        assert_eq!(pe_arts_at_c(99, true), 3.0);
        assert_eq!(pe_arts_at_c(99, false), 1.0);
        assert_eq!(pe_arts_at_c(100, true), 1.0);
        assert_eq!(pe_arts_at_c(49, true), 1.0);
    }

    #[test]
    fn nobody_at_all_spreads_by_nothing() {
        let figures = figures(&[(100, 0.0), (50, 0.0)], 100.0, 0.9);
        assert_eq!(
            (figures.mean, figures.cv, figures.cv_unweighted),
            (0.0, 0.0, 0.0)
        );
        assert_eq!(figures.below, 2);
    }
}
