//! The commands and what each takes, as clap reads them; the Chinese help texts stand in `zh`.

pub use super::shared::{FormulationArg, Gap, LangArg, Shared};

use clap::{Args, CommandFactory, Parser, Subcommand};
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

/// The command tree as it is read: in `explain`, `--gap` is a question too, and its help says so there.
pub fn command() -> clap::Command {
    let root = Cli::command();
    let gap = root.get_arguments().find(|arg| arg.get_id() == "gap");
    let question = gap.cloned().map(|gap| {
        gap.help_heading(None::<&str>)
            .value_name("GAP|ID:SUBJECT")
            .help("Two meanings, each may be given once: ID:SUBJECT (0301:music) asks why those lessons stay unfilled; a number (0.005) is the relative gap")
    });
    root.mut_subcommand("explain", |explain| explain.args(question))
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
        /// A plan.json; what is written lies beside it, unless --out names a folder
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
        /// Feedback tables (CSV or workbook) beside the scenario's own, such as the reply form of each school: pin and
        /// forbid; may be repeated
        #[arg(long, value_name = "FILE", num_args = 1.., action = clap::ArgAction::Append)]
        feedback: Vec<PathBuf>,
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
        #[command(flatten)]
        shape: Shape,
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

/// What a synthetic county has beside schools and teachers.
#[derive(Debug, Args)]
pub struct Shape {
    /// Make only the tables, for the scenario.toml that the folder has: its year, its rules on who may rotate
    #[arg(long, conflicts_with = "roster_for")]
    pub tables: bool,
    /// Number of districts, or their names separated by commas, the county seat's first (default: 8 to 12 schools each)
    #[arg(long, value_name = "N|NAMES", conflicts_with = "roster_for")]
    pub districts: Option<String>,
    /// Chinese and maths teachers to spare outside the city, in per cent
    #[arg(
        long,
        value_name = "PERCENT",
        default_value_t = 0,
        conflicts_with = "roster_for"
    )]
    pub surplus: u32,
    /// Retired teachers who may be called back (silver_age)
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        conflicts_with = "roster_for"
    )]
    pub retirees: usize,
    /// Teachers who are to be put forward for a higher title
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        conflicts_with = "roster_for"
    )]
    pub title_candidates: usize,
    /// Schools of about the same size, instead of large ones in the city and small ones in the villages
    #[arg(long, conflicts_with = "roster_for")]
    pub even: bool,
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
