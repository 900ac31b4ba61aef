//! What if, what changed, and today's practice: `replan`, `compare`, `baseline`.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The tiny county with its plan kept aside, and a feedback table in which the first of the rotated refuses.
fn objected() -> (TempDir, PathBuf, PathBuf, String) {
    let (folder, plan) = planned();
    let old = folder.path().join("old.json");
    fs::copy(&plan, &old).expect("copied");
    let id = json(&plan)["rotations"][0]["teacher_id"].clone();
    let id = id.as_str().expect("an id").to_owned();
    let feedback = folder.path().join("意见.csv");
    let rows = format!("工号,学校,意见,理由,提出人\n{id},,不同意,家有病人,本人\n");
    fs::write(&feedback, rows).expect("written");
    (folder, old, feedback, id)
}

fn without(text: &str, folder: &Path) -> String {
    text.replace(folder.to_str().expect("UTF-8"), "DIR")
}

#[test]
fn an_objection_touches_the_fewest_and_the_plan_is_audited_with_it() {
    let (folder, old, feedback, id) = objected();
    let dir = text(folder.path());
    let args = ["replan", dir, text(&old), "--feedback", text(&feedback)];
    let output = lungang(&args);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!("replan_zh", without(&stdout(&output), folder.path()));
    let english = lungang(&[&args[..], &["--lang", "en"]].concat());
    insta::assert_snapshot!("replan_en", without(&stdout(&english), folder.path()));
    let out = folder.path().join("out");
    let plan = out.join("plan.json");
    let (made, record) = (json(&plan), json(&out.join("replan.json")));
    assert_eq!(made["levels"][0]["code"], "touched");
    assert_eq!(made["levels"][0]["bound"], made["levels"][0]["value"]);
    let verdict = &made["scenario"]["feedback"][0];
    assert_eq!(
        (&verdict["teacher_id"], &verdict["verdict"]),
        (&Value::from(id.clone()), &Value::from("forbid"))
    );
    let rotations = made["rotations"].as_array().expect("a list");
    assert!(rotations.iter().all(|row| row["teacher_id"] != id.as_str()));
    let touched = record["touched"].as_array().expect("a list").len();
    assert_eq!(made["levels"][0]["value"], Value::from(touched));
    assert_eq!(
        record["stand_ins"].as_array().map(Vec::len),
        Some(rotations.len())
    );
    assert_eq!(json(&out.join("former.json")), json(&old));
    let audit = lungang(&["audit", dir, text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
    // A number of people touched, or a former posting, that was changed by hand.
    for (pointer, value) in [
        ("/levels/0/value", Value::from(touched + 1)),
        ("/replan/former/1/to", Value::from("0101")),
        ("/replan/former/1/subject", Value::from("art")),
    ] {
        let mut wrong = made.clone();
        *wrong.pointer_mut(pointer).expect("the field") = value;
        fs::write(&plan, wrong.to_string()).expect("written");
        assert_eq!(code(&lungang(&["audit", dir, text(&plan)])), 5, "{pointer}");
    }
    // Without its verdicts the plan is one of other input.
    let mut wrong = made.clone();
    wrong["scenario"]["feedback"] = Value::Array(Vec::new());
    fs::write(&plan, wrong.to_string()).expect("written");
    assert_eq!(code(&lungang(&["audit", dir, text(&plan)])), 3);
}

/// A second round stands on the first: its verdicts hold on.
#[test]
fn verdicts_of_earlier_rounds_hold_on() {
    let (folder, old, feedback, first) = objected();
    let dir = text(folder.path());
    let again = [
        "replan",
        dir,
        text(&old),
        "--feedback",
        text(&feedback),
        "--quiet",
    ];
    assert_eq!(code(&lungang(&again)), 0);
    let plan = folder.path().join("out/plan.json");
    let second = json(&plan)["rotations"][0]["teacher_id"].clone();
    let row = format!(
        "teacher_id,verdict\n{},forbid\n",
        second.as_str().expect("an id")
    );
    fs::write(&feedback, row).expect("written");
    let output = lungang(&[
        "replan",
        dir,
        text(&plan),
        "--feedback",
        text(&feedback),
        "--json",
    ]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        shown["plan"]["scenario"]["feedback"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    let rotations = shown["plan"]["rotations"].as_array().expect("a list");
    let goes = |id: &Value| rotations.iter().any(|row| row["teacher_id"] == *id);
    assert!(!goes(&Value::from(first)) && !goes(&second));
    let audit = lungang(&["audit", dir, text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
}

/// The tables may have changed as well: here a school closes, and one of the rotated has left the county.
#[test]
fn a_changed_county_is_planned_again() {
    let (folder, plan) = planned();
    let old = folder.path().join("old.json");
    fs::copy(&plan, &old).expect("copied");
    let rotations = json(&plan)["rotations"].clone();
    let (gone, closed) = (&rotations[0]["teacher_id"], &rotations[3]["to"]);
    let (gone, closed) = (
        gone.as_str().expect("an id"),
        closed.as_str().expect("an id"),
    );
    let rewrite = |table: &str, change: &dyn Fn(&str) -> Option<String>| {
        let path = folder.path().join(table);
        let text = fs::read_to_string(&path).expect("a table");
        let lines: Vec<_> = text.lines().filter_map(change).collect();
        fs::write(&path, lines.join("\n") + "\n").expect("written");
    };
    rewrite("teachers.csv", &|line| {
        (!line.starts_with(gone)).then(|| line.to_owned())
    });
    rewrite("schools.csv", &|line| {
        let outlook = match line {
            line if line.starts_with("school_id") => "outlook",
            line if line.starts_with(closed) => "closing",
            _ => "permanent",
        };
        Some(format!("{line},{outlook}"))
    });
    let output = lungang(&["replan", text(folder.path()), text(&old), "--json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(shown["replan"]["gone"], Value::from(vec![gone]));
    let rows = shown["replan"]["touched"].as_array().expect("a list");
    assert!(
        rows.iter()
            .any(|row| row["cause"] == "rule" && row["detail"] == "intake"),
        "{rows:?}"
    );
    let now = shown["plan"]["rotations"].as_array().expect("a list");
    assert!(now.iter().all(|row| row["to"] != closed));
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
}

#[test]
fn objections_that_cannot_be_end_with_3_or_4_and_leave_the_plan() {
    let (folder, old, feedback, id) = objected();
    let dir = text(folder.path());
    let plan = folder.path().join("out/plan.json");
    let before = fs::read(&plan).expect("a plan");
    let replan = |rows: &str| {
        fs::write(&feedback, rows).expect("written");
        lungang(&[
            "replan",
            dir,
            text(&old),
            "--feedback",
            text(&feedback),
            "--lang",
            "en",
        ])
    };
    let clash = format!("teacher_id,school_id,verdict\n{id},,forbid\n{id},0301,pin\n");
    let output = replan(&clash);
    assert_eq!(code(&output), 3);
    assert!(
        stderr(&output).contains("feedback_clash"),
        "{}",
        stderr(&output)
    );
    assert_eq!(code(&replan("teacher_id,verdict\nT999,forbid\n")), 3);
    let teachers = fs::read_to_string(folder.path().join("teachers.csv")).expect("a table");
    let ids = teachers
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next());
    let nobody: String = ids.map(|id| format!("{id},forbid\n")).collect();
    let output = replan(&format!("teacher_id,verdict\n{nobody}"));
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("rotation_share"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        code(&lungang(&[
            "replan",
            dir,
            text(&old),
            "--feedback",
            "/no/file"
        ])),
        2
    );
    assert_eq!(fs::read(&plan).expect("the former plan"), before);
}

#[test]
fn a_key_that_varies_gives_a_line_with_proofs_and_is_kept() {
    let folder = fixture("tiny");
    let (dir, out) = (text(folder.path()), folder.path().join("cmp"));
    let vary = "rules.rotation_share.min=10%..50%:20%";
    let args = ["compare", dir, "--vary", vary, "--out", text(&out)];
    let output = lungang(&args);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!("compare_zh", without(&stdout(&output), folder.path()));
    let record = json(&out.join("compare.json"));
    let points = record["points"].as_array().expect("a list");
    let status: Vec<_> = points
        .iter()
        .map(|point| point["status"].as_str())
        .collect();
    assert_eq!(
        status,
        [Some("optimal"), Some("optimal"), Some("infeasible")]
    );
    assert_eq!(points[1]["values"], Value::from(vec!["30%"]));
    assert_eq!(points[2]["broken"][0]["rule"], "rotation_share");
    let page = fs::read_to_string(out.join("compare.html")).expect("a page");
    assert!(!page.contains("http") && page.contains("<svg") && page.contains("30%"));
    // The key goes by its name, and is told once.
    assert!(page.contains("至少交流比例"));
    assert_eq!(page.matches("rotation_share.min").count(), 1, "{page}");
    let kept = || fs::read_dir(out.join("points")).expect("a folder").count();
    assert_eq!(kept(), 3);
    // Once more: every point is there already, and the record is the same to the last byte.
    let first = fs::read(out.join("compare.json")).expect("a record");
    let english = lungang(&[&args[..], &["--lang", "en", "--threads", "1"]].concat());
    insta::assert_snapshot!("compare_en", without(&stdout(&english), folder.path()));
    assert_eq!(fs::read(out.join("compare.json")).expect("a record"), first);
    assert_eq!(kept(), 3);
}

/// A kept point that was changed, cut short or belongs to other input is planned anew.
#[test]
fn only_sound_points_are_taken_for_finished() {
    let folder = fixture("tiny");
    let (dir, out) = (text(folder.path()), folder.path().join("cmp"));
    let args = ["compare", dir, "--out", text(&out), "--json"];
    let first = stdout(&lungang(&args));
    let kept = |out: &Path| {
        let entries = fs::read_dir(out.join("points"))
            .expect("a folder")
            .flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let [point] = kept(&out).try_into().expect("one point");
    let sound = fs::read_to_string(&point).expect("a point");
    let forged = sound.replacen("\"yuan\": 4000", "\"yuan\": 1", 1);
    assert_ne!(forged, sound);
    for wrong in [&sound[..sound.len() / 2], &forged, "{}"] {
        fs::write(&point, wrong).expect("written");
        assert_eq!(stdout(&lungang(&args)), first);
        let again = fs::read_to_string(&point).expect("a point");
        assert!(again.contains("\"yuan\": 4000"));
    }
    let other = lungang(&[&args[..], &["--gap", "0.01"]].concat());
    assert_eq!(code(&other), 0);
    assert_eq!(kept(&out).len(), 2);
}

#[test]
fn scenarios_variants_and_grids_are_compared() {
    let (folder, other) = (fixture("tiny"), fixture("tiny"));
    let (dir, out) = (text(folder.path()), folder.path().join("cmp"));
    let labels = |args: &[&str]| -> Vec<String> {
        let output = lungang(&[&["compare", dir, "--json", "--out", text(&out)], args].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let points = shown["points"].as_array().expect("a list").iter();
        points
            .map(|point| point["label"].as_str().expect("a label").to_owned())
            .collect()
    };
    assert_eq!(labels(&[text(other.path())]), ["小县", "小县"]);
    assert_eq!(
        labels(&[
            "--if",
            "rules.travel_cap.minutes=20;eligibility.min_years=5"
        ]),
        ["小县", "travel_cap.minutes = 20, eligibility.min_years = 5"]
    );
    assert_eq!(
        labels(&["--set", "rules.travel_cap.minutes=20"]),
        ["小县", "travel_cap.minutes = 20"]
    );
    let grid = [
        "--vary",
        "rules.travel_cap.minutes=20,60",
        "--vary",
        "eligibility.min_years=5..6:1",
    ];
    let four = labels(&grid);
    assert_eq!(
        four[1],
        "travel_cap.minutes = 20, eligibility.min_years = 6"
    );
    let page = fs::read_to_string(out.join("compare.html")).expect("a page");
    assert!(page.contains("交流单程路程上限（分钟） \\ 本校最少任教年限"));
    for wrong in [
        &["--vary", "rules.travel_cap.minutes"][..],
        &["--vary", "rules.travel_cap.minuts=20,60"],
        &["--vary", "year=1..9999:1"],
    ] {
        let output = lungang(&[&["compare", dir, "--out", text(&out)], wrong].concat());
        assert_eq!(code(&output), 2, "{wrong:?}: {}", stderr(&output));
    }
}

#[test]
fn todays_practice_stands_beside_the_plan() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let output = lungang(&["baseline", dir, text(&plan)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!("baseline_zh", stdout(&output));
    let english = lungang(&["baseline", dir, "--lang", "en"]);
    insta::assert_snapshot!("baseline_en", stdout(&english));
    let out = folder.path().join("practice");
    let output = lungang(&["baseline", dir, text(&plan), "--json", "--out", text(&out)]);
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(shown["baseline"], json(&out.join("baseline.json")));
    let share = &shown["baseline"]["rules"][0];
    assert_eq!(share["achieved"], share["required"]);
    assert!(
        !shown["compared"]["breaches"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
    assert_eq!(shown["compared"]["plan"]["breaches"], 0);
    // Its figures are right: the audit finds the rules it breaks, and nothing else.
    let audit = lungang(&[
        "audit",
        dir,
        text(&out.join("baseline.json")),
        "--lang",
        "en",
    ]);
    assert_eq!(code(&audit), 5);
    let said = stderr(&audit);
    assert!(
        !said.contains("claim:") && !said.contains("plan:"),
        "{said}"
    );
}

/// What differs stands under what changed: a verdict, a setting, tables, or nothing that the plans tell.
/// A plan made again has a level of its own in front; the figures of the others stay in their rows.
#[test]
fn todays_practice_stands_beside_a_plan_made_again() {
    let (folder, old, feedback, _) = objected();
    let dir = text(folder.path());
    let again = lungang(&["replan", dir, text(&old), "--feedback", text(&feedback)]);
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    let plan = folder.path().join("out/plan.json");
    let said = stdout(&lungang(&["baseline", dir, text(&plan), "--lang", "en"]));
    let levels = json(&plan)["levels"].as_array().expect("a list").clone();
    let burden = levels.last().expect("a level")["value"].to_string();
    let row = said.lines().find(|line| line.contains("other burden"));
    assert!(
        row.is_some_and(|row| row.trim_end().ends_with(&burden)),
        "{said}"
    );
    let record = json(&folder.path().join("out/replan.json"));
    for shift in record["stand_ins"].as_array().expect("a list") {
        let text = shift.to_string();
        let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len);
        assert!(digits.max() < Some(12), "not rounded: {text}");
    }
}

#[test]
fn differences_stand_under_their_causes() {
    let (folder, old, feedback, id) = objected();
    let dir = text(folder.path());
    let again = [
        "replan",
        dir,
        text(&old),
        "--feedback",
        text(&feedback),
        "--quiet",
    ];
    assert_eq!(code(&lungang(&again)), 0);
    let plan = folder.path().join("out/plan.json");
    let output = lungang(&["diff", text(&old), text(&plan)]);
    insta::assert_snapshot!("diff_zh", stdout(&output));
    // A verdict and a setting: each has its own, the rest follows from both.
    let output = lungang(&[&again[..], &["--set", "rules.rotation_share.min=20%"]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = lungang(&["diff", text(&old), text(&plan), "--lang", "en"]);
    insta::assert_snapshot!("diff_en", stdout(&output));
    let shown = lungang(&["diff", text(&old), text(&plan), "--json"]);
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    let kinds = shown["groups"].as_array().expect("a list").iter();
    let kinds: Vec<_> = kinds.map(|group| group["cause"]["kind"].as_str()).collect();
    assert_eq!(kinds, [Some("setting"), Some("verdict"), Some("replan")]);
    let removed = &shown["groups"][1]["rotations"]["removed"];
    assert_eq!(removed[0]["teacher_id"], Value::from(id));
    // The same county and the same settings: nothing to attribute a difference to.
    let mut other = json(&old);
    other["rotations"].as_array_mut().expect("a list").remove(0);
    let changed = folder.path().join("changed.json");
    fs::write(&changed, other.to_string()).expect("written");
    let output = lungang(&["diff", text(&old), text(&changed), "--lang", "en"]);
    let said = stdout(&output);
    assert!(
        said.starts_with("unattributed\n  rotations removed: 1\n"),
        "{said}"
    );
    // Other tables: the school whose need changed takes what happens there.
    other["scenario"]["input_sha256"] = Value::from("0");
    other["coverage"][0]["need"] = Value::from(99);
    fs::write(&changed, other.to_string()).expect("written");
    let output = lungang(&["diff", text(&old), text(&changed), "--lang", "en"]);
    assert!(
        stdout(&output).contains("input, schools that changed: 0101"),
        "{}",
        stdout(&output)
    );
}
