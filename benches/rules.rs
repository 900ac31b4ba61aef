//! What the rules beside those that every county has cost: a scenario at its true size is planned with all its rules and with
//! the first ones alone, under the same limits, and what came when stands side by side.
//!
//! `cargo bench --bench rules -- xiantao-2009 wenzhou-2018 --limit 120`

use clap::Parser;
use lungang::model::build;
use lungang::run::{self, County};
use lungang::solve::formulate::{Elastic, formulate};
use lungang::solve::{
    self, Formulation, LevelStatus, Options, Progress, SolveError, Solved, Watch,
};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use tempfile::TempDir;

/// The rules that every county has, whose speed is what others are measured by.
const FIRST: [&str; 14] = [
    "eligibility",
    "rotation_share",
    "backbone_share",
    "direction",
    "circle",
    "travel_cap",
    "source_protection",
    "intake",
    "tier_quota",
    "rural_backbone",
    "itinerant",
    "wishes",
    "rest",
    "feedback",
];

#[derive(Debug, Parser)]
#[command(name = "rules")]
struct Args {
    /// Folders in scenarios/ whose README has the command that makes their tables
    #[arg(default_values = ["xiantao-2009", "wenzhou-2018"])]
    scenarios: Vec<String>,
    /// Seconds for each solve; none if left out
    #[arg(long)]
    limit: Option<f64>,
    /// Relative gap of every level; each level's default if left out
    #[arg(long)]
    gap: Option<f64>,
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

/// How near its last value the first level has to be to count as good: a hundredth.
const GOOD: f64 = 0.01;

fn main() -> io::Result<()> {
    let args = Args::parse();
    for scenario in &args.scenarios {
        let folder = made(scenario)?;
        let all = county(folder.path(), &[])?;
        let off: Vec<_> = later(&all)
            .map(|code| format!("rules.{code}.enabled=false"))
            .collect();
        let first = county(folder.path(), &off)?;
        let sides = [measure(&first, &args)?, measure(&all, &args)?];
        write!(io::stdout(), "{}", table(scenario, &all, &sides))?;
    }
    Ok(())
}

/// A scenario with its tables at true size, by the command in its README.
fn made(scenario: &str) -> io::Result<TempDir> {
    let from = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(scenario);
    let readme = std::fs::read_to_string(from.join("README.md"))?;
    let options = readme.split_once(" --tables ").map(|(_, rest)| rest);
    let options = options.and_then(|rest| rest.lines().next());
    let missing = || io::Error::other(format!("{scenario}/README.md makes no tables"));
    let options = options.ok_or_else(missing)?.split_whitespace();
    let folder = tempfile::tempdir()?;
    std::fs::copy(
        from.join("scenario.toml"),
        folder.path().join("scenario.toml"),
    )?;
    let made = Command::new(env!("CARGO_BIN_EXE_lungang"))
        .arg("generate")
        .arg(folder.path())
        .arg("--tables")
        .args(options)
        .output()?;
    match made.status.success() {
        true => Ok(folder),
        false => Err(io::Error::other(String::from_utf8_lossy(&made.stderr))),
    }
}

fn county(folder: &Path, sets: &[String]) -> io::Result<County> {
    run::county(folder, sets).map_err(|stop| io::Error::other(format!("{stop:?}")))
}

/// Rules of a scenario that are not among the first.
fn later(county: &County) -> impl Iterator<Item = &str> {
    let codes = county.scenario.rules.keys().map(String::as_str);
    codes.filter(|code| !FIRST.contains(code))
}

/// One solve: how large it is, what was heard while it went on, and its end.
struct Side {
    columns: usize,
    rows: usize,
    heard: Vec<Heard>,
    solved: Option<Solved>,
}

struct Heard {
    at: f64,
    level: String,
    value: Option<f64>,
    bound: Option<f64>,
}

#[derive(Default)]
struct Notes(Mutex<Vec<Heard>>);

impl Watch for Notes {
    fn progress(&self, progress: &Progress<'_>) {
        if let Ok(mut heard) = self.0.lock() {
            heard.push(Heard {
                at: progress.seconds,
                level: progress.level.unwrap_or_default().to_owned(),
                value: progress.incumbent,
                bound: progress.bound,
            });
        }
    }

