//! `--set KEY=VALUE`: patches laid over everything the files say.

use super::Patch;
use super::ScenarioError;
use super::file::{Entries, Entry, mistake};
use super::keys::{Meaning, NOT_AVAILABLE, Path, meaning, rule};
use crate::finding::Text;
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
            key: path.join("."),
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

fn two_patches(path: &Path) -> crate::finding::Finding {
    let key = path.join(".");
    let mut finding = mistake(
        "two_patches_on_one_key",
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
    let key = path.join(".");
    let usage = |zh: String, en: String| {
        ScenarioError::Usage(Text::new(
            format!("`--set {key}`：{zh}"),
            format!("`--set {key}`: {en}"),
        ))
    };
    if let [first, code, ..] = path.as_slice()
        && first == "rules"
        && NOT_AVAILABLE.contains(&code.as_str())
    {
        return Err(usage(
            format!("本版本尚不支持规则 `{code}`"),
            format!("this version does not have rule `{code}` yet"),
        ));
    }
    match meaning(path) {
        Meaning::Value(canonical, _) if canonical == ["extends"] => Err(usage(
            "不能在命令行修改，请改 scenario.toml".to_owned(),
            "cannot be patched, change scenario.toml".to_owned(),
        )),
        Meaning::Value(canonical, kind) => {
            let checked = kind.check(value).or_else(|advice| {
                // `name=2024` means text even though TOML would read a number.
                let text = Value::from(value.to_string());
                (!value.is_str())
                    .then(|| kind.check(&text).ok())
                    .flatten()
                    .ok_or(advice)
            });
            let checked = checked.map_err(|advice| {
                usage(
                    format!("不能是 `{value}`；{}", advice.zh),
                    format!("cannot be `{value}`; {}", advice.en),
                )
            })?;
            changes.push((canonical, checked));
            Ok(())
        }
        Meaning::Table(canonical) => {
            let Value::Table(inner) = value else {
                return Err(usage(
                    "这是一张表，请写到其中的键".to_owned(),
                    "this is a table, name a key in it".to_owned(),
                ));
            };
            if let [first, code] = canonical.as_slice()
                && first == "rules"
                && rule(code).is_some()
                && inner.is_empty()
            {
                changes.push((canonical, Value::Table(Table::new())));
            }
            for (name, value) in inner {
                let deeper = [path.as_slice(), std::slice::from_ref(name)].concat();
                resolve(&deeper, value, changes)?;
            }
            Ok(())
        }
        Meaning::Unknown { rule, nearest } => {
            let what = if rule {
                ("规则", "rule")
            } else {
                ("键", "key")
            };
            let near = nearest.map_or_else(Default::default, |near| {
                Text::new(
                    format!("，是否想写 `{near}`？"),
                    format!(", did you mean `{near}`?"),
                )
            });
            Err(usage(
                format!("没有这个{}{}", what.0, near.zh),
                format!("no such {}{}", what.1, near.en),
            ))
        }
    }
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
            (c, _) => {
                if let Some(last) = parts.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}
