//! The tables of `report.html`.

use super::{escape, pick};
use crate::domain::instance::Instance;
use crate::domain::words::{Stage, Subject};
use crate::finding::Lang;
use crate::report::figures::{Figures, school_name};
use crate::report::plan_json::{ItinerantRow, PlanFile};
use crate::report::{indicators, summary, words};
use crate::rules::Rules;

/// A titled table that scrolls by itself where the page is narrow; `right` names the columns of numbers, `long` those
/// of sentences, which break into lines.
fn table(
    title: &str,
    heads: &[&str],
    right: &[usize],
    long: &[usize],
    rows: &[Vec<String>],
) -> String {
    let class = |column: usize| match (right.contains(&column), long.contains(&column)) {
        (true, _) => " class=\"n\"",
        (_, true) => " class=\"t\"",
        _ => "",
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
        "<h2>{} ({})</h2>\n<div class=\"wide\"><table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table></div>\n",
        escape(title),
        rows.len()
    )
}

pub(super) fn flows(figures: &Figures, lang: Lang) -> String {
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
    table(
        pick(lang, "流向", "from tier to tier"),
        &heads,
        &[2],
        &[],
        &rows,
    )
}

pub(super) fn rotations(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
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
    let rows: Vec<_> = file
        .rotations
        .iter()
        .map(|row| {
            vec![
                row.teacher_id.clone(),
                teacher_name(instance, &row.teacher_id),
                school_name(instance, &row.from).to_owned(),
                school_name(instance, &row.to).to_owned(),
                words::word::<Stage>(&row.stage, lang),
                words::word::<Subject>(&row.subject, lang),
                row.minutes.to_string(),
                words::grouped(row.yuan.0),
            ]
        })
        .collect();
    table(
        pick(lang, "轮岗名册", "rotations"),
        &heads,
        &[6, 7],
        &[],
        &rows,
    )
}

/// A teacher's name; blank where the instance does not know him.
fn teacher_name(instance: &Instance, id: &str) -> String {
    let teacher = instance.teacher_by_id(id);
    let name = teacher.map_or("", |teacher| &instance.teacher(teacher).name);
    name.to_owned()
}

pub(super) fn itinerant(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => [
            "工号",
            "姓名",
            "本校",
            "走教学校",
            "学段",
            "学科",
            "节/周",
            "分钟",
            "元/年",
        ],
        Lang::En => [
            "id",
            "name",
            "home",
            "second school",
            "stage",
            "subject",
            "lessons",
            "minutes",
            "yuan",
        ],
    };
    let row = |row: &ItinerantRow| {
        vec![
            row.teacher_id.clone(),
            teacher_name(instance, &row.teacher_id),
            school_name(instance, &row.from).to_owned(),
            school_name(instance, &row.to).to_owned(),
            words::word::<Stage>(&row.stage, lang),
            words::word::<Subject>(&row.subject, lang),
            row.lessons.to_string(),
            row.minutes.to_string(),
            words::grouped(row.yuan.0),
        ]
    };
    let rows: Vec<_> = file.itinerant.iter().map(row).collect();
    let title = pick(lang, "走教安排", "itinerant lessons");
    table(title, &heads, &[6, 7, 8], &[], &rows)
}

/// The teacher indicators of the balance test, before → after.
pub(super) fn indicators(file: &PlanFile, lang: Lang) -> String {
    let heads = indicators::heads(lang);
    let rows = indicators::rows(&file.indicators.before, Some(&file.indicators.after), lang);
    let title = pick(
        lang,
        "优质均衡教师指标",
        "teacher indicators of the balance test",
    );
    table(title, &heads, &[2, 3, 4, 5], &[], &rows)
}

pub(super) fn remaining(instance: &Instance, figures: &Figures, lang: Lang) -> String {
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
        &[],
        &rows,
    )
}

pub(super) fn rule_rows(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["规则", "内容", "依据", "达到/要求", "结论"],
        Lang::En => [
            "rule",
            "what it requires",
            "source",
            "reached/required",
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
                summary::reached(row, lang),
                summary::verdict(instance, rules, file, row, lang).to_owned(),
            ]
        })
        .collect();
    table(pick(lang, "规则核对", "rules"), &heads, &[], &[1, 2], &rows)
}

pub(super) fn levels(file: &PlanFile, lang: Lang) -> String {
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
    table(pick(lang, "目标", "levels"), &heads, &[1, 2], &[0], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_says_cannot_become_markup() {
        let shown = table("t", &["h"], &[], &[], &[vec!["<script>\"'&".to_owned()]]);
        assert!(shown.contains("&lt;script&gt;&quot;&#39;&amp;"));
        assert!(!shown.contains("<script>"));
    }
}
