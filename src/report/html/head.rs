//! The top of the page: how good the plan is, headline figures, contents, and what each level reached.

use super::Page;
use super::changes;
use super::parts::{Column, Set, cell, section, small_table};
use crate::finding::Lang;
use crate::report::figures::Figures;
use crate::report::plan_json::LevelRow;
use crate::report::{supply, words};
use maud::{Markup, html};

/// A relaxed plan says so on every page of it.
pub(super) fn mark(page: &Page<'_>) -> Markup {
    match words::relaxed(page.file) {
        Some(mark) => html! { p.warn { b { "⚠ " } (mark.get(page.lang)) } },
        None => html! {},
    }
}

/// What the plan's proof is worth, before any figure.
pub(super) fn standing(page: &Page<'_>) -> Markup {
    let proven = !page.file.relaxed && page.file.status == "optimal";
    let standing = words::standing(page.file);
    let (class, sign) = if proven {
        ("good", "✓")
    } else {
        ("warn", "⚠")
    };
    html! {
        p.(class) {
            b { (sign) " " }
            (standing.get(page.lang))
            @if page.file.relaxed {
                (page.t("。违反了哪些规则，见", ". What it breaks stands under "))
                a href="#rules" { (page.t("规则核对", "rules")) }
            } @else if !proven {
                (page.t("：规则都守住了、数字都复核过，但可能还有更好的方案，差多远见", ": every figure is recounted, but a better plan may exist; how much better at most, see "))
                a href="#levels" { (page.t("目标与证明", "levels and proof")) }
            }
        }
        @for patch in &page.file.scenario.patches {
            p { code { "--set " (words::patch(patch, page.lang)) } }
        }
    }
}

/// The figures a leader asks for first.
pub(super) fn cards(page: &Page<'_>, figures: &Figures) -> Markup {
    let backbone = percent(figures.backbone, figures.rotated);
    let (arts, all) = (figures.arts_rural, figures.all);
    let lessons = page.t("节/周", "lessons a week");
    html! {
        dl.cards {
            (card(page.t("交流教师", "teachers rotate"), &figures.rotated.to_string(),
                &of_eligible(page, figures)))
            (card(page.t("其中骨干教师", "backbone teachers among them"), &figures.backbone.to_string(), &backbone))
            (card(page.t("走教教师", "teach at a second school"), &figures.itinerant_teachers.to_string(),
                &format!("{} {lessons}", figures.itinerant_lessons)))
            (card(page.t("乡村体音美缺课", "rural PE, music, art unfilled"), &change(arts.before, arts.after), lessons))
            (card(page.t("全部缺课", "all lessons unfilled"), &change(all.before, all.after), lessons))
            (card(page.t("费用", "money"), &words::grouped(page.file.cost.yuan.0), page.t("元/年", "yuan a year")))
        }
    }
}

/// Of how many the rotated are taken, and their share.
fn of_eligible(page: &Page<'_>, figures: &Figures) -> String {
    let (all, share) = (figures.eligible, percent(figures.rotated, figures.eligible));
    match page.lang {
        Lang::Zh => format!("占符合条件 {all} 人的 {share}"),
        Lang::En => format!("of {all} eligible, {share}"),
    }
}

fn card(name: &str, value: &str, unit: &str) -> Markup {
    html! { div { dt { (name) } dd { b { (value) } span { (unit) } } } }
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1}%", 100.0 * part as f64 / whole.max(1) as f64)
}

/// `before → after`.
pub(super) fn change(before: u32, after: u32) -> String {
    let grouped = |n: u32| words::grouped(f64::from(n));
    format!("{} → {}", grouped(before), grouped(after))
}

pub(super) fn contents(page: &Page<'_>) -> Markup {
    let mut links = vec![
        ("map", page.t("地图", "map")),
        ("gaps", page.t("缺课", "gaps")),
        ("indicators", page.t("指标", "indicators")),
        ("money", page.t("经费", "money")),
        ("rules", page.t("规则", "rules")),
        ("levels", page.t("目标与证明", "levels and proof")),
        ("rotations", page.t("轮岗名册", "rotation list")),
        ("itinerant", page.t("走教", "itinerant")),
        ("schools", page.t("分校", "schools")),
    ];
    if !supply::lines(page.instance, page.file).is_empty() {
        let at = links.len() - 1;
        links.insert(at, ("supply", page.t("补充师资", "brought in")));
    }
    if page.file.replan.is_some() {
        links.insert(0, ("changes", changes::title(page)));
    }
    html! { nav { @for (id, name) in links { a href={ "#" (id) } { (name) } } } }
}

/// Each level's value, bound and status.
pub(super) fn levels(page: &Page<'_>) -> Markup {
    let columns: [Column<'_>; 4] = [
        (
            page.t("目标（依次求最小）", "level, minimised in turn"),
            Set::Long,
        ),
        (page.t("值", "value"), Set::Number),
        (page.t("下界", "bound"), Set::Number),
        (page.t("证明", "proof"), Set::Long),
    ];
    let row = |level: &LevelRow| {
        vec![
            cell(words::level(&level.code).get(page.lang)),
            cell(figure(level.value.0)),
            cell(figure(level.bound.0)),
            cell(words::status(&level.status).get(page.lang)),
        ]
    };
    let rows: Vec<_> = page.file.levels.iter().map(row).collect();
    let body = html! {
        p.note { (page.t(
            "各级目标依次求最小，后一级不得使前一级变差。下界：任何守规则的方案都不会低于它；两者相等或相差不过允许的差距，即证明最优。",
            "Each level is minimised in turn, none worsens an earlier one. No plan under the rules goes below the bound: where they meet, or differ by no more than the gap allowed, the level is proven best.")) }
        (small_table(&columns, &rows))
    };
    section("levels", page.t("目标与证明", "Levels and proof"), &body)
}

/// A level's value as a reader wants it: whole numbers grouped, others with four digits after the point.
fn figure(value: f64) -> String {
    if value.fract() == 0.0 || value.abs() >= 1000.0 {
        words::grouped(value)
    } else {
        format!("{value:.4}")
    }
}
