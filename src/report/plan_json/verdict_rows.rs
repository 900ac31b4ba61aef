//! Verdicts that a plan was made under beside its scenario's own feedback table: kept in the plan, so that an audit can
//! lay them over the scenario again.

use super::SCHEMA;
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

/// The rows of a feedback table.
pub fn rows(table: &DraftTable) -> Vec<VerdictRow> {
    let row = |cells: VerdictCells| VerdictRow {
        teacher_id: cells.teacher_id,
        school_id: cells.school_id,
        verdict: cells.verdict,
        reason: cells.reason,
        by: cells.by,
        at: cells.at,
    };
    cells_of(table).into_iter().map(row).collect()
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
