//! Lessons nobody gives: before and under the plan, by subject and tier, and school by school.

use super::Page;
use super::chart::{Bar, bars};
use super::head::change;
use super::parts::{self, Column, Set, cell, number, small_table, table};
use crate::domain::words::{Stage, Subject, Tier, Word};
use crate::report::figures::{Figures, Gap};
use crate::report::gaps::{SubjectGap, by_subject_and_tier, total};
use crate::report::words;
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>) -> Markup {
    let rows = by_subject_and_tier(page.instance, page.file);
    let body = html! {
        p.note { (page.t("外框为现状，实心为方案后；单位：节/周。", "Outlined: with nobody moved. Dark: under the plan. Lessons a week.")) }
        div.panels { @for tier in Tier::all() { (panel(page, *tier, &rows)) } }
        (summary(page, &rows))
    };
    parts::section(
        "gaps",
        page.t(
            "缺课：按学科和城乡类型",
            "Unfilled lessons by subject and tier",
        ),
        &body,
    )
}

/// One tier's subjects that lack lessons before or after.
fn panel(page: &Page<'_>, tier: Tier, rows: &[SubjectGap]) -> Markup {
    let largest = rows
        .iter()
        .flat_map(|row| row.tiers)
        .map(|gap| gap.before.max(gap.after));
    let bar = |row: &SubjectGap| Bar {
        name: words::of(row.subject, page.lang).to_owned(),
        before: row.at(tier).before,
        after: row.at(tier).after,
    };
    let shown: Vec<_> = rows
        .iter()
        .map(bar)
        .filter(|bar| bar.before + bar.after > 0)
        .collect();
    let name = words::of(tier, page.lang);
    html! {
        figure {
            figcaption { b { (name) } }
            @if shown.is_empty() {
                p { (page.t("没有缺课", "no lesson is unfilled")) }
            } @else {
                (bars(name, &shown, largest.max().unwrap_or(0)))
            }
        }
    }
}

fn summary(page: &Page<'_>, rows: &[SubjectGap]) -> Markup {
    let mut columns: Vec<Column<'_>> = vec![
        (page.t("学科", "subject"), Set::Text),
        (page.t("全县", "county"), Set::Number),
    ];
    for tier in Tier::all() {
        columns.push((words::of(*tier, page.lang), Set::Number));
    }
    columns.push((page.t("需要", "need"), Set::Number));
    let gap = |gap: Gap| match (gap.need, gap.before, gap.after) {
        (0, ..) => cell("–"),
        (_, 0, 0) => cell("0"),
        (_, before, after) => cell(change(before, after)),
    };
    let line = |name: &str, tiers: [Gap; 3]| {
        let all = total(&tiers);
        let mut cells = vec![cell(name), gap(all)];
        cells.extend(tiers.map(gap));
        cells.push(cell(words::grouped(f64::from(all.need))));
        cells
    };
    let mut lines: Vec<_> = rows
        .iter()
        .map(|row| line(words::of(row.subject, page.lang), row.tiers))
        .collect();
    let column = |tier: usize| total(rows.iter().map(|row| &row.tiers[tier]));
    lines.push(line(page.t("合计", "all"), [0, 1, 2].map(column)));
    small_table(&columns, &lines)
}

/// Every school and subject where lessons stay unfilled, the largest first.
pub(super) fn remaining(page: &Page<'_>, figures: &Figures) -> Markup {
    let columns: [Column<'_>; 6] = [
        (page.t("学校", "school"), Set::Text),
        (page.t("学段", "stage"), Set::Brief),
        (page.t("学科", "subject"), Set::Brief),
        (page.t("需要", "need"), Set::Number),
        (page.t("现状缺课", "unfilled before"), Set::Number),
        (page.t("仍缺", "still unfilled"), Set::Number),
    ];
    let rows: Vec<_> = figures
        .remaining
        .iter()
        .map(|row| {
            vec![
                cell(crate::report::figures::school_name(
                    page.instance,
                    &row.school_id,
                )),
                cell(page.word::<Stage>(&row.stage)),
                cell(page.word::<Subject>(&row.subject)),
                number(row.need),
                number(row.before),
                number(row.unfilled),
            ]
        })
        .collect();
    let title = page.t("仍缺的课（节/周）", "Gaps that remain, lessons a week");
    let body = html! {
        @if rows.is_empty() {
            p { (page.t("没有课缺人上", "no lesson stays unfilled")) }
        } @else {
            (table(&columns, &rows))
        }
    };
    parts::section("remaining", title, &body)
}
