//! What the pages show and, above all, what they must not.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn page(out: &Path, name: &str) -> String {
    fs::read_to_string(out.join(name)).expect("a page")
}

#[test]
fn the_page_holds_every_part_in_both_languages_and_asks_for_nothing() {
    let (folder, plan) = planned();
    for (lang, words) in [
        (
            "zh",
            [
                "地图",
                "缺课",
                "差异系数",
                "经费",
                "规则核对",
                "三(二)11",
                "分校",
            ],
        ),
        (
            "en",
            [
                "Map",
                "Unfilled",
                "coefficient",
                "Money",
                "Rules",
                "三(二)11",
                "School by school",
            ],
        ),
    ] {
        let out = folder.path().join(lang);
        let options = ["--out", text(&out), "--lang", lang];
        let made = lungang(&[&["report", text(folder.path()), text(&plan)], &options[..]].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        assert!(stdout(&made).contains("report.html") && stdout(&made).contains("plan.xlsx"));
        let shown = page(&out, "report.html");
        for word in words {
            assert!(shown.contains(word), "{lang}: no `{word}`");
        }
        for outside in ["http", "src=", "@import", "url("] {
            assert!(
                !shown.contains(outside),
                "{lang}: the page asks for `{outside}`"
            );
        }
        assert!(shown.contains("<svg") && shown.contains("@page"));
    }
}

#[test]
fn the_foot_of_a_page_says_where_minutes_are_estimated() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let foot = |lang: &str| {
        let out = folder.path().join(lang);
        let options = ["--school", "0101", "--out", text(&out), "--lang", lang];
        let made = lungang(&[&["report", dir, text(&plan)], &options[..]].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let shown = page(&out, "school-0101.html");
        shown.split("<footer>").nth(1).expect("a foot").to_owned()
    };
    let zh = foot("zh");
    assert!(zh.starts_with("没有道路表：路程分钟数由经纬度估算"), "{zh}");
    let en = foot("en");
    assert!(
        en.starts_with("there is no roads table: minutes are estimated"),
        "{en}"
    );
}

/// Names that stand in the English page must come from the tables, not from us.
#[test]
fn the_english_page_is_english() {
    let (folder, plan) = planned();
    let table = fs::read_to_string(folder.path().join("teachers.csv")).expect("a table");
    let schools = fs::read_to_string(folder.path().join("schools.csv")).expect("a table");
    let scenario = fs::read_to_string(folder.path().join("scenario.toml")).expect("a scenario");
    let out = folder.path().join("en");
    let options = ["--out", text(&out), "--lang", "en"];
    let made = lungang(&[&["report", text(folder.path()), text(&plan)], &options[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let known: BTreeSet<char> = format!("{table}{schools}{scenario}").chars().collect();
    let shown = page(&out, "report.html");
    let body = &shown[shown.find("<body>").expect("a body")..];
    let chinese = |letter: &char| ('\u{4e00}'..='\u{9fff}').contains(letter);
    let foreign: String = body
        .chars()
        .filter(chinese)
        .filter(|c| !known.contains(c))
        .collect();
    assert_eq!(foreign, "");
}

#[test]
fn a_schools_copy_names_nobody_elses_people() {
    let (folder, plan) = planned();
    let planned = json(&plan);
    let table = fs::read_to_string(folder.path().join("teachers.csv")).expect("a table");
    for school in ["0101", "0102", "0201", "0301"] {
        let out = folder.path().join("copy");
        let options = ["--school", school, "--out", text(&out)];
        let made = lungang(&[&["report", text(folder.path()), text(&plan)], &options[..]].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let shown = page(&out, &format!("school-{school}.html"));
        let concerns = |id: &str| {
            let rows =
                ["rotations", "itinerant"].map(|list| planned[list].as_array().expect("a list"));
            rows.into_iter().flatten().any(|row| {
                row["teacher_id"] == id && (row["from"] == school || row["to"] == school)
            })
        };
        for row in table.lines().skip(1) {
            let cells: Vec<_> = row.split(',').collect();
            let (id, name) = (cells[0], cells[1]);
            let named = shown.contains(id) || shown.contains(name);
            assert_eq!(named, concerns(id), "{id} in the copy of {school}");
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("copy"))
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 4, "only the schools' own pages are written");
}

/// A plan made after objections tells what changed: the bureau all of it, a school its own people and no reasons.
#[test]
fn a_plan_made_again_says_what_changed() {
    let (folder, plan) = planned();
    let old = folder.path().join("old.json");
    fs::copy(&plan, &old).expect("copied");
    let row = &json(&plan)["rotations"][0];
    let of = |key: &str| row[key].as_str().expect("a text").to_owned();
    let (id, school) = (of("teacher_id"), of("from"));
    let feedback = folder.path().join("feedback.csv");
    let rows = format!("teacher_id,verdict,reason,by\n{id},forbid,照顾病人,张主任\n");
    fs::write(&feedback, rows).expect("written");
    let (dir, out) = (text(folder.path()), folder.path().join("out"));
    let args = ["replan", dir, text(&old), "--feedback", text(&feedback)];
    let made = lungang(&args);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let section = |page: &str| {
        let start = page.find("<section id=\"changes\">").expect("the section");
        let section = &page[start..];
        section[..section.find("</section>").expect("its end")].to_owned()
    };
    let shown = section(&page(&out, "report.html"));
    let touched = json(&out.join("replan.json"))["touched"].clone();
    let touched = touched.as_array().expect("a list");
    for row in touched {
        let id = row["teacher_id"].as_str().expect("an id");
        assert!(shown.contains(id), "{id}: {shown}");
    }
    let said = format!("{} 人的安排改变，已证明不能更少", touched.len());
    for word in [
        &said,
        "反馈意见：照顾病人",
        "张主任",
        "不同意",
        "随之调整",
        "本校",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    // Made once more from plan.json alone, it is the same.
    let again = folder.path().join("again");
    let plan = out.join("plan.json");
    let options = ["report", dir, text(&plan), "--out", text(&again)];
    assert_eq!(code(&lungang(&options)), 0);
    assert_eq!(page(&again, "report.html"), page(&out, "report.html"));
    let made = lungang(&[&options[..], &["--school", &school]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let copy = page(&again, &format!("school-{school}.html"));
    assert!(copy.contains("与原方案相比") && copy.contains(&id));
    assert!(!copy.contains("病人") && !copy.contains("张主任"));
    let table = fs::read_to_string(folder.path().join("teachers.csv")).expect("a table");
    let schools: BTreeMap<&str, &str> = table
        .lines()
        .map(|row| row.split(',').collect::<Vec<_>>())
        .map(|cells| (cells[0], cells[4]))
        .collect();
    assert_eq!(
        schools.get(id.as_str()),
        Some(&school.as_str()),
        "the column of schools"
    );
    let start = copy.find("与原方案相比").expect("the list");
    let list = &copy[start..start + copy[start..].find("</table>").expect("its end")];
    for (other, at) in &schools {
        assert!(*at == school || !list.contains(other), "{other} of {at}");
    }
}

#[test]
fn an_unknown_school_is_a_usage_mistake() {
    let (folder, plan) = planned();
    let options = ["--school", "0310", "--lang", "en"];
    let made = lungang(&[&["report", text(folder.path()), text(&plan)], &options[..]].concat());
    assert_eq!(code(&made), 2);
    assert!(
        stderr(&made).contains("did you mean `0301`"),
        "{}",
        stderr(&made)
    );
}

/// Names are data: whatever stands in a cell, it never becomes markup.
#[test]
fn names_cannot_become_markup() {
    let folder = fixture("tiny");
    for (table, from) in [("schools.csv", "东岗小学"), ("teachers.csv", "教师")] {
        let path = folder.path().join(table);
        let rows = fs::read_to_string(&path).expect("a table");
        fs::write(&path, rows.replace(from, "<script>alert(1)</script>&amp;'")).expect("written");
    }
    let made = lungang(&["plan", text(folder.path())]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let shown = page(&folder.path().join("out"), "report.html");
    assert!(!shown.contains("<script>alert"));
    assert!(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;'"));
}
