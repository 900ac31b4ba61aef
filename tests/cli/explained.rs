//! `lungang explain`: each question has an answer, in words and as JSON, and a wrong one ends with 2.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
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
    assert!(stdout(&output).contains("nothing conflicts"));
    let family = "tests/unsatisfiable/years-of-service";
    let output = lungang(&["explain", family, "--infeasible", "--json"]);
    let why: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(why["conflict_sets"][0]["most"], 6, "{why}");
}

/// A plan that was proven within a wide gap only: asking about one of its people leads to a better one.
#[test]
fn a_better_plan_that_a_question_leads_to_is_written() {
    let folder = fixture("tiny");
    let dir = text(folder.path());
    let made = lungang(&["plan", dir, "--gap", "0.99", "--quiet"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let path = folder.path().join("out/plan.json");
    let plan = json(&path);
    let id = plan["rotations"][0]["teacher_id"].as_str().expect("an id");
    let ask = ["explain", dir, text(&path), "--teacher", id, "--gap", "0"];
    let said = lungang(&[&ask[..], &["--lang", "en"]].concat());
    assert_eq!(code(&said), 0, "{}", stderr(&said));
    let better = folder.path().join("out/improved/plan.json");
    assert!(
        stdout(&said).contains("the plan is improved: "),
        "{}",
        stdout(&said)
    );
    assert_eq!(json(&path), plan, "the plan itself stays");
    for name in ["plan.json", "plan.xlsx", "report.html"] {
        assert!(better.with_file_name(name).is_file(), "{name}");
    }
    let audited = lungang(&["audit", dir, text(&better)]);
    assert_eq!(code(&audited), 0, "{}", stderr(&audited));
    let value = |plan: &Value, i: usize| plan["levels"][i]["value"].as_f64().expect("a value");
    let improved = json(&better);
    let differs = (0..6).find(|&i| (value(&improved, i) - value(&plan, i)).abs() > 1e-6);
    let first = differs.expect("a level that differs");
    assert!(
        value(&improved, first) < value(&plan, first),
        "level {first}"
    );
}

/// The limits of itinerant lessons are no clause that must hold, yet one step of each has a price.
#[test]
fn a_rule_that_gives_lessons_is_turned_a_step_up_and_down() {
    let (folder, plan) = planned();
    let (said, machine) = answers(text(folder.path()), text(&plan), &["--rule", "itinerant"]);
    let steps = machine["steps"].as_array().expect("a list");
    let turned = |key: &str| {
        let of = steps.iter().filter(|step| step["step"]["key"] == key);
        of.map(|step| step["looser"].as_bool()).collect::<Vec<_>>()
    };
    for key in ["max_minutes", "max_schools", "max_lessons"] {
        let key = format!("rules.itinerant.{key}");
        assert_eq!(turned(&key), [Some(true), Some(false)], "{key}");
    }
    assert!(said.contains("breaches: 0"), "{said}");
}
