//! How long the phases of a plan take at sizes that nobody wants to solve ten times over: each county is read, modelled,
//! solved and recounted once for each seed, and the table says where the time went and what was proven.
//!
//! `cargo bench --bench phases -- 20/400 60/2000 --seeds 1,2,3 --limit 60 --questions`

mod county;
mod figures;
mod machine;
mod questions;
mod table;
mod trace;

use clap::Parser;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Parser)]
#[command(name = "phases")]
struct Args {
    /// Counties as SCHOOLS/TEACHERS
    #[arg(default_value = "20/400", value_parser = size)]
    sizes: Vec<(usize, usize)>,
    /// Seeds of each county; tables show their median
    #[arg(long, value_delimiter = ',', default_value = "1")]
    seeds: Vec<u64>,
    /// Seconds for each solve and each question; none if left out
    #[arg(long)]
    limit: Option<f64>,
    /// Relative gap of every level; each level's default if left out
    #[arg(long)]
    gap: Option<f64>,
    #[arg(long, default_value_t = machine::cores())]
    threads: usize,
    /// Also explain teachers and a conflict, and plan a sweep of twenty points
    #[arg(long)]
    questions: bool,
    /// Questions alone
    #[arg(long, conflicts_with = "questions")]
    only_questions: bool,
    /// Instead plan the scenario in this folder once, and note what comes when
    #[arg(long, requires = "trace", requires = "plan")]
    folder: Option<PathBuf>,
    /// CSV of bounds and plans as they came
    #[arg(long)]
    trace: Option<PathBuf>,
    /// The plan.json
    #[arg(long)]
    plan: Option<PathBuf>,
    /// Put the tables into benches/README.md
    #[arg(long)]
    write: bool,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn size(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once('/');
    let numbers = parts.and_then(|(schools, teachers)| {
        Some((
            schools.parse().ok()?,
            teachers.replace(',', "").parse().ok()?,
        ))
    });
    numbers.ok_or_else(|| format!("`{text}` is no SCHOOLS/TEACHERS"))
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    if let (Some(folder), Some(trace), Some(plan)) = (&args.folder, &args.trace, &args.plan) {
        return trace::trace(folder, trace, plan, &args);
    }
    let mut text = machine::line(&args);
    for &size in &args.sizes {
        let mut part = String::new();
        if !args.only_questions {
            let seeds = args.seeds.iter();
            let runs: Vec<_> = seeds
                .map(|&seed| figures::measure(size, seed, &args))
                .collect();
            part += &table::phases(size, &runs);
            part += &table::levels(&runs);
        }
        if args.questions || args.only_questions {
            let asked = questions::ask(size, args.seeds[0], &args);
            part += &table::questions(size, &asked);
        }
        write!(io::stdout(), "{part}")?;
        text += &part;
    }
    if args.write {
        into_readme(&text)?;
    }
    Ok(())
}

const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of figures -->";

fn into_readme(text: &str) -> io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/README.md");
    let old = std::fs::read_to_string(&path)?;
    let missing = || io::Error::other(format!("benches/README.md lacks `{}`", BEGIN.trim()));
    let (before, rest) = old.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    std::fs::write(path, format!("{before}{BEGIN}\n{text}\n{END}{after}"))
}
