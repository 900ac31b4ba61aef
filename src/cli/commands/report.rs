//! `lungang report`: the page and the workbook of a plan once more, the page that one school may see, or the papers
//! that offices hand out.

use super::{files_json, folder_of, read_plan, school_named, teacher_named};
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::run::{self, County, Stop, Wanted};
use std::path::{Path, PathBuf};

/// What the command line asks for.
pub(super) struct Asked<'a> {
    pub(super) school: Option<&'a str>,
    pub(super) teacher: Option<&'a str>,
    pub(super) letters: bool,
}

pub(super) fn run(
    dir: &Path,
    plan: &Path,
    asked: &Asked<'_>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let file = read_plan(plan)?;
    let county = run::recounted(dir, &shared.set, &file)?;
    let wanted = wanted(&county, asked)?;
    // Papers of two plans never lie in one folder.
    let folder = shared.out.clone().unwrap_or_else(|| folder_of(plan));
    let paths = run::write_reports(&county, &file, wanted, &folder, lang)?;
    Ok(Outcome::fine(if shared.json {
        files_json(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())
    } else if asked.letters {
        papers(&paths, &folder, lang)
    } else {
        paths
            .iter()
            .map(|path| format!("{}\n", path.display()))
            .collect()
    }))
}

/// A line a kind: a county has hundreds of letters.
fn papers(paths: &[PathBuf], folder: &Path, lang: Lang) -> String {
    let of = |start: &str, end: &str| {
        let named = |path: &&PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with(start) && name.ends_with(end))
        };
        paths.iter().filter(named).count()
    };
    let folder = folder.join(run::LETTERS);
    let (notices, letters) = (of("notice-", ".docx"), of("letter-", ".docx"));
    let (forms, folder) = (of("reply-", ".xlsx"), folder.display());
    match lang {
        Lang::Zh => {
            format!("{folder}：学校通知 {notices} 份，教师通知书 {letters} 份，反馈表 {forms} 份\n")
        }
        Lang::En => format!(
            "{folder}: {notices} notices to schools, {letters} letters to teachers, {forms} reply forms\n"
        ),
    }
}

fn wanted(county: &County, asked: &Asked<'_>) -> Result<Wanted, Stop> {
    let instance = &county.instance;
    let school = asked.school.map(|id| school_named(instance, id));
    if let Some(id) = asked.teacher {
        return teacher_named(instance, id).map(Wanted::Letter);
    }
    Ok(match (school.transpose()?, asked.letters) {
        (school, true) => Wanted::Papers(school),
        (Some(school), false) => Wanted::SchoolPage(school),
        (None, false) => Wanted::Reports,
    })
}
