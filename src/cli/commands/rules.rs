//! `lungang rules` and `lungang defaults`: what each rule requires, its keys and their defaults.

use super::plan_rows::plan_rows;
use super::rule_page::page;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::read::scenario;
use crate::report::key_names;
use crate::report::rule_notes::{self, Note};
use crate::report::words::pick;
use crate::rules::{REGISTRY, activate};
use crate::run::Stop;
use serde_json::{Value, json};

/// Values for the keys that have no default, so that each rule's sentence can be shown.
const EXAMPLES: &str = r#"
[circle]
within = "district"
[tier_quota.min]
"urban-town" = 50
[recruitment]
max = 120
[budget]
max = 1000000
[hub_dispatch]
min = 6
[pairings]
kinds = ["strong-weak", "town-small"]
"#;

/// Keys of every rule without a default, told on the page alone.
const EVERYWHERE: [&str; 2] = ["enabled", "source"];

/// The shipped defaults, with their comments or with what each key is called in Chinese; as JSON without either.
pub(super) fn defaults(shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let text = scenario::defaults_text();
    Ok(Outcome::fine(if shared.json {
        format!("{:#}\n", json!(table_of(text, &[])?))
    } else if lang == Lang::Zh {
        key_names::commented(text)
    } else {
        text.to_owned()
    }))
}

pub(super) struct Described {
    pub(super) code: &'static str,
    pub(super) sentence: Text,
    pub(super) note: Note,
    pub(super) defaults: toml::Table,
    /// What must be given, with an example value.
    pub(super) examples: toml::Table,
    /// What may be given: known, and with neither a default nor an example.
    pub(super) others: Vec<&'static str>,
}

pub(super) fn run(as_page: bool, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let mut described: Vec<_> = REGISTRY
        .into_iter()
        .map(describe)
        .collect::<Result<_, _>>()?;
    let mut notes = rule_notes::notes().map_err(failed)?;
    for rule in &mut described {
        rule.note = notes.remove(rule.code).unwrap_or_default();
    }
    Ok(Outcome::fine(if as_page {
        page(&described, lang)
    } else if shared.json {
        let rows: Value = described
            .iter()
            .map(|rule| {
                json!({
                    "code": rule.code,
                    "sentence": rule.sentence.get(lang),
                    "formula": rule.note.formula.get(lang),
                    "source": rule.note.from.get(lang),
                    "example": rule.note.example.get(lang),
                    "says": rule.note.says.get(lang),
                    "keys": keys_told(rule, lang),
                    "defaults": rule.defaults,
                    "examples": rule.examples,
                    "plan_rows": plan_rows(&rule.note, rule.code, lang),
                })
            })
            .collect();
        format!("{:#}\n", json!({ "rules": rows }))
    } else {
        described.iter().map(|rule| block(rule, lang)).collect()
    }))
}

/// What each key means.
fn keys_told(rule: &Described, lang: Lang) -> Value {
    let keys = scenario::rule_keys(rule.code).into_iter();
    keys.map(|key| (key.to_owned(), json!(rule.note.key(key, lang))))
        .collect()
}

/// The rule as it would stand with its defaults, and the examples where it has none.
fn describe(code: &'static str) -> Result<Described, Stop> {
    let shipped = table_of(scenario::defaults_text(), &["rules", code])?;
    let examples = table_of(EXAMPLES, &[code])?;
    let mut settings = shipped.clone();
    settings.extend(examples.clone());
    let tables = toml::Table::from_iter([(code.to_owned(), toml::Value::Table(settings))]);
    let rules = activate(&tables).map_err(Stop::Findings)?;
    let sentence = rules.get(code).map(|rule| rule.sentence());
    let mut others = scenario::rule_keys(code);
    others.retain(|key| !shipped.contains_key(*key) && !examples.contains_key(*key));
    Ok(Described {
        others,
        code,
        sentence: sentence.unwrap_or_default(),
        note: Note::default(),
        defaults: shipped,
        examples,
    })
}

fn failed(error: toml::de::Error) -> Stop {
    let said = error.message().to_owned();
    Stop::Failed(Text::new(said.clone(), said))
}

/// The table at a path of keys; empty where there is none.
fn table_of(text: &str, path: &[&str]) -> Result<toml::Table, Stop> {
    let mut table = text.parse::<toml::Table>().map_err(failed)?;
    for key in path {
        table = match table.remove(*key) {
            Some(toml::Value::Table(inner)) => inner,
            _ => return Ok(toml::Table::new()),
        };
    }
    Ok(table)
}

fn block(rule: &Described, lang: Lang) -> String {
    let lines = |table: &toml::Table, mark: &str| -> String {
        let line = |(key, value): (&String, &toml::Value)| {
            let meaning = rule.note.key(key, lang);
            format!("  {key} = {value}   # {mark}{meaning}\n")
        };
        table.iter().map(line).collect()
    };
    let notes = [
        ("", &rule.sentence),
        (pick(lang, "公式：", "formula: "), &rule.note.formula),
        (pick(lang, "依据：", "source: "), &rule.note.from),
        (pick(lang, "例：", "example: "), &rule.note.example),
        (pick(lang, "未达到时：", "where missed: "), &rule.note.says),
    ];
    let notes: String = notes
        .iter()
        .filter(|(_, text)| !text.get(lang).is_empty())
        .map(|(what, text)| format!("  # {what}{}\n", text.get(lang)))
        .collect();
    let example = pick(
        lang,
        "须给出，此为示例；",
        "to be given, this is an example; ",
    );
    let filled: String = plan_rows(&rule.note, rule.code, lang)
        .iter()
        .map(|rows| format!("  # plan.json · {rows}\n"))
        .collect();
    let optional = pick(lang, "可以给出；", "may be given; ");
    let others = rule.others.iter().filter(|key| !EVERYWHERE.contains(key));
    let others: String = others
        .map(|key| format!("  # {key}   # {optional}{}\n", rule.note.key(key, lang)))
        .collect();
    format!(
        "[rules.{}]\n{notes}{filled}{}{}{others}\n",
        rule.code,
        lines(&rule.defaults, ""),
        lines(&rule.examples, example)
    )
}
