//! Gaps of a large county: what the schools around one can do about it, all else as the plan has it.

use super::gap::{Closing, least_of_level};
use super::means::Means;
use super::near::{Base, Job};
use super::stand::Stand;
use super::what_if::Change;
use crate::domain::coverage::coverage;
use crate::domain::ids::UnitIndex;
use crate::domain::words::Subject;
use crate::solve::Solved;
use crate::solve::formulate::gap_level;

impl Stand<'_> {
    /// The least that some gaps can be near these units, and the best plans that have no more.
    pub(super) fn closings_near(
        &self,
        places: &[(UnitIndex, Subject)],
        around: &[UnitIndex],
    ) -> Vec<Option<Closing>> {
        let base = self.base(around, 1);
        let of_place = |&(unit, subject): &(UnitIndex, Subject)| {
            let mut levels = vec![gap_level(unit, subject)];
            levels.extend(self.codes());
            levels
        };
        let levels: Vec<Vec<String>> = places.iter().map(of_place).collect();
        let job = |levels| Job {
            changes: &[],
            levels,
            is_narrower: true,
        };
        let jobs: Vec<Job<'_>> = levels.iter().map(|levels| job(levels)).collect();
        let ends = self.solved_near(&base, &jobs).into_iter().zip(places);
        ends.map(|(end, &place)| self.closing_of(end.ok()?, place, &base))
            .collect()
    }

    fn closing_of(
        &self,
        solved: Solved,
        (unit, subject): (UnitIndex, Subject),
        base: &Base,
    ) -> Option<Closing> {
        let instance = self.asked.instance;
        let now = coverage(instance, self.plan)[unit.0][subject.index()].unfilled;
        let (least, proven) = least_of_level(solved.levels.first()?);
        let is_less = least < now;
        let means = is_less.then(|| Means::new(instance, self.plan, &solved.plan, (unit, subject)));
        Some(Closing {
            least: least.min(now),
            proven,
            price: is_less.then(|| self.near(base, solved)),
            means: means.unwrap_or_default(),
            within: Some(self.within(base)),
        })
    }

    /// Unfilled at least after each of some lists of changes, and whether that is proven.
    pub(super) fn leasts_near(
        &self,
        unit: UnitIndex,
        subject: Subject,
        each: &[&[Change]],
    ) -> Vec<Option<(u32, bool)>> {
        let (base, levels) = (self.base(&[unit], 1), [gap_level(unit, subject)]);
        let job = |changes| Job {
            changes,
            levels: &levels,
            is_narrower: false,
        };
        let jobs: Vec<Job<'_>> = each.iter().map(|changes| job(changes)).collect();
        let ends = self.solved_near(&base, &jobs).into_iter();
        ends.map(|end| end.ok()?.levels.first().map(least_of_level))
            .collect()
    }
}
