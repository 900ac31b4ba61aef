//! Numbers as `plan.json` writes them: whole ones as JSON integers, others rounded to significant digits.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whole numbers up to here are exact in a double.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A number that is written as an integer where it is whole.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Amount(pub f64);

impl Amount {
    /// `value` with that many significant digits; what is not finite becomes 0.
    pub fn rounded(value: f64, digits: usize) -> Self {
        if !value.is_finite() {
            return Self(0.0);
        }
        let text = format!("{value:.precision$e}", precision = digits.max(1) - 1);
        Self(text.parse().unwrap_or(value))
    }

    /// Yuan.
    pub fn money(value: Decimal) -> Self {
        Self(value.normalize().to_f64().unwrap_or(0.0))
    }

    fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() < LARGEST_WHOLE).then_some(self.0 as i64)
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_integers_and_others_keep_nine_digits() {
        let text = |amount: Amount| serde_json::to_string(&amount).unwrap_or_default();
        assert_eq!(text(Amount(2981.0)), "2981");
        assert_eq!(text(Amount::rounded(0.123_456_789_123, 9)), "0.123456789");
        assert_eq!(text(Amount::rounded(1_234.567_891_23, 9)), "1234.56789");
        assert_eq!(text(Amount::rounded(f64::INFINITY, 9)), "0");
        assert_eq!(text(Amount::money(Decimal::new(240_050, 2))), "2400.5");
        assert_eq!(text(Amount::money(Decimal::new(240_000, 2))), "2400");
        assert_eq!(serde_json::from_str::<Amount>("7").ok(), Some(Amount(7.0)));
    }
}
