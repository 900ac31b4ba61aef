//! Plans as they are written, summed up, repeated and patched.

use crate::support::{
    FILES, code, fixture, forget_seconds, json, lungang, plan_tiny, planned, stderr, stdout, text,
    without_seconds,
};
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn a_plan_is_written_summed_up_and_audited() {
    let (folder, shown) = plan_tiny();
    insta::assert_snapshot!("summary_zh", without_seconds(&shown));
    let out = folder.path().join("out");
    let left = fs::read_dir(&out).expect("a folder").count();
    assert_eq!(left, FILES.len(), "temporary files stay behind");
    let plan = out.join("plan.json");
    assert_eq!(json(&plan)["schema"], "lungang-plan/1");
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
    let page = fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(!page.contains("http"), "the page needs the network");
}

#[test]
fn the_workbook_keeps_ids_as_text() {
    let (folder, plan) = planned();
    let mut workbook: Xlsx<_> =
        open_workbook(folder.path().join("out/plan.xlsx")).expect("a workbook");
    let sheet = workbook.worksheet_range("轮岗名册").expect("the sheet");
    let rotations = json(&plan)["rotations"].as_array().expect("a list").len();
    assert_eq!(sheet.height(), rotations + 1);
    for row in sheet.rows().skip(1) {
        assert!(matches!(&row[3], Data::String(id) if id.starts_with('0')));
    }
}

/// Shuffled rows, one thread and another language change nothing but seconds; the workbook's bytes are the same.
#[test]
fn the_same_answer() {
    let (folder, plan) = planned();
    let teachers = folder.path().join("teachers.csv");
    let table = fs::read_to_string(&teachers).expect("a table");
    let (header, rows) = table.split_once('\n').expect("a header");
    let rows: Vec<_> = rows.lines().rev().collect();
    fs::write(&teachers, format!("{header}\n{}\n", rows.join("\n"))).expect("written");
    let other = folder.path().join("other");
    let options = ["--out", text(&other), "--threads", "1", "--json"];
    let again = lungang(&[&["plan", text(folder.path())], &options[..]].concat());
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    let (mut a, mut b) = (
        json(&plan),
        serde_json::from_slice(&again.stdout).expect("JSON"),
    );
    forget_seconds(&mut a);
    forget_seconds(&mut b);
    assert_eq!(a, b);
    let workbook = |out: &Path| fs::read(out.join("plan.xlsx")).expect("a workbook");
    assert!(
        workbook(&folder.path().join("out")) == workbook(&other),
        "the bytes differ"
    );
}

