//! A possible posting: one teacher to another unit of his stage, for one of his subjects.

use super::allowance::rotation_yuan;
use super::ids::{TeacherIndex, UnitIndex};
use super::instance::Instance;
use super::words::{Subject, Tier};
use rust_decimal::Decimal;

/// One teacher, one unit he does not start the year in, one subject of his.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub teacher: TeacherIndex,
    pub from: UnitIndex,
    pub to: UnitIndex,
    pub subject: Subject,
}

impl Posting {
    /// Minutes one way; `None` = out of reach.
    pub fn minutes(self, instance: &Instance) -> Option<u32> {
        instance.trip_minutes(self.teacher, self.from, self.to)
    }

    /// Yuan a year.
    pub fn yuan(self, instance: &Instance) -> Decimal {
        rotation_yuan(instance, self.to, self.minutes(instance).unwrap_or(0))
    }

    pub fn tiers(self, instance: &Instance) -> (Tier, Tier) {
        (
            instance.school_of(self.from).tier,
            instance.school_of(self.to).tier,
        )
    }
}

/// The subjects an eligible teacher can be posted for: his main one, unless it has no need anywhere
/// (`general`), and every second one.
pub fn subjects(instance: &Instance, teacher: TeacherIndex) -> Vec<Subject> {
    let main = instance.teacher(teacher).subject;
    let taught = (!matches!(main, Subject::General | Subject::Other)).then_some(main);
    let seconds = instance.standing(teacher).seconds.iter().copied();
    taught.into_iter().chain(seconds).collect()
}
