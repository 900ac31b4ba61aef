//! `lungang diff`: what differs between two plans.

use super::read_plan;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::report::diff;
use crate::run::Stop;
use std::path::Path;

pub(super) fn run(old: &Path, new: &Path, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let diff = diff::diff(&read_plan(old)?, &read_plan(new)?);
    Ok(Outcome::fine(if shared.json {
        serde_json::to_string_pretty(&diff).unwrap_or_default() + "\n"
    } else {
        diff::text(&diff, lang)
    }))
}
