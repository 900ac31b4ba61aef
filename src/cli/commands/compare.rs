//! `lungang compare`: several futures beside each other.

use super::not_written;
use super::plan::options;
use crate::cli::args::Shared;
use crate::cli::exit::Outcome;
use crate::cli::progress::{Batch, catch_ctrl_c};
use crate::compare::{self, Point, Request, vary};
use crate::finding::{Lang, Text};
use crate::run::Stop;
use std::path::{Path, PathBuf};

pub(super) fn run(
    dirs: &[PathBuf],
    varied: &[String],
    variants: &[String],
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    if varied.len() > 2 {
        return Err(Stop::Usage(Text::new(
            "`--vary` 至多写两次",
            "`--vary` may be given twice at most",
        )));
    }
    let varied: Result<Vec<_>, _> = varied.iter().map(|text| vary::vary(text)).collect();
    let request = Request {
        folders: dirs.to_vec(),
        sets: shared.set.clone(),
        variants: variants.iter().map(|text| vary::variant(text)).collect(),
        varied: varied.map_err(Stop::Usage)?,
    };
    let points = compare::points(&request)?;
    let folder = folder(dirs, shared);
    catch_ctrl_c(lang);
    let batch = Batch::new(points.len(), lang, shared.quiet);
    let kept = folder.join(compare::POINTS);
    let report = |point: &Point, was_kept: bool| batch.ended(point.said.get(lang), was_kept);
    let compared = compare::run(points, &kept, &options(shared), &batch, &report);
    batch.finish();
    let view = compare::view::view(&request, &compared?);
    compare::write(&view, &folder, lang).map_err(|error| not_written(&folder, &error))?;
    Ok(Outcome::fine(match (shared.json, shared.quiet) {
        (true, _) => serde_json::to_string_pretty(&view).unwrap_or_default() + "\n",
        (false, true) => String::new(),
        (false, false) => compare::text::text(&view, lang) + &written(&folder, lang),
    }))
}

/// `--out`, else `out/compare` in the first scenario.
fn folder(dirs: &[PathBuf], shared: &Shared) -> PathBuf {
    let first = dirs.first().map_or(Path::new("."), PathBuf::as_path);
    let own = || first.join("out").join("compare");
    shared.out.clone().unwrap_or_else(own)
}

fn written(folder: &Path, lang: Lang) -> String {
    let page = folder.join(compare::PAGE);
    match lang {
        Lang::Zh => format!("\n比较：{}（另有 {}）\n", page.display(), compare::RECORD),
        Lang::En => format!(
            "\ncomparison: {} ({} beside it)\n",
            page.display(),
            compare::RECORD
        ),
    }
}
