//! What differs between two plans, and only that.

use super::plan_json::{PlanFile, RotationRow};
use super::words;
use crate::finding::Lang;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Rotations by teacher, then levels, rules, coverage and money that are not the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    pub added: Vec<RotationRow>,
    pub removed: Vec<RotationRow>,
    pub changed: Vec<(RotationRow, RotationRow)>,
    /// Itinerant rows only in the old plan, and only in the new one.
    pub itinerant: (usize, usize),
    /// Code, old and new value; `None` where a plan has no such level.
    pub levels: Vec<(String, Option<f64>, Option<f64>)>,
    /// Code, old and new (required, achieved).
    pub rules: Vec<(String, Option<(u64, u64)>, Option<(u64, u64)>)>,
    pub yuan: Option<(f64, f64)>,
    /// Whether both were made from the same input.
    pub same_input: bool,
}

/// Compares by content; seconds and bounds do not count.
pub fn diff(old: &PlanFile, new: &PlanFile) -> Diff {
    let before = by_teacher(old);
    let after = by_teacher(new);
    let only = |mine: &BTreeMap<&str, &RotationRow>, other: &BTreeMap<&str, &RotationRow>| {
        mine.iter()
            .filter(|(id, _)| !other.contains_key(*id))
            .map(|(_, row)| (*row).clone())
            .collect()
    };
    let changed = before
        .iter()
        .filter_map(|(id, row)| after.get(id).map(|new| (*row, *new)))
        .filter(|(row, new)| {
            (&row.from, &row.to, &row.subject) != (&new.from, &new.to, &new.subject)
        })
        .map(|(row, new)| (row.clone(), new.clone()))
        .collect();
    let missing = |from: &PlanFile, of: &PlanFile| {
        let rows = from.itinerant.iter();
        rows.filter(|row| !of.itinerant.contains(row)).count()
    };
    let yuan = (old.cost.yuan.0, new.cost.yuan.0);
    Diff {
        added: only(&after, &before),
        removed: only(&before, &after),
        changed,
        itinerant: (missing(old, new), missing(new, old)),
        levels: unlike(&level_values(old), &level_values(new)),
        rules: unlike(&rule_values(old), &rule_values(new)),
        yuan: (yuan.0 != yuan.1).then_some(yuan),
        same_input: old.scenario.input_sha256 == new.scenario.input_sha256,
    }
}

fn by_teacher(file: &PlanFile) -> BTreeMap<&str, &RotationRow> {
    file.rotations
        .iter()
        .map(|row| (row.teacher_id.as_str(), row))
        .collect()
}

fn level_values(file: &PlanFile) -> Vec<(&str, f64)> {
    file.levels
        .iter()
        .map(|level| (level.code.as_str(), level.value.0))
        .collect()
}

fn rule_values(file: &PlanFile) -> Vec<(&str, (u64, u64))> {
    file.rules
        .iter()
        .map(|rule| (rule.code.as_str(), (rule.required, rule.achieved)))
        .collect()
}

/// Codes whose values differ, in the order of the old plan, new codes last.
fn unlike<V: Copy + PartialEq>(
    old: &[(&str, V)],
    new: &[(&str, V)],
) -> Vec<(String, Option<V>, Option<V>)> {
    let value = |list: &[(&str, V)], code: &str| {
        let found = list.iter().find(|(other, _)| *other == code);
        found.map(|(_, value)| *value)
    };
    let fresh = new
        .iter()
        .filter(|(code, _)| value(old, code).is_none())
        .map(|(code, _)| *code);
    old.iter()
        .map(|(code, _)| *code)
        .chain(fresh)
        .map(|code| (code.to_owned(), value(old, code), value(new, code)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

impl Diff {
    /// Whether the plans say the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.itinerant == (0, 0)
            && self.levels.is_empty()
            && self.rules.is_empty()
            && self.yuan.is_none()
    }

    pub fn json(&self) -> Value {
        let levels = self.levels.iter().map(|(code, old, new)| json!({ "code": code, "old": old.map(super::plan_json::number::Amount), "new": new.map(super::plan_json::number::Amount) }));
        let rule = |value: &Option<(u64, u64)>| {
            value.map(|(required, achieved)| json!({ "required": required, "achieved": achieved }))
        };
        let rules = self
            .rules
            .iter()
            .map(|(code, old, new)| json!({ "code": code, "old": rule(old), "new": rule(new) }));
        let changed = self
            .changed
            .iter()
            .map(|(old, new)| json!({ "old": old, "new": new }));
        json!({
            "same_input": self.same_input,
            "rotations": {
                "added": self.added,
                "removed": self.removed,
                "changed": changed.collect::<Value>(),
            },
            "itinerant": { "removed": self.itinerant.0, "added": self.itinerant.1 },
            "levels": levels.collect::<Value>(),
            "rules": rules.collect::<Value>(),
            "yuan": self.yuan.map(|(old, new)| json!({ "old": old, "new": new })),
        })
    }
}

/// One line a difference.
pub fn text(diff: &Diff, lang: Lang) -> String {
    if diff.is_empty() {
        return match lang {
            Lang::Zh => "两份方案相同\n".to_owned(),
            Lang::En => "the two plans are the same\n".to_owned(),
        };
    }
    let zh = lang == Lang::Zh;
    let mut out = String::new();
    if !diff.same_input {
        out += if zh {
            "两份方案的输入不同\n"
        } else {
            "the plans were made from different input\n"
        };
    }
    let word = |zh_word: &'static str, en_word: &'static str| if zh { zh_word } else { en_word };
    out += &heading(word("新增交流", "rotations added"), diff.added.len());
    diff.added
        .iter()
        .for_each(|row| out += &format!("  + {}\n", posting(row)));
    out += &heading(word("取消交流", "rotations removed"), diff.removed.len());
    diff.removed
        .iter()
        .for_each(|row| out += &format!("  - {}\n", posting(row)));
    out += &heading(word("改变交流", "rotations changed"), diff.changed.len());
    for (old, new) in &diff.changed {
        out += &format!("  ~ {} ⇒ {} ({})\n", posting(old), new.to, new.subject);
    }
    if diff.itinerant != (0, 0) {
        let (removed, added) = diff.itinerant;
        out += &format!(
            "{}: +{added} -{removed}\n",
            word("走教安排", "itinerant rows")
        );
    }
    for (code, old, new) in &diff.levels {
        out += &format!(
            "{} ({code}): {} → {}\n",
            words::level(code).get(lang),
            shown(*old),
            shown(*new)
        );
    }
    for (code, old, new) in &diff.rules {
        let pair = |value: &Option<(u64, u64)>| {
            value.map_or("–".to_owned(), |(required, achieved)| {
                format!("{achieved}/{required}")
            })
        };
        out += &format!(
            "{} {code}: {} → {}\n",
            word("规则", "rule"),
            pair(old),
            pair(new)
        );
    }
    if let Some((old, new)) = diff.yuan {
        out += &format!(
            "{}: {} → {}\n",
            word("费用（元）", "yuan"),
            words::grouped(old),
            words::grouped(new)
        );
    }
    out
}

fn heading(name: &str, n: usize) -> String {
    if n == 0 {
        String::new()
    } else {
        format!("{name}: {n}\n")
    }
}

fn posting(row: &RotationRow) -> String {
    format!(
        "{} {} → {} ({})",
        row.teacher_id, row.from, row.to, row.subject
    )
}

fn shown(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| {
        super::plan_json::number::Amount(value).to_string()
    })
}
