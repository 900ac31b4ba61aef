//! The teacher indicators as a table: before, and under a plan where there is one.

use super::plan_json::{IndicatorRow, Stages};
use super::words;
use crate::audit::indicators::Indicator;
use crate::domain::words::{Stage, Word};
use crate::finding::Lang;

pub fn heads(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Zh => [
            "学段",
            "指标（每百名学生）",
            "平均",
            "差异系数",
            "差异系数（不加权）",
            "未达标单位",
        ],
        Lang::En => [
            "stage",
            "indicator, per 100 pupils",
            "mean",
            "cv",
            "cv unweighted",
            "units below",
        ],
    }
}

/// One row a stage and indicator; `before → after` where a plan is given.
pub fn rows(before: &Stages, after: Option<&Stages>, lang: Lang) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for stage in Stage::all() {
        for code in Indicator::ALL.map(Indicator::code) {
            let of = |stages: &Stages| stages.get(stage.code())?.get(code).cloned();
            let Some(row) = of(before) else { continue };
            let now = after.and_then(of);
            let pair = |figure: &dyn Fn(&IndicatorRow) -> String| match &now {
                Some(now) => format!("{} → {}", figure(&row), figure(now)),
                None => figure(&row),
            };
            rows.push(vec![
                words::of(*stage, lang).to_owned(),
                words::indicator(code).get(lang).to_owned(),
                pair(&|row| format!("{:.2}", row.mean.0)),
                pair(&|row| format!("{:.3}", row.cv.0)),
                pair(&|row| format!("{:.3}", row.cv_unweighted.0)),
                pair(&|row| row.below.to_string()),
            ]);
        }
    }
    rows
}
