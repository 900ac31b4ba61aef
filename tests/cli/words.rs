//! What the program says: help, usage, findings, defaults and rules.

use crate::support::{code, fixture, lungang, stderr, stdout, text};
use serde_json::Value;
use std::fs;

#[test]
fn help_in_both_languages() {
    insta::assert_snapshot!("help_zh", stdout(&lungang(&["--help"])));
    insta::assert_snapshot!("help_en", stdout(&lungang(&["--help", "--lang", "en"])));
    insta::assert_snapshot!("help_plan_zh", stdout(&lungang(&["plan", "--help"])));
    insta::assert_snapshot!(
        "help_export_en",
        stdout(&lungang(&["export", "--help", "--lang=en"]))
    );
}

#[test]
fn usage_mistakes_end_with_2() {
    let wrong: [&[&str]; 9] = [
        &[],
        &["plna", "x"],
        &["plan"],
        &["plan", "/no/such/folder"],
        &["plan", "tests/cli/tiny", "--gap", "7"],
        &["plan", "tests/cli/tiny", "--threads", "0"],
        &[
            "check",
            "tests/cli/tiny",
            "--set",
            "rules.rotation_shar.min=12%",
        ],
        &["audit", "tests/cli/tiny", "/no/such/plan.json"],
        &["explain", "tests/cli/tiny", "plan.json"],
    ];
    for args in wrong {
        let output = lungang(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{args:?} prints on stdout");
        assert!(!output.stderr.is_empty(), "{args:?} says nothing");
    }
    assert!(stderr(&lungang(&["plna", "x"])).contains("`plan`"));
    assert!(stderr(&lungang(&["plan", "x", "--formulaton", "auto"])).contains("--formulation"));
}

/// What was mistyped is named as it was typed, with what to write instead.
#[test]
fn a_mistake_on_the_command_line_is_told_where_it_is() {
    let said = |args: &[&str]| {
        let output = lungang(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        stderr(&output)
    };
    let dir = "tests/cli/tiny";
    assert!(said(&["plann", dir]).contains("是否想用 `plan`"));
    let english = said(&["plann", dir, "--lang", "en"]);
    assert!(english.contains("'plan', 'replan', 'explain'"), "{english}");
    let limit = said(&["plan", dir, "--time-limit", "20秒"]);
    assert!(limit.contains("填秒数，不带单位，如 20"), "{limit}");
    let english = said(&["plan", dir, "--time-limit", "20s", "--lang", "en"]);
    assert!(english.contains("without a unit"), "{english}");
    let key = "rules.rotation_share.mx=10%,20%";
    let vary = said(&["compare", dir, "--vary", key]);
    assert!(
        vary.contains("`--vary rules.rotation_share.mx`：没有这个键"),
        "{vary}"
    );
    let variant = said(&["compare", dir, "--if", "rules.rotation_share.mx=10%"]);
    assert!(
        variant.contains("`--if rules.rotation_share.mx`"),
        "{variant}"
    );
    let set = said(&["compare", dir, dir, "--set", "rules.rotation_share.mx=10%"]);
    assert!(set.contains("`--set rules.rotation_share.mx`"), "{set}");
    let turned = "rules.rotation_share.min=20%..10%:5%";
    let vary = said(&["compare", dir, "--vary", turned]);
    assert!(vary.contains("起点大于终点"), "{vary}");
}

#[test]
fn findings_come_all_at_once() {
    let folder = fixture("faulty");
    let dir = text(folder.path());
    let output = lungang(&["check", dir, "--lang", "en"]);
    assert_eq!(code(&output), 3);
    insta::assert_snapshot!("findings_en", stdout(&output).replace(dir, "DIR"));
    let list = fs::read_to_string(folder.path().join("out/check-findings.csv")).expect("a list");
    let output = lungang(&["check", dir, "--json"]);
    assert_eq!(code(&output), 3);
    let found: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let rows = found["findings"].as_array().expect("a list");
    assert_eq!(list.lines().count(), rows.len() + 1);
    for key in [
        "severity", "code", "file", "sheet", "row", "column", "value", "message", "hint",
    ] {
        assert!(rows[0].get(key).is_some(), "{key} is missing");
    }
    assert_eq!(code(&lungang(&["plan", dir])), 3);
    assert!(!folder.path().join("out/plan.json").exists());
}

#[test]
fn a_sound_county_checks_with_0() {
    let output = lungang(&["check", "tests/cli/tiny"]);
    assert_eq!(code(&output), 0);
    insta::assert_snapshot!("findings_tiny_zh", stdout(&output));
}

#[test]
fn defaults_and_rules_are_printed() {
    let defaults = stdout(&lungang(&["defaults"]));
    assert!(defaults.parse::<toml::Table>().is_ok());
    insta::assert_snapshot!("rules_zh", stdout(&lungang(&["rules"])));
    let rules: Value = serde_json::from_str(&stdout(&lungang(&["rules", "--json"]))).expect("JSON");
    let listed = rules["rules"].as_array().expect("a list").len();
    assert_eq!(listed, lungang::rules::REGISTRY.len());
}

/// The pages in docs/ are what the program says of its rules: `make docs` writes them.
#[test]
fn the_rule_pages_are_up_to_date() {
    for (lang, name) in [("en", "docs/rules.md"), ("zh", "docs/rules.zh-CN.md")] {
        let shown = stdout(&lungang(&["rules", "--page", "--lang", lang]));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(shown == written, "{name} is out of date: run `make docs`");
        for code in lungang::rules::REGISTRY {
            assert!(shown.contains(&format!("`{code}`")), "{name} lacks {code}");
        }
        // Every key of every rule has a meaning.
        let blank: Vec<_> = shown
            .lines()
            .filter(|line| line.ends_with("|  |"))
            .collect();
        assert!(blank.is_empty(), "{blank:?}");
    }
}

#[test]
fn what_is_no_table_is_a_finding() {
    let contents: [(&str, &[u8]); 4] = [
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        (
            "a header only",
            b"teacher_id,sex,birth,school_id,subject,since\n",
        ),
        ("nothing", b""),
        (
            "mixed encodings",
            b"\xd5\xc5\xc8\xfd,\xe5\xbc\xa0\xe4\xb8\x89\xff\xfe\n",
        ),
    ];
    for (what, content) in contents {
        let folder = fixture("tiny");
        fs::write(folder.path().join("teachers.csv"), content).expect("written");
        let output = lungang(&["check", text(folder.path())]);
        assert_eq!(code(&output), 3, "{what}: {}", stdout(&output));
        assert_eq!(stderr(&output), "", "{what}");
    }
}

/// As `plan` does: a county is checked as it will be planned.
#[test]
fn check_tells_what_set_has_changed() {
    let patched = |more: &[&str]| {
        let args = [
            "check",
            "tests/cli/tiny",
            "--set",
            "rules.travel_cap.minutes=45",
        ];
        lungang(&[&args, more].concat())
    };
    let shown = stdout(&patched(&[]));
    assert!(
        shown.starts_with("  --set rules.travel_cap.minutes: 60 → 45\n"),
        "{shown}"
    );
    let found: Value = serde_json::from_str(&stdout(&patched(&["--json"]))).expect("JSON");
    let patch = &found["patches"][0];
    assert_eq!(
        (patch["old"].as_i64(), patch["new"].as_i64()),
        (Some(60), Some(45))
    );
    let plain = stdout(&lungang(&["check", "tests/cli/tiny", "--json"]));
    let plain: Value = serde_json::from_str(&plain).expect("JSON");
    assert!(plain.get("patches").is_none());
}

/// Nobody waits for a plan that has no place, and the cause is said in the user's language.
#[test]
fn a_folder_that_cannot_be_written_is_told_before_the_search() {
    let folder = fixture("tiny");
    let out = folder.path().join("out");
    fs::write(&out, "a file").expect("written");
    let output = lungang(&["plan", text(folder.path())]);
    assert_eq!(code(&output), 1);
    let said = format!(
        "错误：无法写出 `{}`：那里有同名的文件，不是文件夹\n",
        out.display()
    );
    assert_eq!(stderr(&output), said);
    assert_eq!(fs::read_to_string(&out).ok().as_deref(), Some("a file"));
}
