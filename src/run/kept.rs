//! A plan after objections beside the former one: what no level tells apart stays as it was.

use super::County;
use crate::audit::{self, levels};
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::in_turn::is_lower;
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, Itinerant, Plan, TOUCHED};
use crate::solve::{LevelResult, Solved};
use petgraph::unionfind::UnionFind;
use std::collections::BTreeSet;
use std::time::Instant;

/// How near two recounts of a level are that count as one, relative: what a level tells apart is never given up.
const EXACT: f64 = 1e-9;

/// Share of a time limit for parts put back.
const SHARE: f64 = 0.05;

/// A solved plan and the one it came from.
struct Held<'a> {
    county: &'a County,
    former: &'a Plan,
    postings: &'a [Former],
    levels: Vec<String>,
}

/// The plan solved, with the former one's decisions where it is as good with them: all of them, else the lessons of units
/// that nothing else changed at, and then the itinerant lessons of one part of the county after the other.
pub(super) fn kept(
    county: &County,
    solved: Solved,
    (former, postings): (&Plan, &[Former]),
    time_limit: Option<f64>,
) -> Solved {
    let levels = solved.levels.iter().map(|level| level.code.clone());
    let held = Held {
        county,
        former,
        postings,
        levels: levels.collect(),
    };
    match held.values(&solved.plan).filter(|_| !solved.relaxed) {
        Some(values) => held.kept(solved, values, time_limit),
        None => solved,
    }
}

impl Held<'_> {
    fn kept(&self, solved: Solved, values: Vec<f64>, time_limit: Option<f64>) -> Solved {
        let started = Instant::now();
        let instance = &self.county.instance;
        let mut best = (solved.plan.clone(), values);
        if !self.take(self.former.clone(), &mut best) {
            self.take(beside(instance, &best.0, self.former), &mut best);
            for part in parts(instance, &best.0, self.former) {
                let spent = started.elapsed().as_secs_f64();
                if time_limit.is_some_and(|limit| spent > SHARE * limit) {
                    break;
                }
                self.take(put_back(instance, &best.0, self.former, &part), &mut best);
            }
        }
        let (plan, values) = best;
        let levels = solved.levels.into_iter().zip(values);
        let levels = levels.map(|(level, value)| LevelResult { value, ..level });
        Solved {
            plan,
            levels: levels.collect(),
            ..solved
        }
    }

    /// Takes a plan that is no worse than the best so far, or is the same; whether it did.
    fn take(&self, plan: Plan, best: &mut (Plan, Vec<f64>)) -> bool {
        if plan == best.0 {
            return true;
        }
        let values = self.no_worse(&plan, &best.1);
        let is_taken = values.is_some();
        if let Some(values) = values {
            *best = (plan, values);
        }
        is_taken
    }

    /// The value of every level; none where one is not known.
    fn values(&self, plan: &Plan) -> Option<Vec<f64>> {
        let (instance, rules) = (&self.county.instance, &self.county.rules);
        let value = |code: &String| match code.as_str() {
            TOUCHED => Some(plan.touched(self.postings).len() as f64),
            code => levels::value(instance, rules, plan, code),
        };
        self.levels.iter().map(value).collect()
    }

    /// The values of a plan that is valid, and worse than others at no level before it is better.
    fn no_worse(&self, plan: &Plan, than: &[f64]) -> Option<Vec<f64>> {
        let values = self.values(plan)?;
        let is_valid =
            || audit::breaches(&self.county.instance, &self.county.rules, plan).is_empty();
        (!is_lower(than, &values, EXACT) && is_valid()).then_some(values)
    }
}

/// Units between which lessons are given in either plan, part by part, where the plans differ in them.
fn parts(instance: &Instance, plan: &Plan, former: &Plan) -> Vec<BTreeSet<UnitIndex>> {
    let way = |row: &Itinerant| Some((instance.standing(row.teacher).base?, row.to));
    let mut joined = UnionFind::new(instance.units.len());
    for (from, to) in plan
        .itinerant
        .iter()
        .chain(&former.itinerant)
        .filter_map(way)
    {
        joined.union(from.0, to.0);
    }
    let changed = differing(&plan.itinerant, &former.itinerant, way).flatten();
    let roots: BTreeSet<usize> = changed.map(|(from, _)| joined.find(from.0)).collect();
    let of = |&root: &usize| {
        let units = instance.unit_indices();
        units.filter(|unit| joined.find(unit.0) == root).collect()
    };
    roots.iter().map(of).collect()
}

