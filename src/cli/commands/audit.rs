//! `lungang audit`: recounts a plan from its tables.

use super::read_plan;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::finding::Lang;
use crate::run::{self, Stop};
use serde_json::json;
use std::path::Path;

pub(super) fn run(dir: &Path, plan: &Path, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let file = read_plan(plan)?;
    run::audit(dir, &shared.set, &file)?;
    let stdout = if shared.json {
        format!("{:#}\n", json!({ "breaches": [] }))
    } else {
        agrees(file.rules.len(), file.levels.len(), lang)
    };
    Ok(Outcome::fine(stdout))
}

fn agrees(rules: usize, levels: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("复核一致：{rules} 条规则、{levels} 级目标和全部数字均相符\n"),
        Lang::En => format!("the audit agrees: {rules} rules, {levels} levels and every figure\n"),
    }
}
