//! Writes a generated county as a scenario folder, whole or not at all.

use super::cells::{school_cell, teacher_cell};
use crate::domain::assemble::Parts;
use crate::domain::school::School;
use crate::domain::teacher::Teacher;
use crate::finding::Text;
use crate::read::columns::{Column, Table, columns};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a county was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The target holds something already.
    #[error("{0:?}")]
    Usage(Text),
    /// The file system refused.
    #[error("cannot write `{path}`: {cause}")]
    Io { path: PathBuf, cause: io::Error },
}

/// Writes scenario.toml, README.md, schools.csv and teachers.csv into `dir`, which must not exist or be empty.
///
/// `command` is the command line that makes the same county again; it is noted in the files. The settings of `parts`
/// are not written: they are those of the shipped defaults.
///
/// # Errors
/// `dir` is not empty, or the file system refuses; then nothing is left behind.
pub fn write(parts: &Parts, dir: &Path, command: &str) -> Result<(), WriteError> {
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let path = dir.display();
        return Err(WriteError::Usage(Text::new(
            format!("目录 `{path}` 不是空的"),
            format!("folder `{path}` is not empty"),
        )));
    }
    let failed = |cause| WriteError::Io {
        path: dir.to_owned(),
        cause,
    };
    write_folder(parts, dir, command).map_err(failed)
}

/// Writes a synthetic roster to one CSV file, replacing it whole.
///
/// # Errors
/// The file system refuses; then a former file is as it was.
pub fn write_roster(
    teachers: &[Teacher],
    schools: &[School],
    file: &Path,
) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io {
        path: file.to_owned(),
        cause,
    };
    persist(file, &teachers_csv(teachers, schools).map_err(failed)?).map_err(failed)
}

fn write_folder(parts: &Parts, dir: &Path, command: &str) -> io::Result<()> {
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent)?;
    let folder = tempfile::Builder::new()
        .prefix(".lungang-")
        .tempdir_in(parent)?;
    let files = [
        ("scenario.toml", scenario_toml(parts, command).into_bytes()),
        ("README.md", readme(parts, command).into_bytes()),
        ("schools.csv", schools_csv(&parts.schools)?),
        (
            "teachers.csv",
            teachers_csv(&parts.teachers, &parts.schools)?,
        ),
    ];
    for (name, bytes) in files {
        persist(&folder.path().join(name), &bytes)?;
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
fn persist(file: &Path, bytes: &[u8]) -> io::Result<()> {
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

/// UTF-8 with BOM, Chinese headers.
fn schools_csv(schools: &[School]) -> io::Result<Vec<u8>> {
    table(Table::Schools, schools, |school, column| {
        school_cell(school, schools, column)
    })
}

fn teachers_csv(teachers: &[Teacher], schools: &[School]) -> io::Result<Vec<u8>> {
    table(Table::Teachers, teachers, |teacher, column| {
        teacher_cell(teacher, teachers, schools, column)
    })
}

/// Columns that no row fills are left out.
fn table<T>(table: Table, rows: &[T], cell: impl Fn(&T, &str) -> String) -> io::Result<Vec<u8>> {
    let mut columns: Vec<&Column> = columns(table).iter().collect();
    columns.retain(|column| {
        column.required || rows.iter().any(|row| !cell(row, column.name).is_empty())
    });
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|column| column.header()))?;
    for row in rows {
        writer.write_record(columns.iter().map(|column| cell(row, column.name)))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

fn scenario_toml(parts: &Parts, command: &str) -> String {
    let name = toml::Value::String(parts.name.clone());
    format!(
        r#"# 合成数据：学校与教师均由程序生成，不对应任何真实的人和学校。
# Synthetic data: schools and teachers are made by a program and stand for no real ones.
# {command}

name = {name}
year = {year}

# 未写明的键取默认值（lungang defaults）。Missing keys take the defaults.

[rules.rotation_share]      # 交流比例：符合条件教师的 10%
min = "10%"

[rules.backbone_share]      # 骨干比例：交流教师的 20%
min = "20%"

[rules.source_protection]   # 不削弱派出学校

[rules.intake]              # 接收学校的承受力

[rules.travel_cap]          # 单程不超过 60 分钟
minutes = 60

[rules.direction]           # 城区到镇区到乡村

[rules.rural_backbone]      # 每所乡村学校有县级以上骨干教师

[rules.itinerant]           # 学区内走教
"#,
        year = parts.year,
    )
}

fn readme(parts: &Parts, command: &str) -> String {
    format!(
        "# {}\n\n合成数据：学校、教师、姓名均由程序生成。Synthetic: no school and no teacher here is real.\n\n    {command}\n",
        parts.name
    )
}
