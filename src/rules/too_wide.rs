//! What the rows of `cv_limit` cannot hold at once where units count alike: distributions to be cut off one by one.

use super::Rules;
use super::cv_limit::{self, CvLimit};
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
    fn too_wide(&self, instance: &Instance, plan: &Plan) -> Vec<TooWide> {
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
}

impl Rules {
    /// Whether a plan is over a limit of spread that the rows hold only nearly; then its heads join those to be cut off.
    /// What a rule that may be missed pays for is found again, and stands.
    pub fn is_too_wide(&self, instance: &Instance, plan: &Plan, wide: &mut Vec<TooWide>) -> bool {
        let rule = self.cv_limit.iter();
        let found = rule.flat_map(|rule| rule.too_wide(instance, plan));
        let new: Vec<_> = found.filter(|heads| !wide.contains(heads)).collect();
        wide.extend(new.iter().cloned());
        !new.is_empty()
    }

    /// Cuts off heads that were too wide.
    pub fn cut(&self, instance: &Instance, rows: &mut Rows, wide: &[TooWide]) {
        let Some(rule) = &self.cv_limit else { return };
        rows.begin_rule(cv_limit::CODE, false);
        for (number, wide) in wide.iter().enumerate() {
            rule.with_spread(instance, wide.stage, wide.indicator, |spread| {
                cone::cut(instance, rows, spread, &wide.heads, number);
            });
        }
    }
}
