//! Scenarios on disk, small ones, each for one behaviour.

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
    assert_eq!(
        wrong[0].hint.en,
        "give a share from 0 to 100%, written `\"10%\"` or `0.10`"
    );
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
fn the_extender_wins_and_deep_tables_merge_by_key() {
    let scenario = fine(load_from(
        &[
            (
                "base.toml",
                "name = \"base\"\nyear = 2020\n[eligibility]\nmin_years = 9\nmax_age_male = 55\n[rules.travel_cap]\nminutes = 40\n[rules.intake]",
            ),
            (
                "county/scenario.toml",
                "extends = \"../base.toml\"\nyear = 2024\n[eligibility]\nmin_years = 3\n[rules.travel_cap]\nstrength = \"should\"\n[rules.intake]\nenabled = false",
            ),
        ],
        &[],
    ));
    assert_eq!((scenario.name.as_str(), scenario.year), ("base", 2024));
    assert_eq!(scenario.settings.eligibility.min_years, 3);
    assert_eq!(scenario.settings.eligibility.max_age_male, 55);
    assert_eq!(scenario.settings.eligibility.max_age_female, 45);
    assert_eq!(
        value(&scenario, "travel_cap", "minutes").as_deref(),
        Some("40")
    );
    assert_eq!(
        value(&scenario, "travel_cap", "strength").as_deref(),
        Some("\"should\"")
    );
    assert!(!scenario.rules.contains_key("intake"));
}

#[test]
fn two_on_one_floor_must_agree_unless_somebody_above_decides() {
    let a = ("a.toml", "[rules.rotation_share]\nmin = \"10%\"");
    let b = ("b.toml", "[rules.rotation_share]\nmin = \"12%\"");
    let same = ("b.toml", "[rules.rotation_share]\nmin = 0.10");
    let own = "year = 2024\nextends = [\"../a.toml\", \"../b.toml\"]\n";
    let decided = format!("{own}[rules.rotation_share]\nmin = 0.2");
    let conflict = findings(load_from(&[a, b, ("county/scenario.toml", own)], &[]));
    assert_eq!(conflict.len(), 1);
    assert_eq!(conflict[0].code, "two_values_for_one_key");
    assert_eq!(conflict[0].place.file.as_deref(), Some("../b.toml"));
    assert_eq!(conflict[0].place.row, Some(2));
    assert_eq!(
        conflict[0].message.en,
        "`rules.rotation_share.min` is `0.1` in `../a.toml` and `0.12` in `../b.toml`, and neither file extends the other"
    );
    fine(load_from(&[a, same, ("county/scenario.toml", own)], &[]));
    let scenario = fine(load_from(&[a, b, ("county/scenario.toml", &decided)], &[]));
    assert_eq!(
        value(&scenario, "rotation_share", "min").as_deref(),
        Some("0.2")
    );
    // a extends b: a wins over b wherever else b is named.
    let above = (
        "a.toml",
        "extends = \"b.toml\"\n[rules.rotation_share]\nmin = \"10%\"",
    );
    let scenario = fine(load_from(&[above, b, ("county/scenario.toml", own)], &[]));
    assert_eq!(
        value(&scenario, "rotation_share", "min").as_deref(),
        Some("0.1")
    );
}

#[test]
fn extends_may_name_folders_and_reports_circles_and_gaps() {
    let scenario = fine(load_from(
        &[
            (
                "province/scenario.toml",
                "year = 2024\ndata = \"all.xlsx\"\n[tables.roads]\nfile = \"r.csv\"",
            ),
            (
                "county/scenario.toml",
                "extends = \"../province\"\n[tables.\"学校\"]\nsheet = \"S\"\n[tables.schools.columns]\nname = \"學校名稱\"\n[tables.schools.values.tier]\n\"極偏\" = \"rural\"\n\"\" = \"town\"",
            ),
        ],
        &[],
    ));
    assert_eq!(scenario.folders.len(), 2);
    assert!(
        scenario
            .data
            .as_deref()
            .is_some_and(|path| path.ends_with("province/all.xlsx"))
    );
    assert_eq!(scenario.sources[0].data, None);
    let schools = &scenario.tables["schools"];
    assert_eq!(schools.sheet.as_deref(), Some("S"));
    assert_eq!(schools.columns["name"], "學校名稱");
    assert_eq!(schools.values["tier"][""], "town");
    assert!(scenario.tables["roads"].folder.ends_with("province"));
    let circle = [
        ("a.toml", "extends = \"county\""),
        (
            "county/scenario.toml",
            "year = 2024\nextends = \"../a.toml\"",
        ),
    ];
    let circle = findings(load_from(&circle, &[]));
    assert_eq!(circle[0].code, "extends_cycle");
    assert!(
        circle[0]
            .message
            .en
            .contains("`scenario.toml` → `../a.toml` → `scenario.toml`"),
        "{}",
        circle[0].message.en
    );
    assert_eq!(
        codes(one("extends = \"../nowhere.toml\"", &[])),
        ["extends_missing"]
    );
    assert_eq!(codes(one("extends = \"\"", &[])), ["extends_missing"]);
}

