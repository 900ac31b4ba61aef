//! One school's part of a plan: who leaves, who comes, who teaches at two schools, what its subjects look like.

use super::figures::Gap;
use super::plan_json::{CoverageRow, ItinerantRow, PlanFile, RotationRow};
use super::supply::{self, Line};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::rules::recruitment;

/// The rows of `plan.json` that touch one school.
#[derive(Debug, Clone, PartialEq)]
pub struct AtSchool<'a> {
    pub leavers: Vec<&'a RotationRow>,
    pub arrivals: Vec<&'a RotationRow>,
    /// Its own people who also teach elsewhere.
    pub sent: Vec<&'a ItinerantRow>,
    /// Others' people who also teach here.
    pub visitors: Vec<&'a ItinerantRow>,
    /// People and lessons brought in here, and lessons taught from here into others.
    pub supply: Vec<Line<'a>>,
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
            supply: supply::lines(instance, file)
                .into_iter()
                .filter(|line| line.school == id || line.giver == id)
                .collect(),
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
        let come = self.arrivals.len() + self.recruits();
        (self.staff + come).saturating_sub(self.leavers.len())
    }

    fn recruits(&self) -> usize {
        let recruits = self
            .supply
            .iter()
            .filter(|line| line.rule == recruitment::CODE);
        recruits.map(|line| line.people as usize).sum()
    }

    /// Whether nobody leaves, comes, teaches at two schools or is brought in.
    pub fn is_untouched(&self) -> bool {
        self.leavers.is_empty()
            && self.arrivals.is_empty()
            && self.sent.is_empty()
            && self.visitors.is_empty()
            && self.supply.is_empty()
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
