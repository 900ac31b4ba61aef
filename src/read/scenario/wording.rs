//! What each kind of value asks for, in words.

use super::kind::{Kind, MOST, MOST_LESSONS};
use super::nearest::nearest;
use crate::finding::Text;
use toml::Value;

impl Kind {
    /// What to write instead of `value`.
    pub(super) fn advice(self, value: &Value) -> Text {
        let wanted = self.wanted();
        let codes = self.codes();
        if let (Self::Share, Some(percent @ 2..=100)) = (self, value.as_integer()) {
            return Text::new(
                format!("百分之 {percent} 写作 `\"{percent}%\"`"),
                format!("{percent} per cent is written `\"{percent}%\"`"),
            );
        }
        match wrong_words(value, self).and_then(|word| nearest(&word, &codes)) {
            Some(word) => Text::new(
                format!("是否想写 `{word}`？应为{}", wanted.zh),
                format!("did you mean `{word}`? give {}", wanted.en),
            ),
            None => Text::new(format!("应为{}", wanted.zh), format!("give {}", wanted.en)),
        }
    }

    /// The words a value is made of, for the nearest match.
    fn codes(self) -> Vec<&'static str> {
        match self {
            Self::Choice(words) | Self::Choices(words) => {
                words.iter().map(|(code, _)| *code).collect()
            }
            Self::Words(words) => (words.codes)(),
            _ => Vec::new(),
        }
    }

    /// What the kind asks for.
    fn wanted(self) -> Text {
        match self {
            Self::Text => Text::new("带引号的文字", "text in quotes"),
            Self::Paths => Text::new(
                "一个或一列带引号的路径，如 `\"../base.toml\"`",
                "one path or a list of paths in quotes, such as `\"../base.toml\"`",
            ),
            Self::Levels => Text::new("一列目标层级代码", "a list of level codes"),
            Self::Flag => Text::new("`true` 或 `false`", "`true` or `false`"),
            Self::Choice(_) => {
                let (zh, en) = self.listed();
                Text::new(format!("{zh}之一"), format!("one of {en}"))
            }
            Self::Choices(_) | Self::Words(_) => {
                let (zh, en) = self.listed();
                Text::new(
                    format!("一列带引号的词，可用 {zh}"),
                    format!("a list of words in quotes, out of {en}"),
                )
            }
            Self::Pairs => Text::new(
                "一列城乡方向，如 `[\"urban-town\", \"town-rural\"]`",
                "a list of tier pairs, such as `[\"urban-town\", \"town-rural\"]`",
            ),
            Self::SchoolPairs => Text::new(
                "一列成对的学校代码，如 `[[\"S1\", \"S7\"]]`",
                "a list of pairs of school ids, such as `[[\"S1\", \"S7\"]]`",
            ),
            Self::PairsOfKinds => Text::new(
                "一列成对的学校类型，如 `[\"strong-weak\", \"town-small\"]`，可用 urban、town、rural、strong、ordinary、weak、hub、small、famous、new",
                "a list of pairs of kinds, such as `[\"strong-weak\", \"town-small\"]`, out of urban, town, rural, strong, ordinary, weak, hub, small, famous, new",
            ),
            Self::Steps => Text::new(
                "一列 `{ sex = \"male\", born = \"1965-01\", from_years = 60, to_years = 63, step_months = 4 }`，可加 `titles`",
                "a list of `{ sex = \"male\", born = \"1965-01\", from_years = 60, to_years = 63, step_months = 4 }`, perhaps with `titles`",
            ),
            Self::Scope => Text::new(
                "`\"county\"`，或 `{ tiers = [\"urban\", \"town\"], quality = [\"strong\"] }`",
                "`\"county\"`, or `{ tiers = [\"urban\", \"town\"], quality = [\"strong\"] }`",
            ),
            Self::Toward => Text::new(
                "`{ tiers = [\"rural\"] }` 这样的表",
                "a table such as `{ tiers = [\"rural\"] }`",
            ),
            number => number.wanted_number(),
        }
    }

    /// The same for kinds that are numbers.
    fn wanted_number(self) -> Text {
        match self {
            Self::Year => Text::new("年份，如 `2024`", "a year, such as `2024`"),
            Self::Share => Text::new(
                "0 至 100% 的比例，写作 `\"10%\"` 或 `0.10`",
                "a share from 0 to 100%, written `\"10%\"` or `0.10`",
            ),
            Self::UpTo(most) => Text::new(
                format!("0 至 {most} 的整数"),
                format!("a whole number from 0 to {most}"),
            ),
            Self::Whole => Text::new(
                format!("0 至 {MOST} 的整数"),
                format!("a whole number from 0 to {MOST}"),
            ),
            Self::Count => Text::new(
                format!("1 至 {MOST} 的整数"),
                format!("a whole number from 1 to {MOST}"),
            ),
            Self::Lessons => Text::new(
                format!("每周课时，0 至 {MOST_LESSONS} 的整数"),
                format!("lessons a week, a whole number from 0 to {MOST_LESSONS}"),
            ),
            Self::Grades(n) => Text::new(
                format!("{n} 个年级各自的周课时，共 {n} 个 0 至 {MOST_LESSONS} 的整数"),
                format!(
                    "a list of {n} whole numbers from 0 to {MOST_LESSONS}, lessons a week by grade"
                ),
            ),
            Self::Positive => Text::new("大于 0 的数", "a number above 0"),
            Self::Amounts(n) => Text::new(
                format!("{n} 个不小于 0 的数"),
                format!("a list of {n} numbers from 0 up"),
            ),
            _ => Text::new("不小于 0 的数", "a number from 0 up"),
        }
    }

    /// The codes in a row, for Chinese and for English.
    fn listed(self) -> (String, String) {
        let codes = self.codes();
        let codes: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
        (codes.join("、"), codes.join(", "))
    }
}

/// The first text of a value that its kind does not know.
fn wrong_words(value: &Value, kind: Kind) -> Option<String> {
    let known = |text: &str| match kind {
        Kind::Words(words) => (words.canonical)(text).is_some(),
        Kind::Choice(words) | Kind::Choices(words) => {
            words.iter().any(|(code, zh)| text == *code || text == *zh)
        }
        _ => true,
    };
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    items
        .iter()
        .filter_map(Value::as_str)
        .find(|text| !known(text))
        .map(str::to_owned)
}
