//! Schools that contradict themselves, and what is odd about their classes, pupils and names.

use super::{CLASSES, PUPILS, Schools};
use crate::check::codes;
use crate::check::row::RowReader;
use crate::domain::school::School;
use crate::domain::words::{SchoolKind, Stage, Word};
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;
use std::collections::BTreeMap;

/// Pupils of a class; beyond, classes or pupils are odd.
const MOST_IN_CLASS: u32 = 100;

/// Classes and pupils of a stage that the school has not.
pub(super) fn stages(reader: &mut RowReader<'_>, school: &School) {
    // A special school is outside need and moves: its classes stand in whatever grades.
    if school.kind == SchoolKind::Special {
        return;
    }
    for (&stage, pupils) in Stage::all().iter().zip(PUPILS) {
        if school.kind.stages().contains(&stage) {
            continue;
        }
        let grades = stage.grades().filter(|grade| school.classes[grade - 1] > 0);
        let columns = grades.map(|grade| CLASSES[grade - 1]);
        let pupils = (school.pupils(stage) > 0).then_some(pupils);
        for column in columns.chain(pupils) {
            let (kind, stage) = (school.kind, stage);
            reader.find(
                &codes::STAGE_MISMATCH,
                column,
                Text::new(
                    format!(
                        "学段是{}，却填了{}的数",
                        kind.chinese()[0],
                        stage.chinese()[0]
                    ),
                    format!(
                        "a school of stage `{}` has no `{}` classes or pupils",
                        kind.code(),
                        stage.code()
                    ),
                ),
                Text::new(
                    "改正学段，或清空这一格",
                    "correct the stage or clear the cell",
                ),
            );
        }
    }
}

/// Classes of no one, and far too full ones; pupils without classes are told elsewhere.
pub(super) fn class_sizes(reader: &mut RowReader<'_>, school: &School) {
    for (stage, column) in Stage::all().iter().zip(PUPILS) {
        let pupils = school.pupils(*stage);
        let classes: u32 = stage.grades().map(|grade| school.classes[grade - 1]).sum();
        let is_full = pupils > classes * MOST_IN_CLASS;
        let is_empty = pupils == 0 && !reader.is_blank(column);
        if classes == 0 || school.kind == SchoolKind::Special || !(is_full || is_empty) {
            continue;
        }
        reader.find(
            &codes::CLASS_SIZE_ODD,
            column,
            Text::new(
                format!("{classes} 个班有 {pupils} 名学生"),
                format!("{classes} classes have {pupils} pupils"),
            ),
            Text::new(
                "核对班数和在校生数；没有学生的不进入均衡测算",
                "check both numbers; without pupils a stage is left out of the balance test",
            ),
        );
    }
}

/// Grades without a number beside grades that have classes: 0, or forgotten.
///
/// A teaching point that ends with grade 3, or a school that has just opened, leaves several cells blank at an end: only a
/// gap, or the one blank cell of a stage, looks like a slip.
pub(super) fn blank_classes(reader: &mut RowReader<'_>, school: &School) {
    if school.kind == SchoolKind::Special {
        return;
    }
    for stage in school.kind.stages() {
        let grades: Vec<usize> = stage.grades().collect();
        let has = |grade: &usize| school.classes[grade - 1] > 0;
        let is_blank = |grade: &usize| reader.is_blank(CLASSES[grade - 1]);
        let is_only = grades.iter().filter(|grade| is_blank(grade)).count() == 1;
        let is_slip = |i: usize| {
            let (before, after) = (grades[..i].iter().any(has), grades[i..].iter().any(has));
            (before && after) || (is_only && (before || after))
        };
        // A grade taught together with another has no classes of its own.
        let is_apart = |grade: usize| school.multigrade.iter().all(|set| !set.contains(&grade));
        let slips: Vec<usize> = (0..grades.len())
            .filter(|&i| is_blank(&grades[i]) && is_slip(i) && is_apart(grades[i]))
            .map(|i| grades[i])
            .collect();
        for column in slips.into_iter().map(|grade| CLASSES[grade - 1]) {
            blank_class(reader, column);
        }
    }
}

fn blank_class(reader: &mut RowReader<'_>, column: &str) {
    // A file may lack the column of a grade that none of its schools has.
    if !reader.has_column(column) {
        return;
    }
    reader.find(
        &codes::CLASSES_BLANK,
        column,
        Text::new(
            "这个年级的班数空白，按 0 个班算，而同学段的其他年级有班",
            "blank counts as 0 classes, while other grades of the stage have some",
        ),
        Text::new(
            "填上班数；确实没有班就填 0",
            "write the number of classes, or 0 if there are none",
        ),
    );
}

pub(super) fn duplicate_names(table: &DraftTable, schools: &Schools, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows: Vec<_> = schools
        .iter()
        .map(|(_, row, school)| (row, school))
        .collect();
    rows.sort_by_key(|(row, _)| *row);
    for (row, school) in rows {
        if let Some(earlier) = first.get(school.name.as_str()) {
            findings.push(codes::NAME_DUPLICATE.at(
                table.place(Some(row), Some("name")),
                Some(school.name.clone()),
                Text::new(
                    format!("与第 {earlier} 行的学校同名"),
                    format!("the school in row {earlier} has the same name"),
                ),
                Text::new("确认不是同一所学校", "make sure that it is another school"),
            ));
        } else {
            first.insert(&school.name, row);
        }
    }
}
