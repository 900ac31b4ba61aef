//! What `plan.json` says beyond its decisions, compared with the recount.

use super::coverage::{CoverageRow, coverage};
use super::{levels, rule_rows};
use crate::domain::allowance::{itinerant_yuan, rotation_yuan};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::rules::{Breach, Rules, postings, say};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// The rule that these disagreements name.
pub const CODE: &str = "claim";

/// Claimed numbers are printed with nine significant digits.
const PRINTED: f64 = 1e-8;

/// The figures of a plan file that follow from its decisions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claimed {
    /// Code and value of each level.
    pub levels: Vec<(String, f64)>,
    pub coverage: Vec<CoverageRow>,
    pub rules: Vec<ClaimedRule>,
    /// One for each rotation and each itinerant row, in any order.
    pub trips: Vec<ClaimedTrip>,
    /// Yuan a year.
    pub yuan: f64,
}

/// A row of `rules`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedRule {
    pub code: String,
    pub required: u64,
    pub achieved: u64,
    pub met: bool,
}

/// Where a row of `rotations` or `itinerant` starts, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimedTrip {
    pub teacher: TeacherIndex,
    pub from: SchoolIndex,
    pub to: UnitIndex,
    pub minutes: u32,
    pub yuan: f64,
}

/// Every figure that the recount does not confirm.
pub fn disagreements(
    instance: &Instance,
    rules: &Rules,
    plan: &Plan,
    claimed: &Claimed,
) -> Vec<Breach> {
    let mut wrong = wrong_levels(instance, rules, plan, claimed);
    wrong.extend(wrong_coverage(instance, plan, claimed));
    wrong.extend(wrong_rules(instance, rules, plan, claimed));
    wrong.extend(wrong_trips(instance, rules, plan, claimed));
    let yuan = levels::yuan(instance, rules, plan)
        .to_f64()
        .unwrap_or(f64::NAN);
    wrong.extend(differs("经费（元）", "yuan", claimed.yuan, yuan));
    wrong
}

/// A disagreement unless the two are the same number as printed.
fn differs(zh: &str, en: &str, claimed: f64, counted: f64) -> Option<Breach> {
    let same = (claimed - counted).abs() <= PRINTED * counted.abs().max(1e-3);
    (!same).then(|| disagreement(zh, en, claimed, counted))
}

fn disagreement(
    zh: &str,
    en: &str,
    claimed: impl std::fmt::Display,
    counted: impl std::fmt::Display,
) -> Breach {
    Breach {
        rule: CODE,
        amount: 1,
        message: Text::new(
            format!("{zh}：方案写 {claimed}，复核为 {counted}"),
            format!("{en}: the plan says {claimed}, the recount {counted}"),
        ),
    }
}

fn wrong_levels(instance: &Instance, rules: &Rules, plan: &Plan, claimed: &Claimed) -> Vec<Breach> {
    let wrong = claimed.levels.iter().filter_map(|(code, value)| {
        match levels::value(instance, rules, plan, code) {
            Some(counted) => differs(
                &format!("目标 `{code}`"),
                &format!("level `{code}`"),
                *value,
                counted,
            ),
            None => Some(Breach {
                rule: CODE,
                amount: 1,
                message: Text::new(format!("没有目标 `{code}`"), format!("no level `{code}`")),
            }),
        }
    });
    wrong.collect()
}

fn wrong_coverage(instance: &Instance, plan: &Plan, claimed: &Claimed) -> Vec<Breach> {
    let key = |row: &CoverageRow| (row.unit, row.subject);
    let said: BTreeMap<_, _> = claimed.coverage.iter().map(|row| (key(row), row)).collect();
    let counted = coverage(instance, plan);
    let known: BTreeMap<_, _> = counted.iter().map(|row| (key(row), row)).collect();
    let mut wrong = Vec::new();
    for &(unit, subject) in said.keys().filter(|key| !known.contains_key(key)) {
        let place = say::unit_subject(instance, unit, subject);
        wrong.push(disagreement(&place.zh, &place.en, "need > 0", "need 0"));
    }
    for (&(unit, subject), row) in &known {
        let place = say::unit_subject(instance, unit, subject);
        let four = |row: &CoverageRow| {
            format!(
                "need {} before {} unfilled {} by_specialists {}",
                row.need, row.before, row.unfilled, row.by_specialists
            )
        };
        let claim = said
            .get(&(unit, subject))
            .map_or("-".into(), |row| four(row));
        if claim != four(row) {
            wrong.push(disagreement(&place.zh, &place.en, claim, four(row)));
        }
    }
    if claimed.coverage.len() > said.len() {
        let (n, distinct) = (claimed.coverage.len(), said.len());
        wrong.push(disagreement("覆盖行数", "rows of coverage", n, distinct));
    }
    wrong
}

