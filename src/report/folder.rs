//! A new folder with its files, whole or not at all.

use super::files::temporary;
use crate::finding::Text;
use std::io;
use std::path::{Path, PathBuf};

/// Why a folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The target holds something already.
    #[error("{0:?}")]
    Usage(Text),
    /// The file system refused.
    #[error("cannot write `{path}`: {cause}")]
    Io { path: PathBuf, cause: io::Error },
}

/// Writes some files into `dir`, which must not exist or be empty.
///
/// # Errors
/// `dir` is not empty, or the file system refuses; then nothing is left behind.
pub fn write_new(dir: &Path, files: &[(&str, &[u8])]) -> Result<(), WriteError> {
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let path = dir.display();
        return Err(WriteError::Usage(Text::new(
            format!("文件夹 `{path}` 不是空的"),
            format!("folder `{path}` is not empty"),
        )));
    }
    write_folder(dir, files).map_err(|cause| WriteError::Io {
        path: dir.to_owned(),
        cause,
    })
}

fn write_folder(dir: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lungang-");
    // A scenario is as open as any other folder.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let folder = builder.tempdir_in(parent)?;
    for (name, bytes) in files {
        persist(&folder.path().join(name), bytes)?;
    }
    if dir.is_dir() {
        std::fs::remove_dir(dir)?;
    }
    let made = folder.keep();
    std::fs::rename(&made, dir).inspect_err(|_| {
        // Best effort: the error that matters is the first one.
        let _ = std::fs::remove_dir_all(&made);
    })
}

/// Writes beside the target and renames, so that the target is whole at any time.
pub fn persist(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    temporary(parent, bytes)?.persist(file)?;
    Ok(())
}
