//! How another plan closes a gap: who comes, who gives lessons, and where lessons go missing instead.

use crate::domain::coverage::coverage;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Itinerant, Plan, Rotation};
use crate::domain::words::Subject;

/// What another plan does for one unit and subject, beside the plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Means {
    /// Postings there for the subject that the plan has not.
    pub posted: Vec<Rotation>,
    /// Itinerant lessons there that the plan has not, or has fewer of.
    pub itinerant: Vec<Itinerant>,
    /// Second-subject lessons there, and remote ones: more (or fewer) a week.
    pub part_time: i64,
    pub remote: i64,
    /// Where more stays unfilled than under the plan, the most first.
    pub elsewhere: Vec<Shift>,
}

/// Lessons unfilled a week, under the plan and otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub plan: u32,
    pub other: u32,
}

impl Means {
    pub fn new(
        instance: &Instance,
        plan: &Plan,
        other: &Plan,
        (unit, subject): (UnitIndex, Subject),
    ) -> Self {
        let (ours, theirs) = (coverage(instance, plan), coverage(instance, other));
        let here = (
            &ours[unit.0][subject.index()],
            &theirs[unit.0][subject.index()],
        );
        let is_new = |row: &&Itinerant| row.to == unit && row.subject == subject;
        let more = |ours: u32, theirs: u32| i64::from(theirs) - i64::from(ours);
        let posted = other.rotations.iter().copied();
        let itinerant = other.itinerant.iter().filter(is_new).copied();
        let cells = instance
            .unit_indices()
            .flat_map(|unit| Subject::taught().map(move |subject| (unit, subject)));
        let shift = |(unit, subject): (UnitIndex, Subject)| Shift {
            unit,
            subject,
            plan: ours[unit.0][subject.index()].unfilled,
            other: theirs[unit.0][subject.index()].unfilled,
        };
        let mut elsewhere: Vec<Shift> = cells
            .map(shift)
            .filter(|shift| shift.other > shift.plan)
            .collect();
        elsewhere.sort_by_key(|shift| std::cmp::Reverse(shift.other - shift.plan));
        Self {
            posted: posted
                .filter(|row| row.to == unit && row.subject == subject)
                .filter(|row| !plan.rotations.contains(row))
                .collect(),
            itinerant: itinerant
                .filter(|row| !plan.itinerant.contains(row))
                .collect(),
            part_time: more(here.0.part_time, here.1.part_time),
            remote: more(here.0.remote, here.1.remote),
            elsewhere,
        }
    }
}
