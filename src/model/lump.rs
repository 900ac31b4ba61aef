//! Lump rows: a teacher is worth a whole load, so lessons cannot be met by fractions of people.
//!
//! For a set S of subjects of one unit, with D its need, C the lessons of those who start there and whose main
//! subject is in S, A the arrivals posted for S and O the leavers with a main subject in S, every plan has
//!
//! `unfilled(S) + lessons of S brought in + Σ load·A − Σ load·O ≥ D − C`,
//!
//! where lessons are brought in by itinerant teachers and by people whose main subject is outside S. A and O are whole
//! numbers, the rest is not negative: mixed-integer rounding by any δ > 0 keeps every plan,
//!
//! `(unfilled + brought in) + δ·Σ F(a/δ)·n ≥ δ·f₀·⌈b/δ⌉`, `F(t) = f₀·⌊t⌋ + min(frac t, f₀)`, `f₀ = frac(b/δ)`, `b = D − C`.

use super::program::{Binds, Terms, summed};
use super::rows::Rows;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use std::collections::BTreeSet;

/// Adds the rows of every single subject, of every subject with each other one people of the unit hold, and of all.
pub fn add(instance: &Instance, rows: &mut Rows) {
    let mut groups_of = vec![Vec::new(); instance.units.len()];
    for (i, group) in rows.groups.iter().enumerate() {
        groups_of[group.unit.0].push(i);
    }
    let mut givings_into = vec![Vec::new(); instance.units.len()];
    for (i, giving) in rows.givings.iter().enumerate() {
        givings_into[giving.to.0].push(i);
    }
    for unit in instance.unit_indices() {
        let local = Local {
            unit,
            groups: &groups_of[unit.0],
            givings: &givings_into[unit.0],
        };
        for set in sets(instance, rows, &local) {
            local.add_set(instance, rows, &set);
        }
    }
}

/// A unit with the groups that start there and the itinerant lessons given there.
struct Local<'a> {
    unit: UnitIndex,
    groups: &'a [usize],
    givings: &'a [usize],
}

fn sets(instance: &Instance, rows: &Rows, local: &Local<'_>) -> BTreeSet<BTreeSet<Subject>> {
    let needed = |subject: &Subject| instance.unit(local.unit).need[subject.index()] > 0;
    let mut sets: BTreeSet<BTreeSet<Subject>> = Subject::taught()
        .filter(needed)
        .map(|subject| BTreeSet::from([subject]))
        .collect();
    for group in local
        .groups
        .iter()
        .map(|&i| &rows.groups[i])
        .filter(|group| needed(&group.subject))
    {
        for &second in group.seconds.iter().filter(|subject| needed(subject)) {
            sets.insert(BTreeSet::from([group.subject, second]));
        }
    }
    sets.insert(Subject::taught().filter(needed).collect());
    sets
}

impl Local<'_> {
    fn add_set(&self, instance: &Instance, rows: &mut Rows, set: &BTreeSet<Subject>) {
        let need: u32 = set
            .iter()
            .map(|subject| instance.unit(self.unit).need[subject.index()])
            .sum();
        let mut capacity = 0;
        let mut lessons: Terms = Vec::new();
        for group in self.groups.iter().map(|&i| &rows.groups[i]) {
            if set.contains(&group.subject) {
                capacity += group
                    .members
                    .iter()
                    .map(|&t| instance.standing(t).load)
                    .sum::<u32>();
            } else {
                let brought = group
                    .second
                    .iter()
                    .filter(|(subject, _)| set.contains(subject));
                lessons.extend(brought.map(|&(_, col)| (col, 1.0)));
            }
        }
        lessons.extend(
            set.iter()
                .filter_map(|subject| rows.unfilled[self.unit.0][subject.index()])
                .map(|col| (col, 1.0)),
        );
        let given = self
            .givings
            .iter()
            .map(|&i| &rows.givings[i])
            .filter(|giving| set.contains(&giving.subject));
        lessons.extend(given.map(|giving| (giving.lessons, 1.0)));
        let mut people = rows.arriving(self.unit, |kind| match set.contains(&kind.subject) {
            true => f64::from(kind.load),
            false => 0.0,
        });
        people.extend(
            rows.leaving(self.unit, |profile| match set.contains(&profile.subject) {
                true => -f64::from(profile.load),
                false => 0.0,
            }),
        );
        let people = summed(people);
        let least = f64::from(need) - f64::from(capacity);
        let loads: BTreeSet<u32> = people
            .iter()
            .map(|&(_, load)| load.abs() as u32)
            .filter(|&load| load > 0)
            .collect();
        for load in loads {
            let Some((people, least)) = round(&people, least, f64::from(load)) else {
                continue;
            };
            let terms = people.into_iter().chain(lessons.clone()).collect();
            let name = format!("lump_{}_{}_{load}", self.unit.0, rows.program.rows.len());
            rows.push(name, Binds::Unit(self.unit), terms, least, f64::INFINITY);
        }
    }
}

/// Mixed-integer rounding of `y + Σ a·n ≥ b` by δ, for y ≥ 0 and whole n ≥ 0; `None` where b is a multiple of δ.
fn round(people: &Terms, b: f64, delta: f64) -> Option<(Terms, f64)> {
    let f0 = b.rem_euclid(delta);
    if f0 == 0.0 {
        return None;
    }
    let rounded = |a: f64| (a / delta).floor() * f0 + a.rem_euclid(delta).min(f0);
    let terms = people.iter().map(|&(col, a)| (col, rounded(a))).collect();
    Some((terms, f0 * (b / delta).ceil()))
}
