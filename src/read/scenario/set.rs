//! `--set KEY=VALUE`: patches laid over everything the files say.

use super::Patch;
use super::ScenarioError;
use super::codes;
use super::file::{Entries, Entry, too_deep};
use super::kind::Kind;
use super::lookup::{Meaning, Path, meaning};
use super::mistakes::mistake;
use crate::finding::{Finding, Text};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// `KEY=VALUE` as a key and a TOML value; a value that is no TOML and not meant as such is text (`12%`).
pub(super) fn parse(set: &str) -> Result<(String, Value), ScenarioError> {
    let usage = |zh: &str, en: &str| {
        ScenarioError::Usage(Text::new(
            format!("`--set {set}`：{zh}"),
            format!("`--set {set}`: {en}"),
        ))
    };
    let (key, value) = set.split_once('=').ok_or_else(|| {
        usage(
            "应写作 `键=值`，如 `rules.rotation_share.min=12%`",
            "write `KEY=VALUE`, such as `rules.rotation_share.min=12%`",
        )
    })?;
    let text = value.trim();
    if too_deep(set).is_some() {
        return Err(usage("嵌套太深", "nests too deep"));
    }
    match format!("value = {text}").parse::<Table>() {
        Ok(mut table) if table.len() == 1 => {
            let value = table.remove("value").unwrap_or(Value::from(text));
            Ok((key.trim().to_owned(), value))
        }
        _ if text.starts_with(['[', '{', '"', '\'']) => Err(usage(
            "值不是正确的 TOML，列表中的文字要加引号，如 `[\"pe\", \"music\"]`",
            "the value is not valid TOML; text in a list needs quotes, as in `[\"pe\", \"music\"]`",
        )),
        _ => Ok((key.trim().to_owned(), Value::from(text))),
    }
}

/// Lays the patches over `merged`; `defaults` tell what held before. Returns what was changed.
pub(super) fn apply(
    merged: &mut Entries,
    defaults: &Entries,
    sets: &[(String, Value)],
) -> Result<Vec<Patch>, ScenarioError> {
    let mut changes = Vec::new();
    for (key, value) in sets {
        resolve(&segments(key), value, &mut changes)?;
    }
    let mut times: BTreeMap<&Path, usize> = BTreeMap::new();
    for (path, _) in &changes {
        *times.entry(path).or_default() += 1;
    }
    let twice: Vec<_> = times.into_iter().filter(|(_, n)| *n > 1).collect();
    if !twice.is_empty() {
        let findings = twice.into_iter().map(|(path, _)| two_patches(path));
        return Err(ScenarioError::Findings(findings.collect()));
    }
    let patches = changes
        .iter()
        .map(|(path, new)| Patch {
            key: dotted(path),
            old: held(merged, defaults, path),
            new: new.clone(),
        })
        .collect();
    for (path, value) in changes {
        if let [first, code, ..] = path.as_slice()
            && first == "rules"
        {
            let switch = vec![first.clone(), code.clone()];
            merged
                .entry(switch)
                .or_insert(entry(Value::Table(Table::new())));
        }
        merged.insert(path, entry(value));
    }
    Ok(patches)
}

/// A patched value stands in no line; a path in it starts at the scenario's own folder, that of file 0.
fn entry(value: Value) -> Entry {
    Entry {
        value,
        row: None,
        file: 0,
    }
}

fn two_patches(path: &Path) -> Finding {
    let key = path.join(".");
    let mut finding = mistake(
        &codes::TWO_PATCHES_ON_ONE_KEY,
        ("--set", None),
        Some(key.clone()),
        None,
        Text::new(
            format!("`{key}` 被 `--set` 了两次"),
            format!("`{key}` is patched twice"),
        ),
        Text::new("只保留一个 `--set`", "keep one `--set` for it"),
    );
    finding.place.file = None;
    finding
}

