//! How figures stand in a plan file: what a claim must say to the last digit.

use super::indicators::{self, Stages};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Significant digits of the indicators.
const INDICATOR: usize = 12;

/// Significant digits of a level: nine for `balance`; the others are whole numbers or sums of money, kept to the fen.
pub fn level(code: &str) -> usize {
    if code == "balance" { 9 } else { 15 }
}

/// `value` with that many significant digits; what is not finite becomes 0.
pub fn rounded(value: f64, digits: usize) -> f64 {
    if !value.is_finite() {
        return 0.0;
    }
    let text = format!("{value:.precision$e}", precision = digits.max(1) - 1);
    // −0, which no file tells from 0, becomes 0.
    text.parse().unwrap_or(value) + 0.0
}

/// A sum of money.
pub fn yuan(value: Decimal) -> f64 {
    value.normalize().to_f64().unwrap_or(0.0)
}

/// The indicators under a plan; `Plan::default()` gives those before. A stage without counted units is absent.
pub fn indicators(instance: &Instance, plan: &Plan) -> Stages {
    let mut stages = indicators::indicators(instance, plan);
    for row in stages.values_mut().flat_map(|rows| rows.values_mut()) {
        for figure in [&mut row.mean, &mut row.cv, &mut row.cv_unweighted] {
            *figure = rounded(*figure, INDICATOR);
        }
    }
    stages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn significant_digits_are_kept() {
        assert_eq!(rounded(0.123_456_789_123, 9), 0.123_456_789);
        assert_eq!(rounded(1_234.567_891_23, 9), 1_234.567_89);
        assert_eq!(rounded(f64::INFINITY, 9), 0.0);
        assert!(rounded(-0.0, 9).is_sign_positive());
        assert_eq!(yuan(Decimal::new(240_050, 2)), 2400.5);
    }
}
