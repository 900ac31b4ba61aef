//! What is odd about the county as a whole: empty schools, blank limits, schools nobody can reach.

use super::codes;
use super::schools::Schools;
use super::teachers::Teachers;
use crate::domain::assemble::NeedOverride;
use crate::domain::ids::SchoolIndex;
use crate::domain::school::School;
use crate::domain::words::{SchoolKind, Stage, Word};
use crate::finding::{Finding, Text};
use crate::read::codes::Code;
use crate::read::draft::DraftTable;
use std::collections::BTreeSet;

/// Schools without classes, told apart by whether they have teachers.
pub(super) fn empty_units(
    table: &DraftTable,
    schools: &Schools,
    teachers: &Teachers,
    needs: &[NeedOverride],
    findings: &mut Vec<Finding>,
) {
    let staffed: BTreeSet<(SchoolIndex, Option<Stage>)> = teachers
        .iter()
        .map(|(_, _, teacher)| (teacher.school, teacher.stage))
        .collect();
    let needed: BTreeSet<(SchoolIndex, Stage)> = needs
        .iter()
        .filter(|need| need.weekly_lessons > 0)
        .map(|need| (need.school, need.stage))
        .collect();
    for (index, row, school) in schools.iter() {
        for &stage in school.kind.stages() {
            let n_classes: u32 = stage.grades().map(|grade| school.classes[grade - 1]).sum();
            if n_classes > 0 || needed.contains(&(index, stage)) {
                continue;
            }
            let is_staffed = staffed.contains(&(index, Some(stage)));
            findings.push(empty_unit(table, row, school, stage, is_staffed));
        }
    }
}

fn empty_unit(
    table: &DraftTable,
    row: usize,
    school: &School,
    stage: Stage,
    is_staffed: bool,
) -> Finding {
    let (name, zh, en) = (&school.name, stage.chinese()[0], stage.code());
    let column = match stage {
        Stage::Primary => "classes_g1",
        Stage::Junior => "classes_g7",
    };
    let (code, message) = if is_staffed {
        (
            &codes::TEACHERS_WITHOUT_CLASSES,
            Text::new(
                format!("`{name}` {zh}有教师，却没有班级"),
                format!("`{name}` has teachers but no classes at stage `{en}`"),
            ),
        )
    } else {
        (
            &codes::SCHOOL_WITHOUT_CLASSES,
            Text::new(
                format!("`{name}` {zh}没有班级"),
                format!("`{name}` has no classes at stage `{en}`"),
            ),
        )
    };
    code.at(
        table.place(Some(row), Some(column)),
        Some(school.id.clone()),
        message,
        Text::new(
            "没有班级就没有需求；核对各年级班数",
            "without classes there is no need; check the classes by grade",
        ),
    )
}

/// Blank cells of a column that a rule in force relies on: one remark a school, or one for all if none has it.
pub(super) fn blanks(
    table: &DraftTable,
    schools: &Schools,
    (column, code): (&str, &Code),
    is_blank: impl Fn(&School) -> bool,
    why: &Text,
    findings: &mut Vec<Finding>,
) {
    let counted: Vec<_> = schools
        .iter()
        .filter(|(_, _, school)| school.kind != SchoolKind::Special)
        .collect();
    let blank = counted.iter().filter(|(_, _, school)| is_blank(school));
    let n_blank = blank.clone().count();
    let header = table.header(column);
    let hint = Text::new(
        format!("需要的话填上 `{}`", header.zh),
        format!("fill in `{}` if it matters", header.en),
    );
    let mut note = |row, value, zh: String, en: String| {
        let message = Text::new(
            format!("{zh}没有填 `{}`：{}", header.zh, why.zh),
            format!("{en} has no `{}`: {}", header.en, why.en),
        );
        findings.push(code.at(table.place(row, Some(column)), value, message, hint.clone()));
    };
    if n_blank > 1 && n_blank == counted.len() {
        let (zh, en) = (
            format!("{n_blank} 所学校都"),
            format!("each of {n_blank} schools"),
        );
        note(None, None, zh, en);
        return;
    }
    for (_, row, school) in blank {
        let name = format!("`{}`", school.name);
        note(
            Some(*row),
            Some(school.id.clone()),
            format!("{name} "),
            name,
        );
    }
}
