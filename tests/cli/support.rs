//! What every test of the program as a process needs: running it, reading what it wrote, and a county to run it on.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

pub(crate) const FILES: [&str; 3] = ["plan.json", "plan.xlsx", "report.html"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program from the repository's folder, in Chinese unless told otherwise.
pub(crate) fn lungang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .current_dir(root())
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .expect("the program starts")
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Seconds are the only thing that differs from run to run: the last column of the levels.
pub(crate) fn without_seconds(text: &str) -> String {
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
pub(crate) fn fixture(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(root().join("tests/cli").join(name)).expect("the fixture") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    folder
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A copy of the tiny county with the plan that one run made for all tests, and the plan's path.
pub(crate) fn planned() -> (TempDir, PathBuf) {
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

pub(crate) fn plan_tiny() -> (TempDir, String) {
    let folder = fixture("tiny");
    let output = lungang(&["plan", text(folder.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let shown = stdout(&output).replace(text(folder.path()), "DIR");
    (folder, shown)
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

pub(crate) fn forget_seconds(plan: &mut Value) {
    plan["solver"]["seconds"] = Value::Null;
    for level in plan["levels"].as_array_mut().expect("levels") {
        level["seconds"] = Value::Null;
    }
}
