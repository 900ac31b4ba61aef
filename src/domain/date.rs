//! Dates, and the completed years that ages and tenures are counted in.

pub use jiff::civil::Date;

/// Completed years from `from` to `on`; 0 if `from` lies later.
///
/// Someone born on 29 February completes a year on 1 March of a common year.
pub fn completed_years(from: Date, on: Date) -> u32 {
    let years = i32::from(on.year()) - i32::from(from.year());
    let before_birthday = (on.month(), on.day()) < (from.month(), from.day());
    u32::try_from(years - i32::from(before_birthday)).unwrap_or(0)
}

/// The date `years` years later (29 February becomes 1 March where the year has none).
pub fn years_later(date: Date, years: u32) -> Date {
    let year = i32::from(date.year()) + i32::try_from(years).unwrap_or(i32::MAX / 2);
    let year = i16::try_from(year.min(9999)).unwrap_or(9999);
    Date::new(year, date.month(), date.day())
        .or_else(|_| Date::new(year, 3, 1))
        .unwrap_or(Date::MAX)
}

/// The date `months` months later (the last day of the month where it has no such day).
pub fn months_later(date: Date, months: u32) -> Date {
    let span = jiff::Span::new().try_months(i64::from(months));
    span.and_then(|span| date.checked_add(span))
        .unwrap_or(Date::MAX)
}

/// Whole months of the calendar from one date's month to another's; 0 if it lies earlier.
pub fn months_between(from: Date, to: Date) -> u32 {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    u32::try_from(months(to) - months(from)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_are_completed_on_the_day_itself() {
        assert_eq!(completed_years(date(1974, 9, 1), date(2024, 9, 1)), 50);
        assert_eq!(completed_years(date(1974, 9, 2), date(2024, 9, 1)), 49);
        assert_eq!(completed_years(date(2030, 1, 1), date(2024, 9, 1)), 0);
        assert_eq!(years_later(date(2020, 2, 29), 3), date(2023, 3, 1));
        assert_eq!(years_later(date(2021, 9, 1), 3), date(2024, 9, 1));
    }
}