/// A plan with the former one's itinerant and second-subject lessons in some units.
fn put_back(instance: &Instance, plan: &Plan, former: &Plan, units: &BTreeSet<UnitIndex>) -> Plan {
    let gives = |row: &&Itinerant| {
        let base = instance.standing(row.teacher).base;
        base.is_some_and(|base| units.contains(&base))
    };
    let mut back = plan.clone();
    back.itinerant.retain(|row| !gives(&row));
    back.itinerant.extend(former.itinerant.iter().filter(gives));
    back.part_time.retain(|row| !units.contains(&row.unit));
    let of_former = former.part_time.iter();
    back.part_time
        .extend(of_former.filter(|row| units.contains(&row.unit)));
    back.sort();
    back
}

/// A plan with the former one's second-subject lessons wherever the same people give and receive the same lessons.
fn beside(instance: &Instance, plan: &Plan, former: &Plan) -> Plan {
    let changed = changed(instance, plan, former);
    let stays = |unit: &UnitIndex| !changed.contains(unit);
    let mut kept = plan.clone();
    kept.part_time.retain(|row| !stays(&row.unit));
    let of_former = former.part_time.iter().filter(|row| stays(&row.unit));
    kept.part_time.extend(of_former);
    kept.sort();
    kept
}

/// Units where somebody comes, goes, visits or is visited in one of two plans and not in the other.
fn changed(instance: &Instance, plan: &Plan, former: &Plan) -> BTreeSet<UnitIndex> {
    let base = |teacher: TeacherIndex| instance.standing(teacher).base;
    let mut units = BTreeSet::new();
    for (teacher, to) in differing(&plan.rotations, &former.rotations, |row| {
        (row.teacher, row.to)
    })
    .chain(differing(&plan.itinerant, &former.itinerant, |row| {
        (row.teacher, row.to)
    }))
    .chain(differing(&plan.principals, &former.principals, |row| {
        (row.teacher, row.to)
    })) {
        units.insert(to);
        units.extend(base(teacher));
    }
    let trained = differing(&plan.retraining, &former.retraining, |row| row.teacher);
    units.extend(trained.filter_map(base));
    units.extend(differing(&plan.recruitment, &former.recruitment, |row| {
        row.unit
    }));
    units.extend(differing(&plan.silver_age, &former.silver_age, |row| {
        row.unit
    }));
    for (from, to) in differing(&plan.remote, &former.remote, |row| (row.from, row.to)) {
        units.extend([from, to]);
    }
    units
}

/// What the rows say that stand in one of two lists alone.
fn differing<T: PartialEq, S>(
    some: &[T],
    others: &[T],
    said: impl Fn(&T) -> S + Copy,
) -> impl Iterator<Item = S> {
    let alone = some.iter().filter(|row| !others.contains(row));
    let gone = others.iter().filter(|row| !some.contains(row));
    alone.chain(gone).map(said).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{county, plan};

    #[test]
    fn lessons_are_put_back_in_one_part_alone() {
        let county = county(|_| {});
        // T2 and T1 serve A, T8 serves C; B is visited from both.
        let now = plan("T2~B:art:3 T8~B:pe:2 T3=A:music:2");
        let former = plan("T2~B:art:4 T8~B:pe:2 T3=A:music:1");
        let parts = parts(&county, &now, &former);
        assert_eq!(parts, [BTreeSet::from([0, 1, 2].map(UnitIndex))]);
        assert_eq!(put_back(&county, &now, &former, &parts[0]), former);
        let at_c = BTreeSet::from([UnitIndex(2)]);
        assert_eq!(put_back(&county, &now, &former, &at_c), now);
        let kept = beside(&county, &now, &former);
        assert_eq!(kept, now, "both ends of what differs are changed");
        let alike = plan("T2~B:art:3 T8~B:pe:2 T3=A:music:1");
        assert_eq!(beside(&county, &now, &alike), alike);
    }
}
