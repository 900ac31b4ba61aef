//! Scenarios on disk, small ones, each for one behaviour.

mod merging;
mod mistakes;
mod patches;
mod told;

use super::*;
use crate::domain::words::{Stage, Subject};
use std::fs;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    dir
}

fn load_from(files: &[(&str, &str)], sets: &[&str]) -> Result<Scenario, ScenarioError> {
    let dir = folder(files);
    let sets: Vec<_> = sets.iter().map(|&set| set.to_owned()).collect();
    load(&dir.path().join("county"), &sets)
}

/// The scenario of one file.
fn one(text: &str, sets: &[&str]) -> Result<Scenario, ScenarioError> {
    let text = format!("year = 2024\n{text}");
    load_from(&[("county/scenario.toml", &text)], sets)
}

fn fine(loaded: Result<Scenario, ScenarioError>) -> Scenario {
    loaded.expect("a scenario without mistakes")
}

fn findings(loaded: Result<Scenario, ScenarioError>) -> Vec<Finding> {
    match loaded {
        Err(ScenarioError::Findings(findings)) => findings,
        other => panic!("findings expected, got {other:?}"),
    }
}

fn codes(loaded: Result<Scenario, ScenarioError>) -> Vec<&'static str> {
    findings(loaded).iter().map(|f| f.code).collect()
}

fn usage(loaded: Result<Scenario, ScenarioError>) -> String {
    match loaded {
        Err(ScenarioError::Usage(text)) => text.en,
        other => panic!("a usage error expected, got {other:?}"),
    }
}

fn value(scenario: &Scenario, rule: &str, key: &str) -> Option<String> {
    let rule = scenario.rules.get(rule)?.as_table()?;
    rule.get(key).map(ToString::to_string)
}

#[test]
fn defaults_have_no_mistake_and_every_rule_key_of_theirs_is_known() {
    let (entries, findings) = file::entries_of(defaults_text(), "defaults.toml", 0);
    assert_eq!(findings, []);
    assert!(entries.len() > 100);
    let settings = default_settings();
    assert_eq!(settings.eligibility.min_years, 6);
    assert_eq!(settings.loads.homeroom_factor.to_string(), "50%");
    assert_eq!(
        settings.curriculum.stage(Stage::Primary)[&Subject::Pe],
        [4, 4, 3, 3, 3, 3]
    );
    assert_eq!(settings.subjects.order.len(), 16);
}

#[test]
fn the_least_scenario_has_no_rule_and_all_defaults() {
    let scenario = fine(one("", &[]));
    assert_eq!((scenario.name.as_str(), scenario.year), ("county", 2024));
    assert!(scenario.rules.is_empty() && scenario.patches.is_empty());
    assert_eq!(scenario.levels, keys::LEVELS);
    assert_eq!(scenario.settings, default_settings());
    assert_eq!(scenario.folders.len(), 1);
}

#[test]
fn a_rule_acts_where_it_has_a_table_and_takes_its_defaults() {
    let scenario = fine(one(
        "[rules.rotation_share]\nmin = \"12%\"\nsource = \"三\"\n[rules.travel_cap]\n[rules.itinerant]\nenabled = false\n[rules.intake]\nenabled = true",
        &[],
    ));
    let names: Vec<_> = scenario.rules.keys().collect();
    assert_eq!(names, ["rotation_share", "intake", "travel_cap"]);
    let get = |rule, key| value(&scenario, rule, key).unwrap_or_default();
    assert_eq!(get("rotation_share", "min"), "0.12");
    assert_eq!(get("rotation_share", "max"), "0.15");
    assert_eq!(get("rotation_share", "source"), "\"三\"");
    assert_eq!(get("travel_cap", "minutes"), "60");
    assert_eq!(get("travel_cap", "strength"), "\"must\"");
    assert_eq!(value(&scenario, "intake", "enabled"), None);
}

#[test]
fn shares_may_be_written_in_two_ways_and_stay_exact() {
    for (written, kept) in [
        ("\"10%\"", "0.1"),
        ("0.1", "0.1"),
        ("0.10", "0.1"),
        ("\"33.3%\"", "0.333"),
        ("\"１２\"", ""),
    ] {
        let loaded = one(&format!("[rules.rotation_share]\nmin = {written}"), &[]);
        match kept {
            "" => assert_eq!(codes(loaded), ["wrong_value"]),
            kept => assert_eq!(
                value(&fine(loaded), "rotation_share", "min").as_deref(),
                Some(kept)
            ),
        }
    }
    let wrong = findings(one("[rules.rotation_share]\nmin = 10", &[]));
    assert_eq!(wrong[0].place.row, Some(3));
    assert_eq!(
        wrong[0].place.column.as_deref(),
        Some("rules.rotation_share.min")
    );
    assert_eq!(wrong[0].value.as_deref(), Some("10"));
    assert_eq!(wrong[0].hint.en, "10 per cent is written `\"10%\"`");
    assert_eq!(
        share(&toml::Value::Float(0.1)),
        crate::domain::share::Share::parse("10%")
    );
}

#[test]
fn chinese_words_mean_the_same() {
    let scenario = fine(one(
        "[subjects]\npe_arts = [\"体育\", \"音乐\"]\n[curriculum.primary]\n\"体育\" = [5,5,5,5,5,5]\n[rules.direction]\npairs = [\"城区→镇区\"]\n[rules.rotation_share]\nscope = { tiers = [\"城区\"], quality = [\"优质\"] }\n[rules.tier_quota.min]\n\"镇区-乡村\" = 3",
        &[],
    ));
    assert_eq!(scenario.settings.subjects.pe_arts.len(), 2);
    assert_eq!(scenario.settings.curriculum.primary[&Subject::Pe], [5; 6]);
    assert_eq!(
        value(&scenario, "direction", "pairs").as_deref(),
        Some("[\"urban-town\"]")
    );
    assert_eq!(
        value(&scenario, "rotation_share", "scope").as_deref(),
        Some("{ tiers = [\"urban\"], quality = [\"strong\"] }")
    );
    assert_eq!(
        value(&scenario, "tier_quota", "min").as_deref(),
        Some("{ town-rural = 3 }")
    );
    let twice = "[curriculum.primary]\npe = [5,5,5,5,5,5]\n\"体育\" = [4,4,4,4,4,4]";
    assert_eq!(codes(one(twice, &[])), ["two_values_for_one_key"]);
}

#[test]
fn a_should_rule_may_be_a_level() {
    let levels = "levels = [\"unfilled\", \"travel_cap\"]\n[rules.travel_cap]\n";
    assert_eq!(codes(one(levels, &[])), ["level_without_rule"]);
    let scenario = fine(one(&format!("{levels}strength = \"should\""), &[]));
    assert_eq!(scenario.levels, ["unfilled", "travel_cap"]);
    assert_eq!(
        codes(one("levels = [\"burden\", \"burden\"]", &[])),
        ["duplicate_level"]
    );
    assert_eq!(codes(one("levels = []", &[])), ["missing_key"]);
}

#[test]
fn a_rule_s_keys_are_sorted_however_they_come() {
    let a = fine(one("[rules.circle]\nwithin = \"hub\"\nsource = \"x\"", &[]));
    let b = fine(one(
        "[rules.circle]\nstrength = \"must\"\nsource = \"x\"\nwithin = \"中心校\"",
        &[],
    ));
    let keys = |scenario: &Scenario| scenario.rules["circle"].to_string();
    assert_eq!(keys(&a), keys(&b));
}
