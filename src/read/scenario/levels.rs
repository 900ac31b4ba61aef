//! The levels of a scenario: each one of the six, an optional one, or a `should` rule in force.

use super::build::Building;
use super::codes;
use super::keys::{LEVELS, OPTIONAL_LEVELS, rules as known_rules};
use super::nearest::nearest;
use crate::finding::Text;
use crate::read::codes::Code;
use toml::{Table, Value};

/// The levels that are no rule's.
fn known() -> impl Iterator<Item = &'static str> {
    LEVELS.into_iter().chain(OPTIONAL_LEVELS)
}

impl Building<'_> {
    /// The levels, each known: one of the six, an optional one or a `should` rule in force.
    pub(super) fn levels(&mut self, rules: &Table) -> Vec<String> {
        let Some(entry) = self.entry(&["levels"]) else {
            return LEVELS.map(str::to_owned).to_vec();
        };
        let items = entry.value.as_array().cloned().unwrap_or_default();
        let levels: Vec<_> = items
            .iter()
            .filter_map(|item| item.as_str().map(|code| code.trim().to_owned()))
            .collect();
        if levels.is_empty() {
            self.no_level();
        }
        for (i, level) in levels.iter().enumerate() {
            if levels[..i].contains(level) {
                self.level_twice(level);
            } else if !known().any(|code| code == level) {
                self.rule_level(level, rules);
            }
        }
        levels
    }

    fn no_level(&mut self) {
        self.bad_level(
            &codes::MISSING_KEY,
            None,
            Text::new("`levels` 是空的", "`levels` is empty"),
            Text::new(
                "至少写一个目标层级，或删去 `levels`",
                "name at least one level, or take `levels` out",
            ),
        );
    }

    fn level_twice(&mut self, level: &str) {
        self.bad_level(
            &codes::DUPLICATE_LEVEL,
            Some(level),
            Text::new(
                format!("目标层级 `{level}` 写了两次"),
                format!("level `{level}` stands twice"),
            ),
            Text::new("只保留一处", "keep one of them"),
        );
    }

    /// A level that is no level of its own.
    fn rule_level(&mut self, level: &str, rules: &Table) {
        if !known_rules().any(|rule| rule.code == level) {
            return self.unknown_level(level);
        }
        let strength = rules.get(level).and_then(|rule| rule.get("strength"));
        if strength.and_then(Value::as_str) != Some("should") {
            self.bad_level(
                &codes::LEVEL_WITHOUT_RULE,
                Some(level),
                Text::new(
                    format!("`{level}` 不是在用的力争（should）规则，不能作目标层级"),
                    format!("`{level}` is no `should` rule in force, so it cannot be a level"),
                ),
                Text::new(
                    format!("写 `[rules.{level}] strength = \"should\"`，或从 `levels` 中删去"),
                    format!(
                        "set `[rules.{level}] strength = \"should\"`, or take it out of `levels`"
                    ),
                ),
            );
        }
    }

    fn unknown_level(&mut self, level: &str) {
        let rules = known_rules().map(|rule| rule.code);
        let all: Vec<_> = known().chain(rules).collect();
        let hint = match nearest(level, &all) {
            Some(near) => Text::new(
                format!("是否想写 `{near}`？"),
                format!("did you mean `{near}`?"),
            ),
            None => Text::new(
                format!("可用 {}", known().collect::<Vec<_>>().join("、")),
                format!("levels are {}", known().collect::<Vec<_>>().join(", ")),
            ),
        };
        self.bad_level(
            &codes::UNKNOWN_LEVEL,
            Some(level),
            Text::new(
                format!("没有目标层级 `{level}`"),
                format!("there is no level `{level}`"),
            ),
            hint,
        );
    }

    fn bad_level(&mut self, code: &'static Code, level: Option<&str>, message: Text, hint: Text) {
        self.note(code, &["levels"], level.map(str::to_owned), message, hint);
    }
}
