//! What the plan costs a year, and where the money goes.

use super::Page;
use super::parts::{self, Column, Set, cell, number, small_table};
use crate::domain::words::{Tier, Word};
use crate::report::{money, words};
use maud::Markup;

pub(super) fn section(page: &Page<'_>) -> Markup {
    let title = page.t(
        "经费：按受益学校的城乡类型",
        "Money, by the tier of the school that gains",
    );
    parts::section("money", title, &body(page))
}

fn body(page: &Page<'_>) -> Markup {
    let mut columns: Vec<Column<'_>> = vec![
        (page.t("用途", "for"), Set::Text),
        (page.t("合计（元/年）", "yuan a year"), Set::Number),
    ];
    for tier in Tier::all() {
        columns.push((words::of(*tier, page.lang), Set::Number));
    }
    columns.push((page.t("笔数", "rows"), Set::Number));
    let kinds = money::kinds(page.instance, page.file, page.lang);
    let mut rows: Vec<_> = kinds
        .iter()
        .map(|kind| line(&kind.name, kind.rows, &kind.tiers, kind.yuan))
        .collect();
    let sum = |tier: usize| kinds.iter().map(|kind| kind.tiers[tier]).sum::<f64>();
    rows.push(line(
        page.t("合计", "all"),
        kinds.iter().map(|kind| kind.rows).sum(),
        &[sum(0), sum(1), sum(2)],
        page.file.cost.yuan.0,
    ));
    small_table(&columns, &rows)
}

fn line(name: &str, n: usize, tiers: &[f64; 3], yuan: f64) -> Vec<Markup> {
    let mut cells = vec![cell(name), cell(words::grouped(yuan))];
    cells.extend(tiers.iter().map(|yuan| cell(words::grouped(*yuan))));
    cells.push(number(n));
    cells
}
