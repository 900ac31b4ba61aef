//! A file of ours that could not be written, in words of both languages.

use crate::finding::Text;
use crate::report::files;
use crate::run::Stop;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;

/// The end of a command whose result has no place.
pub(super) fn not_written(path: &Path, error: &(dyn Error + 'static)) -> Stop {
    let cause = error
        .downcast_ref::<io::Error>()
        .and_then(|error| said(error.kind()))
        .unwrap_or_else(|| Text::new(error.to_string(), error.to_string()));
    Stop::Failed(Text::new(
        format!("无法写出 `{}`：{}", path.display(), cause.zh),
        format!("cannot write `{}`: {}", path.display(), cause.en),
    ))
}

/// Nobody should wait for a plan that cannot be written.
pub(super) fn must_be_writable(folder: &Path) -> Result<(), Stop> {
    files::probe(folder).map_err(|error| not_written(folder, &error))
}

/// What users meet; the rest is said as the system says it.
fn said(kind: ErrorKind) -> Option<Text> {
    let (zh, en) = match kind {
        ErrorKind::StorageFull => (
            "磁盘已满，原有的文件没有改动",
            "the disk is full; what was there is unchanged",
        ),
        ErrorKind::QuotaExceeded => (
            "磁盘配额已用完，原有的文件没有改动",
            "the disk quota is used up; what was there is unchanged",
        ),
        ErrorKind::ReadOnlyFilesystem => (
            "磁盘是只读的；用 `--out` 写到别处",
            "the disk is read-only; write elsewhere by `--out`",
        ),
        ErrorKind::PermissionDenied => (
            "没有写入权限；用 `--out` 写到别处",
            "permission denied; write elsewhere by `--out`",
        ),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => (
            "那里有同名的文件，不是文件夹",
            "a file of that name is in the way",
        ),
        ErrorKind::IsADirectory => ("那里有同名的文件夹", "a folder of that name is in the way"),
        _ => return None,
    };
    Some(Text::new(zh, en))
}
