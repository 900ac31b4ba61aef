//! The counties of true size: their tables are made by the command in their README; a smaller twin of each is planned to
//! the proven best, audited, its headline numbers kept, and the README's figures held against them.

mod figures;
mod running;

use figures::{arts, headline, level, people, reached, told};
use running::{fine, lungang, planned, planned_in_a_folder, scenarios, text};
use serde_json::Value;
use std::path::Path;

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
    let plan = planned_in_a_folder(&twin);
    insta::assert_snapshot!("xiantao_twin", headline(&plan));
    told("xiantao-2009", &format!("{} 节", arts(&twin, &plan)));
}

/// The what-ifs that change one key; both are told in the README.
#[test]
fn xiantao_s_longer_retraining_and_leaders_terms_can_be_planned() {
    let twin = scenarios().join("xiantao-2009/twin");
    for (what_if, arts) in [("retraining-year", "100"), ("leaders", "82")] {
        let folder = tempfile::tempdir().expect("a folder");
        let patched = laid_over(&twin, &format!("xiantao-2009/what-if/{what_if}"));
        std::fs::write(folder.path().join("scenario.toml"), patched).expect("written");
        let plan = planned_in_a_folder(folder.path());
        assert_eq!(level(&plan, "arts_unfilled_rural"), arts, "{what_if}");
        told("xiantao-2009", &format!("{arts} "));
    }
}

/// A scenario.toml that lays a shipped what-if over a twin.
fn laid_over(twin: &Path, what_if: &str) -> String {
    let what_if = scenarios().join(what_if).join("scenario.toml");
    let twin = twin.join("scenario.toml");
    format!(
        "name = \"{}\"\nextends = [{:?}, {:?}]\n",
        "laid over",
        text(&twin),
        text(&what_if)
    )
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

/// How a year's row of a README begins.
type Row = fn(u16, &Path, &Value) -> String;

/// A twin's year and the two after it: each planned, audited and carried into the next.
fn three_years(scenario: &str, first: u16, row: Row) -> String {
    twin_is_what_its_command_makes(scenario);
    let years = tempfile::tempdir().expect("a folder");
    let twin = scenarios().join(scenario).join("twin");
    let mut folder = twin.clone();
    let mut said = String::new();
    for year in first..first + 3 {
        let out = years.path().join(format!("out-{year}"));
        let plan = planned(&folder, &out);
        said += &headline(&plan);
        told(scenario, &row(year, &twin, &plan));
        let next = years.path().join(format!("{}", year + 1));
        let plan = out.join("plan.json");
        fine(&["carry", text(&folder), text(&plan), text(&next)]);
        folder = next;
    }
    said
}

#[test]
fn wenzhou_s_twin_is_proven_best_in_each_of_its_three_years() {
    let row: Row = |year, twin, plan| {
        let (sent, due) = reached(plan, "rotation_share");
        let (backbone, least) = reached(plan, "backbone_share");
        let arts = arts(twin, plan);
        format!("| {year} | {sent} / {due} | {backbone} / {least} | {arts} |")
    };
    insta::assert_snapshot!("wenzhou_twin", three_years("wenzhou-2018", 2018, row));
}

#[test]
fn jian_an_can_be_made_at_the_size_of_its_numbers() {
    at_true_size("jianan-2022", 3_600);
}

#[test]
fn jian_an_s_twin_is_proven_best_in_each_of_its_three_years() {
    let row: Row = |year, twin, plan| {
        let (sent, due) = reached(plan, "rotation_share");
        let (principals, recruits) = (people(plan, "principals"), people(plan, "recruitment"));
        let arts = arts(twin, plan);
        format!("| {year} | {sent} / {due} | {principals} | {recruits} | {arts} |")
    };
    insta::assert_snapshot!("jianan_twin", three_years("jianan-2022", 2022, row));
}

/// The county as its document has it, with recruits and posts, and with its three standards asked of each school.
#[test]
fn mengcheng_s_twin_is_proven_best_with_and_without_its_what_ifs() {
    twin_is_what_its_command_makes("mengcheng-2024");
    let twin = scenarios().join("mengcheng-2024/twin");
    for name in ["twin", "twin/supply", "twin/standards"] {
        let plan = planned_in_a_folder(&scenarios().join("mengcheng-2024").join(name));
        let snapshot = format!("mengcheng_{}", name.replace('/', "_"));
        insta::assert_snapshot!(snapshot, headline(&plan));
        let (sent, due) = reached(&plan, "rotation_share");
        let row = [
            name.to_owned(),
            format!("{sent} / {due}"),
            reached(&plan, "backbone_share").0,
            arts(&twin, &plan),
            level(&plan, "rural_backbone"),
            people(&plan, "retraining").to_string(),
            people(&plan, "recruitment").to_string(),
        ];
        told("mengcheng-2024", &format!("| {} |", row.join(" | ")));
    }
}

/// Every what-if beside tables that are kept reads without an error.
#[test]
fn mengcheng_s_what_ifs_check_clean() {
    let what_ifs = scenarios().join("mengcheng-2024/what-if");
    for what_if in std::fs::read_dir(what_ifs).expect("what-ifs") {
        let checked = fine(&[
            "check",
            text(&what_if.expect("a folder").path()),
            "--lang",
            "en",
        ]);
        assert!(
            checked.starts_with("remark[minutes_estimated] × 1\n"),
            "{checked}"
        );
        assert!(checked.ends_with("0 errors, 1 remarks\n"), "{checked}");
    }
}
