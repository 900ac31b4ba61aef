//! `lungang indicators`: the balance test of stages and schools, before and under a plan.

use super::{not_written, read_plan};
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::run::{self, Stop};
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    plan: Option<&Path>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let file = plan.map(read_plan).transpose()?;
    let balance = run::indicators(dir, &shared.set, file.as_ref())?;
    if let Some(folder) = &shared.out {
        run::write_indicators(&balance, folder, lang)
            .map_err(|error| not_written(folder, &error))?;
    }
    Ok(Outcome::fine(if shared.json {
        format!("{:#}\n", balance.json())
    } else {
        balance.text(lang)
    }))
}
