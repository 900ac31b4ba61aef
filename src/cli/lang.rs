//! The language of messages, known before the command line is parsed.

use crate::finding::Lang;
use std::ffi::OsString;

/// `--lang` if it stands anywhere on the command line, else LC_ALL, LC_MESSAGES or LANG: `en…` is English, all else
/// Chinese.
pub fn detect(args: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    from_args(args).unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        if locale.to_lowercase().starts_with("en") {
            Lang::En
        } else {
            Lang::Zh
        }
    })
}

fn from_args(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    let mut found = None;
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        found = match value {
            Some("en") => Some(Lang::En),
            Some("zh") => Some(Lang::Zh),
            _ => found,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_wins_over_the_locale() {
        let args = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let english = |name: &str| (name == "LANG").then(|| "en_GB.UTF-8".to_owned());
        assert_eq!(detect(&args("lungang rules"), english), Lang::En);
        assert_eq!(detect(&args("lungang rules --lang zh"), english), Lang::Zh);
        assert_eq!(detect(&args("lungang --lang=en rules"), |_| None), Lang::En);
        assert_eq!(detect(&args("lungang rules"), |_| None), Lang::Zh);
        let german = |_: &str| Some("de_DE".to_owned());
        assert_eq!(detect(&args("lungang rules"), german), Lang::Zh);
    }
}
