//! `lungang new`: a scenario folder to start from.
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::run::Stop;
use std::path::Path;

pub(super) fn run(_dir: &Path, _lang: Lang) -> Result<Outcome, Stop> {
    Err(Stop::NoneFound)
}