/// The value in force before the patches.
fn held(merged: &Entries, defaults: &Entries, path: &Path) -> Option<Value> {
    let default = || defaults.get(path).map(|entry| entry.value.clone());
    if let Some(entry) = merged.get(path) {
        return Some(entry.value.clone());
    }
    match path.as_slice() {
        [first, code, rest @ ..] if first == "rules" => {
            let switch = vec![first.clone(), code.clone()];
            merged.get(&switch)?;
            match rest {
                [key] if key == "enabled" => Some(Value::Boolean(true)),
                [key] if key == "strength" => default().or(Some(Value::from("must"))),
                _ => default(),
            }
        }
        _ => default(),
    }
}

/// The single values a patch sets, with their canonical keys.
fn resolve(
    path: &Path,
    value: &Value,
    changes: &mut Vec<(Path, Value)>,
) -> Result<(), ScenarioError> {
    match (meaning(path), value) {
        (Meaning::Value(canonical, _), _) if canonical == ["extends"] => Err(usage(
            path,
            "不能在命令行修改，请改 scenario.toml",
            "cannot be patched, change scenario.toml",
        )),
        (Meaning::Value(canonical, kind), _) => {
            changes.push((canonical, checked(path, kind, value)?));
            Ok(())
        }
        (Meaning::Table(canonical), Value::Table(inner)) => {
            if matches!(canonical.as_slice(), [first, _] if first == "rules") && inner.is_empty() {
                changes.push((canonical, Value::Table(Table::new())));
            }
            inner.iter().try_for_each(|(name, value)| {
                let deeper = [path.as_slice(), std::slice::from_ref(name)].concat();
                resolve(&deeper, value, changes)
            })
        }
        (Meaning::Table(_), _) => Err(usage(
            path,
            "这是一张表，请写到其中的键",
            "this is a table, name a key in it",
        )),
        (Meaning::Unknown { rule, nearest }, _) => Err(no_such(path, rule, nearest)),
    }
}

/// The value as its key keeps it; `name=2024` means text even though TOML reads a number.
fn checked(path: &Path, kind: Kind, value: &Value) -> Result<Value, ScenarioError> {
    let as_text = || match value {
        Value::String(_) => None,
        other => kind.check(&Value::from(other.to_string())).ok(),
    };
    kind.check(value)
        .or_else(|advice| as_text().ok_or(advice))
        .map_err(|advice| {
            usage(
                path,
                format!("不能是 `{value}`；{}", advice.zh),
                format!("cannot be `{value}`; {}", advice.en),
            )
        })
}

fn no_such(path: &Path, rule: bool, nearest: Option<String>) -> ScenarioError {
    let (zh, en) = if rule {
        ("没有这个规则", "no such rule")
    } else {
        ("没有这个键", "no such key")
    };
    match nearest {
        Some(near) => usage(
            path,
            format!("{zh}，是否想写 `{near}`？"),
            format!("{en}, did you mean `{near}`?"),
        ),
        None => usage(path, zh, en),
    }
}

/// A mistake on the command line.
fn usage(path: &Path, zh: impl Into<String>, en: impl Into<String>) -> ScenarioError {
    let (key, zh, en) = (path.join("."), zh.into(), en.into());
    ScenarioError::Usage(Text::new(
        format!("`--set {key}`：{zh}"),
        format!("`--set {key}`: {en}"),
    ))
}

/// The key of a path, such that [`segments`] gives the path back.
fn dotted(path: &Path) -> String {
    let parts = path.iter().map(|part| match part {
        plain if !plain.is_empty() && !plain.contains(['.', '"', '\'', ' ']) => plain.clone(),
        part if part.contains('"') => format!("'{part}'"),
        part => format!("\"{part}\""),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// A dotted key in its parts; a part in quotes may hold dots.
fn segments(key: &str) -> Path {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for c in key.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('.', None) => parts.push(String::new()),
            (' ', None) => {}
            (c, _) => {
                if let Some(last) = parts.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    parts
}