#[test]
fn patches_are_said_written_applied_again_and_compared() {
    let folder = fixture("tiny");
    let plan = folder.path().join("out/plan.json");
    let patched = ["--set", "rules.rotation_share.min=20%", "--lang", "en"];
    let output = lungang(&[&["plan", text(folder.path())], &patched[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!(
        "summary_en",
        without_seconds(&stdout(&output).replace(text(folder.path()), "DIR"))
    );
    let patch = &json(&plan)["scenario"]["patches"][0];
    assert_eq!(patch["key"], "rules.rotation_share.min");
    assert_eq!(
        (&patch["old"], &patch["new"]),
        (&Value::from(0.1), &Value::from(0.2))
    );
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
    let shown = lungang(&["indicators", text(folder.path()), text(&plan), "--json"]);
    assert_eq!(code(&shown), 0, "{}", stderr(&shown));
    let (_kept_for_now, former) = planned();
    let same = lungang(&["diff", text(&former), text(&former), "--lang", "en"]);
    assert_eq!(stdout(&same), "the two plans are the same\n");
    let diff = lungang(&["diff", text(&former), text(&plan), "--lang", "en"]);
    assert!(
        stdout(&diff).contains("rotations added"),
        "{}",
        stdout(&diff)
    );
    let diff = lungang(&["diff", text(&former), text(&plan), "--json"]);
    let diff: Value = serde_json::from_slice(&diff.stdout).expect("JSON");
    assert_eq!(diff["same_input"], false);
}

/// Each level says within which gap it is proven: its default, or the one asked for.
#[test]
fn levels_say_the_gap_asked_for() {
    let gaps = |plan: &Value| -> Vec<f64> {
        let levels = plan["levels"].as_array().expect("a list").iter();
        levels
            .map(|level| level["gap"].as_f64().expect("a gap"))
            .collect()
    };
    let (folder, plan) = planned();
    assert_eq!(gaps(&json(&plan)), [0.0, 0.005, 0.005, 0.0, 0.005, 0.005]);
    let asked = lungang(&["plan", text(folder.path()), "--gap", "0.01", "--quiet"]);
    assert_eq!(code(&asked), 0, "{}", stderr(&asked));
    assert_eq!(gaps(&json(&plan)), [0.01; 6]);
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
}

#[test]
fn a_generated_county_is_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("county");
    let make = [
        "generate",
        text(&dir),
        "--schools",
        "10",
        "--teachers",
        "120",
        "--seed",
        "3",
    ];
    assert_eq!(code(&lungang(&make)), 0);
    assert_eq!(
        code(&lungang(&make)),
        2,
        "a folder that is not empty is left alone"
    );
    let checked = lungang(&["check", text(&dir)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
}

#[test]
fn a_new_folder_checks_and_plans() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mine");
    assert_eq!(code(&lungang(&["new", text(&dir)])), 0);
    let checked = lungang(&["check", text(&dir)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let planned = lungang(&["plan", text(&dir)]);
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
}

#[test]
fn the_balance_test_is_shown_by_stage_and_school() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let out = tempfile::tempdir().expect("a folder");
    let shown = lungang(&[
        "indicators",
        dir,
        text(&plan),
        "--json",
        "--out",
        text(out.path()),
    ]);
    assert_eq!(code(&shown), 0, "{}", stderr(&shown));
    assert!(out.path().join("indicators.xlsx").is_file());
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!(shown["after"], json(&plan)["indicators"]["after"]);
    let school = &shown["schools"][0];
    assert_eq!(school["school_id"], "0101");
    assert_eq!(
        school["after"]["indicators"]["pe_arts"]["threshold"],
        Value::from(0.9)
    );
    assert!(school["after"]["indicators"]["room_m2"]["value"].is_null());
    assert_eq!(
        shown["spread"]["before"][0]["cv_max"],
        Value::from(0.5),
        "{shown}"
    );
    let limit = [
        "indicators",
        dir,
        "--set",
        "balance.primary.cv_max=0.01",
        "--lang",
        "en",
    ];
    let text = stdout(&lungang(&limit));
    assert!(text.contains("0.01") && text.contains("城关一小"), "{text}");
}

/// Recruits and a retired teacher stand in the summary, the workbook, the page, the school's own page and its audit.
#[test]
fn what_is_brought_in_stands_in_every_report() {
    let folder = fixture("tiny");
    let scenario = folder.path().join("scenario.toml");
    let rules = "\n[rules.recruitment]\nmax = 2\n[rules.silver_age]\n";
    let text_of = fs::read_to_string(&scenario).expect("a scenario");
    fs::write(scenario, text_of + rules).expect("written");
    let retired = "teacher_id,name,birth,subject,title\nR1,退休一,1961-05,music,senior\n";
    fs::write(folder.path().join("retirees.csv"), retired).expect("written");
    // Nobody rotates or teaches at a second school, so that the gaps of the villages are left for those brought in.
    let nobody = [
        "--set",
        "rules.rotation_share.min=0%",
        "--set",
        "rules.rotation_share.max=0%",
        "--set",
        "rules.itinerant.enabled=false",
    ];
    let output = lungang(&[&["plan", text(folder.path())], &nobody[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.contains("招聘 2 人"), "{shown}");
    assert!(
        shown.contains("银龄教师 1 人") && shown.contains("补充招聘 20,000 元"),
        "{shown}"
    );
    let plan = folder.path().join("out/plan.json");
    let made = json(&plan);
    assert_eq!(made["silver_age"][0]["retiree_id"], "R1");
    // Eighteen lessons, a fifth less from 55 on.
    assert_eq!(made["silver_age"][0]["lessons"], 14);
    let mut workbook: Xlsx<_> =
        open_workbook(folder.path().join("out/plan.xlsx")).expect("a workbook");
    let sheet = workbook.worksheet_range("补充师资").expect("the sheet");
    let people = |row: &[Data]| row[7].to_string().parse::<u32>().expect("people");
    assert_eq!(sheet.rows().skip(1).map(people).sum::<u32>(), 3);
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    assert!(page.contains("id=\"supply\"") && page.contains("R1 退休一"));
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
}
