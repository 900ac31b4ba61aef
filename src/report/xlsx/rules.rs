//! The sheet 规则核对: each rule with its source, what it asks, whether it is met and how tight it is.

use super::{Block, Sheet, Source, count, long, text};
use crate::report::tightness::tightness;
use crate::report::{summary, words};

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let (instance, rules, file, lang) = (source.instance, source.rules, source.file, source.lang);
    let rows = file.rules.iter().map(|row| {
        let sentence = rules.get(&row.code).map(|rule| rule.sentence());
        let verdict = summary::verdict(instance, rules, file, row, lang);
        vec![
            text(words::rule(&row.code).get(lang)),
            text(&row.code),
            long(sentence.unwrap_or_default().get(lang)),
            long(&row.source),
            count(row.required as f64),
            count(row.achieved as f64),
            text(verdict).alert_if(!row.met),
            long(tightness(instance, rules, file, row).get(lang)),
        ]
    });
    let heads = source.heads(&[
        ("规则", "rule"),
        ("代码", "code"),
        ("内容", "what it requires"),
        ("依据", "source"),
        ("要求", "required"),
        ("达到", "reached"),
        ("结论", "verdict"),
        ("松紧", "how tight"),
    ]);
    let block = Block::new(heads, rows.collect());
    Sheet::list(source.t("规则核对", "rules"), 1, block)
}
