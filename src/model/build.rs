//! Builds the model of a county: classes, postings that every rule allows, supply, then the rules' own rows.

use super::classes::{Class, classes};
use super::groups::groups;
use super::program::{Binds, Role, Terms, bit};
use super::rows::{Arrival, Mark, Move, Rows};
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::posting::{Posting, subjects};
use crate::domain::words::{Subject, Word};
use std::collections::{BTreeMap, BTreeSet};

/// Units of each tier that count as near to a class, for each subject it may be posted for.
const NEAREST: usize = 2;

/// How teachers are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formulation {
    /// Whole-number counts of interchangeable teachers; those named stand alone.
    Counts { alone: BTreeSet<TeacherIndex> },
    /// One binary for each teacher, unit and subject: the small oracle.
    Naive,
}

/// Classes, postings and groups; no rule's rows and no coverage yet. `sight`: what the rules can tell of a teacher.
pub fn people(
    instance: &Instance,
    formulation: &Formulation,
    allows: &dyn Fn(&Posting) -> bool,
    trainable: &BTreeSet<TeacherIndex>,
    sight: &dyn Fn(TeacherIndex) -> Vec<u64>,
) -> Rows {
    let naive = *formulation == Formulation::Naive;
    let alone: BTreeSet<TeacherIndex> = match formulation {
        Formulation::Counts { alone } => alone.clone(),
        Formulation::Naive => instance.teacher_indices().collect(),
    };
    let n_units = instance.units.len();
    let classes = classes(instance, &alone, trainable, sight);
    let mut rows = Rows {
        groups: groups(instance, &classes, &alone),
        into: vec![Vec::new(); n_units],
        classes_of: vec![Vec::new(); n_units],
        moves_of: vec![Vec::new(); classes.len()],
        most_arrivals: vec![f64::INFINITY; n_units],
        most_leavers: vec![f64::INFINITY; n_units],
        brought_in: vec![std::array::from_fn(|_| Vec::new()); n_units],
        own_lessons: vec![std::array::from_fn(|_| Vec::new()); n_units],
        most_unfilled: vec![[f64::INFINITY; Subject::COUNT]; n_units],
        pe_arts: instance.settings.subjects.pe_arts.clone(),
        trained: vec![Vec::new(); classes.len()],
        classes,
        naive,
        ..Rows::default()
    };
    rows.begin_rule("model", false);
    for class in 0..rows.classes.len() {
        rows.classes_of[rows.classes[class].profile.unit.0].push(class);
        add_moves(instance, &mut rows, class, allows);
        mark_near(instance, &mut rows, class);
    }
    if naive {
        limit_classes(&mut rows);
    } else {
        count_leavers(instance, &mut rows);
        count_arrivals(instance, &mut rows);
        count_marked(instance, &mut rows);
    }
    rows
}

/// The postings of one class that the rules allow and that a road leads to.
fn add_moves(
    instance: &Instance,
    rows: &mut Rows,
    class: usize,
    allows: &dyn Fn(&Posting) -> bool,
) {
    let Class { profile, members } = &rows.classes[class];
    if !profile.eligible {
        return;
    }
    let (from, teacher, most) = (profile.unit, members[0], members.len() as f64);
    let stage = instance.unit(from).stage;
    let subjects = subjects(instance, teacher);
    for to in instance.unit_indices() {
        let Some(minutes) = instance.trip_minutes(teacher, from, to) else {
            continue;
        };
        if to == from || instance.unit(to).stage != stage {
            continue;
        }
        for &subject in &subjects {
            if allows(&Posting {
                teacher,
                from,
                to,
                subject,
            }) {
                let label = format!("move {}_{class}_to_{}_{}", from.0, to.0, subject.code());
                let count = rows.program.add_column(0.0, most, true, label);
                rows.program.about(count, Role::Posting, bit(subject));
                rows.program.follow(count);
                rows.into[to.0].push(rows.moves.len());
                rows.moves_of[class].push(rows.moves.len());
                rows.moves.push(Move {
                    class,
                    from,
                    to,
                    subject,
                    minutes,
                    count,
                });
            }
        }
    }
}

/// Marks the postings of a class to the nearest units of each tier, and those wished for.
fn mark_near(instance: &Instance, rows: &mut Rows, class: usize) {
    let wishes = &rows.classes[class].profile.wishes;
    let postings = rows.moves_of[class].iter().map(|&i| &rows.moves[i]);
    let is_near = near(postings.map(|posting| {
        let tier = instance.school_of(posting.to).tier;
        let is_wish = wishes.contains(&instance.unit(posting.to).school);
        ((posting.subject, tier), posting.minutes, is_wish)
    }));
    for (&i, is_near) in rows.moves_of[class].iter().zip(is_near) {
        rows.program.columns[rows.moves[i].count.0].near = is_near;
    }
}

