//! The shipped counties plan under a time limit and pass their audit, in a process of their own.

use std::path::Path;
use std::process::Command;

/// Plans a scenario, then audits the plan that was written.
fn plans_and_passes_its_audit(scenario: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(scenario);
    let out = tempfile::tempdir().expect("a folder for the plan");
    let lungang = || Command::new(env!("CARGO_BIN_EXE_lungang"));
    let planned = lungang()
        .args(["plan", "--quiet", "--time-limit", "45", "--out"])
        .arg(out.path())
        .arg(&folder)
        .output()
        .expect("lungang runs");
    assert_eq!(planned.status.code(), Some(0), "{planned:?}");
    let audited = lungang()
        .arg("audit")
        .arg(&folder)
        .arg(out.path().join("plan.json"))
        .output()
        .expect("lungang runs");
    assert_eq!(audited.status.code(), Some(0), "{audited:?}");
}

#[test]
fn mengcheng() {
    plans_and_passes_its_audit("mengcheng-2024");
}

#[test]
fn nantou() {
    plans_and_passes_its_audit("nantou-2024");
}
