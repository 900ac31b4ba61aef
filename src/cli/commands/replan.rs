//! `lungang replan`: the best plan among those that touch the fewest people.

use super::former;
use super::not_written::{must_be_writable, not_written};
use super::plan::{options, written};
use super::{out_folder, read_plan};
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::cli::progress::{Terminal, catch_ctrl_c};
use crate::finding::{Lang, Text};
use crate::replan;
use crate::report::findings;
use crate::run::Stop;
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) fn run(
    dir: &Path,
    plan: &Path,
    feedback: &[PathBuf],
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let former = read_plan(plan)?;
    must_be_there(feedback)?;
    must_be_writable(&out_folder(dir, shared))?;
    catch_ctrl_c(lang);
    let terminal = Terminal::new(lang, shared.quiet);
    let replanned = replan::replan(
        dir,
        &former,
        feedback,
        &shared.set,
        &options(shared),
        &terminal,
    );
    terminal.finish();
    let replanned = replanned?;
    let folder = out_folder(dir, shared);
    let kept = replan::write(&replanned, &folder, lang);
    let kept = kept.map_err(|error| not_written(&folder, &error))?;
    let mut outcome = Outcome::fine(match (shared.json, shared.quiet) {
        (true, _) => {
            let view = replan::view::view(&replanned);
            format!("{:#}\n", json!({ "plan": replanned.file, "replan": view }))
        }
        (false, true) => String::new(),
        (false, false) => replan::text::text(&replanned, lang) + &written(&folder, lang),
    });
    let mut odd = replanned.county.remarks;
    odd.retain(|remark| remark.code.starts_with("feedback_"));
    outcome.stderr = former::kept(kept.as_deref(), false, lang);
    if !shared.quiet && !odd.is_empty() {
        outcome.stderr += &findings::text(&odd, lang);
    }
    Ok(outcome)
}

fn must_be_there(files: &[PathBuf]) -> Result<(), Stop> {
    let Some(missing) = files.iter().find(|file| !file.is_file()) else {
        return Ok(());
    };
    let shown = missing.display();
    Err(Stop::Usage(Text::new(
        format!("没有文件 `{shown}`"),
        format!("no file `{shown}`"),
    )))
}
