//! Numbers as `plan.json` writes them: whole ones as JSON integers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Whole numbers up to here are exact in a double.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A number that is written as an integer where it is whole.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Amount(pub f64);

impl Amount {
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
    fn whole_numbers_are_integers() {
        let text = |amount: Amount| serde_json::to_string(&amount).unwrap_or_default();
        assert_eq!(text(Amount(2981.0)), "2981");
        assert_eq!(text(Amount(2400.5)), "2400.5");
        assert_eq!(serde_json::from_str::<Amount>("7").ok(), Some(Amount(7.0)));
    }
}
