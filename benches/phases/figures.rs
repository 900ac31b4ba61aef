//! One county through every phase, with a watch that notes when bounds and plans came.

use crate::county::{folder, read};
use crate::{Args, machine};
use lungang::audit;
use lungang::model::build;
use lungang::report::plan_json::build::plan_file;
use lungang::run::County;
use lungang::solve::formulate::{Elastic, Formulated, formulate};
use lungang::solve::highs::Solver;
use lungang::solve::{
    self, Formulation, LevelResult, Options, Progress, SolveError, Solved, Watch,
};
use std::sync::Mutex;
use std::time::Instant;

/// Seconds of each phase, and the levels.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) seed: u64,
    pub(crate) phases: Vec<(String, Option<f64>)>,
    pub(crate) levels: Vec<LevelFigures>,
}

/// How a level ended, and when its last bound and its last plan came, in seconds of the level.
#[derive(Debug)]
pub(crate) struct LevelFigures {
    pub(crate) result: LevelResult,
    pub(crate) bound_after: Option<f64>,
    pub(crate) plan_after: Option<f64>,
}

pub(crate) fn options(args: &Args) -> Options {
    Options {
        formulation: Formulation::Auto,
        time_limit: args.limit,
        gap: args.gap,
        threads: args.threads,
        relax: false,
    }
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let done = work();
    (done, started.elapsed().as_secs_f64())
}

pub(crate) fn measure(size: (usize, usize), seed: u64, args: &Args) -> Run {
    let folder = folder(size, seed);
    let (county, reading) = timed(|| read(&folder, &[]));
    let (built, building) = timed(|| model(&county));
    let (_, relaxing) = timed(|| relaxation(&built));
    drop(built);
    let notes = Notes::default();
    let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
    let solved = solve::solve(instance, rules, &levels, &options(args), &notes);
    let mut phases = vec![
        ("read and check".into(), Some(reading)),
        ("model".into(), Some(building)),
        (
            "linear relaxation of level 1, by HiGHS alone".into(),
            Some(relaxing),
        ),
    ];
    let seen = notes.0.into_inner().expect("no panic while noting");
    phases.push((
        "first bound of level 1 with our rows".into(),
        seen.first_bound,
    ));
    phases.push(("first plan".into(), seen.first_plan));
    let Some(solved) = found(solved) else {
        phases.push(("no plan within the limit".into(), None));
        return Run {
            seed,
            phases,
            levels: Vec::new(),
        };
    };
    for level in &solved.levels {
        phases.push((format!("`{}`", level.code), Some(level.seconds)));
    }
    let people = seen.last.map(|last| solved.seconds - last);
    phases.push(("people, after the last level".into(), people));
    phases.push(("**solve in all**".into(), Some(solved.seconds)));
    phases.push(("recount".into(), Some(recount(&county, &solved))));
    let peak = machine::peak_megabytes().map(|peak| peak as f64);
    phases.push(("peak memory so far, MB".into(), peak));
    let levels = solved.levels.into_iter();
    Run {
        seed,
        phases,
        levels: levels.map(|result| seen.figures(result)).collect(),
    }
}

fn found(end: Result<Solved, SolveError>) -> Option<Solved> {
    match end {
        Ok(solved) => Some(solved),
        Err(SolveError::NoneFound) => None,
        Err(other) => panic!("{other:?}"),
    }
}

fn model(county: &County) -> Formulated {
    let counts = build::Formulation::Counts {
        alone: Default::default(),
    };
    let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
    formulate(instance, rules, &levels, &counts, Elastic::Should)
}

fn relaxation(built: &Formulated) {
    if let (Some(mut solver), Some(goal)) = (Solver::new(&built.rows.program), built.goals.first())
    {
        solver.set_objective(&goal.terms);
        solver.relax(f64::INFINITY, &mut |_, _| false);
    }
}

fn recount(county: &County, solved: &Solved) -> f64 {
    let (instance, rules) = (&county.instance, &county.rules);
    let file = plan_file(
        instance,
        &county.scenario,
        rules,
        &county.input_sha256,
        solved,
    );
    let claimed = file.claimed(instance).expect("its own words");
    let (disagreements, seconds) = timed(|| audit::audit(instance, rules, &solved.plan, &claimed));
    assert!(disagreements.is_empty(), "{disagreements:?}");
    seconds
}

/// What was heard while a solve went on.
#[derive(Debug, Default)]
struct Notes(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    first_bound: Option<f64>,
    first_plan: Option<f64>,
    last: Option<f64>,
    levels: Vec<SeenLevel>,
}

#[derive(Debug)]
struct SeenLevel {
    code: String,
    began: f64,
    plan: Option<(f64, f64)>,
    bound: Option<(f64, f64)>,
}

impl Watch for Notes {
    fn progress(&self, progress: &Progress<'_>) {
        let Ok(mut seen) = self.0.lock() else { return };
        let at = progress.seconds;
        seen.last = Some(at);
        if progress.bound.is_some() {
            seen.first_bound.get_or_insert(at);
        }
        if progress.incumbent.is_some() {
            seen.first_plan.get_or_insert(at);
        }
        let code = progress.level.unwrap_or_default();
        if seen.levels.last().is_none_or(|level| level.code != code) {
            seen.levels.push(SeenLevel {
                code: code.to_owned(),
                began: at,
                plan: None,
                bound: None,
            });
        }
        let Some(level) = seen.levels.last_mut() else {
            return;
        };
        let began = level.began;
        let better = |known: Option<(f64, f64)>, new: Option<f64>, sign: f64| match (known, new) {
            (Some((value, _)), Some(new)) if sign * (new - value) <= 1e-9 => known,
            (_, Some(new)) => Some((new, at - began)),
            (known, None) => known,
        };
        level.plan = better(level.plan, progress.incumbent, -1.0);
        level.bound = better(level.bound, progress.bound, 1.0);
    }

    fn interrupted(&self) -> bool {
        false
    }
}

impl Seen {
    /// Of the last time that the level was worked on.
    fn figures(&self, result: LevelResult) -> LevelFigures {
        let mut levels = self.levels.iter().rev();
        let seen = levels.find(|level| level.code == result.code);
        LevelFigures {
            bound_after: seen.and_then(|level| level.bound).map(|(_, at)| at),
            plan_after: seen.and_then(|level| level.plan).map(|(_, at)| at),
            result,
        }
    }
}
