//! Names of levels, indicators, statuses and words as reports print them.

use super::plan_json::{PatchRow, PlanFile, RotationRow};
use crate::domain::words::Word;
use crate::finding::{Lang, Text};
use crate::rules::Breach;

/// Lines of one rule that a plan breaks; the rest are counted.
const FEW: usize = 5;

pub use crate::rules::names::{indicator, keyed, level, rule};

/// The Chinese or the English words.
pub fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// One line of what a plan breaks: in Chinese under the rule's name, in English under its code.
pub fn broken(code: &str, message: &Text, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("  {}：{}\n", keyed(code, code), message.zh),
        Lang::En => format!("  {code}: {}\n", message.en),
    }
}

/// What a plan breaks, a line each: of one rule a few and how many more, so that every rule is seen.
pub fn all_broken(breaches: &[Breach], lang: Lang) -> String {
    let mut rules: Vec<&str> = Vec::new();
    for breach in breaches {
        if !rules.contains(&breach.rule) {
            rules.push(breach.rule);
        }
    }
    let mut out = String::new();
    for rule in rules {
        let of_rule: Vec<_> = breaches
            .iter()
            .filter(|breach| breach.rule == rule)
            .collect();
        for breach in of_rule.iter().take(FEW) {
            out += &broken(rule, &breach.message, lang);
        }
        let more = of_rule.len().saturating_sub(FEW);
        if more > 0 {
            let said = Text::new(
                format!("另有 {more} 处（`--json` 列出全部）"),
                format!("{more} more (`--json` lists them all)"),
            );
            out += &broken(rule, &said, lang);
        }
    }
    out
}

pub fn status(code: &str) -> Text {
    let (zh, en) = match code {
        "optimal" => ("已证明最优", "proven best"),
        "feasible" => ("可行，未证明最优", "feasible, not proven best"),
        "infeasible" => ("不可行", "infeasible"),
        other => (other, other),
    };
    Text::new(zh, en)
}

/// A closed word of the tables, from its code in `plan.json`.
pub fn word<W: Word>(code: &str, lang: Lang) -> String {
    match W::parse(code) {
        Some(word) => of(word, lang).to_owned(),
        None => code.to_owned(),
    }
}

/// A closed word of the tables.
pub fn of<W: Word>(word: W, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => word.chinese().first().copied().unwrap_or(word.code()),
        Lang::En => word.code(),
    }
}

/// `old → new` of one patched key.
pub fn patch(row: &PatchRow, lang: Lang) -> String {
    let unset = match lang {
        Lang::Zh => "未设",
        Lang::En => "unset",
    };
    let old = match &row.old {
        serde_json::Value::Null => unset.to_owned(),
        old => old.to_string(),
    };
    format!("{}: {old} → {}", row.key, row.new)
}

/// One `--set` with what it changed, on a line of its own.
pub fn set(row: &PatchRow, lang: Lang) -> String {
    format!("  --set {}\n", patch(row, lang))
}

/// What the plan is called; the year is not said twice where the scenario's name has it.
pub fn heading(file: &PlanFile, lang: Lang) -> String {
    let (name, year) = (&file.scenario.name, file.scenario.year);
    // A name that ends in its year: `蒙城县 2024`.
    if lang == Lang::Zh && name.ends_with(&year.to_string()) {
        return format!("{name} 年教师交流轮岗方案");
    }
    match (lang, name.contains(&year.to_string())) {
        (Lang::Zh, true) => format!("{name}教师交流轮岗方案"),
        (Lang::Zh, false) => format!("{name} {year} 年教师交流轮岗方案"),
        (Lang::En, true) => format!("{name}: teacher rotation"),
        (Lang::En, false) => format!("{name}: teacher rotation of {year}"),
    }
}

/// How good the plan is: a relaxed one is no plan under the rules, however well its levels are proven.
pub fn standing(file: &PlanFile) -> Text {
    match relaxed(file) {
        Some(mark) => mark,
        None => status(&file.status),
    }
}

/// Marks a plan that breaks rules; blank for one that does not.
pub fn relaxed(file: &PlanFile) -> Option<Text> {
    file.relaxed.then(|| match file.is_least() {
        true => Text::new(
            "放宽方案：没有方案能满足全部规则，此方案违反最少",
            "relaxed plan: no plan meets every rule, this one breaks them least",
        ),
        false => Text::new(
            "放宽方案：没有方案能满足全部规则，此方案违反尽量少，未证明最少",
            "relaxed plan: no plan meets every rule; this one breaks few, not proven to be the fewest",
        ),
    })
}

/// Thousands apart, for yuan and lessons.
pub fn grouped(value: f64) -> String {
    let text = format!("{:.0}", value.abs());
    let mut out = String::new();
    for (i, digit) in text.chars().enumerate() {
        if i > 0 && (text.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if value < -0.5 { format!("-{out}") } else { out }
}

/// Where the minutes of a rotation are counted from.
pub fn minutes_from(row: &RotationRow) -> Text {
    match row.minutes_from {
        Some(_) => Text::new("自居住地", "from home"),
        None => Text::new("自学校", "from school"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_stands_under_a_name() {
        let said = Text::new("差 1 人", "1 short");
        let zh = broken("rotation_share", &said, Lang::Zh);
        assert_eq!(zh, "  交流比例（rotation_share）：差 1 人\n");
        let en = broken("rotation_share", &said, Lang::En);
        assert_eq!(en, "  rotation_share: 1 short\n");
        // What the audit finds beside the rules has no key.
        assert_eq!(broken("claim", &said, Lang::Zh), "  方案所写：差 1 人\n");
        assert_eq!(broken("plan", &said, Lang::Zh), "  方案本身：差 1 人\n");
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(1_234_567.0), "1,234,567");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1000.0), "-1,000");
    }
}
