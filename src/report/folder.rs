//! A new folder with its files, whole or not at all.

use crate::finding::Text;
use std::io::{self, Write};
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
            format!("目录 `{path}` 不是空的"),
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
    let folder = tempfile::Builder::new()
        .prefix(".lungang-")
        .tempdir_in(parent)?;
    for (name, bytes) in files {
        persist(&folder.path().join(name), bytes)?;
    }
    if dir.is_dir() {
        std::fs::remove_dir(dir)?;
    }
    let made = folder.keep();
    open_to_all(&made)?;
    std::fs::rename(&made, dir).inspect_err(|_| {
        // Best effort: the error that matters is the first one.
        let _ = std::fs::remove_dir_all(&made);
    })
}

/// A temporary folder is private; a scenario is as open as any other folder.
#[cfg(unix)]
fn open_to_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    for entry in std::fs::read_dir(path)? {
        std::fs::set_permissions(entry?.path(), std::fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_to_all(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes beside the target and renames, so that the target is whole at any time.
pub fn persist(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::NamedTempFile::new_in(parent)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(file)?;
    Ok(())
}
