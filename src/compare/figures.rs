//! The figures that futures are compared by, from a plan and its county.

use super::Compared;
use super::view::{FiguresView, GapView, SchoolName};
use crate::report::figures::{Figures, Gap};
use crate::report::plan_json::PlanFile;
use std::collections::BTreeMap;

/// Lessons a week unfilled by school id.
pub(super) type BySchool = BTreeMap<String, u32>;

/// The figures of one plan; `first` is the first plan of the batch.
pub(super) fn figures(
    compared: &Compared,
    file: &PlanFile,
    first: Option<&PlanFile>,
) -> FiguresView {
    let instance = &compared.county.instance;
    let figures = Figures::new(instance, file);
    let now = unfilled(file, |row| row.unfilled);
    let before = unfilled(file, |row| row.before);
    let missed = file.rules.iter().filter(|rule| !rule.met);
    FiguresView {
        eligible: figures.eligible,
        rotated: figures.rotated,
        backbone: figures.backbone,
        itinerant_teachers: figures.itinerant_teachers,
        itinerant_lessons: figures.itinerant_lessons,
        arts_rural: gap(figures.arts_rural),
        all: gap(figures.all),
        minutes: file
            .rotations
            .iter()
            .map(|row| u64::from(row.minutes))
            .sum(),
        yuan: file.cost.yuan,
        indicators: file.indicators.after.clone(),
        rules_missed: missed.map(|rule| rule.code.clone()).collect(),
        worse_than_today: worse(compared, &now, &before),
        worse_than_first: first.map_or_else(Vec::new, |first| {
            worse(compared, &now, &unfilled(first, |row| row.unfilled))
        }),
    }
}

fn gap(gap: Gap) -> GapView {
    GapView {
        need: gap.need,
        before: gap.before,
        after: gap.after,
    }
}

/// Lessons of every subject, by school.
pub(super) fn unfilled(
    file: &PlanFile,
    of: impl Fn(&crate::report::plan_json::CoverageRow) -> u32,
) -> BySchool {
    let mut by_school = BySchool::new();
    for row in &file.coverage {
        *by_school.entry(row.school_id.clone()).or_default() += of(row);
    }
    by_school
}

/// Schools with more unfilled lessons than in `than`; those it does not know are none.
fn worse(compared: &Compared, now: &BySchool, than: &BySchool) -> Vec<SchoolName> {
    let schools = now
        .iter()
        .filter(|(id, n)| than.get(*id).is_some_and(|other| *n > other));
    schools
        .map(|(id, _)| SchoolName::new(&compared.county.instance, id))
        .collect()
}
