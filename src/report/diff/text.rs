//! One line a difference.

use super::{Cause, Change, Diff, Differences, Reached, Rotations};
use crate::domain::words::{Subject, Verdict};
use crate::finding::Lang;
use crate::report::key_names;
use crate::report::plan_json::RotationRow;
use crate::report::plan_json::number::Amount;
use crate::report::words;

/// The differences in words, by what changed between the plans.
pub fn text(diff: &Diff, lang: Lang) -> String {
    let mut out = String::new();
    if diff.all.is_empty() {
        out += pick(lang, "两份方案相同", "the two plans are the same");
        out.push('\n');
    }
    if !diff.same_input {
        let note = pick(
            lang,
            "两份方案的输入不同",
            "the plans were made from different input",
        );
        out += &format!("{note}\n");
    }
    let n_causes = diff
        .groups
        .iter()
        .filter(|group| group.cause.is_some())
        .count();
    for group in &diff.groups {
        let is_nothing = group.differences.is_empty();
        let nothing = pick(
            lang,
            "  没有单独可归因的差别\n",
            "  nothing that is its own\n",
        );
        out += &match group.cause.is_none() && n_causes > 1 {
            true => together(lang).to_owned(),
            false => cause(group.cause.as_ref(), lang),
        };
        out += &if is_nothing && !diff.all.is_empty() {
            nothing.to_owned()
        } else {
            differences(&group.differences, lang)
        };
    }
    out
}

/// What no change alone accounts for.
fn together(lang: Lang) -> &'static str {
    pick(
        lang,
        "未归因（以上几项同时改变，分不清由哪一项引起）\n",
        "unattributed (several things changed at once, and no one of them accounts for it)\n",
    )
}

fn cause(cause: Option<&Cause>, lang: Lang) -> String {
    let shown = |value: &Option<serde_json::Value>| {
        let unset = pick(lang, "未设", "unset");
        value
            .as_ref()
            .map_or(unset.to_owned(), |value| value.to_string())
    };
    let said = match cause {
        None => pick(lang, "未归因", "unattributed").to_owned(),
        Some(Cause::Setting { key, old, new }) => {
            let (old, new, name) = (shown(old), shown(new), key_names::name(key, lang));
            match lang {
                Lang::Zh => format!("设置 {name}（{key}）：{old} → {new}"),
                Lang::En => format!("setting {key}: {old} → {new}"),
            }
        }
        Some(Cause::Verdict { verdict, added }) => {
            let name = match added {
                true => pick(lang, "新增意见", "new verdict"),
                false => pick(lang, "撤销意见", "verdict withdrawn"),
            };
            let said = words::word::<Verdict>(&verdict.verdict, lang);
            let parts = [
                verdict.teacher_id.as_str(),
                &verdict.school_id,
                &said,
                &verdict.reason,
            ];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{name} {}", parts.join(" "))
        }
        Some(Cause::Input { schools }) if schools.is_empty() => {
            pick(lang, "输入（表格或情景）", "input (tables or scenario)").to_owned()
        }
        Some(Cause::Input { schools }) => {
            let name = pick(lang, "输入，变化的学校", "input, schools that changed");
            format!("{name}: {}", schools.join(" "))
        }
        Some(Cause::Relaxed { new: true }) => {
            pick(lang, "新方案为放宽方案", "the new plan is a relaxed one").to_owned()
        }
        Some(Cause::Relaxed { new: false }) => {
            pick(lang, "旧方案为放宽方案", "the old plan is a relaxed one").to_owned()
        }
        Some(Cause::Replan) => pick(
            lang,
            "在原方案上调整，改动的人最少",
            "planned again, touching the fewest people",
        )
        .to_owned(),
    };
    format!("{said}\n")
}

fn differences(of: &Differences, lang: Lang) -> String {
    let mut out = rotations(&of.rotations, lang);
    let (added, removed) = (of.itinerant.added, of.itinerant.removed);
    if (added, removed) != (0, 0) {
        let name = pick(lang, "走教安排", "itinerant rows");
        out += &format!("{name}: +{added} -{removed}\n");
    }
    let (added, removed) = (of.supply.added, of.supply.removed);
    if (added, removed) != (0, 0) {
        let name = pick(lang, "补充师资", "people and lessons brought in");
        out += &format!("{name}: +{added} -{removed}\n");
    }
    for change in &of.levels {
        let name = words::level(&change.code);
        out += &line(name.get(lang), change, Amount::to_string);
    }
    for change in &of.rules {
        let name = match lang {
            Lang::Zh => format!("规则“{}”（{}）", words::rule(&change.code).zh, change.code),
            Lang::En => format!("rule {}", change.code),
        };
        out += &line(&name, change, |value: &Reached| {
            format!("{}/{}", value.achieved, value.required)
        });
    }
    if let Some(change) = &of.yuan {
        let name = pick(lang, "费用（元）", "yuan");
        out += &line(name, change, |yuan: &Amount| words::grouped(yuan.0));
    }
    out.lines().map(|line| format!("  {line}\n")).collect()
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
            .map(|row| format!("  {mark} {}\n", posting(row, lang)))
            .collect();
        rows_under(name, rows)
    };
    let changed: String = rotations
        .changed
        .iter()
        .map(|moved| {
            let (to, subject) = (
                &moved.new.to,
                words::word::<Subject>(&moved.new.subject, lang),
            );
            format!("  ~ {} ⇒ {to} ({subject})\n", posting(&moved.old, lang))
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

fn posting(row: &RotationRow, lang: Lang) -> String {
    let subject = words::word::<Subject>(&row.subject, lang);
    format!("{} {} → {} ({subject})", row.teacher_id, row.from, row.to)
}
