//! Lessons a week that a unit needs: classes × curriculum (policy.md 4), less where grades are taught together.

use super::school::{Grades, School};
use super::settings::Curriculum;
use super::words::{Stage, Subject};

/// Need by subject of one unit: Σ classes × lessons over its grades. Grades taught together need a lesson once: a set of
/// them counts with the largest of its grades. A subject of `curriculum.joint` goes by the sets of `joint`, and by those of
/// `multigrade` that share no grade with them; every other subject by `multigrade` alone.
pub fn of_unit(school: &School, stage: Stage, curriculum: &Curriculum) -> [u32; Subject::COUNT] {
    let mut need = [0; Subject::COUNT];
    for (&subject, lessons) in curriculum.stage(stage) {
        let sets = sets(school, curriculum.joint.contains(&subject));
        let grade = |grade: usize| {
            let lessons = stage
                .grades()
                .position(|g| g == grade)
                .and_then(|i| lessons.get(i));
            school.classes[grade - 1] * lessons.copied().unwrap_or(0)
        };
        let alone = stage
            .grades()
            .filter(|grade| sets.iter().all(|set| !set.contains(grade)));
        let together = sets.iter().filter_map(|set| {
            let grades = stage.grades().filter(|grade| set.contains(grade));
            grades.map(grade).max()
        });
        need[subject.index()] = alone.map(grade).sum::<u32>() + together.sum::<u32>();
    }
    need
}

/// The sets of grades that a subject is taught to together.
fn sets(school: &School, is_joint: bool) -> Vec<&Grades> {
    let joint: Vec<_> = school.joint.iter().filter(|_| is_joint).collect();
    let apart = |set: &&Grades| {
        let mut joint = joint.iter();
        !joint.any(|other| other.iter().any(|grade| set.contains(grade)))
    };
    let multigrade: Vec<_> = school.multigrade.iter().filter(apart).collect();
    joint.into_iter().chain(multigrade).collect()
}