#[test]
fn patches_record_what_held_before() {
    let text = "[rules.rotation_share]\nmin = \"10%\"";
    let scenario = fine(one(
        text,
        &[
            "rules.rotation_share.min=12%",
            "rules.rotation_share.max=0.2",
            "rules.travel_cap.minutes=45",
            "eligibility.min_years=9",
            "name=2025",
            "rules.circle={ within = \"district\" }",
        ],
    ));
    let seen: Vec<_> = scenario
        .patches
        .iter()
        .map(|p| {
            (
                p.key.as_str(),
                p.old.as_ref().map(ToString::to_string),
                p.new.to_string(),
            )
        })
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen,
        [
            ("rules.rotation_share.min", text("0.1"), "0.12".to_owned()),
            ("rules.rotation_share.max", text("0.15"), "0.2".to_owned()),
            ("rules.travel_cap.minutes", None, "45".to_owned()),
            ("eligibility.min_years", text("6"), "9".to_owned()),
            ("name", None, "\"2025\"".to_owned()),
            ("rules.circle.within", None, "\"district\"".to_owned()),
        ]
    );
    assert_eq!(scenario.settings.eligibility.min_years, 9);
    assert_eq!(
        value(&scenario, "travel_cap", "minutes").as_deref(),
        Some("45")
    );
    let off = fine(one(
        "[rules.travel_cap]",
        &["rules.travel_cap.enabled=false"],
    ));
    assert!(off.rules.is_empty());
    assert_eq!(off.patches[0].old, Some(toml::Value::Boolean(true)));
    let on = fine(one("", &["rules.rural_backbone={}"]));
    assert_eq!(
        value(&on, "rural_backbone", "strength").as_deref(),
        Some("\"should\"")
    );
    let again: Vec<_> = scenario
        .patches
        .iter()
        .map(|p| (p.key.clone(), p.new.clone()))
        .collect();
    let dir = folder(&[(
        "county/scenario.toml",
        "year = 2024\n[rules.rotation_share]\nmin = \"10%\"",
    )]);
    assert_eq!(
        fine(load_patched(&dir.path().join("county"), &again)).rules,
        scenario.rules
    );
}

#[test]
fn mistakes_in_patches_are_usage_and_two_on_one_key_a_finding() {
    for (set, said) in [
        (
            "rules.rotation_share.mim=12%",
            "did you mean `rules.rotation_share.min`?",
        ),
        (
            "rules.rotation.min=12%",
            "no such rule, did you mean `rules.rotation_share`?",
        ),
        ("rotation_share", "write `KEY=VALUE`"),
        ("rules.rotation_share.min=12", "cannot be `12`"),
        ("rules.rotation_share=1", "this is a table"),
        (
            "rules.retraining.max=5",
            "does not have rule `retraining` yet",
        ),
        ("extends=x", "cannot be patched"),
        ("subjects.pe_arts=[pe]", "not valid TOML"),
        ("=3", "no such key"),
        ("", "write `KEY=VALUE`"),
    ] {
        let message = usage(one("", &[set]));
        assert!(message.contains(said), "{set}: {message}");
    }
    let twice = ["travel.detour=1.2", "travel.detour=1.3"];
    assert_eq!(codes(one("", &twice)), ["two_patches_on_one_key"]);
    assert!(usage(load(Path::new("/no/such/folder"), &[])).contains("there is no folder"));
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
