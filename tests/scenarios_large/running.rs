//! The program, run as a user runs it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

pub(crate) fn lungang(args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(args)
        .output();
    output.expect("lungang runs")
}

pub(crate) fn fine(args: &[&str]) -> String {
    let output = lungang(args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{args:?}\n{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Plans a folder into `out` without a gap and audits the plan that was written.
pub(crate) fn planned(folder: &Path, out: &Path) -> Value {
    let plan = out.join("plan.json");
    fine(&[
        "plan",
        "--quiet",
        "--gap",
        "0",
        "--out",
        text(out),
        text(folder),
    ]);
    fine(&["audit", text(folder), text(&plan)]);
    let bytes = std::fs::read(&plan).expect("a plan");
    serde_json::from_slice(&bytes).expect("JSON")
}

pub(crate) fn planned_in_a_folder(folder: &Path) -> Value {
    let out = tempfile::tempdir().expect("a folder");
    planned(folder, out.path())
}
