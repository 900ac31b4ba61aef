//! Verdicts that a plan was made under beside its scenario's own feedback table: kept in the plan, so that an audit can
//! lay them over the scenario again.

use super::SCHEMA;
use crate::domain::words::{Verdict, Word};
use crate::read::draft::DraftTable;
use crate::read::verdicts::{VerdictCells, cells_of, table_of};
use serde::{Deserialize, Serialize};

/// A row of `scenario.feedback`; the verdict is `pin` or `forbid`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictRow {
    pub teacher_id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub school_id: String,
    pub verdict: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

impl VerdictRow {
    /// Whether it is the same verdict by the same people, whenever and for whatever reason.
    pub fn says_again(&self, other: &Self) -> bool {
        let verdict = |row: &Self| {
            let Self {
                teacher_id,
                school_id,
                verdict,
                by,
                ..
            } = row.clone();
            (teacher_id, school_id, verdict, by)
        };
        verdict(self) == verdict(other)
    }

    /// Whether both cannot be kept. A verdict without a school is about staying; one on the own school that says the same
    /// in other words counts as another.
    pub fn contradicts(&self, other: &Self) -> bool {
        let is_pin = |row: &Self| row.verdict == Verdict::Pin.code();
        let is_same_school = self.school_id == other.school_id;
        let (pin, second) = match (is_pin(self), is_pin(other)) {
            (true, true) => return self.teacher_id == other.teacher_id && !is_same_school,
            (false, false) => return false,
            (true, false) => (self, other),
            (false, true) => (other, self),
        };
        // Not moved at all, and to serve at a school; or not at the school that he is to serve at.
        let is_against = match second.school_id.is_empty() {
            true => !pin.school_id.is_empty(),
            false => is_same_school,
        };
        self.teacher_id == other.teacher_id && is_against
    }
}

/// The rows of a feedback table, with their numbers.
pub fn rows(table: &DraftTable) -> Vec<(usize, VerdictRow)> {
    let row = |(number, cells): (usize, VerdictCells)| (number, of(cells));
    cells_of(table).into_iter().map(row).collect()
}

fn of(cells: VerdictCells) -> VerdictRow {
    VerdictRow {
        teacher_id: cells.teacher_id,
        school_id: cells.school_id,
        verdict: cells.verdict,
        reason: cells.reason,
        by: cells.by,
        at: cells.at,
    }
}

/// The table of some rows; none where there are none.
pub fn table(rows: &[VerdictRow]) -> Option<DraftTable> {
    let cells = |row: &VerdictRow| {
        let row = row.clone();
        VerdictCells {
            teacher_id: row.teacher_id,
            school_id: row.school_id,
            verdict: row.verdict,
            reason: row.reason,
            by: row.by,
            at: row.at,
        }
    };
    let cells: Vec<_> = rows.iter().map(cells).collect();
    (!cells.is_empty()).then(|| table_of(SCHEMA, &cells))
}
