//! Dates in every form that offices write; a month means its first day.

use super::Mistake;
use crate::check::codes;
use crate::domain::date::Date;
use crate::finding::Text;
use crate::read::draft::{Cell, CellKind};

/// The years that a date of a county's records can lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// The date in a cell that is not blank.
pub(in crate::check) fn parse(cell: &Cell) -> Result<Date, Mistake> {
    if let (CellKind::Date(date), None) = (cell.kind, &cell.mapped) {
        return in_range(cell, date);
    }
    if let (CellKind::Misdated(date), None) = (cell.kind, &cell.mapped) {
        return Err(misdated(cell, date));
    }
    let text = cell.normal();
    let day = without_time(&text);
    if is_january_or_october(day) {
        return Err(ambiguous(day));
    }
    let parts = parts(day).ok_or_else(|| invalid(cell))?;
    let (year, month, date) = parts;
    let date = Date::new(year, month, date).map_err(|_| invalid(cell))?;
    in_range(cell, date)
}

fn in_range(cell: &Cell, date: Date) -> Result<Date, Mistake> {
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(invalid(cell))
    }
}

/// Exports write `2015-09-01 00:00:00` or `2015-09-01T00:00:00`.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    }
}

/// `2015.1` was typed as 2015.1 or as 2015.10, whose zero a spreadsheet drops.
fn is_january_or_october(text: &str) -> bool {
    text.strip_suffix(".1")
        .is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// Year, month and day.
fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_digits(text) {
        return match text.len() {
            6 => Some((text[..4].parse().ok()?, text[4..].parse().ok()?, 1)),
            8 => Some((
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            )),
            _ => None,
        };
    }
    let joined = text
        .trim_end_matches(['日', '号', '月'])
        .replace(['年', '月'], "-")
        .replace(char::is_whitespace, "");
    let mut seen = joined.chars().filter(|c| !c.is_ascii_digit());
    let separator = seen.next()?;
    if !matches!(separator, '-' | '/' | '.') || seen.any(|c| c != separator) {
        return None;
    }
    let mut numbers = joined.split(separator);
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next());
    let is_short = |text: &str| is_digits(text) && text.len() <= 2;
    let fits = year.len() == 4 && is_digits(year) && is_short(month) && day.is_none_or(is_short);
    if !fits || numbers.next().is_some() {
        return None;
    }
    Some((
        year.parse().ok()?,
        month.parse().ok()?,
        day.map_or(Some(1), |day| day.parse().ok())?,
    ))
}

fn ambiguous(text: &str) -> Mistake {
    let year = text.trim_end_matches(".1");
    Mistake {
        code: &codes::DATE_AMBIGUOUS,
        message: Text::new(
            format!("`{text}` 是 1 月还是 10 月？"),
            format!("`{text}`: January or October?"),
        ),
        hint: Text::new(
            format!("写成 `{year}-01` 或 `{year}-10`"),
            format!("write `{year}-01` or `{year}-10`"),
        ),
    }
}

/// `1998.4` or `198609` in a cell that shows it as a day of another century.
fn misdated(cell: &Cell, shown: Date) -> Mistake {
    let text = cell.normal();
    let meant = parts(&text).and_then(|(year, month, day)| Date::new(year, month, day).ok());
    let hint = match meant.filter(|meant| YEARS.contains(&meant.year())) {
        _ if is_january_or_october(&text) => ambiguous(&text).hint,
        Some(meant) => {
            let month = meant.strftime("%Y-%m");
            Text::new(format!("写成 `{month}`"), format!("write `{month}`"))
        }
        None => Text::new(
            "写成 `2015-09` 或 `2015-09-01`",
            "write it as `2015-09` or `2015-09-01`",
        ),
    };
    Mistake {
        code: &codes::DATE_INVALID,
        message: Text::new(
            format!("单元格是日期格式，里面的 `{text}` 成了 {shown}"),
            format!("the cell is formatted as a date, so that its `{text}` means {shown}"),
        ),
        hint,
    }
}

/// The year that was typed alone into a cell formatted as a date: it means a day of 1905, which no teacher's record has.
pub(in crate::check) fn year_typed(date: Date) -> Option<i32> {
    let zero = Date::new(1899, 12, 30).ok()?;
    let days = zero.until(date).ok()?.get_days();
    (1900..=2100).contains(&days).then_some(days)
}

