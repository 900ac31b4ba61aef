//! Cell parsing, in one place: each form of a date, number, flag and id that the contract lists.

pub(super) mod date;
pub(super) mod flag;
pub(super) mod id;
pub(super) mod number;
pub(super) mod word;

use crate::finding::Text;
use crate::read::codes::Code;

/// Why a cell does not parse.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mistake {
    pub(super) code: &'static Code,
    pub(super) message: Text,
    pub(super) hint: Text,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::draft::Cell;
    use proptest::prelude::*;

    fn parse_every_way(cell: &Cell) {
        let _ = date::parse(cell);
        let _ = flag::parse(cell);
        let _ = id::parse(cell, true);
        let _ = id::parse(cell, false);
        let _ = number::whole(cell, 9_999);
        let _ = number::decimal(cell, 9_999);
        let _ = number::signed(cell);
    }

    proptest! {
        #[test]
        fn no_cell_makes_a_parser_panic(text in ".{0,20}", digits in "[0-9年月日./,eE+ -]{0,30}", number in any::<f64>()) {
            parse_every_way(&Cell::text(text));
            parse_every_way(&Cell::text(digits));
            parse_every_way(&Cell::number(number));
        }

        #[test]
        fn every_day_is_read_back_in_every_form(year in 1900i16..=2100, month in 1i8..=12, day in 1i8..=28) {
            let wanted = crate::domain::date::Date::new(year, month, day).ok();
            for text in [
                format!("{year}-{month:02}-{day:02}"),
                format!("{year}/{month}/{day}"),
                format!("{year}.{month}.{day}"),
                format!("{year}{month:02}{day:02}"),
                format!("{year}年{month}月{day}日"),
            ] {
                prop_assert_eq!(date::parse(&Cell::text(text)).ok(), wanted);
            }
        }
    }
}
