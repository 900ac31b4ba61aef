//! The lists of the workbook: who goes where, who teaches at two schools, what nobody teaches.

use super::{Block, Cell, Sheet, Source, count, text};
use crate::domain::words::{Backbone, Stage, Subject, Tier};
use crate::report::figures::school_name;
use crate::report::words;

/// Id, name and backbone level of a teacher; blank where the instance does not know him.
pub(super) fn person(source: &Source<'_>, id: &str) -> [Cell; 3] {
    let Some(teacher) = source.instance.teacher_by_id(id) else {
        return [text(id), text(""), text("")];
    };
    let teacher = source.instance.teacher(teacher);
    let backbone = match teacher.backbone {
        Backbone::None => "",
        level => words::of(level, source.lang),
    };
    [text(id), text(&teacher.name), text(backbone)]
}

/// Id and name of a school.
pub(super) fn school(source: &Source<'_>, id: &str) -> [Cell; 2] {
    [text(id), text(school_name(source.instance, id))]
}

pub(super) fn tier(source: &Source<'_>, id: &str) -> Cell {
    let school = source.instance.school_by_id(id);
    let tier = school.map(|school| source.instance.school(school).tier);
    text(tier.map_or("", |tier: Tier| words::of(tier, source.lang)))
}

const PERSON: [(&str, &str); 3] = [
    ("工号", "teacher_id"),
    ("姓名", "name"),
    ("骨干级别", "backbone"),
];
const FROM_TO: [(&str, &str); 8] = [
    ("调出学校代码", "from"),
    ("调出学校", "from school"),
    ("调出校城乡", "from tier"),
    ("调入学校代码", "to"),
    ("调入学校", "to school"),
    ("调入校城乡", "to tier"),
    ("学段", "stage"),
    ("任教学科", "subject"),
];
const VISIT: [(&str, &str); 8] = [
    ("本校代码", "home"),
    ("本校", "home school"),
    ("本校城乡", "home tier"),
    ("走教学校代码", "second"),
    ("走教学校", "second school"),
    ("走教校城乡", "second tier"),
    ("学段", "stage"),
    ("任教学科", "subject"),
];
const PRICE: [(&str, &str); 2] = [("单程分钟", "minutes one way"), ("元/年", "yuan a year")];

pub(super) fn rotations(source: &Source<'_>) -> Sheet {
    let from_home = source
        .file
        .rotations
        .iter()
        .any(|row| row.minutes_from.is_some());
    let rows = source.file.rotations.iter().map(|row| {
        let mut cells: Vec<Cell> = person(source, &row.teacher_id).into();
        for id in [&row.from, &row.to] {
            cells.extend(school(source, id));
            cells.push(tier(source, id));
        }
        cells.push(text(words::word::<Stage>(&row.stage, source.lang)));
        cells.push(text(words::word::<Subject>(&row.subject, source.lang)));
        cells.push(count(row.minutes));
        cells.push(count(row.yuan.0));
        if from_home {
            cells.push(text(words::minutes_from(row).get(source.lang)));
        }
        cells
    });
    let mut heads = source.heads(&[&PERSON[..], &FROM_TO, &PRICE].concat());
    if from_home {
        heads.push(source.t("路程起点", "minutes from"));
    }
    let block = Block::new(heads, rows.collect());
    Sheet::list(source.t("轮岗名册", "rotations"), 2, block)
}

pub(super) fn itinerant(source: &Source<'_>) -> Sheet {
    let rows = source.file.itinerant.iter().map(|row| {
        let mut cells: Vec<Cell> = person(source, &row.teacher_id).into();
        for id in [&row.from, &row.to] {
            cells.extend(school(source, id));
            cells.push(tier(source, id));
        }
        cells.push(text(words::word::<Stage>(&row.stage, source.lang)));
        cells.push(text(words::word::<Subject>(&row.subject, source.lang)));
        cells.push(count(row.lessons));
        cells.push(count(row.minutes));
        cells.push(count(row.yuan.0));
        cells
    });
    let lessons = [("每周课时", "lessons a week")];
    let heads = source.heads(&[&PERSON[..], &VISIT, &lessons, &PRICE].concat());
    let block = Block::new(heads, rows.collect());
    Sheet::list(source.t("走教安排", "itinerant"), 2, block)
}

pub(super) fn coverage(source: &Source<'_>) -> Sheet {
    let rows = source.file.coverage.iter().map(|row| {
        let mut cells: Vec<Cell> = school(source, &row.school_id).into();
        cells.push(tier(source, &row.school_id));
        cells.push(text(words::word::<Stage>(&row.stage, source.lang)));
        cells.push(text(words::word::<Subject>(&row.subject, source.lang)));
        let by_others = row.need.saturating_sub(row.unfilled + row.by_specialists);
        cells.extend([row.need, row.before].map(count));
        cells.push(count(row.unfilled).alert_if(row.unfilled > 0));
        cells.push(count(f64::from(row.before) - f64::from(row.unfilled)));
        cells.extend([row.by_specialists, by_others].map(count));
        cells
    });
    let heads = source.heads(&[
        ("学校代码", "school_id"),
        ("学校", "school"),
        ("城乡类型", "tier"),
        ("学段", "stage"),
        ("学科", "subject"),
        ("需要课时", "need"),
        ("现状缺课", "unfilled before"),
        ("方案后缺课", "unfilled after"),
        ("补上", "closed"),
        ("专任课时", "by specialists"),
        ("兼任课时", "by others"),
    ]);
    let block = Block::new(heads, rows.collect());
    Sheet::list(source.t("缺口对照", "coverage"), 2, block)
}
