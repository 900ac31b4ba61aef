//! Plans that the audit does not accept, and counties without a plan.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;

#[test]
fn a_plan_of_other_input_ends_with_3() {
    let (folder, plan) = planned();
    let teachers = folder.path().join("teachers.csv");
    let changed = fs::read_to_string(&teachers)
        .expect("a table")
        .replace("maths", "english");
    fs::write(&teachers, changed).expect("written");
    assert_eq!(
        code(&lungang(&["audit", text(folder.path()), text(&plan)])),
        3
    );
    fs::write(&plan, "{ no plan").expect("written");
    assert_eq!(
        code(&lungang(&["audit", text(folder.path()), text(&plan)])),
        3
    );
}

#[test]
fn a_figure_that_was_changed_by_hand_ends_with_5() {
    let (folder, plan) = planned();
    let sound = json(&plan);
    let changes: [(&str, Value); 7] = [
        ("/levels/0/value", Value::from(0)),
        ("/coverage/0/unfilled", Value::from(99)),
        ("/rules/0/achieved", Value::from(99)),
        ("/cost/yuan", Value::from(1)),
        ("/levels/1/status", Value::from("feasible")),
        ("/levels/2/gap", Value::from(0.5)),
        ("/indicators/after/primary/pe_arts/cv", Value::from(0.01)),
    ];
    for (pointer, value) in changes {
        let mut wrong = sound.clone();
        *wrong.pointer_mut(pointer).expect("the field") = value;
        fs::write(&plan, wrong.to_string()).expect("written");
        let output = lungang(&["audit", text(folder.path()), text(&plan), "--lang", "en"]);
        assert_eq!(code(&output), 5, "{pointer}: {}", stderr(&output));
        assert!(stderr(&output).contains("claim:"), "{}", stderr(&output));
        let chinese = stderr(&lungang(&["audit", text(folder.path()), text(&plan)]));
        let found = chinese.lines().find(|line| line.starts_with("  "));
        let found = found.expect("a line of what is wrong");
        assert!(found.starts_with("  方案所写："), "{chinese}");
        let english = ["claim", "by_specialists", "unweighted", "true", "level `"];
        assert!(
            !english.iter().any(|word| found.contains(word)),
            "{chinese}"
        );
    }
}

#[test]
fn no_plan_ends_with_4_and_leaves_the_former_one() {
    let (folder, plan) = planned();
    let before = fs::read(&plan).expect("a plan");
    let dir = text(folder.path());
    let impossible = ["--set", "rules.backbone_share.min=100%", "--lang", "en"];
    let output = lungang(&[&["plan", dir], &impossible[..]].concat());
    assert_eq!(code(&output), 4, "{}", stdout(&output));
    assert!(
        stderr(&output).contains("backbone_share"),
        "{}",
        stderr(&output)
    );
    assert_eq!(fs::read(&plan).expect("the former plan"), before);
    let relaxed = lungang(&[&["plan", dir, "--relax"], &impossible[..]].concat());
    assert_eq!(code(&relaxed), 0, "{}", stderr(&relaxed));
    assert_eq!(json(&plan)["relaxed"], true);
    assert_eq!(code(&lungang(&["audit", dir, text(&plan)])), 5);
}

#[test]
fn a_time_limit_without_a_plan_ends_with_1_and_leaves_the_former_one() {
    let (folder, plan) = planned();
    let before = fs::read(&plan).expect("a plan");
    let limit = ["--time-limit", "0.000001", "--lang", "en"];
    let output = lungang(&[&["plan", text(folder.path())], &limit[..]].concat());
    assert_eq!(code(&output), 1, "{}", stdout(&output));
    let said = stderr(&output);
    assert!(said.contains("none found, not disproved"), "{said}");
    assert_eq!(fs::read(&plan).expect("the former plan"), before);
}

/// The county has no backbone teacher at all, so 20 % of those rotated cannot be any.
#[test]
fn a_share_of_backbone_teachers_that_cannot_be_met_is_said_in_people() {
    let folder = fixture("tiny");
    let teachers = folder.path().join("teachers.csv");
    let table = fs::read_to_string(&teachers).expect("a table");
    fs::write(&teachers, table.replace(",county,", ",none,")).expect("written");
    let output = lungang(&["plan", text(folder.path()), "--lang", "en"]);
    assert_eq!(code(&output), 4, "{}", stdout(&output));
    insta::assert_snapshot!("infeasible_en", stderr(&output));
    let output = lungang(&["plan", text(folder.path()), "--json"]);
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(said["status"], "infeasible");
    assert_eq!(said["conflicts"][0]["rule"], "backbone_share");
    assert_eq!(said["conflicts"][0]["amount"], 1);
}
