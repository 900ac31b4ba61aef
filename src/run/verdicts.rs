//! Verdicts that come beside a scenario's own feedback table: from a file of their own, or kept in a plan.

use crate::finding::{Finding, Place};
use crate::read::codes::TABLE_UNREAD;
use crate::read::draft::Draft;
use crate::read::scenario::Scenario;
use crate::read::verdicts::of_file;
use crate::report::findings::has_errors;
use crate::report::plan_json::verdict_rows::{VerdictRow, rows, table};
use std::path::Path;

/// Where they stand.
#[derive(Debug, Clone, Copy)]
pub enum Verdicts<'a> {
    /// A CSV file, or a workbook with such a sheet.
    File(&'a Path),
    /// Those that a plan keeps.
    Kept(&'a [VerdictRow]),
}

/// Adds them to the tables that were read; returns them as a plan keeps them.
pub(super) fn lay_over(
    scenario: &Scenario,
    draft: &mut Draft,
    more: &[Verdicts<'_>],
    findings: &mut Vec<Finding>,
) -> Vec<VerdictRow> {
    let mut kept = Vec::new();
    for verdicts in more {
        let (found, wrong) = match verdicts {
            Verdicts::File(path) => of_file(scenario, path),
            Verdicts::Kept(rows) => (table(rows), Vec::new()),
        };
        draft.is_broken |= has_errors(&wrong);
        findings.extend(wrong);
        if let Some(found) = &found {
            // The scenario itself does not read it, but the command line has it read.
            let is_it = |place: &Place| place.file.as_ref() == Some(&found.file);
            findings.retain(|f| f.code != TABLE_UNREAD.name || !is_it(&f.place));
        }
        kept.extend(found.iter().flat_map(rows));
        draft.tables.extend(found);
    }
    kept
}
