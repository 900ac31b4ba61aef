//! The letter to one teacher: where, from when, why, by which rules; nothing in it is about another teacher.

use super::closing::{by_rules, footer, objection, objection_to_visits, signatures};
use super::paper::{Paper, Part};
use super::reasons;
use crate::domain::ids::TeacherIndex;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Tier};
use crate::report::plan_json::{ItinerantRow, RotationRow};
use crate::report::source::Source;
use crate::report::words;
use crate::rules::{
    backbone_share, circle, direction, intake, itinerant, rotation_share, source_protection,
    travel_cap,
};

/// Rules that a posting is made under, and those of lessons at a second school.
const OF_ROTATION: [&str; 7] = [
    rotation_share::CODE,
    backbone_share::CODE,
    direction::CODE,
    circle::CODE,
    travel_cap::CODE,
    source_protection::CODE,
    intake::CODE,
];
const OF_VISITS: [&str; 1] = [itinerant::CODE];

/// The letter to a teacher; `None` where the plan neither posts him nor sends him to a second school.
pub fn letter(source: &Source<'_>, teacher: TeacherIndex) -> Option<Paper> {
    let id = &source.instance.teacher(teacher).id;
    let posting = source
        .file
        .rotations
        .iter()
        .find(|row| row.teacher_id == *id);
    let visits: Vec<_> = source
        .file
        .itinerant
        .iter()
        .filter(|row| row.teacher_id == *id)
        .collect();
    let from = posting
        .map(|row| &row.from)
        .or_else(|| visits.first().map(|row| &row.from))?;
    let plan = source.file.plan(source.instance).ok()?;
    let mut parts = Vec::new();
    if let Some(row) = posting {
        parts.extend(of_posting(source, &plan, row));
    }
    if !visits.is_empty() {
        parts.extend(of_visits(source, &plan, &visits));
    }
    let codes: &[&str] = if posting.is_some() {
        &OF_ROTATION
    } else {
        &OF_VISITS
    };
    parts.extend(by_rules(source, codes));
    parts.push(Part::Text(match posting {
        Some(_) => objection(source, from),
        None => objection_to_visits(source, from),
    }));
    let title = match posting {
        Some(_) => source.t("教师交流轮岗通知书", "Letter of rotation"),
        None => source.t("教师走教通知书", "Letter of lessons at a second school"),
    };
    Some(Paper {
        title: title.to_owned(),
        mark: words::relaxed(source.file).map(|mark| source.text(&mark)),
        address: address(source, id),
        parts,
        signatures: signatures(source, from),
        footer: footer(source),
    })
}

fn address(source: &Source<'_>, id: &str) -> String {
    let name = source.teacher(id);
    if name == id {
        return source.said(format!("工号 {id} 老师："), format!("To teacher {id}:"));
    }
    source.said(
        format!("{name}老师（工号 {id}）："),
        format!("To {name} ({id}):"),
    )
}

/// A school's name with what it is.
fn with_tier(source: &Source<'_>, id: &str) -> String {
    let name = source.school(id);
    let tier = source
        .instance
        .school_by_id(id)
        .map(|school| source.instance.school(school).tier);
    let tier = tier.map_or("", |tier: Tier| words::of(tier, source.lang));
    source.said(format!("{name}（{tier}）"), format!("{name} ({tier})"))
}

fn of_posting(source: &Source<'_>, plan: &Plan, row: &RotationRow) -> Vec<Part> {
    let (heading, year) = (
        words::heading(source.file, source.lang),
        source.file.scenario.year,
    );
    let (term, to) = (term(source, row), source.school(&row.to));
    let intro = source.said(
        format!(
            "根据《{heading}》，拟安排您自 {year} 年 9 月 1 日起到{to}交流任教{term}。方案按统一规则测算，每个数字都经过复核。"
        ),
        format!(
            "Under the plan “{heading}” it is proposed that you serve at {to} from 1 September {year}{term}. The plan is reckoned by the same rules for all, and every figure has been recounted."
        ),
    );
    let fact = |zh, en, value: String| (source.t(zh, en).to_owned(), value);
    let facts = vec![
        fact("现任教学校", "your school", with_tier(source, &row.from)),
        fact("交流学校", "new school", with_tier(source, &row.to)),
        fact("学段和学科", "stage and subject", posted_for(source, row)),
        fact("单程路程", "one way", minutes(source, row.minutes)),
        fact(
            "交通食宿和补助（测算）",
            "travel, board and allowance, as reckoned",
            yuan(source, row.yuan.0),
        ),
    ];
    vec![
        Part::Text(intro),
        Part::Facts(facts),
        Part::Heading(source.t("为什么是您", "Why you").to_owned()),
        Part::List(reasons::of_rotation(source, plan, row)),
    ]
}

