//! `lungang generate`: a synthetic county of any size.

use super::files_json;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::generate::{self, Spec, WriteError};
use crate::read::scenario;
use crate::run::Stop;
use std::path::Path;

pub(super) fn run(dir: &Path, spec: &Spec, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let parts = generate::county(spec, scenario::default_settings()).map_err(Stop::Usage)?;
    generate::write(&parts, dir, &command(dir, spec)).map_err(|error| match error {
        WriteError::Usage(text) => Stop::Usage(text),
        other => Stop::Failed(Text::new(other.to_string(), other.to_string())),
    })?;
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
