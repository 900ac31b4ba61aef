//! What a clerk reads of a plan made after objections: verdicts are on postings, and schools learn who comes now.

use crate::support::{code, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Kept at home by a verdict, and asked for itinerant lessons all the same.
const WALKS: &str = "T018";

/// The tiny county planned again after two people refused, with what the command says on stdout and stderr.
pub(crate) fn refused() -> (TempDir, PathBuf, [String; 2]) {
    let (folder, plan) = planned();
    let feedback = folder.path().join("意见.csv");
    let rows =
        "工号,学校,意见,理由\nT015,,不同意,家有病人\nT015,,不同意,家有病人\nT018,,不同意,腿伤\n";
    fs::write(&feedback, rows).expect("written");
    let dir = text(folder.path());
    let args = ["replan", dir, text(&plan), "--feedback", text(&feedback)];
    let made = lungang(&args);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let said = [stdout(&made), stderr(&made)];
    (folder, plan, said)
}

pub(crate) fn rows<'a>(plan: &'a Value, list: &str) -> &'a [Value] {
    plan[list].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn school_page(folder: &TempDir, plan: &Path, school: &str) -> String {
    let dir = text(folder.path());
    let made = lungang(&["report", dir, text(plan), "--school", school]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let page = fs::read_to_string(folder.path().join(format!("out/school-{school}.html")));
    page.expect("a page")
}

#[test]
fn whoever_a_verdict_keeps_at_home_may_still_give_itinerant_lessons() {
    let (folder, plan, [said, remarks]) = refused();
    let made = json(&plan);
    let walks = |row: &&Value| row["teacher_id"] == WALKS;
    assert!(rows(&made, "itinerant").iter().any(|row| walks(&row)));
    let note = format!("{WALKS} 教师018 仍走教 ");
    let report = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    for shown in [&said, &report] {
        assert!(shown.contains(&note), "{shown}");
        assert!(shown.contains("“不同意”只针对交流，不针对走教"));
        assert!(shown.contains("本校，另走教 "), "{shown}");
    }
    assert!(!said.contains("T015 教师015 仍走教"), "{said}");
    // The same row twice is told, once.
    assert!(remarks.contains("第 2 行已有同样的意见"), "{remarks}");
    assert!(!remarks.contains("T018"), "{remarks}");
}

/// The form takes verdicts on postings: whoever only walks is not sent to it.
#[test]
fn the_letter_on_itinerant_lessons_points_to_no_form_that_cannot_answer() {
    let (folder, plan) = planned();
    let made = json(&plan);
    let dir = text(folder.path());
    let letter = |id: &str| {
        let made = lungang(&["report", dir, text(&plan), "--teacher", id]);
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let path = folder.path().join(format!("out/letters/letter-{id}.html"));
        fs::read_to_string(path).expect("a letter")
    };
    let id = |list: &str| {
        let id = rows(&made, list)[0]["teacher_id"].as_str();
        id.expect("an id").to_owned()
    };
    let walks = letter(&id("itinerant"));
    assert!(walks.contains("由学校另附书面说明报教育局"), "{walks}");
    assert!(!walks.contains("由学校填入反馈表"));
    let goes = letter(&id("rotations"));
    assert!(goes.contains("由学校填入反馈表"), "{goes}");
    // The term is the one that `carry` books.
    assert!(
        goes.contains("为期 3 年，至 2027 年 8 月期满返回"),
        "{goes}"
    );
}

#[test]
fn a_school_learns_who_comes_now_and_who_comes_no_more() {
    let (folder, plan, _) = refused();
    let record = json(&folder.path().join("out/replan.json"));
    let school = "0302";
    let page = school_page(&folder, &plan, school);
    let start = page.find("来校教师的变化").expect("the list");
    let list = &page[start..start + page[start..].find("</table>").expect("its end")];
    let to = |row: &Value, when: &str| row[when]["to"] == school;
    let (mut came, mut comes) = (0, 0);
    for row in rows(&record, "touched") {
        let id = row["teacher_id"].as_str().expect("an id");
        let concerns = to(row, "former") || to(row, "new");
        assert_eq!(list.contains(id), concerns, "{id}: {list}");
        came += usize::from(to(row, "former"));
        comes += usize::from(to(row, "new"));
    }
    assert!(came > 0 && comes > 0, "{record}");
    assert_eq!(list.matches("来校任教（").count(), came + comes, "{list}");
    assert!(list.contains("改为来校走教") && list.contains("不来任教"));
    for word in ["病人", "腿伤", "反馈意见", "随之调整"] {
        assert!(!list.contains(word), "{word}: {list}");
    }
}

/// A need that the plan itself makes is said to be one: 0 lessons lack today.
#[test]
fn a_letter_does_not_claim_a_gap_that_the_plan_makes() {
    let (folder, plan) = planned();
    let made = json(&plan);
    let lacks = |row: &Value| {
        let is_it = |c: &&Value| c["school_id"] == row["to"] && c["subject"] == row["subject"];
        rows(&made, "coverage").iter().find(is_it).expect("a row")["before"] != 0
    };
    let replaces = |row: &&Value| !lacks(row);
    let row = rows(&made, "rotations").iter().find(replaces);
    let id = row.expect("a posting where nothing lacks")["teacher_id"].as_str();
    let id = id.expect("an id");
    let dir = text(folder.path());
    let args = ["report", dir, text(&plan), "--teacher", id];
    assert_eq!(code(&lungang(&args)), 0);
    let path = folder.path().join(format!("out/letters/letter-{id}.html"));
    let letter = fs::read_to_string(path).expect("a letter");
    assert!(letter.contains("现在有 0 节无人上"), "{letter}");
    assert!(letter.contains("教师交流到他校，由您接替"), "{letter}");
    assert!(letter.contains("您是其中之一"), "{letter}");
}

/// Every solved answer within an answer.
fn solved(answer: &Value) -> Vec<&Value> {
    match answer {
        Value::Object(fields) if fields.get("status") == Some(&"solved".into()) => vec![answer],
        Value::Object(fields) => fields.values().flat_map(solved).collect(),
        Value::Array(rows) => rows.iter().flat_map(solved).collect(),
        _ => Vec::new(),
    }
}

/// The people touched are counted from the plan objected to, and what is said to be better is written.
#[test]
fn a_plan_made_again_is_explained_beside_the_plan_objected_to() {
    let (folder, plan, _) = refused();
    let made = json(&plan);
    let goes = rows(&made, "rotations")[0]["teacher_id"].as_str();
    let questions = [
        ["--rule", "rotation_share"],
        ["--rule", "travel_cap"],
        ["--gap", "0201:pe"],
        ["--teacher", goes.expect("an id")],
    ];
    let mut compared = 0;
    for question in questions {
        let dir = text(folder.path());
        let ask = [&["explain", dir, text(&plan)], &question[..], &["--json"]].concat();
        let output = lungang(&ask);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mut is_better = false;
        for end in solved(&answer) {
            let first = &end["levels"][0];
            assert_eq!(first["code"], "touched", "{end}");
            let said = made["levels"][0]["value"].as_f64();
            assert_eq!(first["plan"].as_f64(), said, "{end}");
            // Two refused, and two had to follow: no rule turned a step spares more than those.
            assert!(first["value"].as_f64() >= Some(2.0), "{question:?}: {end}");
            is_better |= end["better_than_plan"] == true;
            compared += 1;
        }
        assert_eq!(answer["improved"].is_object(), is_better, "{answer}");
    }
    assert!(compared > 5, "{compared}");
}

/// Whoever asks for a wide gap may get a better plan out of a question, made from the same plan as the one asked about.
#[test]
fn a_plan_made_again_is_bettered_by_a_question() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let feedback = folder.path().join("意见.csv");
    fs::write(&feedback, "工号,学校,意见\nT015,,不同意\nT018,,不同意\n").expect("written");
    let args = ["replan", dir, text(&plan), "--feedback", text(&feedback)];
    let wide = lungang(&[&args[..], &["--gap", "0.99", "--quiet"]].concat());
    assert_eq!(code(&wide), 0, "{}", stderr(&wide));
    let rule = ["--rule", "rotation_share", "--gap", "0", "--lang", "en"];
    let asked = lungang(&[&["explain", dir, text(&plan)], &rule[..]].concat());
    let said = stdout(&asked);
    assert!(said.contains("the plan is improved: "), "{said}");
    let path = folder.path().join("out/improved/plan.json");
    let (made, better) = (json(&plan), json(&path));
    assert_eq!(better["replan"], made["replan"]);
    let audited = lungang(&["audit", dir, text(&path)]);
    assert_eq!(code(&audited), 0, "{}", stderr(&audited));
    let value = |plan: &Value, i: usize| plan["levels"][i]["value"].as_f64().expect("a value");
    let mut levels = 0..rows(&made, "levels").len();
    let differs = levels.find(|&i| (value(&better, i) - value(&made, i)).abs() > 1e-6);
    let first = differs.expect("a level that differs");
    assert!(value(&better, first) < value(&made, first), "{first}");
}

