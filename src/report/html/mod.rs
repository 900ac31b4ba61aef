//! `report.html`: one self-contained page that opens offline and prints on paper.

mod tables;

use super::figures::Figures;
use super::plan_json::PlanFile;
use super::words;
use crate::domain::instance::Instance;
use crate::finding::Lang;
use crate::rules::Rules;

const STYLE: &str = include_str!("../report.css");

/// The page's text.
pub fn page(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let figures = Figures::new(instance, file);
    let tag = pick(lang, "zh-CN", "en");
    let heading = escape(&words::heading(file, lang));
    let mut body = format!("<h1>{heading}</h1>\n{}", status(file, lang));
    body += &cards(&figures, file, lang);
    body += &tables::levels(file, lang);
    body += &tables::flows(&figures, lang);
    body += &tables::rotations(instance, file, lang);
    body += &tables::itinerant(instance, file, lang);
    body += &tables::remaining(instance, &figures, lang);
    body += &tables::rule_rows(instance, rules, file, lang);
    body += &tables::indicators(file, lang);
    body += &format!(
        "<footer>input_sha256 {}</footer>\n",
        escape(&file.scenario.input_sha256)
    );
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Text between tags or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Green only where every level is proven; a plan that is less says so before anything else.
fn status(file: &PlanFile, lang: Lang) -> String {
    let class = match (file.relaxed, file.status.as_str()) {
        (false, "optimal") => "good",
        _ => "warn",
    };
    let standing = words::standing(file);
    let mut out = format!("<p class=\"{class}\">{}</p>\n", escape(standing.get(lang)));
    for patch in &file.scenario.patches {
        out += &format!(
            "<p><code>{}</code></p>\n",
            escape(&words::patch(patch, lang))
        );
    }
    out
}

fn cards(figures: &Figures, file: &PlanFile, lang: Lang) -> String {
    let number = |n: u32| words::grouped(f64::from(n));
    let change = |before: u32, after: u32| format!("{} → {}", number(before), number(after));
    let cards = [
        (
            pick(lang, "交流", "rotated"),
            format!("{} / {}", figures.rotated, figures.eligible),
        ),
        (
            pick(lang, "其中骨干", "backbone"),
            figures.backbone.to_string(),
        ),
        (
            pick(lang, "走教", "itinerant"),
            figures.itinerant_teachers.to_string(),
        ),
        (
            pick(
                lang,
                "乡村体音美缺课（节/周）",
                "rural PE, music, art unfilled",
            ),
            change(figures.arts_rural.before, figures.arts_rural.after),
        ),
        (
            pick(lang, "全部缺课（节/周）", "all unfilled lessons"),
            change(figures.all.before, figures.all.after),
        ),
        (
            pick(lang, "费用（元/年）", "yuan a year"),
            words::grouped(file.cost.yuan.0),
        ),
    ];
    let cards: String = cards
        .iter()
        .map(|(name, value)| {
            format!(
                "<div><b>{}</b><span>{}</span></div>\n",
                escape(value),
                escape(name)
            )
        })
        .collect();
    format!("<section class=\"cards\">\n{cards}</section>\n")
}
