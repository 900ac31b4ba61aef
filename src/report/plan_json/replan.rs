//! A plan made from a former one: the postings that its level `touched` counts from, and its itinerant lessons.

use super::{ItinerantRow, PlanFile, RotationRow};
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, TOUCHED};
use crate::domain::words::{Stage, Subject, Word};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The former plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplanPart {
    /// `input_sha256` of the former plan.
    pub former_sha256: String,
    /// Its rotations, without those of people who are in the roster no more.
    pub former: Vec<PostingRow>,
    /// Its itinerant lessons, also those of people who are in the roster no more; older files do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_itinerant: Option<Vec<VisitRow>>,
}

/// Whom the former plan sent where, for what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PostingRow {
    pub teacher_id: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
}

/// Lessons a week of one teacher at a second school.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VisitRow {
    pub teacher_id: String,
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub lessons: u32,
}

impl From<&ItinerantRow> for VisitRow {
    fn from(row: &ItinerantRow) -> Self {
        Self {
            teacher_id: row.teacher_id.clone(),
            from: row.from.clone(),
            to: row.to.clone(),
            stage: row.stage.clone(),
            subject: row.subject.clone(),
            lessons: row.lessons,
        }
    }
}

impl From<&RotationRow> for PostingRow {
    fn from(row: &RotationRow) -> Self {
        Self {
            teacher_id: row.teacher_id.clone(),
            to: row.to.clone(),
            stage: row.stage.clone(),
            subject: row.subject.clone(),
        }
    }
}

impl ReplanPart {
    /// A former plan's rotations and itinerant lessons on the county as it is now.
    pub fn new(instance: &Instance, former: &PlanFile) -> Self {
        let rows = former.rotations.iter();
        let mut rows: Vec<PostingRow> = rows
            .filter(|row| instance.teacher_by_id(&row.teacher_id).is_some())
            .map(PostingRow::from)
            .collect();
        rows.sort();
        Self {
            former_sha256: former.scenario.input_sha256.clone(),
            former: rows,
            former_itinerant: Some(former.itinerant.iter().map(VisitRow::from).collect()),
        }
    }

    /// The same by index; schools that are there no more leave no posting.
    pub fn postings(&self, instance: &Instance) -> Vec<Former> {
        let row = |row: &PostingRow| {
            let school = instance.school_by_id(&row.to);
            let unit = school.zip(Stage::parse(&row.stage));
            let unit = unit.and_then(|(school, stage)| instance.unit_at(school, stage));
            Some(Former {
                teacher: instance.teacher_by_id(&row.teacher_id)?,
                posting: unit.zip(Subject::parse(&row.subject)),
            })
        };
        self.former.iter().filter_map(row).collect()
    }
}

impl PlanFile {
    /// People whose posting is not that of the former plan, by id; `None` where the plan was made from none.
    pub fn touched(&self) -> Option<Vec<&str>> {
        let former = &self.replan.as_ref()?.former;
        let was: BTreeMap<_, _> = former
            .iter()
            .map(|row| (row.teacher_id.as_str(), row))
            .collect();
        let now: BTreeMap<_, PostingRow> = self
            .rotations
            .iter()
            .map(|row| (row.teacher_id.as_str(), PostingRow::from(row)))
            .collect();
        let people: BTreeSet<&str> = was.keys().chain(now.keys()).copied().collect();
        let differs = |id: &&str| was.get(id).copied() != now.get(id);
        Some(people.into_iter().filter(differs).collect())
    }

    /// What level `touched` says, where the plan has it.
    pub fn said_touched(&self) -> Option<f64> {
        self.level(TOUCHED).map(|level| level.value.0)
    }
}
