//! The commands that README.md and README.zh-CN.md show run, and print what they say they print.
//!
//! Every block marked `console` is run line by line in an empty folder that holds a link to `scenarios/`: `$ lungang …`
//! is a command, what follows is its output. A line `…` stands for any number of lines; times and sizes that differ
//! from run to run stand in such lines. Blocks marked `sh` are only for people.

use std::fs;
use std::path::Path;
use std::process::Command;

struct Step {
    command: String,
    expected: Vec<String>,
}

fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match (inside, line) {
            (false, "```console") => inside = true,
            (true, "```") => inside = false,
            (true, line) => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step {
                    command: command.to_owned(),
                    expected: Vec::new(),
                }),
                None => {
                    let step = steps.last_mut().expect("a block starts with a command");
                    step.expected.push(line.to_owned());
                }
            },
            _ => {}
        }
    }
    steps
}

/// Whether the lines match, `…` standing for any number of lines.
fn matches(expected: &[String], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((line, rest)) if line == "…" => {
            (0..=actual.len()).any(|skipped| matches(rest, &actual[skipped..]))
        }
        Some((line, rest)) => match actual.split_first() {
            Some((first, others)) => same(line, first) && matches(rest, others),
            None => false,
        },
    }
}

/// A line that ends in `…` says how the other begins.
fn same(expected: &str, actual: &str) -> bool {
    match expected.strip_suffix('…') {
        Some(start) => actual.starts_with(start),
        None => expected.trim_end() == actual.trim_end(),
    }
}

#[cfg(unix)]
#[test]
fn the_readme_tells_the_truth() {
    tells_the_truth("README.md", "en_GB.UTF-8");
}

#[cfg(unix)]
#[test]
fn the_chinese_readme_tells_the_truth() {
    tells_the_truth("README.zh-CN.md", "zh_CN.UTF-8");
}

/// The two readmes show the same commands.
#[test]
fn the_readmes_show_the_same_commands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = |name: &str| -> Vec<String> {
        let readme = fs::read_to_string(root.join(name)).expect("a readme");
        steps(&readme)
            .into_iter()
            .map(|step| step.command)
            .collect()
    };
    assert_eq!(commands("README.md"), commands("README.zh-CN.md"));
    // And list the same ones, in the same order.
    let listed = |name: &str| -> Vec<String> {
        let readme = fs::read_to_string(root.join(name)).expect("a readme");
        let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
        rows.filter_map(|row| row.split([' ', '`']).next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(listed("README.md"), listed("README.zh-CN.md"));
    assert!(listed("README.md").contains(&"explain".to_owned()));
}

/// What a readme is made of, from top to bottom: headings by depth, paragraphs, points, rows of tables, and in blocks the
/// commands that they run.
fn shape(readme: &str) -> Vec<String> {
    let mut shape: Vec<String> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = !inside;
            shape.push(line.to_owned());
            continue;
        }
        if inside {
            let command = line.trim_start_matches("$ ").strip_prefix("lungang ");
            let name = command.and_then(|rest| rest.split(' ').next());
            shape.extend(name.map(str::to_owned));
            continue;
        }
        let part = match line.chars().next() {
            None => "",
            Some('#') => line.split(' ').next().unwrap_or_default(),
            Some('|') => "a row",
            Some('-') => "a point",
            // However many lines it has.
            Some(_) => match shape.last().map(String::as_str) {
                Some("a paragraph" | "a point") => continue,
                _ => "a paragraph",
            },
        };
        shape.push(part.to_owned());
    }
    shape
}

/// The two say the same things in the same order, as far as their shape tells.
#[test]
fn the_readmes_have_the_same_shape() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |name: &str| shape(&fs::read_to_string(root.join(name)).expect("a readme"));
    let (english, chinese) = (of("README.md"), of("README.zh-CN.md"));
    let explained = english.iter().filter(|part| *part == "explain");
    assert!(explained.count() > 2);
    assert_eq!(english, chinese);
}

#[cfg(unix)]
fn tells_the_truth(name: &str, locale: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root.join("scenarios"), &folder.path().join("scenarios"));
    let program = Path::new(env!("CARGO_BIN_EXE_lungang"));
    let path = format!(
        "{}:{}",
        program.parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let readme = fs::read_to_string(root.join(name)).expect("a readme");
    let steps = steps(&readme);
    assert!(!steps.is_empty(), "{name} shows no command");
    for step in steps {
        let output = Command::new("bash")
            .args(["-c", &step.command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("LC_ALL", locale)
            .output()
            .expect("bash runs");
        let stdout = String::from_utf8_lossy(&output.stdout);
        let lines: Vec<_> = stdout.lines().collect();
        assert!(
            matches(&step.expected, &lines),
            "{name} says that `{}` prints\n{}\nbut it prints\n{stdout}\n{}",
            step.command,
            step.expected.join("\n"),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// The tables and settings, without results of earlier runs.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("created");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() && entry.file_name() != "out" {
            copy(&path, &target);
        } else if path.is_file() {
            fs::copy(&path, &target).expect("copied");
        }
    }
}
