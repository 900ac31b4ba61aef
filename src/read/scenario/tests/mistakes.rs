//! What is wrong in a scenario is a finding, with its line and what to do.

use super::*;

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
fn every_rule_and_level_of_the_contract_is_there() {
    let off = one("[rules.principals]\nmax = 50\nenabled = false", &[]);
    assert!(fine(off).rules.is_empty());
    let named = fine(one("levels = [\"core_unfilled\", \"unfilled\"]", &[]));
    assert_eq!(named.levels, ["core_unfilled", "unfilled"]);
    assert_eq!(codes(one("[rules.circle]", &[])), ["missing_key"]);
    assert_eq!(codes(one("[rules.budget]", &[])), ["missing_key"]);
    assert_eq!(codes(one("[rules.tier_quota]", &[])), ["missing_key"]);
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

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[a-z0-9 .=\\[\\]{}\"\n#%,体育年'-]{0,200}", set in ".{0,40}") {
        let dir = folder(&[("county/scenario.toml", &format!("year = 2024\n{text}"))]);
        let _ = load(&dir.path().join("county"), &[set]);
    }
}
