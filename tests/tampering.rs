//! No number of a `plan.json` can be changed by hand unseen: the audit finds each, or says that the plan is of other input.

use lungang::report::plan_json::PlanFile;
use lungang::run::{self, Stop};
use serde_json::{Number, Value};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A copy of the tiny county after some changes, planned under patches that it meets.
fn planned(edit: impl FnOnce(&Path)) -> (TempDir, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/tiny");
    for entry in fs::read_dir(tiny).expect("the county").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
    }
    edit(folder.path());
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
    let lists = [
        "rotations",
        "itinerant",
        "part_time",
        "coverage",
        "rules",
        "levels",
    ];
    all_found(&planned(|_| {}), &lists);
}

#[test]
fn every_number_of_what_is_brought_in_is_recounted() {
    let lists = ["retraining", "recruitment", "silver_age", "remote"];
    all_found(&planned(bring_in), &lists);
}

#[test]
fn every_number_of_principals_who_move_is_recounted() {
    let led = |folder: &Path| {
        let change = |name: &str, change: &dyn Fn(&str) -> String| {
            let path = folder.join(name);
            let text = fs::read_to_string(&path).expect("a file");
            fs::write(path, change(&text)).expect("written");
        };
        change("scenario.toml", &|text| {
            format!("{text}\n[rules.principals]\n")
        });
        let with_position = |line: &str| match line.get(..4) {
            Some("T004" | "T026") => format!("{line},校长"),
            Some("teac") => format!("{line},position"),
            _ => format!("{line},"),
        };
        change("teachers.csv", &|text| {
            let lines = text.lines().map(|line| with_position(line) + "\n");
            lines.collect()
        });
    };
    all_found(&planned(led), &["principals"]);
}

/// Retired teachers, two who can be trained at 0301, 0201 as the hub of the villages, and need for all of it.
fn bring_in(folder: &Path) {
    let append = |name: &str, more: &str| {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, text + more).expect("written");
    };
    append(
        "scenario.toml",
        "\n[rules.retraining]\nmax = 1\n[rules.recruitment]\nmax = 1\n[rules.silver_age]\n\
         [rules.remote_lessons]\nsubjects = [\"art\"]\n",
    );
    append(
        "teachers.csv",
        "T068,教师068,female,1990-03,0301,morality,,college,,2019-09,\n\
         T069,教师069,female,1991-03,0301,morality,,college,,2019-09,\n\
         T070,教师070,female,1991-03,0302,science,,college,,2019-09,\n",
    );
    append(
        "retirees.csv",
        "teacher_id,birth,subject,title,max_lessons\nR1,1961-05,music,senior,9\n",
    );
    // More than rotation and itinerant lessons can fill.
    append(
        "needs.csv",
        "school_id,stage,subject,weekly_lessons\n0301,primary,music,70\n0302,primary,art,70\n",
    );
    let path = folder.join("schools.csv");
    let text = fs::read_to_string(&path).expect("schools");
    let with_hub = |line: &str| match line.get(..4) {
        Some("0301" | "0302") => format!("{line},0201\n"),
        Some("scho") => format!("{line},hub\n"),
        _ => format!("{line},\n"),
    };
    let text: String = text.lines().map(with_hub).collect();
    fs::write(path, text).expect("written");
}

/// Every number of a plan that has rows in all of these lists is found when it is changed.
fn all_found((folder, plan): &(TempDir, Value), lists: &[&str]) {
    assert!(
        !is_caught(folder.path(), plan),
        "the plan as it was written"
    );
    let mut pointers = Vec::new();
    numbers(plan, "", &mut pointers);
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
