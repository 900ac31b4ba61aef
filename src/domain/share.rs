//! Percentages in exact decimal arithmetic, rounded up to whole people.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A share between 0 and 1 (10 % is 0.10), exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(Decimal);

/// Digits of a share that are taken as they are.
const FEW_DIGITS: u32 = 3;

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

    /// Whole numbers `(a, b)` that ask the same of up to `most` people: b of a, rounded up. A share of few digits is b ÷ a
    /// itself, 20 % is (10, 2); else b ÷ a is the least fraction not below it with a ≤ `most`, so that neither is large.
    pub fn whole_ratio(self, most: usize) -> (f64, f64) {
        let digits = self.0.scale();
        let (mut times, mut each) = (10_u64.pow(digits.min(FEW_DIGITS)), self.0.mantissa());
        if digits > FEW_DIGITS {
            (times, each) = (1, 1);
            for a in 2..=most {
                let b = self.of(a) as i128;
                if b * i128::from(times) < each * a as i128 {
                    (times, each) = (a as u64, b);
                }
            }
        }
        (times as f64, each as f64)
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

    #[test]
    fn a_ratio_asks_the_same_of_every_number_of_people() {
        for text in [
            "0",
            "20%",
            "0.3333333333333333",
            "33.33333334%",
            "0.0000001",
            "99.99999%",
            "1",
        ] {
            let share = Share::parse(text).expect("a share");
            for most in [1, 2, 7, 100] {
                let (a, b) = share.whole_ratio(most);
                assert!(a <= 1000.0, "{text}");
                let asked = |n: usize| (b * n as f64 / a - 1e-9).ceil() as usize;
                assert!(
                    (0..=most).all(|n| asked(n) == share.of(n)),
                    "{text} of {most}"
                );
            }
        }
    }
}
