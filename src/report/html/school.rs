//! One school's part of the plan: a folded section of the bureau's copy, and the copy the school itself gets.

use super::Page;
use super::changes;
use super::head::change;
use super::lists::{itinerant_table, rotation_table, supply_table};
use super::parts::{self, Column, Set, cell, number, small_table};
use crate::domain::ids::SchoolIndex;
use crate::domain::words::{Stage, Subject};
use crate::report::at_school::AtSchool;
use crate::report::plan_json::CoverageRow;
use crate::report::words;
use maud::{Markup, html};

/// All schools, folded on the screen and open on paper.
pub(super) fn sections(page: &Page<'_>) -> Markup {
    let body = html! {
        @for index in 0..page.instance.schools.len() { (folded(page, SchoolIndex(index))) }
    };
    parts::section("schools", page.t("分校", "School by school"), &body)
}

fn folded(page: &Page<'_>, index: SchoolIndex) -> Markup {
    let school = page.instance.school(index);
    let part = AtSchool::new(page.instance, page.file, index);
    html! {
        details.school {
            summary {
                b { (school.name) } " " span.id { (school.id) } " "
                span.note { (words::of(school.tier, page.lang)) " · " (in_short(page, &part)) }
            }
            (people(page, &part))
            (subjects(page, &part))
        }
    }
}

/// The school's own copy.
pub(super) fn copy(page: &Page<'_>, index: SchoolIndex) -> Markup {
    let part = AtSchool::new(page.instance, page.file, index);
    let gap = part.gap();
    let people = page.t("人", "people");
    let cards = [
        (
            page.t("调出", "leave"),
            part.leavers.len().to_string(),
            people,
        ),
        (
            page.t("调入", "come"),
            part.arrivals.len().to_string(),
            people,
        ),
        (
            page.t("教职工", "staff"),
            format!("{} → {}", part.staff, part.staff_after()),
            people,
        ),
        (
            page.t("缺课", "unfilled lessons"),
            change(gap.before, gap.after),
            page.t("节/周", "a week"),
        ),
    ];
    html! {
        dl.cards.four[cards.len() == 4] { @for (name, value, unit) in cards { div { dt { (name) } dd { b { (value) } span { (unit) } } } } }
        (changes::of_school(page, index))
        (self::people(page, &part))
        (subjects(page, &part))
        p.note { (page.t("本文件只含本校的内容。", "This file holds only what concerns this school.")) }
    }
}

fn in_short(page: &Page<'_>, part: &AtSchool<'_>) -> String {
    let gap = part.gap();
    let (out, come) = (part.leavers.len(), part.arrivals.len());
    let change = change(gap.before, gap.after);
    match page.lang {
        crate::finding::Lang::Zh => format!("调出 {out} 调入 {come} · 缺课 {change} 节/周"),
        crate::finding::Lang::En => {
            format!("{out} leave, {come} come · unfilled {change} lessons a week")
        }
    }
}

fn people(page: &Page<'_>, part: &AtSchool<'_>) -> Markup {
    html! {
        @if !part.leavers.is_empty() {
            h3 { (page.t("调出", "Who leaves")) }
            (rotation_table(page, &part.leavers))
        }
        @if !part.arrivals.is_empty() {
            h3 { (page.t("调入", "Who comes")) }
            (rotation_table(page, &part.arrivals))
        }
        @if !part.sent.is_empty() {
            h3 { (page.t("到他校走教", "Who also teaches elsewhere")) }
            (itinerant_table(page, &part.sent))
        }
        @if !part.visitors.is_empty() {
            h3 { (page.t("来校走教", "Who also teaches here")) }
            (itinerant_table(page, &part.visitors))
        }
        @if !part.supply.is_empty() {
            h3 { (page.t("补充师资", "Who and what is brought in")) }
            (supply_table(page, &part.supply))
        }
        @if part.is_untouched() {
            p { (page.t("无人员变动", "nobody leaves, comes or teaches at two schools")) }
        }
    }
}

/// The school's subjects before and after.
fn subjects(page: &Page<'_>, part: &AtSchool<'_>) -> Markup {
    let columns: [Column<'_>; 6] = [
        (page.t("学段", "stage"), Set::Text),
        (page.t("学科", "subject"), Set::Text),
        (page.t("需要", "need"), Set::Number),
        (page.t("现状缺", "before"), Set::Number),
        (page.t("方案后缺", "after"), Set::Number),
        (page.t("专任授课", "by specialists"), Set::Number),
    ];
    let row = |row: &&CoverageRow| {
        vec![
            cell(page.word::<Stage>(&row.stage)),
            cell(page.word::<Subject>(&row.subject)),
            number(row.need),
            number(row.before),
            number(row.unfilled),
            number(row.by_specialists),
        ]
    };
    let rows: Vec<_> = part.coverage.iter().map(row).collect();
    html! {
        @if !rows.is_empty() {
            h3 { (page.t("各学科（节/周）：需要与缺课", "Subjects, lessons a week: need and what nobody gives")) }
            (small_table(&columns, &rows))
        }
    }
}
