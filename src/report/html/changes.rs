//! What a plan made from a former one changes, and the objections it answers.

use super::Page;
use super::lists::{count, person};
use super::parts::{self, Column, Set, cell, number, table};
use crate::domain::ids::SchoolIndex;
use crate::domain::words::{Subject, Verdict};
use crate::finding::Lang;
use crate::report::changes::{Change, changes, where_to};
use crate::report::plan_json::replan::PostingRow;
use crate::report::plan_json::verdict_rows::VerdictRow;
use crate::report::walk_changes::{self, WalkChange};
use crate::report::walks;
use crate::report::words;
use maud::{Markup, html};

/// The bureau's copy: everybody, and what was objected; nothing where the plan was made from no former one.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let Some(changes) = changes(page.instance, page.rules, page.file) else {
        return html! {};
    };
    let rows: Vec<_> = changes.rows.iter().collect();
    let walks: Vec<_> = changes.walks.iter().collect();
    let verdicts = &page.file.scenario.feedback;
    let body = html! {
        p { (changes.said(page.file, page.lang)) }
        @if let Some(said) = walk_changes::said(&changes.walks, page.lang) { p { (said) } }
        @if !verdicts.is_empty() {
            h3 { (page.t("反馈意见", "Verdicts")) (count(page, verdicts.len())) }
            (verdict_table(page, verdicts))
            @for note in walks::beside_verdicts(page.instance, page.file) { p { (note.get(page.lang)) } }
        }
        @if !rows.is_empty() {
            h3 { (page.t("改变的人", "Who is touched")) (count(page, rows.len())) }
            (change_table(page, &rows, |row| row.cause.said(page.lang)))
        }
        (walk_table(page, &walks))
    };
    parts::section("changes", title(page), &body)
}

/// A school's own copy: its own people, those who come to it and the lessons given from here or here by people of two
/// schools, and no word of what anybody objected.
pub(super) fn of_school(page: &Page<'_>, school: SchoolIndex) -> Markup {
    let Some(changes) = changes(page.instance, page.rules, page.file) else {
        return html! {};
    };
    let rows: Vec<_> = changes.of_school(page.instance, school).collect();
    let coming: Vec<_> = changes.coming_to(page.instance, school).collect();
    let id = &page.instance.school(school).id;
    let walks: Vec<_> = changes.walks.iter().filter(|walk| walk.is_at(id)).collect();
    html! {
        h3 { (title(page)) }
        @if rows.is_empty() && walks.is_empty() {
            p { (page.t("本校教师的安排没有改变", "none of the school's own people is posted otherwise")) }
        }
        @if !rows.is_empty() {
            (change_table(page, &rows, |row| row.cause.in_short(page.lang)))
        }
        @if !coming.is_empty() {
            h3 { (page.t("来校教师的变化", "Who comes now, and who comes no more")) }
            (coming_table(page, school, &coming))
        }
        (walk_table(page, &walks))
    }
}

pub(super) fn title<'a>(page: &Page<'a>) -> &'a str {
    page.t("与原方案相比", "Against the former plan")
}

fn change_table(page: &Page<'_>, rows: &[&Change], why: impl Fn(&Change) -> String) -> Markup {
    let columns: [Column<'_>; 4] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("原方案", "was to serve"), Set::Text),
        (page.t("现方案", "now"), Set::Text),
        (page.t("原因", "why"), Set::Text),
    ];
    let row = |row: &&Change| {
        vec![
            person(page, &page.instance.teacher(row.teacher).id),
            cell(where_to(page.instance, row.former.as_ref(), page.lang)),
            cell(row.now(page.instance, page.file, page.lang)),
            cell(why(row)),
        ]
    };
    table(&columns, &rows.iter().map(row).collect::<Vec<_>>())
}

/// Itinerant lessons that differ, under their heading; nothing where none does.
fn walk_table(page: &Page<'_>, rows: &[&WalkChange]) -> Markup {
    let columns: [Column<'_>; 6] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("本校", "home"), Set::Text),
        (page.t("走教学校", "second school"), Set::Text),
        (page.t("学科", "subject"), Set::Brief),
        (
            page.t("原方案（节/周）", "was, lessons a week"),
            Set::Number,
        ),
        (page.t("现方案（节/周）", "now"), Set::Number),
    ];
    let row = |row: &&WalkChange| {
        vec![
            person(page, &row.teacher_id),
            cell(super::school_name(page.instance, &row.from)),
            cell(super::school_name(page.instance, &row.to)),
            cell(page.word::<Subject>(&row.subject)),
            number(row.former),
            number(row.new),
        ]
    };
    html! {
        @if !rows.is_empty() {
            h3 { (page.t("走教的变化", "Itinerant lessons that change")) (count(page, rows.len())) }
            (table(&columns, &rows.iter().map(row).collect::<Vec<_>>()))
        }
    }
}

/// Where else they were to go, or go now, is no business of the school's.
fn coming_table(page: &Page<'_>, school: SchoolIndex, rows: &[&Change]) -> Markup {
    let columns: [Column<'_>; 4] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("来自", "from"), Set::Text),
        (page.t("原方案", "was to come"), Set::Brief),
        (page.t("现方案", "now"), Set::Brief),
    ];
    let id = &page.instance.school(school).id;
    let here = |posting: Option<&PostingRow>| match posting.filter(|row| row.to == *id) {
        Some(row) => {
            let subject = words::word::<Subject>(&row.subject, page.lang);
            cell(match page.lang {
                Lang::Zh => format!("来校任教（{subject}）"),
                Lang::En => format!("comes ({subject})"),
            })
        }
        None => cell(page.t("不来任教", "does not come")),
    };
    let walks = |row: &Change| {
        let teacher = &page.instance.teacher(row.teacher).id;
        let mut visits = page.file.itinerant.iter();
        visits.any(|visit| visit.teacher_id == *teacher && visit.to == *id)
    };
    let row = |row: &&Change| {
        vec![
            person(page, &page.instance.teacher(row.teacher).id),
            cell(&page.instance.school(row.at(page.instance)).name),
            here(row.former.as_ref()),
            match walks(row) {
                true => cell(page.t("改为来校走教", "itinerant lessons instead")),
                false => here(row.new.as_ref()),
            },
        ]
    };
    table(&columns, &rows.iter().map(row).collect::<Vec<_>>())
}

fn verdict_table(page: &Page<'_>, rows: &[VerdictRow]) -> Markup {
    let columns: [Column<'_>; 5] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("意见", "verdict"), Set::Brief),
        (page.t("学校", "school"), Set::Brief),
        (page.t("理由", "reason"), Set::Text),
        (page.t("提出人", "by"), Set::Text),
    ];
    let row = |row: &VerdictRow| {
        vec![
            person(page, &row.teacher_id),
            cell(page.word::<Verdict>(&row.verdict)),
            cell(super::school_name(page.instance, &row.school_id)),
            cell(&row.reason),
            cell(&row.by),
        ]
    };
    table(&columns, &rows.iter().map(row).collect::<Vec<_>>())
}
