//! Ids: text with its leading zeros, never a number that a spreadsheet has cut or rounded.

use super::Mistake;
use crate::check::codes;
use crate::finding::Text;
use crate::read::draft::{Cell, CellKind};

/// Most digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: usize = 15;

/// The id in a cell that is not blank. `is_sheet`: in a workbook, where text is told from numbers.
pub(in crate::check) fn parse(cell: &Cell, is_sheet: bool) -> Result<String, Mistake> {
    let text = cell.normal();
    let too_long = match cell.kind {
        CellKind::Number(value) => value.abs() >= 1e15,
        _ => !is_sheet && is_long_number(&text),
    };
    if too_long {
        return Err(mistake(
            format!("`{text}` 是超过 {KEPT_DIGITS} 位的数字，末尾几位可能已经丢失"),
            format!(
                "`{text}` is a number of more than {KEPT_DIGITS} digits, the last of which may be lost"
            ),
        ));
    }
    if is_scientific(&text) {
        return Err(mistake(
            format!("`{text}` 是科学计数法，原来的代码已经丢失"),
            format!("`{text}` is in scientific form: the id itself is lost"),
        ));
    }
    if let Some(id) = without_fraction(&text).filter(|_| !matches!(cell.kind, CellKind::Number(_)))
    {
        return Err(Mistake {
            hint: Text::new(
                format!("写成 `{id}`，把这一列设成“文本”格式；前导零要补上"),
                format!(
                    "write `{id}`, with the zeros it began with, and format the column as text"
                ),
            ),
            ..mistake(
                format!("代码被软件存成了小数 `{text}`"),
                format!("a program has stored the id as the fraction `{text}`"),
            )
        });
    }
    match cell.kind {
        CellKind::Number(value) if value.fract() != 0.0 || value < 0.0 => Err(mistake(
            format!("代码不能是数字 `{text}`"),
            format!("an id cannot be the number `{text}`"),
        )),
        CellKind::Date(_) | CellKind::Misdated(_) => Err(mistake(
            format!("代码被表格软件改成了日期 `{text}`"),
            format!("a spreadsheet has turned the id into the date `{text}`"),
        )),
        _ => Ok(text.into_owned()),
    }
}

fn mistake(zh: String, en: String) -> Mistake {
    Mistake {
        code: &codes::ID_AS_NUMBER,
        message: Text::new(zh, en),
        hint: Text::new(
            "把这一列设成“文本”格式，再重新填写或导入原来的代码",
            "format the column as text and enter or import the ids again",
        ),
    }
}

/// A leading zero tells that no spreadsheet took it for a number.
fn is_long_number(text: &str) -> bool {
    text.len() > KEPT_DIGITS
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `101.0`, as programs write a column of numbers that has a blank cell, is 101.
fn without_fraction(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once('.')?;
    let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_zero = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    (is_whole && is_zero).then_some(whole)
}

/// `1.23E+17`, `12e5`: digits with an exponent.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    is_digits(whole) && is_digits(fraction) && is_digits(exponent.trim_start_matches(['+', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_their_zeros_and_lost_digits_are_errors() {
        let csv = |text: &str| parse(&Cell::text(text), false);
        for (text, id) in [
            ("007", "007"),
            (" Ｓ０１ ", "S01"),
            ("3E", "3E"),
            ("E5", "E5"),
            ("1.2", "1.2"),
            ("1.0A", "1.0A"),
        ] {
            assert_eq!(csv(text), Ok(id.to_owned()));
        }
        assert_eq!(
            csv("0320123199001011234"),
            Ok("0320123199001011234".to_owned())
        );
        for text in ["3.20123E+17", "12e5", "320123199001011234", "101.0", "7.00"] {
            assert_eq!(
                csv(text).map_err(|m| m.code),
                Err(&codes::ID_AS_NUMBER),
                "{text}"
            );
        }
        let sheet = |cell: Cell| parse(&cell, true).map_err(|m| m.code);
        assert_eq!(
            sheet(Cell::text("320123199001011234")),
            Ok("320123199001011234".to_owned())
        );
        assert_eq!(sheet(Cell::number(341622.0)), Ok("341622".to_owned()));
        assert_eq!(
            sheet(Cell::number(123_456_789_012_345.0)),
            Ok("123456789012345".to_owned())
        );
        for number in [320_123_199_001_011_234.0, 1e15, 1.5, -3.0, 1e300] {
            assert_eq!(sheet(Cell::number(number)), Err(&codes::ID_AS_NUMBER));
        }
    }
}
