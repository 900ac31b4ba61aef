//! `lungang explain`: each question has an answer, in words and as JSON, and a wrong one ends with 2.

use crate::support::{code, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;

/// What a question is answered with, in English and as JSON.
fn answers(dir: &str, plan: &str, question: &[&str]) -> (String, Value) {
    let ask = |more: &[&str]| lungang(&[&["explain", dir, plan], question, more].concat());
    let said = ask(&["--lang", "en"]);
    assert_eq!(code(&said), 0, "{question:?}: {}", stderr(&said));
    let machine = ask(&["--json"]);
    assert_eq!(code(&machine), 0, "{question:?}: {}", stderr(&machine));
    (
        stdout(&said),
        serde_json::from_slice(&machine.stdout).expect("JSON"),
    )
}

#[test]
fn a_teacher_who_goes_is_explained_and_one_who_may_not() {
    let (folder, plan) = planned();
    let (dir, file) = (text(folder.path()), text(&plan));
    let id = json(&plan)["rotations"][0]["teacher_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let (said, machine) = answers(dir, file, &["--teacher", &id, "--instead", "T002"]);
    assert!(
        said.contains("if the teacher stays, solved again"),
        "{said}"
    );
    assert_eq!(machine["goes"]["if_stays"]["status"], "solved", "{machine}");
    assert!(machine["instead"].is_object(), "{machine}");
    // Born in 1994 and there since 2020: too short, and nothing else.
    let (said, machine) = answers(dir, file, &["--teacher", "T008"]);
    assert!(
        said.contains("4 years at the school, 6 are asked for"),
        "{said}"
    );
    assert_eq!(machine["reasons"].as_array().expect("a list").len(), 1);
}

#[test]
fn a_school_a_gap_and_a_rule_are_explained() {
    let (folder, plan) = planned();
    let (dir, file) = (text(folder.path()), text(&plan));
    let (said, machine) = answers(dir, file, &["--school", "0301"]);
    assert!(said.contains("东岗小学"), "{said}");
    let subjects = machine["subjects"].as_array().expect("a list").len();
    let rows = json(&plan)["coverage"].as_array().expect("a list").clone();
    let own: Vec<_> = rows
        .iter()
        .filter(|row| row["school_id"] == "0301")
        .collect();
    assert_eq!(subjects, own.len());
    let open = rows
        .iter()
        .find(|row| row["unfilled"].as_u64() > Some(0))
        .expect("a gap");
    let gap = format!(
        "{}:{}",
        open["school_id"].as_str().expect("an id"),
        open["subject"].as_str().expect("a word")
    );
    let (_, machine) = answers(dir, file, &["--gap", &gap]);
    let (_, with_a_gap) = answers(dir, file, &["--gap", &gap, "--gap", "0"]);
    assert_eq!(machine, with_a_gap, "a place and a proof beside each other");
    assert_eq!(
        machine["gaps"][0]["unfilled"], open["unfilled"],
        "{machine}"
    );
    assert!(machine["gaps"][0]["closing"].is_object(), "{machine}");
    let (said, machine) = answers(dir, file, &["--rule", "rotation_share"]);
    assert!(
        said.contains("none is a price of the linear programme"),
        "{said}"
    );
    assert_eq!(machine["steps"].as_array().expect("a list").len(), 4);
}

#[test]
fn what_is_not_there_ends_with_2() {
    let (folder, plan) = planned();
    let (dir, file) = (text(folder.path()), text(&plan));
    let plan_for_a_place = lungang(&["plan", dir, "--gap", "0301:pe"]);
    assert_eq!(code(&plan_for_a_place), 2);
    assert_eq!(code(&lungang(&["explain", dir, "--school", "0301"])), 2);
    let plan_with_two = lungang(&["plan", dir, "--gap", "0.1", "--gap", "0.2"]);
    assert_eq!(code(&plan_with_two), 2);
    let wrong: [&[&str]; 9] = [
        &["--gap", "0301:pe", "--gap", "0301:art"],
        &["--rule", "travel_cap", "--gap", "0301:pe"],
        &["--teacher", "T999"],
        &["--teacher", "T002", "--instead", "T999"],
        &["--school", "9999"],
        &["--gap", "0301"],
        &["--gap", "0301:magic"],
        &["--rule", "travel_ca"],
        &["--rule", "travel_cap", "--school", "0301"],
    ];
    for question in wrong {
        let output = lungang(&[&["explain", dir, file], question].concat());
        assert_eq!(code(&output), 2, "{question:?}: {}", stderr(&output));
    }
}

#[test]
fn where_nothing_conflicts_it_is_said() {
    let output = lungang(&["explain", "tests/cli/tiny", "--infeasible", "--lang", "en"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("nothing was found to conflict"));
    let family = "tests/unsatisfiable/years-of-service";
    let output = lungang(&["explain", family, "--infeasible", "--json"]);
    let why: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(why["conflict_sets"][0]["most"], 6, "{why}");
}
