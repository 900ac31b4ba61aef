//! The dates of a teacher's row: birth, start at the school, rotation terms, and how they must follow each other.

use super::cells::date::{self, month_too, year_typed};
use super::codes;
use super::row::RowReader;
use crate::domain::date::{Date, completed_years};
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;

/// Ages on the planning date that no serving teacher has, and those that few have.
const POSSIBLE_AGES: std::ops::RangeInclusive<u32> = 16..=80;
const USUAL_AGES: std::ops::RangeInclusive<u32> = 18..=65;
/// No rotation term runs further ahead, in years.
const LONGEST_TERM: u32 = 10;

/// The dates that could be read and contradict nothing.
#[derive(Debug, Default)]
pub(super) struct Service {
    pub(super) birth: Option<Date>,
    pub(super) since: Option<Date>,
    pub(super) away_until: Option<Date>,
    pub(super) last_rotated: Option<Date>,
    pub(super) service_until: Option<Date>,
}

/// Reads the dates of a teacher and notes what contradicts. `on`: the planning date.
pub(super) fn read(reader: &mut RowReader<'_>, on: Date) -> Service {
    let service = Service {
        birth: reader.date("birth"),
        since: reader.date("since"),
        away_until: reader.optional_date("away_until"),
        last_rotated: reader.optional_date("last_rotated"),
        service_until: reader.optional_date("service_until"),
    };
    if let Some(birth) = service.birth {
        age(reader, birth, on);
    }
    after_birth(reader, &service);
    for (column, date) in [
        ("since", service.since),
        ("last_rotated", service.last_rotated),
    ] {
        if let Some(date) = date.filter(|date| *date > on) {
            let zh = format!("晚于规划日 {on}");
            order(
                reader,
                (column, date),
                Text::new(zh, format!("after the planning date {on}")),
            );
        }
    }
    term(reader, &service, on);
    service
}

/// One finding where most people of the table serve before they are born, but would have begun at an age to teach if
/// the two dates stood the other way round: the headers have been swapped. Nothing is read otherwise for that.
pub(super) fn swapped(table: &DraftTable, on: Date, findings: &mut Vec<Finding>) {
    let (Some(birth), Some(since)) = (table.position("birth"), table.position("since")) else {
        return;
    };
    let dates = table.rows.iter().filter_map(|row| {
        let date = |i: usize| date::parse(row.cells.get(i)?).ok();
        Some((date(birth)?, date(since)?))
    });
    let dates: Vec<_> = dates.collect();
    let would_do = |(birth, since): &&(Date, Date)| {
        since < birth
            && POSSIBLE_AGES.contains(&completed_years(*since, on))
            && POSSIBLE_AGES.contains(&completed_years(*since, *birth))
    };
    let (n, all) = (dates.iter().filter(would_do).count(), dates.len());
    if n < 2 || n * 2 <= all {
        return;
    }
    let (birth, since) = (table.header("birth"), table.header("since"));
    findings.push(codes::DATES_SWAPPED.at(
        table.place(None, Some("birth")),
        None,
        Text::new(
            format!(
                "{all} 人里有 {n} 人的 `{}` 早于 `{}`：这两列像是写反了",
                since.zh, birth.zh
            ),
            format!(
                "`{}` lies before `{}` for {n} of {all} people: the two columns seem to be swapped",
                since.en, birth.en
            ),
        ),
        Text::new(
            "核对这两列；写反了就对调表头",
            "check both columns, and swap their headers if so",
        ),
    ));
}

/// Nobody serves before he is born.
fn after_birth(reader: &mut RowReader<'_>, service: &Service) {
    let Some(birth) = service.birth else { return };
    for (column, date) in [
        ("since", service.since),
        ("away_until", service.away_until),
        ("last_rotated", service.last_rotated),
        ("service_until", service.service_until),
    ] {
        if let Some(date) = date.filter(|date| *date <= birth) {
            let zh = format!("早于或等于出生（{birth}）");
            order(
                reader,
                (column, date),
                Text::new(zh, format!("not after the birth on {birth}")),
            );
        }
    }
}

fn order(reader: &mut RowReader<'_>, (column, date): (&str, Date), message: Text) {
    let check = || Text::new("核对这一行的各个日期", "check the dates of this row");
    let hint = year_typed(date).map_or_else(check, month_too);
    reader.find(&codes::DATE_ORDER, column, message, hint);
}

fn age(reader: &mut RowReader<'_>, birth: Date, on: Date) {
    if birth > on {
        let message = Text::new(
            format!("出生（{birth}）晚于规划日 {on}"),
            format!("the birth on {birth} lies after the planning date {on}"),
        );
        let hint = Text::new("核对出生年月", "check the birth");
        reader.find(&codes::BIRTH_IMPLAUSIBLE, "birth", message, hint);
        return;
    }
    let age = completed_years(birth, on);
    let check = || Text::new("核对出生年月", "check the birth");
    let hint = year_typed(birth).map_or_else(check, month_too);
    let message = Text::new(
        format!("在规划日 {on} 为 {age} 岁"),
        format!("aged {age} on the planning date {on}"),
    );
    if !POSSIBLE_AGES.contains(&age) {
        reader.find(&codes::BIRTH_IMPLAUSIBLE, "birth", message, hint);
    } else if !USUAL_AGES.contains(&age) {
        reader.find(&codes::AGE_ODD, "birth", message, hint);
    }
}

/// A term that ends far ahead, or that has ended without a school to return to.
fn term(reader: &mut RowReader<'_>, service: &Service, on: Date) {
    let Some(until) = service.away_until else {
        return;
    };
    let far = until > on && completed_years(on, until) >= LONGEST_TERM;
    let no_home = until <= on && reader.is_blank("home_school_id");
    let message = match (far, no_home) {
        (true, _) => Text::new(
            format!("交流期满 {until} 太远"),
            format!("the term ends as late as {until}"),
        ),
        (_, true) => Text::new(
            "交流已期满，但没写人事关系所在学校：视为留在现任教学校",
            "the term has ended, but no home school is given: he stays where he serves",
        ),
        _ => return,
    };
    reader.find(
        &codes::TERM_ODD,
        "away_until",
        message,
        Text::new(
            "核对交流期满和人事关系所在学校",
            "check the end of the term and the home school",
        ),
    );
}
