//! `lungang rules` and `lungang defaults`: what each rule requires, its keys and their defaults.

use super::rule_page::page;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::read::scenario;
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

/// The shipped defaults as they are, with their comments; as JSON without them.
pub(super) fn defaults(shared: &Shared) -> Result<Outcome, Stop> {
    let text = scenario::defaults_text();
    Ok(Outcome::fine(if shared.json {
        format!("{:#}\n", json!(table_of(text, &[])?))
    } else {
        text.to_owned()
    }))
}

/// The list of `plan.json` that a rule fills, with the fields of its rows: lessons a week, yuan a year.
pub(super) fn plan_rows(code: &str) -> Option<&'static str> {
    Some(match code {
        "itinerant" => "itinerant: teacher_id, from, to, stage, subject, lessons, minutes, yuan",
        "retraining" => {
            "retraining: teacher_id, school_id, stage, from, subject, months, lessons, yuan"
        }
        "recruitment" => "recruitment: school_id, stage, subject, degree, posts, lessons, yuan",
        "silver_age" => "silver_age: retiree_id, school_id, stage, subject, lessons, yuan",
        "remote_lessons" => "remote: from, to, stage, subject, helper_id, lessons, yuan",
        "principals" => {
            "principals: teacher_id, position, from, to, stage, subject, lessons, minutes, must"
        }
        _ => return None,
    })
}

pub(super) struct Described {
    pub(super) code: &'static str,
    pub(super) sentence: Text,
    pub(super) note: Note,
    pub(super) defaults: toml::Table,
    /// What must be given, with an example value.
    pub(super) examples: toml::Table,
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
                    "defaults": rule.defaults,
                    "examples": rule.examples,
                    "plan_rows": plan_rows(rule.code),
                })
            })
            .collect();
        format!("{:#}\n", json!({ "rules": rows }))
    } else {
        described.iter().map(|rule| block(rule, lang)).collect()
    }))
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
    Ok(Described {
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
    let filled =
        plan_rows(rule.code).map_or_else(String::new, |rows| format!("  # plan.json · {rows}\n"));
    format!(
        "[rules.{}]\n{notes}{filled}{}{}\n",
        rule.code,
        lines(&rule.defaults, ""),
        lines(&rule.examples, example)
    )
}
