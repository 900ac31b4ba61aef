//! What clap finds wrong with a command line, said in the user's language.

use crate::finding::Lang;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// clap lists the command most like a mistyped one last.
pub fn nearest_first(mut error: Error) -> Error {
    let kind = ContextKind::SuggestedSubcommand;
    if let Some(ContextValue::Strings(names)) = error.get(kind) {
        let names = names.iter().rev().cloned().collect();
        error.insert(kind, ContextValue::Strings(names));
    }
    error
}

/// The message for stderr (or, for `--help` and `--version`, for stdout).
pub fn message(error: &Error, lang: Lang) -> String {
    match (lang, error.kind()) {
        (Lang::En, _) | (_, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            error.render().to_string()
        }
        (_, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => error.render().to_string(),
        (Lang::Zh, _) => chinese(error),
    }
}

fn chinese(error: &Error) -> String {
    let arg = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let mut lines = vec![format!("错误：{}", cause(error, &arg, &value))];
    let suggestions = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    for suggestion in suggestions.into_iter().filter_map(|kind| text(error, kind)) {
        lines.push(format!("提示：是否想用 `{suggestion}`"));
    }
    if error.kind() == ErrorKind::ValueValidation {
        lines.extend(wanted(&arg).map(|wanted| format!("提示：{wanted}")));
    }
    if let Some(valid) = text(error, ContextKind::ValidValue) {
        lines.push(format!("提示：可以是 `{valid}`"));
    }
    lines.push("提示：`lungang --help` 显示用法\n".to_owned());
    lines.join("\n")
}

/// What an option's value must be, where clap's own words are English.
fn wanted(arg: &str) -> Option<&'static str> {
    Some(match arg.split(' ').next()? {
        "--time-limit" => "填秒数，不带单位，如 20",
        "--gap" => "填 0 到 1 之间的小数，如 0.005",
        "--threads" => "填 1 到 256 的整数",
        _ => return None,
    })
}

fn cause(error: &Error, arg: &str, value: &str) -> String {
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有命令 `{name}`")
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::UnknownArgument => format!("没有选项 `{arg}`，或多写了参数"),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 `{arg}`"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{arg}` 需要一个值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{arg}` 的值 `{value}` 不对")
        }
        ErrorKind::ArgumentConflict => format!("`{arg}` 只能写一次，或与其他选项冲突"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文字".to_owned(),
        _ => error.render().to_string().trim_end().to_owned(),
    }
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join("`、`")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) if !texts.is_empty() => Some(
            texts
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("`、`"),
        ),
        _ => None,
    }
}
