//! The fingerprint of what a plan is made from: typed values in a fixed order, whatever files they came in.

use crate::domain::instance::Instance;
use crate::domain::words::Word;
use crate::read::scenario::Scenario;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use toml::Value;

/// SHA-256, in hexadecimal, over the canonical instance, the settings, the levels and the rules in force.
///
/// File names, the order of rows and columns, encodings, headers, patches and cited sources leave it as it is.
pub fn sha256(instance: &Instance, scenario: &Scenario) -> String {
    let mut text = String::from("lungang-instance/1\n");
    let lines = [
        format!("year {}", instance.year),
        format!("levels {:?}", scenario.levels),
        format!("settings {:?}", instance.settings),
    ];
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    rules(&scenario.rules, &mut text);
    schools(instance, &mut text);
    travel(instance, &mut text);
    teachers(instance, &mut text);
    feedback(instance, &mut text);
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        line(&mut hex, format_args!("{byte:02x}"));
    }
    hex
}

/// Appends; writing into a string cannot fail.
fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

fn rules(rules: &toml::Table, text: &mut String) {
    let mut names: Vec<_> = rules.keys().collect();
    names.sort();
    for name in names {
        line(text, format_args!("rule {name} "));
        value(&rules[name], text);
        text.push('\n');
    }
}

/// Keys sorted; `source`, which only cites, left out.
fn value(value_: &Value, text: &mut String) {
    match value_ {
        Value::Table(table) => {
            let mut keys: Vec<_> = table.keys().filter(|key| *key != "source").collect();
            keys.sort();
            text.push('{');
            for key in keys {
                line(text, format_args!("{key:?}:"));
                value(&table[key], text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                value(item, text);
                text.push(',');
            }
            text.push(']');
        }
        other => line(text, format_args!("{other}")),
    }
}

/// Schools with the need of their units, which the needs table may have replaced.
fn schools(instance: &Instance, text: &mut String) {
    for school in &instance.schools {
        line(text, format_args!("school {school:?}\n"));
    }
    for unit in &instance.units {
        let (school, stage) = (unit.school.0, unit.stage.code());
        line(
            text,
            format_args!("unit {school} {stage} {:?}\n", unit.need),
        );
    }
}

fn travel(instance: &Instance, text: &mut String) {
    for row in &instance.minutes {
        text.push_str("minutes");
        for minutes in row {
            match minutes {
                Some(minutes) => line(text, format_args!(" {minutes}")),
                None => text.push_str(" -"),
            }
        }
        text.push('\n');
    }
}

fn teachers(instance: &Instance, text: &mut String) {
    for teacher in &instance.teachers {
        line(text, format_args!("teacher {teacher:?}\n"));
    }
}

fn feedback(instance: &Instance, text: &mut String) {
    for verdict in &instance.feedback {
        line(text, format_args!("feedback {verdict:?}\n"));
    }
}
