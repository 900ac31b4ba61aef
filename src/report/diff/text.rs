//! One line a difference.

use super::{Change, Diff, Reached, Rotations};
use crate::finding::Lang;
use crate::report::plan_json::RotationRow;
use crate::report::plan_json::number::Amount;
use crate::report::words;

/// The differences in words.
pub fn text(diff: &Diff, lang: Lang) -> String {
    if diff.is_empty() {
        return format!(
            "{}\n",
            pick(lang, "两份方案相同", "the two plans are the same")
        );
    }
    let mut out = String::new();
    if !diff.same_input {
        let note = pick(
            lang,
            "两份方案的输入不同",
            "the plans were made from different input",
        );
        out += &format!("{note}\n");
    }
    out += &rotations(&diff.rotations, lang);
    let (added, removed) = (diff.itinerant.added, diff.itinerant.removed);
    if (added, removed) != (0, 0) {
        let name = pick(lang, "走教安排", "itinerant rows");
        out += &format!("{name}: +{added} -{removed}\n");
    }
    let (added, removed) = (diff.supply.added, diff.supply.removed);
    if (added, removed) != (0, 0) {
        let name = pick(lang, "补充师资", "people and lessons brought in");
        out += &format!("{name}: +{added} -{removed}\n");
    }
    for change in &diff.levels {
        let name = words::level(&change.code);
        out += &line(name.get(lang), change, Amount::to_string);
    }
    for change in &diff.rules {
        let name = format!("{} {}", pick(lang, "规则", "rule"), change.code);
        out += &line(&name, change, |value: &Reached| {
            format!("{}/{}", value.achieved, value.required)
        });
    }
    if let Some(change) = &diff.yuan {
        let name = pick(lang, "费用（元）", "yuan");
        out += &line(name, change, |yuan: &Amount| words::grouped(yuan.0));
    }
    out
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn line<V>(name: &str, change: &Change<V>, shown: impl Fn(&V) -> String) -> String {
    let value = |value: &Option<V>| value.as_ref().map_or("–".to_owned(), &shown);
    format!("{name}: {} → {}\n", value(&change.old), value(&change.new))
}

fn rotations(rotations: &Rotations, lang: Lang) -> String {
    let list = |name: &str, mark: char, rows: &[RotationRow]| {
        let rows: String = rows
            .iter()
            .map(|row| format!("  {mark} {}\n", posting(row)))
            .collect();
        rows_under(name, rows)
    };
    let changed: String = rotations
        .changed
        .iter()
        .map(|moved| {
            let (to, subject) = (&moved.new.to, &moved.new.subject);
            format!("  ~ {} ⇒ {to} ({subject})\n", posting(&moved.old))
        })
        .collect();
    let added = pick(lang, "新增交流", "rotations added");
    let removed = pick(lang, "取消交流", "rotations removed");
    list(added, '+', &rotations.added)
        + &list(removed, '-', &rotations.removed)
        + &rows_under(pick(lang, "改变交流", "rotations changed"), changed)
}

/// A heading with the number of rows; nothing where there are none.
fn rows_under(name: &str, rows: String) -> String {
    if rows.is_empty() {
        rows
    } else {
        format!("{name}: {}\n{rows}", rows.lines().count())
    }
}

fn posting(row: &RotationRow) -> String {
    format!(
        "{} {} → {} ({})",
        row.teacher_id, row.from, row.to, row.subject
    )
}
