//! Verdicts that come beside a scenario's own feedback table: from a file of their own, or kept in a plan.

use crate::check::codes::FEEDBACK_REPLACED;
use crate::domain::words::{Verdict, Word};
use crate::finding::{Finding, Place, Text};
use crate::read::codes::TABLE_UNREAD;
use crate::read::draft::{Draft, DraftTable};
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

/// Adds them to the tables that were read; returns them as a plan keeps them. What a plan keeps of earlier rounds gives way
/// to a file that contradicts it.
pub(super) fn lay_over(
    scenario: &Scenario,
    draft: &mut Draft,
    more: &[Verdicts<'_>],
    findings: &mut Vec<Finding>,
) -> Vec<VerdictRow> {
    let mut new = Vec::new();
    for verdicts in more {
        let Verdicts::File(path) = verdicts else {
            continue;
        };
        let (found, wrong) = of_file(scenario, path);
        draft.is_broken |= has_errors(&wrong);
        findings.extend(wrong);
        if let Some(found) = &found {
            // The scenario itself does not read it, but the command line has it read.
            let is_it = |place: &Place| place.file.as_ref() == Some(&found.file);
            findings.retain(|f| f.code != TABLE_UNREAD.name || !is_it(&f.place));
        }
        new.extend(found);
    }
    let mut kept = Vec::new();
    for verdicts in more {
        if let Verdicts::Kept(rows) = verdicts {
            kept.extend(rows.iter().cloned());
        }
    }
    for table in &new {
        replace(&mut kept, table, findings);
    }
    draft.tables.extend(table(&kept));
    kept.extend(new.iter().flat_map(rows).map(|(_, row)| row));
    draft.tables.extend(new);
    kept
}

/// Drops the verdicts of earlier rounds that a new table says again, and those it contradicts, with a remark at each row
/// that does.
fn replace(kept: &mut Vec<VerdictRow>, new: &DraftTable, findings: &mut Vec<Finding>) {
    for (number, row) in rows(new) {
        kept.retain(|former| {
            if row.says_again(former) {
                return false;
            }
            let gives_way = row.contradicts(former);
            if gives_way {
                findings.push(replaced(new, number, former));
            }
            !gives_way
        });
    }
}

fn replaced(new: &DraftTable, row: usize, former: &VerdictRow) -> Finding {
    let place = new.place(Some(row), Some("verdict"));
    let (id, school) = (&former.teacher_id, &former.school_id);
    let (zh, en) = match former.verdict == Verdict::Pin.code() {
        true => ("同意", "pin"),
        false => ("不同意", "forbid"),
    };
    let by = |said: String| {
        Some(said)
            .filter(|_| !former.by.is_empty())
            .unwrap_or_default()
    };
    let at = match school.is_empty() {
        true => String::new(),
        false => format!(" {school}"),
    };
    let message = Text::new(
        format!(
            "取代以前一轮对 `{id}` 的意见：{zh}{at}{}",
            by(format!("（{}）", former.by))
        ),
        format!(
            "replaces an earlier round's verdict on `{id}`: {en}{at}{}",
            by(format!(" ({})", former.by))
        ),
    );
    let hint = Text::new(
        "以新意见为准；若新意见写错了，改正后再算",
        "the new verdict counts; if it is the mistake, correct it and plan again",
    );
    FEEDBACK_REPLACED.at(place, None, message, hint)
}
