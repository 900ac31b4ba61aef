//! What a clerk reads of a plan made after objections: verdicts are on postings, and schools learn who comes now.

use crate::support::{code, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Kept at home by a verdict, and asked for itinerant lessons all the same.
const WALKS: &str = "T018";

/// The tiny county planned again after two people refused, with what the command says on stdout and stderr.
fn refused() -> (TempDir, PathBuf, [String; 2]) {
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

fn rows<'a>(plan: &'a Value, list: &str) -> &'a [Value] {
    plan[list].as_array().map_or(&[], Vec::as_slice)
}

fn school_page(folder: &TempDir, plan: &Path, school: &str) -> String {
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
