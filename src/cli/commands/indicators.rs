//! `lungang indicators`: the teacher indicators of the balance test.

use super::read_plan;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::report::indicators;
use crate::run::{self, Stop};
use serde_json::json;
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    plan: Option<&Path>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let file = plan.map(read_plan).transpose()?;
    let (before, after) = run::indicators(dir, &shared.set, file.as_ref())?;
    Ok(Outcome::fine(if shared.json {
        let mut figures = json!({ "before": before });
        if let Some(after) = after {
            figures["after"] = json!(after);
        }
        format!("{figures:#}\n")
    } else {
        indicators::text(&before, after.as_ref(), lang)
    }))
}
