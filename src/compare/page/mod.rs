//! `compare.html`: one self-contained page that opens offline, prints on A4 and reads well on a phone.

mod curves;
mod svg;
mod tables;

use super::view::View;
use crate::finding::Lang;
use crate::report::html::{SCRIPT, STYLE, on_every_sheet};
use crate::report::key_names;
use crate::report::words::pick;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What the page has beyond the report's own style.
const MORE: &str = include_str!("compare.css");

/// The whole page.
pub(super) fn page(view: &View, lang: Lang) -> String {
    let heading = heading(view, lang);
    let relaxed = view.relaxed(lang);
    let body = html! {
        h1 { (heading) }
        @if let Some(mark) = &relaxed { p.warn { b { "⚠ " } (mark) } }
        (standing(view, lang))
        (keys(view, lang))
        (curves::section(view, lang))
        (tables::figures(view, lang))
        (tables::levels(view, lang))
        (tables::indicators(view, lang))
        (tables::broken(view, lang))
        (tables::differences(view, lang))
    };
    html! {
        (DOCTYPE)
        html lang=(pick(lang, "zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href="data:,";
                title { (heading) }
                style { (PreEscaped(STYLE)) (PreEscaped(MORE)) (PreEscaped(on_every_sheet(relaxed.as_deref()))) }
            }
            body { (body) script { (PreEscaped(SCRIPT)) } }
        }
    }
    .into_string()
}

/// The keys that differ between the points, name and code: everywhere else on the page they go by their names.
fn keys(view: &View, lang: Lang) -> Markup {
    let mut keys: Vec<&str> = view.varied.iter().map(String::as_str).collect();
    let patches = view.points.iter().flat_map(|point| &point.patches);
    for key in patches.filter_map(|patch| Some(patch.split_once('=')?.0.trim())) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    html! {
        @if !keys.is_empty() {
            p.note {
                (pick(lang, "所改的键：", "keys that differ: "))
                @for (i, key) in keys.iter().enumerate() {
                    @if i > 0 { (pick(lang, "；", "; ")) }
                    (key_names::name(key, lang)) " " code { (key) }
                }
            }
        }
    }
}

fn heading(view: &View, lang: Lang) -> String {
    let mut names: Vec<&str> = view
        .points
        .iter()
        .map(|point| point.scenario.as_str())
        .collect();
    names.dedup();
    let names = names.join(pick(lang, "、", ", "));
    match lang {
        Lang::Zh => format!("{names}：方案比较"),
        Lang::En => format!("{names}: futures compared"),
    }
}

/// How many of the points are proven, before any figure.
fn standing(view: &View, lang: Lang) -> Markup {
    let of = |status: &str| {
        view.points
            .iter()
            .filter(|point| point.status == status && !point.relaxed)
            .count()
    };
    let (all, proven, feasible) = (view.points.len(), of("optimal"), of("feasible"));
    let (none, open) = (of("infeasible"), of("none_found") + of("not_run"));
    let relaxed = view.points.iter().filter(|point| point.relaxed).count();
    let relaxed = match (relaxed, lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("，{n} 个是放宽方案"),
        (n, Lang::En) => format!(", {n} relaxed"),
    };
    let class = if proven == all { "good" } else { "warn" };
    let said = match lang {
        Lang::Zh => format!(
            "共 {all} 个方案：{proven} 个已证明最优，{feasible} 个可行但未证明最优，{none} 个没有方案能满足规则，{open} 个未完成{relaxed}。每个方案都单独求解并重新清点。"
        ),
        Lang::En => format!(
            "{all} futures: {proven} proven best, {feasible} feasible and not proven best, {none} without any plan that meets the rules, {open} not finished{relaxed}. Each is solved by itself and recounted."
        ),
    };
    html! { p.(class) { (said) } }
}
