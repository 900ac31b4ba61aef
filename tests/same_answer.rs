//! Shuffled rows of every table and another number of threads give the same plan but for seconds, in a county large
//! enough for the program's own search (more than sixteen units).

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

const TABLES: [&str; 7] = [
    "schools", "teachers", "needs", "roads", "retirees", "history", "feedback",
];

fn lungang(args: &[&str]) {
    let program = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .output();
    let output = program.expect("lungang runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The ids in the first column of a table.
fn ids(folder: &Path, table: &str) -> Vec<String> {
    let table = fs::read_to_string(folder.join(table)).expect("a table");
    let rows = table.lines().skip(1);
    rows.filter_map(|row| Some(row.split(',').next()?.to_owned()))
        .collect()
}

/// Writes the tables that a generated county lacks: a ring road through all schools, and a few rows of each other.
fn fill(folder: &Path) {
    let (schools, teachers) = (ids(folder, "schools.csv"), ids(folder, "teachers.csv"));
    let mut roads = String::from("from,to,minutes\n");
    let mut history = String::from("teacher_id,from,to,since\n");
    for (i, from) in schools.iter().enumerate() {
        let to = &schools[(i + 1) % schools.len()];
        let _ = writeln!(roads, "{from},{to},{}", 5 + i % 7);
        let _ = writeln!(history, "{},{from},{to},2012-09", teachers[i]);
    }
    let mut feedback = String::from("teacher_id,school_id,verdict\n");
    for teacher in teachers.iter().step_by(20) {
        let _ = writeln!(feedback, "{teacher},,forbid");
    }
    let mut needs = String::from("school_id,stage,subject,weekly_lessons\n");
    for pair in unit_codes(folder).iter().step_by(3) {
        let _ = writeln!(needs, "{pair},music,9");
    }
    let retirees = "teacher_id,birth,subject\nR1,1962-05,art\nR2,1961-05,music\nR3,1963-05,pe\n";
    for (name, table) in [
        ("roads.csv", roads.as_str()),
        ("history.csv", &history),
        ("feedback.csv", &feedback),
        ("needs.csv", &needs),
        ("retirees.csv", retirees),
    ] {
        fs::write(folder.join(name), table).expect("written");
    }
}

/// `SCHOOL,primary` for each primary school.
fn unit_codes(folder: &Path) -> Vec<String> {
    let table = fs::read_to_string(folder.join("schools.csv")).expect("a table");
    let primary = table.lines().filter(|row| row.contains(",小学,"));
    primary
        .filter_map(|row| Some(format!("{},primary", row.split(',').next()?)))
        .collect()
}

/// The same tables with their rows in another order.
fn shuffled(from: &Path, to: &Path) {
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    fs::copy(from.join("scenario.toml"), to.join("scenario.toml")).expect("copied");
    for name in TABLES {
        let file = format!("{name}.csv");
        let table = fs::read_to_string(from.join(&file)).expect("a table");
        let mut rows: Vec<_> = table.lines().collect();
        rows[1..].shuffle(&mut dice);
        fs::write(to.join(&file), rows.join("\n")).expect("written");
    }
}

/// The plan of a folder without its seconds.
fn planned(folder: &Path, threads: &str) -> Value {
    lungang(&["plan", text(folder), "--quiet", "--threads", threads]);
    let plan = fs::read_to_string(folder.join("out/plan.json")).expect("a plan");
    let mut plan: Value = serde_json::from_str(&plan).expect("JSON");
    plan["solver"]["seconds"] = Value::Null;
    for level in plan["levels"].as_array_mut().expect("levels") {
        level["seconds"] = Value::Null;
    }
    plan
}

#[test]
fn neither_row_order_nor_threads_change_the_plan_of_a_searched_county() {
    let folder = tempfile::tempdir().expect("a folder");
    let (county, other) = (folder.path().join("county"), folder.path().join("other"));
    let size = ["--schools", "18", "--teachers", "120", "--seed", "1"];
    lungang(&[&["generate", text(&county)], &size[..]].concat());
    fill(&county);
    fs::create_dir(&other).expect("created");
    shuffled(&county, &other);
    let plan = planned(&county, "1");
    let rows = plan["coverage"].as_array().expect("a list").iter();
    let units: BTreeSet<_> = rows
        .map(|row| [&row["school_id"], &row["stage"]].map(Value::to_string))
        .collect();
    assert!(units.len() > 16, "{} units", units.len());
    assert!(!plan["rotations"].as_array().expect("a list").is_empty());
    let again = planned(&other, "2");
    // Field by field: the whole would be too long to read.
    for (field, value) in plan.as_object().expect("fields") {
        assert_eq!(&again[field], value, "{field}");
    }
}
