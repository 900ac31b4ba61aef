//! `replan.json`: who is touched and why, what a larger change would buy, and who could stand in.

use super::Replanned;
use super::stand_ins::StandIn;
use super::void::Void;
use crate::audit::printed;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::TOUCHED;
use crate::domain::words::{Subject, Word};
use crate::report::changes::Change;
use crate::report::plan_json::number::Amount;
use crate::report::plan_json::replan::PostingRow;
use crate::report::plan_json::{LevelRow, PlanFile};
use crate::report::walk_changes::WalkChange;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// The whole record.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// People who keep the posting of the former plan.
    pub kept: usize,
    pub touched: Vec<TouchedRow>,
    /// Itinerant lessons that differ.
    pub itinerant: Vec<WalkChange>,
    /// Whose papers of the former plan hold no more.
    pub void: Void,
    /// Ids of people of the former plan who are in the roster no more.
    pub gone: Vec<String>,
    /// `touched` first, then the levels in their order.
    pub levels: Vec<Levels>,
    pub stand_ins: Vec<ReserveRow>,
}

/// One who is posted otherwise; `None` = he stays at his school.
#[derive(Debug, Clone, Serialize)]
pub struct TouchedRow {
    pub teacher_id: String,
    pub former: Option<PostingRow>,
    pub new: Option<PostingRow>,
    /// `verdict`, `not_eligible`, `school_gone`, `rule` or `follows`.
    pub cause: &'static str,
    /// The verdict's reason, or the rule's code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// A level under the former plan, the one that touches fewest, and the best of all.
#[derive(Debug, Clone, Serialize)]
pub struct Levels {
    pub code: String,
    /// As the former plan says; `None` where it has no such level.
    pub former: Option<Amount>,
    pub fewest: Option<Reached>,
    pub free: Option<Reached>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Reached {
    pub value: Amount,
    pub bound: Amount,
    pub status: String,
}

/// A rotation and those who could take it over, the best first.
#[derive(Debug, Clone, Serialize)]
pub struct ReserveRow {
    #[serde(flatten)]
    pub rotation: PostingRow,
    pub stand_ins: Vec<StandInRow>,
}

/// Minutes one way, yuan a year; levels that would differ from the plan's, with their values.
#[derive(Debug, Clone, Serialize)]
pub struct StandInRow {
    pub teacher_id: String,
    pub from: String,
    pub minutes: u32,
    pub yuan: Amount,
    pub levels: Vec<Shift>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Shift {
    pub code: String,
    pub plan: Amount,
    pub then: Amount,
}

/// The record as text, ending in a line break.
pub fn text(replanned: &Replanned) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&view(replanned))? + "\n")
}

pub fn view(replanned: &Replanned) -> View {
    View {
        kept: replanned.changes.kept,
        touched: touched(replanned),
        itinerant: replanned.changes.walks.clone(),
        void: Void::new(replanned),
        gone: replanned.gone.clone(),
        levels: levels(replanned),
        stand_ins: stand_ins(replanned),
    }
}

fn touched(replanned: &Replanned) -> Vec<TouchedRow> {
    let row = |change: &Change| {
        let (cause, detail) = change.cause.code();
        let teacher = replanned.county.instance.teacher(change.teacher);
        TouchedRow {
            teacher_id: teacher.id.clone(),
            former: change.former.clone(),
            new: change.new.clone(),
            cause,
            detail: detail.to_owned(),
        }
    };
    replanned.changes.rows.iter().map(row).collect()
}

fn levels(replanned: &Replanned) -> Vec<Levels> {
    let reached = |file: &PlanFile, code: &str| {
        file.level(code).map(|row| Reached {
            value: row.value,
            bound: row.bound,
            status: row.status.clone(),
        })
    };
    let row = |level: &LevelRow| {
        let code = level.code.as_str();
        Levels {
            code: code.to_owned(),
            former: match code {
                TOUCHED => Some(Amount(0.0)),
                _ => replanned.former.level(code).map(|level| level.value),
            },
            fewest: reached(&replanned.file, code),
            free: replanned.free.as_ref().and_then(|file| reached(file, code)),
        }
    };
    replanned.file.levels.iter().map(row).collect()
}

fn stand_ins(replanned: &Replanned) -> Vec<ReserveRow> {
    let instance = &replanned.county.instance;
    let reserves = replanned.reserves.iter();
    reserves
        .map(|reserve| {
            let rotation = &reserve.rotation;
            ReserveRow {
                rotation: posting(instance, rotation.teacher, rotation.to, rotation.subject),
                stand_ins: reserve
                    .stand_ins
                    .iter()
                    .map(|one| stand_in(replanned, one))
                    .collect(),
            }
        })
        .collect()
}

fn posting(
    instance: &Instance,
    teacher: TeacherIndex,
    to: UnitIndex,
    subject: Subject,
) -> PostingRow {
    PostingRow {
        teacher_id: instance.teacher(teacher).id.clone(),
        to: instance.school_of(to).id.clone(),
        stage: instance.unit(to).stage.code().to_owned(),
        subject: subject.code().to_owned(),
    }
}

fn stand_in(replanned: &Replanned, one: &StandIn) -> StandInRow {
    let instance = &replanned.county.instance;
    let base = instance.standing(one.teacher).base;
    let codes = replanned.county.levels();
    let shift = |(code, &then): (String, &f64)| {
        let plan = replanned.file.level(&code)?.value;
        let differs = (then - plan.0).abs() > 1e-6 * plan.0.abs().max(1e-3);
        let then = Amount(printed::rounded(then, printed::level(&code)));
        differs.then_some(Shift { code, plan, then })
    };
    StandInRow {
        teacher_id: instance.teacher(one.teacher).id.clone(),
        from: base.map_or_else(String::new, |base| instance.school_of(base).id.clone()),
        minutes: one.minutes,
        yuan: Amount(one.yuan.to_f64().unwrap_or_default()),
        levels: codes
            .into_iter()
            .zip(&one.levels)
            .filter_map(shift)
            .collect(),
    }
}
