//! Who goes where, who teaches at two schools, and who and what is brought in.

use super::Page;
use super::parts::{Column, Set, cell, number, section, table};
use crate::domain::words::{Stage, Subject};
use crate::report::plan_json::{ItinerantRow, RotationRow};
use crate::report::{supply, words};
use maud::{Markup, html};

pub(super) fn rotations(page: &Page<'_>) -> Markup {
    let rows: Vec<_> = page.file.rotations.iter().collect();
    let title = format!(
        "{}{}",
        page.t("轮岗名册", "Rotation list"),
        count(page, rows.len())
    );
    section("rotations", &title, &rotation_table(page, &rows))
}

pub(super) fn itinerant(page: &Page<'_>) -> Markup {
    let rows: Vec<_> = page.file.itinerant.iter().collect();
    let title = format!(
        "{}{}",
        page.t("走教安排", "Itinerant lessons"),
        count(page, rows.len())
    );
    section("itinerant", &title, &itinerant_table(page, &rows))
}

/// What is brought in beside postings; nothing where nothing is.
pub(super) fn supply(page: &Page<'_>) -> Markup {
    let lines = supply::lines(page.instance, page.file);
    if lines.is_empty() {
        return html! {};
    }
    let title = format!(
        "{}{}",
        page.t("补充师资", "People and lessons brought in"),
        count(page, lines.len())
    );
    let body = html! {
        @for sentence in supply::sentences(page.instance, page.file, page.lang) { p { (sentence) } }
        (supply_table(page, &lines))
    };
    section("supply", &title, &body)
}

pub(super) fn supply_table(page: &Page<'_>, lines: &[supply::Line<'_>]) -> Markup {
    let heads = supply::heads(page.lang);
    let columns: Vec<Column<'_>> = heads
        .iter()
        .enumerate()
        .map(|(i, &head)| (head, if i < 5 { Set::Text } else { Set::Number }))
        .collect();
    let row = |line: &supply::Line<'_>| {
        vec![
            cell(words::rule(line.rule).get(page.lang)),
            cell(&line.from),
            cell(page.school(line.school)),
            cell(page.word::<Stage>(line.stage)),
            cell(page.word::<Subject>(line.subject)),
            number(line.people),
            number(line.lessons),
            cell(words::grouped(line.yuan)),
        ]
    };
    table(&columns, &lines.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn count(page: &Page<'_>, n: usize) -> String {
    format!("{}{n}{}", page.t("（", " ("), page.t("）", ")"))
}

/// A person's name and id.
pub(super) fn person(page: &Page<'_>, id: &str) -> Markup {
    let name = page.teacher(id);
    html! { @if !name.is_empty() { (name) " " } span.id { (id) } }
}

/// Minutes one way, and where from if not from his school.
fn minutes(page: &Page<'_>, row: &RotationRow) -> Markup {
    match row.minutes_from {
        None => number(row.minutes),
        Some(_) => {
            let from = words::minutes_from(row);
            html! { (row.minutes) " " small { (from.get(page.lang)) } }
        }
    }
}

pub(super) fn rotation_table(page: &Page<'_>, rows: &[&RotationRow]) -> Markup {
    let columns: [Column<'_>; 7] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("调出学校", "from"), Set::Text),
        (page.t("调入学校", "to"), Set::Text),
        (page.t("学段", "stage"), Set::Brief),
        (page.t("学科", "subject"), Set::Brief),
        (page.t("分钟", "minutes"), Set::Number),
        (page.t("元/年", "yuan a year"), Set::Number),
    ];
    let row = |row: &&RotationRow| {
        vec![
            person(page, &row.teacher_id),
            cell(page.school(&row.from)),
            cell(page.school(&row.to)),
            cell(page.word::<Stage>(&row.stage)),
            cell(page.word::<Subject>(&row.subject)),
            minutes(page, row),
            cell(words::grouped(row.yuan.0)),
        ]
    };
    table(&columns, &rows.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn itinerant_table(page: &Page<'_>, rows: &[&ItinerantRow]) -> Markup {
    let columns: [Column<'_>; 8] = [
        (page.t("教师", "teacher"), Set::Text),
        (page.t("本校", "home"), Set::Text),
        (page.t("走教学校", "second school"), Set::Text),
        (page.t("学段", "stage"), Set::Brief),
        (page.t("学科", "subject"), Set::Brief),
        (page.t("节/周", "lessons a week"), Set::Number),
        (page.t("分钟", "minutes"), Set::Number),
        (page.t("元/年", "yuan a year"), Set::Number),
    ];
    let row = |row: &&ItinerantRow| {
        vec![
            person(page, &row.teacher_id),
            cell(page.school(&row.from)),
            cell(page.school(&row.to)),
            cell(page.word::<Stage>(&row.stage)),
            cell(page.word::<Subject>(&row.subject)),
            number(row.lessons),
            number(row.minutes),
            cell(words::grouped(row.yuan.0)),
        ]
    };
    table(&columns, &rows.iter().map(row).collect::<Vec<_>>())
}
