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

/// Whom a plan brings in stands in next year's tables: recruits under made-up ids and on probation, the trained with
/// their new subject, the retired among those who may come again.
#[test]
fn people_brought_in_are_carried() {
    let folder = fixture("tiny");
    let scenario = folder.path().join("scenario.toml");
    let rules =
        "\n[rules.recruitment]\nmax = 2\n\n[rules.retraining]\nmax = 1\n\n[rules.silver_age]\n";
    let former = fs::read_to_string(&scenario).expect("a scenario");
    fs::write(&scenario, former + rules).expect("written");
    let retired = "teacher_id,birth,subject,title\nX1,1962-03,art,senior\n";
    fs::write(folder.path().join("retirees.csv"), retired).expect("written");
    let made = lungang(&["plan", text(folder.path()), "--quiet", "--gap", "0.5"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = folder.path().join("out/plan.json");
    let brought = json(&plan);
    for list in ["recruitment", "retraining", "silver_age"] {
        let rows = brought[list].as_array().expect("a list");
        assert!(!rows.is_empty(), "{list}");
    }
    let next = folder.path().join("next");
    let args = ["carry", text(folder.path()), text(&plan), text(&next)];
    let carried = lungang(&[&args[..], &["--lang", "en"]].concat());
    assert_eq!(code(&carried), 0, "{}", stderr(&carried));
    let told = stdout(&carried);
    for words in [
        "ids R2024-001 to R2024-002, on probation",
        "1 people trained for another subject",
        "1 retired teachers came for the year",
    ] {
        assert!(told.contains(words), "{told}");
    }
    let teachers = fs::read_to_string(next.join("teachers.csv")).expect("a table");
    let row = |id: &str| teachers.lines().find(|line| line.starts_with(id));
    let recruit = row("R2024-002").expect("the recruit's row");
    assert!(
        recruit.contains("2024-09") && recruit.contains("待补"),
        "{recruit}"
    );
    let trained = brought["retraining"][0]["teacher_id"]
        .as_str()
        .expect("an id");
    assert!(row(trained).is_some(), "{trained}");
    let retirees = fs::read_to_string(next.join("retirees.csv")).expect("a table");
    assert!(retirees.contains("X1"), "{retirees}");
    let checked = lungang(&["check", text(&next)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let planned = lungang(&["plan", text(&next), "--quiet", "--gap", "0.5"]);
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
    let second = json(&next.join("out/plan.json"));
    let rotations = second["rotations"].as_array().expect("a list");
    let is_recruit = |row: &Value| {
        row["teacher_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("R2024"))
    };
    assert!(!rotations.iter().any(is_recruit), "{rotations:?}");
}
