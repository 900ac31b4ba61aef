//! The fingerprint of the input: the same for the same county, another for another.

use crate::support::{County, SCENARIO, SCHOOLS, TEACHERS, check_folder};
use encoding_rs::GBK;
use std::path::Path;

/// The rows after the header in reverse.
fn reversed(table: &str) -> String {
    let mut lines: Vec<_> = table.lines().collect();
    lines[1..].reverse();
    lines.join("\n")
}

#[test]
fn order_names_and_spelling_leave_the_fingerprint() {
    let wanted = County::new().check().sha256();
    assert_eq!(wanted.len(), 64);
    for county in [
        County::new().with("schools.csv", reversed(SCHOOLS)),
        County::new().with("teachers.csv", reversed(TEACHERS)),
        County::new().replace("teachers.csv", "since", "本校任教起始年月"),
        County::new().replace("teachers.csv", "1985-03", "1985年3月1日"),
        County::new().replace("teachers.csv", "音乐、美术", "art；music"),
        County::new().replace("schools.csv", "乡村", " rural"),
        County::new().replace("scenario.toml", "试验县", "另一个名字"),
    ] {
        assert_eq!(county.check().sha256(), wanted);
    }
}

#[test]
fn what_a_plan_depends_on_changes_the_fingerprint() {
    let base = County::new().check().sha256();
    let rule = format!("{SCENARIO}[rules.travel_cap]\nminutes = 45\n");
    let other = format!("{SCENARIO}[rules.travel_cap]\nminutes = 46\n");
    let mut seen = vec![base];
    for county in [
        County::new().replace("teachers.csv", "1985-03", "1985-04"),
        County::new().replace("schools.csv", "116.60", "116.61"),
        County::new().replace("scenario.toml", "2024", "2025"),
        County::new().with(
            "needs.csv",
            "school_id,stage,subject,weekly_lessons\nS1,小学,音乐,0\n",
        ),
        County::new().with("feedback.csv", "teacher_id,verdict\nT1,pin\n"),
        County::new().with("scenario.toml", rule),
        County::new().with("scenario.toml", other),
    ] {
        let hash = county.check().sha256();
        assert!(!seen.contains(&hash));
        seen.push(hash);
    }
}

#[test]
fn a_whole_county_is_the_same_in_gbk_and_in_another_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/mengcheng-2024");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a shipped file");
    let gbk = |name: &str| {
        let table = read(name).trim_start_matches('\u{feff}').to_owned();
        GBK.encode(&reversed(&table)).0.into_owned()
    };
    let outcome = County::new()
        .with("scenario.toml", read("scenario.toml"))
        .with("schools.csv", gbk("schools.csv"))
        .with("teachers.csv", gbk("teachers.csv"))
        .check();
    assert_eq!(outcome.codes(), check_folder(&folder).codes());
    assert_eq!(outcome.sha256(), check_folder(&folder).sha256());
}
