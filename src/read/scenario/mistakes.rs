//! The findings that scenario files give rise to.

use super::codes;
use super::lookup::Path;
use crate::finding::{Finding, Place, Text};
use crate::read::codes::Code;
use toml::Value;

/// An error in a scenario file.
pub(super) fn mistake(
    code: &'static Code,
    (file, row): (&str, Option<usize>),
    key: Option<String>,
    value: Option<String>,
    message: Text,
    hint: Text,
) -> Finding {
    let place = Place {
        file: Some(file.to_owned()),
        row,
        column: key,
        ..Place::default()
    };
    code.at(place, value, message, hint)
}

/// A value that its key cannot hold.
pub(super) fn wrong_value(
    at: (&str, Option<usize>),
    key: &str,
    value: &Value,
    advice: Text,
) -> Finding {
    mistake(
        &codes::WRONG_VALUE,
        at,
        Some(key.to_owned()),
        Some(value.to_string()),
        Text::new(
            format!("`{key}` 不能是 `{value}`"),
            format!("`{key}` cannot be `{value}`"),
        ),
        advice,
    )
}

/// A key or a rule nobody knows.
pub(super) fn unknown(
    at: (&str, Option<usize>),
    path: &Path,
    rule: bool,
    nearest: Option<String>,
) -> Finding {
    let key = path.join(".");
    let (message, fallback) = if rule {
        let name = path.get(1).cloned().unwrap_or_default();
        (
            Text::new(
                format!("没有规则 `{name}`"),
                format!("there is no rule `{name}`"),
            ),
            Text::new(
                "`lungang rules` 列出全部规则",
                "`lungang rules` lists the rules",
            ),
        )
    } else {
        (
            Text::new(
                format!("没有键 `{key}`"),
                format!("there is no key `{key}`"),
            ),
            Text::new(
                "`lungang defaults` 列出全部键",
                "`lungang defaults` lists the keys",
            ),
        )
    };
    let hint = match nearest {
        Some(near) => Text::new(
            format!("是否想写 `{near}`？"),
            format!("did you mean `{near}`?"),
        ),
        None => fallback,
    };
    let code = if rule {
        &codes::UNKNOWN_RULE
    } else {
        &codes::UNKNOWN_KEY
    };
    mistake(code, at, Some(key), None, message, hint)
}

/// A file that cannot be opened.
pub(super) fn unreadable(shown: &str, error: &std::io::Error) -> Finding {
    mistake(
        &codes::SCENARIO_UNREADABLE,
        (shown, None),
        None,
        None,
        Text::new(
            format!("无法读取 `{shown}`：{error}"),
            format!("cannot read `{shown}`: {error}"),
        ),
        Text::new("请检查它能否打开", "check that it may be read"),
    )
}

/// A file in another encoding.
pub(super) fn not_utf8(shown: &str, row: usize) -> Finding {
    mistake(
        &codes::SCENARIO_ENCODING,
        (shown, Some(row)),
        None,
        None,
        Text::new(
            format!("`{shown}` 不是 UTF-8 编码"),
            format!("`{shown}` is not UTF-8"),
        ),
        Text::new("请另存为 UTF-8 编码", "save it as UTF-8"),
    )
}

/// Keys within keys without end.
pub(super) fn nested_too_deep(shown: &str, row: usize) -> Finding {
    mistake(
        &codes::SCENARIO_SYNTAX,
        (shown, Some(row)),
        None,
        None,
        Text::new("这一行的键嵌套太深", "keys on this line nest too deep"),
        Text::new(
            "`lungang defaults` 列出全部键，最深不过几层",
            "`lungang defaults` lists the keys, none more than a few tables deep",
        ),
    )
}
