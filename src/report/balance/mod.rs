//! The balance test for a reader: each stage's spread and each school's seven indicators, before and under a plan.

mod json;

use super::plan_json::{Stages, build};
use super::table::table;
use super::words;
use super::words::pick;
use super::xlsx::{self, Block, Cell, Sheet, count, text, three, two};
use crate::audit::schools::{SchoolTest, Spread, Verdict, school_tests, spreads};
use crate::domain::balance::{LeftOut, is_small_rural};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Lang;
use rust_xlsxwriter::XlsxError;

/// The balance test of a county.
#[derive(Debug)]
pub struct Balance {
    instance: Instance,
    before: Side,
    after: Option<Side>,
}

/// The test under one plan.
#[derive(Debug)]
struct Side {
    stages: Stages,
    tests: Vec<SchoolTest>,
    spreads: Vec<Spread>,
}

impl Side {
    fn new(instance: &Instance, plan: &Plan) -> Self {
        let tests = school_tests(instance, plan);
        Self {
            stages: build::stages(instance, plan),
            spreads: spreads(instance, &tests),
            tests,
        }
    }
}

impl Balance {
    pub fn new(instance: Instance, plan: Option<&Plan>) -> Self {
        Self {
            before: Side::new(&instance, &Plan::default()),
            after: plan.map(|plan| Side::new(&instance, plan)),
            instance,
        }
    }

    /// Two tables: stages, then schools; `before → after` where a plan changes a figure.
    pub fn text(&self, lang: Lang) -> String {
        let (stages, schools) = (stage_columns(lang), school_columns(lang));
        let right: Vec<_> = (2..=10).collect();
        let spread = table(&stages, &[2, 3, 4, 5, 7], self.stage_rows(lang));
        let school = table(&schools[1..], &right, self.school_rows(lang));
        format!("{spread}\n{school}\n{}", self.note(lang))
    }

    /// What the marks mean, and where a workbook comes from.
    fn note(&self, lang: Lang) -> String {
        let balance = &self.instance.settings.balance;
        let (n, floor) = (balance.indicators_min, balance.indicator_floor);
        match lang {
            Lang::Zh => format!(
                "达标：全县差异系数不超过上限。综合达标：七项指标至少 {n} 项达标，其余不低于标准的 {floor}。加 `--out 文件夹` 另存为 xlsx\n"
            ),
            Lang::En => format!(
                "met: the county's coefficient of variation is within the limit; passes: at least {n} of the seven indicators reached, the others at least {floor} of the standard; `--out DIR` writes an xlsx\n"
            ),
        }
    }

    /// `plan.xlsx`'s sister: the same two tables as sheets.
    pub fn workbook(&self, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let cells = |rows: Vec<Vec<String>>| {
            rows.into_iter()
                .map(|row| row.into_iter().map(cell).collect())
        };
        let ids = self.before.tests.iter().map(|test| {
            let id = &self.instance.school_of(test.unit).id;
            text(id.clone())
        });
        let schools = cells(self.school_rows(lang))
            .zip(ids)
            .map(|(row, id): (Vec<Cell>, Cell)| [id].into_iter().chain(row).collect());
        let stages = cells(self.stage_rows(lang)).collect();
        let stages = Block::new(stage_columns(lang), stages);
        let schools = Block::new(school_columns(lang), schools.collect());
        let sheets = [
            Sheet::list(pick(lang, "各学段", "stages"), 2, stages),
            Sheet::list(pick(lang, "各学校", "schools"), 2, schools),
        ];
        let heading = pick(lang, "优质均衡指标", "balance test");
        let heading = format!("{} {heading}", self.instance.name);
        xlsx::of_sheets(&self.instance, &heading, lang, &sheets)
    }

    fn stage_rows(&self, lang: Lang) -> Vec<Vec<String>> {
        let after = |row: &Spread| {
            let after = self.after.as_ref()?;
            let same = |other: &&Spread| (other.stage, other.code) == (row.stage, row.code);
            after.spreads.iter().find(same)
        };
        let row = |row: &Spread| {
            let pair = |say: &dyn Fn(&Spread) -> String| pair(say(row), after(row).map(say));
            vec![
                words::of(row.stage, lang).to_owned(),
                words::indicator(row.code).get(lang).to_owned(),
                pair(&|row| format!("{:.2}", row.figures.mean)),
                pair(&|row| format!("{:.3}", row.figures.cv)),
                pair(&|row| format!("{:.3}", row.figures.cv_unweighted)),
                format!("{:.2}", row.cv_max),
                pair(&|row| yes(row.met, lang)),
                pair(&|row| row.figures.below.to_string()),
            ]
        };
        self.before.spreads.iter().map(row).collect()
    }