    fn interrupted(&self) -> bool {
        false
    }
}

fn measure(county: &County, args: &Args) -> io::Result<Side> {
    let counts = build::Formulation::Counts {
        alone: Default::default(),
    };
    let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
    let built = formulate(instance, rules, &levels, &counts, Elastic::Should);
    let (columns, rows) = (
        built.rows.program.columns.len(),
        built.rows.program.rows.len(),
    );
    let options = Options {
        formulation: Formulation::Auto,
        time_limit: args.limit,
        gap: args.gap,
        threads: args.threads,
        relax: false,
    };
    let notes = Notes::default();
    let solved = match solve::solve(instance, rules, &levels, &options, &notes) {
        Ok(solved) => Some(solved),
        Err(SolveError::NoneFound) => None,
        Err(end) => return Err(io::Error::other(format!("{end:?}"))),
    };
    Ok(Side {
        columns,
        rows,
        heard: notes.0.into_inner().unwrap_or_default(),
        solved,
    })
}

impl Side {
    /// When a plan was there: the first word after the last one of a plan that still lacked people.
    fn first_plan(&self) -> Option<f64> {
        let lacked = |heard: &Heard| heard.level == "start" && heard.value.is_some();
        let from = self.heard.iter().rposition(lacked).map_or(0, |at| at + 1);
        self.heard.get(from).map(|heard| heard.at)
    }

    /// When the first level was within a hundredth of its last value, and the best bound by then.
    fn first_level(&self) -> Option<(f64, Option<f64>)> {
        let level = self.solved.as_ref()?.levels.first()?;
        let of_level = |heard: &&Heard| heard.level == level.code;
        let good = level.value + GOOD * level.value.abs().max(1.0);
        let mut heard = self.heard.iter().filter(of_level);
        let at = heard
            .find(|heard| heard.value.is_some_and(|value| value <= good))?
            .at;
        let heard = self.heard.iter().filter(of_level);
        let bounds = heard
            .filter(|heard| heard.at <= at)
            .filter_map(|heard| heard.bound);
        Some((at, bounds.reduce(f64::max)))
    }

    fn cells(&self) -> Vec<String> {
        let level = self.first_level();
        let mut cells = vec![
            self.columns.to_string(),
            self.rows.to_string(),
            seconds(self.first_plan()),
            seconds(level.map(|(at, _)| at)),
            level.and_then(|(_, bound)| bound).map_or_else(dash, number),
        ];
        let ended = |solved: &Solved| seconds(solved.levels.first().map(|level| level.seconds));
        cells.push(self.solved.as_ref().map_or_else(dash, ended));
        cells.push(seconds(self.solved.as_ref().map(|solved| solved.seconds)));
        cells
    }

    /// Value, bound and seconds of a level, or nothing where it was not reached.
    fn level(&self, code: &str) -> String {
        let levels = self.solved.iter().flat_map(|solved| &solved.levels);
        let level = levels.into_iter().find(|level| level.code == code);
        level.map_or_else(dash, |level| {
            let sign = match level.status {
                LevelStatus::Optimal => "=",
                LevelStatus::Feasible => "≥",
            };
            let (value, bound) = (number(level.value), number(level.bound));
            format!("{value} {sign} {bound} in {:.1} s", level.seconds)
        })
    }
}

const MEASURES: [&str; 7] = [
    "columns",
    "rows",
    "a plan, s",
    "first level within 1 % of its value, s",
    "its bound then",
    "first level ended after, s of its own",
    "in all, s",
];

fn table(scenario: &str, all: &County, [first, every]: &[Side; 2]) -> String {
    let later: Vec<_> = later(all).collect();
    let mut text = format!(
        "\n| {scenario} | first rules alone | with {} |\n|---|---|---|\n",
        later.join(", ")
    );
    for ((name, one), other) in MEASURES.iter().zip(first.cells()).zip(every.cells()) {
        text += &format!("| {name} | {one} | {other} |\n");
    }
    let levels = every.solved.iter().chain(&first.solved).next();
    for level in levels.iter().flat_map(|solved| &solved.levels) {
        let code = &level.code;
        let (one, other) = (first.level(code), every.level(code));
        text += &format!("| `{code}`, value ≥ bound | {one} | {other} |\n");
    }
    text
}

fn seconds(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| format!("{value:.1}"))
}

fn number(value: f64) -> String {
    match (value - value.round()).abs() < 1e-9 {
        true => format!("{value:.0}"),
        false => format!("{value:.4}"),
    }
}

fn dash() -> String {
    "–".to_owned()
}
