//! What `check` and `explain` say to a clerk who mistyped something: the right name, and none that is taken.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn edit(folder: &Path, name: &str, change: impl Fn(String) -> String) {
    let path = folder.join(name);
    let was = fs::read_to_string(&path).expect("a file");
    fs::write(&path, change(was)).expect("written");
}

/// Message and hint of every finding of a code.
fn told(folder: &Path, of: &str) -> Vec<(String, String)> {
    let checked = lungang(&["check", text(folder), "--json"]);
    let said: Value = serde_json::from_str(&stdout(&checked)).expect("JSON");
    let findings = said["findings"].as_array().expect("a list").iter();
    let words = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    findings
        .filter(|finding| finding["code"] == of)
        .map(|finding| (words(finding, "message"), words(finding, "hint")))
        .collect()
}

#[test]
fn a_mistyped_header_hints_at_the_column_that_is_not_there() {
    let folder = fixture("tiny");
    edit(folder.path(), "teachers.csv", |rows| {
        rows.replacen("name,sex", "姓名,姓别", 1)
    });
    let missing = told(folder.path(), "column_missing");
    assert!(missing[0].1.contains("是不是 `姓别`？"), "{missing:?}");
    let unknown = told(folder.path(), "column_unknown");
    assert_eq!(unknown.len(), 1);
    assert_eq!(unknown[0].1, "是不是 `性别`？");
    // Next to 学段, which is there, nothing else is meant.
    edit(folder.path(), "schools.csv", |rows| {
        rows.replacen("school_id,name,stage,tier", "school_id,name,学段,学断", 1)
    });
    let unknown = told(folder.path(), "column_unknown");
    assert!(
        unknown.iter().all(|(_, hint)| !hint.contains("学段")),
        "{unknown:?}"
    );
    let missing = told(folder.path(), "column_missing");
    assert!(
        missing
            .iter()
            .all(|(_, hint)| !hint.contains("是不是 `学段`")),
        "{missing:?}"
    );
}

#[test]
fn a_lower_limit_above_the_upper_one_is_remarked() {
    let folder = fixture("tiny");
    assert_eq!(told(folder.path(), "min_above_max"), []);
    edit(folder.path(), "scenario.toml", |text| {
        text.replace("min = \"10%\"", "min = \"40%\"")
            + "\n[rules.tier_quota.min]\n\"urban-town\" = 3\n[rules.tier_quota.max]\n\"urban-town\" = 2\n"
    });
    let told = told(folder.path(), "min_above_max");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0.contains("40%，高于 `max` 的 30%"), "{told:?}");
    assert!(told[1].0.contains("`min.urban-town` 是 3"), "{told:?}");
    // On a part of the county the two limits are on different people.
    edit(folder.path(), "scenario.toml", |text| {
        text.replace(
            "max = \"30%\"",
            "max = \"30%\"\nscope = { tiers = [\"urban\"] }",
        )
    });
    assert_eq!(self::told(folder.path(), "min_above_max").len(), 1);
}

#[test]
fn a_folder_is_no_workbook_and_nobody_is_born_next_year() {
    let folder = fixture("tiny");
    edit(folder.path(), "scenario.toml", |text| {
        format!("data = \".\"\n{text}")
    });
    edit(folder.path(), "teachers.csv", |rows| {
        rows.replacen("1985-02", "2025-02", 1)
    });
    let data = told(folder.path(), "data_folder");
    assert!(data[0].1.contains("删掉 `data` 一行"), "{data:?}");
    let birth = told(folder.path(), "birth_implausible");
    assert_eq!(birth[0].0, "出生（2025-02-01）晚于规划日 2024-09-01");
}

#[test]
fn a_plan_of_other_input_says_which() {
    let (folder, plan) = planned();
    edit(folder.path(), "teachers.csv", |rows| {
        rows.replacen("1992-03", "1991-03", 1)
    });
    let dir = text(folder.path());
    let audit = |more: &[&str]| {
        let audit = lungang(&[&["audit", dir, text(&plan)], more].concat());
        assert_eq!(code(&audit), 3);
        stderr(&audit)
    };
    let said = audit(&[]);
    assert!(said.contains("不同的是：教师表；"), "{said}");
    let said = audit(&["--set", "rules.travel_cap.minutes=59", "--lang", "en"]);
    assert!(
        said.contains("what differs: the rules, table teachers;"),
        "{said}"
    );
    // A plan of an earlier version does not know.
    let mut old = json(&plan);
    old["scenario"]
        .as_object_mut()
        .expect("an object")
        .remove("input_parts");
    fs::write(&plan, old.to_string()).expect("written");
    let said = audit(&[]);
    assert!(
        !said.contains("不同的是") && said.contains("lungang replan"),
        "{said}"
    );
}

#[test]
fn a_rule_goes_by_its_name_too() {
    let (folder, plan) = planned();
    let explain =
        |rule: &str| lungang(&["explain", text(folder.path()), text(&plan), "--rule", rule]);
    let named = explain("路程上限");
    assert_eq!(code(&named), 0, "{}", stderr(&named));
    assert_eq!(stdout(&named), stdout(&explain("travel_cap")));
    let mistyped = explain("路程上线");
    assert_eq!(code(&mistyped), 2);
    assert!(
        stderr(&mistyped)
            .contains("没有规则 `路程上线`；是否为 `路程上限`；已启用的：`travel_cap`（"),
        "{}",
        stderr(&mistyped)
    );
    let unknown = stderr(&explain("foo"));
    let listed = "没有规则 `foo`；已启用的：";
    assert!(
        unknown.contains(listed) && unknown.contains("`travel_cap`（路程上限）"),
        "{unknown}"
    );
}

/// Where nobody can be sent, the rules that stand in the way are named, and only those.
#[test]
fn a_posting_that_cannot_be_names_the_rules_in_its_way() {
    let (folder, plan) = planned();
    let args = [
        "explain",
        text(folder.path()),
        text(&plan),
        "--teacher",
        "T001",
    ];
    let said = stdout(&lungang(&args));
    let line = said
        .lines()
        .find(|line| line.contains("没有方案能满足规则"));
    let line = line.expect("a school where she cannot be sent");
    assert!(
        line.contains("派出校保护（source_protection.keep_coverage）"),
        "{line}"
    );
    assert!(!line.contains("rotation_share"), "{line}");
    let shown = stdout(&lungang(&[&args[..], &["--json"]].concat()));
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let sent = shown["stays"]["if_sent"].as_array().expect("a list").iter();
    let rules: Vec<_> = sent
        .filter_map(|one| one["end"]["rules"].as_array())
        .collect();
    let is_there = |rules: &&Vec<Value>| {
        let mut rules = rules.iter();
        rules.any(|rule| rule == "source_protection.keep_coverage")
    };
    assert!(!rules.is_empty() && rules.iter().all(is_there), "{shown}");
}
