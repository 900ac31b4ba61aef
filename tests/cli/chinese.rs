//! Under `--lang zh` nothing is left in English but file names, keys and codes: what `defaults`, `diff` and the list of
//! findings print.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use std::fs;

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

#[test]
fn the_defaults_are_the_same_with_chinese_comments() {
    let zh = stdout(&lungang(&["defaults", "--lang", "zh"]));
    let en = stdout(&lungang(&["defaults", "--lang", "en"]));
    let tables = [&zh, &en].map(|text| text.parse::<toml::Table>().expect("TOML"));
    assert_eq!(tables[0], tables[1]);
    let comments: Vec<_> = zh.lines().filter_map(|line| line.split_once('#')).collect();
    assert!(comments.len() > 150, "{zh}");
    for (_, comment) in &comments {
        assert!(comment.contains(is_chinese), "{comment}");
    }
    // Every rule by its name.
    let rules = comments
        .iter()
        .filter(|(line, _)| line.starts_with("[rules."));
    assert!(rules.count() > 20, "{zh}");
    assert!(!en.contains("# 默认值"));
}

#[test]
fn the_list_of_findings_speaks_chinese() {
    let folder = fixture("tiny");
    let path = folder.path().join("teachers.csv");
    let rows = fs::read_to_string(&path).expect("a table");
    fs::write(&path, rows.replace("chinese", "语言")).expect("written");
    let list = |lang: &str| {
        let args = ["check", text(folder.path()), "--lang", lang];
        assert_eq!(code(&lungang(&args)), 3);
        let list = folder.path().join("out/check-findings.csv");
        fs::read_to_string(list).expect("the list")
    };
    let zh = list("zh");
    let mut lines = zh.lines();
    let head = "\u{feff}级别,编号,文件,工作表,行,列,内容,问题,办法";
    assert_eq!(lines.next(), Some(head));
    let first = lines.next().expect("a finding");
    assert!(
        first.starts_with("错误,word_unknown,teachers.csv,,2,"),
        "{first}"
    );
    let en = list("en");
    assert!(en.starts_with("\u{feff}severity,code,file,"), "{en}");
    assert!(en.contains("\nerror,word_unknown,"), "{en}");
}

#[test]
fn differences_are_told_in_words() {
    let (folder, plan) = planned();
    let other = folder.path().join("other.json");
    let mut changed = json(&plan);
    let rotations = changed["rotations"].as_array_mut().expect("a list");
    let gone = rotations.remove(0);
    changed["scenario"]["patches"] = serde_json::json!([
        { "key": "rules.rotation_share.min", "old": 0.1, "new": 0.08 }
    ]);
    fs::write(&other, changed.to_string()).expect("written");
    let diff = lungang(&["diff", text(&plan), text(&other), "--lang", "zh"]);
    assert_eq!(code(&diff), 0, "{}", stderr(&diff));
    let said = stdout(&diff);
    assert!(
        said.contains("设置 至少交流比例（rules.rotation_share.min）：0.1 → 0.08"),
        "{said}"
    );
    assert_eq!(gone["subject"], "pe", "the first of the rotated");
    assert!(said.contains("(体育)") && !said.contains("(pe)"), "{said}");
}
