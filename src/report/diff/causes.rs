//! What changed between two plans: settings, verdicts, tables, or that one was made from a former plan.

use crate::report::plan_json::verdict_rows::VerdictRow;
use crate::report::plan_json::{CoverageRow, PatchRow, PlanFile};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// A patched key; `None` = what the scenario says, where neither plan tells.
    Setting {
        key: String,
        old: Option<Value>,
        new: Option<Value>,
    },
    /// A verdict that one plan was made under and the other was not.
    Verdict {
        #[serde(flatten)]
        verdict: VerdictRow,
        /// Whether the new plan has it.
        added: bool,
    },
    /// The tables or the scenario; schools whose need, or what they lack with nobody moved, differs.
    Input { schools: Vec<String> },
    /// One of the plans breaks rules, as little as can be.
    Relaxed { new: bool },
    /// The new plan touches as few people as can be of a former one.
    Replan,
}

/// Keys that decide what a school needs and lacks.
const OF_COVERAGE: [&str; 4] = ["curriculum", "loads", "subjects", "year"];

/// Everything that is known to have changed.
pub(super) fn causes(old: &PlanFile, new: &PlanFile) -> Vec<Cause> {
    let mut causes = settings(&old.scenario.patches, &new.scenario.patches);
    causes.extend(verdicts(&old.scenario.feedback, &new.scenario.feedback));
    causes.extend(input(old, new, &causes));
    if old.relaxed != new.relaxed {
        causes.push(Cause::Relaxed { new: new.relaxed });
    }
    if new.replan.is_some() && old.replan != new.replan {
        causes.push(Cause::Replan);
    }
    causes
}

fn settings(old: &[PatchRow], new: &[PatchRow]) -> Vec<Cause> {
    let find = |rows: &[PatchRow], key: &str| rows.iter().find(|row| row.key == key).cloned();
    let keys: BTreeSet<&String> = old.iter().chain(new).map(|row| &row.key).collect();
    let change = |key: &String| {
        let (was, is) = (find(old, key), find(new, key));
        // Where one plan leaves the key alone, the other says what held before its patch.
        let before = |row: &PatchRow| Some(row.old.clone()).filter(|value| !value.is_null());
        let (from, to) = match (&was, &is) {
            (Some(was), Some(is)) => (Some(was.new.clone()), Some(is.new.clone())),
            (Some(was), None) => (Some(was.new.clone()), before(was)),
            (None, Some(is)) => (before(is), Some(is.new.clone())),
            (None, None) => (None, None),
        };
        (from != to).then(|| Cause::Setting {
            key: key.clone(),
            old: from,
            new: to,
        })
    };
    keys.into_iter().filter_map(change).collect()
}

fn verdicts(old: &[VerdictRow], new: &[VerdictRow]) -> Vec<Cause> {
    let only = |rows: &[VerdictRow], others: &[VerdictRow], added: bool| {
        let rows = rows.iter().filter(|row| !others.contains(row));
        rows.map(|verdict| Cause::Verdict {
            verdict: verdict.clone(),
            added,
        })
        .collect::<Vec<_>>()
    };
    [only(new, old, true), only(old, new, false)].concat()
}

/// The tables, where nothing else explains that the input differs or that schools need or lack other lessons.
fn input(old: &PlanFile, new: &PlanFile, known: &[Cause]) -> Option<Cause> {
    if old.scenario.input_sha256 == new.scenario.input_sha256 {
        return None;
    }
    let schools = changed_schools(&old.coverage, &new.coverage);
    let explains = |cause: &Cause| match cause {
        Cause::Setting { key, .. } => OF_COVERAGE.iter().any(|of| key.starts_with(of)),
        _ => false,
    };
    let is_explained = !known.is_empty() && (schools.is_empty() || known.iter().any(explains));
    (!is_explained).then_some(Cause::Input { schools })
}

fn changed_schools(old: &[CoverageRow], new: &[CoverageRow]) -> Vec<String> {
    let of = |rows: &[CoverageRow]| -> BTreeMap<(String, String, String), (u32, u32)> {
        let row = |row: &CoverageRow| {
            let place = (
                row.school_id.clone(),
                row.stage.clone(),
                row.subject.clone(),
            );
            (place, (row.need, row.before))
        };
        rows.iter().map(row).collect()
    };
    let (was, is) = (of(old), of(new));
    let places = was.keys().chain(is.keys());
    let changed = places.filter(|place| was.get(*place) != is.get(*place));
    let schools: BTreeSet<String> = changed.map(|place| place.0.clone()).collect();
    schools.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(key: &str, old: impl Into<Value>, new: impl Into<Value>) -> PatchRow {
        PatchRow {
            key: key.into(),
            old: old.into(),
            new: new.into(),
        }
    }

    #[test]
    fn a_key_changes_from_what_held_to_what_holds() {
        let old = [patch("a", 1, 2), patch("b", 1, 5), patch("c", 7, 8)];
        let new = [
            patch("a", 1, 3),
            patch("b", 1, 5),
            patch("d", Value::Null, true),
        ];
        let setting = |key: &str, old: Option<Value>, new: Option<Value>| Cause::Setting {
            key: key.into(),
            old,
            new,
        };
        assert_eq!(
            settings(&old, &new),
            [
                setting("a", Some(2.into()), Some(3.into())),
                setting("c", Some(8.into()), Some(7.into())),
                setting("d", None, Some(true.into())),
            ]
        );
    }
}