/// Each school sends its own form back: what two say alike is fine, and a contradiction names both files.
#[test]
fn several_feedback_files_are_read_together() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let file = |name: &str, rows: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("工号,学校,意见\n{rows}")).expect("written");
        path
    };
    let first = file("甲校.csv", "T015,,不同意\n");
    let second = file("乙校.csv", "T018,,不同意\nT015,,不同意\n");
    let former = plan.with_file_name("objected.json");
    fs::copy(&plan, &former).expect("copied");
    let replan = |feedback: &[&str]| {
        let args = ["replan", dir, text(&former)];
        lungang(&[&args[..], feedback].concat())
    };
    let (one, other) = (text(&first), text(&second));
    for feedback in [
        &["--feedback", one, other][..],
        &["--feedback", one, "--feedback", other],
    ] {
        let made = replan(feedback);
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        assert!(!stderr(&made).contains("feedback_"), "{}", stderr(&made));
        let kept = json(&plan);
        let verdicts = rows(&kept["scenario"], "feedback");
        let ids: Vec<_> = verdicts.iter().map(|row| &row["teacher_id"]).collect();
        assert_eq!(ids, ["T015", "T018", "T015"]);
        let audited = lungang(&["audit", dir, text(&plan)]);
        assert_eq!(code(&audited), 0, "{}", stderr(&audited));
    }
    let third = file("丙校.csv", "T015,0302,同意\n");
    let clash = replan(&["--feedback", one, text(&third)]);
    assert_eq!(code(&clash), 3);
    let said = stderr(&clash);
    assert!(said.contains("feedback_clash"), "{said}");
    assert!(
        said.contains("甲校.csv") && said.contains("丙校.csv"),
        "{said}"
    );
    let missing = replan(&["--feedback", one, "/no/file"]);
    assert_eq!(code(&missing), 2, "{}", stderr(&missing));
}

