//! The floors of the house hold: no import runs upward, the audit never sees the model, and every rule has its tests.

use lungang::rules::REGISTRY;
use std::fs;
use std::path::{Path, PathBuf};

/// Bottom to top; names on one line stand beside each other.
const FLOORS: [&[&str]; 14] = [
    &["domain"],
    &["finding"],
    &["read"],
    &["check"],
    &["model"],
    &["rules"],
    &["solve"],
    &["audit"],
    &["report"],
    &["explain"],
    &["carry", "generate", "new"],
    &["run"],
    &["baseline", "compare", "replan"],
    &["cli"],
];

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

/// A file's lines that are no comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("readable");
    let lines = text.lines();
    let code: Vec<_> = lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    code.join("\n")
}

/// The floors named by `crate::NAME`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
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
        let text = code(&path);
        for import in imports(&text) {
            let allowed = import == floor || height(&import).is_none_or(|other| other < own);
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
        let text = code(&path);
        for import in imports(&text) {
            let absent = !["model", "solve"].contains(&import.as_str());
            assert!(absent, "{} imports {import}", path.display());
        }
    }
}

#[test]
fn the_domain_reads_and_writes_nothing() {
    for path in sources(&root().join("src/domain")) {
        let text = code(&path);
        for word in ["serde", "std::fs", "std::io"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

/// What the user gives is opened in one place, where encodings, sizes and findings are seen to.
#[test]
fn only_read_opens_input_files() {
    for path in sources(&root().join("src")) {
        let floor = floor_of(&path);
        let text = code(&path);
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["fs::read(", "read_to_string(", "open_workbook"] {
            let fine = floor == "read" || path.ends_with("tests.rs") || !text.contains(call);
            assert!(fine, "{} calls {call}", path.display());
        }
    }
}

/// Whoever replaces the solver touches one file.
#[test]
fn one_file_names_highs() {
    for path in sources(&root().join("src")) {
        let text = code(&path);
        for name in ["good_lp::", "highs_sys", "highs::Model", "highs::Highs"] {
            let fine = path.ends_with("solve/highs.rs") || !text.contains(name);
            assert!(fine, "{} names {name}", path.display());
        }
    }
}

/// The file of a rule, or those of its folder, in one text; tests included.
fn rule_text(name: &str) -> String {
    let folder = root().join(format!("src/rules/{name}"));
    let files = if folder.is_dir() {
        sources(&folder)
    } else {
        vec![root().join(format!("src/rules/{name}.rs"))]
    };
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    texts.collect::<Vec<_>>().join("\n")
}

/// A rule in the registry has rows, a recount with a table of small cases, golden rows of its model in
/// tests/golden/RULE.lp, and a solved tiny case that names it in tests/solved.rs.
#[test]
fn every_rule_has_recount_golden_rows_and_a_solved_case() {
    let solved = fs::read_to_string(root().join("tests/solved.rs")).unwrap_or_default();
    let mut lacking = Vec::new();
    for name in REGISTRY.into_iter().chain(["feedback"]) {
        let text = rule_text(name);
        let golden = root().join(format!("tests/golden/{name}.lp"));
        let checks = [
            ("rows", text.contains("fn add_rows(")),
            ("a recount", text.contains("fn breaches(")),
            ("a table of small cases", text.contains("#[test]")),
            ("golden rows in tests/golden", golden.is_file()),
            ("a solved case in tests/solved.rs", solved.contains(name)),
        ];
        for (what, there) in checks {
            if !there {
                lacking.push(format!("{name} lacks {what}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// A rule's file that no registry line names is a rule nobody can switch on; `feedback` is always on.
#[test]
fn every_rule_file_is_registered() {
    for entry in fs::read_dir(root().join("src/rules"))
        .expect("a folder")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().replace(".rs", "");
        let is_rule = rule_text(&name).contains("pub const CODE");
        let known = name == "feedback" || REGISTRY.contains(&name.as_str());
        assert!(!is_rule || known, "{name} is not registered");
    }
}
