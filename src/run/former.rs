//! Plans that cannot be made again from the scenario alone, kept where another plan takes their place.

use super::PLAN;
use crate::read;
use crate::report::plan_json::PlanFile;
use std::io;
use std::path::Path;

/// How the file of such a plan is named.
const FORMER: &str = "former";

/// Files to be written beside a new plan.
pub(super) struct Formers {
    /// Name and content of each.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// The name that the plan gets which the new one takes the place of, where that is not the plan objected to.
    pub(super) replaced: Option<String>,
}

/// Of a plan that is about to be written: the one objected to, and the one in its place if it came of objections too.
pub(super) fn formers(
    folder: &Path,
    new: &PlanFile,
    objected: Option<&PlanFile>,
) -> io::Result<Formers> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if let Some(objected) = objected {
        let text = objected.to_text().map_err(io::Error::other)?.into_bytes();
        files.push((name(folder, &text, &files)?, text));
    }
    let mut replaced = None;
    if let Some((there, text)) = in_place(folder)?
        && has_verdicts(&there)
        && objected != Some(&there)
        && timeless(&there) != timeless(new)
    {
        let name = name(folder, &text, &files)?;
        replaced = Some(name.clone());
        files.push((name, text));
    }
    Ok(Formers { files, replaced })
}

/// The plan of a folder with its bytes; what is no plan of ours was never kept.
fn in_place(folder: &Path) -> io::Result<Option<(PlanFile, Vec<u8>)>> {
    let Some(bytes) = read::there(&folder.join(PLAN))? else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&bytes).ok();
    let file = text.and_then(|text| PlanFile::from_text(text).ok());
    Ok(file.map(|file| (file, bytes)))
}

fn has_verdicts(file: &PlanFile) -> bool {
    file.replan.is_some() || !file.scenario.feedback.is_empty()
}

/// The plan without the seconds that it took: those differ whenever it is made.
fn timeless(file: &PlanFile) -> PlanFile {
    let mut file = file.clone();
    file.solver.seconds = 0.0;
    for level in file.levels.iter_mut().chain(&mut file.short) {
        level.seconds = 0.0;
    }
    file
}

/// The first name that is free, or that this very plan has already; no former plan is written over.
fn name(folder: &Path, plan: &[u8], taken: &[(String, Vec<u8>)]) -> io::Result<String> {
    let numbered = (2..).map(|n| format!("{FORMER}-{n}.json"));
    for name in std::iter::once(format!("{FORMER}.json")).chain(numbered) {
        let is_taken = taken.iter().any(|(other, _)| *other == name);
        if !is_taken && read::holds(&folder.join(&name), plan)? != Some(false) {
            return Ok(name);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
