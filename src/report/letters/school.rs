//! The notice to one school: who leaves and why, who comes and why, what its subjects look like; no other school's people.

use super::closing::{by_rules, footer};
use super::effect::Effect;
use super::paper::{Paper, Part};
use crate::domain::ids::SchoolIndex;
use crate::domain::plan::Plan;
use crate::domain::words::Stage;
use crate::report::at_school::AtSchool;
use crate::report::plan_json::{CoverageRow, ItinerantRow, RotationRow};
use crate::report::source::Source;
use crate::report::supply::{self, Line};
use crate::report::words;
use crate::rules::{intake, itinerant, rotation_share, rural_backbone, source_protection};

const RULES: [&str; 5] = [
    rotation_share::CODE,
    source_protection::CODE,
    intake::CODE,
    rural_backbone::CODE,
    itinerant::CODE,
];

/// Whose side a row is shown from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The other school is where they go.
    Out,
    /// The other school is where they come from.
    In,
}

/// The notice to a school, also to one that nobody leaves or comes to.
pub fn notice(source: &Source<'_>, school: SchoolIndex) -> Paper {
    let part = AtSchool::new(source.instance, source.file, school);
    let of = source.instance.school(school);
    let plan = source.file.plan(source.instance).ok();
    let plan = plan.as_ref();
    let mut parts = vec![Part::Text(intro(source, &part))];
    let moves = [
        (source.t("调出教师", "Who leaves"), &part.leavers, Side::Out),
        (source.t("调入教师", "Who comes"), &part.arrivals, Side::In),
    ];
    for (heading, rows, side) in moves {
        if !rows.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(moved(source, plan, rows, side));
        }
    }
    let visits = [
        (
            source.t("到他校走教", "Who also teaches elsewhere"),
            &part.sent,
            Side::Out,
        ),
        (
            source.t("来校走教", "Who also teaches here"),
            &part.visitors,
            Side::In,
        ),
    ];
    for (heading, rows, side) in visits {
        if !rows.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(visiting(source, plan, rows, side));
        }
    }
    if !part.supply.is_empty() {
        let heading = source.t("补充师资", "Who and what is brought in");
        parts.push(Part::Heading(heading.to_owned()));
        parts.push(brought(source, &part.supply));
    }
    parts.extend(subjects(source, &part.coverage));
    parts.extend(by_rules(source, &RULES));
    parts.push(Part::Text(reply(source)));
    Paper {
        title: source
            .t("学校交流轮岗通知", "Notice of rotation")
            .to_owned(),
        mark: words::relaxed(source.file).map(|mark| source.text(&mark)),
        address: source.said(
            format!("{}（{}）：", of.name, of.id),
            format!("To {} ({}):", of.name, of.id),
        ),
        parts,
        signatures: vec![
            source.t("校长签名", "Head of school").to_owned(),
            source.t("学校（盖章）", "School (seal)").to_owned(),
            source
                .t("教育局（盖章）", "Education bureau (seal)")
                .to_owned(),
        ],
        footer: footer(source),
    }
}

fn intro(source: &Source<'_>, part: &AtSchool<'_>) -> String {
    let (heading, year) = (
        words::heading(source.file, source.lang),
        source.file.scenario.year,
    );
    let (out, come, gap) = (part.leavers.len(), part.arrivals.len(), part.gap());
    let (staff, after) = (part.staff, part.staff_after());
    let (before, unfilled) = (gap.before, gap.after);
    source.said(
        format!(
            "根据《{heading}》，自 {year} 年 9 月 1 日起，拟从你校调出 {out} 人、调入 {come} 人，教职工由 {staff} 人变为 {after} 人；每周无人上的课由 {before} 节变为 {unfilled} 节。"
        ),
        format!(
            "Under the plan “{heading}”, from 1 September {year}, {out} of your people leave and {come} come; your staff goes from {staff} to {after}, lessons that nobody gives from {before} to {unfilled} a week."
        ),
    )
}