/// Whoever agrees changes nothing: not a lesson of anybody, though levels leave open who gives it; and to say it again
/// counts once.
#[test]
fn an_agreement_leaves_the_plan_as_it_is() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let former = plan.with_file_name("objected.json");
    let made = json(&plan);
    let goes = &rows(&made, "rotations")[0];
    let id = |key: &str| goes[key].as_str().expect("an id");
    let feedback = folder.path().join("意见.csv");
    let pin = format!("工号,学校,意见\n{},{},同意\n", id("teacher_id"), id("to"));
    fs::write(&feedback, pin).expect("written");
    for round in 1..3 {
        fs::copy(&plan, &former).expect("copied");
        let args = ["replan", dir, text(&former), "--feedback", text(&feedback)];
        let again = lungang(&[&args[..], &["--quiet"]].concat());
        assert_eq!(code(&again), 0, "{round}: {}", stderr(&again));
        let kept = json(&plan);
        for list in ["rotations", "itinerant", "part_time", "coverage"] {
            assert_eq!(kept[list], made[list], "{round}: {list}");
        }
        assert_eq!(rows(&kept["scenario"], "feedback").len(), 1, "{round}");
    }
}

/// A school that thinks better of it sends another form: the newer verdict counts, and the plan keeps that alone.
#[test]
fn a_later_verdict_replaces_what_it_contradicts() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let feedback = folder.path().join("意见.csv");
    let replan = |said: &str| {
        fs::write(&feedback, format!("工号,学校,意见\n{said}")).expect("written");
        let former = plan.with_file_name("objected.json");
        fs::copy(&plan, &former).expect("copied");
        let args = ["replan", dir, text(&former), "--feedback", text(&feedback)];
        let made = lungang(&[&args[..], &["--lang", "en"]].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let kept = json(&plan);
        let verdicts = rows(&kept["scenario"], "feedback");
        let told = |row: &Value| format!("{} {}", row["teacher_id"], row["verdict"]);
        (stderr(&made), verdicts.iter().map(told).collect::<Vec<_>>())
    };
    let (said, kept) = replan("T015,,同意\nT018,,不同意\n");
    assert!(!said.contains("feedback_replaced"), "{said}");
    assert_eq!(kept.len(), 2);
    let (said, kept) = replan("T015,0302,同意\n");
    assert!(said.contains("feedback_replaced"), "{said}");
    assert!(
        said.contains("earlier round's verdict on `T015`: pin"),
        "{said}"
    );
    assert_eq!(kept, [r#""T018" "forbid""#, r#""T015" "pin""#]);
    let audited = lungang(&["audit", dir, text(&plan)]);
    assert_eq!(code(&audited), 0, "{}", stderr(&audited));
}

/// Whoever a verdict keeps at home is told where he could go without it, and what the plan would be then.
#[test]
fn whoever_is_kept_is_told_what_he_would_be_up_for() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let feedback = folder.path().join("意见.csv");
    fs::write(&feedback, "工号,学校,意见,理由\nT018,,同意,腿伤\n").expect("written");
    let args = ["replan", dir, text(&plan), "--feedback", text(&feedback)];
    let made = lungang(&[&args[..], &["--quiet"]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let asked = lungang(&["explain", dir, text(&plan), "--teacher", "T018"]);
    let said = stdout(&asked);
    assert!(said.contains("`T018` 教师018 符合交流条件"), "{said}");
    let kept = "反馈意见要求留任（腿伤）；没有这条意见，可去 ";
    assert!(said.contains(kept), "{said}");
    let (_, then) = said
        .split_once("如果没有这条意见（重新求解）：")
        .expect("solved again");
    assert!(then.contains("安排与原方案不同的人数"), "{then}");
    assert!(then.contains("`T018` 教师018 → "), "{then}");
}
