//! `--set` on top of a scenario.

use super::*;

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
fn keys_of_patches_can_be_applied_again() {
    let sets = [
        "tables.schools.values.tier.\"a.b c\"=rural",
        "tables.学校.values.城乡类型.\"\"=town",
        "curriculum.primary.体育=[1,1,1,1,1,1]",
    ];
    let scenario = fine(one("", &sets));
    let keys: Vec<_> = scenario.patches.iter().map(|p| p.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "tables.schools.values.tier.\"a.b c\"",
            "tables.schools.values.tier.\"\"",
            "curriculum.primary.pe",
        ]
    );
    let again: Vec<_> = scenario
        .patches
        .iter()
        .map(|p| (p.key.clone(), p.new.clone()))
        .collect();
    let dir = folder(&[("county/scenario.toml", "year = 2024")]);
    let patched = fine(load_patched(&dir.path().join("county"), &again));
    assert_eq!(
        patched.tables["schools"].values,
        scenario.tables["schools"].values
    );
    assert_eq!(patched.tables["schools"].values["tier"]["a.b c"], "rural");
    assert_eq!(patched.settings, scenario.settings);
}
