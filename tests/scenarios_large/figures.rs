//! What a plan reached, as the snapshots keep it and the READMEs tell it.

use crate::running::scenarios;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Values of the levels with their proof, rules, people. Money and itinerant rows are left out: with equal values two plans
/// may spend differently.
pub(crate) fn headline(plan: &Value) -> String {
    let mut said = format!("{} {}\n", plan["scenario"]["name"], plan["status"]);
    let list = |key: &str| plan[key].as_array().expect("a list").iter();
    for level in list("levels") {
        let (value, status) = (&level["value"], &level["status"]);
        writeln!(said, "level {} = {value}, {status}", level["code"]).expect("a string");
    }
    for rule in list("rules") {
        let (required, achieved) = (&rule["required"], &rule["achieved"]);
        let (code, met) = (&rule["code"], &rule["met"]);
        writeln!(said, "rule {code} {achieved}/{required}, met {met}").expect("a string");
    }
    for key in ["rotations", "retraining", "silver_age", "principals"] {
        writeln!(said, "{key}: {}", people(plan, key)).expect("a string");
    }
    writeln!(said, "recruitment: {}", people(plan, "recruitment")).expect("a string");
    said
}

/// People of a list of the plan.
pub(crate) fn people(plan: &Value, list: &str) -> u64 {
    let rows = plan[list].as_array().expect("a list").iter();
    rows.map(|row| row["posts"].as_u64().unwrap_or(1)).sum()
}

pub(crate) fn level(plan: &Value, code: &str) -> String {
    let mut levels = plan["levels"].as_array().expect("levels").iter();
    let level = levels.find(|level| level["code"] == code);
    level.expect("a level")["value"].to_string()
}

/// What a rule in force reached, and what it asks.
pub(crate) fn reached(plan: &Value, code: &str) -> (String, String) {
    let mut rules = plan["rules"].as_array().expect("rules").iter();
    let rule = rules.find(|rule| rule["code"] == code).expect("a rule");
    (rule["achieved"].to_string(), rule["required"].to_string())
}

/// `before → after` of the PE, music and art lessons that rural schools of the tables lack.
pub(crate) fn arts(twin: &Path, plan: &Value) -> String {
    let table = std::fs::read_to_string(twin.join("schools.csv")).expect("a table");
    let rows = table
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let rural = rows.filter(|row| row[3] == "乡村");
    let rural: Vec<_> = rural.map(|row| row[0].to_owned()).collect();
    let coverage = plan["coverage"].as_array().expect("coverage").iter();
    let counted = coverage.filter(|row| {
        let (school, subject) = (row["school_id"].as_str(), row["subject"].as_str());
        let (school, subject) = (school.expect("an id"), subject.expect("a subject"));
        rural.iter().any(|id| id == school) && ["pe", "music", "art"].contains(&subject)
    });
    let before: u64 = counted.filter_map(|row| row["before"].as_u64()).sum();
    format!("{before} → {}", level(plan, "arts_unfilled_rural"))
}

/// A scenario's README tells a figure, or how a row of its table begins, as the run had it.
pub(crate) fn told(scenario: &str, figure: &str) {
    let readme = scenarios().join(scenario).join("README.md");
    let readme = std::fs::read_to_string(readme).expect("a readme");
    assert!(
        readme.contains(figure),
        "{scenario} does not tell `{figure}`"
    );
}
