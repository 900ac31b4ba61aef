//! A plan after objections: the best of those that touch the fewest people, and what a larger change would buy.

pub mod stand_ins;
pub mod text;
mod turns;
pub mod view;
pub mod void;

use crate::finding::{Lang, Text};
use crate::report::changes::{Changes, changes};
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::replan::ReplanPart;
use crate::run::{self, County, Stop, Verdicts};
use crate::solve::{Options, Watch};
use stand_ins::{Reserve, reserves};
use std::io;
use std::path::{Path, PathBuf};
use turns::Found;

/// What `replan` writes beside the files of a plan: who is touched, what a larger change would buy, stand-ins.
pub const RECORD: &str = "replan.json";

/// The new plan with all that is said beside it.
#[derive(Debug)]
pub struct Replanned {
    pub county: County,
    /// The plan that was objected to.
    pub former: PlanFile,
    /// The best plan among those that touch the fewest people.
    pub file: PlanFile,
    /// The best plan of all, and of those the one that touches the fewest; `None` where a limit was reached before one
    /// that is as good as the other.
    pub free: Option<PlanFile>,
    /// Whom it touches, and why.
    pub changes: Changes,
    pub reserves: Vec<Reserve>,
    /// Rotations of the former plan whose people are in the roster no more.
    pub gone: Vec<String>,
}

/// Plans again after objections. The former plan's patches and verdicts hold on; `sets` and `feedback` come on top, and
/// the tables count as they are now.
pub fn replan(
    folder: &Path,
    former: &PlanFile,
    feedback: &[PathBuf],
    sets: &[String],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Replanned, Stop> {
    let all_sets = run::overlaid(&former.sets().map_err(Stop::Foreign)?, sets);
    let kept = Verdicts::Kept(&former.scenario.feedback);
    let verdicts: Vec<_> = [kept]
        .into_iter()
        .chain(feedback.iter().map(|file| Verdicts::File(file)))
        .collect();
    let county = run::county_with(folder, &all_sets, &verdicts)?;
    let part = ReplanPart::new(&county.instance, former);
    if part.former.is_empty() && !former.rotations.is_empty() {
        return Err(Stop::Foreign(Text::new(
            "原方案中的教师没有一个在教师表中：不是这个县的方案",
            "none of the former plan's people is in the teachers table: it is no plan of this county",
        )));
    }
    // None where the plan names people or schools that are there no more.
    let objected = former.plan(&county.instance).ok();
    let from = (&part, objected.as_ref());
    let Found { file, plan, free } = turns::take(&county, from, options, watch)?;
    let gone = former.rotations.iter().map(|row| &row.teacher_id);
    Ok(Replanned {
        changes: changes(&county.instance, &county.rules, &file).unwrap_or_default(),
        reserves: reserves(&county.instance, &county.rules, &county.levels(), &plan),
        gone: gone
            .filter(|id| county.instance.teacher_by_id(id).is_none())
            .cloned()
            .collect(),
        former: former.clone(),
        file,
        free,
        county,
    })
}

/// Writes the plan's three files with the record of the change and the plan objected to, all or none. Returns the name that
/// another plan of the folder is kept under, if it came of objections.
pub fn write(replanned: &Replanned, folder: &Path, lang: Lang) -> io::Result<Option<String>> {
    let record = view::text(replanned).map_err(io::Error::other)?;
    let more = [(RECORD, record.as_bytes())];
    let beside = (&more[..], Some(&replanned.former));
    run::write_with(&replanned.county, &replanned.file, beside, folder, lang)
}