fn moved(source: &Source<'_>, plan: Option<&Plan>, rows: &[&RotationRow], side: Side) -> Part {
    let other = match side {
        Side::Out => ("到", "to"),
        Side::In => ("来自", "from"),
    };
    let row = |row: &&RotationRow| {
        let school = match side {
            Side::Out => &row.to,
            Side::In => &row.from,
        };
        let why = plan.and_then(|plan| Effect::of_rotation(source, plan, row));
        vec![
            source.teacher(&row.teacher_id).to_owned(),
            row.teacher_id.clone(),
            source.school(school).to_owned(),
            source.word::<Stage>(&row.stage),
            source.subject(&row.subject),
            row.minutes.to_string(),
            why.map(|why| why.in_short(source, &row.subject))
                .unwrap_or_default(),
        ]
    };
    let heads = source.heads(&[
        ("教师", "teacher"),
        ("工号", "teacher_id"),
        other,
        ("学段", "stage"),
        ("学科", "subject"),
        ("分钟", "minutes"),
        ("理由（无此人 → 有此人）", "why (without → with)"),
    ]);
    Part::Table {
        heads: heads.into_iter().map(str::to_owned).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn brought(source: &Source<'_>, lines: &[Line<'_>]) -> Part {
    let row = |line: &Line<'_>| {
        vec![
            words::rule(line.rule).get(source.lang).to_owned(),
            line.from.clone(),
            source.school(line.school).to_owned(),
            source.word::<Stage>(line.stage),
            source.subject(line.subject),
            line.people.to_string(),
            line.lessons.to_string(),
        ]
    };
    // Money is between the bureau and those it pays.
    let heads = supply::heads(source.lang);
    let (heads, _) = heads.split_at(heads.len() - 1);
    Part::Table {
        heads: heads.iter().map(|head| (*head).to_owned()).collect(),
        rows: lines.iter().map(row).collect(),
    }
}

fn visiting(source: &Source<'_>, plan: Option<&Plan>, rows: &[&ItinerantRow], side: Side) -> Part {
    let other = match side {
        Side::Out => ("到", "to"),
        Side::In => ("来自", "from"),
    };
    let row = |row: &&ItinerantRow| {
        let school = match side {
            Side::Out => &row.to,
            Side::In => &row.from,
        };
        let why = plan.and_then(|plan| Effect::of_visit(source, plan, row));
        vec![
            source.teacher(&row.teacher_id).to_owned(),
            row.teacher_id.clone(),
            source.school(school).to_owned(),
            source.word::<Stage>(&row.stage),
            source.subject(&row.subject),
            row.lessons.to_string(),
            row.minutes.to_string(),
            why.map(|why| why.in_short(source, &row.subject))
                .unwrap_or_default(),
        ]
    };
    let heads = source.heads(&[
        ("教师", "teacher"),
        ("工号", "teacher_id"),
        other,
        ("学段", "stage"),
        ("学科", "subject"),
        ("节/周", "lessons a week"),
        ("分钟", "minutes"),
        ("理由（无此人 → 有此人）", "why (without → with)"),
    ]);
    Part::Table {
        heads: heads.into_iter().map(str::to_owned).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

/// Subjects that lack lessons before or after.
fn subjects(source: &Source<'_>, rows: &[&CoverageRow]) -> Vec<Part> {
    let lacking = rows.iter().filter(|row| row.before + row.unfilled > 0);
    let rows: Vec<_> = lacking
        .map(|row| {
            let mut cells = vec![
                source.word::<Stage>(&row.stage),
                source.subject(&row.subject),
            ];
            cells.extend([row.need, row.before, row.unfilled].map(|n| n.to_string()));
            cells
        })
        .collect();
    let heading = source.t(
        "缺课学科（节/周）",
        "Subjects with lessons that nobody gives, a week",
    );
    if rows.is_empty() {
        let none = source.t("没有缺课的学科。", "No subject lacks lessons.");
        return vec![Part::Text(none.to_owned())];
    }
    let heads = source.heads(&[
        ("学段", "stage"),
        ("学科", "subject"),
        ("需要", "need"),
        ("现状", "before"),
        ("方案后", "after"),
    ]);
    vec![
        Part::Heading(heading.to_owned()),
        Part::Table {
            heads: heads.into_iter().map(str::to_owned).collect(),
            rows,
        },
    ]
}

fn reply(source: &Source<'_>) -> String {
    source
        .t(
            "请核对以上安排，征求教师本人意见，在所附反馈表中逐人填写“同意”或“不同意”和理由；对走教安排的意见请另附书面说明。于 ____ 月 ____ 日前报教育局。",
            "Please check what is proposed, hear the teachers, fill in the reply form (pin or forbid, with the reason) for each of them, write separately about itinerant lessons, and send both to the bureau by ____________.",
        )
        .to_owned()
}
