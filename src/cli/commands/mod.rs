//! One file a command.

mod audit;
mod baseline;
mod carry;
mod check;
mod compare;
mod diff;
mod explain;
mod export;
mod former;
mod generate;
mod indicators;
mod named;
mod new;
mod not_written;
mod plan;
mod plan_rows;
mod replan;
mod report;
mod rule_page;
mod rules;

use super::args::{Cli, Command, Shared};
use super::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::generate::Spec;
use crate::read;
use crate::report::plan_json::PlanFile;
use crate::run::Stop;
use named::{school_named, teacher_named};
use not_written::not_written;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Runs the command that was asked for.
pub fn run(cli: &Cli, lang: Lang) -> Outcome {
    let shared = &cli.shared;
    let explains = matches!(cli.command, Command::Explain { .. });
    if let Some(place) = shared.place().filter(|_| !explains) {
        return Outcome::stopped(&no_gap(place), lang, shared.json);
    }
    if shared.says_gap_twice() {
        return Outcome::stopped(&gap_twice(), lang, shared.json);
    }
    let outcome = match &cli.command {
        Command::New { dir } => new::run(dir, shared, lang),
        Command::Check { dir } => check::run(dir, shared, lang),
        Command::Plan { dir } => plan::run(dir, shared, lang),
        Command::Audit { dir, plan } => audit::run(dir, plan, shared, lang),
        Command::Indicators { dir, plan } => indicators::run(dir, plan.as_deref(), shared, lang),
        Command::Report {
            dir,
            plan,
            school,
            teacher,
            letters,
        } => {
            let asked = report::Asked {
                school: school.as_deref(),
                teacher: teacher.as_deref(),
                letters: *letters,
            };
            report::run(dir, plan, &asked, shared, lang)
        }
        Command::Carry { dir, plan, next } => carry::run(dir, plan, next, shared, lang),
        Command::Baseline { dir, plan } => baseline::run(dir, plan.as_deref(), shared, lang),
        Command::Compare {
            dirs,
            vary,
            variants,
        } => compare::run(dirs, vary, variants, shared, lang),
        Command::Replan {
            dir,
            plan,
            feedback,
        } => replan::run(dir, plan, feedback, shared, lang),
        Command::Diff { old, new } => diff::run(old, new, shared, lang),
        Command::Explain {
            dir,
            plan,
            question,
            instead,
        } => {
            let question = explain::Asks {
                question,
                instead: instead.as_deref(),
            };
            explain::run(dir, plan.as_deref(), &question, shared, lang)
        }
        Command::Export { dir, mps, level } => {
            export::run(dir, mps, level.as_deref(), shared, lang)
        }
        Command::Generate {
            dir,
            schools,
            teachers,
            roster_for,
            seed,
            shape,
        } => match roster_for {
            Some(scenario) => generate::roster(dir, scenario, *seed, shared, lang),
            None => {
                let (schools, teachers) = (schools.unwrap_or(0), teachers.unwrap_or(0));
                let spec = Spec::new(schools, teachers, *seed);
                generate::run(dir, spec, shape, shared, lang)
            }
        },
        Command::Defaults => rules::defaults(shared, lang),
        Command::Rules { page } => rules::run(*page, shared, lang),
    };
    outcome.unwrap_or_else(|stop| Outcome::stopped(&stop, lang, shared.json))
}

/// Only `explain` takes a place after `--gap`.
fn no_gap(place: &str) -> Stop {
    Stop::Usage(Text::new(
        format!("`--gap {place}`：应为 0 至 1 之间的数，如 0.005"),
        format!("`--gap {place}`: must be a number from 0 to below 1, such as 0.005"),
    ))
}

/// A gap and a place may stand beside each other, two of one kind may not.
fn gap_twice() -> Stop {
    Stop::Usage(Text::new(
        "`--gap` 重复：间隙和 `学校代码:学科` 各至多一次",
        "`--gap` is repeated: a number and an `ID:SUBJECT`, each once at most",
    ))
}

/// The folder for results: `--out`, else `out` in the scenario folder.
fn out_folder(dir: &Path, shared: &Shared) -> PathBuf {
    shared.out.clone().unwrap_or_else(|| dir.join("out"))
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A plan file named on the command line: missing is a usage mistake, unreadable is wrong input.
fn read_plan(path: &Path) -> Result<PlanFile, Stop> {
    let shown = path.display();
    if !path.is_file() {
        return Err(Stop::Usage(Text::new(
            format!("没有文件 `{shown}`"),
            format!("no file `{shown}`"),
        )));
    }
    let wrong = |cause: String| {
        Stop::Foreign(Text::new(
            format!("`{shown}` 不是可读的方案，请给出 `lungang plan` 写出的 plan.json：{cause}"),
            format!(
                "`{shown}` is not a readable plan, give the plan.json that `lungang plan` wrote: {cause}"
            ),
        ))
    };
    let text = read::plan_text(path).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Stop::Foreign(Text::new(
            format!("`{shown}` 不是文本，请给出同一文件夹中的 plan.json"),
            format!("`{shown}` is no text, give the plan.json beside it"),
        )),
        _ => wrong(error.to_string()),
    })?;
    PlanFile::from_text(&text).map_err(wrong)
}

/// What `--json` prints for a command that writes files.
fn files_json(files: &[&Path]) -> String {
    let names: Vec<_> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    format!("{:#}\n", serde_json::json!({ "files": names }))
}
