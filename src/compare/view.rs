//! `compare.json`: every point with its levels, proof and figures, and what differs from the first one.

use super::differences::differences;
use super::figures::figures;
use super::{Compared, Ended, Request};
use crate::domain::instance::Instance;
use crate::finding::{Lang, Text};
use crate::report::figures::school_name;
use crate::report::key_names::name;
use crate::report::plan_json::number::Amount;
use crate::report::plan_json::{PlanFile, Stages};
use crate::report::words::pick;
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole record.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// Keys that vary, in their order.
    pub varied: Vec<String>,
    pub points: Vec<PointView>,
    /// Of every later plan from the first.
    pub differences: Vec<Difference>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PointView {
    pub label: String,
    /// The same for readers: every key by its name.
    #[serde(skip)]
    pub said: Text,
    /// What it is called where the keys that vary are said already; none where their values do not tell it apart.
    #[serde(skip)]
    pub short: Option<String>,
    pub scenario: String,
    pub folder: String,
    pub patches: Vec<String>,
    /// Values of the keys that vary.
    pub values: Vec<String>,
    /// `optimal`, `feasible`, `infeasible`, `none_found` or `not_run`.
    pub status: String,
    pub relaxed: bool,
    pub levels: Vec<LevelView>,
    /// `None` without a plan.
    pub figures: Option<FiguresView>,
    /// What breaks at least where no plan meets the rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<Broken>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LevelView {
    pub code: String,
    pub value: Amount,
    pub bound: Amount,
    pub status: String,
}

/// A rule that cannot be kept, in both languages.
#[derive(Debug, Clone, Serialize)]
pub struct Broken {
    pub rule: String,
    pub zh: String,
    pub en: String,
}

/// People, lessons a week, minutes one way, yuan a year.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresView {
    pub eligible: usize,
    pub rotated: usize,
    pub backbone: usize,
    pub itinerant_teachers: usize,
    pub itinerant_lessons: u32,
    pub arts_rural: GapView,
    pub all: GapView,
    /// Of all who rotate.
    pub minutes: u64,
    pub yuan: Amount,
    pub indicators: Stages,
    /// Codes of `should` rules (or, in a relaxed plan, any) that the plan misses.
    pub rules_missed: Vec<String>,
    /// Schools with more unfilled lessons than with nobody moved.
    pub worse_than_today: Vec<SchoolName>,
    /// Schools with more unfilled lessons than in the first plan.
    pub worse_than_first: Vec<SchoolName>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct GapView {
    pub need: u32,
    pub before: u32,
    pub after: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchoolName {
    pub school_id: String,
    pub name: String,
}

impl SchoolName {
    pub(super) fn new(instance: &Instance, id: &str) -> Self {
        let known = instance.school_by_id(id).is_some();
        Self {
            school_id: id.to_owned(),
            name: if known {
                school_name(instance, id).to_owned()
            } else {
                String::new()
            },
        }
    }

    /// Id and name.
    pub fn said(&self) -> String {
        format!("{} {}", self.school_id, self.name)
            .trim_end()
            .to_owned()
    }
}

/// One plan against the first.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub point: String,
    pub from: String,
    /// Both for readers.
    #[serde(skip)]
    pub said: [Text; 2],
    /// People whose posting differs.
    pub people: usize,
    pub schools: Vec<SchoolDifference>,
}

/// A school that fares otherwise: in the first plan, and in this one.
#[derive(Debug, Clone, Serialize)]
pub struct SchoolDifference {
    #[serde(flatten)]
    pub school: SchoolName,
    /// Lessons a week.
    pub unfilled: [u32; 2],
    /// People.
    pub arrive: [u32; 2],
    pub leave: [u32; 2],
    /// Itinerant lessons received a week.
    pub itinerant: [u32; 2],
}

impl SchoolDifference {
    pub(super) fn is_none(&self) -> bool {
        let pairs = [self.unfilled, self.arrive, self.leave, self.itinerant];
        pairs.iter().all(|[was, now]| was == now)
    }
}

