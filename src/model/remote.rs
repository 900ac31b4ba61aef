//! Remote lessons: columns of what one unit's specialists teach into another, and the helpers in its rooms.

use super::program::{Binds, Col, Role, Terms, bit};
use super::rows::Rows;
use crate::domain::ids::UnitIndex;
use crate::domain::words::{Subject, Word};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Lessons a week of one subject from one unit to another.
#[derive(Debug, Clone)]
pub struct Remote {
    pub from: UnitIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    pub lessons: Col,
    /// Yuan a year of one lesson a week.
    pub yuan: Decimal,
}

/// Adds a link of at most `most` lessons a week; before the rows of need and supply.
pub fn add(
    rows: &mut Rows,
    (from, to): (UnitIndex, UnitIndex),
    subject: Subject,
    most: f64,
    yuan: Decimal,
) {
    let label = format!("remote {}_to_{}_{}", from.0, to.0, subject.code());
    let lessons = rows.program.add_column(0.0, most, true, label);
    rows.program.about(lessons, Role::Itinerant, bit(subject));
    rows.brought_in[to.0][subject.index()].push(lessons);
    rows.remotes.push(Remote {
        from,
        to,
        subject,
        lessons,
        yuan,
    });
}

/// `helpers of each group = remote lessons`, a row each unit that receives some; after the groups' columns are there.
pub(super) fn add_helpers(rows: &mut Rows) {
    let receivers: BTreeSet<UnitIndex> = rows.remotes.iter().map(|link| link.to).collect();
    for unit in receivers {
        let links = rows.remotes.iter().filter(|link| link.to == unit);
        let mut terms: Terms = links.map(|link| (link.lessons, -1.0)).collect();
        let groups = rows.groups.iter().filter(|group| group.unit == unit);
        terms.extend(
            groups
                .filter_map(|group| group.helper)
                .map(|col| (col, 1.0)),
        );
        rows.push(
            format!("helpers_{}", unit.0),
            Binds::Unit(unit),
            terms,
            0.0,
            0.0,
        );
    }
}
