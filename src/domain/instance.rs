//! A checked county on its planning date: what everything above `check` works on.

use super::date::Date;
use super::ids::{RetireeIndex, SchoolIndex, TeacherIndex, UnitIndex};
use super::records::{PastRotation, Retiree};
use super::school::{School, Unit};
use super::settings::Settings;
use super::teacher::{Standing, Teacher};
use super::travel::Road;
use super::words::{Stage, Subject, Verdict};

/// The county. Schools, units and teachers are sorted by id, so that the order of rows in a file changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    pub name: String,
    pub year: i16,
    pub schools: Vec<School>,
    /// Sorted by school, primary before junior.
    pub units: Vec<Unit>,
    pub teachers: Vec<Teacher>,
    /// Silver-age candidates, sorted by id.
    pub retirees: Vec<Retiree>,
    /// Sorted by teacher, then by start.
    pub history: Vec<PastRotation>,
    /// Sorted by teacher.
    pub feedback: Vec<Feedback>,
    pub settings: Settings,
    /// `standings[t]` belongs to `teachers[t]`.
    pub standings: Vec<Standing>,
    /// Lessons nobody gives if nobody moves: `before[unit][subject]`.
    pub before: Vec<[u32; Subject::COUNT]>,
    /// Whole minutes one way, `minutes[from][to]` by school; `None` = unreachable.
    pub minutes: Vec<Vec<Option<u32>>>,
    /// What they come from; `None` = coordinates.
    pub roads: Option<Vec<Road>>,
}

/// A verdict on one teacher (pin with no school = stays; forbid with no school = may not be moved).
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    pub teacher: TeacherIndex,
    pub school: Option<SchoolIndex>,
    pub verdict: Verdict,
    pub reason: String,
}

impl Instance {
    /// 1 September of the scenario's year.
    pub fn planning_date(&self) -> Date {
        planning_date(self.year)
    }

    /// August of the year in which a posting of this year ends; `None` where posts move along for good.
    pub fn term_end(&self) -> Option<Date> {
        let years = i16::try_from(self.settings.carry.term_years).ok()?;
        let year = self.year.checked_add(years).filter(|_| years > 0)?;
        Date::new(year, 8, 1).ok()
    }

    pub fn school(&self, school: SchoolIndex) -> &School {
        &self.schools[school.0]
    }

    pub fn unit(&self, unit: UnitIndex) -> &Unit {
        &self.units[unit.0]
    }

    pub fn teacher(&self, teacher: TeacherIndex) -> &Teacher {
        &self.teachers[teacher.0]
    }

    pub fn standing(&self, teacher: TeacherIndex) -> &Standing {
        &self.standings[teacher.0]
    }

    /// The school that a unit is part of.
    pub fn school_of(&self, unit: UnitIndex) -> &School {
        self.school(self.unit(unit).school)
    }

    /// The unit of a school at a stage.
    pub fn unit_at(&self, school: SchoolIndex, stage: Stage) -> Option<UnitIndex> {
        let first = self.units.partition_point(|unit| unit.school < school);
        self.units[first..]
            .iter()
            .take_while(|unit| unit.school == school)
            .position(|unit| unit.stage == stage)
            .map(|offset| UnitIndex(first + offset))
    }

    /// The units of a school.
    pub fn units_of(&self, school: SchoolIndex) -> impl Iterator<Item = UnitIndex> + use<> {
        let first = self.units.partition_point(|unit| unit.school < school);
        let end = self.units.partition_point(|unit| unit.school <= school);
        (first..end).map(UnitIndex)
    }

    pub fn school_by_id(&self, id: &str) -> Option<SchoolIndex> {
        self.schools
            .binary_search_by(|school| school.id.as_str().cmp(id))
            .ok()
            .map(SchoolIndex)
    }

    pub fn teacher_by_id(&self, id: &str) -> Option<TeacherIndex> {
        self.teachers
            .binary_search_by(|teacher| teacher.id.as_str().cmp(id))
            .ok()
            .map(TeacherIndex)
    }

    pub fn retiree(&self, retiree: RetireeIndex) -> &Retiree {
        &self.retirees[retiree.0]
    }

    pub fn retiree_by_id(&self, id: &str) -> Option<RetireeIndex> {
        self.retirees
            .binary_search_by(|retiree| retiree.id.as_str().cmp(id))
            .ok()
            .map(RetireeIndex)
    }

    pub fn retiree_indices(&self) -> impl Iterator<Item = RetireeIndex> + use<> {
        (0..self.retirees.len()).map(RetireeIndex)
    }

    pub fn unit_indices(&self) -> impl Iterator<Item = UnitIndex> + use<> {
        (0..self.units.len()).map(UnitIndex)
    }

    pub fn teacher_indices(&self) -> impl Iterator<Item = TeacherIndex> + use<> {
        (0..self.teachers.len()).map(TeacherIndex)
    }

    /// The verdicts on one teacher.
    pub fn verdicts_on(&self, teacher: TeacherIndex) -> &[Feedback] {
        let first = self.feedback.partition_point(|row| row.teacher < teacher);
        let end = self.feedback.partition_point(|row| row.teacher <= teacher);
        &self.feedback[first..end]
    }

    pub fn is_eligible(&self, teacher: TeacherIndex) -> bool {
        self.standing(teacher).ineligible.is_none()
    }

    /// Minutes between the schools of two units.
    pub fn minutes_between(&self, from: UnitIndex, to: UnitIndex) -> Option<u32> {
        self.minutes[self.unit(from).school.0][self.unit(to).school.0]
    }

    /// Minutes one way of a teacher posted from one unit to another: from his residence where the table gives one, else
    /// from the school he starts the year at.
    pub fn trip_minutes(
        &self,
        teacher: TeacherIndex,
        from: UnitIndex,
        to: UnitIndex,
    ) -> Option<u32> {
        match &self.standing(teacher).home_minutes {
            Some(minutes) => minutes[self.unit(to).school.0],
            None => self.minutes_between(from, to),
        }
    }

    /// People of each unit in the table, where they serve on 31 August: what caps on leavers and arrivals are shares of.
    pub fn listed(&self) -> Vec<usize> {
        let mut listed = vec![0; self.units.len()];
        for teacher in &self.teachers {
            let unit = teacher
                .stage
                .and_then(|stage| self.unit_at(teacher.school, stage));
            if let Some(UnitIndex(unit)) = unit {
                listed[unit] += 1;
            }
        }
        listed
    }

    /// People who start the year in each unit: those who come back to it too.
    pub fn staff(&self) -> Vec<usize> {
        let mut staff = vec![0; self.units.len()];
        for base in self.standings.iter().filter_map(|standing| standing.base) {
            staff[base.0] += 1;
        }
        staff
    }
}

/// 1 September of `year`.
pub fn planning_date(year: i16) -> Date {
    Date::new(year, 9, 1).unwrap_or(Date::MAX)
}