/// Of (kind, minutes, wish): the nearest of each kind, equals in their order, and the wishes.
fn near<K: Ord>(postings: impl Iterator<Item = (K, u32, bool)>) -> Vec<bool> {
    let mut is_near = Vec::new();
    let mut by_kind: BTreeMap<K, Vec<(u32, usize)>> = BTreeMap::new();
    for (i, (kind, minutes, is_wish)) in postings.enumerate() {
        is_near.push(is_wish);
        by_kind.entry(kind).or_default().push((minutes, i));
    }
    for of_kind in by_kind.values_mut() {
        of_kind.sort_unstable();
        for &(_, i) in of_kind.iter().take(NEAREST) {
            is_near[i] = true;
        }
    }
    is_near
}

/// Nobody is posted twice.
fn limit_classes(rows: &mut Rows) {
    for class in 0..rows.classes.len() {
        let terms = rows.leavers_of(class, 1.0);
        let (name, binds) = (
            format!("once_{class}"),
            Binds::Unit(rows.classes[class].profile.unit),
        );
        let members = rows.classes[class].members.len() as f64;
        rows.push(name, binds, terms, f64::NEG_INFINITY, members);
    }
}

/// `leavers(class) = Σ postings`, at most the class.
fn count_leavers(instance: &Instance, rows: &mut Rows) {
    let mut leavers = Vec::with_capacity(rows.classes.len());
    for class in 0..rows.classes.len() {
        let unit = rows.classes[class].profile.unit;
        let mut terms = rows.leavers_of(class, -1.0);
        let most = if terms.is_empty() {
            0.0
        } else {
            rows.classes[class].members.len() as f64
        };
        let count = rows
            .program
            .add_column(0.0, most, true, format!("leave {}_{class}", unit.0));
        let about = rows.classes[class]
            .profile
            .bits(&instance.settings.curriculum.anyone);
        rows.program.about(count, Role::People, about);
        terms.push((count, 1.0));
        rows.push(format!("leave_{class}"), Binds::Unit(unit), terms, 0.0, 0.0);
        leavers.push(count);
    }
    rows.leavers = leavers;
}

/// `arrivals(unit, kind) = Σ postings of that kind`.
fn count_arrivals(instance: &Instance, rows: &mut Rows) {
    let mut arrivals = Vec::with_capacity(instance.units.len());
    for unit in instance.unit_indices() {
        let mut by_kind: BTreeMap<Arrival, Terms> = BTreeMap::new();
        for &i in &rows.into[unit.0] {
            let posting = &rows.moves[i];
            by_kind
                .entry(rows.arrival(posting))
                .or_default()
                .push((posting.count, -1.0));
        }
        let mut of_unit = Vec::with_capacity(by_kind.len());
        for (kind, mut terms) in by_kind {
            let name = arrival_name(unit, of_unit.len());
            let most = terms
                .iter()
                .map(|&(col, _)| rows.program.columns[col.0].upper)
                .sum();
            let count = rows.program.add_column(0.0, most, true, name.clone());
            rows.program.about(count, Role::People, bit(kind.subject));
            terms.push((count, 1.0));
            rows.push(name, Binds::Unit(unit), terms, 0.0, 0.0);
            of_unit.push((kind, count));
        }
        arrivals.push(of_unit);
    }
    rows.arrivals = arrivals;
}

/// `arrivals with a mark(unit) = Σ postings of people who carry it`.
fn count_marked(instance: &Instance, rows: &mut Rows) {
    let mut marked = vec![[None; 3]; instance.units.len()];
    for unit in instance.unit_indices() {
        for mark in Mark::ALL {
            let mut terms = rows.arriving_marked(unit, mark, -1.0);
            if terms.is_empty() {
                continue;
            }
            let name = format!("arrive_{}_{mark:?}", unit.0);
            let carriers: BTreeSet<usize> = rows.into[unit.0]
                .iter()
                .map(|&i| rows.moves[i].class)
                .filter(|&class| mark.is_on(&rows.classes[class].profile, &rows.pe_arts))
                .collect();
            let most: usize = carriers
                .iter()
                .map(|&class| rows.classes[class].members.len())
                .sum();
            let count = rows
                .program
                .add_column(0.0, most as f64, true, name.clone());
            rows.program.about(count, Role::People, 0);
            terms.push((count, 1.0));
            rows.push(name, Binds::Unit(unit), terms, 0.0, 0.0);
            marked[unit.0][mark as usize] = Some(count);
        }
    }
    rows.marked = marked;
}

fn arrival_name(unit: UnitIndex, kind: usize) -> String {
    format!("arrive_{}_{kind}", unit.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_are_the_nearest_of_each_kind_and_every_wish() {
        let postings = [
            ('r', 30, false),
            ('r', 20, false),
            ('t', 50, false),
            ('r', 20, false),
            ('r', 10, false),
            ('r', 60, true),
        ];
        let is_near = near(postings.into_iter());
        assert_eq!(is_near, [false, true, true, false, true, true]);
    }
}
