//! How another plan closes a gap: who comes, who gives lessons, and where lessons go missing instead.

use crate::domain::coverage::{Covered, coverage};
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
    /// The other subjects and places where more stays unfilled than under the plan, the most first.
    pub elsewhere: Vec<Shift>,
    /// Lessons unfilled a week: fewer here, more and fewer in the other subjects and places.
    pub fewer_here: u32,
    pub more: u32,
    pub fewer: u32,
    /// The same of the whole county, under the plan and otherwise.
    pub all: (u32, u32),
}

/// Lessons unfilled a week, under the plan and otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub plan: u32,
    pub other: u32,
}

impl Shift {
    /// Lessons a week that stay unfilled beyond the plan's.
    pub fn more(&self) -> u32 {
        self.other.saturating_sub(self.plan)
    }

    fn fewer(&self) -> u32 {
        self.plan.saturating_sub(self.other)
    }
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
        let shifts = shifts(instance, &ours, &theirs);
        let is_other = |shift: &&Shift| (shift.unit, shift.subject) != (unit, subject);
        let others = shifts.iter().filter(is_other);
        let grown = others.clone().filter(|shift| shift.more() > 0);
        let mut elsewhere: Vec<Shift> = grown.copied().collect();
        elsewhere.sort_by_key(|shift| std::cmp::Reverse(shift.more()));
        Self {
            fewer_here: here.0.unfilled.saturating_sub(here.1.unfilled),
            more: elsewhere.iter().map(Shift::more).sum(),
            fewer: others.map(Shift::fewer).sum(),
            all: (
                shifts.iter().map(|shift| shift.plan).sum(),
                shifts.iter().map(|shift| shift.other).sum(),
            ),
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

/// A unit's subjects under a plan.
type Covers = [Covered; Subject::COUNT];

/// Every unit and subject under two plans.
fn shifts(instance: &Instance, ours: &[Covers], theirs: &[Covers]) -> Vec<Shift> {
    let cells = instance
        .unit_indices()
        .flat_map(|unit| Subject::taught().map(move |subject| (unit, subject)));
    let shift = |(unit, subject): (UnitIndex, Subject)| Shift {
        unit,
        subject,
        plan: ours[unit.0][subject.index()].unfilled,
        other: theirs[unit.0][subject.index()].unfilled,
    };
    cells.map(shift).collect()
}
