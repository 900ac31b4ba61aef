//! `lungang report`: the page and the workbook of a plan once more, or the page that one school may see.

use super::{files_json, not_written, out_folder, read_plan};
use crate::check::nearest::nearest;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::finding::{Lang, Text};
use crate::run::{self, Stop};
use std::path::{Path, PathBuf};

pub(super) fn run(
    dir: &Path,
    plan: &Path,
    school: Option<&str>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let file = read_plan(plan)?;
    let county = run::recounted(dir, &shared.set, &file)?;
    let school = school.map(|id| find(&county.instance, id)).transpose()?;
    let folder = out_folder(dir, shared);
    let names = run::write_reports(&county, &file, school, &folder, lang)
        .map_err(|error| not_written(&folder, &error))?;
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    Ok(Outcome::fine(if shared.json {
        files_json(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())
    } else {
        paths
            .iter()
            .map(|path| format!("{}\n", path.display()))
            .collect()
    }))
}

/// A school named on the command line.
fn find(instance: &Instance, id: &str) -> Result<SchoolIndex, Stop> {
    instance.school_by_id(id).ok_or_else(|| {
        let known = instance.schools.iter().map(|school| school.id.as_str());
        let (zh, en) = match nearest(id, known) {
            Some(near) => (
                format!("；是否为 `{near}`"),
                format!("; did you mean `{near}`"),
            ),
            None => (String::new(), String::new()),
        };
        Stop::Usage(Text::new(
            format!("没有代码为 `{id}` 的学校{zh}"),
            format!("no school has the id `{id}`{en}"),
        ))
    })
}
