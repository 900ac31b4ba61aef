//! `lungang generate`: a synthetic county of any size.

use super::files_json;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::generate::{self, Spec, WriteError};
use crate::read::scenario;
use crate::run::{Stop, stop_of_scenario};
use std::path::Path;

pub(super) fn run(dir: &Path, spec: &Spec, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let parts = generate::county(spec, scenario::default_settings()).map_err(Stop::Usage)?;
    generate::write(&parts, dir, &command(dir, spec)).map_err(not_written)?;
    if shared.json {
        return Ok(Outcome::fine(files_json(&[dir])));
    }
    let (schools, teachers, dir) = (spec.n_schools, spec.n_teachers, dir.display());
    Ok(Outcome::fine(match lang {
        Lang::Zh => format!("已生成模拟县：{schools} 所学校，{teachers} 名教师，在 {dir}\n"),
        Lang::En => format!(
            "made a synthetic county of {schools} schools and {teachers} teachers in {dir}\n"
        ),
    }))
}

/// A roster for the schools of a scenario, written as `teachers.csv` into `dir`.
pub(super) fn roster(
    dir: &Path,
    scenario: &Path,
    seed: u64,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let scenario = scenario::load(scenario, &shared.set).map_err(stop_of_scenario)?;
    let (roster, findings) = generate::roster_for(&scenario, seed);
    let roster = roster.ok_or(Stop::Findings(findings))?;
    let file = dir.join("teachers.csv");
    generate::write_roster(&roster.teachers, &roster.schools, &file).map_err(not_written)?;
    if shared.json {
        return Ok(Outcome::fine(files_json(&[&file])));
    }
    let (teachers, file) = (roster.teachers.len(), file.display());
    Ok(Outcome::fine(match lang {
        Lang::Zh => format!("已生成 {teachers} 名合成教师，在 {file}\n"),
        Lang::En => format!("made a synthetic roster of {teachers} teachers in {file}\n"),
    }))
}

fn not_written(error: WriteError) -> Stop {
    match error {
        WriteError::Usage(text) => Stop::Usage(text),
        other => Stop::Failed(Text::new(other.to_string(), other.to_string())),
    }
}

/// What makes the same county again; it is written into the tables.
fn command(dir: &Path, spec: &Spec) -> String {
    format!(
        "lungang generate {} --schools {} --teachers {} --seed {}",
        dir.display(),
        spec.n_schools,
        spec.n_teachers,
        spec.seed
    )
}
