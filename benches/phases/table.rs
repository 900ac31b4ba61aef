//! Tables in Markdown.

use crate::figures::{LevelFigures, Run};
use crate::questions::Answered;
use lungang::solve::LevelStatus;

fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<_> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

fn head(cells: Vec<String>) -> String {
    let rule = "|---".repeat(cells.len());
    format!("\n{}{rule}|\n", row(cells))
}

pub(crate) fn seconds(value: f64) -> String {
    match value {
        value if value < 0.1 => format!("{value:.3}"),
        value if value < 10.0 => format!("{value:.2}"),
        value => format!("{value:.0}"),
    }
}

fn or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "–".into(), seconds)
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Seconds of each phase: a column a seed, and the median.
pub(crate) fn phases((n_schools, n_teachers): (usize, usize), runs: &[Run]) -> String {
    let seeds = runs.iter().map(|run| format!("seed {}", run.seed));
    let mut cells = vec![format!("{n_schools}/{n_teachers}, seconds")];
    cells.extend(seeds);
    cells.push("median".into());
    let mut text = head(cells);
    let longest = runs.iter().max_by_key(|run| run.phases.len());
    for (name, _) in longest.iter().flat_map(|run| &run.phases) {
        let of = |run: &Run| run.phases.iter().find(|(phase, _)| phase == name)?.1;
        let mut cells = vec![name.clone()];
        cells.extend(runs.iter().map(|run| or_dash(of(run))));
        cells.push(or_dash(median(runs.iter().filter_map(of))));
        text += &row(cells);
    }
    text
}

/// What each level came to; several seeds stand in one cell.
pub(crate) fn levels(runs: &[Run]) -> String {
    let names = [
        "level",
        "value",
        "bound",
        "gap",
        "proven",
        "last plan after",
        "last bound after",
    ];
    let mut text = head(names.map(String::from).to_vec());
    let solved: Vec<_> = runs.iter().filter(|run| !run.levels.is_empty()).collect();
    let Some(first) = solved.first() else {
        return text;
    };
    for level in &first.levels {
        let code = &level.result.code;
        let all = solved.iter().flat_map(|run| &run.levels);
        let all: Vec<_> = all.filter(|other| &other.result.code == code).collect();
        let join = |cell: fn(&LevelFigures) -> String| {
            let cells: Vec<_> = all.iter().map(|level| cell(level)).collect();
            cells.join(" · ")
        };
        let proven = all
            .iter()
            .filter(|level| level.result.status == LevelStatus::Optimal);
        text += &row([
            format!("`{code}`"),
            join(|level| number(level.result.value)),
            join(|level| number(level.result.bound)),
            join(|level| format!("{:.2} %", 100.0 * gap(level))),
            format!("{} of {}", proven.count(), all.len()),
            join(|level| or_dash(level.plan_after)),
            join(|level| or_dash(level.bound_after)),
        ]);
    }
    text
}

fn number(value: f64) -> String {
    // Minus nothing is nothing.
    let value = value + 0.0;
    if (value - value.round()).abs() < 1e-9 {
        format!("{value:.0}")
    } else {
        format!("{value:.4}")
    }
}

/// As the contract has it.
fn gap(level: &LevelFigures) -> f64 {
    let (value, bound) = (level.result.value, level.result.bound);
    let least = if level.result.code == "balance" {
        1e-6
    } else {
        1.0
    };
    (value - bound).abs() / value.abs().max(least)
}

pub(crate) fn questions((n_schools, n_teachers): (usize, usize), asked: &[Answered]) -> String {
    let cells = vec![
        format!("{n_schools}/{n_teachers}, a question"),
        "seconds".into(),
        "answer".into(),
    ];
    let mut text = head(cells);
    for answered in asked {
        text += &row([
            answered.question.clone(),
            seconds(answered.seconds),
            answered.answer.clone(),
        ]);
    }
    text
}
