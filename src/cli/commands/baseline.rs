//! `lungang baseline`: the office's own procedure, recounted, and beside a plan where one is given.

use super::{not_written, read_plan};
use crate::baseline::{self, text, view};
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::report::files;
use crate::run::Stop;
use serde_json::json;
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    plan: Option<&Path>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let beside = plan.map(read_plan).transpose()?;
    let baseline = baseline::baseline(dir, &shared.set, beside)?;
    if let Some(folder) = &shared.out {
        let text = baseline.file.to_text().map_err(|error| {
            let said = error.to_string();
            Stop::Failed(Text::new(said.clone(), said))
        })?;
        files::write_all(folder, &[(baseline::FILE, text.as_bytes())])
            .map_err(|error| not_written(folder, &error))?;
    }
    Ok(Outcome::fine(if shared.json {
        let view = view::view(&baseline);
        format!(
            "{:#}\n",
            json!({ "baseline": baseline.file, "compared": view })
        )
    } else {
        text::text(&baseline, lang)
    }))
}
