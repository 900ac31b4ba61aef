//! Lessons a week that a unit needs: classes × curriculum (policy.md 4).

use super::settings::Curriculum;
use super::words::{Stage, Subject};

/// Need by subject of one unit, from its classes in grades 1 to 9.
pub fn from_classes(
    classes: &[u32; 9],
    stage: Stage,
    curriculum: &Curriculum,
) -> [u32; Subject::COUNT] {
    let mut need = [0; Subject::COUNT];
    for (subject, lessons) in curriculum.stage(stage) {
        need[subject.index()] = stage
            .grades()
            .zip(lessons)
            .map(|(grade, lessons)| classes[grade - 1] * lessons)
            .sum();
    }
    need
}
