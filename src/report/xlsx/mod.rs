//! `plan.xlsx` as an office passes it round: 汇总 轮岗名册 走教安排 补充师资 缺口对照 校际指标 规则核对 经费 分校页.

mod cells;
mod changes;
mod indicators;
pub mod input_sheet;
mod lists;
mod money;
mod overview;
mod pages;
mod posts;
mod reply;
mod returns;
mod rules;
mod styles;
mod supply;
mod write;

use cells::free;
pub(super) use cells::{Block, Cell, Sheet, count, figure, long, text, three, two};

pub use reply::reply_form;

use super::changes::changes;
use super::source::Source;
use super::words;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Lang;
use rust_xlsxwriter::XlsxError;

/// The workbook's bytes; the same plan gives the same bytes.
pub fn workbook(source: &Source<'_>, plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let changes = changes(source.instance, source.rules, source.file);
    let mut sheets = vec![
        overview::sheet(source, plan, changes.as_ref()),
        lists::rotations(source),
        lists::itinerant(source),
    ];
    sheets.extend(supply::sheet(source));
    sheets.extend([
        lists::coverage(source),
        indicators::sheet(source, plan),
        rules::sheet(source),
        money::sheet(source),
        pages::sheet(source),
    ]);
    sheets.extend(posts::sheet(source));
    sheets.extend(returns::sheet(source));
    sheets.extend(changes.and_then(|changes| changes::sheet(source, &changes)));
    let mut heading = words::heading(source.file, source.lang);
    // A relaxed plan says so on every printed page.
    if let Some(mark) = words::relaxed(source.file) {
        heading = format!("{heading} – {}", mark.get(source.lang));
    }
    of_sheets(source.instance, &heading, source.lang, &sheets)
}

/// A workbook of some sheets under one heading, dated by the scenario alone.
pub(super) fn of_sheets(
    instance: &Instance,
    heading: &str,
    lang: Lang,
    sheets: &[Sheet],
) -> Result<Vec<u8>, XlsxError> {
    write::workbook(instance.year, heading, lang, sheets)
}
