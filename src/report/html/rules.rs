//! Each rule with its source, what it asks, and how close the plan comes to it.

use super::Page;
use super::parts::{self, Column, Set, cell, table};
use crate::report::tightness::tightness;
use crate::report::{summary, words};
use maud::{Markup, html};

/// The column of sources, which is left out where the scenario cites none.
const SOURCE: usize = 2;

pub(super) fn section(page: &Page<'_>) -> Markup {
    let mut columns: Vec<Column<'_>> = vec![
        (page.t("规则", "rule"), Set::Long),
        (page.t("内容", "what it requires"), Set::Long),
        (page.t("依据", "source"), Set::Long),
        (page.t("结论", "verdict"), Set::Long),
        (page.t("松紧", "how tight"), Set::Long),
    ];
    let mut rows: Vec<_> = page.file.rules.iter().map(|row| rule(page, row)).collect();
    if page.file.rules.iter().all(|row| row.source.is_empty()) {
        columns.remove(SOURCE);
        for row in &mut rows {
            row.remove(SOURCE);
        }
    }
    parts::section(
        "rules",
        page.t("规则核对", "Rules"),
        &table(&columns, &rows),
    )
}

fn rule(page: &Page<'_>, row: &crate::report::plan_json::RuleRow) -> Vec<Markup> {
    let (instance, rules, file, lang) = (page.instance, page.rules, page.file, page.lang);
    let sentence = rules
        .get(&row.code)
        .map(|rule| rule.sentence())
        .unwrap_or_default();
    let verdict = summary::verdict(instance, rules, file, row, lang);
    let sign = if row.met { "✓" } else { "✗" };
    vec![
        html! { b { (words::rule(&row.code).get(lang)) } br; span.id { (row.code) } },
        cell(sentence.get(lang)),
        cell(&row.source),
        html! { (sign) " " (verdict) br; span.id { (summary::reached(row, lang)) } },
        cell(tightness(instance, rules, file, row).get(lang)),
    ]
}
