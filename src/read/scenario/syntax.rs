//! What is wrong with a line that is no TOML, and how to write it: what hands used to Chinese keyboards type.

use super::codes;
use super::file::line;
use super::mistakes::mistake;
use crate::finding::{Finding, Text};

/// Signs of a Chinese keyboard that stand where TOML wants those of the English one.
const FULL_WIDTH: [char; 10] = ['“', '”', '‘', '’', '＝', '，', '：', '［', '］', '％'];

pub(super) fn syntax(text: &str, shown: &str, error: &toml::de::Error) -> Finding {
    let row = error.span().map(|span| line(text, span.start));
    let why = error.message().replace('\n', "; ");
    let seen = row.and_then(|row| text.lines().nth(row - 1)).map(str::trim);
    let is_twice = why.starts_with("duplicate key");
    let (zh, hint) = match is_twice {
        true => (
            "同一个键写了两次",
            Text::new("删去其中一行", "delete one of the two lines"),
        ),
        false => ("不是正确的 TOML 写法", advice(seen.unwrap_or_default())),
    };
    mistake(
        &codes::SCENARIO_SYNTAX,
        (shown, row),
        None,
        seen.map(str::to_owned),
        Text::new(zh, format!("not valid TOML: {why}")),
        hint,
    )
}

/// How to write the line. The reader's own words are English and of many kinds.
fn advice(line: &str) -> Text {
    let (key, value) = line.split_once('=').unwrap_or((line, ""));
    let plain = unquoted(line);
    if let Some(sign) = plain.chars().find(|sign| FULL_WIDTH.contains(sign)) {
        return Text::new(
            format!("`{sign}` 是中文标点：改用英文标点，如 `min = \"10%\"`"),
            format!("`{sign}` is a full-width sign: use the plain one, such as `min = \"10%\"`"),
        );
    }
    let digits: String = value
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let unit = value.trim().trim_start_matches(&digits);
    if !digits.is_empty() && unit.starts_with(|c: char| !c.is_ascii()) {
        let key = key.trim();
        return Text::new(
            format!("数字后面不写单位：`{key} = {digits}`"),
            format!("write the number without a unit: `{key} = {digits}`"),
        );
    }
    if !key.is_ascii() && !key.contains(['"', '#']) {
        return Text::new(
            "中文的键要加引号，如 `\"体育\" = [4, 4, 3, 3, 3, 3]`",
            "put Chinese keys in quotes, such as `\"体育\" = [4, 4, 3, 3, 3, 3]`",
        );
    }
    Text::new(
        "每行写作 `键 = 值`，文字和百分比加引号，如 `min = \"10%\"`",
        "write `key = value` on each line, text and percentages in quotes, such as `min = \"10%\"`",
    )
}

/// What of a line stands neither in quotes nor in a comment.
fn unquoted(line: &str) -> String {
    let parts = line.split('"').step_by(2);
    let plain = parts.collect::<String>();
    plain.split('#').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_about_what_was_typed() {
        for (line, said) in [
            ("min = “10%”", "`“` 是中文标点"),
            ("min ＝ \"10%\"", "`＝` 是中文标点"),
            ("year = 2024年", "`year = 2024`"),
            ("体育 = [4]", "中文的键要加引号"),
            ("min = 10%", "百分比加引号"),
            ("name = \"蒙城，2024\" 县", "每行写作"),
            ("min = 10% # 不低于“百分之十”", "百分比加引号"),
        ] {
            assert!(
                advice(line).zh.contains(said),
                "{line}: {}",
                advice(line).zh
            );
        }
    }

    #[test]
    fn a_key_written_twice_is_to_be_deleted() {
        let text = "year = 2024\nyear = 2025\n";
        let error = text.parse::<toml::Table>().expect_err("twice");
        let finding = syntax(text, "scenario.toml", &error);
        assert_eq!(finding.message.zh, "同一个键写了两次");
        assert_eq!(finding.hint.zh, "删去其中一行");
    }
}
