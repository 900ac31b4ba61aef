//! Whole numbers and decimals.

use super::Mistake;
use crate::check::codes;
use crate::finding::Text;
use crate::read::draft::Cell;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A whole number from 0 to `most`; `12.0` is whole.
pub(in crate::check) fn whole(cell: &Cell, most: u32) -> Result<u32, Mistake> {
    let value = number(cell)?;
    if !value.fract().is_zero() {
        return Err(mistake(cell, "不是整数", "is not a whole number"));
    }
    within(cell, value, Decimal::from(most))?;
    value
        .to_u32()
        .ok_or_else(|| mistake(cell, "不是整数", "is not a whole number"))
}

/// A number from 0 to `most`.
pub(in crate::check) fn decimal(cell: &Cell, most: u32) -> Result<f64, Mistake> {
    let value = number(cell)?;
    within(cell, value, Decimal::from(most))?;
    real(cell, value)
}

/// A number that may be negative, such as degrees.
pub(in crate::check) fn signed(cell: &Cell) -> Result<f64, Mistake> {
    number(cell).and_then(|value| real(cell, value))
}

fn real(cell: &Cell, value: Decimal) -> Result<f64, Mistake> {
    // Through text, not through arithmetic: the float nearest to what the cell says.
    value
        .normalize()
        .to_string()
        .parse()
        .map_err(|_| mistake(cell, "不是数字", "is not a number"))
}

fn number(cell: &Cell) -> Result<Decimal, Mistake> {
    let text = cell.normal();
    let plain = without_thousands(&text);
    let is_number = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    let parsed = plain.parse::<Decimal>().ok();
    parsed.filter(|_| is_number).ok_or_else(|| {
        let too_large = is_number && plain.len() > 28;
        if too_large {
            absurd(cell, Decimal::MAX)
        } else {
            mistake(cell, "不是数字", "is not a number")
        }
    })
}

/// `1,234` is 1234; `1,2` is left as it is, and no number.
fn without_thousands(text: &str) -> String {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',')
        && (1..=3).contains(&first.trim_start_matches('-').len())
        && groups.all(|group| group.len() == 3);
    if !is_grouped {
        return text.to_owned();
    }
    let joined = whole.replace(',', "");
    if rest.is_empty() {
        joined
    } else {
        format!("{joined}.{rest}")
    }
}

fn within(cell: &Cell, value: Decimal, most: Decimal) -> Result<(), Mistake> {
    let text = cell.normal();
    if value.is_sign_negative() && !value.is_zero() {
        return Err(Mistake {
            code: &codes::NUMBER_NEGATIVE,
            message: Text::new(format!("`{text}` 是负数"), format!("`{text}` is negative")),
            hint: Text::new("填 0 或正数", "write 0 or more"),
        });
    }
    if value > most {
        return Err(absurd(cell, most));
    }
    Ok(())
}

fn absurd(cell: &Cell, most: Decimal) -> Mistake {
    let text = cell.normal();
    Mistake {
        code: &codes::NUMBER_ABSURD,
        message: Text::new(
            format!("`{text}` 大得不可能（上限 {most}）"),
            format!("`{text}` is beyond what can be (at most {most})"),
        ),
        hint: Text::new(
            "检查是否填错了列、多了零或用错了单位",
            "check for a wrong column, a zero too many or a wrong unit",
        ),
    }
}

fn mistake(cell: &Cell, zh: &str, en: &str) -> Mistake {
    let text = cell.normal();
    Mistake {
        code: &codes::NUMBER_INVALID,
        message: Text::new(format!("`{text}` {zh}"), format!("`{text}` {en}")),
        hint: Text::new(
            "只写数字，不带单位和文字",
            "write digits only, no unit and no words",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_exact() {
        for (text, wanted) in [
            ("12", 12),
            ("１２", 12),
            ("12.0", 12),
            ("1,234", 1234),
            ("+3", 3),
            ("-0", 0),
        ] {
            assert_eq!(whole(&Cell::text(text), 9999), Ok(wanted), "{text}");
        }
        for (text, code) in [
            ("-1", &codes::NUMBER_NEGATIVE),
            ("1.5", &codes::NUMBER_INVALID),
            ("12人", &codes::NUMBER_INVALID),
            ("1e3", &codes::NUMBER_INVALID),
            ("NaN", &codes::NUMBER_INVALID),
            ("1,2", &codes::NUMBER_INVALID),
            ("10000", &codes::NUMBER_ABSURD),
            ("99999999999999999999999999999999999", &codes::NUMBER_ABSURD),
        ] {
            assert_eq!(
                whole(&Cell::text(text), 9999).map_err(|m| m.code),
                Err(code),
                "{text}"
            );
        }
        assert_eq!(whole(&Cell::number(7.0), 10), Ok(7));
        assert!(whole(&Cell::number(f64::NAN), 10).is_err());
        assert!(whole(&Cell::number(1e300), 10).is_err());
    }

    #[test]
    fn decimals_are_the_nearest_float() {
        assert_eq!(signed(&Cell::text("116.56040")), Ok(116.5604));
        assert_eq!(signed(&Cell::text("-0.1")), Ok(-0.1));
        assert_eq!(decimal(&Cell::text("1,450.5"), 9999), Ok(1450.5));
        assert!(decimal(&Cell::text("-2"), 9999).is_err());
    }
}
