//! The command line, as clap reads it; the Chinese help texts stand in `zh`.

use crate::finding::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Plans a county's teacher rotation and proves the plan best, level by level.
#[derive(Debug, Parser)]
#[command(name = "lungang", version, arg_required_else_help = true)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub shared: Shared,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a scenario folder to start from: a workbook with sample rows and a commented scenario.toml
    New {
        /// Folder to create
        dir: PathBuf,
    },
    /// Report every finding in the tables and the scenario
    Check {
        /// Scenario folder
        dir: PathBuf,
    },
    /// Make a plan, prove it, recount it and write plan.json, plan.xlsx and report.html
    Plan {
        /// Scenario folder
        dir: PathBuf,
    },
    /// Recount every rule and every figure of a plan
    Audit {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json
        plan: PathBuf,
    },
    /// Show the balance test of stages and schools, before and under a plan
    Indicators {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json
        plan: Option<PathBuf>,
    },
    /// Write a plan's page and workbook again, one school's page, or letters and reply forms
    Report {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json
        plan: PathBuf,
        /// Write only school-ID.html, which holds no other school's people; with --letters its papers
        #[arg(long, value_name = "ID")]
        school: Option<String>,
        /// Write only the letter to this teacher
        #[arg(long, value_name = "ID", conflicts_with = "school")]
        teacher: Option<String>,
        /// Write the folder letters: a notice and a reply form for each school, a letter to each teacher
        #[arg(long, conflicts_with = "teacher")]
        letters: bool,
    },
    /// Write next year's tables from a plan: who serves where, terms, last rotations, a year older
    Carry {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json
        plan: PathBuf,
        /// Folder to create, with next year's scenario.toml and tables
        next: PathBuf,
    },
    /// Plan again after objections, touching as few people as can be
    Replan {
        /// Scenario folder
        dir: PathBuf,
        /// The plan.json that was objected to
        plan: PathBuf,
        /// Feedback table (CSV or workbook) beside the scenario's own: pin and forbid
        #[arg(long, value_name = "FILE")]
        feedback: Option<PathBuf>,
    },
    /// Plan several futures and compare them: scenarios, patches, and keys that vary
    Compare {
        /// Scenario folders; a single one under --set is compared with itself as it is
        #[arg(required = true)]
        dirs: Vec<PathBuf>,
        /// Vary a key, KEY=A..B:STEP or KEY=A,B,C; twice makes a grid
        #[arg(long, value_name = "KEY=A..B:STEP", action = clap::ArgAction::Append)]
        vary: Vec<String>,
        /// One more future under these patches (several apart by `;`); may be repeated
        #[arg(long = "if", value_name = "KEY=VALUE", action = clap::ArgAction::Append)]
        variants: Vec<String>,
    },
    /// Follow today's practice (rank by years of service, fill the nearest gap first), beside a plan
    Baseline {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json to show beside it
        plan: Option<PathBuf>,
    },
    /// Show what differs between two plans, and only that
    Diff {
        /// The older plan.json
        old: PathBuf,
        /// The newer plan.json
        new: PathBuf,
    },
    /// Explain a part of a plan, or why no plan meets the rules; every number is solved again
    Explain {
        /// Scenario folder
        dir: PathBuf,
        /// A plan.json
        plan: Option<PathBuf>,
        #[command(flatten)]
        question: Question,
        /// Another teacher in the same place
        #[arg(long, value_name = "ID", requires = "teacher")]
        instead: Option<String>,
    },
    /// Write one level's model for another solver
    Export {
        /// Scenario folder
        dir: PathBuf,
        /// MPS file to write; the names are mapped in a CSV beside it
        #[arg(long, value_name = "FILE")]
        mps: PathBuf,
        /// Level to export (default: the scenario's first)
        #[arg(long, value_name = "CODE")]
        level: Option<String>,
    },
    /// Make a synthetic county of any size
    Generate {
        /// Folder to create
        dir: PathBuf,
        /// Number of schools
        #[arg(long, value_name = "N", required_unless_present = "roster_for")]
        schools: Option<usize>,
        /// Number of teachers
        #[arg(long, value_name = "N", required_unless_present = "roster_for")]
        teachers: Option<usize>,
        /// Make only a roster, for the schools and headcounts of this scenario
        #[arg(long, value_name = "SCENARIO", conflicts_with_all = ["schools", "teachers"])]
        roster_for: Option<PathBuf>,
        /// Seed: the same seed gives the same county
        #[arg(long, value_name = "K", default_value_t = 1)]
        seed: u64,
    },
    /// Print the shipped default values
    Defaults,
    /// Print each rule: what it requires, its keys and their defaults
    Rules {
        /// Print the reference page in Markdown
        #[arg(long)]
        page: bool,
    },
}

/// What `explain` is asked: one of these, or a place after `--gap`.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct Question {
    /// Why a teacher goes, or does not
    #[arg(long, value_name = "ID")]
    pub teacher: Option<String>,
    /// Who leaves and comes, and what it would take to close what is left
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// How tight a rule is, and what a step more or less would cost or give
    #[arg(long, value_name = "CODE")]
    pub rule: Option<String>,
    /// Why no plan meets the rules that must hold
    #[arg(long)]
    pub infeasible: bool,
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Shared options")]
pub struct Shared {
    /// Folder for the results (default: DIR/out)
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
    /// Relative gap at which a level counts as proven; with `explain` also ID:SUBJECT, why those lessons stay unfilled
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
        _ => Err("must be a number above 0".to_owned()),
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
