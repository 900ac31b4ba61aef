//! A plan: who goes where and who teaches what. Everything else (cost, coverage, levels) follows from it.

use super::ids::{TeacherIndex, UnitIndex};
use super::instance::Instance;
use super::words::Subject;

/// The decisions of one plan, each list sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub rotations: Vec<Rotation>,
    pub itinerant: Vec<Itinerant>,
    pub part_time: Vec<PartTime>,
}

/// A full-time posting to another unit, for one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rotation {
    pub teacher: TeacherIndex,
    pub to: UnitIndex,
    pub subject: Subject,
}

/// Weekly lessons of one teacher's main subject at another unit; he stays at home otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Itinerant {
    pub teacher: TeacherIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    pub lessons: u32,
}

/// Weekly lessons that a teacher gives as no specialist, where he serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartTime {
    pub teacher: TeacherIndex,
    pub unit: UnitIndex,
    pub subject: Subject,
    pub lessons: u32,
}

impl Plan {
    /// The unit each teacher serves under this plan.
    pub fn serving(&self, instance: &Instance) -> Vec<Option<UnitIndex>> {
        let mut serving: Vec<_> = instance.standings.iter().map(|s| s.base).collect();
        for rotation in &self.rotations {
            serving[rotation.teacher.0] = Some(rotation.to);
        }
        serving
    }

    /// Puts every list into its fixed order.
    pub fn sort(&mut self) {
        self.rotations.sort_unstable();
        self.itinerant.sort_unstable();
        self.part_time.sort_unstable();
    }
}

/// Adds lessons a week to a sum. A plan file may say any number: the sum stays at its most rather than start anew.
pub fn add_lessons(sum: &mut u32, lessons: u32) {
    *sum = sum.saturating_add(lessons);
}
