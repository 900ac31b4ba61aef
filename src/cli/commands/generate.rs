//! `lungang generate`: a synthetic county of any size.

use super::files_json;
use crate::cli::args::{Shape, Shared};
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::generate::{self, Spec, WriteError};
use crate::read::scenario;
use crate::run::{Stop, stop_of_scenario};
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    mut spec: Spec,
    shape: &Shape,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    spec.surplus_percent = shape.surplus;
    spec.even_sizes = shape.even;
    spec.n_retirees = shape.retirees;
    spec.n_title_candidates = shape.title_candidates;
    districts(shape.districts.as_deref(), &mut spec);
    if shape.tables {
        let scenario = scenario::load(dir, &shared.set).map_err(stop_of_scenario)?;
        spec.year = scenario.year;
        let parts = generate::county(&spec, scenario.settings).map_err(Stop::Usage)?;
        generate::write_tables(&parts, dir).map_err(not_written)?;
    } else {
        let parts = generate::county(&spec, scenario::default_settings()).map_err(Stop::Usage)?;
        generate::write(&parts, dir, &command(dir, &spec, shape)).map_err(not_written)?;
    }
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

/// A number of districts, or their names.
fn districts(said: Option<&str>, spec: &mut Spec) {
    let Some(said) = said else { return };
    if let Ok(n) = said.trim().parse() {
        spec.n_districts = Some(n);
        return;
    }
    let names = said.split([',', '，', '、']).map(str::trim);
    spec.district_names = names.filter(|n| !n.is_empty()).map(str::to_owned).collect();
    spec.n_districts = Some(spec.district_names.len());
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
fn command(dir: &Path, spec: &Spec, shape: &Shape) -> String {
    let mut command = format!(
        "lungang generate {} --schools {} --teachers {} --seed {}",
        dir.display(),
        spec.n_schools,
        spec.n_teachers,
        spec.seed
    );
    if let Some(districts) = &shape.districts {
        command += &format!(" --districts {districts}");
    }
    if spec.surplus_percent > 0 {
        command += &format!(" --surplus {}", spec.surplus_percent);
    }
    if spec.even_sizes {
        command += " --even";
    }
    if spec.n_retirees > 0 {
        command += &format!(" --retirees {}", spec.n_retirees);
    }
    if spec.n_title_candidates > 0 {
        command += &format!(" --title-candidates {}", spec.n_title_candidates);
    }
    command
}
