//! `lungang export`: one level's model for another solver, with a CSV that maps its names.

use super::plan::formulation;
use super::{files_json, not_written};
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::{Lang, Text};
use crate::report::files;
use crate::run::{self, Stop};
use crate::solve;
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    mps: &Path,
    level: Option<&str>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    let county = run::county(dir, &shared.set)?;
    let levels = county.levels();
    let level = chosen(&levels, level)?;
    let (mut model, mut names) = (Vec::new(), Vec::new());
    solve::export(
        &county.instance,
        &county.rules,
        &levels,
        level,
        formulation(shared),
        &mut model,
        &mut names,
    )
    .map_err(|error| run::stop_of(error, &county.rules))?;
    let names_path = mps.with_extension("names.csv");
    let folder = match mps.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (Some(mps_name), Some(names_name)) = (file_name(mps), file_name(&names_path)) else {
        return Err(Stop::Usage(Text::new(
            format!("`{}` 不是文件名", mps.display()),
            format!("`{}` is no file name", mps.display()),
        )));
    };
    files::write_all(folder, &[(mps_name, &model), (names_name, &names)])
        .map_err(|error| not_written(mps, &error))?;
    Ok(Outcome::fine(if shared.json {
        files_json(&[mps, &names_path])
    } else {
        written(level, mps, &names_path, lang)
    }))
}

fn file_name(path: &Path) -> Option<&str> {
    path.file_name().and_then(|name| name.to_str())
}

fn chosen<'a>(levels: &'a [String], asked: Option<&str>) -> Result<&'a str, Stop> {
    let found = match asked {
        Some(code) => levels.iter().find(|level| *level == code),
        None => levels.first(),
    };
    found.map(String::as_str).ok_or_else(|| {
        let (asked, all) = (asked.unwrap_or_default(), levels.join(", "));
        Stop::Usage(Text::new(
            format!("没有目标 `{asked}`；可选：{all}"),
            format!("no level `{asked}`; there are {all}"),
        ))
    })
}

fn written(level: &str, mps: &Path, names: &Path, lang: Lang) -> String {
    let (mps, names) = (mps.display(), names.display());
    match lang {
        Lang::Zh => format!("目标 `{level}` 的模型：{mps}\n名称对照：{names}\n"),
        Lang::En => format!("model of level `{level}`: {mps}\nits names: {names}\n"),
    }
}
