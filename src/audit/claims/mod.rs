//! What `plan.json` says beyond its decisions, compared with the recount to the last digit.

mod figure;
mod recount;

use super::coverage::CoverageRow;
use super::indicators::Stages;
use super::posts::PostsRow;
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::returns::Return;
use crate::domain::words::Subject;
use crate::finding::{Lang, Text};
use crate::rules::{Breach, Rules};
use figure::{Figure, figures};
use std::collections::BTreeMap;

/// The rule that these disagreements name.
pub const CODE: &str = "claim";

/// The figures of a plan file that follow from its decisions, as it prints them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claimed {
    /// Code and value of each level.
    pub levels: Vec<(String, f64)>,
    pub coverage: Vec<CoverageRow>,
    pub rules: Vec<ClaimedRule>,
    /// One for each rotation and each itinerant row, in any order.
    pub trips: Vec<ClaimedTrip>,
    /// One for each row of people and lessons brought in, in any order.
    pub supply: Vec<ClaimedSupply>,
    pub before: Stages,
    pub after: Stages,
    pub posts: Vec<PostsRow>,
    pub returns: Vec<Return>,
    /// Yuan a year.
    pub yuan: f64,
}

/// A row of `rules`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedRule {
    pub code: String,
    pub required: u64,
    pub achieved: u64,
    pub met: bool,
}

/// Where a row of `rotations` or `itinerant` starts, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimedTrip {
    pub teacher: TeacherIndex,
    /// `None` where the recount knows no school that he starts the year at.
    pub from: Option<SchoolIndex>,
    pub to: UnitIndex,
    /// One way; `None` where the recount finds no way.
    pub minutes: Option<u32>,
    /// Whether the minutes are counted from his residence.
    pub from_home: bool,
    pub yuan: f64,
}

/// What a row of `recruitment`, or of another list of what is brought in, says of its lessons and its money.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedSupply {
    /// The rule that brings it.
    pub rule: &'static str,
    /// Who or whence, by id, and what else tells him; blank for recruits.
    pub from: String,
    pub unit: UnitIndex,
    pub subject: Subject,
    /// Lessons a week, at most.
    pub lessons: u32,
    pub yuan: f64,
}

/// Every figure that the recount does not confirm.
pub fn disagreements(
    instance: &Instance,
    rules: &Rules,
    plan: &Plan,
    claimed: &Claimed,
) -> Vec<Breach> {
    let codes = claimed.levels.iter().map(|(code, _)| code.as_str());
    let counted = recount::recount(instance, rules, plan, codes);
    let mut sides: BTreeMap<Figure, [Vec<Text>; 2]> = BTreeMap::new();
    for (i, side) in [claimed, &counted].into_iter().enumerate() {
        for (figure, said) in figures(instance, side) {
            sides.entry(figure).or_default()[i].push(said);
        }
    }
    let differs = |(figure, mut sides): (Figure, [Vec<Text>; 2])| {
        sides.iter_mut().for_each(|side| side.sort_unstable());
        let [said, counted] = &sides;
        (said != counted).then(|| disagreement(&figure.name(instance), said, counted))
    };
    sides.into_iter().filter_map(differs).collect()
}

fn disagreement(name: &Text, said: &[Text], counted: &[Text]) -> Breach {
    let shown = |side: &[Text], lang| match side {
        [] => "-".to_owned(),
        some => {
            let texts: Vec<_> = some.iter().map(|text| text.get(lang)).collect();
            texts.join(match lang {
                Lang::Zh => "；",
                Lang::En => ", ",
            })
        }
    };
    let zh = |side| shown(side, Lang::Zh);
    let en = |side| shown(side, Lang::En);
    Breach {
        rule: CODE,
        amount: 1,
        message: Text::new(
            format!("{}：方案写 {}，复核为 {}", name.zh, zh(said), zh(counted)),
            format!(
                "{}: the plan says {}, the recount {}",
                name.en,
                en(said),
                en(counted)
            ),
        ),
    }
}
