//! The floors of the house hold: no import runs upward, the audit never sees the model, and every rule has its tests.

use lungang::rules::REGISTRY;
use std::fs;
use std::path::{Path, PathBuf};

/// Bottom to top; names on one line stand beside each other.
const FLOORS: [&[&str]; 12] = [
    &["domain"],
    &["finding"],
    &["read"],
    &["check"],
    &["model"],
    &["rules"],
    &["solve"],
    &["audit"],
    &["report"],
    &["generate", "new"],
    &["run"],
    &["cli"],
];

/// A rule's recount may be used by the model of a floor below it, and the model's rows by a rule: `rules` stands above
/// `model`, so this list stays empty unless a reason is written beside an entry.
const EXCEPTIONS: [(&str, &str); 0] = [];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The first part of a path under src/, without `.rs`.
fn floor_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("under src");
    let first = inside.components().next().expect("a name");
    let first = first.as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn height(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&floor))
}

/// The floors named by `crate::NAME` in a file, comments left out.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for rest in line.split("crate::").skip(1) {
            match rest.strip_prefix('{') {
                Some(group) => found.extend(group.split([',', '}']).map(first_word)),
                None => found.push(first_word(rest)),
            }
        }
    }
    found
}

fn first_word(text: &str) -> String {
    let text = text.trim_start();
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    text[..end].to_owned()
}

#[test]
fn no_import_runs_upward() {
    let mut wrong = Vec::new();
    for path in sources(&root().join("src")) {
        let floor = floor_of(&path);
        if matches!(floor.as_str(), "lib" | "main") {
            continue;
        }
        let own = height(&floor).unwrap_or_else(|| panic!("src/{floor} stands on no floor"));
        let text = fs::read_to_string(&path).expect("readable");
        for import in imports(&text) {
            let allowed = import == floor
                || height(&import).is_none_or(|other| other < own)
                || EXCEPTIONS.contains(&(floor.as_str(), import.as_str()));
            if !allowed {
                wrong.push(format!("{}: crate::{import}", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that run upward:\n{}",
        wrong.join("\n")
    );
}

/// What must be absent is what makes the recount worth something.
#[test]
fn the_audit_sees_neither_model_nor_solver() {
    for path in sources(&root().join("src/audit")) {
        let text = fs::read_to_string(&path).expect("readable");
        for import in imports(&text) {
            let absent = !["model", "solve"].contains(&import.as_str());
            assert!(absent, "{} imports {import}", path.display());
        }
    }
}

#[test]
fn the_domain_reads_and_writes_nothing() {
    for path in sources(&root().join("src/domain")) {
        let text = fs::read_to_string(&path).expect("readable");
        for word in ["serde", "std::fs", "std::io"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn one_file_names_highs() {
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("readable");
        let names = ["highs::", "highs_sys::"]
            .iter()
            .any(|name| text.contains(name));
        let own = text.contains("crate::solve::highs::") || text.contains("super::highs::");
        let is_highs = path.ends_with("solve/highs.rs");
        assert!(is_highs || own || !names, "{} names HiGHS", path.display());
    }
}

/// A rule in the registry has its file with rows, a recount and a table of small cases, golden rows of its model in
/// tests/golden/RULE.lp, and a solved tiny case that names it in tests/solved.rs.
#[test]
fn every_rule_has_recount_golden_rows_and_a_solved_case() {
    let solved = fs::read_to_string(root().join("tests/solved.rs")).unwrap_or_default();
    let mut lacking = Vec::new();
    for code in REGISTRY {
        let file = root().join(format!("src/rules/{code}.rs"));
        let text = fs::read_to_string(&file).unwrap_or_default();
        let tests = text.split("#[cfg(test)]").nth(1).unwrap_or_default();
        let checks = [
            ("a file in src/rules", file.is_file()),
            ("a recount", text.contains("fn breaches(")),
            ("a table of small cases", tests.contains("#[test]")),
            (
                "golden rows in tests/golden",
                root().join(format!("tests/golden/{code}.lp")).is_file(),
            ),
            ("a solved case in tests/solved.rs", solved.contains(code)),
        ];
        for (what, there) in checks {
            if !there {
                lacking.push(format!("{code} lacks {what}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// A rule's file that no registry line names is a rule nobody can switch on.
#[test]
fn every_rule_file_is_registered() {
    for path in sources(&root().join("src/rules")) {
        let text = fs::read_to_string(&path).expect("readable");
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_rule = text.contains("pub const CODE") && text.contains("Rule for ");
        let always_on = name == "feedback";
        let known = REGISTRY.iter().any(|code| *code == name);
        assert!(!is_rule || always_on || known, "{name} is not registered");
    }
}
