//! What a key of scenario.toml is called: `data/keys.toml`, or its rule and the head of its meaning in `data/rules.toml`.

use super::rule_notes::{self, Note};
use super::words;
use crate::domain::words::{Subject, Tier, Word};
use crate::finding::{Lang, Text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const NAMES: &str = include_str!("../../data/keys.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

/// Shipped with the program, and read once; a test sees that both can be read.
static TOLD: LazyLock<(BTreeMap<String, Both>, BTreeMap<String, Note>)> = LazyLock::new(|| {
    let names = toml::from_str(NAMES).unwrap_or_default();
    (names, rule_notes::notes().unwrap_or_default())
});

/// The key's name; the key itself where it has none.
pub fn name(key: &str, lang: Lang) -> String {
    let key = key.trim();
    told(key).map_or_else(|| key.to_owned(), |text| text.get(lang).to_owned())
}

/// What stands above the defaults in Chinese.
const DEFAULTS_HEAD: &str = "\
# 默认值：情景没有写明的键取这里的值。`lungang rules` 说明每条规则。
# [rules.…] 是各条规则的默认值，只有情景写了这条规则的表才起作用。比例写作 \"10%\" 或 0.10，写 10 是错误。
# 没有默认值的键：name 名称、year 学年、source 依据（各表都可写）、extends 沿用的文件、levels 目标次序、
# data 表格工作簿、[tables.…] 外来表格的对应。
";

/// Settings as they are written, each key with its Chinese name in place of the comment.
pub fn commented(settings: &str) -> String {
    let mut out = DEFAULTS_HEAD.to_owned();
    let mut table = String::new();
    for line in settings.lines() {
        let bare = without_comment(line);
        if let Some(head) = bare.strip_prefix('[') {
            table = head.trim_matches(['[', ']']).to_owned();
            out += &named(&format!("\n{bare}"), &table);
        } else if let Some((key, _)) = bare.split_once(" = ") {
            out += &named(bare, &format!("{table}.{key}"));
        }
    }
    out
}

/// A line with the name of its key, where it has one.
fn named(line: &str, key: &str) -> String {
    let key = key.trim_start_matches('.');
    let rule = key
        .strip_prefix("rules.")
        .filter(|code| !code.contains('.'));
    match rule.map(words::rule).or_else(|| told(key)) {
        Some(name) => format!("{line}  # {}\n", name.zh),
        None => format!("{line}\n"),
    }
}

/// A line up to a `#` that stands in no string.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let hash = line.char_indices().find(|&(_, letter)| {
        quoted ^= letter == '"';
        letter == '#' && !quoted
    });
    line[..hash.map_or(line.len(), |(at, _)| at)].trim_end()
}

/// Both names; `None` where the key has none.
fn told(key: &str) -> Option<Text> {
    if let Some(both) = TOLD.0.get(key) {
        return Some(Text::new(both.zh.clone(), both.en.clone()));
    }
    if let Some(text) = of_rule(key) {
        return Some(text);
    }
    // A subject's own number, a direction's, or one way to choose schools.
    let (table, last) = key.rsplit_once('.')?;
    let (table, last) = (told(table)?, last.trim_matches('"'));
    let zh = part(last, Lang::Zh)?;
    let en = part(last, Lang::En)?;
    Some(Text::new(
        format!("{}·{zh}", table.zh),
        format!("{}, {en}", table.en),
    ))
}

/// A subject, `from-to` of two tiers, or by what a table chooses schools.
fn part(code: &str, lang: Lang) -> Option<String> {
    let chosen_by = match code {
        "tiers" => Some(words::pick(lang, "城乡类型", "by tier")),
        "quality" => Some(words::pick(lang, "办学水平", "by quality")),
        _ => None,
    };
    if let Some(chosen_by) = chosen_by {
        return Some(chosen_by.to_owned());
    }
    if let Some(subject) = Subject::parse(code) {
        return Some(words::of(subject, lang).to_owned());
    }
    let (from, to) = code.split_once('-')?;
    let (from, to) = (Tier::parse(from)?, Tier::parse(to)?);
    Some(format!("{}→{}", words::of(from, lang), words::of(to, lang)))
}

fn of_rule(key: &str) -> Option<Text> {
    let (code, key) = key.strip_prefix("rules.")?.split_once('.')?;
    let rule = words::rule(code);
    let note = TOLD.1.get(code)?;
    let name = |key: &str, lang| match key {
        "enabled" => Some(words::pick(lang, "是否启用", "in force").to_owned()),
        "strength" => Some(words::pick(lang, "约束力度", "must or should").to_owned()),
        _ => head(note.key(key, lang)).map(str::to_owned),
    };
    Some(Text::new(
        format!("{}·{}", rule.zh, name(key, Lang::Zh)?),
        format!("{}: {}", rule.en, name(key, Lang::En)?),
    ))
}

/// A meaning up to its first pause; none where that is no words but codes.
fn head(meaning: &str) -> Option<&str> {
    let pause = |letter: char| "：；（，。:;(,".contains(letter);
    let head = meaning.split(pause).next()?.trim();
    (!head.is_empty() && !head.contains('`')).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::scenario::{defaults_text, rule_keys};
    use crate::rules::REGISTRY;

    /// Dotted keys of a table's values.
    fn keys(table: &toml::Table, before: &str) -> Vec<String> {
        let of = |(key, value): (&String, &toml::Value)| match value {
            toml::Value::Table(inner) => keys(inner, &format!("{before}{key}.")),
            _ => vec![format!("{before}{key}")],
        };
        table.iter().flat_map(of).collect()
    }

    #[test]
    fn every_key_has_a_name_in_both_languages() {
        let names: BTreeMap<String, Both> = toml::from_str(NAMES).expect("the shipped names");
        assert!(!names.is_empty());
        let defaults: toml::Table = defaults_text().parse().expect("the shipped defaults");
        let of_rules = REGISTRY.into_iter().flat_map(|code| {
            let keys = rule_keys(code).into_iter();
            keys.map(move |key| format!("rules.{code}.{key}"))
        });
        let all: Vec<String> = keys(&defaults, "").into_iter().chain(of_rules).collect();
        assert!(all.len() > 150);
        let chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
        let nameless: Vec<_> = all.iter().filter(|key| told(key).is_none()).collect();
        assert!(nameless.is_empty(), "no name: {nameless:?}");
        for (key, text) in all.iter().filter_map(|key| Some((key, told(key)?))) {
            assert!(text.zh.contains(chinese), "{key}: {}", text.zh);
            assert!(!text.en.contains(chinese), "{key}: {}", text.en);
        }
    }

    #[test]
    fn a_name_says_the_rule_and_the_key() {
        let zh = |key| name(key, Lang::Zh);
        assert_eq!(zh("rules.rotation_share.min"), "至少交流比例");
        assert_eq!(
            zh("rules.source_protection.max_out_share"),
            "派出校保护·每校每学段调出的比例"
        );
        assert_eq!(
            zh("rules.tier_quota.min.\"urban-town\""),
            "城乡流动人数·各方向至少的人数·城区→镇区"
        );
        assert_eq!(zh("loads.junior.music"), "初中教师周课时·音乐");
        assert_eq!(zh("no.such.key"), "no.such.key");
    }
}
