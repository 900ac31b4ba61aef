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
        ready.push((temporary(folder, content)?, folder.join(name)));
    }
    let _turn = turn(folder);
    let formers: Vec<_> = ready
        .iter()
        .map(|(_, target)| second_name(folder, target))
        .collect::<io::Result<_>>()?;
    let mut done = Vec::new();
    for ((new, target), former) in ready.into_iter().zip(formers) {
        if let Err(error) = new.persist(&target) {
            restore(done);
            return Err(error.error);
        }
        done.push((target, former));
    }
    sync_folder(folder);
    Ok(())
}

/// Held while files are renamed, so that two runs into one folder never mix theirs; where a folder cannot be locked,
/// the plan matters more.
fn turn(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    handle.lock().ok()?;
    Some(handle)
}

/// Whether files can be made in a folder, or where it would be made. Leaves nothing behind.
pub fn probe(folder: &Path) -> io::Result<()> {
    let there = folder.ancestors().find(|path| path.exists());
    // Of a relative path nothing may be there yet: then it is made here.
    let there = there.unwrap_or(Path::new("."));
    if !there.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    NamedTempFile::with_prefix_in(".lungang-", there).map(drop)
}

/// Written in full beside its place, not yet renamed; as open as a plain new file, since others of the bureau are to read it.
pub fn temporary(folder: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lungang-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A second name for the former file, so that it can come back; `None` where there is none.
fn second_name(folder: &Path, target: &Path) -> io::Result<Option<TempPath>> {
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !target.exists() {
        return Ok(None);
    }
    let free = NamedTempFile::with_prefix_in(".lungang-", folder)?.into_temp_path();
    std::fs::remove_file(&free)?;
    // A memory stick knows no second names.
    if std::fs::hard_link(target, &free).is_err() {
        std::fs::copy(target, &free)?;
    }
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
    fn a_folder_is_tried_before_it_is_needed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        std::fs::write(path.join("f"), b"").expect("written");
        assert!(probe(path).is_ok() && probe(&path.join("a/b")).is_ok());
        for blocked in ["f", "f/a"] {
            let error = probe(&path.join(blocked)).expect_err(blocked);
            assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
        }
        let left: Vec<_> = std::fs::read_dir(path).expect("read").collect();
        assert_eq!(left.len(), 1, "nothing is left behind");
    }

    /// Each run's files carry its number: whoever comes last, all are of one run.
    #[test]
    fn two_runs_into_one_folder_never_mix() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let names = ["a", "b", "c", "d"];
        std::thread::scope(|scope| {
            for run in 0..8_u8 {
                let write = move || {
                    for _ in 0..5 {
                        let content = [run];
                        let files = names.map(|name| (name, content.as_slice()));
                        write_all(path, &files).expect("written");
                    }
                };
                scope.spawn(write);
            }
        });
        let runs = names.map(|name| std::fs::read(path.join(name)).expect("read"));
        assert!(runs.iter().all(|run| *run == runs[0]), "{runs:?}");
        let left: Vec<_> = std::fs::read_dir(path).expect("read").collect();
        assert_eq!(left.len(), names.len(), "no temporary file stays behind");
    }

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
