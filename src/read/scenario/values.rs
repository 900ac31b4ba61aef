//! Reading typed values out of TOML: exact shares and decimals, whole numbers, words.

use crate::domain::date::Date;
use crate::domain::share::Share;
use crate::domain::words::Word;
use rust_decimal::Decimal;
use toml::Value;

/// `"10%"`, `"0.10"`, `0.10`, 0 or 1; a bare 10 is none.
pub fn share(value: &Value) -> Option<Share> {
    match value {
        Value::String(text) => Share::parse(text),
        number => decimal(number).and_then(Share::new),
    }
}

/// A number, exact: a float counts as the shortest decimal that means it (0.1 is 0.1).
pub(super) fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(n) => Some(Decimal::from(*n)),
        Value::Float(x) if x.is_finite() => x.to_string().parse().ok(),
        _ => None,
    }
}

/// A whole number from 0 up.
pub(super) fn whole(value: &Value) -> Option<u32> {
    value.as_integer().and_then(|n| u32::try_from(n).ok())
}

/// A number as a float.
pub(super) fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(n) => Some(*n as f64),
        Value::Float(x) if x.is_finite() => Some(*x),
        _ => None,
    }
}

/// The first day of a month, `1965-01`.
pub(super) fn month(text: &str) -> Option<Date> {
    let (year, month) = text.trim().split_once('-')?;
    Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

/// A word of a closed list, English or Chinese.
pub(super) fn word<W: Word>(value: &Value) -> Option<W> {
    value.as_str().and_then(|text| W::parse(text.trim()))
}
