//! `report.html`: one self-contained page that opens offline and prints on paper.

use super::figures::{Figures, school_name};
use super::plan_json::PlanFile;
use super::{summary, words};
use crate::domain::instance::Instance;
use crate::domain::words::{Stage, Subject};
use crate::finding::Lang;
use crate::rules::Rules;

const STYLE: &str = include_str!("report.css");

/// The page's text.
pub fn page(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let figures = Figures::new(instance, file);
    let (tag, heading) = match lang {
        Lang::Zh => (
            "zh-CN",
            format!(
                "{} {} 年教师交流轮岗方案",
                file.scenario.name, file.scenario.year
            ),
        ),
        Lang::En => (
            "en",
            format!(
                "{}: teacher rotation of {}",
                file.scenario.name, file.scenario.year
            ),
        ),
    };
    let heading = escape(&heading);
    let mut body = format!("<h1>{heading}</h1>\n{}", status(file, lang));
    body += &cards(&figures, file, lang);
    body += &flows(&figures, lang);
    body += &rotations(instance, file, lang);
    body += &remaining(instance, &figures, lang);
    body += &rule_rows(instance, rules, file, lang);
    body += &levels(file, lang);
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

fn status(file: &PlanFile, lang: Lang) -> String {
    let mut out = format!("<p>{}</p>\n", escape(words::status(&file.status).get(lang)));
    if let Some(mark) = words::relaxed(file) {
        out += &format!("<p class=\"warn\">{}</p>\n", escape(mark.get(lang)));
    }
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

/// A titled table; `right` names the columns of numbers.
fn table(title: &str, heads: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let class = |column: usize| {
        if right.contains(&column) {
            " class=\"n\""
        } else {
            ""
        }
    };
    let line = |cells: &mut dyn Iterator<Item = &str>, tag: &str| {
        let cells: String = cells
            .enumerate()
            .map(|(i, cell)| format!("<{tag}{}>{}</{tag}>", class(i), escape(cell)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let head = line(&mut heads.iter().copied(), "th");
    let body: String = rows
        .iter()
        .map(|row| line(&mut row.iter().map(String::as_str), "td"))
        .collect();
    format!(
        "<h2>{} ({})</h2>\n<table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table>\n",
        escape(title),
        rows.len()
    )
}

fn flows(figures: &Figures, lang: Lang) -> String {
    let rows: Vec<_> = figures
        .tiers
        .iter()
        .map(|((from, to), n)| {
            vec![
                words::of(*from, lang).to_owned(),
                words::of(*to, lang).to_owned(),
                n.to_string(),
            ]
        })
        .collect();
    let heads = match lang {
        Lang::Zh => ["从", "到", "人"],
        Lang::En => ["from", "to", "people"],
    };
    table(pick(lang, "流向", "from tier to tier"), &heads, &[2], &rows)
}

fn rotations(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => [
            "工号",
            "姓名",
            "调出学校",
            "调入学校",
            "学段",
            "学科",
            "分钟",
            "元/年",
        ],
        Lang::En => [
            "id", "name", "from", "to", "stage", "subject", "minutes", "yuan",
        ],
    };
    let name = |id: &str| {
        let teacher = instance.teacher_by_id(id);
        teacher
            .map_or("", |teacher| &instance.teacher(teacher).name)
            .to_owned()
    };
    let rows: Vec<_> = file
        .rotations
        .iter()
        .map(|row| {
            vec![
                row.teacher_id.clone(),
                name(&row.teacher_id),
                school_name(instance, &row.from).to_owned(),
                school_name(instance, &row.to).to_owned(),
                words::word::<Stage>(&row.stage, lang),
                words::word::<Subject>(&row.subject, lang),
                row.minutes.to_string(),
                row.yuan.to_string(),
            ]
        })
        .collect();
    table(pick(lang, "轮岗名册", "rotations"), &heads, &[6, 7], &rows)
}

fn remaining(instance: &Instance, figures: &Figures, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["学校", "学段", "学科", "需要", "现状缺课", "仍缺"],
        Lang::En => ["school", "stage", "subject", "need", "before", "unfilled"],
    };
    let rows: Vec<_> = figures
        .remaining
        .iter()
        .map(|row| {
            vec![
                school_name(instance, &row.school_id).to_owned(),
                words::word::<Stage>(&row.stage, lang),
                words::word::<Subject>(&row.subject, lang),
                row.need.to_string(),
                row.before.to_string(),
                row.unfilled.to_string(),
            ]
        })
        .collect();
    table(
        pick(
            lang,
            "仍缺的课（节/周）",
            "gaps that remain, lessons a week",
        ),
        &heads,
        &[3, 4, 5],
        &rows,
    )
}

fn rule_rows(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["规则", "内容", "依据", "要求", "达到", "结论"],
        Lang::En => [
            "rule",
            "what it requires",
            "source",
            "required",
            "reached",
            "verdict",
        ],
    };
    let rows: Vec<_> = file
        .rules
        .iter()
        .map(|row| {
            let sentence = rules.get(&row.code).map(|rule| rule.sentence());
            vec![
                row.code.clone(),
                sentence.unwrap_or_default().get(lang).to_owned(),
                row.source.clone(),
                row.required.to_string(),
                row.achieved.to_string(),
                summary::verdict(instance, rules, file, row, lang).to_owned(),
            ]
        })
        .collect();
    table(pick(lang, "规则核对", "rules"), &heads, &[3, 4], &rows)
}

fn levels(file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["目标（依次求最小）", "值", "下界", "状态"],
        Lang::En => ["level, minimised in turn", "value", "bound", "status"],
    };
    let rows: Vec<_> = file
        .levels
        .iter()
        .map(|level| {
            vec![
                words::level(&level.code).get(lang).to_owned(),
                level.value.to_string(),
                level.bound.to_string(),
                words::status(&level.status).get(lang).to_owned(),
            ]
        })
        .collect();
    table(pick(lang, "目标", "levels"), &heads, &[1, 2], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_says_cannot_become_markup() {
        let shown = table("t", &["h"], &[], &[vec!["<script>\"'&".to_owned()]]);
        assert!(shown.contains("&lt;script&gt;&quot;&#39;&amp;"));
        assert!(!shown.contains("<script>"));
    }
}
