//! What each unit's need is met by under a finished plan: specialists, itinerant lessons, second-subject lessons, nobody.

use super::ids::TeacherIndex;
use super::instance::Instance;
use super::plan::{Plan, add_lessons};
use super::supply::supplied;
use super::words::Subject;

/// One unit and subject, in lessons a week: `need` = `specialists` + `part_time` + `remote` + `unfilled`, unless a
/// plan gives more than need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Covered {
    pub need: u32,
    /// Given by those whose main subject it is, itinerant ones and those brought in too.
    pub specialists: u32,
    /// Given by others, as the plan's `part_time` rows say.
    pub part_time: u32,
    /// Taught from elsewhere, with a helper in the room.
    pub remote: u32,
    pub unfilled: u32,
}

impl Covered {
    /// Lessons that no specialist of the unit gives.
    pub fn by_others(&self) -> u32 {
        self.part_time.saturating_add(self.remote)
    }
}

/// Coverage of every unit and subject, `[unit][subject]`.
///
/// The plan names itinerant and second-subject lessons; whoever serves a unit fills the rest of his main subject with
/// what is left of his load. As everyone has one main subject, these fills never compete.
pub fn coverage(instance: &Instance, plan: &Plan) -> Vec<[Covered; Subject::COUNT]> {
    let mut table = vec![[Covered::default(); Subject::COUNT]; instance.units.len()];
    let mut itinerant = vec![[0; Subject::COUNT]; instance.units.len()];
    for row in &plan.part_time {
        add_lessons(
            &mut table[row.unit.0][row.subject.index()].part_time,
            row.lessons,
        );
    }
    for row in &plan.itinerant {
        add_lessons(&mut itinerant[row.to.0][row.subject.index()], row.lessons);
    }
    for row in &plan.remote {
        add_lessons(
            &mut table[row.to.0][row.subject.index()].remote,
            row.lessons,
        );
    }
    let at_home = specialist_lessons(instance, plan);
    let brought = supplied(instance, plan);
    for (u, unit) in instance.units.iter().enumerate() {
        for subject in Subject::taught() {
            let i = subject.index();
            let row = &mut table[u][i];
            row.need = unit.need[i];
            row.specialists = itinerant[u][i]
                .saturating_add(at_home[u][i])
                .saturating_add(brought[u][i])
                .min(row.need.saturating_sub(row.by_others()));
            row.unfilled = row
                .need
                .saturating_sub(row.by_others().saturating_add(row.specialists));
        }
    }
    table
}

/// Lessons of their main subject that those who serve a unit can still give there, `[unit][subject]`.
fn specialist_lessons(instance: &Instance, plan: &Plan) -> Vec<[u32; Subject::COUNT]> {
    let mut left: Vec<u32> = instance.standings.iter().map(|s| s.load).collect();
    let mut take = |TeacherIndex(t): TeacherIndex, lessons: u32| {
        left[t] = left[t].saturating_sub(lessons);
    };
    for row in &plan.part_time {
        take(row.teacher, row.lessons);
    }
    for row in &plan.itinerant {
        take(row.teacher, row.lessons);
    }
    for row in &plan.remote {
        take(row.helper, row.lessons);
    }
    for row in &plan.rotations {
        if row.subject != instance.teacher(row.teacher).subject {
            left[row.teacher.0] = 0;
        }
    }
    for row in &plan.retraining {
        left[row.teacher.0] = 0;
    }
    let mut lessons = vec![[0; Subject::COUNT]; instance.units.len()];
    for (t, unit) in plan.serving(instance).into_iter().enumerate() {
        if let Some(unit) = unit {
            lessons[unit.0][instance.teachers[t].subject.index()] += left[t];
        }
    }
    lessons
}
