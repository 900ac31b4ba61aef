//! Rules whose lower limit lies above their upper one, so that nothing can keep both.

use super::codes;
use super::extend::FILE_NAME;
use super::values::{decimal, real};
use crate::finding::{Finding, Place, Text};
use rust_decimal::Decimal;
use toml::{Table, Value};

/// Keys that are a lower and an upper limit of one thing, wherever a rule has both.
const LIMITS: [(&str, &str); 4] = [
    ("min", "max"),
    ("min_terms", "max_terms"),
    ("min_lessons_per_school", "max_lessons_per_school"),
    ("min_lessons_per_school", "max_lessons"),
];

/// A remark on every lower limit above its upper one; `plan` says what can be done about it.
pub(super) fn findings(rules: &Table) -> Vec<Finding> {
    let tables = rules.iter();
    tables
        .filter_map(|(code, table)| Some((code.as_str(), table.as_table()?)))
        .filter(|(code, table)| !is_of_two_numbers(code, table))
        .flat_map(|(code, table)| of_rule(code, table))
        .collect()
}

fn of_rule(code: &str, table: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (min, max) in LIMITS {
        let (Some(least), Some(most)) = (table.get(min), table.get(max)) else {
            continue;
        };
        match least {
            Value::Table(pairs) => {
                for (pair, least) in pairs {
                    let keys = (format!("{min}.{pair}"), format!("{max}.{pair}"));
                    let most = most.get(pair);
                    findings.extend(most.and_then(|most| above(code, keys, least, most)));
                }
            }
            _ => findings.extend(above(code, (min.to_owned(), max.to_owned()), least, most)),
        }
    }
    findings
}

fn above(code: &str, (min, max): (String, String), least: &Value, most: &Value) -> Option<Finding> {
    real(least).zip(real(most)).filter(|(a, b)| a > b)?;
    let (least, most) = (shown(least), shown(most));
    Some(codes::MIN_ABOVE_MAX.at(
        Place {
            file: Some(FILE_NAME.to_owned()),
            column: Some(format!("rules.{code}.{min}")),
            ..Place::default()
        },
        Some(least.clone()),
        Text::new(
            format!("规则 `{code}` 的 `{min}` 是 {least}，高于 `{max}` 的 {most}：没有方案能两样都满足"),
            format!("`{min}` of rule `{code}` is {least}, above its `{max}` of {most}: no plan can keep both"),
        ),
        Text::new(
            format!("调低 `{min}` 或调高 `{max}`"),
            format!("lower `{min}` or raise `{max}`"),
        ),
    ))
}

/// The lower limit of rotation_share is on its scope, those in their terms and all forms that count, the upper one on the
/// people posted of the whole county.
fn is_of_two_numbers(code: &str, table: &Table) -> bool {
    let is = |key: &str, word: &str| table.get(key).and_then(Value::as_str) == Some(word);
    let forms = table.get("forms").and_then(Value::as_array);
    let itinerant =
        forms.is_some_and(|forms| forms.iter().any(|form| form.as_str() == Some("itinerant")));
    code == "rotation_share" && (!is("scope", "county") || !is("count", "new") || itinerant)
}

/// A share as a percentage, anything else as it is written.
fn shown(value: &Value) -> String {
    match (value, decimal(value)) {
        (Value::Float(_), Some(share)) if share <= Decimal::ONE => {
            format!("{}%", (share * Decimal::ONE_HUNDRED).normalize())
        }
        _ => value.to_string(),
    }
}
