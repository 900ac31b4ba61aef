//! Reads the `[rules.NAME]` tables into each rule's settings: shares, words, and findings where one is no value.

use super::{REGISTRY, Rule};
use crate::domain::share::Share;
use crate::domain::words::{Tier, Word};
use crate::finding::{Finding, Place, Severity, Text};
use crate::read::toml_words::in_chinese;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use std::sync::Arc;

/// Takes rule after rule out of the tables and keeps what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    tables: toml::Table,
    findings: Vec<Finding>,
}

impl Reader {
    pub fn new(tables: &toml::Table) -> Self {
        let findings = tables
            .keys()
            .filter(|code| !REGISTRY.contains(&code.as_str()))
            .map(|code| unknown_rule(code))
            .collect();
        Self {
            tables: tables.clone(),
            findings,
        }
    }

    /// The settings of one rule, if its table is there and understood.
    pub fn rule<R: DeserializeOwned>(&mut self, code: &str) -> Option<R> {
        let mut value = self.tables.get(code)?.clone();
        if let Some(table) = value.as_table_mut()
            && table.remove("enabled") == Some(toml::Value::Boolean(false))
        {
            return None;
        }
        match value.try_into::<R>() {
            Ok(rule) => Some(rule),
            Err(error) => {
                self.findings.push(bad_value(code, &error));
                None
            }
        }
    }

    /// The same for a rule that nobody needs by type.
    pub fn boxed<R: Rule + DeserializeOwned + 'static>(
        &mut self,
        code: &str,
    ) -> Option<Arc<dyn Rule>> {
        self.rule::<R>(code)
            .map(|rule| Arc::new(rule) as Arc<dyn Rule>)
    }

    pub fn finish(self) -> Result<(), Vec<Finding>> {
        if self.findings.is_empty() {
            Ok(())
        } else {
            Err(self.findings)
        }
    }
}

fn place(code: &str) -> Place {
    Place {
        file: Some("scenario.toml".into()),
        column: Some(format!("rules.{code}")),
        ..Place::default()
    }
}

fn unknown_rule(code: &str) -> Finding {
    let nearest = REGISTRY
        .iter()
        .copied()
        .max_by(|a, b| strsim::jaro(a, code).total_cmp(&strsim::jaro(b, code)))
        .unwrap_or_default();
    Finding {
        severity: Severity::Error,
        code: "unknown_rule",
        place: place(code),
        value: Some(code.to_owned()),
        message: Text::new(format!("没有规则 `{code}`"), format!("no rule `{code}`")),
        hint: Text::new(
            format!("最接近的是 `{nearest}`"),
            format!("the nearest is `{nearest}`"),
        ),
    }
}

fn bad_value(code: &str, error: &toml::de::Error) -> Finding {
    let said = error.message().trim();
    let zh = in_chinese(said);
    Finding {
        severity: Severity::Error,
        code: "rule_value",
        place: place(code),
        value: None,
        message: Text::new(
            format!("规则 `{code}` 的设置有误：{zh}"),
            format!("a value of rule `{code}` is wrong: {said}"),
        ),
        hint: Text::new(
            "参照 `lungang defaults` 打印的默认值改正",
            "compare with the defaults that `lungang defaults` prints",
        ),
    }
}

/// `"10%"`, `"0.10"` or 0.10.
pub fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Share, D::Error> {
    let value = toml::Value::deserialize(deserializer)?;
    let text = plain(&value);
    Share::parse(&text)
        .ok_or_else(|| D::Error::custom(format!("`{text}` is no share: write \"10%\" or 0.10")))
}

/// A non-negative amount of money, exact.
pub fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = plain(&toml::Value::deserialize(deserializer)?);
    text.parse::<Decimal>()
        .ok()
        .filter(|amount| !amount.is_sign_negative())
        .ok_or_else(|| D::Error::custom(format!("`{text}` is no amount of yuan")))
}

/// A number or a word as it would stand in a cell.
fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// A list of words of one closed list.
pub fn words<'de, D: Deserializer<'de>, W: Word>(deserializer: D) -> Result<Vec<W>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| word(text).map_err(D::Error::custom))
        .collect()
}

/// A word of a closed list.
pub fn one_word<'de, D: Deserializer<'de>, W: Word>(deserializer: D) -> Result<W, D::Error> {
    word(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn word<W: Word>(text: &str) -> Result<W, String> {
    W::parse(text.trim()).ok_or_else(|| {
        let known: Vec<_> = W::all().iter().map(|word| word.code()).collect();
        format!("`{text}` is no {} ({})", W::WHAT.0, known.join(", "))
    })
}

/// `"urban-town"`: from the first tier to the second.
pub fn tier_pair(text: &str) -> Result<(Tier, Tier), String> {
    let (from, to) = text
        .split_once('-')
        .ok_or_else(|| format!("`{text}` is no pair of tiers like `urban-town`"))?;
    Ok((word(from)?, word(to)?))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{rules, try_rules};

    #[test]
    fn unknown_rules_and_values_are_findings_and_all_of_them() {
        let findings = try_rules(
            "[rotation_shar]\n[travel_cap]\nminutes = \"far\"\n[backbone_share]\nmin = 10\n[budget]\nmax = -1",
        )
        .expect_err("findings");
        let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(
            codes,
            ["unknown_rule", "rule_value", "rule_value", "rule_value"]
        );
        assert!(findings[0].hint.en.contains("rotation_share"));
        assert!(findings[1].message.en.contains("10"));
    }

    #[test]
    fn shares_are_percentages_or_fractions() {
        for text in ["\"12.5%\"", "0.125", "\"0.125\""] {
            let rules = rules(&format!("[rotation_share]\nmin = {text}"));
            let share = rules.rotation_share.expect("in force").min;
            assert_eq!(share.to_string(), "12.5%");
        }
    }

    #[test]
    fn should_rules_come_right_before_burden_unless_named() {
        let rules = rules("[travel_cap]\nstrength = \"should\"\n[rural_backbone]");
        let named = ["unfilled", "rural_backbone", "burden"].map(String::from);
        assert_eq!(
            rules.levels(&named),
            ["unfilled", "rural_backbone", "travel_cap", "burden"]
        );
        assert_eq!(
            rules.levels(&named[..1]),
            ["unfilled", "travel_cap", "rural_backbone"]
        );
    }
}
