//! What the rows of `cv_limit` cannot hold at once where units count alike: distributions to be cut off one by one.

use super::cv_limit::CvLimit;
use crate::domain::balance::Indicator;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Stage;
use crate::model::cone;
use crate::model::rows::Rows;

/// Heads of the counted units of a stage that are over the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooWide {
    stage: Stage,
    indicator: Indicator,
    heads: Vec<u32>,
}

impl CvLimit {
    /// What a plan has over the limit, where units count alike: the rows are exact where pupils weigh.
    pub fn too_wide(&self, instance: &Instance, plan: &Plan) -> Vec<TooWide> {
        if instance.settings.balance.weighted {
            return Vec::new();
        }
        let over = self.over(instance, plan).into_iter();
        over.map(|over| TooWide {
            stage: over.stage,
            indicator: over.named.indicator(),
            heads: over.units.iter().map(|&(_, heads)| heads).collect(),
        })
        .collect()
    }

    /// Cuts them off.
    pub fn cut(&self, instance: &Instance, rows: &mut Rows, wide: &[TooWide]) {
        for (number, wide) in wide.iter().enumerate() {
            self.with_spread(instance, wide.stage, wide.indicator, |spread| {
                cone::cut(instance, rows, spread, &wide.heads, number);
            });
        }
    }
}
