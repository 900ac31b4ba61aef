//! The files of next year's folder.

use super::{NextYear, Written};
use super::{rows, workbook};
use crate::domain::instance::Instance;
use crate::domain::need::of_unit;
use crate::domain::records::PastRotation;
use crate::domain::records::Retiree;
use crate::domain::words::Subject;
use crate::finding::Lang;
use crate::read::columns::Table;
use crate::report::cells::{retiree_cell, school_cell, table, teacher_cell};
use std::io;
use toml::Value;

/// Name and content of each file: a CSV a table, or a workbook of them all.
pub(super) fn files(
    instance: &Instance,
    next: &NextYear,
    written: &Written<'_>,
) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![
        (
            "scenario.toml".to_owned(),
            scenario(next, written).into_bytes(),
        ),
        ("README.md".to_owned(), readme(instance, next).into_bytes()),
    ];
    let tables = tables(instance, next)?;
    match written.workbook {
        Some(name) => {
            let bytes = workbook::bytes(next.year, &tables, written.lang);
            files.push((name.to_owned(), bytes.map_err(io::Error::other)?));
        }
        None => files.extend(
            tables
                .into_iter()
                .map(|(table, rows)| (format!("{}.csv", table.name()), rows)),
        ),
    }
    Ok(files)
}

/// The tables as CSV; those without rows are left out.
fn tables(instance: &Instance, next: &NextYear) -> io::Result<Vec<(Table, Vec<u8>)>> {
    let (schools, teachers) = (&instance.schools, &next.teachers);
    let mut tables = vec![
        (
            Table::Schools,
            table(Table::Schools, schools, |row, column| {
                school_cell(row, schools, column)
            })?,
        ),
        (
            Table::Teachers,
            table(Table::Teachers, teachers, |row, column| {
                teacher_cell(row, teachers, schools, column)
            })?,
        ),
    ];
    let needs = needs(instance);
    if !needs.is_empty() {
        let cell = |row: &rows::Need, column: &str| rows::need_cell(row, column);
        tables.push((Table::Needs, table(Table::Needs, &needs, cell)?));
    }
    if let Some(roads) = instance.roads.as_ref().filter(|roads| !roads.is_empty()) {
        tables.push((Table::Roads, table(Table::Roads, roads, rows::road_cell)?));
    }
    if !instance.retirees.is_empty() {
        let cell = |row: &Retiree, column: &str| retiree_cell(row, schools, column);
        tables.push((
            Table::Retirees,
            table(Table::Retirees, &instance.retirees, cell)?,
        ));
    }
    if !next.history.is_empty() {
        let cell =
            |row: &PastRotation, column: &str| rows::history_cell(row, teachers, schools, column);
        tables.push((Table::History, table(Table::History, &next.history, cell)?));
    }
    Ok(tables)
}

/// Needs that are not what classes and curriculum make them.
fn needs(instance: &Instance) -> Vec<rows::Need> {
    let mut needs = Vec::new();
    for unit in &instance.units {
        let school = instance.school(unit.school);
        let usual = of_unit(school, unit.stage, &instance.settings.curriculum);
        for subject in Subject::taught() {
            let lessons = unit.need[subject.index()];
            if lessons != usual[subject.index()] {
                needs.push(rows::Need {
                    school: school.id.clone(),
                    stage: unit.stage,
                    subject,
                    lessons,
                });
            }
        }
    }
    needs
}

/// The same keys, a year later.
fn scenario(next: &NextYear, written: &Written<'_>) -> String {
    let mut keys = written.keys.clone();
    if let Some(name) = written.workbook {
        keys.insert("data".to_owned(), Value::from(name));
    }
    let (year, former) = (next.year, next.year - 1);
    keys.insert("year".to_owned(), Value::Integer(i64::from(year)));
    if let Some(Value::String(name)) = keys.get_mut("name") {
        *name = name.replace(&former.to_string(), &year.to_string());
    }
    format!(
        "# 由 lungang carry 从 {former} 学年的方案结转。Carried over from the plan of {former} by lungang carry.\n\n{keys}"
    )
}

/// What became of the people the plan brought in; blank where it brought nobody.
pub(super) fn brought(next: &NextYear, lang: Lang) -> String {
    let (recruits, retrained, silver) = (&next.recruits, next.retrained.len(), &next.silver_age);
    let mut told = Vec::new();
    if let (Some(first), Some(last)) = (recruits.first(), recruits.last()) {
        let n = recruits.len();
        told.push(match lang {
            Lang::Zh => format!(
                "招聘 {n} 人已写入教师表（工号 {first} 至 {last}，试用期内）；姓名、性别、出生年月是占位，请按实际更正"
            ),
            Lang::En => format!(
                "{n} recruits are in the teachers table (ids {first} to {last}, on probation); name, sex and birth are placeholders: enter the true ones"
            ),
        });
    }
    if retrained > 0 {
        told.push(match lang {
            Lang::Zh => format!("转岗培训 {retrained} 人，主教学科已改为新学科"),
            Lang::En => {
                format!("{retrained} people trained for another subject have it as their main one")
            }
        });
    }
    if !silver.is_empty() {
        let n = silver.len();
        told.push(match lang {
            Lang::Zh => format!("银龄教师 {n} 人聘期一年已满，仍在退休教师表中，可再聘"),
            Lang::En => format!(
                "{n} retired teachers came for the year; they stand in the retirees table and may come again"
            ),
        });
    }
    match lang {
        Lang::Zh => told.join("；"),
        Lang::En => told.join("; "),
    }
}

fn readme(instance: &Instance, next: &NextYear) -> String {
    let (year, former) = (next.year, next.year - 1);
    let (retired, returned) = (next.retired.len(), next.returned.len());
    let brought = [brought(next, Lang::Zh), brought(next, Lang::En)];
    let brought = brought.map(|told| match told.is_empty() {
        true => told,
        false => format!("\n{told}\n"),
    });
    let brought = brought.concat();
    let rotated = next
        .history
        .iter()
        .filter(|row| row.since == instance.planning_date())
        .count();
    format!(
        "# {year}\n\n\
         由 `lungang carry` 从 {former} 学年的方案结转：{rotated} 人到新学校任教，{returned} 人期满返回，{retired} 人退休。\
         学生数、班级数、毕业班、免交流原因和反馈意见请按新学年更新。\n\n\
         Carried over from the plan of {former} by `lungang carry`: {rotated} people serve at a new school, {returned} came \
         back, {retired} retired. Pupils, classes, graduating grades, exemptions and verdicts are still those of {former}, \
         or left out: bring them up to date.\n{brought}"
    )
}
