//! The tables of the page: figures, levels with their proof, spread, rules that cannot be kept, differences by school.

use super::svg::grouped;
use crate::compare::text::{cv, headline, indicator_rows, level_codes, pairs, status};
use crate::compare::view::{Difference, LevelView, PointView, SchoolName, View};
use crate::domain::words::Stage;
use crate::finding::Lang;
use crate::report::html::parts::{Column, Set, cell, message, number, section, small_table, table};
use crate::report::words::{self, pick};
use maud::{Markup, html};

/// Schools named in one cell.
const NAMED: usize = 6;

pub(super) fn figures(view: &View, lang: Lang) -> Markup {
    let naming = view.naming(lang);
    let columns: [Column<'_>; 9] = [
        (&naming, Set::Long),
        (pick(lang, "证明", "proof"), Set::Long),
        (pick(lang, "交流（骨干）", "rotate (backbone)"), Set::Number),
        (pick(lang, "走教（节）", "itinerant (lessons)"), Set::Number),
        (
            pick(lang, "乡村体音美缺课", "rural PE, music, art unfilled"),
            Set::Number,
        ),
        (pick(lang, "全部缺课", "all unfilled"), Set::Number),
        (pick(lang, "元/年", "yuan a year"), Set::Number),
        (pick(lang, "路程（分钟）", "minutes"), Set::Number),
        (
            pick(
                lang,
                "缺课比现状多 / 比首个方案多的学校",
                "schools worse off than today / than in the first",
            ),
            Set::Long,
        ),
    ];
    let row = |point: &PointView| {
        let mut cells = vec![cell(point.named(lang)), cell(status(point, lang))];
        match &point.figures {
            Some(figures) => cells.extend([
                cell(format!("{} ({})", figures.rotated, figures.backbone)),
                cell(format!("{} ({})", figures.itinerant_teachers, figures.itinerant_lessons)),
                cell(format!("{} → {}", figures.arts_rural.before, figures.arts_rural.after)),
                cell(format!("{} → {}", figures.all.before, figures.all.after)),
                cell(words::grouped(figures.yuan.0)),
                number(figures.minutes),
                html! { (named(&figures.worse_than_today, lang)) " / " (named(&figures.worse_than_first, lang)) },
            ]),
            None => cells.extend(vec![cell("–"); 7]),
        }
        cells
    };
    let rows: Vec<_> = view.points.iter().map(row).collect();
    section(
        "figures",
        pick(lang, "主要数字", "figures"),
        &table(&columns, &rows),
    )
}

/// How many, and the first few by name.
fn named(schools: &[SchoolName], lang: Lang) -> String {
    if schools.is_empty() {
        return "0".to_owned();
    }
    let names: Vec<_> = schools.iter().take(NAMED).map(SchoolName::said).collect();
    let more = if schools.len() > NAMED { "…" } else { "" };
    let names = names.join(pick(lang, "、", ", "));
    match lang {
        Lang::Zh => format!("{}（{names}{more}）", schools.len()),
        Lang::En => format!("{} ({names}{more})", schools.len()),
    }
}

/// A level's value, with its bound where that proves nothing; a spread to three digits.
fn proven(level: &LevelView) -> String {
    match level.status.as_str() {
        "optimal" => grouped(level.value.0),
        _ => format!("{} (≥ {})", grouped(level.value.0), grouped(level.bound.0)),
    }
}

pub(super) fn levels(view: &View, lang: Lang) -> Markup {
    let codes = level_codes(view);
    let names: Vec<_> = codes.iter().map(|code| words::level(code)).collect();
    let naming = view.naming(lang);
    let mut columns: Vec<Column<'_>> = vec![(&naming, Set::Long)];
    columns.extend(names.iter().map(|name| (name.get(lang), Set::Number)));
    let row = |point: &PointView| {
        let mut cells = vec![cell(point.named(lang))];
        cells.extend(codes.iter().map(|code| {
            let level = point.levels.iter().find(|level| level.code == *code);
            cell(level.map_or_else(|| "–".to_owned(), proven))
        }));
        cells
    };
    let rows: Vec<_> = view.points.iter().map(row).collect();
    let note = pick(
        lang,
        "目标依次求最小；“≥”后是下界，只有这些值未证明最优",
        "levels are minimised in turn; behind ≥ stands the bound of a value that is not proven best",
    );
    let body = html! { p.note { (note) } (table(&columns, &rows)) };
    section(
        "levels",
        pick(lang, "目标与证明", "levels and proof"),
        &body,
    )
}

pub(super) fn indicators(view: &View, lang: Lang) -> Markup {
    let rows = indicator_rows(view);
    if rows.is_empty() {
        return html! {};
    }
    let name = |(stage, indicator): &(String, String)| {
        format!(
            "{} {}",
            words::word::<Stage>(stage, lang),
            words::indicator(indicator).get(lang)
        )
    };
    let names: Vec<_> = rows.iter().map(name).collect();
    let naming = view.naming(lang);
    let mut columns: Vec<Column<'_>> = vec![(&naming, Set::Long)];
    columns.extend(names.iter().map(|name| (name.as_str(), Set::Number)));
    let row = |point: &PointView| {
        let mut cells = vec![cell(point.named(lang))];
        cells.extend(rows.iter().map(|(stage, indicator)| {
            let cv = cv(point, stage, indicator);
            cell(cv.map_or_else(|| "–".to_owned(), |cv| format!("{:.3}", cv.0)))
        }));
        cells
    };
    let rows: Vec<_> = view.points.iter().map(row).collect();
    let title = pick(
        lang,
        "校际差异系数",
        "spread between schools (coefficient of variation)",
    );
    section("indicators", title, &table(&columns, &rows))
}

pub(super) fn broken(view: &View, lang: Lang) -> Markup {
    let broken: Vec<_> = view
        .points
        .iter()
        .filter(|point| !point.broken.is_empty())
        .collect();
    if broken.is_empty() {
        return html! {};
    }
    let body = html! {
        @for point in broken {
            h3 { (point.said.get(lang)) }
            ul { @for rule in &point.broken { li {
                b { (words::rule(&rule.rule).get(lang)) } " " (message(pick(lang, &rule.zh, &rule.en)))
            } } }
        }
    };
    let title = pick(
        lang,
        "没有方案的：至少要违反什么",
        "without a plan: what would be broken at least",
    );
    section("broken", title, &body)
}

pub(super) fn differences(view: &View, lang: Lang) -> Markup {
    if view.differences.is_empty() {
        return html! {};
    }
    let columns: [Column<'_>; 5] = [
        (pick(lang, "学校", "school"), Set::Text),
        (pick(lang, "缺课", "unfilled"), Set::Number),
        (pick(lang, "来", "arrive"), Set::Number),
        (pick(lang, "去", "leave"), Set::Number),
        (pick(lang, "走教（节）", "itinerant lessons"), Set::Number),
    ];
    let rows = |difference: &Difference| -> Vec<Vec<Markup>> {
        let schools = difference.schools.iter();
        schools
            .map(|row| {
                let mut cells = vec![cell(row.school.said())];
                cells.extend(pairs(row).map(cell));
                cells
            })
            .collect()
    };
    let body = html! {
        @for difference in &view.differences {
            @if difference.schools.is_empty() {
                p { (headline(difference, lang)) }
            } @else {
                details.difference {
                    summary { (headline(difference, lang)) }
                    (small_table(&columns, &rows(difference)))
                }
            }
        }
    };
    section(
        "differences",
        pick(lang, "逐校差别", "differences school by school"),
        &body,
    )
}
