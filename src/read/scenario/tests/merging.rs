//! What extends what, and whose value holds.

use super::*;

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
