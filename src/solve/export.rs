//! Writes one level's model as an MPS file for any other solver, with a CSV that says what its columns are.

use super::formulate::{Elastic, Formulated, formulate};
use super::highs::Solver;
use super::outcome::{Formulation, SolveError};
use crate::domain::instance::Instance;
use crate::domain::words::Word;
use crate::model::build;
use crate::model::program::Col;
use crate::model::rows::{Move, Rows};
use crate::rules::Rules;
use std::collections::BTreeMap;
use std::io::Write;

/// Column `i` is called `xi` in the file; `names` says what each stands for.
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
        Formulation::Auto | Formulation::Searched => build::Formulation::Counts {
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
    // The file's objective is the level's value itself: in its own unit, with its constant.
    let terms = goal.terms.iter();
    let terms = terms.map(|&(col, cost)| (col, cost / goal.scale)).collect();
    solver.set_objective(&terms);
    solver.set_offset(goal.constant / goal.scale);
    let mut file = tempfile::Builder::new()
        .suffix(".mps")
        .tempfile()
        .map_err(|error| failed(error.to_string()))?;
    if !solver.write_mps(file.path(), &built.rows.program) {
        return Err(failed("HiGHS could not write the model".into()));
    }
    std::io::copy(&mut file, out).map_err(|error| failed(error.to_string()))?;
    write_names(instance, &built, names).map_err(|error| failed(error.to_string()))
}

/// One row a column. A posting names the school it leaves, the one it leads to, the subject and the teachers it counts;
/// other labels name units by the numbers of the last rows.
fn write_names(
    instance: &Instance,
    built: &Formulated,
    names: &mut dyn Write,
) -> Result<(), csv::Error> {
    let mut out = csv::Writer::from_writer(names);
    out.write_record([
        "name", "kind", "label", "stage", "from", "to", "subject", "teachers",
    ])?;
    let postings = postings(instance, &built.rows);
    for (i, column) in built.rows.program.columns.iter().enumerate() {
        let kind = if column.integer {
            "integer"
        } else {
            "continuous"
        };
        let blank = <[String; 5]>::default();
        let about = postings.get(&Col(i)).unwrap_or(&blank);
        let named = [format!("x{i}"), kind.to_owned(), column.label.clone()];
        out.write_record(named.iter().chain(about))?;
    }
    for (u, unit) in instance.units.iter().enumerate() {
        let (school, stage) = (&instance.school(unit.school).id, unit.stage.code());
        out.write_record([&format!("unit {u}"), "unit", "", stage, school, "", "", ""])?;
    }
    out.flush()?;
    Ok(())
}

/// Stage, school left, school reached, subject and teachers of every column that counts a posting.
fn postings(instance: &Instance, rows: &Rows) -> BTreeMap<Col, [String; 5]> {
    let school = |unit| instance.school(instance.unit(unit).school).id.to_string();
    let about = |posting: &Move| {
        let members = rows.classes[posting.class].members.iter();
        let teachers: Vec<_> = members
            .map(|&t| instance.teacher(t).id.to_string())
            .collect();
        [
            instance.unit(posting.from).stage.code().to_owned(),
            school(posting.from),
            school(posting.to),
            posting.subject.code().to_owned(),
            teachers.join(" "),
        ]
    };
    let moves = rows.moves.iter();
    moves
        .map(|posting| (posting.count, about(posting)))
        .collect()
}
