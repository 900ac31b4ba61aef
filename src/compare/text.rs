//! What `compare` says on a terminal: figures, levels with their proof, what differs school by school.

use super::view::{Difference, LevelView, PointView, SchoolDifference, View};
use crate::domain::words::{Stage, Word};
use crate::finding::Lang;
use crate::report::plan_json::number::Amount;
use crate::report::table::table;
use crate::report::words::{self, pick};
use std::collections::BTreeSet;

/// Schools named for one difference; the record and the page have all.
const TOP: usize = 8;

/// The whole text.
pub fn text(view: &View, lang: Lang) -> String {
    let relaxed = view.relaxed(lang).map(|mark| format!("⚠ {mark}\n"));
    let sections = [
        relaxed.unwrap_or_default(),
        figures(view, lang),
        levels(view, lang),
        indicators(view, lang),
        broken(view, lang),
        differences(view, lang),
    ];
    let filled: Vec<_> = sections.into_iter().filter(|s| !s.is_empty()).collect();
    filled.join("\n")
}

/// A point's status in words.
pub(super) fn status(point: &PointView, lang: Lang) -> String {
    if point.relaxed {
        return pick(lang, "放宽方案", "relaxed plan").to_owned();
    }
    match point.status.as_str() {
        "none_found" => pick(lang, "时限内未找到", "none found in time").to_owned(),
        "not_run" => pick(lang, "未计算", "not run").to_owned(),
        "infeasible" => pick(lang, "没有方案", "no plan").to_owned(),
        other => words::status(other).get(lang).to_owned(),
    }
}

/// A level's value, with its bound where that proves nothing.
fn proven(level: &LevelView) -> String {
    match level.status.as_str() {
        "optimal" => level.value.to_string(),
        _ => format!("{} (≥ {})", level.value, level.bound),
    }
}

fn figures(view: &View, lang: Lang) -> String {
    let naming = view.naming(lang);
    let heads = match lang {
        Lang::Zh => [
            &naming,
            "证明",
            "交流",
            "走教节",
            "乡村体音美缺课",
            "全部缺课",
            "元/年",
            "分钟",
            "比现状差的学校",
            "比首个差的学校",
        ],
        Lang::En => [
            &naming,
            "proof",
            "rotate",
            "itinerant",
            "rural arts unfilled",
            "all unfilled",
            "yuan a year",
            "minutes",
            "worse than today",
            "worse than first",
        ],
    };
    let row = |point: &PointView| {
        let mut cells = vec![point.named(lang), status(point, lang)];
        match &point.figures {
            Some(figures) => cells.extend([
                figures.rotated.to_string(),
                figures.itinerant_lessons.to_string(),
                format!(
                    "{} → {}",
                    figures.arts_rural.before, figures.arts_rural.after
                ),
                format!("{} → {}", figures.all.before, figures.all.after),
                words::grouped(figures.yuan.0),
                figures.minutes.to_string(),
                figures.worse_than_today.len().to_string(),
                figures.worse_than_first.len().to_string(),
            ]),
            None => cells.extend(vec!["–".to_owned(); 8]),
        }
        cells
    };
    let rows = view.points.iter().map(row).collect();
    table(&heads, &[2, 3, 4, 5, 6, 7, 8, 9], rows)
}

/// Codes of all levels, in the order of the first point that has each.
pub(super) fn level_codes(view: &View) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for level in view.points.iter().flat_map(|point| &point.levels) {
        if !codes.contains(&level.code.as_str()) {
            codes.push(&level.code);
        }
    }
    codes
}

fn levels(view: &View, lang: Lang) -> String {
    let codes = level_codes(view);
    if codes.is_empty() {
        return String::new();
    }
    let mut heads = vec![pick(
        lang,
        "各级目标的值（≥ 下界：未证明最优）",
        "levels (≥ bound: not proven best)",
    )];
    let names: Vec<String> = view.points.iter().map(|point| point.named(lang)).collect();
    heads.extend(names.iter().map(String::as_str));
    let row = |code: &&str| {
        let mut cells = vec![words::level(code).get(lang).to_owned()];
        cells.extend(view.points.iter().map(|point| {
            let level = point.levels.iter().find(|level| level.code == *code);
            level.map_or_else(|| "–".to_owned(), proven)
        }));
        cells
    };
    let right: Vec<usize> = (1..heads.len()).collect();
    table(&heads, &right, codes.iter().map(row).collect()) + burden_note(view, lang)
}

/// Where the number to be rotated differs, `burden` differs between plans of the same people.
fn burden_note(view: &View, lang: Lang) -> &'static str {
    let turns =
        |key: &&String| key.starts_with("rules.rotation_share") || key.starts_with("eligibility");
    match view.varied.iter().any(|key| turns(&key)) {
        true => pick(
            lang,
            "  “费用与奔波”含超出应交流人数的每一人，应交流人数变了，同样的安排数值也不同\n",
            "  burden counts everybody beyond the number to be rotated: where that changes, so does the value of the same plan\n",
        ),
        false => "",
    }
}