/// The record of a batch.
pub fn view(request: &Request, compared: &[Compared]) -> View {
    let first = compared.iter().find_map(Compared::file);
    let mut points: Vec<_> = compared.iter().map(|one| point(one, first)).collect();
    name_shortly(&mut points);
    View {
        varied: request.varied.iter().map(|vary| vary.key.clone()).collect(),
        points,
        differences: differences(compared),
    }
}

/// By the values of what varies, where these tell all points apart.
fn name_shortly(points: &mut [PointView]) {
    let values: BTreeSet<_> = points.iter().map(|point| point.values.clone()).collect();
    let apart = values.len() == points.len();
    for point in points {
        let is_short = apart && !point.values.is_empty();
        point.short = is_short.then(|| point.values.join(" / "));
    }
}

impl PointView {
    /// Whether it is the best plan under the rules: one that breaks them is not.
    pub(super) fn is_proven(&self) -> bool {
        self.status == "optimal" && !self.relaxed
    }

    /// Its short name; that of a plan that breaks rules says so wherever it stands.
    pub(super) fn named(&self, lang: Lang) -> String {
        let mark = if self.relaxed { relaxed_mark(lang) } else { "" };
        let name = self.short.as_deref().unwrap_or(self.said.get(lang));
        format!("{name}{mark}")
    }
}

/// What stands behind the name of a plan that breaks rules.
pub(super) fn relaxed_mark(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "（放宽）",
        Lang::En => " (relaxed)",
    }
}

impl View {
    /// How many of the plans break rules, in a sentence; none where none does.
    pub(super) fn relaxed(&self, lang: Lang) -> Option<String> {
        let n = self.points.iter().filter(|point| point.relaxed).count();
        let said = match lang {
            Lang::Zh => {
                format!("{n} 个放宽方案（标有“放宽”）：没有方案能满足全部规则，所列方案违反尽量少")
            }
            Lang::En => format!(
                "relaxed plans, marked so: {n}; no plan meets every rule there, these break as little as was found"
            ),
        };
        (n > 0).then_some(said)
    }

    /// What stands over the points' short names.
    pub(super) fn naming(&self, lang: Lang) -> String {
        if self.points.iter().any(|point| point.short.is_some()) {
            return self.keys(" / ", lang);
        }
        pick(lang, "方案", "future").to_owned()
    }

    /// The keys that vary, by their names.
    pub(super) fn keys(&self, between: &str, lang: Lang) -> String {
        let names: Vec<_> = self.varied.iter().map(|key| name(key, lang)).collect();
        names.join(between)
    }
}

fn point(compared: &Compared, first: Option<&PlanFile>) -> PointView {
    let file = compared.file();
    let status = match &compared.ended {
        Ended::Plan(file) => file.status.as_str(),
        Ended::Infeasible(_) => "infeasible",
        Ended::NoneFound => "none_found",
        Ended::NotRun => "not_run",
    };
    let broken = match &compared.ended {
        Ended::Infeasible(broken) => broken.as_slice(),
        _ => &[],
    };
    let said = |(rule, said): &(String, Text)| Broken {
        rule: rule.clone(),
        zh: said.zh.clone(),
        en: said.en.clone(),
    };
    let levels = file.into_iter().flat_map(|file| &file.levels);
    PointView {
        label: compared.point.label.clone(),
        said: compared.point.said.clone(),
        short: None,
        scenario: compared.point.name.clone(),
        folder: compared.point.folder.display().to_string(),
        patches: compared.point.patches.clone(),
        values: compared.point.values.clone(),
        status: status.to_owned(),
        relaxed: file.is_some_and(|file| file.relaxed),
        levels: levels
            .map(|level| LevelView {
                code: level.code.clone(),
                value: level.value,
                bound: level.bound,
                status: level.status.clone(),
            })
            .collect(),
        figures: file.map(|file| figures(compared, file, first)),
        broken: broken.iter().map(said).collect(),
    }
}
