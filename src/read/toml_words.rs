//! What the TOML reader says of a wrong value, in Chinese. Its words come in few forms; one not known stays as it is.

/// The same in Chinese.
pub fn in_chinese(said: &str) -> String {
    known(said.trim()).unwrap_or_else(|| said.trim().to_owned())
}

fn known(said: &str) -> Option<String> {
    if let Some(field) = said.strip_prefix("missing field ") {
        return Some(format!("缺少 {field}"));
    }
    if let Some(rest) = said.strip_prefix("unknown field ") {
        let (field, others) = rest.split_once(", ")?;
        return Some(format!("没有 {field} 这一项{}", choice(others)));
    }
    if let Some(rest) = said.strip_prefix("unknown variant ") {
        let (word, others) = rest.split_once(", ")?;
        return Some(format!("不认识 {word}{}", choice(others)));
    }
    let of_kind = said.strip_prefix("invalid type: ");
    if let Some(rest) = of_kind.or_else(|| said.strip_prefix("invalid value: ")) {
        let (seen, wanted) = rest.split_once(", expected ")?;
        return Some(format!("应为{}，现为{}", kind(wanted), value(seen)));
    }
    let (seen, what) = said.split_once(" is no ")?;
    Some(match what {
        _ if what.starts_with("share") => format!("{seen} 不是比例，写作 \"10%\" 或 0.10"),
        _ if what.starts_with("amount") => format!("{seen} 不是金额（元，不能为负）"),
        _ if what.starts_with("pair") => format!("{seen} 不是一对层级，如 `urban-town`"),
        _ => {
            let words = what.split_once('(')?.1.trim_end_matches(')');
            format!("{seen} 不在可写的词中：{}", words.replace(", ", "、"))
        }
    })
}

/// What may be written instead.
fn choice(others: &str) -> String {
    let words = others.trim_start_matches("expected ");
    let words = words.trim_start_matches("one of ");
    if words.contains('`') {
        let words = words.replace(", ", "、").replace(" or ", "、");
        format!("，可写：{words}")
    } else {
        String::new()
    }
}

fn kind(wanted: &str) -> String {
    let kinds = [
        ("u8", "非负整数"),
        ("u16", "非负整数"),
        ("u32", "非负整数"),
        ("u64", "非负整数"),
        ("usize", "非负整数"),
        ("i8", "整数"),
        ("i16", "整数"),
        ("i32", "整数"),
        ("i64", "整数"),
        ("f64", "数字"),
        ("a string", "加引号的文字"),
        ("string or", "加引号的文字"),
        ("a boolean", " true 或 false"),
        ("a sequence", "方括号里的列表"),
        ("a map", "一张表"),
        ("struct", "一张表"),
    ];
    let of_kind = kinds.iter().find(|kind| wanted.starts_with(kind.0));
    of_kind.map_or_else(|| wanted.to_owned(), |kind| kind.1.to_owned())
}

fn value(seen: &str) -> String {
    let kinds = [
        ("string ", "文字 "),
        ("integer ", "整数 "),
        ("floating point ", "小数 "),
        ("boolean ", " "),
        ("sequence", "列表"),
        ("map", "一张表"),
    ];
    let of_kind = kinds
        .iter()
        .find_map(|kind| Some((kind.1, seen.strip_prefix(kind.0)?)));
    of_kind.map_or_else(|| seen.to_owned(), |(kind, rest)| format!("{kind}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "read for its mistakes alone")]
    struct Settings {
        max: u32,
        is_on: bool,
        names: Vec<String>,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Old,
        New,
    }

    fn said(text: &str) -> String {
        let error = toml::from_str::<Settings>(text).expect_err("a mistake");
        in_chinese(error.message())
    }

    #[test]
    fn says_every_kind_of_wrong_value_in_chinese() {
        assert_eq!(said(""), "缺少 `max`");
        assert_eq!(
            said("maxx = 1"),
            "没有 `maxx` 这一项，可写：`max`、`is_on`、`names`、`kind`"
        );
        assert_eq!(said("max = \"far\""), "应为非负整数，现为文字 \"far\"");
        assert_eq!(said("max = -1"), "应为非负整数，现为整数 `-1`");
        assert_eq!(said("max = 1.5"), "应为非负整数，现为小数 `1.5`");
        assert_eq!(
            said("is_on = \"yes\""),
            "应为 true 或 false，现为文字 \"yes\""
        );
        assert_eq!(said("names = \"a\""), "应为方括号里的列表，现为文字 \"a\"");
        assert_eq!(said("kind = \"ol\""), "不认识 `ol`，可写：`old`、`new`");
    }

    #[test]
    fn says_our_own_words_in_chinese_and_leaves_what_it_does_not_know() {
        assert_eq!(
            in_chinese("`abc` is no share: write \"10%\" or 0.10"),
            "`abc` 不是比例，写作 \"10%\" 或 0.10"
        );
        assert_eq!(
            in_chinese("`x` is no tier (urban, town)"),
            "`x` 不在可写的词中：urban、town"
        );
        assert_eq!(in_chinese("something new"), "something new");
    }
}
