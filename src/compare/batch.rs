//! Plans the points of a batch side by side, and keeps each as soon as it is finished.

use super::kept::Kept;
use super::{Compared, Request};
use crate::finding::{Lang, Text};
use crate::report::key_names;
use crate::report::plan_json::PlanFile;
use crate::run::{self, County, Stop};
use crate::solve::{self, Options, Watch};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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
    /// What it is called beside the others, in a record.
    pub label: String,
    /// The same for readers: every key by its name.
    pub said: Text,
}

impl Point {
    pub(super) fn new(
        request: &Request,
        folder: &Path,
        county: &County,
        patches: &[String],
    ) -> Self {
        let name = county.scenario.name.clone();
        let short = |key: &str| {
            let tail: Vec<_> = key.rsplit('.').take(2).collect();
            tail.into_iter().rev().collect::<Vec<_>>().join(".")
        };
        let several = request.folders.len() > 1;
        let label = |of: &dyn Fn(&str) -> String| label(&name, several, patches, of);
        let first_varied = patches.len() - request.varied.len().min(patches.len());
        let value = |patch: &String| {
            patch
                .split_once('=')
                .map_or("", |(_, value)| value)
                .to_owned()
        };
        Self {
            folder: folder.to_owned(),
            values: patches[first_varied..].iter().map(value).collect(),
            patches: patches.to_vec(),
            label: label(&short),
            said: Text::new(
                label(&|key| key_names::name(key, Lang::Zh)),
                label(&|key| key_names::name(key, Lang::En)),
            ),
            name,
        }
    }
}

/// The scenario's name, where there are several or nothing is patched, and what is patched.
fn label(name: &str, several: bool, patches: &[String], key: &dyn Fn(&str) -> String) -> String {
    let said = |patch: &String| {
        let (of, value) = patch.split_once('=').unwrap_or((patch, ""));
        format!("{} = {}", key(of.trim()), value.trim())
    };
    let said: Vec<_> = patches.iter().map(said).collect();
    match (several, said.is_empty()) {
        (_, true) => name.to_owned(),
        (true, false) => format!("{name}: {}", said.join(", ")),
        (false, false) => said.join(", "),
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

/// Where the batch stands.
struct State {
    is_taken: Vec<bool>,
    ends: Vec<Option<Result<Ended, Stop>>>,
}

/// A batch under way: every point begins from the plan of its neighbour, once that has ended.
struct Batch<'a> {
    points: &'a [(Point, County)],
    neighbours: Vec<Option<usize>>,
    kept: Vec<Kept>,
    options: Options,
    watch: &'a dyn Watch,
    report: Report<'a>,
    state: Mutex<State>,
    ended: Condvar,
}

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
    let neighbours = neighbours(&points, &options);
    let mut kept: Vec<Kept> = Vec::with_capacity(points.len());
    for ((_, county), neighbour) in points.iter().zip(&neighbours) {
        let from = neighbour.and_then(|i| kept.get(i));
        kept.push(Kept::new(county, folder, &options, from));
    }
    let batch = Batch {
        points: &points,
        neighbours,
        kept,
        options,
        watch,
        report,
        state: Mutex::new(State {
            is_taken: vec![false; points.len()],
            ends: points.iter().map(|_| None).collect(),
        }),
        ended: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| batch.work());
        }
    });
    let state = batch.state.into_inner();
    let ends = state.unwrap_or_else(PoisonError::into_inner).ends;
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

impl Batch<'_> {
    fn work(&self) {
        while let Some((i, from)) = self.next() {
            let (end, was_kept) = self.end(i, from.as_deref());
            (self.report)(&self.points[i].0, was_kept);
            let mut state = self.state();
            state.ends[i] = Some(end);
            drop(state);
            self.ended.notify_all();
        }
        self.ended.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next point whose neighbour has ended, with the neighbour's plan if there is one; waits for it where need be.
    fn next(&self) -> Option<(usize, Option<Box<PlanFile>>)> {
        let mut state = self.state();
        loop {
            let failed = state.ends.iter().flatten().any(Result::is_err);
            if failed || self.watch.interrupted() || state.is_taken.iter().all(|taken| *taken) {
                return None;
            }
            let has_ended = |i: &usize| state.ends[*i].is_some();
            let is_ready = |i: &usize| {
                !state.is_taken[*i] && self.neighbours[*i].as_ref().is_none_or(has_ended)
            };
            if let Some(i) = (0..self.points.len()).find(is_ready) {
                state.is_taken[i] = true;
                let from = self.neighbours[i].and_then(|from| state.ends[from].as_ref());
                let from = match from {
                    Some(Ok(Ended::Plan(file))) if !file.relaxed => Some(file.clone()),
                    _ => None,
                };
                return Some((i, from));
            }
            let waited = self.ended.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// One point: as it was kept, if the recount still bears it out; else planned, and kept where it ran to its end.
    fn end(&self, i: usize, from: Option<&PlanFile>) -> (Result<Ended, Stop>, bool) {
        let (county, kept) = (&self.points[i].1, &self.kept[i]);
        if let Some(end) = kept.read(county) {
            return (Ok(end), true);
        }
        let from = from.and_then(|file| file.plan(&county.instance).ok());
        let end = match run::plan_from(county, from.as_ref(), &self.options, self.watch) {
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
        if !self.watch.interrupted()
            && let Err(error) = kept.write(&end)
        {
            let (said, folder) = (error.to_string(), kept.folder().display());
            let stop = Stop::Failed(Text::new(
                format!("无法保存 `{folder}`：{said}"),
                format!("cannot keep a point in `{folder}`: {said}"),
            ));
            return (Err(stop), false);
        }
        (Ok(end), false)
    }
}

/// The earlier point that each begins from, where a plan to begin with makes a difference. It is fixed by the grid alone,
/// so that any number of threads plans the same: along a key the place with the last bit of its number cleared, so that
/// every second one begins next door and many can be planned at a time.
fn neighbours(points: &[(Point, County)], options: &Options) -> Vec<Option<usize>> {
    let places: Vec<_> = (0..points.len()).map(|i| place(points, i)).collect();
    let neighbour = |i: usize| {
        let (point, county) = &points[i];
        let mut place = places[i].clone();
        let last = place.iter_mut().rev().find(|at| **at > 0)?;
        *last &= *last - 1;
        let of_it = |&j: &usize| points[j].0.folder == point.folder && places[j] == place;
        let found = (0..i).find(of_it)?;
        solve::begins_from_plans(&county.instance, options).then_some(found)
    };
    (0..points.len()).map(neighbour).collect()
}

/// The place of a point in the grid of its scenario: the number of its variant, and of its value of each key.
fn place(points: &[(Point, County)], i: usize) -> Vec<usize> {
    let point = &points[i].0;
    let same = points.iter().map(|(point, _)| point);
    let same: Vec<&Point> = same.filter(|other| other.folder == point.folder).collect();
    let number = |of: &dyn Fn(&Point) -> Vec<String>| {
        let mut seen: Vec<Vec<String>> = Vec::new();
        for other in &same {
            let value = of(other);
            if !seen.contains(&value) {
                seen.push(value);
            }
        }
        seen.iter()
            .position(|value| *value == of(point))
            .unwrap_or(0)
    };
    let variant =
        |point: &Point| point.patches[..point.patches.len() - point.values.len()].to_vec();
    let keys = 0..point.values.len();
    let of_keys =
        keys.map(|key| number(&|point| point.values.get(key).cloned().into_iter().collect()));
    [number(&variant)].into_iter().chain(of_keys).collect()
}