/// Until when; nothing for one who goes to the school he belongs to.
fn term(source: &Source<'_>, row: &RotationRow) -> String {
    let instance = source.instance;
    let teacher = instance
        .teacher_by_id(&row.teacher_id)
        .map(|teacher| instance.teacher(teacher));
    let home = teacher.map(|teacher| teacher.home_school.unwrap_or(teacher.school));
    if home == instance.school_by_id(&row.to) {
        return String::new();
    }
    let Some(end) = instance.term_end() else {
        return source
            .t("，人事关系随之转移", "; your post moves with you")
            .to_owned();
    };
    let (years, end) = (instance.settings.carry.term_years, end.year());
    source.said(
        format!("，为期 {years} 年，至 {end} 年 8 月期满返回"),
        format!(
            " for {years} school year{}, until August {end}",
            if years == 1 { "" } else { "s" }
        ),
    )
}

/// Stage and subject; a second subject is said to be one.
fn posted_for(source: &Source<'_>, row: &RotationRow) -> String {
    let (stage, subject) = (
        source.word::<Stage>(&row.stage),
        source.subject(&row.subject),
    );
    let main = source
        .instance
        .teacher_by_id(&row.teacher_id)
        .map(|teacher| source.instance.teacher(teacher).subject);
    let is_second = main.is_some_and(|main| words::of(main, source.lang) != subject);
    let second = if is_second {
        source.t("（您的兼教学科）", " (your second subject)")
    } else {
        ""
    };
    source.said(
        format!("{stage}{subject}{second}"),
        format!("{stage}, {subject}{second}"),
    )
}

fn minutes(source: &Source<'_>, minutes: u32) -> String {
    source.said(
        format!("约 {minutes} 分钟"),
        format!("about {minutes} minutes"),
    )
}

fn yuan(source: &Source<'_>, yuan: f64) -> String {
    let yuan = words::grouped(yuan);
    source.said(format!("每年 {yuan} 元"), format!("{yuan} yuan a year"))
}

fn of_visits(source: &Source<'_>, plan: &Plan, visits: &[&ItinerantRow]) -> Vec<Part> {
    let year = source.file.scenario.year;
    let heading = words::heading(source.file, source.lang);
    let intro = source.said(
        format!("根据《{heading}》，拟请您自 {year} 年 9 月 1 日起在本校之外，每周到下列学校走教。人事关系和其余课时不变。"),
        format!("Under the plan “{heading}” you are asked to give these lessons a week beside your own school from 1 September {year}. Your post and your other lessons stay where they are."),
    );
    let heads = source.heads(&[
        ("走教学校", "second school"),
        ("学段", "stage"),
        ("学科", "subject"),
        ("节/周", "lessons a week"),
        ("单程分钟", "minutes one way"),
        ("补助（元/年）", "yuan a year"),
    ]);
    let rows = visits.iter().map(|row| {
        vec![
            source.school(&row.to).to_owned(),
            source.word::<Stage>(&row.stage),
            source.subject(&row.subject),
            row.lessons.to_string(),
            row.minutes.to_string(),
            words::grouped(row.yuan.0),
        ]
    });
    let mut why: Vec<String> = Vec::new();
    for said in visits
        .iter()
        .flat_map(|row| reasons::of_visit(source, plan, row))
    {
        if !why.contains(&said) {
            why.push(said);
        }
    }
    vec![
        Part::Text(intro),
        Part::Table {
            heads: heads.into_iter().map(str::to_owned).collect(),
            rows: rows.collect(),
        },
        Part::Heading(source.t("理由", "Reasons").to_owned()),
        Part::List(why),
    ]
}
