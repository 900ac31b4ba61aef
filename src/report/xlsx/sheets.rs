//! The sheets of the workbook: what stands in their columns and rows.

use super::{Cell, Sheet, count, text};
use crate::domain::instance::Instance;
use crate::domain::words::{Backbone, Stage, Subject};
use crate::finding::Lang;
use crate::report::figures::{Figures, school_name};
use crate::report::plan_json::PlanFile;
use crate::report::{summary, supply, words};
use crate::rules::Rules;

/// The Chinese or the English name.
pub(in crate::report) fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn columns(lang: Lang, columns: &[(&'static str, &'static str, f64)]) -> Vec<(&'static str, f64)> {
    columns
        .iter()
        .map(|&(zh, en, width)| (pick(lang, zh, en), width))
        .collect()
}

pub(super) fn overview(instance: &Instance, file: &PlanFile, lang: Lang) -> Sheet {
    let figures = Figures::new(instance, file);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |zh, en, value: Cell| rows.push(vec![text(pick(lang, zh, en)), value]);
    row("方案", "plan", text(&file.scenario.name));
    row("学年", "year", count(file.scenario.year));
    row("状态", "status", text(words::standing(file).get(lang)));
    let people = |n: usize| count(n as f64);
    row("教师总数", "teachers", people(figures.teachers));
    row("符合交流条件", "eligible", people(figures.eligible));
    row("交流人数", "rotated", people(figures.rotated));
    row(
        "其中县级以上骨干",
        "of them backbone teachers",
        people(figures.backbone),
    );
    row(
        "走教人数",
        "itinerant teachers",
        people(figures.itinerant_teachers),
    );
    row(
        "走教每周课时",
        "itinerant lessons a week",
        count(figures.itinerant_lessons),
    );
    row(
        "乡村体音美缺课（现状）",
        "rural PE, music, art unfilled before",
        count(figures.arts_rural.before),
    );
    row(
        "乡村体音美缺课（方案后）",
        "rural PE, music, art unfilled after",
        count(figures.arts_rural.after),
    );
    row(
        "全部缺课（现状）",
        "all lessons unfilled before",
        count(figures.all.before),
    );
    row(
        "全部缺课（方案后）",
        "all lessons unfilled after",
        count(figures.all.after),
    );
    row("费用（元/年）", "yuan a year", count(file.cost.yuan.0));
    row(
        "输入校验码",
        "input_sha256",
        text(&file.scenario.input_sha256),
    );
    for patch in &file.scenario.patches {
        row("改写", "patched", text(words::patch(patch, lang)));
    }
    for level in &file.levels {
        let name = text(words::level(&level.code).get(lang));
        let status = text(words::status(&level.status).get(lang));
        rows.push(vec![
            name,
            count(level.value.0),
            count(level.bound.0),
            status,
        ]);
    }
    Sheet {
        name: pick(lang, "汇总", "summary"),
        columns: columns(
            lang,
            &[
                ("项目", "item", 40.0),
                ("数值", "value", 40.0),
                ("下界", "bound", 14.0),
                ("状态", "status", 24.0),
            ],
        ),
        rows,
    }
}

/// Id, name and other facts of a teacher; blank where the instance does not know him.
fn person(instance: &Instance, id: &str, lang: Lang) -> [Cell; 3] {
    let Some(teacher) = instance.teacher_by_id(id) else {
        return [text(id), text(""), text("")];
    };
    let teacher = instance.teacher(teacher);
    let backbone = match teacher.backbone {
        Backbone::None => "",
        level => words::of(level, lang),
    };
    [text(id), text(&teacher.name), text(backbone)]
}

fn school(instance: &Instance, id: &str) -> [Cell; 2] {
    [text(id), text(school_name(instance, id))]
}

const PERSON: [(&str, &str, f64); 3] = [
    ("工号", "teacher_id", 14.0),
    ("姓名", "name", 12.0),
    ("骨干级别", "backbone", 10.0),
];
const FROM_TO: [(&str, &str, f64); 6] = [
    ("调出学校代码", "from", 14.0),
    ("调出学校", "from school", 24.0),
    ("调入学校代码", "to", 14.0),
    ("调入学校", "to school", 24.0),
    ("学段", "stage", 8.0),
    ("任教学科", "subject", 12.0),
];
const PRICE: [(&str, &str, f64); 2] = [
    ("单程分钟", "minutes one way", 10.0),
    ("元/年", "yuan a year", 10.0),
];

