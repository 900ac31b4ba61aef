//! The reasons that letters and notices give: what the teacher's own going changes, with everybody else as planned.

use crate::support::{code, json, lungang, planned, stderr, text};
use serde_json::Value;
use std::fs;

/// Lists that rows of `plan.json` stand in.
fn rows<'a>(plan: &'a Value, list: &str) -> &'a [Value] {
    plan[list].as_array().expect("a list")
}

/// Whether a row's destination is that cell of the coverage.
fn goes_to(row: &Value, cell: &Value) -> bool {
    row["to"] == cell["school_id"]
        && row["stage"] == cell["stage"]
        && row["subject"] == cell["subject"]
}

/// Where nobody gave a subject before and nobody is posted for it, a visit's lessons are missing without that visitor.
#[test]
fn a_visitor_is_told_what_nobody_would_give_without_those_lessons() {
    let (folder, path) = planned();
    let made = lungang(&["report", text(folder.path()), text(&path), "--letters"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = json(&path);
    let mut told = 0;
    for row in rows(&plan, "itinerant") {
        let cells = rows(&plan, "coverage").iter();
        let is_alone = |cell: &&Value| {
            let posted = rows(&plan, "rotations").iter();
            goes_to(row, cell)
                && cell["before"] == cell["need"]
                && !posted.into_iter().any(|posting| goes_to(posting, cell))
        };
        let Some(cell) = cells.into_iter().find(is_alone) else {
            continue;
        };
        let number = |of: &Value, key: &str| of[key].as_u64().expect("a number");
        let after = number(cell, "unfilled");
        let without = after + number(row, "lessons");
        let id = row["teacher_id"].as_str().expect("an id");
        let letter = folder.path().join(format!("out/letters/letter-{id}.html"));
        let letter = fs::read_to_string(letter).expect("a page");
        let reason = format!("您不去则有 {without} 节无人上；您去后为 {after} 节");
        assert!(letter.contains(&reason), "{id}: {reason}");
        told += 1;
    }
    assert!(told > 0, "no visit to a school that nobody served");
}

/// A reason in which nothing changes is none: no `X → X` in a notice.
#[test]
fn no_reason_in_a_notice_says_that_nothing_changes() {
    let (folder, path) = planned();
    let made = lungang(&["report", text(folder.path()), text(&path), "--letters"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let papers = folder.path().join("out/letters/all-papers.html");
    let papers = fs::read_to_string(papers).expect("a page");
    let cells = papers.split("<td").filter_map(|cell| {
        let (before, after) = cell.split_once("缺课 ")?.1.split_once(" → ")?;
        let after = after.split(' ').next()?;
        Some((before.to_owned(), after.to_owned()))
    });
    let cells: Vec<_> = cells.collect();
    assert!(!cells.is_empty());
    assert!(
        cells.iter().all(|(before, after)| before != after),
        "{cells:?}"
    );
}
