//! The fingerprint of what a plan is made from: typed values in a fixed order, whatever files they came in.
//!
//! Every field is written by name, and a field of a row only where it is not blank: a field that comes later leaves the
//! fingerprint of the counties that do not use it. Structs are taken apart whole, so that none can be forgotten.

mod line;
mod settings;
mod tables;

use crate::domain::instance::Instance;
use crate::read::scenario::{Scenario, defaults_text};
use line::{Form, Line};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use toml::Value;

/// SHA-256, in hexadecimal, of [`text`].
pub fn sha256(instance: &Instance, scenario: &Scenario) -> String {
    let digest = Sha256::digest(text(instance, scenario).as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of each part of [`text`] by its name, its head alone: which of them two fingerprints differ in.
pub fn parts(instance: &Instance, scenario: &Scenario) -> BTreeMap<String, String> {
    let mut digests: BTreeMap<&str, Sha256> = BTreeMap::new();
    for line in text(instance, scenario).lines() {
        let kind = line.split(' ').next().unwrap_or_default();
        let digest = digests.entry(part(kind)).or_default();
        digest.update(line.as_bytes());
        digest.update(b"\n");
    }
    let head = |digest: Sha256| {
        digest.finalize()[..6]
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect()
    };
    let named = digests.into_iter();
    named
        .map(|(part, digest)| (part.to_owned(), head(digest)))
        .collect()
}

/// What a kind of lines comes from: a table by its English name, or the scenario's rules or other settings.
fn part(kind: &str) -> &'static str {
    match kind {
        "rule" => "rules",
        "school" => "schools",
        "unit" => "needs",
        "minutes" => "roads",
        "teacher" => "teachers",
        "retiree" => "retirees",
        "history" => "history",
        "feedback" => "feedback",
        _ => "settings",
    }
}

/// The canonical instance with its settings, levels and rules in force, a line each.
///
/// File names, the order of rows and columns, encodings, headers, patches, cited sources and the scenario's name leave
/// it as it is.
pub fn text(instance: &Instance, scenario: &Scenario) -> String {
    // What follows from the tables (`before`, standings) is left out; need and minutes stand for what they came from.
    let Instance {
        name: _,
        year,
        schools,
        units,
        teachers,
        retirees,
        history,
        feedback,
        settings,
        standings,
        before: _,
        minutes,
        roads: _,
    } = instance;
    let mut lines = vec![
        Line::new("lungang-instance/1"),
        Line::new("year").put("", year),
        Line::new("levels").put("", &scenario.levels),
    ];
    lines.extend(settings::lines(settings));
    lines.extend(rules(&scenario.rules));
    lines.extend(schools.iter().map(|school| tables::school(school, schools)));
    lines.extend(units.iter().map(|unit| tables::unit(unit, schools)));
    let minutes = schools.iter().zip(minutes);
    lines.extend(minutes.map(|(school, minutes)| tables::minutes(school, minutes)));
    let roster = (schools.as_slice(), teachers.as_slice());
    lines.extend(
        teachers
            .iter()
            .zip(standings)
            .map(|(row, standing)| tables::teacher(row, standing.home_minutes.as_deref(), roster)),
    );
    lines.extend(retirees.iter().map(|row| tables::retiree(row, schools)));
    lines.extend(history.iter().map(|row| tables::rotation(row, roster)));
    lines.extend(feedback.iter().map(|row| tables::verdict(row, roster)));
    lines.into_iter().map(Line::end).collect()
}

/// The rules in force with every key, sorted; `source`, which only cites, left out.
fn rules(rules: &toml::Table) -> Vec<Line> {
    let mut names: Vec<_> = rules.keys().collect();
    names.sort();
    let line = |name: &String| {
        let table = rules[name].as_table();
        let mut keys: Vec<_> = table.into_iter().flatten().collect();
        keys.retain(|(key, _)| *key != "source");
        keys.retain(|(key, value)| !is_later_default(name, key, value));
        keys.sort_by_key(|(key, _)| *key);
        let named = Line::new("rule").put("", name);
        keys.into_iter()
            .fold(named, |line, (key, value)| line.put(key, value))
    };
    names.into_iter().map(line).collect()
}

/// Keys of rules that came later, left out at their defaults.
const LATER: [(&str, &str); 2] = [
    ("rotation_share", "itinerant_lessons"),
    ("pairings", "new_years"),
];

fn is_later_default(rule: &str, key: &str, value: &Value) -> bool {
    let is_later = LATER.contains(&(rule, key));
    let defaults = || defaults_text().parse::<toml::Table>().ok();
    is_later && defaults().is_some_and(|table| table["rules"][rule].get(key) == Some(value))
}

/// A setting of a rule; 1 and 1.0 are the same.
impl Form for &Value {
    fn form(&self) -> String {
        match self {
            Value::String(text) => text.form(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.form(),
            Value::Boolean(flag) => flag.form(),
            Value::Datetime(datetime) => datetime.to_string(),
            Value::Array(items) => items.iter().collect::<Vec<_>>().form(),
            Value::Table(table) => {
                let mut keys: Vec<_> = table.iter().collect();
                keys.sort_by_key(|(key, _)| *key);
                let pair = |(key, value): (&String, &Value)| format!("{key}:{}", value.form());
                let pairs: Vec<_> = keys.into_iter().map(pair).collect();
                format!("{{{}}}", pairs.join(","))
            }
        }
    }
}
