//! Writes one level's model as an MPS file for any other solver, with a CSV that says what its columns are.

use super::formulate::{Elastic, formulate};
use super::highs::Solver;
use super::outcome::{Formulation, SolveError};
use crate::domain::instance::Instance;
use crate::model::build;
use crate::rules::Rules;
use std::io::Write;

/// Column `i` is called `xi` in the file; `names` maps each to a label and, for a unit's number, its school and stage.
pub fn export(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    level: &str,
    formulation: Formulation,
    out: &mut dyn Write,
    names: &mut dyn Write,
) -> Result<(), SolveError> {
    let formulation = match formulation {
        Formulation::Auto => build::Formulation::Counts {
            alone: Default::default(),
        },
        Formulation::Naive => build::Formulation::Naive,
    };
    let built = formulate(instance, rules, levels, &formulation, Elastic::Should);
    let failed = |what: String| SolveError::Failed(what);
    let goal = built
        .goals
        .iter()
        .find(|goal| goal.code == level)
        .ok_or_else(|| failed(format!("no level {level}")))?;
    let mut solver =
        Solver::new(&built.rows.program).ok_or_else(|| failed("HiGHS failed".into()))?;
    solver.set_objective(&goal.terms);
    let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
    let path = folder.path().join("model.mps");
    if !solver.write_mps(&path, &built.rows.program) {
        return Err(failed("HiGHS could not write the model".into()));
    }
    std::fs::File::open(&path)
        .and_then(|mut file| std::io::copy(&mut file, out))
        .map_err(|error| failed(error.to_string()))?;
    write_names(instance, &built, names).map_err(|error| failed(error.to_string()))
}

fn write_names(
    instance: &Instance,
    built: &super::formulate::Formulated,
    names: &mut dyn Write,
) -> Result<(), csv::Error> {
    let mut rows = csv::Writer::from_writer(names);
    rows.write_record(["name", "kind", "label", "units"])?;
    let unit = |u: usize| {
        let unit = &instance.units[u];
        use crate::domain::words::Word;
        format!(
            "{u}={} {}",
            instance.school(unit.school).id,
            unit.stage.code()
        )
    };
    for (i, column) in built.rows.program.columns.iter().enumerate() {
        let kind = if column.integer {
            "integer"
        } else {
            "continuous"
        };
        rows.write_record([&format!("x{i}"), kind, &column.label, ""])?;
    }
    for u in 0..instance.units.len() {
        rows.write_record(["", "unit", "", &unit(u)])?;
    }
    rows.flush()?;
    Ok(())
}
