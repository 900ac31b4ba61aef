//! `compare.html`: one self-contained page that opens offline, prints on A4 and reads well on a phone.

mod curves;
mod svg;
mod tables;

use super::view::View;
use crate::finding::Lang;
use crate::report::html::{SCRIPT, STYLE};
use crate::report::words::pick;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What the page has beyond the report's own style.
const MORE: &str = include_str!("compare.css");

/// The whole page.
pub(super) fn page(view: &View, lang: Lang) -> String {
    let heading = heading(view, lang);
    let body = html! {
        h1 { (heading) }
        (standing(view, lang))
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
                style { (PreEscaped(STYLE)) (PreEscaped(MORE)) }
            }
            body { (body) script { (PreEscaped(SCRIPT)) } }
        }
    }
    .into_string()
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
            .filter(|point| point.status == status)
            .count()
    };
    let (all, proven, feasible) = (view.points.len(), of("optimal"), of("feasible"));
    let (none, open) = (of("infeasible"), of("none_found") + of("not_run"));
    let class = if proven == all { "good" } else { "warn" };
    let said = match lang {
        Lang::Zh => format!(
            "共 {all} 个方案：{proven} 个已证明最优，{feasible} 个可行但未证明最优，{none} 个没有方案能满足规则，{open} 个未完成。每个方案都单独求解并重新清点。"
        ),
        Lang::En => format!(
            "{all} futures: {proven} proven best, {feasible} feasible and not proven best, {none} without any plan that meets the rules, {open} not finished. Each is solved by itself and recounted."
        ),
    };
    html! { p.(class) { (said) } }
}
