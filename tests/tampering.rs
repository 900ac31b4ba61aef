//! No number of a `plan.json` can be changed by hand unseen: the audit finds each, or says that the plan is of other input.

use lungang::report::plan_json::PlanFile;
use lungang::run::{self, Stop};
use serde_json::{Number, Value};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A copy of the tiny county, planned under patches that it meets.
fn planned() -> (TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/tiny");
    for entry in fs::read_dir(tiny).expect("the county").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
    }
    let planned = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(["plan", "--quiet", "--set", "rules.rotation_share.min=20%"])
        .args(["--set", "eligibility.min_years=5"])
        .arg(folder.path())
        .output()
        .expect("lungang runs");
    assert_eq!(planned.status.code(), Some(0), "{planned:?}");
    let plan = fs::read_to_string(folder.path().join("out/plan.json")).expect("a plan");
    (folder, serde_json::from_str(&plan).expect("JSON"))
}

/// JSON pointers of every number.
fn numbers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                numbers(item, &format!("{at}/{i}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                numbers(field, &format!("{at}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// The number one more, one less, and one off in its last digit.
fn perturbed(number: &Number) -> Vec<Value> {
    if let Some(whole) = number.as_i64() {
        return vec![(whole + 1).into(), (whole - 1).into()];
    }
    let value = number.as_f64().expect("a double");
    let text = value.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let last = 10_f64.powi(-i32::try_from(decimals).expect("few digits"));
    let changed = [value + 1.0, value - 1.0, value + last, value - last];
    let written = |changed: f64| format!("{changed:.decimals$}").parse::<f64>();
    changed
        .into_iter()
        .map(|changed| written(changed).expect("a number").into())
        .collect()
}

/// What no recount can tell: seconds, and a bound that still proves the value within the gap asked for.
fn is_beyond_recount(pointer: &str, plan: &Value) -> bool {
    let Some(level) = pointer.strip_suffix("/bound") else {
        return pointer.ends_with("/seconds");
    };
    let number = |field: &str| {
        let number = plan.pointer(&format!("{level}/{field}"));
        number.and_then(Value::as_f64).expect("a number")
    };
    let off = number("value") - number("bound");
    off >= 0.0 && off / number("value").max(1.0) <= number("gap")
}

fn is_caught(folder: &Path, plan: &Value) -> bool {
    let Ok(file) = PlanFile::from_text(&plan.to_string()) else {
        return true;
    };
    match run::audit(folder, &[], &file) {
        Ok(()) => false,
        Err(Stop::Breaches(_) | Stop::Foreign(_) | Stop::Findings(_)) => true,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn every_number_is_recounted() {
    let (folder, plan) = planned();
    assert!(
        !is_caught(folder.path(), &plan),
        "the plan as it was written"
    );
    let mut pointers = Vec::new();
    numbers(&plan, "", &mut pointers);
    let lists = [
        "rotations",
        "itinerant",
        "part_time",
        "coverage",
        "rules",
        "levels",
    ];
    for list in lists {
        let with = format!("/{list}/0/");
        assert!(
            pointers.iter().any(|pointer| pointer.starts_with(&with)),
            "{list}"
        );
    }
    let mut unseen = Vec::new();
    for pointer in &pointers {
        let Some(Value::Number(number)) = plan.pointer(pointer) else {
            continue;
        };
        for changed in perturbed(number) {
            let mut other = plan.clone();
            *other.pointer_mut(pointer).expect("the same place") = changed.clone();
            if !is_beyond_recount(pointer, &other) && !is_caught(folder.path(), &other) {
                unseen.push(format!("{pointer}: {number} to {changed}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}
