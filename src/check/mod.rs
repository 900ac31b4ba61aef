//! From a draft to a checked county: every finding in one pass, and an instance if none of them is an error.

pub mod canonical;
mod cells;
pub mod codes;
mod feedback;
pub mod headcount;
mod known;
mod nearest;
mod needs;
mod oddities;
mod postings;
mod records;
mod roads;
mod row;
mod schools;
mod service;
mod teachers;
mod travel;

use crate::domain::assemble::{Parts, assemble};
use crate::domain::instance::{Instance, planning_date};
use crate::domain::school::School;
use crate::finding::{Finding, Place, Severity, Text};
use crate::read::columns::Table;
use crate::read::draft::{Draft, DraftTable};
use crate::read::scenario::Scenario;
use schools::Schools;
use teachers::Against;

/// All findings on the tables, errors first; the instance is there unless one of them, or of reading, is an error.
pub fn check(scenario: &Scenario, draft: &Draft) -> (Option<Instance>, Vec<Finding>) {
    let mut findings = Vec::new();
    let parts = parts(scenario, draft, &mut findings);
    let has_error = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let instance = parts
        .filter(|_| !has_error && !draft.is_broken)
        .map(assemble);
    if let Some(instance) = &instance {
        let roads = draft.table(Table::Roads);
        let place = roads.map_or_else(Place::default, |table| table.place(None, None));
        travel::unreachable_pairs(instance, place, &mut findings);
    }
    sort(&mut findings);
    (instance, findings)
}

/// Errors first, then as they stand in the files.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.severity, finding.code);
        (a.severity, &a.place, key(a)).cmp(&(b.severity, &b.place, key(b)))
    });
}

/// Every table checked; `None` if a required one is missing or a row of it has an error.
fn parts(scenario: &Scenario, draft: &Draft, findings: &mut Vec<Finding>) -> Option<Parts> {
    let settings = &scenario.settings;
    let school_table = draft.table(Table::Schools)?;
    let schools = schools::check(school_table, findings);
    let needs = draft.table(Table::Needs);
    let needs = needs.map(|table| needs::check(table, &schools, settings, findings));
    let needs = needs.unwrap_or_default();
    let roads = draft.table(Table::Roads);
    let roads = roads.map(|table| roads::check(table, &schools.known, findings));
    travel::check(school_table, &schools, roads.as_deref(), findings);
    limits(scenario, school_table, &schools, findings);
    let against = Against {
        schools: &schools,
        settings,
        on: planning_date(scenario.year),
    };
    if let Some(table) = draft.table(Table::Retirees) {
        records::check_retirees(table, &schools, against.on, findings);
    }
    let teacher_table = draft.table(Table::Teachers)?;
    let teachers = teachers::check(teacher_table, &against, findings);
    oddities::empty_units(school_table, &schools, &teachers, &needs, findings);
    if let Some(table) = draft.table(Table::History) {
        records::check_history(table, &schools, &teachers, findings);
    }
    let feedback = draft.table(Table::Feedback);
    let feedback = feedback.map(|table| feedback::check(table, &teachers, &against, findings));
    Some(Parts {
        name: scenario.name.clone(),
        year: scenario.year,
        schools: schools.list.into_iter().collect::<Option<_>>()?,
        teachers: teachers.list.into_iter().collect::<Option<_>>()?,
        needs,
        roads,
        feedback: feedback.unwrap_or_default(),
        settings: scenario.settings.clone(),
    })
}

/// Blank posts, beds and districts while a rule in force relies on them.
fn limits(scenario: &Scenario, table: &DraftTable, schools: &Schools, findings: &mut Vec<Finding>) {
    let key = |rule: &str, key: &str| scenario.rules.get(rule).and_then(|rule| rule.get(key));
    let in_district = |rule: &str| {
        let within = key(rule, "within").and_then(toml::Value::as_str);
        within == Some("district")
    };
    let no_limit = Text::new("视为不限", "no limit");
    let mut blanks = |column, code, is_blank: fn(&School) -> bool, why: &Text| {
        oddities::blanks(table, schools, (column, code), is_blank, why, findings);
    };
    if key("intake", "within_posts").and_then(toml::Value::as_bool) == Some(true) {
        blanks(
            "posts",
            &codes::LIMIT_BLANK,
            |s| s.posts.is_none(),
            &no_limit,
        );
    }
    if key("intake", "housing_minutes").is_some() {
        blanks(
            "housing",
            &codes::LIMIT_BLANK,
            |s| s.housing.is_none(),
            &no_limit,
        );
    }
    if in_district("itinerant") || in_district("circle") {
        let why = Text::new(
            "没有学区内的走教和交流",
            "no itinerant teaching and no moves within a district",
        );
        blanks(
            "district",
            &codes::DISTRICT_BLANK,
            |s| s.district.is_none(),
            &why,
        );
    }
}
