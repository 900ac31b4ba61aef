//! A search that is stopped from the keyboard.

use crate::support::{code, json, lungang, stderr, text};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Ctrl-C once ends with the best plan so far, or says that there is none yet; it never kills the program.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_the_best_plan_so_far() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("county");
    let size = ["--schools", "20", "--teachers", "400", "--seed", "1"];
    assert_eq!(
        code(&lungang(&[&["generate", text(&dir)], &size[..]].concat())),
        0
    );
    let program = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .args(["plan", text(&dir), "--lang", "en"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_secs(5));
    let sent = Command::new("kill")
        .args(["-INT", &program.id().to_string()])
        .status();
    assert!(
        sent.expect("`kill` starts").success(),
        "it had ended already"
    );
    let output = program.wait_with_output().expect("it ends");
    let said = stderr(&output);
    assert!(said.contains("press Ctrl-C again to quit"), "{said}");
    let plan = dir.join("out/plan.json");
    match code(&output) {
        0 => {
            assert_eq!(json(&plan)["status"], "feasible");
            let audit = lungang(&["audit", text(&dir), text(&plan)]);
            assert_eq!(code(&audit), 0, "{}", stderr(&audit));
        }
        1 => {
            assert!(said.contains("none found, not disproved"), "{said}");
            assert!(!plan.exists());
        }
        other => panic!("{other}: {said}"),
    }
}
