//! The coverage rows of `plan.json`: need, unfilled before and after, and what specialists give.

use crate::domain::coverage::coverage as cover;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Subject;

/// Lessons a week of one unit and subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoverageRow {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub need: u32,
    /// Unfilled with nobody moved.
    pub before: u32,
    pub unfilled: u32,
    /// Itinerant lessons included.
    pub by_specialists: u32,
}

/// Every unit and subject with need > 0, sorted.
pub fn coverage(instance: &Instance, plan: &Plan) -> Vec<CoverageRow> {
    let covered = cover(instance, plan);
    let mut rows = Vec::new();
    for unit in instance.unit_indices() {
        for subject in Subject::taught() {
            let i = subject.index();
            let after = covered[unit.0][i];
            if after.need > 0 {
                rows.push(CoverageRow {
                    unit,
                    subject,
                    need: after.need,
                    before: instance.before[unit.0][i],
                    unfilled: after.unfilled,
                    by_specialists: after.specialists,
                });
            }
        }
    }
    rows
}
