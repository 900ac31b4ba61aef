//! What `plan.json` says beyond its decisions, compared with the recount to the last digit.

mod recount;

use super::coverage::CoverageRow;
use super::indicators::{Indicator, Stages};
use super::posts::PostsRow;
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::returns::Return;
use crate::domain::words::{Stage, Subject, Word};
use crate::finding::Text;
use crate::rules::{Breach, Rules, say};
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
    let mut sides: BTreeMap<Figure, [Vec<String>; 2]> = BTreeMap::new();
    for (i, side) in [claimed, &counted].into_iter().enumerate() {
        for (figure, said) in figures(instance, side) {
            sides.entry(figure).or_default()[i].push(said);
        }
    }
    let differs = |(figure, mut sides): (Figure, [Vec<String>; 2])| {
        sides.iter_mut().for_each(|side| side.sort_unstable());
        let [said, counted] = &sides;
        (said != counted).then(|| disagreement(&figure.name(instance), said, counted))
    };
    sides.into_iter().filter_map(differs).collect()
}

fn disagreement(name: &Text, said: &[String], counted: &[String]) -> Breach {
    let shown = |side: &[String]| match side {
        [] => "-".to_owned(),
        some => some.join(", "),
    };
    let (said, counted, zh, en) = (shown(said), shown(counted), &name.zh, &name.en);
    Breach {
        rule: CODE,
        amount: 1,
        message: Text::new(
            format!("{zh}：方案写 {said}，复核为 {counted}"),
            format!("{en}: the plan says {said}, the recount {counted}"),
        ),
    }
}

/// What a figure of a plan file is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    Level(String),
    Coverage(UnitIndex, Subject),
    Rule(String),
    Trip(TeacherIndex, UnitIndex),
    Supply(&'static str, UnitIndex, Subject),
    Indicator(When, Stage, Indicator),
    Posts(SchoolIndex),
    Return(TeacherIndex),
    Yuan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Before,
    After,
}

impl Figure {
    fn name(&self, instance: &Instance) -> Text {
        match self {
            Self::Level(code) => Text::new(format!("目标 `{code}`"), format!("level `{code}`")),
            Self::Coverage(unit, subject) => say::unit_subject(instance, *unit, *subject),
            Self::Rule(code) => Text::new(format!("规则 `{code}`"), format!("rule `{code}`")),
            Self::Trip(teacher, to) => {
                let (person, to) = (say::person(instance, *teacher), say::unit(instance, *to));
                Text::new(
                    format!("{person} → {}", to.zh),
                    format!("{person} → {}", to.en),
                )
            }
            Self::Supply(rule, unit, subject) => {
                let place = say::unit_subject(instance, *unit, *subject);
                let (zh, en) = (place.zh, place.en);
                Text::new(format!("`{rule}` {zh}"), format!("`{rule}` {en}"))
            }
            Self::Indicator(when, stage, indicator) => {
                let (zh, en) = match when {
                    When::Before => ("现状", "before"),
                    When::After => ("方案后", "after"),
                };
                let (stage_zh, code) = (stage.chinese()[0], indicator.code());
                Text::new(
                    format!("{zh}{stage_zh}指标 `{code}`"),
                    format!("indicator `{code}` of {} {en}", stage.code()),
                )
            }
            Self::Posts(school) => {
                let school = say::school(instance, *school);
                Text::new(format!("{school} 编制"), format!("posts of {school}"))
            }
            Self::Return(teacher) => {
                let person = say::person(instance, *teacher);
                Text::new(format!("{person} 期满返回"), format!("return of {person}"))
            }
            Self::Yuan => Text::new("经费（元）", "yuan"),
        }
    }
}

/// Every figure with what is said of it; numbers are shown so that two that differ look different.
fn figures(instance: &Instance, side: &Claimed) -> Vec<(Figure, String)> {
    let mut figures = vec![(Figure::Yuan, side.yuan.to_string())];
    let levels = side.levels.iter();
    figures.extend(levels.map(|(code, value)| (Figure::Level(code.clone()), value.to_string())));
    figures.extend(side.coverage.iter().map(|row| {
        let (need, before, unfilled) = (row.need, row.before, row.unfilled);
        let by_specialists = row.by_specialists;
        let said = format!(
            "need {need} before {before} unfilled {unfilled} by_specialists {by_specialists}"
        );
        (Figure::Coverage(row.unit, row.subject), said)
    }));
    figures.extend(side.rules.iter().map(|row| {
        let said = format!("{} / {} ({})", row.achieved, row.required, row.met);
        (Figure::Rule(row.code.clone()), said)
    }));
    figures.extend(side.trips.iter().map(|trip| {
        let from = trip.from.map_or("-", |from| &instance.school(from).id);
        let minutes = trip.minutes.map_or("-".to_owned(), |n| n.to_string());
        let home = if trip.from_home {
            " from residence"
        } else {
            ""
        };
        let said = format!("from {from} minutes {minutes}{home} yuan {}", trip.yuan);
        (Figure::Trip(trip.teacher, trip.to), said)
    }));
    figures.extend(side.posts.iter().map(|row| {
        let said = format!(
            "approved {:?} by_pupils {} by_classes {} proposed {} staff {} {}",
            row.approved,
            row.by_pupils,
            row.by_classes,
            row.proposed,
            row.staff_before,
            row.staff_after
        );
        (Figure::Posts(row.school), said)
    }));
    figures.extend(side.returns.iter().map(|row| {
        let (from, to) = (instance.school(row.from), instance.school(row.to));
        let said = format!("{} → {}", from.id, to.id);
        (Figure::Return(row.teacher), said)
    }));
    figures.extend(side.supply.iter().map(|row| {
        let (from, lessons, yuan) = (&row.from, row.lessons, row.yuan);
        let said = format!("{from} lessons {lessons} yuan {yuan}");
        let figure = Figure::Supply(row.rule, row.unit, row.subject);
        (figure, said.trim_start().to_owned())
    }));
    for (when, stages) in [(When::Before, &side.before), (When::After, &side.after)] {
        for (&stage, indicators) in stages {
            figures.extend(indicators.iter().map(|(&indicator, row)| {
                let (mean, cv, plain) = (row.mean, row.cv, row.cv_unweighted);
                let said = format!(
                    "mean {mean} cv {cv} cv_unweighted {plain} below {}",
                    row.below
                );
                (Figure::Indicator(when, stage, indicator), said)
            }));
        }
    }
    figures
}
