//! Foreign files, headers and words read as ours through `[tables.X]`.

use crate::support::{County, SCENARIO};

const MAPPED: &str = r#"
[tables.schools]
file = "export/ministry.csv"
[tables.schools.columns]
school_id = "學校代碼"
name = "學校名稱"
stage = "學校級別"
tier = "地區屬性"
hardship = "地區屬性"
lon = "經度"
lat = "緯度"
pupils_primary = "學生人數"
classes_g1 = "1年級班級數"
[tables.schools.values.stage]
"國民小學" = "primary"
[tables.schools.values.tier]
"" = "town"
"極偏" = "rural"
[tables.schools.values.hardship]
"" = "0"
"極偏" = "4"
"#;

const MINISTRY: &str = "\
學年度,學校代碼,學校名稱,學校級別,地區屬性,經度,緯度,學生人數,1年級班級數,地址
113,081313,私立弘明,國民小學,,120.69,23.85,77,2,東湖村
113,081601,普台國小,國民小學,極偏,120.94,24.00,105,3,中台路
";

const TEACHERS: &str = "\
teacher_id,sex,birth,school_id,subject,since
T1,男,1985-03,081313,语文,2010-09
";

fn mapped() -> County {
    County::new()
        .without("schools.csv")
        .with("scenario.toml", format!("{SCENARIO}{MAPPED}"))
        .with("export/ministry.csv", MINISTRY)
        .with("teachers.csv", TEACHERS)
}

#[test]
fn a_ministry_s_export_is_read_as_it_came() {
    let outcome = mapped().check();
    assert_eq!(outcome.codes(), ["column_unknown 1"]);
    assert!(
        outcome.of("column_unknown")[0]
            .message
            .en
            .contains("`學年度`, `地址`")
    );
    let instance = outcome.sound();
    let tiers: Vec<_> = instance
        .schools
        .iter()
        .map(|s| (s.id.as_str(), s.tier, s.hardship))
        .collect();
    use lungang::domain::words::Tier::{Rural, Town};
    assert_eq!(tiers, [("081313", Town, 0), ("081601", Rural, 4)]);
}

#[test]
fn maps_that_do_not_fit_are_findings() {
    for (old, new, code) in [
        (
            "name = \"學校名稱\"",
            "name = \"校名字\"",
            "column_missing 1 name",
        ),
        (
            "\"極偏\" = \"rural\"",
            "\"極偏\" = \"rurall\"",
            "word_map_unknown  tables.schools.values.tier.極偏",
        ),
        (
            "export/ministry.csv",
            "export/none.csv",
            "file_missing  tables.schools.file",
        ),
    ] {
        let outcome = mapped().replace("scenario.toml", old, new).check();
        assert!(
            outcome.codes().contains(&code.to_owned()),
            "{:?}",
            outcome.codes()
        );
        assert!(outcome.instance.is_none());
    }
}

#[test]
fn a_word_without_a_map_is_still_checked() {
    let outcome = mapped()
        .replace("export/ministry.csv", "極偏", "偏遠")
        .check();
    assert!(outcome.codes().contains(&"word_unknown 3 tier".to_owned()));
    assert!(
        outcome
            .codes()
            .contains(&"number_invalid 3 hardship".to_owned())
    );
    let found = outcome.findings.iter().find(|f| f.code == "word_unknown");
    assert_eq!(found.and_then(|f| f.value.as_deref()), Some("偏遠"));
}

#[test]
fn words_inside_lists_are_mapped_one_by_one() {
    let outcome = County::new()
        .replace("teachers.csv", "音乐、美术", "唱歌、美术")
        .with(
            "scenario.toml",
            format!("{SCENARIO}\n[tables.teachers.values.second_subjects]\n\"唱歌\" = \"music\"\n"),
        )
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert_eq!(outcome.sha256(), County::new().check().sha256());
}

#[test]
fn a_header_that_the_map_looks_for_elsewhere_says_so() {
    let map = "[tables.schools.columns]\nname = \"學校名稱\"\n";
    let outcome = County::new()
        .with("scenario.toml", format!("{SCENARIO}{map}"))
        .check();
    assert_eq!(
        outcome.codes(),
        ["column_missing 1 name", "column_unknown 1 name"]
    );
    let hints: Vec<_> = outcome
        .findings
        .iter()
        .map(|f| f.hint.en.as_str())
        .collect();
    assert_eq!(
        hints,
        [
            "the file has `name`: take the line `name` out of `[tables.schools.columns]`",
            "`[tables.schools.columns]` takes column `name` from elsewhere",
        ]
    );
}
