//! From a draft to a checked county: every finding in one pass, and an instance if none of them is an error.

pub mod canonical;
mod cells;
pub mod codes;
mod feedback;
mod feedback_remarks;
mod fits;
pub mod headcount;
mod known;
mod named;
pub mod nearest;
mod needs;
mod oddities;
mod postings;
mod records;
mod residence;
mod roads;
mod row;
mod schools;
mod service;
mod teachers;
mod travel;

use crate::domain::assemble::{Parts, assemble};
use crate::domain::instance::{Feedback, Instance, planning_date};
use crate::domain::records::{PastRotation, Retiree};
use crate::domain::school::School;
use crate::finding::{Finding, Place, Severity, Text};
use crate::read::columns::Table;
use crate::read::draft::{Draft, DraftTable};
use crate::read::scenario::Scenario;
use schools::Schools;
use teachers::{Against, Teachers};

/// All findings on the tables, errors first; the instance is there unless one of them, or of reading, is an error.
pub fn check(scenario: &Scenario, draft: &Draft) -> (Option<Instance>, Vec<Finding>) {
    let mut findings = Vec::new();
    let parts = parts(scenario, draft, &mut findings);
    let is_whole = !draft.is_broken
        && Table::ALL
            .iter()
            .all(|&table| !table.required() || draft.table(table).is_some())
        && findings
            .iter()
            .all(|finding| finding.severity != Severity::Error);
    let instance = parts.filter(|_| is_whole).map(assemble);
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
    findings.sort_by(|a, b| (a.severity, &a.place, a.code).cmp(&(b.severity, &b.place, b.code)));
}

/// Every table checked, whatever is wrong with the others; `None` if a required one is missing or a row has an error.
fn parts(scenario: &Scenario, draft: &Draft, findings: &mut Vec<Finding>) -> Option<Parts> {
    let settings = &scenario.settings;
    let school_table = draft.table(Table::Schools);
    let schools = school_table.map_or_else(Schools::absent, |t| schools::check(t, findings));
    let roads = draft.table(Table::Roads);
    let residences = draft.table(Table::Teachers).map(roads::residences);
    let roads =
        roads.map(|table| roads::check(table, &schools.known, residences.as_ref(), findings));
    let against = Against {
        schools: &schools,
        settings,
        roads: roads.as_deref(),
        on: planning_date(scenario.year),
    };
    let teachers = draft.table(Table::Teachers);
    let teachers = teachers.map_or_else(Teachers::absent, |table| {
        teachers::check(table, &against, findings)
    });
    let needs = draft.table(Table::Needs);
    let needs = needs.map(|table| needs::check(table, &schools, settings, findings));
    let needs = needs.unwrap_or_default();
    if let Some(table) = school_table {
        let ways = (roads.as_deref(), &settings.travel);
        travel::check(table, &schools, ways, findings);
        limits(scenario, table, &schools, findings);
        oddities::empty_units(table, &schools, &teachers, &needs, findings);
    }
    let records = records(draft, &against, &teachers, findings);
    Some(Parts {
        name: scenario.name.clone(),
        year: scenario.year,
        schools: schools.list.into_iter().collect::<Option<_>>()?,
        teachers: teachers.list.into_iter().collect::<Option<_>>()?,
        needs,
        roads,
        retirees: records.retirees,
        history: records.history,
        feedback: records.feedback,
        settings: scenario.settings.clone(),
    })
}

/// What the tables on what was and what people say hold.
#[derive(Default)]
struct Records {
    retirees: Vec<Retiree>,
    history: Vec<PastRotation>,
    feedback: Vec<Feedback>,
}

fn records(
    draft: &Draft,
    against: &Against<'_>,
    teachers: &Teachers,
    findings: &mut Vec<Finding>,
) -> Records {
    let mut records = Records::default();
    if let Some(table) = draft.table(Table::Retirees) {
        records.retirees = records::check_retirees(table, against.schools, against.on, findings);
    }
    if let Some(table) = draft.table(Table::History) {
        records.history = records::check_history(table, against.schools, teachers, findings);
    }
    let feedback = draft.all_of(Table::Feedback);
    records.feedback = feedback::check(feedback, teachers, against, findings);
    records
}

/// Blank posts, beds and districts while a rule in force relies on them.
fn limits(scenario: &Scenario, table: &DraftTable, schools: &Schools, findings: &mut Vec<Finding>) {
    let key = |rule: &str, key: &str| scenario.rules.get(rule).and_then(|rule| rule.get(key));
    named::check(scenario, schools, findings);
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
