//! What a plan made from a former one changes, and the objections it answers.

use super::Page;
use super::lists::{count, person};
use super::parts::{self, Column, Set, cell, table};
use crate::domain::ids::SchoolIndex;
use crate::domain::words::Verdict;
use crate::report::changes::{Change, changes, where_to};
use crate::report::plan_json::verdict_rows::VerdictRow;
use maud::{Markup, html};

/// The bureau's copy: everybody, and what was objected; nothing where the plan was made from no former one.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let Some(changes) = changes(page.instance, page.rules, page.file) else {
        return html! {};
    };
    let rows: Vec<_> = changes.rows.iter().collect();
    let verdicts = &page.file.scenario.feedback;
    let body = html! {
        p { (changes.said(page.file, page.lang)) }
        @if !verdicts.is_empty() {
            h3 { (page.t("反馈意见", "Verdicts")) (count(page, verdicts.len())) }
            (verdict_table(page, verdicts))
        }
        @if !rows.is_empty() {
            h3 { (page.t("改变的人", "Who is touched")) (count(page, rows.len())) }
            (change_table(page, &rows, |row| row.cause.said(page.lang)))
        }
    };
    parts::section("changes", title(page), &body)
}

/// A school's own copy: its own people alone, and no word of what anybody objected.
pub(super) fn of_school(page: &Page<'_>, school: SchoolIndex) -> Markup {
    let Some(changes) = changes(page.instance, page.rules, page.file) else {
        return html! {};
    };
    let rows: Vec<_> = changes.of_school(page.instance, school).collect();
    html! {
        h3 { (title(page)) }
        @if rows.is_empty() {
            p { (page.t("本校教师的安排没有改变", "none of the school's own people is posted otherwise")) }
        } @else {
            (change_table(page, &rows, |row| row.cause.in_short(page.lang)))
        }
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
        let posting = |posting| cell(where_to(page.instance, posting, page.lang));
        vec![
            person(page, &page.instance.teacher(row.teacher).id),
            posting(row.former.as_ref()),
            posting(row.new.as_ref()),
            cell(why(row)),
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
