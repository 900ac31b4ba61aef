//! Percentages in exact decimal arithmetic, rounded up to whole people.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A share between 0 and 1 (10 % is 0.10), exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(Decimal);

impl Share {
    /// A share from its decimal fraction; `None` outside 0..=1.
    pub fn new(fraction: Decimal) -> Option<Self> {
        (fraction >= Decimal::ZERO && fraction <= Decimal::ONE)
            .then_some(Self(fraction.normalize()))
    }

    /// `"10%"` or `"0.10"`; a bare 10 is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_suffix(['%', '％']) {
            Some(percent) => percent
                .trim()
                .parse::<Decimal>()
                .ok()
                .and_then(|p| Self::new(p / Decimal::ONE_HUNDRED)),
            None => text.parse::<Decimal>().ok().and_then(Self::new),
        }
    }

    /// ⌈share × n⌉: 10 % of 370 is 37, of 37 is 4.
    pub fn of(self, n: usize) -> usize {
        let product = self.0 * Decimal::from(n as u64);
        product.ceil().to_usize().unwrap_or(0)
    }

    /// Whole numbers `(a, b)` with share = b ÷ a, in lowest powers of ten: 20 % is (10, 2).
    pub fn whole_ratio(self) -> (f64, f64) {
        let times = 10_f64.powi(i32::try_from(self.0.scale()).unwrap_or(0));
        (times, self.0.mantissa().to_f64().unwrap_or(0.0))
    }

    /// The exact fraction.
    pub fn fraction(self) -> Decimal {
        self.0
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", (self.0 * Decimal::ONE_HUNDRED).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_up_to_whole_people_exactly() {
        let ten = Share::parse("10%").expect("a share");
        assert_eq!(ten.of(370), 37);
        assert_eq!(ten.of(37), 4);
        assert_eq!(ten.of(0), 0);
        assert_eq!(Share::parse("0.1"), Some(ten));
        assert_eq!(Share::parse("33.3%").map(|s| s.of(1000)), Some(333));
        assert_eq!(Share::parse("10"), None);
        assert_eq!(Share::parse("-1%"), None);
        assert_eq!(ten.to_string(), "10%");
    }
}
