//! Who could give the lessons of a gap.

use super::gap::Specialists;
use super::stand::Stand;
use crate::domain::ids::UnitIndex;
use crate::domain::posting::Posting;
use crate::domain::words::Subject;

impl Stand<'_> {
    pub(super) fn specialists(&self, unit: UnitIndex, subject: Subject) -> Specialists {
        let instance = self.asked.instance;
        let stage = instance.unit(unit).stage;
        let mut people = Specialists::default();
        for teacher in instance.teacher_indices() {
            let Some(from) = instance.standing(teacher).base else {
                continue;
            };
            let teaches =
                instance.teacher(teacher).subject == subject && instance.unit(from).stage == stage;
            if !teaches || from == unit {
                continue;
            }
            let posting = Posting {
                teacher,
                from,
                to: unit,
                subject,
            };
            let eligible = instance.is_eligible(teacher);
            people.elsewhere += 1;
            people.eligible += usize::from(eligible);
            people.open += usize::from(eligible && self.rules.allow(instance, &posting));
        }
        people
    }
}
