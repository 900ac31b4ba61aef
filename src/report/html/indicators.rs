//! The teacher indicators of the balance test with their spread, before and under the plan.

use super::Page;
use super::chart::{Spread, spreads};
use super::parts::{self, Column, Set, cell, table};
use crate::audit::indicators::Indicator;
use crate::domain::settings::BalanceThresholds;
use crate::domain::words::{Stage, Word};
use crate::report::plan_json::IndicatorRow;
use crate::report::words;
use maud::{Markup, html};

/// One stage and indicator before and after.
struct Pair<'a> {
    stage: Stage,
    indicator: Indicator,
    before: &'a IndicatorRow,
    after: &'a IndicatorRow,
}

impl Pair<'_> {
    /// The spread that the test looks at: weighted by pupils or not, as the county sets.
    fn cv(&self, page: &Page<'_>) -> (f64, f64) {
        let of = |row: &IndicatorRow| match page.instance.settings.balance.weighted {
            true => row.cv.0,
            false => row.cv_unweighted.0,
        };
        (of(self.before), of(self.after))
    }

    fn thresholds<'a>(&self, page: &Page<'a>) -> &'a BalanceThresholds {
        page.instance.settings.balance.stage(self.stage)
    }

    fn required(&self, page: &Page<'_>) -> f64 {
        let thresholds = self.thresholds(page);
        match self.indicator {
            Indicator::Degree => thresholds.degree,
            Indicator::Backbone => thresholds.backbone,
            Indicator::PeArts => thresholds.pe_arts,
        }
    }
}

fn pairs<'a>(page: &Page<'a>) -> Vec<Pair<'a>> {
    let part = &page.file.indicators;
    let both = Stage::all()
        .iter()
        .flat_map(|stage| Indicator::ALL.map(|indicator| (*stage, indicator)));
    both.filter_map(|(stage, indicator)| {
        Some(Pair {
            stage,
            indicator,
            before: part.before.get(stage.code())?.get(indicator.code())?,
            after: part.after.get(stage.code())?.get(indicator.code())?,
        })
    })
    .collect()
}

pub(super) fn section(page: &Page<'_>) -> Markup {
    let pairs = pairs(page);
    let body = html! {
        p.note { (page.t(
            "差异系数越小，学校之间越均衡。圆圈为现状，实点为方案后，竖线为上限。",
            "The smaller the coefficient of variation (CV), the more alike the schools. Ring: with nobody moved. Dot: under the plan. Line: the limit.")) }
        div.panels { @for stage in Stage::all() { (panel(page, *stage, &pairs)) } }
        (figures(page, &pairs))
    };
    parts::section(
        "indicators",
        page.t("优质均衡教师指标", "Teacher indicators of the balance test"),
        &body,
    )
}

fn panel(page: &Page<'_>, stage: Stage, pairs: &[Pair<'_>]) -> Markup {
    let rows: Vec<_> = pairs
        .iter()
        .filter(|pair| pair.stage == stage)
        .map(|pair| {
            let (before, after) = pair.cv(page);
            Spread {
                name: words::indicator(pair.indicator.code())
                    .get(page.lang)
                    .to_owned(),
                before,
                after,
                limit: pair.thresholds(page).cv_max,
            }
        })
        .collect();
    let name = words::of(stage, page.lang);
    html! {
        @if !rows.is_empty() {
            figure {
                figcaption { b { (name) } " " (page.t("差异系数", "coefficient of variation")) }
                (spreads(name, page.t("上限", "limit"), &rows))
            }
        }
    }
}

fn figures(page: &Page<'_>, pairs: &[Pair<'_>]) -> Markup {
    let columns: [Column<'_>; 8] = [
        (
            page.t("指标（每百名学生）", "indicator, per 100 pupils"),
            Set::Long,
        ),
        (page.t("学段", "stage"), Set::Text),
        (page.t("标准", "standard"), Set::Number),
        (page.t("平均", "mean"), Set::Number),
        (page.t("未达标单位", "units below"), Set::Number),
        (page.t("差异系数", "CV"), Set::Number),
        (page.t("上限", "limit"), Set::Number),
        (page.t("结论", "verdict"), Set::Text),
    ];
    let row = |pair: &Pair<'_>| {
        let (before, after) = pair.cv(page);
        let limit = pair.thresholds(page).cv_max;
        let verdict = match after <= limit {
            true => page.t("✓ 不超过上限", "✓ within"),
            false => page.t("✗ 超过上限", "✗ above"),
        };
        vec![
            cell(words::indicator(pair.indicator.code()).get(page.lang)),
            cell(words::of(pair.stage, page.lang)),
            cell(pair.required(page).to_string()),
            cell(format!(
                "{:.2} → {:.2}",
                pair.before.mean.0, pair.after.mean.0
            )),
            cell(format!("{} → {}", pair.before.below, pair.after.below)),
            cell(format!("{before:.3} → {after:.3}")),
            cell(format!("{limit:.2}")),
            cell(verdict),
        ]
    };
    table(&columns, &pairs.iter().map(row).collect::<Vec<_>>())
}
