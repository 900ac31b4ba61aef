//! A plan: who goes where and who teaches what. Everything else (cost, coverage, levels) follows from it.

use super::ids::{RetireeIndex, TeacherIndex, UnitIndex};
use super::instance::Instance;
use super::words::{Degree, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// The decisions of one plan, each list sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub rotations: Vec<Rotation>,
    pub itinerant: Vec<Itinerant>,
    pub part_time: Vec<PartTime>,
    pub recruitment: Vec<Recruits>,
    pub silver_age: Vec<SilverAge>,
    pub retraining: Vec<Retraining>,
    pub remote: Vec<Remote>,
    pub principals: Vec<PrincipalMove>,
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

/// New people of one subject, recruited into vacant posts of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recruits {
    pub unit: UnitIndex,
    pub subject: Subject,
    /// Degree asked of them.
    pub degree: Degree,
    /// Posts filled, one person each.
    pub posts: u32,
}

/// A retired teacher who gives his subject at one unit for the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SilverAge {
    pub retiree: RetireeIndex,
    pub unit: UnitIndex,
}

/// A teacher who is trained for another subject and gives it where he starts the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retraining {
    pub teacher: TeacherIndex,
    /// The new one.
    pub subject: Subject,
    /// Lessons a week of it that he can give, over the year.
    pub lessons: u32,
}

/// Weekly lessons that one unit's specialists teach into another, with somebody who serves there in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remote {
    pub from: UnitIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    pub helper: TeacherIndex,
    pub lessons: u32,
}

/// A principal or vice-principal who goes over to another unit for good and gives his main subject there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PrincipalMove {
    pub teacher: TeacherIndex,
    pub to: UnitIndex,
}

impl PrincipalMove {
    /// Lessons a week that he can give there; none where no school needs his subject.
    pub fn lessons(&self, instance: &Instance) -> u32 {
        let subject = instance.teacher(self.teacher).subject;
        match Subject::taught().any(|taught| taught == subject) {
            true => instance.standing(self.teacher).load,
            false => 0,
        }
    }
}

/// A rotation of a former plan: whom it sent where, for what. `posting` is `None` where its school is there no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Former {
    pub teacher: TeacherIndex,
    pub posting: Option<(UnitIndex, Subject)>,
}

/// The code of the level that counts [`Plan::touched`].
pub const TOUCHED: &str = "touched";

impl Plan {
    /// Whether nobody's place differs, nor what is given elsewhere; among equals, who gives which lessons where he serves
    /// is as it falls.
    pub fn sends_as(&self, other: &Self) -> bool {
        let sent = |plan: &Self| Self {
            part_time: Vec::new(),
            ..plan.clone()
        };
        sent(self) == sent(other)
    }

    /// The plan with one teacher at home, his lessons of second subjects not given, and nothing else changed.
    pub fn without(&self, teacher: TeacherIndex) -> Self {
        let mut plan = self.clone();
        plan.rotations.retain(|row| row.teacher != teacher);
        plan.part_time.retain(|row| row.teacher != teacher);
        plan
    }

    /// People whose posting (unit and subject, or none) is not that of a former plan, sorted.
    pub fn touched(&self, former: &[Former]) -> Vec<TeacherIndex> {
        let now: BTreeMap<_, _> = self
            .rotations
            .iter()
            .map(|row| (row.teacher, (row.to, row.subject)))
            .collect();
        let was: BTreeMap<_, _> = former
            .iter()
            .map(|row| (row.teacher, row.posting))
            .collect();
        let people: BTreeSet<_> = now.keys().chain(was.keys()).copied().collect();
        let is_touched = |teacher: &TeacherIndex| match (was.get(teacher), now.get(teacher)) {
            (Some(Some(was)), Some(now)) => was != now,
            _ => true,
        };
        people.into_iter().filter(is_touched).collect()
    }

    /// The unit each teacher serves under this plan.
    pub fn serving(&self, instance: &Instance) -> Vec<Option<UnitIndex>> {
        let mut serving: Vec<_> = instance.standings.iter().map(|s| s.base).collect();
        for rotation in &self.rotations {
            serving[rotation.teacher.0] = Some(rotation.to);
        }
        for row in &self.principals {
            serving[row.teacher.0] = Some(row.to);
        }
        serving
    }

    /// Puts every list into its fixed order.
    pub fn sort(&mut self) {
        self.rotations.sort_unstable();
        self.itinerant.sort_unstable();
        self.part_time.sort_unstable();
        self.recruitment.sort_unstable();
        self.silver_age.sort_unstable();
        self.retraining.sort_unstable();
        self.remote.sort_unstable();
        self.principals.sort_unstable();
    }
}

/// Adds lessons a week to a sum. A plan file may say any number: the sum stays at its most rather than start anew.
pub fn add_lessons(sum: &mut u32, lessons: u32) {
    *sum = sum.saturating_add(lessons);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rotation(teacher: usize, to: usize, subject: Subject) -> Rotation {
        Rotation {
            teacher: TeacherIndex(teacher),
            to: UnitIndex(to),
            subject,
        }
    }

    #[test]
    fn whoever_is_posted_otherwise_is_touched() {
        let former = [(0, 1), (1, 1), (2, 1), (3, 1)].map(|(teacher, to)| Former {
            teacher: TeacherIndex(teacher),
            posting: (teacher != 3).then_some((UnitIndex(to), Subject::Pe)),
        });
        let plan = Plan {
            rotations: vec![
                rotation(0, 1, Subject::Pe),
                // Another subject, another school that is no more, and one who stayed.
                rotation(1, 1, Subject::Music),
                rotation(3, 2, Subject::Pe),
                rotation(7, 2, Subject::Pe),
            ],
            ..Plan::default()
        };
        let touched: Vec<_> = plan.touched(&former).iter().map(|t| t.0).collect();
        assert_eq!(touched, [1, 2, 3, 7]);
    }
}