fn wrong_rules(instance: &Instance, rules: &Rules, plan: &Plan, claimed: &Claimed) -> Vec<Breach> {
    let counted: Vec<_> = rule_rows(instance, rules, plan)
        .into_iter()
        .map(|row| ClaimedRule {
            code: row.code.to_owned(),
            required: row.required,
            achieved: row.achieved,
            met: row.met,
        })
        .collect();
    let said = |row: Option<&ClaimedRule>| {
        row.map_or("-".to_owned(), |row| {
            format!("{} / {} ({})", row.achieved, row.required, row.met)
        })
    };
    let mut codes: Vec<_> = counted
        .iter()
        .chain(&claimed.rules)
        .map(|row| &row.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let mut wrong = Vec::new();
    for code in codes {
        let find = |rows: &[ClaimedRule]| rows.iter().find(|row| row.code == *code).cloned();
        let (claim, count) = (find(&claimed.rules), find(&counted));
        if claim != count {
            wrong.push(disagreement(
                &format!("规则 `{code}`"),
                &format!("rule `{code}`"),
                said(claim.as_ref()),
                said(count.as_ref()),
            ));
        }
    }
    wrong
}

/// Teacher, start, destination, minutes and fen of each row, sorted.
type Trip = (
    TeacherIndex,
    Option<SchoolIndex>,
    UnitIndex,
    Option<u32>,
    i64,
);

fn wrong_trips(instance: &Instance, rules: &Rules, plan: &Plan, claimed: &Claimed) -> Vec<Breach> {
    let mut counted = trips(instance, rules, plan);
    let mut said: Vec<Trip> = claimed
        .trips
        .iter()
        .map(|trip| {
            let fen = (trip.yuan * 100.0).round() as i64;
            (
                trip.teacher,
                Some(trip.from),
                trip.to,
                Some(trip.minutes),
                fen,
            )
        })
        .collect();
    counted.sort_unstable();
    said.sort_unstable();
    let missing = counted
        .iter()
        .filter(|trip| said.binary_search(trip).is_err());
    let extra = said
        .iter()
        .filter(|trip| counted.binary_search(trip).is_err());
    let mut people: Vec<_> = missing.chain(extra).map(|trip| trip.0).collect();
    people.sort_unstable();
    people.dedup();
    people
        .into_iter()
        .map(|teacher| {
            let person = say::person(instance, teacher);
            Breach {
                rule: CODE,
                amount: 1,
                message: Text::new(
                    format!("{person}：出发学校、分钟或经费与复核不符"),
                    format!("{person}: start, minutes or yuan differ from the recount"),
                ),
            }
        })
        .collect()
}

fn trips(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<Trip> {
    let fen = |yuan: rust_decimal::Decimal| {
        (yuan * rust_decimal::Decimal::ONE_HUNDRED)
            .round()
            .to_i64()
            .unwrap_or(i64::MAX)
    };
    let rotated = postings(instance, plan).map(|posting| {
        (
            posting.teacher,
            Some(instance.unit(posting.from).school),
            posting.to,
            instance.minutes_between(posting.from, posting.to),
            fen(rotation_yuan(instance, posting.from, posting.to)),
        )
    });
    let block = rules.block_lessons().max(1);
    let itinerant = plan.itinerant.iter().map(|row| {
        let from = instance.standing(row.teacher).base;
        (
            row.teacher,
            from.map(|from| instance.unit(from).school),
            row.to,
            from.and_then(|from| instance.minutes_between(from, row.to)),
            fen(itinerant_yuan(instance, row.lessons.div_ceil(block))),
        )
    });
    rotated.chain(itinerant).collect()
}