    fn school_rows(&self, lang: Lang) -> Vec<Vec<String>> {
        let rows = self.before.tests.iter().enumerate().map(|(i, before)| {
            let after = self.after.as_ref().map(|side| &side.tests[i]);
            let pair = |say: &dyn Fn(&SchoolTest) -> String| pair(say(before), after.map(say));
            let school = self.instance.school_of(before.unit);
            let stage = self.instance.unit(before.unit).stage;
            let mut row = vec![
                if school.name.is_empty() {
                    school.id.clone()
                } else {
                    school.name.clone()
                },
                words::of(stage, lang).to_owned(),
                before.pupils.to_string(),
            ];
            row.extend((0..7).map(|i| {
                pair(&|test| {
                    test.figures[i]
                        .1
                        .value
                        .map_or("-".into(), |x| format!("{x:.2}"))
                })
            }));
            row.push(pair(&|test| format!("{}/7", test.reached())));
            row.push(pair(&|test| verdict(test, lang)));
            row.push(
                before
                    .class_pupils
                    .map_or("-".into(), |n| format!("{n:.1}")),
            );
            row.push(self.notes(before, lang));
            row
        });
        rows.collect()
    }

    /// What a reader should know of a school beside its figures.
    fn notes(&self, test: &SchoolTest, lang: Lang) -> String {
        let balance = &self.instance.settings.balance;
        let visitors =
            balance.small_rural_counts_part_time && is_small_rural(&self.instance, test.unit);
        let notes = [
            (
                test.left_out == Some(LeftOut::NoPupils),
                "无学生，不计",
                "left out: no pupils",
            ),
            (
                test.left_out == Some(LeftOut::SmallPoint),
                "小规模教学点，不计",
                "left out: small teaching point",
            ),
            (visitors, "兼职走教计入", "counts part-time and itinerant"),
            (test.class_too_large, "班额超标", "classes too large"),
            (test.school_too_large, "校额超标", "school too large"),
        ];
        let said: Vec<_> = notes
            .into_iter()
            .filter(|note| note.0)
            .map(|(_, zh, en)| pick(lang, zh, en))
            .collect();
        said.join(pick(lang, "；", "; "))
    }
}

fn pair(before: String, after: Option<String>) -> String {
    match after {
        Some(after) if after != before => format!("{before} → {after}"),
        _ => before,
    }
}

/// A number where the text is one, so that a sheet can sum it.
fn cell(said: String) -> Cell {
    match (said.parse::<f64>(), said.split_once('.')) {
        (Ok(number), Some((_, digits))) if digits.len() > 2 => three(number),
        (Ok(number), Some(_)) => two(number),
        (Ok(number), None) => count(number),
        (Err(_), _) => text(said),
    }
}

fn yes(met: bool, lang: Lang) -> String {
    match met {
        true => pick(lang, "是", "yes"),
        false => pick(lang, "否", "no"),
    }
    .to_owned()
}

fn verdict(test: &SchoolTest, lang: Lang) -> String {
    match (test.left_out, test.verdict) {
        (Some(_), _) => "-".to_owned(),
        (None, Verdict::Pass) => yes(true, lang),
        (None, Verdict::Fail) => yes(false, lang),
        (None, Verdict::Unknown) => pick(lang, "缺办学条件数据", "facilities unknown").to_owned(),
    }
}

fn stage_columns(lang: Lang) -> Vec<&'static str> {
    [
        ("学段", "stage"),
        ("指标", "indicator"),
        ("平均", "mean"),
        ("差异系数", "cv"),
        ("差异系数（不加权）", "cv unweighted"),
        ("上限", "limit"),
        ("达标", "met"),
        ("未达标单位", "units below"),
    ]
    .map(|(zh, en)| pick(lang, zh, en))
    .to_vec()
}

fn school_columns(lang: Lang) -> Vec<&'static str> {
    [
        ("学校代码", "school_id"),
        ("学校", "school"),
        ("学段", "stage"),
        ("学生", "pupils"),
        ("高学历/百生", "degree per 100"),
        ("骨干/百生", "backbone per 100"),
        ("体艺/百生", "PE+arts per 100"),
        ("用房 m²/生", "rooms m²"),
        ("体育场馆 m²/生", "sports m²"),
        ("设备 元/生", "equipment yuan"),
        ("多媒体/百生", "multimedia per 100"),
        ("达标项", "reached"),
        ("综合达标", "passes"),
        ("班额", "class size"),
        ("说明", "notes"),
    ]
    .map(|(zh, en)| pick(lang, zh, en))
    .to_vec()
}
