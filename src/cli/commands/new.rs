//! `lungang new`: a scenario folder to start from.

use super::files_json;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::new::{NewError, create};
use crate::run::Stop;
use std::path::{Path, PathBuf};

pub(super) fn run(dir: &Path, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let files = create(dir, lang).map_err(|error| match error {
        NewError::Exists(_) => Stop::Usage(error.text()),
        other => Stop::Failed(other.text()),
    })?;
    Ok(Outcome::fine(if shared.json {
        files_json(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>())
    } else {
        made(&files, dir, lang)
    }))
}

fn made(files: &[PathBuf], dir: &Path, lang: Lang) -> String {
    let list: String = files
        .iter()
        .map(|file| format!("  {}\n", file.display()))
        .collect();
    let dir = dir.display();
    match lang {
        Lang::Zh => format!(
            "已新建：\n{list}用自己的数据替换示例行，然后运行 `lungang check {dir}` 和 `lungang plan {dir}`\n"
        ),
        Lang::En => format!(
            "made\n{list}put your rows in place of the samples, then run `lungang check {dir}` and `lungang plan {dir}`\n"
        ),
    }
}