/// What to write in place of a year alone.
pub(in crate::check) fn month_too(year: impl std::fmt::Display) -> Text {
    Text::new(
        format!("只有年份 `{year}`：连月份写成 `{year}-09`"),
        format!("`{year}` is a year alone: write the month too, as in `{year}-09`"),
    )
}

fn is_year(text: &str) -> bool {
    let year = text.trim_end_matches('年');
    year.len() == 4 && year.parse().is_ok_and(|year| YEARS.contains(&year))
}

fn invalid(cell: &Cell) -> Mistake {
    let text = cell.normal();
    let hint = match cell.kind {
        _ if is_year(&text) => month_too(text.trim_end_matches('年')),
        CellKind::Number(value) if (10_000.0..80_000.0).contains(&value) => Text::new(
            "像是 Excel 的日期序号：把单元格格式设为“日期”",
            "it looks like a spreadsheet's day number: format the cell as a date",
        ),
        _ => Text::new(
            "写成 `2015-09` 或 `2015-09-01`",
            "write it as `2015-09` or `2015-09-01`",
        ),
    };
    Mistake {
        code: &codes::DATE_INVALID,
        message: Text::new(
            format!("`{text}` 不是日期"),
            format!("`{text}` is not a date"),
        ),
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_form_means_the_same_day() {
        for text in [
            "2015-09",
            "2015-09-01",
            "2015-9-1",
            "2015/9/1",
            "2015/09",
            "2015.09",
            "2015.9",
            "2015.9.1",
            "201509",
            "20150901",
            "2015年9月",
            "2015年09月",
            "2015年9月1日",
            "２０１５年９月",
            " 2015 年 9 月 ",
            "2015-09-01 00:00:00",
            "2015-09-01T00:00:00",
            "2015/9/1 0:00",
        ] {
            assert_eq!(parse(&Cell::text(text)), Ok(date(2015, 9, 1)), "{text}");
        }
        assert_eq!(parse(&Cell::number(201509.0)), Ok(date(2015, 9, 1)));
        assert_eq!(parse(&Cell::number(2015.09)), Ok(date(2015, 9, 1)));
        assert_eq!(parse(&Cell::date(date(2015, 9, 1))), Ok(date(2015, 9, 1)));
        assert_eq!(parse(&Cell::text("2015.10")), Ok(date(2015, 10, 1)));
    }

    #[test]
    fn what_was_typed_into_a_date_cell_is_shown_with_what_to_write() {
        for (number, shown, wanted) in [
            (1998.4, date(1905, 6, 20), "write `1998-04`"),
            (1998.1, date(1905, 6, 20), "write `1998-01` or `1998-10`"),
            (1998.11, date(1905, 6, 20), "write `1998-11`"),
            (198_609.0, date(2443, 10, 8), "write `1986-09`"),
            (199_999.0, date(2447, 8, 1), "write it as"),
        ] {
            let mistake = parse(&Cell::dated(number, shown)).expect_err("no date");
            assert_eq!(mistake.code, &codes::DATE_INVALID);
            assert!(mistake.hint.en.contains(wanted), "{}", mistake.hint.en);
            assert!(mistake.message.en.contains(&shown.to_string()));
        }
        for text in ["2010", "2010年"] {
            let mistake = parse(&Cell::text(text)).expect_err("no date");
            assert!(mistake.hint.en.contains("`2010-09`"), "{text}");
        }
        assert_eq!(year_typed(date(1905, 7, 2)), Some(2010));
        assert_eq!(year_typed(date(1985, 9, 1)), None);
    }

    #[test]
    fn what_is_no_date_is_told_from_what_is_ambiguous() {
        let code = |cell: Cell| parse(&cell).map_err(|mistake| mistake.code);
        assert_eq!(code(Cell::number(2015.1)), Err(&codes::DATE_AMBIGUOUS));
        assert_eq!(code(Cell::text("2015.1")), Err(&codes::DATE_AMBIGUOUS));
        for text in [
            "2015",
            "2015-13",
            "2015-02-30",
            "15-09",
            "0215-09",
            "2015-09-01-01",
            "2015/09-01",
            "9月",
            "去年",
            "2015年",
            "2015-",
            "-",
            "20151301",
            "2015.9.1.1",
            "2015年9月1日2日",
        ] {
            assert_eq!(code(Cell::text(text)), Err(&codes::DATE_INVALID), "{text}");
        }
        assert_eq!(code(Cell::number(42248.0)), Err(&codes::DATE_INVALID));
        assert_eq!(
            code(Cell::date(date(1899, 12, 31))),
            Err(&codes::DATE_INVALID)
        );
    }
}
