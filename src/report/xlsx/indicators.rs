//! The sheet 校际指标: each school's seven indicators before and after, and under them the spread of each stage.

use super::{Block, Cell, Sheet, Source, count, text, three, two};
use crate::audit::schools::{SchoolTest, Spread, Verdict, school_tests, spreads};
use crate::domain::balance::{Facility, Indicator, LeftOut};
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Word};
use crate::report::words;

const HEADS: [(&str, &str); 20] = [
    ("学校代码", "school_id"),
    ("学校", "school"),
    ("学段", "stage"),
    ("城乡类型", "tier"),
    ("学生", "pupils"),
    ("高学历/百生·现状", "degree per 100 before"),
    ("高学历/百生·方案后", "degree per 100 after"),
    ("骨干/百生·现状", "backbone per 100 before"),
    ("骨干/百生·方案后", "backbone per 100 after"),
    ("体艺/百生·现状", "PE+arts per 100 before"),
    ("体艺/百生·方案后", "PE+arts per 100 after"),
    ("用房 m²/生", "rooms m² a pupil"),
    ("体育场馆 m²/生", "sports m² a pupil"),
    ("设备 元/生", "equipment yuan a pupil"),
    ("多媒体教室/百生", "multimedia per 100"),
    ("达标项·现状", "reached before"),
    ("达标项·方案后", "reached after"),
    ("综合达标·现状", "passes before"),
    ("综合达标·方案后", "passes after"),
    ("说明", "notes"),
];

pub(super) fn sheet(source: &Source<'_>, plan: &Plan) -> Sheet {
    let before = school_tests(source.instance, &Plan::default());
    let after = school_tests(source.instance, plan);
    let rows = before
        .iter()
        .zip(&after)
        .map(|(before, after)| row(source, before, after));
    let block = Block::new(source.heads(&HEADS), rows.collect());
    let spreads = [
        spreads(source.instance, &before),
        spreads(source.instance, &after),
    ];
    let name = source.t("校际指标", "indicators");
    let list = Sheet::list(name, 2, block);
    Stage::all()
        .iter()
        .filter(|stage| spreads[0].iter().any(|row| row.stage == **stage))
        .fold(list, |sheet, stage| {
            sheet.with(county(source, *stage, &spreads))
        })
}

fn row(source: &Source<'_>, before: &SchoolTest, after: &SchoolTest) -> Vec<Cell> {
    let unit = source.instance.unit(before.unit);
    let school = source.instance.school(unit.school);
    let mut cells = vec![
        text(&school.id),
        text(&school.name),
        text(words::of(unit.stage, source.lang)),
        text(words::of(school.tier, source.lang)),
        count(before.pupils),
    ];
    let figure = |test: &SchoolTest, i: usize| {
        let (_, figure) = test.figures[i];
        let missed = figure.reached == Some(false) && test.left_out.is_none();
        figure
            .value
            .map_or_else(|| text("–"), |value| two(value).alert_if(missed))
    };
    for i in 0..3 {
        cells.extend([figure(before, i), figure(after, i)]);
    }
    cells.extend((3..7).map(|i| figure(after, i)));
    cells.extend([before, after].map(|test| count(test.reached() as f64)));
    cells.extend([before, after].map(|test| verdict(source, test)));
    cells.push(text(note(source, after)));
    cells
}

fn verdict(source: &Source<'_>, test: &SchoolTest) -> Cell {
    let said = match (test.left_out, test.verdict) {
        (Some(_), _) => "–",
        (None, Verdict::Pass) => source.t("是", "yes"),
        (None, Verdict::Fail) => source.t("否", "no"),
        (None, Verdict::Unknown) => source.t("缺办学条件数据", "facilities unknown"),
    };
    text(said).alert_if(test.left_out.is_none() && test.verdict == Verdict::Fail)
}

fn note(source: &Source<'_>, test: &SchoolTest) -> &'static str {
    match test.left_out {
        Some(LeftOut::NoPupils) => source.t("无学生，不计", "left out: no pupils"),
        Some(LeftOut::SmallPoint) => {
            source.t("小规模教学点，不计", "left out: small teaching point")
        }
        None => "",
    }
}

/// How a figure of the county is shown.
type Say = fn(&Spread) -> Cell;

/// One stage of the county, its figures under the columns of the schools' own.
fn county(source: &Source<'_>, stage: Stage, [before, after]: &[Vec<Spread>; 2]) -> Block {
    let figures: [(&str, &str, Say); 5] = [
        ("平均", "mean", |row| two(row.figures.mean)),
        ("差异系数", "CV", |row| three(row.figures.cv)),
        ("差异系数（不加权）", "CV unweighted", |row| {
            three(row.figures.cv_unweighted)
        }),
        ("差异系数上限", "limit of CV", |row| two(row.cv_max)),
        ("未达标单位", "units below", |row| {
            count(row.figures.below as f64)
        }),
    ];
    let people = Indicator::ALL.map(Indicator::code);
    let codes = [&people[..], &Facility::ALL.map(Facility::code)].concat();
    let cell = |spreads: &[Spread], i: usize, say: Say| {
        let code = codes[i];
        let row = spreads
            .iter()
            .find(|row| row.stage == stage && row.code == code);
        row.map_or_else(|| text("–"), say)
    };
    let rows = figures.map(|(zh, en, say)| {
        let mut cells = vec![
            text(""),
            text(source.t(zh, en)),
            text(words::of(stage, source.lang)),
            text(""),
            text(""),
        ];
        for i in 0..3 {
            cells.extend([cell(before, i, say), cell(after, i, say)]);
        }
        cells.extend((3..7).map(|i| cell(after, i, say)));
        cells
    });
    let title = match source.lang {
        crate::finding::Lang::Zh => format!("全县{}", words::of(stage, source.lang)),
        crate::finding::Lang::En => format!("county, {}", stage.code()),
    };
    Block::new(source.heads(&HEADS[..15]), rows.into()).titled(title)
}
