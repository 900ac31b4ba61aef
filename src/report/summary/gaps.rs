//! The lessons that a plan closes, and the largest gaps that remain.

use super::TOP;
use crate::domain::instance::Instance;
use crate::domain::words::{Stage, Subject};
use crate::finding::Lang;
use crate::report::figures::{Figures, Gap, school_name};
use crate::report::table::table;
use crate::report::words;

pub(super) fn closed(figures: &Figures, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["每周缺课（节）", "需要", "现状", "方案后", "补上"],
        Lang::En => [
            "unfilled lessons a week",
            "need",
            "before",
            "after",
            "closed",
        ],
    };
    let names = match lang {
        Lang::Zh => ["乡村学校体育、音乐、美术", "全县所有学科"],
        Lang::En => [
            "PE, music and art in rural schools",
            "every subject and school",
        ],
    };
    let row = |name: &str, gap: Gap| {
        let closed = i64::from(gap.before) - i64::from(gap.after);
        vec![
            name.to_owned(),
            words::grouped(f64::from(gap.need)),
            words::grouped(f64::from(gap.before)),
            words::grouped(f64::from(gap.after)),
            words::grouped(closed as f64),
        ]
    };
    let rows = vec![
        row(names[0], figures.arts_rural),
        row(names[1], figures.all),
    ];
    table(&heads, &[1, 2, 3, 4], rows)
}

pub(super) fn remaining(figures: &Figures, instance: &Instance, lang: Lang) -> String {
    if figures.remaining.is_empty() {
        return match lang {
            Lang::Zh => "没有课缺人上\n".to_owned(),
            Lang::En => "no lesson stays unfilled\n".to_owned(),
        };
    }
    let heads = match lang {
        Lang::Zh => ["仍缺最多", "学段", "学科", "需要", "仍缺"],
        Lang::En => [
            "largest gaps that remain",
            "stage",
            "subject",
            "need",
            "unfilled",
        ],
    };
    let rows = figures
        .remaining
        .iter()
        .take(TOP)
        .map(|row| {
            vec![
                format!(
                    "{} {}",
                    row.school_id,
                    school_name(instance, &row.school_id)
                ),
                words::word::<Stage>(&row.stage, lang),
                words::word::<Subject>(&row.subject, lang),
                row.need.to_string(),
                row.unfilled.to_string(),
            ]
        })
        .collect();
    let mut out = table(&heads, &[3, 4], rows);
    let more = figures.remaining.len().saturating_sub(TOP);
    if more > 0 {
        out += &match lang {
            Lang::Zh => format!("  …… 另有 {more} 处\n"),
            Lang::En => format!("  … and {more} more\n"),
        };
    }
    out
}