/// Stage and indicator of every row of the balance test that some plan has.
pub(super) fn indicator_rows(view: &View) -> Vec<(String, String)> {
    let figures = view
        .points
        .iter()
        .filter_map(|point| point.figures.as_ref());
    let stages = figures.flat_map(|figures| &figures.indicators);
    let rows: BTreeSet<(usize, String, String)> = stages
        .flat_map(|(stage, rows)| {
            let order = Stage::all().iter().position(|known| known.code() == stage);
            rows.keys()
                .map(move |row| (order.unwrap_or(9), stage.clone(), row.clone()))
        })
        .collect();
    rows.into_iter()
        .map(|(_, stage, row)| (stage, row))
        .collect()
}

/// The coefficient of variation of one row under one plan.
pub(super) fn cv(point: &PointView, stage: &str, indicator: &str) -> Option<Amount> {
    let stages = &point.figures.as_ref()?.indicators;
    Some(stages.get(stage)?.get(indicator)?.cv)
}

fn indicators(view: &View, lang: Lang) -> String {
    let mut heads = vec![pick(lang, "差异系数", "coefficient of variation")];
    let names: Vec<String> = view.points.iter().map(|point| point.named(lang)).collect();
    heads.extend(names.iter().map(String::as_str));
    let row = |(stage, indicator): &(String, String)| {
        let name = words::indicator(indicator);
        let mut cells = vec![format!(
            "{} {}",
            words::word::<Stage>(stage, lang),
            name.get(lang)
        )];
        cells.extend(view.points.iter().map(|point| {
            cv(point, stage, indicator).map_or_else(|| "–".to_owned(), |cv| format!("{:.3}", cv.0))
        }));
        cells
    };
    let rows: Vec<_> = indicator_rows(view).iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let right: Vec<usize> = (1..heads.len()).collect();
    table(&heads, &right, rows)
}

fn broken(view: &View, lang: Lang) -> String {
    let mut out = String::new();
    for point in view.points.iter().filter(|point| !point.broken.is_empty()) {
        let name = point.said.get(lang);
        out += &match lang {
            Lang::Zh => format!("{name}：没有方案能满足全部必须遵守的规则\n"),
            Lang::En => format!("{name}: no plan meets every `must` rule\n"),
        };
        for broken in &point.broken {
            let (rule, said) = (
                words::rule(&broken.rule),
                pick(lang, &broken.zh, &broken.en),
            );
            let rule = rule.get(lang);
            out += &match lang {
                Lang::Zh => format!("  {rule}：{said}\n"),
                Lang::En => format!("  {rule}: {said}\n"),
            };
        }
    }
    out
}

fn differences(view: &View, lang: Lang) -> String {
    let sections: Vec<_> = view
        .differences
        .iter()
        .map(|one| difference(one, lang))
        .collect();
    sections.join("\n")
}

/// What one plan differs in, in a sentence.
pub(super) fn headline(difference: &Difference, lang: Lang) -> String {
    let ([point, from], people) = (&difference.said, difference.people);
    let (point, from) = (point.get(lang), from.get(lang));
    let schools = difference.schools.len();
    match (lang, people + schools) {
        (Lang::Zh, 0) => format!("“{point}”与“{from}”的人员安排没有差别"),
        (Lang::Zh, _) => {
            format!("“{point}”与“{from}”相比：{people} 人的安排不同，涉及 {schools} 所学校")
        }
        (Lang::En, 0) => format!("{point} is no different from {from}"),
        (Lang::En, _) => format!(
            "{point} against {from}: {people} people posted otherwise, {schools} schools fare otherwise"
        ),
    }
}

fn difference(difference: &Difference, lang: Lang) -> String {
    let mut out = headline(difference, lang) + "\n";
    if difference.schools.is_empty() {
        return out;
    }
    let heads = match lang {
        Lang::Zh => ["学校", "缺课", "来", "去", "走教节"],
        Lang::En => ["school", "unfilled", "arrive", "leave", "itinerant"],
    };
    let rows = difference.schools.iter().take(TOP).map(|row| {
        let [unfilled, arrive, leave, itinerant] = pairs(row);
        vec![row.school.said(), unfilled, arrive, leave, itinerant]
    });
    out += &table(&heads, &[1, 2, 3, 4], rows.collect());
    let more = difference.schools.len().saturating_sub(TOP);
    if more > 0 {
        out += &match lang {
            Lang::Zh => format!("  …… 另有 {more} 所\n"),
            Lang::En => format!("  … and {more} more\n"),
        };
    }
    out
}

/// Both sides of a school's difference; what is the same stands once.
pub(super) fn pairs(row: &SchoolDifference) -> [String; 4] {
    [row.unfilled, row.arrive, row.leave, row.itinerant].map(|[was, now]| {
        if was == now {
            was.to_string()
        } else {
            format!("{was} → {now}")
        }
    })
}
