//! `lungang explain`: why no plan meets the rules.

use super::plan::options;
use crate::cli::args::{Question, Shared};
use crate::cli::exit::Outcome;
use crate::cli::progress::{Terminal, catch_ctrl_c};
use crate::finding::{Lang, Text};
use crate::run::{self, Stop};
use serde_json::json;
use std::path::Path;

pub(super) fn run(
    dir: &Path,
    question: &Question,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    debug_assert!(question.infeasible, "the only question so far");
    let county = run::county(dir, &shared.set)?;
    catch_ctrl_c(lang);
    let terminal = Terminal::new(lang, shared.quiet);
    let why = run::why_not(&county, &options(shared), &terminal, Vec::new());
    terminal.finish();
    Ok(Outcome::fine(match (why, shared.json) {
        (Some(why), true) => format!("{:#}\n", why.json(lang)),
        (Some(why), false) => why.text(lang),
        (None, true) => format!("{:#}\n", json!({ "status": "feasible" })),
        (None, false) => format!("{}\n", nothing_conflicts().get(lang)),
    }))
}

fn nothing_conflicts() -> Text {
    Text::new(
        "没有发现冲突：必须遵守的规则可以同时满足，或在时限内没有证明不能",
        "nothing was found to conflict: the rules that must hold can hold together, or the limit came before a proof",
    )
}
