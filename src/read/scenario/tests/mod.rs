//! Scenarios on disk, small ones, each for one behaviour.

mod merging;
mod patches;

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
fn values_of_the_wrong_kind_are_found_all_at_once_with_their_lines() {
    let text = r#"year = "2024"
[eligibility]
min_years = "six"
max_age_male = -1
exempt = ["pregnant"]
[curriculum.primary]
pe = [4, 4, 3]
maths = [5, 5, 5, 5, 5, 500]
[travel]
speed_kmh = 0
[balance]
weighted = "yes"
[money]
rotation_by_hardship = [1, 2]
[rules]
direction = "up"
[rules.itinerant]
block_lessons = 0
subjects = ["pe", "moon"]
[rules.rotation_share]
scope = { tiers = ["urban", "sea"] }
toward = "rural"
count = "standing"
"#;
    let findings = findings(load_from(&[("county/scenario.toml", text)], &[]));
    let seen: Vec<_> = findings
        .iter()
        .map(|f| (f.code, f.place.row.unwrap_or(0)))
        .collect();
    let lines = [1, 3, 4, 5, 7, 8, 10, 12, 14, 16, 18, 19, 21, 22, 23];
    assert_eq!(seen, lines.map(|line| ("wrong_value", line)));
    assert!(
        findings[3].hint.en.contains("did you mean `pregnancy`?"),
        "{}",
        findings[3].hint.en
    );
    assert!(
        findings
            .iter()
            .all(|f| !f.message.zh.is_empty() && !f.hint.zh.is_empty())
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
fn unknown_keys_and_rules_come_with_the_nearest() {
    for (text, code, near) in [
        (
            "[rules.rotation_shar]",
            "unknown_rule",
            "`rules.rotation_share`",
        ),
        (
            "[rules.intake]\nmax_in = 1",
            "unknown_key",
            "`rules.intake.max_in_share`",
        ),
        (
            "[eligibilty]\nmin_years = 3",
            "unknown_key",
            "`eligibility`",
        ),
        (
            "[eligibility]\nmin_year = 3",
            "unknown_key",
            "`eligibility.min_years`",
        ),
        ("min_years = 3", "unknown_key", "`eligibility.min_years`"),
        (
            "[rotation_share]\nmin = 0.1",
            "unknown_key",
            "`rules.rotation_share`",
        ),
        (
            "[curriculum.primary]\nmath = [1,1,1,1,1,1]",
            "unknown_key",
            "`curriculum.primary.maths`",
        ),
        ("[tables.school]", "unknown_key", "`tables.schools`"),
        (
            "[tables.schools.columns]\nschoolid = \"x\"",
            "unknown_key",
            "`tables.schools.columns.school_id`",
        ),
        ("xyzzy = 1", "unknown_key", "`lungang defaults`"),
        ("levels = [\"arts_depht\"]", "unknown_level", "`arts_depth`"),
    ] {
        let findings = findings(one(text, &[]));
        assert_eq!(findings.len(), 1, "{text}");
        assert_eq!(findings[0].code, code, "{text}");
        assert!(
            findings[0].hint.en.contains(near),
            "{text}: {}",
            findings[0].hint.en
        );
        assert!(findings[0].place.row.is_some(), "{text}");
    }
}

#[test]
fn rules_and_levels_to_come_say_so() {
    assert_eq!(
        codes(one("[rules.retraining]\nmax = 50", &[])),
        ["rule_not_available"]
    );
    assert!(
        fine(one("[rules.retraining]\nmax = 50\nenabled = false", &[]))
            .rules
            .is_empty()
    );
    assert_eq!(
        codes(one("levels = [\"core_unfilled\"]", &[])),
        ["level_not_available"]
    );
    assert_eq!(codes(one("[rules.circle]", &[])), ["missing_key"]);
    assert_eq!(codes(one("[rules.budget]", &[])), ["missing_key"]);
    assert_eq!(codes(one("[rules.tier_quota]", &[])), ["missing_key"]);
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
fn broken_files_are_findings() {
    let file = |text: &'static str| load_from(&[("county/scenario.toml", text)], &[]);
    assert_eq!(
        codes(load_from(&[("county/x", "")], &[])),
        ["missing_scenario"]
    );
    let syntax = findings(file("year = 2024\n[rules.rotation_share]\nmin = 10%\n"));
    assert_eq!(
        (syntax[0].code, syntax[0].place.row),
        ("scenario_syntax", Some(3))
    );
    assert_eq!(
        codes(file("year = 2024\nyear = 2025\n")),
        ["scenario_syntax"]
    );
    assert_eq!(codes(file("")), ["missing_key"]);
    assert_eq!(fine(file("\u{feff}year = 2024")).year, 2024);
    let dir = folder(&[("county/scenario.toml", "")]);
    fs::write(
        dir.path().join("county/scenario.toml"),
        b"year = 2024\nname = \"\xc3\xc9\"",
    )
    .expect("a file");
    let encoding = findings(load(&dir.path().join("county"), &[]));
    assert_eq!(
        (encoding[0].code, encoding[0].place.row),
        ("scenario_encoding", Some(2))
    );
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-z0-9 .=\\[\\]{}\"\n#%,体育年'-]{0,200}", set in ".{0,40}") {
        let dir = folder(&[("county/scenario.toml", &format!("year = 2024\n{text}"))]);
        let _ = load(&dir.path().join("county"), &[set]);
    }
}

#[test]
fn deep_nesting_is_a_finding() {
    for text in [
        "[".repeat(100_000),
        "a.".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
        format!("[rules.rotation_share]\nscope = {}", "{a=".repeat(100_000)),
    ] {
        let loaded = load_from(&[("county/scenario.toml", &text)], &[]);
        assert_eq!(codes(loaded), ["scenario_syntax"]);
    }
    let set = format!("{}b=1", "a.".repeat(20_000));
    assert!(usage(one("", &[&set])).contains("nests too deep"));
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
