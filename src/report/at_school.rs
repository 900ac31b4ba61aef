//! One school's part of a plan: who leaves, who comes, who teaches at two schools, what its subjects look like.

use super::figures::Gap;
use super::plan_json::{CoverageRow, ItinerantRow, PlanFile, RotationRow};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;

/// The rows of `plan.json` that touch one school.
#[derive(Debug, Clone)]
pub struct AtSchool<'a> {
    pub leavers: Vec<&'a RotationRow>,
    pub arrivals: Vec<&'a RotationRow>,
    /// Its own people who also teach elsewhere.
    pub sent: Vec<&'a ItinerantRow>,
    /// Others' people who also teach here.
    pub visitors: Vec<&'a ItinerantRow>,
    pub coverage: Vec<&'a CoverageRow>,
    /// People who start the year here if nobody moves.
    pub staff: usize,
}

impl<'a> AtSchool<'a> {
    pub fn new(instance: &Instance, file: &'a PlanFile, school: SchoolIndex) -> Self {
        let id = &instance.school(school).id;
        let here = |unit: crate::domain::ids::UnitIndex| instance.unit(unit).school == school;
        let standings = instance.standings.iter();
        Self {
            leavers: file
                .rotations
                .iter()
                .filter(|row| row.from == *id)
                .collect(),
            arrivals: file.rotations.iter().filter(|row| row.to == *id).collect(),
            sent: file
                .itinerant
                .iter()
                .filter(|row| row.from == *id)
                .collect(),
            visitors: file.itinerant.iter().filter(|row| row.to == *id).collect(),
            coverage: file
                .coverage
                .iter()
                .filter(|row| row.school_id == *id)
                .collect(),
            staff: standings.filter(|s| s.base.is_some_and(here)).count(),
        }
    }

    /// People who serve here under the plan.
    pub fn staff_after(&self) -> usize {
        (self.staff + self.arrivals.len()).saturating_sub(self.leavers.len())
    }

    /// All subjects together.
    pub fn gap(&self) -> Gap {
        let mut gap = Gap::default();
        for row in &self.coverage {
            gap.add(row);
        }
        gap
    }
}