pub(super) fn rotations(instance: &Instance, file: &PlanFile, lang: Lang) -> Sheet {
    let rows = file.rotations.iter().map(|row| {
        let mut cells: Vec<Cell> = person(instance, &row.teacher_id, lang).into();
        cells.extend(school(instance, &row.from));
        cells.extend(school(instance, &row.to));
        cells.push(text(words::word::<Stage>(&row.stage, lang)));
        cells.push(text(words::word::<Subject>(&row.subject, lang)));
        cells.push(count(row.minutes));
        cells.push(count(row.yuan.0));
        cells
    });
    Sheet {
        name: pick(lang, "轮岗名册", "rotations"),
        columns: columns(lang, &[&PERSON[..], &FROM_TO, &PRICE].concat()),
        rows: rows.collect(),
    }
}

pub(super) fn itinerant(instance: &Instance, file: &PlanFile, lang: Lang) -> Sheet {
    let rows = file.itinerant.iter().map(|row| {
        let mut cells: Vec<Cell> = person(instance, &row.teacher_id, lang).into();
        cells.extend(school(instance, &row.from));
        cells.extend(school(instance, &row.to));
        cells.push(text(words::word::<Stage>(&row.stage, lang)));
        cells.push(text(words::word::<Subject>(&row.subject, lang)));
        cells.push(count(row.lessons));
        cells.push(count(row.minutes));
        cells.push(count(row.yuan.0));
        cells
    });
    let lessons = [("每周课时", "lessons a week", 10.0)];
    Sheet {
        name: pick(lang, "走教安排", "itinerant"),
        columns: columns(lang, &[&PERSON[..], &FROM_TO, &lessons, &PRICE].concat()),
        rows: rows.collect(),
    }
}

/// What is brought in; no sheet where nothing is.
pub(super) fn supply(instance: &Instance, file: &PlanFile, lang: Lang) -> Option<Sheet> {
    let row = |line: supply::Line<'_>| {
        let mut cells = vec![text(words::rule(line.rule).get(lang)), text(&line.from)];
        cells.extend(school(instance, line.school));
        cells.push(text(words::word::<Stage>(line.stage, lang)));
        cells.push(text(words::word::<Subject>(line.subject, lang)));
        cells.extend([count(line.people), count(line.lessons), count(line.yuan)]);
        cells
    };
    let rows: Vec<_> = supply::lines(instance, file).into_iter().map(row).collect();
    let [how, from, gains, stage, subject, people, lessons, yuan] = supply::heads(lang);
    let columns = vec![
        (how, 16.0),
        (from, 24.0),
        (pick(lang, "学校代码", "school_id"), 14.0),
        (gains, 24.0),
        (stage, 8.0),
        (subject, 12.0),
        (people, 8.0),
        (lessons, 12.0),
        (yuan, 12.0),
    ];
    let name = pick(lang, "补充师资", "brought in");
    (!rows.is_empty()).then_some(Sheet {
        name,
        columns,
        rows,
    })
}

pub(super) fn coverage(instance: &Instance, file: &PlanFile, lang: Lang) -> Sheet {
    let rows = file.coverage.iter().map(|row| {
        let mut cells: Vec<Cell> = school(instance, &row.school_id).into();
        cells.push(text(words::word::<Stage>(&row.stage, lang)));
        cells.push(text(words::word::<Subject>(&row.subject, lang)));
        let seconds = row.need.saturating_sub(row.unfilled + row.by_specialists);
        let lessons = [
            row.need,
            row.before,
            row.unfilled,
            row.by_specialists,
            seconds,
        ];
        cells.extend(lessons.map(count));
        cells
    });
    Sheet {
        name: pick(lang, "缺口对照", "coverage"),
        columns: columns(
            lang,
            &[
                ("学校代码", "school_id", 14.0),
                ("学校", "school", 24.0),
                ("学段", "stage", 8.0),
                ("学科", "subject", 12.0),
                ("需要课时", "need", 10.0),
                ("现状缺课", "unfilled before", 10.0),
                ("方案后缺课", "unfilled after", 12.0),
                ("专任课时", "by specialists", 10.0),
                ("兼任课时", "by others", 10.0),
            ],
        ),
        rows: rows.collect(),
    }
}

pub(super) fn rule_check(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> Sheet {
    let rows = file.rules.iter().map(|row| {
        let sentence = rules.get(&row.code).map(|rule| rule.sentence());
        vec![
            text(&row.code),
            text(sentence.unwrap_or_default().get(lang)),
            text(&row.source),
            text(summary::reached(row, lang)),
            text(summary::verdict(instance, rules, file, row, lang)),
        ]
    });
    Sheet {
        name: pick(lang, "规则核对", "rules"),
        columns: columns(
            lang,
            &[
                ("规则", "rule", 20.0),
                ("内容", "what it requires", 60.0),
                ("依据", "source", 24.0),
                ("达到/要求", "reached/required", 16.0),
                ("结论", "verdict", 16.0),
            ],
        ),
        rows: rows.collect(),
    }
}
