//! The reference of the rules (`lungang rules`) is whole and true: of each rule all there is to tell in both languages, each
//! key that a scenario may hold and no other, the words the program has, the fields that plan.json has.

use lungang::read::scenario;
use lungang::rules::REGISTRY;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What `lungang rules --json` tells of each rule.
fn told(lang: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(["rules", "--json", "--lang", lang])
        .output()
        .expect("lungang runs");
    let mut told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = told["rules"].as_array_mut().expect("a list");
    std::mem::take(rules)
}

fn text<'a>(rule: &'a Value, key: &str) -> &'a str {
    rule[key].as_str().unwrap_or_default()
}

fn lines(rule: &Value) -> Vec<&str> {
    let lines = rule["plan_rows"].as_array().expect("a list").iter();
    lines.filter_map(Value::as_str).collect()
}

#[test]
fn every_rule_is_told_of_in_full() {
    for lang in ["zh", "en"] {
        let rules = told(lang);
        let codes: Vec<_> = rules.iter().map(|rule| text(rule, "code")).collect();
        assert_eq!(codes, REGISTRY);
        for rule in &rules {
            for key in ["sentence", "formula", "source", "example", "says"] {
                assert!(!text(rule, key).is_empty(), "{} {key}", text(rule, "code"));
            }
            let own = format!("rules: code \"{}\"", text(rule, "code"));
            assert!(lines(rule).iter().any(|line| line.starts_with(&own)));
        }
    }
}

/// A scenario takes each key that the reference tells, and the reference tells each that a scenario takes.
#[test]
fn the_keys_told_are_those_a_scenario_takes() {
    let notes = fs::read_to_string(root().join("data/rules.toml")).expect("notes");
    let notes: toml::Table = notes.parse().expect("TOML");
    let keys = |table: &toml::Value| -> Vec<String> {
        let table = table.as_table().expect("a table");
        table.keys().cloned().collect()
    };
    for code in REGISTRY {
        let mut written = keys(&notes[code]["keys"]);
        written.extend(keys(&notes["every"]));
        let mut taken = scenario::rule_keys(code);
        written.sort_unstable();
        taken.sort_unstable();
        assert_eq!(written, taken, "{code}");
    }
    for rule in told("en") {
        for (key, meaning) in rule["keys"].as_object().expect("keys") {
            let said = meaning.as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{} {key}", text(&rule, "code"));
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => files.extend(sources(&path)),
            path => files.push(path),
        }
    }
    files
}

/// The code of a rule; the rules per 100 pupils share theirs.
fn code_of(rule: &str) -> String {
    let folder = root().join("src/rules");
    let own = [format!("{rule}.rs"), "per_100.rs".to_owned()];
    let files = sources(&folder).into_iter().filter(|path| {
        path.starts_with(folder.join(rule)) || own.iter().any(|name| path.ends_with(name))
    });
    let texts = files.map(|path| fs::read_to_string(path).expect("a file"));
    let texts: Vec<_> = texts
        .map(|text| {
            text.split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or("")
                .to_owned()
        })
        .collect();
    let code = texts.join("\n");
    let lines = code.lines().filter(|line| !line.trim().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The fixed parts of a text with `{…}` in it.
fn parts(template: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for (i, piece) in template.split('{').enumerate() {
        let fixed = if i == 0 {
            piece
        } else {
            piece.split_once('}').map_or("", |(_, rest)| rest)
        };
        parts.push(fixed);
    }
    parts
}

/// Whether a text is the template with its `{…}` filled in.
fn fills(template: &str, said: &str) -> bool {
    let parts = parts(template);
    let fixed: usize = parts.iter().map(|part| part.chars().count()).sum();
    let Some(mut rest) = said.strip_prefix(parts[0]) else {
        return false;
    };
    for part in &parts[1..] {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    let ends = parts
        .last()
        .is_some_and(|last| last.is_empty() || rest.is_empty());
    parts.len() > 1 && fixed >= 5 && ends
}

/// The example of what a plan says where a rule is missed is one of the rule's own sentences, names and numbers filled in.
#[test]
fn the_words_told_are_the_program_s() {
    assert!(fills("{} must rotate, {n} do", "3 must rotate, 2 do"));
    assert!(!fills("{} must rotate, {n} do", "3 must rotate, 2 did"));
    for lang in ["zh", "en"] {
        for rule in told(lang) {
            let (code, says) = (text(&rule, "code"), text(&rule, "says"));
            let source = code_of(code);
            let said = source.split('"').any(|template| fills(template, says));
            assert!(said, "{code}: no sentence like `{says}`");
        }
    }
}

/// The fields of a struct of `plan.json`, in their order.
fn fields(name: &str) -> Vec<(String, String)> {
    let files = sources(&root().join("src/report/plan_json"));
    let code = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let code = code.collect::<Vec<_>>().join("\n");
    let (_, rest) = code
        .split_once(&format!("pub struct {name} {{"))
        .unwrap_or_else(|| panic!("{name}"));
    let body = rest.split("\n}").next().unwrap_or_default();
    let lines = body
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub "));
    let fields = lines.filter_map(|line| line.trim_end_matches(',').split_once(": "));
    fields
        .map(|(name, kind)| (name.to_owned(), kind.to_owned()))
        .collect()
}

/// The lists a rule fills are there, with the fields that the reference gives their rows.
#[test]
fn the_rows_told_are_those_of_plan_json() {
    let lists = fields("PlanFile");
    for rule in told("en") {
        for line in lines(&rule) {
            let (list, told) = line.split_once(": ").expect("a list and its fields");
            let kind = lists.iter().find(|(name, _)| name == list);
            let (_, kind) = kind.unwrap_or_else(|| panic!("plan.json has no `{list}`"));
            let row = kind.trim_start_matches("Vec<").trim_end_matches('>');
            let row = if list == "indicators" {
                "IndicatorRow"
            } else {
                row
            };
            let names: Vec<_> = fields(row).into_iter().map(|(name, _)| name).collect();
            match list {
                "rules" => {
                    for name in ["code", "source", "met", "required", "achieved"] {
                        assert!(told.contains(name) && names.iter().any(|other| other == name));
                    }
                }
                "indicators" => assert!(told.ends_with(&names.join(", ")), "{told}"),
                _ => assert_eq!(told, names.join(", "), "{list}"),
            }
        }
    }
}
