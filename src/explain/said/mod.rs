//! What was found out, as sentences and as JSON.

mod gap;
mod infeasible;
mod kept;
mod loss;
pub mod otherwise;
mod place;
mod reasons;
mod rule;
mod shifted;
mod teacher;

use crate::finding::Lang;
use crate::report::words::grouped;
use crate::solve::{LevelResult, LevelStatus};
use serde_json::{Value, json};

/// A level's value: whole, or as many digits as tell it apart.
pub fn number(value: f64) -> String {
    if value.fract().abs() < 1e-9 || value.abs() >= 1000.0 {
        grouped(value)
    } else {
        format!("{value:.4}")
    }
}

fn level_json(level: &LevelResult) -> Value {
    json!({
        "code": level.code,
        "value": level.value,
        "bound": level.bound,
        "status": match level.status {
            LevelStatus::Optimal => "optimal",
            LevelStatus::Feasible => "feasible",
        },
    })
}

fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
