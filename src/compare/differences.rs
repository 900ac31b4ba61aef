//! What differs from the first plan, school by school.

use super::Compared;
use super::figures::unfilled;
use super::view::{Difference, SchoolDifference, SchoolName};
use crate::report::plan_json::{PlanFile, RotationRow};
use std::collections::{BTreeMap, BTreeSet};

/// People or lessons by school id.
type Counts = BTreeMap<String, u32>;

/// Every later plan against the first one; points without a plan are left out.
pub(super) fn differences(compared: &[Compared]) -> Vec<Difference> {
    let mut planned = compared.iter().filter_map(|one| Some((one, one.file()?)));
    let Some((first, first_file)) = planned.next() else {
        return Vec::new();
    };
    let against = |(other, file): (&Compared, &PlanFile)| Difference {
        point: other.point.label.clone(),
        from: first.point.label.clone(),
        said: [&other.point, &first.point].map(|point| point.said.clone()),
        schools: schools((first, first_file), (other, file)),
        people: people(first_file, file),
    };
    planned.map(against).collect()
}

/// People whose posting differs.
fn people(first: &PlanFile, other: &PlanFile) -> usize {
    let posting = |row: &RotationRow| (row.to.clone(), row.stage.clone(), row.subject.clone());
    let of = |file: &PlanFile| -> BTreeMap<String, _> {
        let rows = file.rotations.iter();
        rows.map(|row| (row.teacher_id.clone(), posting(row)))
            .collect()
    };
    let (was, now) = (of(first), of(other));
    let ids: BTreeSet<_> = was.keys().chain(now.keys()).collect();
    ids.into_iter()
        .filter(|id| was.get(*id) != now.get(*id))
        .count()
}

fn schools(first: (&Compared, &PlanFile), other: (&Compared, &PlanFile)) -> Vec<SchoolDifference> {
    let (was, now) = (Sides::new(first.1), Sides::new(other.1));
    let ids: BTreeSet<&String> = was.ids().chain(now.ids()).collect();
    let row = |id: &String| {
        let pair = |of: fn(&Sides) -> &Counts| {
            [&was, &now].map(|side| of(side).get(id).copied().unwrap_or_default())
        };
        let difference = SchoolDifference {
            school: name(first.0, other.0, id),
            unfilled: pair(|side| &side.unfilled),
            arrive: pair(|side| &side.arrive),
            leave: pair(|side| &side.leave),
            itinerant: pair(|side| &side.itinerant),
        };
        (!difference.is_none()).then_some(difference)
    };
    ids.into_iter().filter_map(row).collect()
}

/// The name in whichever county has the school.
fn name(first: &Compared, other: &Compared, id: &str) -> SchoolName {
    let counties = [&other.county.instance, &first.county.instance];
    let known = counties
        .into_iter()
        .find(|county| county.school_by_id(id).is_some());
    SchoolName::new(known.unwrap_or(counties[0]), id)
}

/// What one plan does at each school: unfilled lessons, people who arrive and leave, itinerant lessons received.
struct Sides {
    unfilled: Counts,
    arrive: Counts,
    leave: Counts,
    itinerant: Counts,
}

impl Sides {
    fn new(file: &PlanFile) -> Self {
        let count = |ids: &mut dyn Iterator<Item = (&String, u32)>| {
            let mut counts = Counts::new();
            for (id, n) in ids {
                *counts.entry(id.clone()).or_default() += n;
            }
            counts
        };
        Self {
            unfilled: unfilled(file, |row| row.unfilled),
            arrive: count(&mut file.rotations.iter().map(|row| (&row.to, 1))),
            leave: count(&mut file.rotations.iter().map(|row| (&row.from, 1))),
            itinerant: count(&mut file.itinerant.iter().map(|row| (&row.to, row.lessons))),
        }
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        let people = self.arrive.keys().chain(self.leave.keys());
        self.unfilled
            .keys()
            .chain(people)
            .chain(self.itinerant.keys())
    }
}
