//! What a plan made after objections says of itinerant lessons that change, and of papers that hold no more.

use crate::replanned::{refused, rows, school_page};
use crate::support::json;
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::fs;

/// Each itinerant arrangement of one of the two plans that is not the same in the other, by who, where and what.
fn changed_walks(former: &Value, new: &Value) -> Vec<Value> {
    let place = |row: &Value| {
        let part = |key: &str| row[key].clone();
        [
            part("teacher_id"),
            part("from"),
            part("to"),
            part("subject"),
        ]
    };
    let lessons = |plan: &Value, at: &[Value; 4]| {
        let row = rows(plan, "itinerant").iter().find(|row| place(row) == *at);
        row.map_or(0, |row| row["lessons"].as_u64().expect("a number"))
    };
    let mut changed: Vec<Value> = Vec::new();
    for row in rows(former, "itinerant")
        .iter()
        .chain(rows(new, "itinerant"))
    {
        let at = place(row);
        let (was, now) = (lessons(former, &at), lessons(new, &at));
        let [teacher_id, from, to, subject] = at;
        let change = serde_json::json!({
            "teacher_id": teacher_id, "from": from, "to": to, "stage": row["stage"],
            "subject": subject, "former": was, "new": now,
        });
        if was != now && !changed.contains(&change) {
            changed.push(change);
        }
    }
    changed
}

#[test]
fn itinerant_lessons_that_change_are_counted_and_listed() {
    let (folder, plan, [said, _]) = refused();
    let record = json(&plan.with_file_name("replan.json"));
    let changed = changed_walks(&json(&plan.with_file_name("former.json")), &json(&plan));
    let listed = rows(&record, "itinerant");
    assert_eq!(listed.len(), changed.len(), "{record}");
    assert!(changed.len() > 3 && changed.iter().all(|row| listed.contains(row)));
    let count = |is: &dyn Fn(&Value) -> bool| changed.iter().filter(|row| is(row)).count();
    let (added, ended) = (
        count(&|row| row["former"] == 0),
        count(&|row| row["new"] == 0),
    );
    let n = changed.len();
    let others = n - added - ended;
    let sentence =
        format!("走教安排改变 {n} 项：新增 {added} 项，取消 {ended} 项，课时增减 {others} 项");
    let report = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    for shown in [&said, &report] {
        assert!(shown.contains(&sentence), "{sentence}: {shown}");
    }
    let list = report.split("走教的变化").nth(1).expect("the list");
    let list = list.split("</table>").next().expect("its end");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("out/plan.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("与原方案相比").expect("the sheet");
    for row in &changed {
        let id = row["teacher_id"].as_str().expect("an id");
        assert!(list.contains(id), "{id}: {list}");
        let in_sheet = sheet
            .cells()
            .any(|(_, _, cell)| *cell == Data::String(id.into()));
        assert!(in_sheet, "{id}");
    }
    assert_eq!(list.matches("<tr>").count(), n + 1, "{list}");
}

/// A school is told that nothing has changed only where nobody of it is posted otherwise, and no itinerant lessons differ.
#[test]
fn a_school_whose_itinerant_lessons_change_is_not_told_that_nothing_does() {
    let (folder, plan, _) = refused();
    let record = json(&plan.with_file_name("replan.json"));
    let teachers = fs::read_to_string(folder.path().join("teachers.csv")).expect("a table");
    let mut walks_alone = 0;
    for school in ["0101", "0102", "0201", "0301", "0302"] {
        let own = |row: &Value| {
            let id = row["teacher_id"].as_str().expect("an id");
            let row = teachers.lines().find(|line| line.starts_with(id));
            row.is_some_and(|row| row.split(',').any(|cell| cell == school))
        };
        let own = rows(&record, "touched").iter().any(own);
        let walks = |row: &Value| row["from"] == school || row["to"] == school;
        let walks = rows(&record, "itinerant").iter().any(walks);
        let page = school_page(&folder, &plan, school);
        let same = page.contains("本校教师的安排没有改变");
        assert_eq!(same, !own && !walks, "{school}");
        assert_eq!(page.contains("走教的变化"), walks, "{school}");
        walks_alone += usize::from(walks && !own);
    }
    assert!(walks_alone > 0);
}

/// Letters, notices and pages of the former plan are void for whoever the new plan concerns otherwise, and only for them.
#[test]
fn papers_that_hold_no_more_are_named() {
    let (_folder, plan, [said, _]) = refused();
    let record = json(&plan.with_file_name("replan.json"));
    let mut people: Vec<&str> = rows(&record, "touched")
        .iter()
        .chain(rows(&record, "itinerant"))
        .map(|row| row["teacher_id"].as_str().expect("an id"))
        .collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!(record["void"]["teachers"], Value::from(people.clone()));
    let start = said
        .find("通知书、通知、反馈表和学校页")
        .expect("a sentence");
    let mut lines = said[start..].lines().skip(1);
    let (named, schools) = (
        lines.next().expect("people"),
        lines.next().expect("schools"),
    );
    assert!(people.iter().all(|id| named.contains(id)), "{named}");
    assert_eq!(named.matches('、').count() + 1, people.len(), "{named}");
    // A school of which both plans say the same keeps its papers.
    let (former, new) = (json(&plan.with_file_name("former.json")), json(&plan));
    let void = rows(&record["void"], "schools");
    for school in ["0101", "0102", "0201", "0301", "0302"] {
        let is_at = |row: &&Value| {
            let mut keys = ["from", "to", "school_id"].into_iter();
            keys.any(|key| row[key] == school)
        };
        let of = |plan: &Value, list: &str| {
            let rows = rows(plan, list).iter().filter(is_at);
            rows.cloned().collect::<Vec<_>>()
        };
        let mut lists = ["rotations", "itinerant", "coverage"].into_iter();
        let differs = lists.any(|list| of(&former, list) != of(&new, list));
        assert_eq!(void.contains(&school.into()), differs, "{school}");
        assert_eq!(schools.contains(school), differs, "{schools}");
    }
}
