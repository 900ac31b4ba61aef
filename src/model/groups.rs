//! Supply groups: the people of a unit with the same subjects, whose lessons add up.
//!
//! A teacher who stays can give main lessons `m`, second-subject lessons `z` and itinerant lessons `i` with
//! `m + z + i ≤ L`, `z ≤ c`, `i ≤ a`, `z + i ≤ min(L, c + a)`. These sets are nested, so what several such teachers
//! can give together is the same four rows with the right sides summed (a sum of polymatroids), and whole
//! totals split into whole lessons of each teacher.

use super::classes::Class;
use super::program::Col;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// People of one unit with the same main and second subjects.
#[derive(Debug, Clone)]
pub struct Group {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub seconds: BTreeSet<Subject>,
    /// Everyone who starts the year there, eligible or not.
    pub members: Vec<TeacherIndex>,
    /// Indices into the model's classes.
    pub classes: Vec<usize>,
    /// Lessons of the main subject given at home.
    pub main: Option<Col>,
    /// Hours in the rooms of remote lessons; `None` where none are received.
    pub helper: Option<Col>,
    /// Second-subject lessons given at home, by subject.
    pub second: Vec<(Subject, Col)>,
}

type Key = (UnitIndex, Subject, BTreeSet<Subject>, Option<TeacherIndex>);

/// Groups of all people, in a fixed order. Teachers in `alone` stand by themselves.
pub fn groups(
    instance: &Instance,
    classes: &[Class],
    alone: &BTreeSet<TeacherIndex>,
) -> Vec<Group> {
    let mut by_key: BTreeMap<Key, (Vec<TeacherIndex>, BTreeSet<usize>)> = BTreeMap::new();
    let mut class_of = vec![None; instance.teachers.len()];
    for (i, class) in classes.iter().enumerate() {
        for member in &class.members {
            class_of[member.0] = Some(i);
        }
    }
    for teacher in instance.teacher_indices() {
        let standing = instance.standing(teacher);
        let Some(unit) = standing.base else { continue };
        let key = (
            unit,
            instance.teacher(teacher).subject,
            standing.seconds.clone(),
            alone.contains(&teacher).then_some(teacher),
        );
        let (members, group_classes) = by_key.entry(key).or_default();
        members.push(teacher);
        group_classes.extend(class_of[teacher.0]);
    }
    by_key
        .into_iter()
        .map(|((unit, subject, seconds, _), (members, classes))| Group {
            unit,
            subject,
            seconds,
            members,
            classes: classes.into_iter().collect(),
            main: None,
            helper: None,
            second: Vec::new(),
        })
        .collect()
}
