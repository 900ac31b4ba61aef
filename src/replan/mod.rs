//! A plan after objections: the best of those that touch the fewest people, and what a larger change would buy.

pub mod stand_ins;
pub mod text;
pub mod view;

use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Former;
use crate::domain::posting::Posting;
use crate::finding::{Lang, Text};
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::replan::ReplanPart;
use crate::rules::Rules;
use crate::run::{self, County, Stop, Verdicts};
use crate::solve::{Near, Options, Watch};
use stand_ins::{Reserve, reserves};
use std::io;
use std::path::Path;

/// What `replan` writes beside the files of a plan: who is touched, what a larger change would buy, stand-ins.
pub const RECORD: &str = "replan.json";
/// The plan that was objected to, which the new `plan.json` may take the place of.
pub const FORMER: &str = "former.json";

/// The new plan with all that is said beside it.
#[derive(Debug)]
pub struct Replanned {
    pub county: County,
    /// The plan that was objected to.
    pub former: PlanFile,
    /// The best plan among those that touch the fewest people.
    pub file: PlanFile,
    /// The best plan of all, and of those the one that touches the fewest; `None` where a limit was reached before one.
    pub free: Option<PlanFile>,
    pub touched: Vec<Touched>,
    pub reserves: Vec<Reserve>,
    /// Rotations of the former plan whose people are in the roster no more.
    pub gone: Vec<String>,
}

/// One whose posting differs from the former plan's, and why.
#[derive(Debug, Clone)]
pub struct Touched {
    pub teacher: TeacherIndex,
    pub cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A verdict names him; its reason, blank where it gives none.
    Verdict(String),
    /// He is eligible no more.
    NotEligible,
    /// His school of the former plan is there no more.
    SchoolGone,
    /// A rule keeps the former posting out now.
    Rule(&'static str),
    /// He takes over, makes room, or evens out what others change.
    Follows,
}

/// Plans again after objections. The former plan's patches and verdicts hold on; `sets` and `feedback` come on top, and
/// the tables count as they are now.
pub fn replan(
    folder: &Path,
    former: &PlanFile,
    feedback: Option<&Path>,
    sets: &[String],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Replanned, Stop> {
    let all_sets = run::overlaid(&former.sets().map_err(Stop::Foreign)?, sets);
    let kept = Verdicts::Kept(&former.scenario.feedback);
    let verdicts: Vec<_> = [kept]
        .into_iter()
        .chain(feedback.map(Verdicts::File))
        .collect();
    let county = run::county_with(folder, &all_sets, &verdicts)?;
    let part = ReplanPart::new(&county.instance, former);
    if part.former.is_empty() && !former.rotations.is_empty() {
        return Err(Stop::Foreign(Text::new(
            "原方案中的教师没有一个在教师表中：不是这个县的方案",
            "none of the former plan's people is in the teachers table: it is no plan of this county",
        )));
    }
    let postings = part.postings(&county.instance);
    let solve = |first: bool| {
        let near = Near {
            former: &postings,
            first,
        };
        let half = Options {
            time_limit: options.time_limit.map(|seconds| seconds / 2.0),
            ..*options
        };
        run::plan_near(&county, Some((&part, near)), &half, watch)
    };
    let file = solve(true)?;
    let free = match solve(false) {
        Ok(free) => Some(free),
        Err(Stop::NoneFound) => None,
        Err(stop) => return Err(stop),
    };
    let plan = file.plan(&county.instance).map_err(Stop::Foreign)?;
    let touched = plan.touched(&postings).into_iter().map(|teacher| Touched {
        teacher,
        cause: cause(&county.instance, &county.rules, &postings, teacher),
    });
    let gone = former.rotations.iter().map(|row| &row.teacher_id);
    Ok(Replanned {
        touched: touched.collect(),
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

fn cause(instance: &Instance, rules: &Rules, postings: &[Former], teacher: TeacherIndex) -> Cause {
    if let Some(verdict) = instance.verdicts_on(teacher).first() {
        return Cause::Verdict(verdict.reason.clone());
    }
    let Some(former) = postings.iter().find(|row| row.teacher == teacher) else {
        return Cause::Follows;
    };
    let Some((to, subject)) = former.posting else {
        return Cause::SchoolGone;
    };
    let Some(from) = instance
        .standing(teacher)
        .base
        .filter(|_| instance.is_eligible(teacher))
    else {
        return Cause::NotEligible;
    };
    let posting = Posting {
        teacher,
        from,
        to,
        subject,
    };
    match rules.forbidding(instance, &posting) {
        Some(rule) => Cause::Rule(rule.code()),
        None => Cause::Follows,
    }
}

/// Writes the plan's three files with the record of the change, all or none.
pub fn write(replanned: &Replanned, folder: &Path, lang: Lang) -> io::Result<()> {
    let record = view::text(replanned).map_err(io::Error::other)?;
    let former = replanned.former.to_text().map_err(io::Error::other)?;
    let more = [(RECORD, record.as_bytes()), (FORMER, former.as_bytes())];
    run::write_with(&replanned.county, &replanned.file, &more, folder, lang)
}
