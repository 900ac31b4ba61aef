//! Looks a key of scenario.toml up: what it may hold, or the nearest key that is known.

use super::keys::{KEYS, STRENGTHS, rule, rules};
use super::kind::{Kind, pair};
use super::nearest::nearest;
use crate::domain::words::{Subject, Word};
use crate::read::columns::{self, Table};

/// A key as its segments.
pub(super) type Path = Vec<String>;

/// What a path means; paths are canonical (subjects, tables and columns by their English names).
pub(super) enum Meaning {
    Value(Path, Kind),
    Table(Path),
    Unknown {
        /// The segment nobody knows is a rule's name.
        rule: bool,
        nearest: Option<String>,
    },
}

/// Looks a path up.
pub(super) fn meaning(path: &[String]) -> Meaning {
    if let [first, code, rest @ ..] = path
        && first == "rules"
    {
        return rule_meaning(path, code, rest);
    }
    let patterns = || KEYS.iter().copied();
    match_any(path, &[], patterns).unwrap_or_else(|| match path {
        [only] if only == "rules" => Meaning::Table(path.to_vec()),
        _ => Meaning::Unknown {
            rule: false,
            nearest: nearest_key(path),
        },
    })
}

fn rule_meaning(path: &[String], code: &str, rest: &[String]) -> Meaning {
    let prefix = &path[..2];
    let Some(rule) = rule(code) else {
        let codes: Vec<_> = rules().map(|rule| rule.code).collect();
        return Meaning::Unknown {
            rule: true,
            nearest: nearest(code, &codes).map(|code| format!("rules.{code}")),
        };
    };
    if rest.is_empty() {
        return Meaning::Table(path.to_vec());
    }
    let common = [("enabled", Kind::Flag), ("strength", STRENGTHS)];
    let patterns = || rule.keys.iter().copied().chain(common);
    match_any(rest, prefix, patterns).unwrap_or_else(|| {
        let names: Vec<_> = patterns()
            .map(|(pattern, _)| pattern.split('.').next().unwrap_or(pattern))
            .chain(["source"])
            .collect();
        Meaning::Unknown {
            rule: false,
            nearest: nearest(&rest[0], &names).map(|key| format!("rules.{code}.{key}")),
        }
    })
}

/// The meaning of `rest` by the patterns, put behind `prefix`; `source` may stand in every table.
fn match_any<P>(rest: &[String], prefix: &[String], patterns: impl Fn() -> P) -> Option<Meaning>
where
    P: Iterator<Item = (&'static str, Kind)>,
{
    let full = |path: Path| [prefix, &path].concat();
    let mut is_table = None;
    for (pattern, kind) in patterns() {
        let segments: Vec<_> = pattern.split('.').collect();
        if rest.len() > segments.len() {
            continue;
        }
        let Some(path) = match_start(rest, &segments) else {
            continue;
        };
        if path.len() == segments.len() {
            return Some(Meaning::Value(full(path), kind));
        }
        is_table.get_or_insert(path);
    }
    if let Some(path) = is_table {
        return Some(Meaning::Table(full(path)));
    }
    let (last, parent) = rest.split_last()?;
    if last != "source" {
        return None;
    }
    match parent {
        [] => Some(Meaning::Value(full(rest.to_vec()), Kind::Text)),
        _ => match match_any(parent, prefix, patterns)? {
            Meaning::Table(path) => Some(Meaning::Value(
                [path, vec![last.clone()]].concat(),
                Kind::Text,
            )),
            _ => None,
        },
    }
}

/// The canonical form of `rest` if it agrees with the pattern as far as it goes.
fn match_start(rest: &[String], segments: &[&str]) -> Option<Path> {
    let mut path = Path::new();
    for (part, segment) in rest.iter().zip(segments) {
        let canonical = match *segment {
            "<subject>" => Subject::parse(part)?.code().to_owned(),
            "<pair>" => pair(part)?,
            "<table>" => Table::parse(part)?.name().to_owned(),
            "<column>" => columns::find(Table::parse(path.get(1)?)?, part)?
                .name
                .to_owned(),
            "<word>" => part.clone(),
            literal if literal == part => part.clone(),
            _ => return None,
        };
        path.push(canonical);
    }
    Some(path)
}

/// The known key most like an unknown one: a sibling where the beginning is known, else any key that ends so.
fn nearest_key(path: &[String]) -> Option<String> {
    let known = (0..path.len())
        .rev()
        .find(|&n| n == 0 || matches!(meaning(&path[..n]), Meaning::Table(_)))?;
    let siblings = siblings(&path[..known]);
    let names: Vec<_> = siblings.iter().map(String::as_str).collect();
    let dotted = |name: &str| [&path[..known], &[name.to_owned()]].concat().join(".");
    nearest(&path[known], &names)
        .map(dotted)
        .or_else(|| elsewhere(&path[known]))
}

/// What may stand behind a known table.
fn siblings(prefix: &[String]) -> Vec<String> {
    let mut names = vec!["source".to_owned()];
    if prefix.is_empty() {
        names.push("rules".to_owned());
    }
    for (pattern, _) in KEYS {
        let segments: Vec<_> = pattern.split('.').collect();
        let Some(next) = segments.get(prefix.len()) else {
            continue;
        };
        if match_start(prefix, &segments).is_none() {
            continue;
        }
        match *next {
            "<subject>" => names.extend(Subject::all().iter().map(|s| s.code().to_owned())),
            "<table>" => names.extend(Table::ALL.iter().map(|table| table.name().to_owned())),
            "<column>" => {
                let table = prefix.get(1).and_then(|name| Table::parse(name));
                let all = table.map(columns::columns).unwrap_or_default();
                names.extend(all.iter().map(|column| column.name.to_owned()));
            }
            "<word>" => {}
            literal => names.push(literal.to_owned()),
        }
    }
    names
}

/// A rule or a key of that name in another place.
fn elsewhere(name: &str) -> Option<String> {
    if rule(name).is_some() {
        return Some(format!("rules.{name}"));
    }
    KEYS.iter()
        .map(|(pattern, _)| *pattern)
        .find(|pattern| pattern.rsplit('.').next() == Some(name))
        .map(str::to_owned)
}
