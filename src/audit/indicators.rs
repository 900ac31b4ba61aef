//! The three teacher indicators of the balance test, per 100 pupils, with their spread (policy.md 6).

use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::settings::BalanceThresholds;
use crate::domain::words::{SchoolKind, Stage, Word};
use std::collections::BTreeMap;

/// What is counted in heads, by unit served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Indicator {
    /// Teachers above the required degree.
    Degree,
    /// Backbone teachers of county level up.
    Backbone,
    /// Specialists of PE and arts, by main subject.
    PeArts,
}

impl Indicator {
    pub const ALL: [Self; 3] = [Self::Degree, Self::Backbone, Self::PeArts];

    /// Its name in `plan.json`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Backbone => "backbone",
            Self::PeArts => "pe_arts",
        }
    }

    fn threshold(self, thresholds: &BalanceThresholds) -> f64 {
        match self {
            Self::Degree => thresholds.degree,
            Self::Backbone => thresholds.backbone,
            Self::PeArts => thresholds.pe_arts,
        }
    }
}

/// Heads of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heads {
    pub degree: u32,
    pub backbone: u32,
    pub pe_arts: u32,
}

impl Heads {
    pub fn of(self, indicator: Indicator) -> u32 {
        match indicator {
            Indicator::Degree => self.degree,
            Indicator::Backbone => self.backbone,
            Indicator::PeArts => self.pe_arts,
        }
    }
}

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

/// Heads of everyone where he serves under a plan, principals too.
pub fn heads(instance: &Instance, plan: &Plan) -> Vec<Heads> {
    let mut heads = vec![Heads::default(); instance.units.len()];
    let pe_arts = &instance.settings.subjects.pe_arts;
    for (teacher, unit) in instance.teachers.iter().zip(plan.serving(instance)) {
        let Some(unit) = unit else { continue };
        let higher = instance.unit(unit).stage.higher_degree();
        let at = &mut heads[unit.0];
        at.degree += u32::from(teacher.degree >= higher);
        at.backbone += u32::from(teacher.backbone.counts());
        at.pe_arts += u32::from(pe_arts.contains(&teacher.subject));
    }
    heads
}

/// Whether the balance test counts a unit: it has pupils, and is no teaching point under `point_min_pupils`.
pub fn is_counted(instance: &Instance, unit: UnitIndex) -> bool {
    let school = instance.school_of(unit);
    let pupils = school.pupils(instance.unit(unit).stage);
    let point = school.kind == SchoolKind::TeachingPoint;
    pupils > 0 && !(point && pupils < instance.settings.balance.point_min_pupils)
}

/// The indicators under a plan; `Plan::default()` gives those before.
pub fn indicators(instance: &Instance, plan: &Plan) -> Stages {
    let heads = heads(instance, plan);
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
                    (pupils, heads[unit.0].of(indicator))
                })
                .collect();
            (indicator, figures(&counts, indicator.threshold(thresholds)))
        };
        stages.insert(stage, Indicator::ALL.into_iter().map(of).collect());
    }
    stages
}

/// Figures of units given as (pupils > 0, heads); a mean of 0 has a spread of 0.
///
/// X̄ = heads ÷ pupils of all; S² = Σ (Pᵢ/P)(Xᵢ − X̄)²; CV = S/X̄. Unweighted: plain mean and population deviation.
pub fn figures(units: &[(u32, u32)], threshold: f64) -> Figures {
    let pupils: f64 = units.iter().map(|&(pupils, _)| f64::from(pupils)).sum();
    let heads: f64 = units.iter().map(|&(_, heads)| f64::from(heads)).sum();
    let rates: Vec<_> = units
        .iter()
        .map(|&(pupils, heads)| {
            (
                f64::from(pupils),
                100.0 * f64::from(heads) / f64::from(pupils),
            )
        })
        .collect();
    let n = rates.len() as f64;
    let mean = if pupils > 0.0 {
        100.0 * heads / pupils
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
        let units = [(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)];
        let figures = figures(&units, 400.0);
        assert_eq!(format!("{:.4}", figures.cv), "0.5153");
        assert_eq!(format!("{:.4}", figures.cv_unweighted), "0.4888");
        assert_eq!(figures.below, 2);
    }

    #[test]
    fn nobody_at_all_spreads_by_nothing() {
        let figures = figures(&[(100, 0), (50, 0)], 0.9);
        assert_eq!(
            (figures.mean, figures.cv, figures.cv_unweighted),
            (0.0, 0.0, 0.0)
        );
        assert_eq!(figures.below, 2);
    }
}
