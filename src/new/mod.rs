//! `lungang new`: a scenario.toml with comments and a ready workbook with sample rows.

mod explain;
mod workbook;

use crate::finding::{Lang, Text};
use crate::report::files::temporary;
use std::path::{Path, PathBuf};

const SCENARIO: &str = "scenario.toml";
const WORKBOOK: &str = "county.xlsx";

/// Why a scenario was not written.
#[derive(Debug, thiserror::Error)]
pub enum NewError {
    /// Something of that name stands there already; it was left as it is (exit 2).
    #[error("`{}` is there already", .0.display())]
    Exists(PathBuf),
    #[error("cannot write `{}`", path.display())]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("cannot make the workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl NewError {
    /// What happened and what to do.
    pub fn text(&self) -> Text {
        match self {
            Self::Exists(path) => Text::new(
                format!("`{}` 已经存在，没有改动；请换一个文件夹", path.display()),
                format!(
                    "`{}` is there already and was left as it is; name another folder",
                    path.display()
                ),
            ),
            Self::Io { path, source } => Text::new(
                format!("无法写入 `{}`：{source}", path.display()),
                format!("cannot write `{}`: {source}", path.display()),
            ),
            Self::Workbook(error) => Text::new(
                format!("无法生成工作簿：{error}"),
                format!("cannot make the workbook: {error}"),
            ),
        }
    }
}

/// Writes a new scenario into `dir` (made if need be) and returns the files, the workbook last to be named.
/// Comments and notes are in `lang`, headers and words in Chinese.
pub fn create(dir: &Path, lang: Lang) -> Result<Vec<PathBuf>, NewError> {
    let (scenario, workbook) = (dir.join(SCENARIO), dir.join(WORKBOOK));
    for path in [&scenario, &workbook] {
        if path.exists() {
            return Err(NewError::Exists(path.clone()));
        }
    }
    let bytes = workbook::bytes(lang)?;
    std::fs::create_dir_all(dir).map_err(|source| NewError::Io {
        path: dir.to_owned(),
        source,
    })?;
    write(dir, &workbook, &bytes)?;
    // Last, as a folder is a scenario once this file is there.
    write(dir, &scenario, scenario_text(lang).as_bytes())?;
    Ok(vec![scenario, workbook])
}

/// The new scenario.toml.
fn scenario_text(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("../../data/new/scenario.zh.toml"),
        Lang::En => include_str!("../../data/new/scenario.en.toml"),
    }
}

/// Writes a file whole or not at all, never over another.
fn write(dir: &Path, path: &Path, bytes: &[u8]) -> Result<(), NewError> {
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::AlreadyExists => NewError::Exists(path.to_owned()),
        _ => NewError::Io {
            path: path.to_owned(),
            source,
        },
    };
    temporary(dir, bytes)
        .map_err(failed)?
        .persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests;
