//! Several futures beside each other: scenarios, patches, and keys that vary; each planned, proven and recounted.

mod batch;
mod differences;
mod figures;
mod kept;
mod page;
pub mod text;
pub mod vary;
pub mod view;

pub use batch::{Ended, Point, run};

use crate::finding::{Lang, Text};
use crate::report::files;
use crate::report::plan_json::PlanFile;
use crate::run::{self, County, Stop};
use std::io;
use std::path::{Path, PathBuf};
use vary::{Vary, grid};
use view::View;

/// What `compare` writes, all or none; finished points are kept beside in [`POINTS`].
pub const RECORD: &str = "compare.json";
pub const PAGE: &str = "compare.html";
pub const POINTS: &str = "points";

/// Points of one batch at most.
const MOST: usize = 400;

/// What is to be compared.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub folders: Vec<PathBuf>,
    /// On all points.
    pub sets: Vec<String>,
    /// Each a future of its own, beside the scenario as it is.
    pub variants: Vec<Vec<String>>,
    pub varied: Vec<Vary>,
}

/// A point that was planned, or the reason why not.
#[derive(Debug)]
pub struct Compared {
    pub point: Point,
    pub county: County,
    pub ended: Ended,
}

impl Compared {
    pub fn file(&self) -> Option<&PlanFile> {
        match &self.ended {
            Ended::Plan(file) => Some(file),
            _ => None,
        }
    }
}

/// Every point with its county; a mistake in any of them ends it all before the first is planned.
pub fn points(request: &Request) -> Result<Vec<(Point, County)>, Stop> {
    let futures = request.futures();
    if futures.len() * request.folders.len() > MOST {
        return Err(Stop::Usage(Text::new(
            format!("点数超过 {MOST}，请加大步长"),
            format!("more than {MOST} points: take larger steps"),
        )));
    }
    let mut points = Vec::new();
    for folder in &request.folders {
        for patches in &futures {
            let sets = run::overlaid(&request.sets_of(patches), patches);
            let county = run::county(folder, &sets).map_err(|stop| request.as_asked(stop))?;
            points.push((Point::new(request, folder, &county, patches), county));
        }
    }
    Ok(points)
}

impl Request {
    /// A mistake of a key, told by the option that it stands in: patches of every option are laid over as `--set` is.
    fn as_asked(&self, stop: Stop) -> Stop {
        let Stop::Usage(text) = stop else {
            return stop;
        };
        let varied = self.varied.iter().map(|vary| ("--vary", vary.key.as_str()));
        let patches = self.variants.iter().flatten();
        let keys = patches.filter_map(|patch| Some(("--if", patch.split_once('=')?.0.trim())));
        let is_set = |key: &str| self.sets.iter().any(|set| set.starts_with(key));
        let mut keys = varied.chain(keys).filter(|(_, key)| !is_set(key));
        let named = |key: &str| text.en.starts_with(&format!("`--set {key}"));
        let Some((option, _)) = keys.find(|(_, key)| named(key)) else {
            return Stop::Usage(text);
        };
        let told = |said: &str| said.replacen("--set", option, 1);
        Stop::Usage(Text::new(told(&text.zh), told(&text.en)))
    }

    /// A single scenario under `--set` alone is compared with itself as it is.
    fn is_before_and_after(&self) -> bool {
        let alone = self.folders.len() == 1 && self.variants.is_empty() && self.varied.is_empty();
        alone && !self.sets.is_empty()
    }

    fn futures(&self) -> Vec<Vec<String>> {
        if self.is_before_and_after() {
            return vec![Vec::new(), self.sets.clone()];
        }
        let mut variants = self.variants.clone();
        if !variants.is_empty() {
            variants.insert(0, Vec::new());
        }
        grid(&variants, &self.varied)
    }

    fn sets_of(&self, patches: &[String]) -> Vec<String> {
        if self.is_before_and_after() && patches.is_empty() {
            return Vec::new();
        }
        self.sets.clone()
    }
}

/// Writes the record and the page.
pub fn write(view: &View, folder: &Path, lang: Lang) -> io::Result<()> {
    let record = serde_json::to_string_pretty(view).map_err(io::Error::other)? + "\n";
    let page = page::page(view, lang);
    let contents = [(RECORD, record.as_bytes()), (PAGE, page.as_bytes())];
    files::write_all(folder, &contents)
}
