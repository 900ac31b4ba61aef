//! What those sent out may cost a year (policy.md 5: 1,000,000 yuan).

use super::{Breach, Rule, Strength, config, postings};
use crate::domain::allowance::{itinerant_yuan, rotation_yuan};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::rows::Rows;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

pub const CODE: &str = "budget";

/// The money of the kinds in `over` ≤ `max` yuan a year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    #[serde(deserialize_with = "config::amount")]
    pub max: Decimal,
    pub over: Vec<Kind>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
    /// Lessons of a block, from the itinerant rule.
    #[serde(skip)]
    block_lessons: u32,
}

/// What money goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Rotation,
    Itinerant,
}

/// Yuan a year that a plan spends on one kind.
pub fn spent(instance: &Instance, plan: &Plan, kind: Kind, block_lessons: u32) -> Decimal {
    match kind {
        Kind::Rotation => postings(instance, plan)
            .map(|posting| rotation_yuan(instance, posting.from, posting.to))
            .sum(),
        Kind::Itinerant => plan
            .itinerant
            .iter()
            .map(|row| itinerant_yuan(instance, row.lessons.div_ceil(block_lessons.max(1))))
            .sum(),
    }
}

impl Budget {
    /// The rule with itinerant lessons paid by blocks of so many.
    pub fn with_blocks_of(self, block_lessons: u32) -> Self {
        Self {
            block_lessons,
            ..self
        }
    }

    /// Whether money of this kind counts.
    pub fn counts(&self, kind: Kind) -> bool {
        self.over.contains(&kind)
    }
}

impl Rule for Budget {
    head!();

    fn sentence(&self) -> Text {
        let max = self.max;
        Text::new(
            format!("经费不超过 {max} 元"),
            format!("no more than {max} yuan are spent"),
        )
    }

    /// Filled in with the model.
    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let total: Decimal = [Kind::Rotation, Kind::Itinerant]
            .into_iter()
            .filter(|&kind| self.counts(kind))
            .map(|kind| spent(instance, plan, kind, self.block_lessons))
            .sum();
        let max = self.max;
        (total > max)
            .then(|| Breach {
                rule: CODE,
                amount: (total - max).ceil().to_u64().unwrap_or(u64::MAX),
                message: Text::new(
                    format!("经费 {total} 元，超过 {max} 元"),
                    format!("{total} yuan are spent, over {max}"),
                ),
            })
            .into_iter()
            .collect()
    }
}
