//! What rules bring into units beside postings: people counted by unit and subject, each a whole load of lessons.

use super::classes::Class;
use super::program::{Col, Role, Terms, bit};
use super::rows::{Mark, Rows};
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::words::{Degree, Subject, Word};
use rust_decimal::Decimal;

/// Who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bring {
    /// New people with this degree.
    Recruits(Degree),
    /// Some of the retirees of one of `Rows::pools`.
    Retirees { pool: usize },
    /// Some of a class, trained for the subject.
    Trained { class: usize },
    /// The one of a class, who goes over from another unit.
    Principal { class: usize },
}

impl Bring {
    /// The principal or vice-principal who goes over.
    pub fn principal(self, classes: &[Class]) -> Option<TeacherIndex> {
        match self {
            Self::Principal { class } => classes[class].members.first().copied(),
            _ => None,
        }
    }
}

/// People who give one subject at one unit as specialists, alike to everything that counts them.
#[derive(Debug, Clone)]
pub struct Supply {
    /// The rule that brings them.
    pub rule: &'static str,
    pub bring: Bring,
    pub unit: UnitIndex,
    pub subject: Subject,
    /// Lessons a week of each.
    pub load: u32,
    /// Heads that each adds to the unit, in the order of [`Mark::ALL`]; −1 where he counted and counts no more.
    pub heads: [f64; 3],
    /// The unit that loses as many heads.
    pub leaves: Option<UnitIndex>,
    /// What ties are broken by, see [`in_charge`](super::burden::in_charge).
    pub trouble: Decimal,
    /// Yuan a year of each.
    pub yuan: Decimal,
    pub count: Col,
}

impl Supply {
    /// People who count in no indicator and cost nothing; the column comes with [`add`].
    pub fn new(
        rule: &'static str,
        bring: Bring,
        unit: UnitIndex,
        subject: Subject,
        load: u32,
    ) -> Self {
        Self {
            rule,
            bring,
            unit,
            subject,
            load,
            heads: [0.0; 3],
            leaves: None,
            trouble: Decimal::ZERO,
            yuan: Decimal::ZERO,
            count: Col(usize::MAX),
        }
    }
}

/// Adds a count of at most `most` people; the column given is replaced.
pub fn add(rows: &mut Rows, mut supply: Supply, most: f64) -> Col {
    let (unit, subject) = (supply.unit.0, supply.subject.code());
    let label = format!("{} {unit}_{subject}_{}", supply.rule, rows.supplies.len());
    let count = rows.program.add_column(0.0, most, true, label);
    rows.program.about(count, Role::People, bit(supply.subject));
    supply.count = count;
    rows.supplies.push(supply);
    count
}

impl Rows {
    /// Σ coefficient × people of one rule.
    pub fn supplied(&self, rule: &str, coefficient: impl Fn(&Supply) -> f64) -> Terms {
        self.supplies
            .iter()
            .filter(|supply| supply.rule == rule)
            .map(|supply| (supply.count, coefficient(supply)))
            .filter(|term| term.1 != 0.0)
            .collect()
    }

    /// Heads with a mark that a unit gains and loses by what is brought in.
    pub(super) fn supplied_heads(&self, unit: UnitIndex, mark: Mark) -> Terms {
        let mut terms = Terms::new();
        for supply in &self.supplies {
            let heads = supply.heads[mark as usize];
            if heads != 0.0 && supply.unit == unit {
                terms.push((supply.count, heads));
            }
            if heads != 0.0 && supply.leaves == Some(unit) {
                terms.push((supply.count, -heads));
            }
        }
        terms
    }
}
