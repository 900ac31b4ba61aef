//! What the balance test counts: its seven indicators, the units it looks at, heads and thresholds (policy.md 6).

use super::ids::UnitIndex;
use super::instance::Instance;
use super::plan::Plan;
use super::school::Facilities;
use super::settings::BalanceThresholds;
use super::words::{SchoolKind, Tier};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

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

    /// Heads per 100 pupils that a unit should reach.
    pub fn threshold(self, thresholds: &BalanceThresholds) -> f64 {
        match self {
            Self::Degree => thresholds.degree,
            Self::Backbone => thresholds.backbone,
            Self::PeArts => thresholds.pe_arts,
        }
    }
}

/// What is counted in things: a plan does not move it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facility {
    /// Teaching and auxiliary rooms, m² a pupil.
    Room,
    /// Sports ground and halls, m² a pupil.
    Sports,
    /// Yuan a pupil.
    Equipment,
    /// Multimedia rooms per 100 pupils.
    Multimedia,
}

impl Facility {
    pub const ALL: [Self; 4] = [Self::Room, Self::Sports, Self::Equipment, Self::Multimedia];

    /// The name of its column.
    pub fn code(self) -> &'static str {
        match self {
            Self::Room => "room_m2",
            Self::Sports => "sports_m2",
            Self::Equipment => "equipment_yuan",
            Self::Multimedia => "multimedia_rooms",
        }
    }

    /// Per pupil, rooms per 100 pupils.
    pub fn threshold(self, thresholds: &BalanceThresholds) -> f64 {
        match self {
            Self::Room => thresholds.room_m2,
            Self::Sports => thresholds.sports_m2,
            Self::Equipment => thresholds.equipment_yuan,
            Self::Multimedia => thresholds.multimedia_rooms,
        }
    }

    /// Pupils that one figure of it is for.
    pub fn per(self) -> u32 {
        match self {
            Self::Multimedia => 100,
            _ => 1,
        }
    }

    /// What the table says of a school; `None` where blank.
    pub fn of(self, facilities: &Facilities) -> Option<f64> {
        match self {
            Self::Room => facilities.room_m2,
            Self::Sports => facilities.sports_m2,
            Self::Equipment => facilities.equipment_yuan,
            Self::Multimedia => facilities.multimedia_rooms,
        }
    }
}

/// Whether `amount` for `pupils` reaches `share` of a threshold that is said per `per` pupils; exact.
pub fn reaches(amount: f64, per: u32, pupils: u32, threshold: f64, share: Decimal) -> bool {
    decimal(amount) * Decimal::from(per) >= decimal(threshold) * share * Decimal::from(pupils)
}

/// Fewest heads with which a unit reaches `share` of a threshold per 100 pupils: 4.2 for 137 pupils is 6.
pub fn least_heads(threshold: f64, pupils: u32, share: Decimal) -> u32 {
    let heads = decimal(threshold) * share * Decimal::from(pupils) / Decimal::ONE_HUNDRED;
    heads.ceil().to_u32().unwrap_or(u32::MAX)
}

/// The decimal a person wrote: 4.2, not 4.2000000000000001776.
pub fn decimal(value: f64) -> Decimal {
    Decimal::try_from(value).unwrap_or(Decimal::MAX)
}

/// Why the balance test leaves a unit out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    NoPupils,
    /// A teaching point under `point_min_pupils`.
    SmallPoint,
}

/// Why a unit is left out; `None` = it counts. Special schools have no units at all.
pub fn left_out(instance: &Instance, unit: UnitIndex) -> Option<LeftOut> {
    let school = instance.school_of(unit);
    let pupils = school.pupils(instance.unit(unit).stage);
    let point = school.kind == SchoolKind::TeachingPoint;
    if pupils == 0 {
        Some(LeftOut::NoPupils)
    } else if point && pupils < instance.settings.balance.point_min_pupils {
        Some(LeftOut::SmallPoint)
    } else {
        None
    }
}

/// Whether the balance test counts a unit.
pub fn is_counted(instance: &Instance, unit: UnitIndex) -> bool {
    left_out(instance, unit).is_none()
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

/// Heads of everyone where he serves under a plan, principals and recruits too; who is trained for a subject counts as
/// its specialist.
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
    let serving = plan.serving(instance);
    for row in &plan.retraining {
        let (from, to) = (instance.teacher(row.teacher).subject, row.subject);
        let Some(unit) = serving[row.teacher.0] else {
            continue;
        };
        let at = &mut heads[unit.0];
        at.pe_arts += u32::from(pe_arts.contains(&to));
        at.pe_arts = at
            .pe_arts
            .saturating_sub(u32::from(pe_arts.contains(&from)));
    }
    for row in &plan.recruitment {
        let higher = instance.unit(row.unit).stage.higher_degree();
        let at = &mut heads[row.unit.0];
        let when = |counts: bool| if counts { row.posts } else { 0 };
        at.degree = at.degree.saturating_add(when(row.degree >= higher));
        at.pe_arts = at
            .pe_arts
            .saturating_add(when(pe_arts.contains(&row.subject)));
    }
    heads
}

/// The same, with visitors of small rural units where the scenario counts them.
pub fn heads_with_visitors(instance: &Instance, plan: &Plan) -> Vec<Heads> {
    let mut heads = heads(instance, plan);
    if instance.settings.balance.small_rural_counts_part_time {
        add_visitors(instance, plan, &mut heads);
    }
    heads
}

/// Whether a unit may count visitors: a rural school of so many pupils (50 to 99 in policy.md 6).
pub fn is_small_rural(instance: &Instance, unit: UnitIndex) -> bool {
    let (school, balance) = (instance.school_of(unit), &instance.settings.balance);
    let small = balance.small_rural_min_pupils..=balance.small_rural_max_pupils;
    school.tier == Tier::Rural && small.contains(&school.pupils(instance.unit(unit).stage))
}

/// Counts, in small rural units, everyone who gives PE or arts lessons there beside another subject, as an itinerant or
/// as a retired teacher come back.
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
    for row in &plan.silver_age {
        let is_arts = pe_arts.contains(&instance.retiree(row.retiree).subject);
        if is_arts && is_small_rural(instance, row.unit) {
            heads[row.unit.0].pe_arts += 1;
        }
    }
    for (unit, teacher) in visitors {
        let counted_already = serving[teacher.0] == Some(unit)
            && pe_arts.contains(&instance.teacher(teacher).subject);
        if is_small_rural(instance, unit) && !counted_already {
            heads[unit.0].pe_arts += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_met_by_whole_people_exactly() {
        let one = Decimal::ONE;
        assert_eq!(least_heads(0.9, 1000, one), 9);
        assert_eq!(least_heads(0.9, 1001, one), 10);
        assert_eq!(least_heads(4.2, 137, one), 6);
        assert_eq!(least_heads(0.0, 137, one), 0);
        assert_eq!(least_heads(1.0, 200, Decimal::new(85, 2)), 2);
        assert!(reaches(9.0, 100, 1000, 0.9, one));
        assert!(!reaches(9.0, 100, 1001, 0.9, one));
        assert!(reaches(765.0, 100, 100_000, 0.9, Decimal::new(85, 2)));
        assert!(!reaches(764.0, 100, 100_000, 0.9, Decimal::new(85, 2)));
    }
}
