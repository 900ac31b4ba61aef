//! The options that every command takes, as clap reads them.

use crate::finding::Lang;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Shared options")]
pub struct Shared {
    /// Folder for the results (default: DIR/out; of report, the plan's own folder)
    #[arg(long, global = true, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Patch one key of the scenario; may be repeated
    #[arg(long, global = true, value_name = "KEY=VALUE", action = clap::ArgAction::Append)]
    pub set: Vec<String>,
    /// Language of messages (default: from LC_ALL or LANG)
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// Print machine-readable JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Seconds for the whole solve
    #[arg(long, global = true, value_name = "SECONDS", value_parser = positive)]
    pub time_limit: Option<f64>,
    /// Relative gap (0.005) between value and bound at which a level counts as proven; in `explain` it may ask a question
    #[arg(long, global = true, value_name = "GAP", value_parser = gap, action = clap::ArgAction::Append)]
    pub gap: Vec<Gap>,
    /// Threads of the solver (default: every core)
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// How the model is written: `auto`, or `naive` with one variable a teacher and school
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub formulation: FormulationArg,
    /// Where no plan meets the rules, make the one that breaks them least
    #[arg(long, global = true)]
    pub relax: bool,
    /// Show no progress and no summary
    #[arg(long, global = true)]
    pub quiet: bool,
}

/// What `--gap` may mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Gap {
    /// Relative, for every level.
    Proof(f64),
    /// `ID:SUBJECT`, where lessons stay unfilled.
    Place(String),
}

impl Shared {
    /// The relative gap asked for.
    pub fn proof_gap(&self) -> Option<f64> {
        self.gap.iter().find_map(|gap| match gap {
            Gap::Proof(gap) => Some(*gap),
            Gap::Place(_) => None,
        })
    }

    /// The place whose gap is asked about.
    pub fn place(&self) -> Option<&str> {
        self.gap.iter().find_map(|gap| match gap {
            Gap::Place(place) => Some(place.as_str()),
            Gap::Proof(_) => None,
        })
    }

    /// Whether `--gap` was given twice with the same meaning; once with each is fine.
    pub fn says_gap_twice(&self) -> bool {
        let proofs = self.gap.iter().filter(|gap| matches!(gap, Gap::Proof(_)));
        let n_proofs = proofs.count();
        n_proofs > 1 || self.gap.len() - n_proofs > 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Zh,
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormulationArg {
    Auto,
    Naive,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds > 0.0 => Ok(seconds),
        _ => Err("must be a number of seconds above 0, without a unit, such as 20".to_owned()),
    }
}

fn gap(text: &str) -> Result<Gap, String> {
    if text.contains([':', '：']) {
        return Ok(Gap::Place(text.to_owned()));
    }
    fraction(text).map(Gap::Proof)
}

fn fraction(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(gap) if (0.0..1.0).contains(&gap) => Ok(gap),
        _ => Err("must be a number from 0 to below 1, such as 0.005".to_owned()),
    }
}
