//! Next year's folder from a plan: it checks clean, plans, and says who serves where.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;

#[test]
fn the_written_folder_checks_clean_and_plans() {
    let (folder, plan) = planned();
    let next = folder.path().join("2025");
    let carried = lungang(&["carry", text(folder.path()), text(&plan), text(&next)]);
    assert_eq!(code(&carried), 0, "{}", stderr(&carried));
    assert!(stdout(&carried).contains("2025"), "{}", stdout(&carried));
    let checked = lungang(&["check", text(&next), "--json"]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    // What the first year's check remarked on the schools holds a year later too; nothing else does.
    let findings = |output: &std::process::Output| -> Vec<Value> {
        let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let codes = said["findings"].as_array().expect("a list").iter();
        codes.map(|finding| finding["code"].clone()).collect()
    };
    let before = findings(&lungang(&["check", text(folder.path()), "--json"]));
    assert_eq!(findings(&checked), before);
    let rotation = &json(&plan)["rotations"][0];
    let teachers = fs::read_to_string(next.join("teachers.csv")).expect("a table");
    let row = teachers
        .lines()
        .find(|line| line.starts_with(rotation["teacher_id"].as_str().expect("an id")));
    let row = row.expect("the teacher is still there");
    for cell in [&rotation["from"], &rotation["to"]] {
        assert!(row.contains(cell.as_str().expect("an id")), "{row}");
    }
    assert!(row.contains("2024-09") && row.contains("2027-08"), "{row}");
    let planned = lungang(&["plan", text(&next), "--quiet", "--gap", "0.5"]);
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
    assert_eq!(json(&next.join("out/plan.json"))["scenario"]["year"], 2025);
}

/// What the plan patched stays patched, and what stands in the way is left alone.
#[test]
fn patches_are_carried_and_a_full_folder_is_not_written_over() {
    let folder = fixture("tiny");
    let set = ["--set", "rules.travel_cap.minutes=55", "--quiet"];
    let made = lungang(&[&["plan", text(folder.path())], &set[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = folder.path().join("out/plan.json");
    let next = folder.path().join("next");
    let args = [
        "carry",
        text(folder.path()),
        text(&plan),
        text(&next),
        "--json",
    ];
    let carried = lungang(&args);
    assert_eq!(code(&carried), 0, "{}", stderr(&carried));
    let scenario = fs::read_to_string(next.join("scenario.toml")).expect("a scenario");
    assert!(scenario.contains("minutes = 55"), "{scenario}");
    assert!(scenario.contains("year = 2025"), "{scenario}");
    assert_eq!(code(&lungang(&args)), 2);
}

/// Recruits stand in next year's table under made-up ids and on probation, and the year can be checked and planned.
#[test]
fn recruits_are_carried() {
    let folder = fixture("tiny");
    let scenario = folder.path().join("scenario.toml");
    let former = fs::read_to_string(&scenario).expect("a scenario");
    let with = former + "\n[rules.recruitment]\nmax = 1\n";
    fs::write(&scenario, with).expect("written");
    let limits = ["--quiet", "--gap", "0.5", "--time-limit", "60"];
    let made = lungang(&[&["plan", text(folder.path())], &limits[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = folder.path().join("out/plan.json");
    assert_eq!(json(&plan)["recruitment"][0]["posts"], 1);
    let next = folder.path().join("next");
    let args = ["carry", text(folder.path()), text(&plan), text(&next)];
    let carried = lungang(&[&args[..], &["--lang", "en"]].concat());
    assert_eq!(code(&carried), 0, "{}", stderr(&carried));
    let told = stdout(&carried);
    assert!(
        told.contains("ids R2024-001 to R2024-001, on probation"),
        "{told}"
    );
    let teachers = fs::read_to_string(next.join("teachers.csv")).expect("a table");
    let recruit = teachers.lines().find(|line| line.starts_with("R2024-001"));
    let recruit = recruit.expect("the recruit's row");
    assert!(
        recruit.contains("2024-09") && recruit.contains("待补"),
        "{recruit}"
    );
    let checked = lungang(&["check", text(&next)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let planned = lungang(&[&["plan", text(&next)], &limits[..]].concat());
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
    let second = json(&next.join("out/plan.json"));
    let rotations = second["rotations"].as_array().expect("a list");
    assert!(
        rotations.iter().all(|row| row["teacher_id"] != "R2024-001"),
        "{rotations:?}"
    );
}

/// What came as a workbook goes on as one, and whoever retires is named.
#[test]
fn a_workbook_stays_a_workbook_and_who_retires_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (county, next) = (folder.path().join("county"), folder.path().join("2025"));
    assert_eq!(code(&lungang(&["new", text(&county)])), 0);
    let retiring = [
        "--set",
        "eligibility.retire_male=52",
        "--set",
        "eligibility.retire_within=0",
        "--quiet",
    ];
    let limits = ["--gap", "0.5", "--time-limit", "60"];
    let made = lungang(&[&["plan", text(&county)], &retiring[..], &limits[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = county.join("out/plan.json");
    let carried = lungang(&["carry", text(&county), text(&plan), text(&next)]);
    assert_eq!(code(&carried), 0, "{}", stderr(&carried));
    let told = stdout(&carried);
    assert!(told.contains("退休的是：J001 示例教师01"), "{told}");
    let mut files: Vec<_> = fs::read_dir(&next)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    files.sort();
    assert_eq!(files, ["README.md", "county.xlsx", "scenario.toml"]);
    let checked = lungang(&["check", text(&next), "--json"]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let said: Value = serde_json::from_str(&stdout(&checked)).expect("JSON");
    assert_eq!(said["findings"], Value::Array(Vec::new()));
}
