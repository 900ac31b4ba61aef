//! Levels as `plan.json` writes them: value, bound, the gap asked for, and whether the bound proves the value within it.

use super::build::seconds;
use super::number::Amount;
use super::{LevelRow, PlanFile};
use crate::audit::claims::CODE as CLAIM;
use crate::audit::{levels, printed};
use crate::domain::instance::Instance;
use crate::finding::Text;
use crate::rules::names::level_keyed;
use crate::rules::{Breach, Rules};
use crate::solve::levels::default_gap;
use crate::solve::{LevelResult, LevelStatus, Solved};

pub(super) const OPTIMAL: &str = "optimal";
const FEASIBLE: &str = "feasible";

/// What the solver's arithmetic may leave, relative to what is larger than 1.
const ROUNDING: f64 = 1e-6;
/// What it may leave between a value and the bound that proves it, where they are no whole numbers.
const PROOF: f64 = 2e-6;

impl PlanFile {
    /// Whether nothing could break less: a relaxed plan's shortfalls are all proven.
    pub fn is_least(&self) -> bool {
        !self.short.is_empty() && self.short.iter().all(|row| row.status == OPTIMAL)
    }

    /// The plan with each level's status by the relative gap asked for; `None` = each level's default gap.
    pub fn judged(mut self, gap: Option<f64>) -> Self {
        for level in &mut self.levels {
            level.gap = Some(Amount(gap.unwrap_or_else(|| default_gap(&level.code))));
            level.status = level.borne_out().to_owned();
        }
        self.status = self.borne_out().to_owned();
        self
    }

    /// The plan with each level judged by the gap that another plan of the same levels asked for.
    pub fn judged_like(mut self, other: &Self) -> Self {
        for level in &mut self.levels {
            let asked = other.levels.iter().find(|row| row.code == level.code);
            level.gap = asked.map(|row| Amount(row.asked()));
            level.status = level.borne_out().to_owned();
        }
        self.status = self.borne_out().to_owned();
        self
    }

    /// The status that its levels bear out.
    pub(super) fn borne_out(&self) -> &'static str {
        let optimal = self.levels.iter().all(|level| level.status == OPTIMAL);
        status(optimal && !self.relaxed)
    }
}

impl LevelRow {
    /// The relative gap asked for; a file that does not say means the default.
    pub(super) fn asked(&self) -> f64 {
        self.gap
            .map_or_else(|| default_gap(&self.code), |gap| gap.0)
    }

    /// The status that value and bound bear out: their gap is |value − bound| / max(1, |value|), for `balance` /
    /// max(10⁻⁶, |value|).
    pub(super) fn borne_out(&self) -> &'static str {
        let (value, bound) = (self.value.0, self.bound.0);
        let least = if self.code == "balance" { 1e-6 } else { 1.0 };
        let is_whole = value.fract() == 0.0 && bound.fract() == 0.0;
        let tolerance = if is_whole { 1e-9 } else { PROOF };
        status((value - bound).abs() / value.abs().max(least) <= self.asked() + tolerance)
    }
}

fn status(optimal: bool) -> &'static str {
    if optimal { OPTIMAL } else { FEASIBLE }
}

/// The recounted values: what the solver says is rounded, the recount is exact.
pub(super) fn rows(instance: &Instance, rules: &Rules, solved: &Solved) -> Vec<LevelRow> {
    let row = |level: &LevelResult| {
        let counted = levels::value(instance, rules, &solved.plan, &level.code);
        let rounded = |number| Amount(printed::rounded(number, printed::level(&level.code)));
        let value = rounded(counted.unwrap_or(level.value));
        // No bound yet: only `burden` can fall below 0, for a relaxed plan that rotates too few.
        let least = value.0.min(0.0);
        let known = if level.bound.is_finite() {
            level.bound
        } else {
            least
        };
        LevelRow {
            code: level.code.clone(),
            value,
            bound: tidy(rounded(known.max(least)), value),
            gap: None,
            status: FEASIBLE.to_owned(),
            seconds: seconds(level.seconds),
        }
    };
    solved.levels.iter().map(row).collect()
}

/// What a relaxed plan breaks, as the solver counts it; no rule's amounts stand in these units alone.
pub(super) fn short(solved: &Solved) -> Vec<LevelRow> {
    let row = |level: &LevelResult| LevelRow {
        code: level.code.clone(),
        value: Amount(level.value),
        bound: Amount(level.bound.max(0.0)),
        gap: None,
        status: status(level.status == LevelStatus::Optimal).to_owned(),
        seconds: seconds(level.seconds),
    };
    solved.short.iter().map(row).collect()
}

/// A bound that only rounding puts above its value is the value.
fn tidy(bound: Amount, value: Amount) -> Amount {
    let above = bound.0 - value.0;
    if above > 0.0 && above <= ROUNDING * value.0.abs().max(1.0) {
        value
    } else {
        bound
    }
}

/// Levels whose recounted value is worse than what the solver says it reached: the model and the recount disagree.
pub fn disagreements(file: &PlanFile, solved: &Solved) -> Vec<Breach> {
    let wrong = |(row, level): (&LevelRow, &LevelResult)| {
        let (said, counted) = (level.value, row.value.0);
        let worse = counted - said > ROUNDING * said.abs().max(1.0);
        worse.then(|| Breach {
            rule: CLAIM,
            amount: 1,
            message: Text::new(
                format!(
                    "目标{}：求解器得 {said}，复核为 {counted}",
                    level_keyed(&row.code)
                ),
                format!(
                    "level `{}`: the solver says {said}, the recount {counted}",
                    row.code
                ),
            ),
        })
    };
    let rows = file.levels.iter().zip(&solved.levels);
    rows.filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(code: &str, value: f64, bound: f64, gap: f64) -> LevelRow {
        LevelRow {
            code: code.into(),
            value: Amount(value),
            bound: Amount(bound),
            gap: Some(Amount(gap)),
            status: String::new(),
            seconds: 0.0,
        }
    }

    #[test]
    fn a_level_is_optimal_within_the_gap_asked_for() {
        for (code, value, bound, gap, status) in [
            ("unfilled", 200.0, 199.0, 0.005, OPTIMAL),
            ("unfilled", 200.0, 198.0, 0.005, FEASIBLE),
            ("unfilled", 2_000_000.0, 1_999_999.0, 0.0, FEASIBLE),
            ("arts_depth", 0.0, 0.0, 0.0, OPTIMAL),
            ("balance", 0.123_456_789, 0.123_456_7, 0.0, OPTIMAL),
            ("balance", 0.123_456_789, 0.123_3, 0.0, FEASIBLE),
            ("balance", 0.0, 0.000_001, 0.0, FEASIBLE),
            ("burden", 5_000.5, 4_990.0, 0.005, OPTIMAL),
        ] {
            let level = level(code, value, bound, gap);
            assert_eq!(level.borne_out(), status, "{level:?}");
        }
    }
}
