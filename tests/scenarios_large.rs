//! The counties of true size: their tables are made by the command in their README; a smaller twin of each is planned to
//! the proven best, audited, and its headline numbers kept.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn lungang(args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .output();
    output.expect("lungang runs")
}

fn fine(args: &[&str]) -> String {
    let output = lungang(args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{args:?}\n{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Plans a folder into `out` without a gap and audits the plan that was written.
fn planned(folder: &Path, out: &Path) -> Value {
    let plan = out.join("plan.json");
    fine(&[
        "plan",
        "--quiet",
        "--gap",
        "0",
        "--out",
        text(out),
        text(folder),
    ]);
    fine(&["audit", text(folder), text(&plan)]);
    let bytes = std::fs::read(&plan).expect("a plan");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// Values of the levels with their proof, rules, people. Money and itinerant rows are left out: with equal values two plans
/// may spend differently.
fn headline(plan: &Value) -> String {
    let mut said = format!("{} {}\n", plan["scenario"]["name"], plan["status"]);
    let list = |key: &str| plan[key].as_array().expect("a list").iter();
    for level in list("levels") {
        let (value, status) = (&level["value"], &level["status"]);
        writeln!(said, "level {} = {value}, {status}", level["code"]).expect("a string");
    }
    for rule in list("rules") {
        let (required, achieved) = (&rule["required"], &rule["achieved"]);
        let (code, met) = (&rule["code"], &rule["met"]);
        writeln!(said, "rule {code} {achieved}/{required}, met {met}").expect("a string");
    }
    for key in ["rotations", "retraining", "silver_age"] {
        writeln!(said, "{key}: {}", list(key).count()).expect("a string");
    }
    let posts: u64 = list("recruitment")
        .filter_map(|row| row["posts"].as_u64())
        .sum();
    writeln!(said, "recruitment: {posts}").expect("a string");
    said
}

fn planned_in_a_folder(folder: &Path) -> Value {
    let out = tempfile::tempdir().expect("a folder");
    planned(folder, out.path())
}

/// Makes a scenario's tables as its README says, checks them and every what-if of theirs. Returns the people of the table.
fn made(scenario: &str, shape: &[&str]) -> usize {
    let copy = tempfile::tempdir().expect("a folder");
    let from = scenarios().join(scenario);
    let copied = |part: &Path| {
        std::fs::create_dir_all(copy.path().join(part)).expect("a folder");
        let toml = part.join("scenario.toml");
        std::fs::copy(from.join(&toml), copy.path().join(&toml)).expect("copied");
    };
    copied(Path::new(""));
    fine(&[&["generate", text(copy.path()), "--tables"], shape].concat());
    for what_if in std::fs::read_dir(from.join("what-if")).expect("what-ifs") {
        let what_if = Path::new("what-if").join(what_if.expect("a folder").file_name());
        copied(&what_if);
        fine(&["check", text(&copy.path().join(what_if))]);
    }
    let checked = fine(&["check", text(copy.path()), "--lang", "en"]);
    assert!(checked.contains("0 errors"), "{checked}");
    let teachers = std::fs::read_to_string(copy.path().join("teachers.csv")).expect("a table");
    teachers.lines().count() - 1
}

/// The options after `--tables` in the line of a file that has them.
fn command(file: &Path) -> Vec<String> {
    let said = std::fs::read_to_string(file).expect("a file");
    let (_, options) = said.split_once(" --tables ").expect("a command");
    let line = options.lines().next().expect("a line");
    line.split_whitespace().map(str::to_owned).collect()
}

fn at_true_size(scenario: &str, n_teachers: usize) {
    let shape = command(&scenarios().join(scenario).join("README.md"));
    let shape: Vec<&str> = shape.iter().map(String::as_str).collect();
    let teachers = made(scenario, &shape);
    assert_eq!(teachers, n_teachers);
}

/// A twin's tables are what the command in its scenario.toml makes.
fn twin_is_what_its_command_makes(scenario: &str) {
    let twin = scenarios().join(scenario).join("twin");
    let shape = command(&twin.join("scenario.toml"));
    let shape: Vec<&str> = shape.iter().map(String::as_str).collect();
    let copy = tempfile::tempdir().expect("a folder");
    let toml = std::fs::read_to_string(twin.join("scenario.toml")).expect("a scenario");
    let above = text(twin.parent().expect("a folder")).to_owned();
    let toml = toml.replace(
        "\"../scenario.toml\"",
        &format!("\"{above}/scenario.toml\""),
    );
    std::fs::write(copy.path().join("scenario.toml"), toml).expect("written");
    fine(&[&["generate", text(copy.path()), "--tables"], &shape[..]].concat());
    for entry in std::fs::read_dir(copy.path()).expect("a folder") {
        let made = entry.expect("a file").path();
        if made.extension().is_some_and(|ending| ending == "csv") {
            let kept = twin.join(made.file_name().expect("a name"));
            let (made, kept) = (std::fs::read(&made), std::fs::read(&kept));
            assert!(
                made.expect("a table") == kept.expect("a table"),
                "{scenario}"
            );
        }
    }
    // Tables that are there are somebody's: they are not written over.
    let again = lungang(&[&["generate", text(copy.path()), "--tables"], &shape[..]].concat());
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn xiantao_can_be_made_at_true_size() {
    at_true_size("xiantao-2009", 4_000);
}

#[test]
fn xiantao_s_twin_is_proven_best() {
    twin_is_what_its_command_makes("xiantao-2009");
    let twin = scenarios().join("xiantao-2009/twin");
    insta::assert_snapshot!("xiantao_twin", headline(&planned_in_a_folder(&twin)));
}

#[test]
fn xiantao_s_recruits_can_go_to_the_second_year_s_area() {
    let area = scenarios().join("xiantao-2009/twin/2010-area");
    insta::assert_snapshot!(
        "xiantao_twin_2010_area",
        headline(&planned_in_a_folder(&area))
    );
}

/// A roll-out that names a town no school lies in is a mistake, not an empty area.
#[test]
fn a_mistyped_district_is_a_finding() {
    let twin = scenarios().join("xiantao-2009/twin");
    let set = "rules.recruitment.to={ tiers = [\"rural\"], districts = [\"彭场\"] }";
    let checked = lungang(&["check", text(&twin), "--set", set, "--json"]);
    assert_eq!(checked.status.code(), Some(3));
    let said: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let finding = &said["findings"][0];
    assert_eq!(finding["code"], "rule_district_unknown");
    assert_eq!(finding["value"], "彭场");
    assert!(finding["hint"].to_string().contains("彭场镇"), "{finding}");
}

#[test]
fn wenzhou_can_be_made_at_true_size() {
    at_true_size("wenzhou-2018", 4_000);
}

/// A twin's year and the two after it: each planned, audited and carried into the next.
fn three_years(scenario: &str, first: u16) -> String {
    twin_is_what_its_command_makes(scenario);
    let years = tempfile::tempdir().expect("a folder");
    let mut folder = scenarios().join(scenario).join("twin");
    let mut said = String::new();
    for year in first..first + 3 {
        let out = years.path().join(format!("out-{year}"));
        said += &headline(&planned(&folder, &out));
        let next = years.path().join(format!("{}", year + 1));
        let plan = out.join("plan.json");
        fine(&["carry", text(&folder), text(&plan), text(&next)]);
        folder = next;
    }
    said
}

#[test]
fn wenzhou_s_twin_is_proven_best_in_each_of_its_three_years() {
    insta::assert_snapshot!("wenzhou_twin", three_years("wenzhou-2018", 2018));
}

#[test]
fn jian_an_can_be_made_at_the_size_of_its_numbers() {
    at_true_size("jianan-2022", 3_600);
}

#[test]
fn jian_an_s_twin_is_proven_best_in_each_of_its_three_years() {
    insta::assert_snapshot!("jianan_twin", three_years("jianan-2022", 2022));
}
