//! The sheet 分校页: one printed page for each school, with who leaves, who comes and what its subjects look like.

use super::{Block, Cell, Sheet, Source, count, text};
use crate::domain::ids::SchoolIndex;
use crate::domain::words::{Stage, Subject};
use crate::finding::Lang;
use crate::report::at_school::AtSchool;
use crate::report::figures::school_name;
use crate::report::plan_json::{ItinerantRow, RotationRow};
use crate::report::supply::Line;
use crate::report::words;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let schools = (0..source.instance.schools.len()).map(SchoolIndex);
    let blocks = schools.flat_map(|school| {
        let part = AtSchool::new(source.instance, source.file, school);
        [people(source, school, &part), subjects(source, &part)]
    });
    let filled = blocks.filter(|block| block.new_page || !block.rows.is_empty());
    Sheet::page(source.t("分校页", "schools"), filled.collect())
}

fn title(source: &Source<'_>, school: SchoolIndex, part: &AtSchool<'_>) -> String {
    let of = source.instance.school(school);
    let tier = words::of(of.tier, source.lang);
    let (name, id, staff, after) = (&of.name, &of.id, part.staff, part.staff_after());
    match source.lang {
        Lang::Zh => format!("{name}（{id}，{tier}）：教职工 {staff} → {after} 人"),
        Lang::En => format!("{name} ({id}, {tier}): staff {staff} → {after}"),
    }
}

/// Everyone who leaves, comes, teaches at two schools or is brought in.
fn people(source: &Source<'_>, school: SchoolIndex, part: &AtSchool<'_>) -> Block {
    let mut rows = Vec::new();
    let moves = [
        (source.t("调出", "leaves"), &part.leavers),
        (source.t("调入", "comes"), &part.arrivals),
    ];
    for (what, list) in moves {
        rows.extend(list.iter().map(|row| moved(source, what, row)));
    }
    let visits = [
        (source.t("去走教", "visits"), &part.sent),
        (source.t("来走教", "is visited by"), &part.visitors),
    ];
    for (what, list) in visits {
        rows.extend(list.iter().map(|row| visit(source, what, row)));
    }
    rows.extend(part.supply.iter().map(|line| brought(source, line)));
    let heads = source.heads(&[
        ("事项", "what"),
        ("工号", "teacher_id"),
        ("姓名", "name"),
        ("学段", "stage"),
        ("学科", "subject"),
        ("从", "from"),
        ("到", "to"),
        ("节/周", "lessons a week"),
        ("单程分钟", "minutes one way"),
    ]);
    Block::new(heads, rows)
        .titled(title(source, school, part))
        .on_new_page()
}

fn name(source: &Source<'_>, id: &str) -> Cell {
    let teacher = source.instance.teacher_by_id(id);
    text(teacher.map_or("", |teacher| &source.instance.teacher(teacher).name))
}

fn moved(source: &Source<'_>, what: &str, row: &RotationRow) -> Vec<Cell> {
    vec![
        text(what),
        text(&row.teacher_id),
        name(source, &row.teacher_id),
        text(words::word::<Stage>(&row.stage, source.lang)),
        text(words::word::<Subject>(&row.subject, source.lang)),
        text(school_name(source.instance, &row.from)),
        text(school_name(source.instance, &row.to)),
        text(""),
        count(row.minutes),
    ]
}

fn visit(source: &Source<'_>, what: &str, row: &ItinerantRow) -> Vec<Cell> {
    vec![
        text(what),
        text(&row.teacher_id),
        name(source, &row.teacher_id),
        text(words::word::<Stage>(&row.stage, source.lang)),
        text(words::word::<Subject>(&row.subject, source.lang)),
        text(school_name(source.instance, &row.from)),
        text(school_name(source.instance, &row.to)),
        count(row.lessons),
        count(row.minutes),
    ]
}

fn brought(source: &Source<'_>, line: &Line<'_>) -> Vec<Cell> {
    let who = match line.people {
        n if line.from.is_empty() => source.said(format!("{n} 人"), format!("{n} people")),
        _ => line.from.clone(),
    };
    vec![
        text(words::rule(line.rule).get(source.lang)),
        text(""),
        text(who),
        text(words::word::<Stage>(line.stage, source.lang)),
        text(words::word::<Subject>(line.subject, source.lang)),
        text(school_name(source.instance, line.giver)),
        text(school_name(source.instance, line.school)),
        count(line.lessons),
        text(""),
    ]
}

/// The school's subjects: need, what nobody gives before and after, and by whom the rest is given.
fn subjects(source: &Source<'_>, part: &AtSchool<'_>) -> Block {
    let rows = part.coverage.iter().map(|row| {
        let by_others = row.need.saturating_sub(row.unfilled + row.by_specialists);
        vec![
            text(source.t("学科", "subject")),
            text(""),
            text(""),
            text(words::word::<Stage>(&row.stage, source.lang)),
            text(words::word::<Subject>(&row.subject, source.lang)),
            count(row.need),
            count(row.before),
            count(row.unfilled).alert_if(row.unfilled > 0),
            count(row.by_specialists),
            count(by_others),
        ]
    });
    let heads = source.heads(&[
        ("事项", "what"),
        ("", ""),
        ("", ""),
        ("学段", "stage"),
        ("学科", "subject"),
        ("需要（节/周）", "need a week"),
        ("现状缺课", "unfilled before"),
        ("方案后缺课", "unfilled after"),
        ("专任课时", "by specialists"),
        ("兼任课时", "by others"),
    ]);
    Block::new(heads, rows.collect())
}
