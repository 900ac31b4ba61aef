//! How many principals and vice-principals each school has afterwards.

use super::{CODE, Principals};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::Position;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};

impl Principals {
    /// Most and least holders of a position that a school of so many may have afterwards.
    pub(super) fn range(position: Position, before: u32) -> (u32, u32) {
        match position {
            Position::Principal => (before.min(1), 1),
            _ => (before, before),
        }
    }

    /// Most and least whatever the strength: what holds where nobody moves, so that it is never in another rule's way.
    pub(super) fn kept(position: Position, before: u32) -> (u32, u32) {
        match position {
            Position::Principal => (before.min(1), before.max(1)),
            _ => (before, before),
        }
    }

    /// Each school's holders of a position lie within their range.
    pub(super) fn add_school(
        &self,
        instance: &Instance,
        rows: &mut Rows,
        (school, position): (SchoolIndex, Position),
        before: u32,
    ) {
        let here = |unit: UnitIndex| instance.unit(unit).school == school;
        let net = rows.supplied(CODE, |supply| {
            let teacher = supply.bring.principal(&rows.classes);
            if teacher.is_none_or(|teacher| instance.teacher(teacher).position != position) {
                return 0.0;
            }
            let leaves = supply.leaves.is_some_and(here);
            f64::from(u8::from(here(supply.unit))) - f64::from(u8::from(leaves))
        });
        let net_of = |n: u32| f64::from(n) - f64::from(before);
        let name = format!("{CODE}_{position:?}_{}", school.0).to_lowercase();
        let (asked, kept) = (Self::range(position, before), Self::kept(position, before));
        if rows.is_soft() {
            let (name, net) = (format!("{name}_kept"), net.clone());
            rows.push(name, Binds::County, net, net_of(kept.0), net_of(kept.1));
            if asked == kept {
                return;
            }
        }
        let (least, most) = (net_of(asked.0), net_of(asked.1));
        if net.is_empty() && least <= 0.0 && most >= 0.0 {
            return;
        }
        let (low, high) = (format!("{name}_least"), format!("{name}_most"));
        rows.at_least(low, Binds::County, net.clone(), least, Measure::People);
        rows.at_most(high, Binds::County, net, most, Measure::People);
    }
}

/// Holders of a position by the school they start the year in.
pub(super) fn holders(instance: &Instance, position: Position) -> Vec<u32> {
    let mut holders = vec![0; instance.schools.len()];
    for (teacher, standing) in instance.teachers.iter().zip(&instance.standings) {
        if let Some(base) = standing.base.filter(|_| teacher.position == position) {
            holders[instance.unit(base).school.0] += 1;
        }
    }
    holders
}
