//! The program as a process: exit codes, help, findings, the summary, and what is written.

use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

const FILES: [&str; 3] = ["plan.json", "plan.xlsx", "report.html"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program from the repository's folder, in Chinese unless told otherwise.
fn lungang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .current_dir(root())
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Seconds are the only thing that differs from run to run: the last column of the levels.
fn without_seconds(text: &str) -> String {
    let levels = ["已证明最优", "proven best", "未证明最优", "not proven best"];
    let line = |line: &str| {
        let is_level = levels.iter().any(|word| line.contains(word));
        match line.rsplit_once(' ') {
            Some((head, tail)) if is_level && tail.parse::<f64>().is_ok() => {
                format!("{} …", head.trim_end())
            }
            _ => line.to_owned(),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A copy of a fixture, so that tests may write beside it.
fn fixture(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(root().join("tests/cli").join(name)).expect("the fixture") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A copy of the tiny county with the plan that one run made for all tests, and the plan's path.
fn planned() -> (TempDir, PathBuf) {
    static PLANNED: OnceLock<(TempDir, String)> = OnceLock::new();
    let (made, _) = PLANNED.get_or_init(plan_tiny);
    let folder = fixture("tiny");
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("created");
    for name in FILES {
        fs::copy(made.path().join("out").join(name), out.join(name)).expect("copied");
    }
    (folder, out.join("plan.json"))
}

fn plan_tiny() -> (TempDir, String) {
    let folder = fixture("tiny");
    let output = lungang(&["plan", text(folder.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output).replace(text(folder.path()), "DIR");
    (folder, shown)
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

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

#[test]
fn a_plan_is_written_summed_up_and_audited() {
    let (folder, shown) = plan_tiny();
    insta::assert_snapshot!("summary_zh", without_seconds(&shown));
    let out = folder.path().join("out");
    let left = fs::read_dir(&out).expect("a folder").count();
    assert_eq!(left, FILES.len(), "temporary files stay behind");
    let plan = out.join("plan.json");
    assert_eq!(json(&plan)["schema"], "lungang-plan/1");
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
    let page = fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(!page.contains("http"), "the page needs the network");
}

#[test]
fn the_workbook_keeps_ids_as_text() {
    let (folder, plan) = planned();
    let mut workbook: Xlsx<_> =
        open_workbook(folder.path().join("out/plan.xlsx")).expect("a workbook");
    let names = ["汇总", "轮岗名册", "走教安排", "缺口对照", "规则核对"];
    assert_eq!(workbook.sheet_names(), names);
    let sheet = workbook.worksheet_range("轮岗名册").expect("the sheet");
    let rotations = json(&plan)["rotations"].as_array().expect("a list").len();
    assert_eq!(sheet.height(), rotations + 1);
    for row in sheet.rows().skip(1) {
        assert!(matches!(&row[3], Data::String(id) if id.starts_with('0')));
    }
}

/// Shuffled rows, one thread and another language change nothing but seconds; the workbook's bytes are the same.
#[test]
fn the_same_answer() {
    let (folder, plan) = planned();
    let teachers = folder.path().join("teachers.csv");
    let table = fs::read_to_string(&teachers).expect("a table");
    let (header, rows) = table.split_once('\n').expect("a header");
    let rows: Vec<_> = rows.lines().rev().collect();
    fs::write(&teachers, format!("{header}\n{}\n", rows.join("\n"))).expect("written");
    let other = folder.path().join("other");
    let options = ["--out", text(&other), "--threads", "1", "--json"];
    let again = lungang(&[&["plan", text(folder.path())], &options[..]].concat());
    assert_eq!(code(&again), 0, "{}", stderr(&again));
    let (mut a, mut b) = (
        json(&plan),
        serde_json::from_slice(&again.stdout).expect("JSON"),
    );
    forget_seconds(&mut a);
    forget_seconds(&mut b);
    assert_eq!(a, b);
    let workbook = |out: &Path| fs::read(out.join("plan.xlsx")).expect("a workbook");
    assert!(
        workbook(&folder.path().join("out")) == workbook(&other),
        "the bytes differ"
    );
}

fn forget_seconds(plan: &mut Value) {
    plan["solver"]["seconds"] = Value::Null;
    for level in plan["levels"].as_array_mut().expect("levels") {
        level["seconds"] = Value::Null;
    }
}

#[test]
fn patches_are_said_written_applied_again_and_compared() {
    let folder = fixture("tiny");
    let plan = folder.path().join("out/plan.json");
    let patched = ["--set", "rules.rotation_share.min=20%", "--lang", "en"];
    let output = lungang(&[&["plan", text(folder.path())], &patched[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    insta::assert_snapshot!(
        "summary_en",
        without_seconds(&stdout(&output).replace(text(folder.path()), "DIR"))
    );
    let patch = &json(&plan)["scenario"]["patches"][0];
    assert_eq!(patch["key"], "rules.rotation_share.min");
    assert_eq!(
        (&patch["old"], &patch["new"]),
        (&Value::from(0.1), &Value::from(0.2))
    );
    let audit = lungang(&["audit", text(folder.path()), text(&plan)]);
    assert_eq!(code(&audit), 0, "{}", stderr(&audit));
    let shown = lungang(&["indicators", text(folder.path()), text(&plan), "--json"]);
    assert_eq!(code(&shown), 0, "{}", stderr(&shown));
    let (_kept_for_now, former) = planned();
    let same = lungang(&["diff", text(&former), text(&former), "--lang", "en"]);
    assert_eq!(stdout(&same), "the two plans are the same\n");
    let diff = lungang(&["diff", text(&former), text(&plan), "--lang", "en"]);
    assert!(
        stdout(&diff).contains("rotations added"),
        "{}",
        stdout(&diff)
    );
    let diff = lungang(&["diff", text(&former), text(&plan), "--json"]);
    let diff: Value = serde_json::from_slice(&diff.stdout).expect("JSON");
    assert_eq!(diff["same_input"], false);
}

#[test]
fn a_plan_of_other_input_ends_with_3() {
    let (folder, plan) = planned();
    let teachers = folder.path().join("teachers.csv");
    let changed = fs::read_to_string(&teachers)
        .expect("a table")
        .replace("maths", "english");
    fs::write(&teachers, changed).expect("written");
    assert_eq!(
        code(&lungang(&["audit", text(folder.path()), text(&plan)])),
        3
    );
    fs::write(&plan, "{ no plan").expect("written");
    assert_eq!(
        code(&lungang(&["audit", text(folder.path()), text(&plan)])),
        3
    );
}

#[test]
fn a_figure_that_was_changed_by_hand_ends_with_5() {
    let (folder, plan) = planned();
    let sound = json(&plan);
    let changes: [(&str, Value); 5] = [
        ("/levels/0/value", Value::from(0)),
        ("/coverage/0/unfilled", Value::from(99)),
        ("/rules/0/achieved", Value::from(99)),
        ("/cost/yuan", Value::from(1)),
        ("/indicators/after/primary/pe_arts/cv", Value::from(0.01)),
    ];
    for (pointer, value) in changes {
        let mut wrong = sound.clone();
        *wrong.pointer_mut(pointer).expect("the field") = value;
        fs::write(&plan, wrong.to_string()).expect("written");
        let output = lungang(&["audit", text(folder.path()), text(&plan), "--lang", "en"]);
        assert_eq!(code(&output), 5, "{pointer}: {}", stderr(&output));
        assert!(stderr(&output).contains("the recount") || stderr(&output).contains("recount"));
    }
}

#[test]
fn no_plan_ends_with_4_and_leaves_the_former_one() {
    let (folder, plan) = planned();
    let before = fs::read(&plan).expect("a plan");
    let dir = text(folder.path());
    let impossible = ["--set", "rules.backbone_share.min=100%", "--lang", "en"];
    let output = lungang(&[&["plan", dir], &impossible[..]].concat());
    assert_eq!(code(&output), 4, "{}", stdout(&output));
    assert!(
        stderr(&output).contains("backbone_share"),
        "{}",
        stderr(&output)
    );
    assert_eq!(fs::read(&plan).expect("the former plan"), before);
    let relaxed = lungang(&[&["plan", dir, "--relax"], &impossible[..]].concat());
    assert_eq!(code(&relaxed), 0, "{}", stderr(&relaxed));
    assert_eq!(json(&plan)["relaxed"], true);
    assert_eq!(code(&lungang(&["audit", dir, text(&plan)])), 5);
}

#[test]
fn a_level_is_exported_with_its_names() {
    let folder = fixture("tiny");
    let mps = folder.path().join("model.mps");
    let base = ["export", text(folder.path()), "--mps", text(&mps)];
    let output = lungang(&base);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let model = fs::read_to_string(&mps).expect("a model");
    assert!(model.is_ascii() && model.contains("ROWS"));
    assert!(folder.path().join("model.names.csv").is_file());
    let unknown = lungang(&[&base[..], &["--level", "nonsense"]].concat());
    assert_eq!(code(&unknown), 2);
    let naive = lungang(&[&base[..], &["--formulation", "naive"]].concat());
    assert_eq!(code(&naive), 0, "{}", stderr(&naive));
}

#[test]
fn a_generated_county_is_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("county");
    let make = [
        "generate",
        text(&dir),
        "--schools",
        "10",
        "--teachers",
        "120",
        "--seed",
        "3",
    ];
    assert_eq!(code(&lungang(&make)), 0);
    assert_eq!(
        code(&lungang(&make)),
        2,
        "a folder that is not empty is left alone"
    );
    let checked = lungang(&["check", text(&dir)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
}

#[test]
fn a_new_folder_checks_and_plans() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mine");
    assert_eq!(code(&lungang(&["new", text(&dir)])), 0);
    let checked = lungang(&["check", text(&dir)]);
    assert_eq!(code(&checked), 0, "{}", stdout(&checked));
    let planned = lungang(&["plan", text(&dir)]);
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
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
