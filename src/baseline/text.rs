//! The procedure beside the plan, and what it breaks, in words.

use super::Baseline;
use super::view::{Side, View, view};
use crate::finding::{Lang, Text};
use crate::report::table::table;
use crate::report::words::{self, pick};

/// Breaches said one by one; the record has all.
const TOP: usize = 20;

/// The whole text.
pub fn text(baseline: &Baseline, lang: Lang) -> String {
    let view = view(baseline);
    let heading = words::heading(&baseline.file, lang);
    let how = pick(
        lang,
        "现行做法：符合条件的教师按在本校任教年限排队，依次派往最近的缺口，达到比例为止",
        "today's practice: the eligible in order of their years at their school, each to the nearest gap, until the share is met",
    );
    let mut out = format!("{heading}\n{how}\n\n{}", figures(&view, lang));
    out += &format!("\n{}", breaches(&view, lang));
    out
}

fn figures(view: &View, lang: Lang) -> String {
    let mut heads = vec!["", pick(lang, "现行做法", "practice")];
    heads.extend(view.plan.as_ref().map(|_| pick(lang, "方案", "plan")));
    let sides: Vec<&Side> = [Some(&view.baseline), view.plan.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let row = |zh: &str, en: &str, of: &dyn Fn(&Side) -> String| {
        let name = pick(lang, zh, en).to_owned();
        [name]
            .into_iter()
            .chain(sides.iter().map(|side| of(side)))
            .collect::<Vec<_>>()
    };
    let change = |[before, after]: [u32; 2]| format!("{before} → {after}");
    let mut rows = vec![
        row("交流人数", "people who rotate", &|side| {
            side.rotated.to_string()
        }),
        row("其中骨干", "backbone teachers among them", &|side| {
            side.backbone.to_string()
        }),
        row("走教（节/周）", "itinerant lessons a week", &|side| {
            side.itinerant_lessons.to_string()
        }),
        row(
            "乡村体音美缺课（节/周）",
            "rural PE, music and art unfilled, lessons a week",
            &|side| change(side.arts_rural),
        ),
        row(
            "全部缺课（节/周）",
            "all unfilled, lessons a week",
            &|side| change(side.all),
        ),
        row(
            "缺课比现状多的学校",
            "schools with more unfilled than today",
            &|side| side.worse_schools.to_string(),
        ),
        row(
            "路程（分钟，单程合计）",
            "minutes one way, all who rotate",
            &|side| side.minutes.to_string(),
        ),
        row("费用（元/年）", "money, yuan a year", &|side| {
            words::grouped(side.yuan.0)
        }),
        row(
            "违反必须遵守的规则（处）",
            "breaches of `must` rules",
            &|side| side.breaches.to_string(),
        ),
    ];
    for level in &view.baseline.levels {
        let name = words::level(&level.code);
        // A plan made again begins with a level of its own, so levels are found by their codes.
        let value = |side: &Side| {
            let same = side.levels.iter().find(|other| other.code == level.code);
            same.map_or_else(|| "–".to_owned(), |level| level.value.to_string())
        };
        rows.push(row(&name.zh, &name.en, &value));
    }
    let right: Vec<usize> = (1..heads.len()).collect();
    table(&heads, &right, rows)
}

fn breaches(view: &View, lang: Lang) -> String {
    let n = view.breaches.len();
    let mut out = match (lang, n) {
        (Lang::Zh, 0) => "现行做法没有违反规则\n".to_owned(),
        (Lang::En, 0) => "the practice breaks no rule\n".to_owned(),
        (Lang::Zh, _) => format!("现行做法违反规则 {n} 处：\n"),
        (Lang::En, 1) => "the practice breaks a rule once:\n".to_owned(),
        (Lang::En, _) => format!("the practice breaks rules {n} times:\n"),
    };
    for row in view.breaches.iter().take(TOP) {
        let said = Text::new(row.zh.as_str(), row.en.as_str());
        out += &words::broken(row.rule, &said, lang);
    }
    if n > TOP {
        let more = n - TOP;
        out += &match lang {
            Lang::Zh => format!("  …… 另有 {more} 处\n"),
            Lang::En => format!("  … and {more} more\n"),
        };
    }
    out
}
