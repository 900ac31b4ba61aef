//! Plans the points of a batch side by side, and keeps each as soon as it is finished.

use super::kept::Kept;
use super::{Compared, Request};
use crate::finding::Text;
use crate::report::plan_json::PlanFile;
use crate::run::{self, County, Stop};
use crate::solve::{Options, Watch};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One future: a scenario under patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub folder: PathBuf,
    /// The scenario's name.
    pub name: String,
    /// What sets it apart from others of its scenario, as `KEY=VALUE`.
    pub patches: Vec<String>,
    /// The values of the keys that vary, in their order.
    pub values: Vec<String>,
    /// What it is called beside the others.
    pub label: String,
}

impl Point {
    pub(super) fn new(
        request: &Request,
        folder: &Path,
        county: &County,
        patches: &[String],
    ) -> Self {
        let name = county.scenario.name.clone();
        let short = |patch: &String| {
            let (key, value) = patch.split_once('=').unwrap_or((patch, ""));
            let tail: Vec<_> = key.trim().rsplit('.').take(2).collect();
            let key = tail.into_iter().rev().collect::<Vec<_>>().join(".");
            format!("{key} = {}", value.trim())
        };
        let said: Vec<_> = patches.iter().map(short).collect();
        let label = match (request.folders.len() > 1, said.is_empty()) {
            (_, true) => name.clone(),
            (true, false) => format!("{name}: {}", said.join(", ")),
            (false, false) => said.join(", "),
        };
        let first_varied = patches.len() - request.varied.len().min(patches.len());
        let value = |patch: &String| {
            patch
                .split_once('=')
                .map_or("", |(_, value)| value)
                .to_owned()
        };
        Self {
            folder: folder.to_owned(),
            name,
            values: patches[first_varied..].iter().map(value).collect(),
            patches: patches.to_vec(),
            label,
        }
    }
}

/// How a point ended.
#[derive(Debug, Clone)]
pub enum Ended {
    Plan(Box<PlanFile>),
    /// No plan meets the `must` rules; what is broken at least, rule and sentence.
    Infeasible(Vec<(String, Text)>),
    /// A limit was reached before any plan was found.
    NoneFound,
    /// The batch was stopped first.
    NotRun,
}

/// What the user sees of a batch, from any thread: a point that ended, and whether it was kept from an earlier run.
pub(super) type Report<'a> = &'a (dyn Fn(&Point, bool) + Sync);

/// Plans every point, several at a time within `options.threads`. The first failure of ours ends the batch.
pub fn run(
    points: Vec<(Point, County)>,
    folder: &Path,
    options: &Options,
    watch: &dyn Watch,
    report: Report<'_>,
) -> Result<Vec<Compared>, Stop> {
    let workers = options.threads.clamp(1, points.len().max(1));
    let options = Options {
        threads: (options.threads / workers).max(1),
        ..*options
    };
    let next = AtomicUsize::new(0);
    let ends: Vec<Mutex<Option<Result<Ended, Stop>>>> =
        points.iter().map(|_| Mutex::new(None)).collect();
    let failed = AtomicUsize::new(usize::MAX);
    let work = || {
        loop {
            let i = next.fetch_add(1, Ordering::SeqCst);
            let over = watch.interrupted() || failed.load(Ordering::SeqCst) != usize::MAX;
            let Some((point, county)) = points.get(i).filter(|_| !over) else {
                return;
            };
            let (end, was_kept) = ended(county, folder, &options, watch);
            if end.is_err() {
                failed.fetch_min(i, Ordering::SeqCst);
            }
            report(point, was_kept);
            if let Ok(mut slot) = ends[i].lock() {
                *slot = Some(end);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let ends = ends
        .into_iter()
        .map(|slot| slot.into_inner().ok().flatten());
    let mut compared = Vec::with_capacity(points.len());
    for ((point, county), end) in points.into_iter().zip(ends) {
        compared.push(Compared {
            point,
            county,
            ended: end.unwrap_or(Ok(Ended::NotRun))?,
        });
    }
    Ok(compared)
}

/// One point: as it was kept, if the recount still bears it out; else planned, and kept where it ran to its end.
fn ended(
    county: &County,
    folder: &Path,
    options: &Options,
    watch: &dyn Watch,
) -> (Result<Ended, Stop>, bool) {
    let kept = Kept::new(county, folder, options);
    if let Some(end) = kept.read(county) {
        return (Ok(end), true);
    }
    let end = match run::plan(county, options, watch) {
        Ok(file) => Ended::Plan(Box::new(file)),
        Err(Stop::Infeasible(breaches)) => Ended::Infeasible(
            breaches
                .into_iter()
                .map(|breach| (breach.rule.to_owned(), breach.message))
                .collect(),
        ),
        Err(Stop::NoneFound) => Ended::NoneFound,
        Err(stop) => return (Err(stop), false),
    };
    // What Ctrl-C cut short is no end that a later run should take for one.
    if !watch.interrupted()
        && let Err(error) = kept.write(&end)
    {
        let said = error.to_string();
        let stop = Stop::Failed(Text::new(
            format!("无法保存 `{}`：{said}", folder.display()),
            format!("cannot keep a point in `{}`: {said}", folder.display()),
        ));
        return (Err(stop), false);
    }
    (Ok(end), false)
}
