//! A plan given back to a model's columns: what it decides, and a point of the model that decides the same.

use super::highs::{Limits, Solver, work};
use super::proof::rounded;
use crate::domain::ids::UnitIndex;
use crate::domain::plan::Plan;
use crate::domain::words::Subject;
use crate::model::program::{Binds, Col, Program, Role, Terms};
use crate::model::rows::Rows;
use crate::model::supply::{Bring, Supply};
use std::collections::BTreeMap;

/// Columns with the values that a plan gives them.
pub(super) type Values = Vec<(Col, f64)>;

/// Everything that moves people or lessons between units, or brings them in; what the model has no column for is left out.
pub(super) fn decisions(rows: &Rows, plan: &Plan) -> Values {
    let mut values = postings(rows, plan);
    for giving in &rows.givings {
        let given = plan.itinerant.iter().filter(|row| {
            row.to == giving.to
                && row.subject == giving.subject
                && giving.givers.binary_search(&row.teacher).is_ok()
        });
        let (visits, lessons) = given.fold((0u32, 0u32), |(visits, lessons), row| {
            (visits + 1, lessons.saturating_add(row.lessons))
        });
        values.push((giving.lessons, f64::from(lessons)));
        values.push((giving.visits, f64::from(visits)));
    }
    for link in &rows.remotes {
        let taught = plan.remote.iter().filter(|row| {
            row.from == link.from && row.to == link.to && row.subject == link.subject
        });
        let lessons = taught.map(|row| f64::from(row.lessons)).sum();
        values.push((link.lessons, lessons));
    }
    let supplies = rows.supplies.iter();
    values.extend(supplies.map(|supply| (supply.count, f64::from(brought(rows, plan, supply)))));
    values
}

fn postings(rows: &Rows, plan: &Plan) -> Values {
    let mut class_of = BTreeMap::new();
    for (class, of) in rows.classes.iter().enumerate() {
        class_of.extend(of.members.iter().map(|&member| (member, class)));
    }
    let mut counts: BTreeMap<(usize, UnitIndex, Subject), u32> = BTreeMap::new();
    for row in &plan.rotations {
        if let Some(&class) = class_of.get(&row.teacher) {
            *counts.entry((class, row.to, row.subject)).or_default() += 1;
        }
    }
    let of = |class, to, subject| counts.get(&(class, to, subject)).copied();
    let moves = rows.moves.iter();
    let value = moves.map(|posting| {
        let count = of(posting.class, posting.to, posting.subject).unwrap_or(0);
        (posting.count, f64::from(count))
    });
    value.collect()
}

fn brought(rows: &Rows, plan: &Plan, supply: &Supply) -> u32 {
    let people = match supply.bring {
        Bring::Recruits(degree) => {
            let recruits = plan.recruitment.iter();
            let here = recruits.filter(|row| {
                (row.unit, row.subject, row.degree) == (supply.unit, supply.subject, degree)
            });
            return here.map(|row| row.posts).sum();
        }
        Bring::Retirees { pool } => {
            let retirees = plan.silver_age.iter();
            retirees
                .filter(|row| row.unit == supply.unit && rows.pools[pool].contains(&row.retiree))
                .count()
        }
        Bring::Trained { class } => {
            let trained = plan.retraining.iter();
            trained
                .filter(|row| {
                    row.subject == supply.subject
                        && rows.classes[class].members.contains(&row.teacher)
                })
                .count()
        }
        Bring::Principal { class } => {
            let moved = plan.principals.iter();
            moved
                .filter(|row| {
                    row.to == supply.unit && rows.classes[class].members.contains(&row.teacher)
                })
                .count()
        }
    };
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// A point that decides as a plan does, lessons at home shared out anew, by all rows but those of the county; `None` where
/// the model lets no such point be.
pub(super) fn of_plan(program: &Program, decided: &[(Col, f64)]) -> Option<Vec<f64>> {
    let mut held = program.clone();
    held.rows.retain(|row| row.binds != Binds::County);
    for &(Col(col), value) in decided {
        let column = &mut held.columns[col];
        if value > column.upper + 1e-6 || value < column.lower - 1e-6 {
            return None;
        }
        (column.lower, column.upper) = (value, value);
    }
    let unfilled: Terms = (0..program.columns.len())
        .filter(|&i| program.columns[i].role == Role::Unfilled)
        .map(|i| (Col(i), 1.0))
        .collect();
    let mut solver = Solver::new(&held)?;
    solver.set_objective(&unfilled);
    let limits = Limits {
        seconds: 1e6,
        nodes: None,
        iterations: work(&held),
        gap: 0.01,
        absolute_gap: 0.999,
    };
    let found = solver.run(limits, None, &mut |_, _| false).point?;
    Some(rounded(program, found))
}
