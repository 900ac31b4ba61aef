//! Next year's tables from this year's plan: who serves where, terms and last rotations, everybody a year older.

mod people;
mod recruits;
mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod workbook;

use crate::domain::ids::{RetireeIndex, SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::records::PastRotation;
use crate::domain::teacher::Teacher;
use crate::finding::Lang;
use crate::report::folder::{self, WriteError};
use std::path::Path;

/// What a year did to the roster.
#[derive(Debug, Clone, PartialEq)]
pub struct NextYear {
    pub year: i16,
    /// Sorted by id; references are positions in this list.
    pub teachers: Vec<Teacher>,
    /// Of those who still serve, this year's rotations among them.
    pub history: Vec<PastRotation>,
    /// People who retire in the year.
    pub retired: Vec<TeacherIndex>,
    /// People whose term ended, with the school they went back to.
    pub returned: Vec<(TeacherIndex, SchoolIndex)>,
    /// People trained for another subject, their main one from now on.
    pub retrained: Vec<TeacherIndex>,
    /// Made-up ids of the people recruited, whom the plan does not name.
    pub recruits: Vec<String>,
    /// Retired people who served for the year: they stand in the retirees table again.
    pub silver_age: Vec<RetireeIndex>,
}

/// The roster a year later.
pub fn next_year(instance: &Instance, plan: &Plan) -> NextYear {
    people::next_year(instance, plan)
}

/// What became of the people that the plan brought in, in a sentence; blank where it brought nobody.
pub fn brought(next: &NextYear, lang: Lang) -> String {
    tables::brought(next, lang)
}

/// Those who retire, by id and name.
pub fn retired(instance: &Instance, next: &NextYear) -> Vec<String> {
    let person = |&index: &TeacherIndex| {
        let teacher = instance.teacher(index);
        format!("{} {}", teacher.id, teacher.name)
            .trim_end()
            .to_owned()
    };
    next.retired.iter().map(person).collect()
}

/// How next year's folder is written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The merged values of this year's scenario.
    pub keys: &'a toml::Table,
    /// The name of the workbook that holds the tables; `None` = a CSV each.
    pub workbook: Option<&'a str>,
    /// Of the notes in the workbook.
    pub lang: Lang,
}

/// Writes next year's folder whole or not at all: scenario.toml with the same keys, the tables, a README.md. The verdicts
/// of the feedback table, which were on this year, stay behind.
///
/// # Errors
/// `dir` is not empty, or the file system refuses; then nothing is left behind.
pub fn write(
    instance: &Instance,
    next: &NextYear,
    written: &Written<'_>,
    dir: &Path,
) -> Result<(), WriteError> {
    let files = tables::files(instance, next, written).map_err(|cause| WriteError::Io {
        path: dir.to_owned(),
        cause,
    })?;
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    folder::write_new(dir, &files)
}
