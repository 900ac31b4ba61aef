//! Whose rotation term has ended by the planning date, and where each goes back to.

use super::ids::{SchoolIndex, TeacherIndex};
use super::instance::Instance;

/// One who starts the year at home again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Return {
    pub teacher: TeacherIndex,
    /// Where the table says he serves.
    pub from: SchoolIndex,
    /// Where the personnel relation is.
    pub to: SchoolIndex,
}

/// Everyone whose `away_until` has passed and whose home is another school, by teacher. Where he goes this year is up to
/// the plan; it starts from there.
pub fn returns(instance: &Instance) -> Vec<Return> {
    let people = instance.teacher_indices();
    let back = people.filter_map(|index| {
        let teacher = instance.teacher(index);
        let is_over = teacher.away_until.is_some() && !instance.standing(index).in_term;
        let to = teacher.home_school.filter(|&home| home != teacher.school)?;
        is_over.then_some(Return {
            teacher: index,
            from: teacher.school,
            to,
        })
    });
    back.collect()
}
