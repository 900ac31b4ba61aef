//! Writes a generated county as a scenario folder, whole or not at all.

use crate::domain::assemble::Parts;
use crate::domain::records::Retiree;
use crate::domain::school::School;
use crate::domain::teacher::Teacher;
use crate::finding::Text;
use crate::read::columns::Table;
use crate::report::cells::{retiree_cell, school_cell, table, teacher_cell};
use crate::report::folder::{self, WriteError, persist};
use std::io;
use std::path::Path;

/// Writes scenario.toml, README.md and the tables into `dir`, which must not exist or be empty.
///
/// `command` is the command line that makes the same county again; it is noted in the files. The settings of `parts`
/// are not written: they are those of the shipped defaults.
///
/// # Errors
/// `dir` is not empty, or the file system refuses; then nothing is left behind.
pub fn write(parts: &Parts, dir: &Path, command: &str) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io {
        path: dir.to_owned(),
        cause,
    };
    let tables = tables(parts).map_err(failed)?;
    let scenario = scenario_toml(parts, command);
    let readme = readme(parts, command);
    let mut files = vec![
        ("scenario.toml", scenario.as_bytes()),
        ("README.md", readme.as_bytes()),
    ];
    files.extend(tables.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
    folder::write_new(dir, &files)
}

/// Writes the tables alone into `dir`, which has a scenario.toml of its own.
///
/// # Errors
/// A table is there already, or the file system refuses.
pub fn write_tables(parts: &Parts, dir: &Path) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io {
        path: dir.to_owned(),
        cause,
    };
    let tables = tables(parts).map_err(failed)?;
    if let Some((name, _)) = tables.iter().find(|(name, _)| dir.join(name).exists()) {
        let path = dir.join(name);
        return Err(WriteError::Usage(Text::new(
            format!("`{}` 已经存在，不会改写", path.display()),
            format!("`{}` is there already and is left alone", path.display()),
        )));
    }
    for (name, bytes) in &tables {
        persist(&dir.join(name), bytes).map_err(failed)?;
    }
    Ok(())
}

/// Name and content of each table; retirees only where there are any.
fn tables(parts: &Parts) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let schools = &parts.schools;
    let mut tables = vec![
        ("schools.csv", schools_csv(schools)?),
        ("teachers.csv", teachers_csv(&parts.teachers, schools)?),
    ];
    if !parts.retirees.is_empty() {
        let cell = |row: &Retiree, column: &str| retiree_cell(row, schools, column);
        tables.push((
            "retirees.csv",
            table(Table::Retirees, &parts.retirees, cell)?,
        ));
    }
    Ok(tables)
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
