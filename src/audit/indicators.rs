//! The three teacher indicators of the balance test, per 100 pupils, with their spread (policy.md 6).

use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::settings::BalanceThresholds;
use crate::domain::words::{SchoolKind, Stage, Tier, Word};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut heads = heads(instance, plan);
    if instance.settings.balance.small_rural_counts_part_time {
        add_visitors(instance, plan, &mut heads);
    }
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

/// Pupils of a stage in a rural school that may count visitors (policy.md 6).
const SMALL_RURAL: std::ops::RangeInclusive<u32> = 50..=99;

/// Counts, in small rural units, everyone who gives PE or arts lessons there beside another subject or as an itinerant.
fn add_visitors(instance: &Instance, plan: &Plan, heads: &mut [Heads]) {
    let pe_arts = &instance.settings.subjects.pe_arts;
    let part_time = plan
        .part_time
        .iter()
        .map(|row| (row.unit, row.teacher, row.subject));
    let itinerant = plan
        .itinerant
        .iter()
        .map(|row| (row.to, row.teacher, row.subject));
    let serving = plan.serving(instance);
    let visitors: BTreeSet<_> = part_time
        .chain(itinerant)
        .filter(|(_, _, subject)| pe_arts.contains(subject))
        .map(|(unit, teacher, _)| (unit, teacher))
        .collect();
    for (unit, teacher) in visitors {
        let school = instance.school_of(unit);
        let small = SMALL_RURAL.contains(&school.pupils(instance.unit(unit).stage));
        let counted_already = serving[teacher.0] == Some(unit)
            && pe_arts.contains(&instance.teacher(teacher).subject);
        if school.tier == Tier::Rural && small && !counted_already {
            heads[unit.0].pe_arts += 1;
        }
    }
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
        let figures = figures(&[(100, 0), (50, 0)], 0.9);
        assert_eq!(
            (figures.mean, figures.cv, figures.cv_unweighted),
            (0.0, 0.0, 0.0)
        );
        assert_eq!(figures.below, 2);
    }
}
