//! Every key is told: by its default, or in the opening words of the defaults; and every default is of a key.

use super::super::{defaults, defaults_text, keys, lookup};

/// Whether a default stands at a key; of a key for each subject, one at least.
fn has_default(table: &toml::Table, pattern: &str) -> bool {
    match pattern.split_once('.') {
        None if pattern.starts_with('<') => !table.is_empty(),
        None => table.contains_key(pattern),
        Some((first, rest)) => {
            let inner = table.get(first).and_then(toml::Value::as_table);
            inner.is_some_and(|inner| has_default(inner, rest))
        }
    }
}

#[test]
fn every_general_key_has_a_default_or_is_told_of() {
    let defaults = defaults();
    let opening = defaults_text().split("[eligibility]").next();
    let opening = opening.expect("opening words");
    for (pattern, _) in keys::KEYS {
        let told = opening.contains(&format!("`{pattern}`"));
        assert!(told || has_default(&defaults, pattern), "{pattern}");
    }
}

fn leaves(table: &toml::Table, above: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (key, value) in table {
        let path = [above, std::slice::from_ref(key)].concat();
        match value {
            // A scope is one value: a table of tiers in the table of a rule.
            toml::Value::Table(inner) if above.len() < 2 || !inner.contains_key("tiers") => {
                found.extend(leaves(inner, &path));
            }
            _ => found.push(path),
        }
    }
    found
}

#[test]
fn every_default_is_of_a_key() {
    for path in leaves(&defaults(), &[]) {
        let known = matches!(lookup::meaning(&path), lookup::Meaning::Value(..));
        assert!(known, "{}", path.join("."));
    }
}
