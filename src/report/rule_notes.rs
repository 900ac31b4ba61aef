//! What is told of each rule beside its sentence and defaults: `data/rules.toml`, read once for `lungang rules` and for
//! the pages in docs/.

use crate::finding::{Lang, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

const NOTES: &str = include_str!("../../data/rules.toml");

/// A text of the file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

impl From<Both> for Text {
    fn from(both: Both) -> Self {
        Self::new(both.zh, both.en)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    formula: Both,
    from: Both,
    example: Both,
    says: Both,
    row: Option<Both>,
    #[serde(default)]
    keys: BTreeMap<String, Both>,
}

#[derive(Debug, Deserialize)]
struct File {
    every: BTreeMap<String, Both>,
    #[serde(flatten)]
    rules: BTreeMap<String, Written>,
}

/// What is told of one rule; blank texts where the file has none.
#[derive(Debug, Clone, Default)]
pub struct Note {
    pub formula: Text,
    pub from: Text,
    pub example: Text,
    /// How a plan tells that the rule is missed, with names and numbers of an example.
    pub says: Text,
    /// What `required` and `achieved` count in the rule's row of `plan.json`.
    pub row: Text,
    /// What each key means, those of every rule too.
    pub keys: BTreeMap<String, Text>,
}

impl Note {
    /// What a key means.
    pub fn key(&self, key: &str, lang: Lang) -> &str {
        self.keys.get(key).map_or("", |text| text.get(lang))
    }
}

/// The row of a rule without a number of its own.
fn breaches_counted() -> Text {
    Text::new(
        "required 0，achieved 违反的处数",
        "required: 0; achieved: the number of breaches",
    )
}

/// The notes by rule.
pub fn notes() -> Result<BTreeMap<String, Note>, toml::de::Error> {
    let file: File = toml::from_str(NOTES)?;
    let every = file.every;
    let note = |written: Written| Note {
        formula: written.formula.into(),
        from: written.from.into(),
        example: written.example.into(),
        says: written.says.into(),
        row: written.row.map_or_else(breaches_counted, Text::from),
        keys: every
            .clone()
            .into_iter()
            .chain(written.keys)
            .map(|(key, text)| (key, text.into()))
            .collect(),
    };
    Ok(file
        .rules
        .into_iter()
        .map(|(code, written)| (code, note(written)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::REGISTRY;

    #[test]
    fn every_rule_is_told_in_both_languages() {
        let notes = notes().expect("the shipped notes");
        for code in REGISTRY {
            let note = notes
                .get(code)
                .unwrap_or_else(|| panic!("{code} is not in data/rules.toml"));
            let texts = [
                &note.formula,
                &note.from,
                &note.example,
                &note.says,
                &note.row,
            ];
            for text in texts.into_iter().chain(note.keys.values()) {
                assert!(
                    !text.zh.is_empty() && !text.en.is_empty(),
                    "{code}: {text:?}"
                );
                let chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
                assert!(text.zh.contains(chinese), "{code}: {}", text.zh);
                assert!(!text.en.contains(chinese), "{code}: {}", text.en);
            }
        }
    }
}
