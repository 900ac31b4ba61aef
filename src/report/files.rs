//! Several files into one folder, all or none: a crash or a full disk leaves the former ones whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// A file's name and its content.
pub type Content<'a> = (&'a str, &'a [u8]);

/// Writes every file beside its place first, in full and down to the disk, and only then renames all.
///
/// Should a rename fail half-way, those already renamed get their former content back.
pub fn write_all(folder: &Path, files: &[Content<'_>]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut ready = Vec::with_capacity(files.len());
    for (name, content) in files {
        let target = folder.join(name);
        ready.push((
            temporary(folder, content)?,
            second_name(folder, &target)?,
            target,
        ));
    }
    let mut done = Vec::new();
    for (new, former, target) in ready {
        if let Err(error) = new.persist(&target) {
            restore(done);
            return Err(error.error);
        }
        done.push((target, former));
    }
    sync_folder(folder);
    Ok(())
}

fn temporary(folder: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lungang-").suffix(".tmp");
    // What a plain new file gets, since others of the bureau are to read the plan.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A second name for the former file, so that it can come back; `None` where there is none.
fn second_name(folder: &Path, target: &Path) -> io::Result<Option<TempPath>> {
    if !target.exists() {
        return Ok(None);
    }
    let free = NamedTempFile::with_prefix_in(".lungang-", folder)?.into_temp_path();
    std::fs::remove_file(&free)?;
    std::fs::hard_link(target, &free)?;
    Ok(Some(free))
}

fn restore(done: Vec<(PathBuf, Option<TempPath>)>) {
    for (target, former) in done {
        let _nothing_more_can_be_done = match former {
            Some(former) => former.persist(&target).map_err(|error| error.error),
            None => std::fs::remove_file(&target),
        };
    }
}

/// Makes the renames themselves last; a file system that cannot do so is no failure.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _best_effort = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        write_all(path, &[("a", b"1"), ("b", b"1")]).expect("written");
        // `c` cannot be replaced: it is a folder.
        std::fs::create_dir(path.join("c")).expect("created");
        let failed = write_all(path, &[("a", b"2"), ("c", b"2"), ("b", b"2")]);
        assert!(failed.is_err());
        for name in ["a", "b"] {
            assert_eq!(std::fs::read(path.join(name)).ok(), Some(b"1".to_vec()));
        }
        let left: Vec<_> = std::fs::read_dir(path).expect("read").collect();
        assert_eq!(left.len(), 3, "no temporary file stays behind");
    }
}
