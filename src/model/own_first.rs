//! Own school first: a unit gives itinerant lessons of a subject only if it leaves none of it unfilled at home.

use super::program::{Binds, Role, Terms, bit};
use super::rows::Rows;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Word};
use std::collections::BTreeMap;

/// Adds a binary a giving unit and subject, and its two rows.
pub fn add(instance: &Instance, rows: &mut Rows) {
    let mut givings: BTreeMap<(UnitIndex, Subject), Vec<usize>> = BTreeMap::new();
    for (i, giving) in rows.givings.iter().enumerate() {
        givings
            .entry((giving.from, giving.subject))
            .or_default()
            .push(i);
    }
    rows.begin_rule(crate::model::itinerant::RULE, false);
    for ((unit, subject), givings) in givings {
        add_unit(instance, rows, (unit, subject), &givings);
    }
}

fn add_unit(
    instance: &Instance,
    rows: &mut Rows,
    (unit, subject): (UnitIndex, Subject),
    givings: &[usize],
) {
    let Some(unfilled) = rows.unfilled[unit.0][subject.index()] else {
        // No need at home: nothing is left unfilled there.
        return;
    };
    // Where a rule lets nothing be unfilled, the own school always comes first.
    let need = f64::from(instance.unit(unit).need[subject.index()]);
    let need = need.min(rows.most_unfilled[unit.0][subject.index()]);
    if need <= 0.0 {
        return;
    }
    let most = most_given(instance, rows, givings);
    let (name, binds) = (format!("{}_{}", unit.0, subject.code()), Binds::Unit(unit));
    let gives = rows
        .program
        .add_column(0.0, 1.0, true, format!("gives {name}"));
    rows.program.about(gives, Role::Other, bit(subject));
    let given: Terms = givings
        .iter()
        .map(|&i| (rows.givings[i].lessons, 1.0))
        .collect();
    let terms = given.iter().copied().chain([(gives, -most)]).collect();
    rows.push(
        format!("gives_{name}"),
        binds,
        terms,
        f64::NEG_INFINITY,
        0.0,
    );
    let terms = vec![(unfilled, 1.0), (gives, need)];
    rows.push(
        format!("own_first_{name}"),
        binds,
        terms,
        f64::NEG_INFINITY,
        need,
    );
}

/// Most lessons that the unit's givers, or their receivers, let be given.
fn most_given(instance: &Instance, rows: &Rows, givings: &[usize]) -> f64 {
    let most_each = rows.limits.as_ref().map_or(0, |limits| limits.max_lessons);
    let mut givers: Vec<_> = givings
        .iter()
        .flat_map(|&i| &rows.givings[i].givers)
        .collect();
    givers.sort_unstable();
    givers.dedup();
    let by_givers: u32 = givers
        .iter()
        .map(|&&t| instance.standing(t).load.min(most_each))
        .sum();
    let upper = |i: &usize| rows.program.columns[rows.givings[*i].lessons.0].upper;
    givings
        .iter()
        .map(upper)
        .sum::<f64>()
        .min(f64::from(by_givers))
}
