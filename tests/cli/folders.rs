//! Where files are written: beside the plan they are made of, over no earlier plan, and open to those who may read others.

use crate::support::{code, fixture, json, lungang, planned, stderr, stdout, text};
use std::fs;

/// A plan that was kept elsewhere: what is made of it lies with it, not with the plan of `out`.
#[test]
fn reports_lie_beside_their_plan() {
    let (folder, plan) = planned();
    let dir = text(folder.path());
    let kept = folder.path().join("kept");
    fs::create_dir(&kept).expect("created");
    let copy = kept.join("plan.json");
    fs::copy(&plan, &copy).expect("copied");
    let report = |options: &[&str]| {
        let made = lungang(&[&["report", dir, text(&copy)], options].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        stdout(&made)
    };
    let page = report(&["--school", "0301"]);
    assert_eq!(page.trim(), text(&kept.join("school-0301.html")));
    assert!(kept.join("school-0301.html").is_file());
    report(&["--letters"]);
    assert!(kept.join("letters/notice-0301.docx").is_file());
    let out = folder.path().join("out");
    assert!(!out.join("letters").exists() && !out.join("school-0301.html").exists());
    let elsewhere = folder.path().join("elsewhere");
    report(&["--school", "0301", "--out", text(&elsewhere)]);
    assert!(elsewhere.join("school-0301.html").is_file());
}

/// Each round keeps the plan it began from, and a round that begins from the same plan keeps it once.
#[test]
fn no_former_plan_is_written_over() {
    let (folder, plan) = planned();
    let (dir, out) = (text(folder.path()), folder.path().join("out"));
    let first = json(&plan);
    let replan_with = |old: &str, more: &[&str]| {
        let made = lungang(&[&["replan", dir, old, "--quiet"], more].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        stderr(&made)
    };
    let replan = |old: &str| assert_eq!(replan_with(old, &[]), "");
    replan(text(&plan));
    let second = json(&plan);
    assert_ne!(first, second);
    replan(text(&plan));
    assert_eq!(json(&out.join("former.json")), first);
    assert_eq!(json(&out.join("former-2.json")), second);
    let old = out.join("former.json");
    replan(text(&old));
    assert_eq!(json(&old), first);
    assert!(!out.join("former-3.json").exists());
    // Beside the plan objected to, the one that another round has left in the place.
    let third = json(&plan);
    let feedback = folder.path().join("意见.csv");
    fs::write(&feedback, "工号,意见\nT015,不同意\n").expect("written");
    let said = replan_with(text(&old), &["--feedback", text(&feedback)]);
    assert!(
        said.contains("已另存为 `former-3.json`；按它写出的"),
        "{said}"
    );
    assert_eq!(json(&out.join("former-3.json")), third);
    assert!(!out.join("former-4.json").exists());
}

/// A plan that came of objections cannot be made again from the scenario: `plan` keeps it and says what is void.
#[test]
fn plan_writes_over_no_plan_that_came_of_objections() {
    let (folder, plan) = planned();
    let (dir, out) = (text(folder.path()), folder.path().join("out"));
    let made = lungang(&["plan", dir, "--quiet"]);
    assert_eq!(stderr(&made), "");
    assert!(!out.join("former.json").exists());
    let made = lungang(&["replan", dir, text(&plan), "--quiet"]);
    assert_eq!((code(&made), stderr(&made)), (0, String::new()));
    let objected = json(&plan);
    let made = lungang(&["plan", dir, "--quiet"]);
    let said = stderr(&made);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("已另存为 `former-2.json`；`replan.json` 和"),
        "{said}"
    );
    assert_eq!(json(&out.join("former-2.json")), objected);
    let made = lungang(&["plan", dir, "--quiet"]);
    assert_eq!(stderr(&made), "");
}

/// What a plain new file and folder get is what those of `new`, `generate` and `plan` get.
#[cfg(unix)]
#[test]
fn files_are_as_open_as_plain_new_ones() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path| {
        let about = fs::metadata(path).expect("a file").permissions();
        about.mode() & 0o777
    };
    let folder = fixture("tiny");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plain"), b"").expect("written");
    fs::create_dir(at("plain-folder")).expect("created");
    for args in [
        &["new", text(&at("new"))][..],
        &[
            "generate",
            text(&at("made")),
            "--schools",
            "6",
            "--teachers",
            "120",
        ],
    ] {
        let made = lungang(args);
        assert_eq!(code(&made), 0, "{}", stderr(&made));
    }
    for name in [
        "new/scenario.toml",
        "new/county.xlsx",
        "made/scenario.toml",
        "made/teachers.csv",
    ] {
        assert_eq!(mode(&at(name)), mode(&at("plain")), "{name}");
    }
    assert_eq!(mode(&at("made")), mode(&at("plain-folder")));
}
