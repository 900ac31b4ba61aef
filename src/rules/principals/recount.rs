//! Counts in a finished plan who is moved although he may not be, who stays although he must move, and the schools that are
//! left without a principal or with two.

use super::schools::holders;
use super::{CODE, Principals};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Position;
use crate::finding::Text;
use crate::rules::{Breach, say};

pub(super) fn breaches(rule: &Principals, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let mut breaches = wrong_moves(rule, instance, plan);
    breaches.extend(still_there(rule, instance, plan));
    for position in [Position::Principal, Position::VicePrincipal] {
        if rule.positions.contains(&position) {
            breaches.extend(wrong_schools(instance, plan, position, Principals::range));
        }
    }
    breaches.extend(wrong_number(rule, plan));
    breaches
}

/// Schools left without a principal, with a second one, or without their vice-principals.
pub(super) fn not_kept(rule: &Principals, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let of = |&position: &Position| wrong_schools(instance, plan, position, Principals::kept);
    let moved = [Position::Principal, Position::VicePrincipal];
    let moved = moved.iter().filter(|at| rule.positions.contains(at));
    moved.flat_map(of).collect()
}

fn breach(amount: u64, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount,
        message: Text::new(zh, en),
    }
}

fn wrong_moves(rule: &Principals, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let wrong = plan.principals.iter().filter(|row| {
        !rule.may(instance, row.teacher) || !rule.is_open(instance, row.teacher, row.to)
    });
    wrong
        .map(|row| {
            let person = say::person(instance, row.teacher);
            let to = say::unit(instance, row.to);
            breach(
                1,
                format!("{person} 不得调任 {}", to.zh),
                format!("{person} may not be moved to {}", to.en),
            )
        })
        .collect()
}

fn still_there(rule: &Principals, instance: &Instance, plan: &Plan) -> Vec<Breach> {
    let moved = |teacher| plan.principals.iter().any(|row| row.teacher == teacher);
    let staying = instance
        .teacher_indices()
        .filter(|&teacher| rule.must(instance, teacher) && !moved(teacher));
    staying
        .map(|teacher| {
            let person = say::person(instance, teacher);
            let years = instance.standing(teacher).tenure;
            breach(
                1,
                format!("{person} 在本校任职 {years} 年，届满应当交流"),
                format!("{person} has served {years} years at one school and must move"),
            )
        })
        .collect()
}

/// Schools whose holders of a position afterwards lie outside the range that those before give.
fn wrong_schools(
    instance: &Instance,
    plan: &Plan,
    position: Position,
    range: fn(Position, u32) -> (u32, u32),
) -> Vec<Breach> {
    let before = holders(instance, position);
    let mut after = before.clone();
    for row in &plan.principals {
        if instance.teacher(row.teacher).position != position {
            continue;
        }
        if let Some(from) = instance.standing(row.teacher).base {
            let from = &mut after[instance.unit(from).school.0];
            *from = from.saturating_sub(1);
        }
        after[instance.unit(row.to).school.0] += 1;
    }
    let mut breaches = Vec::new();
    for (school, (&before, &n)) in before.iter().zip(&after).enumerate() {
        let (least, most) = range(position, before);
        let off = least.saturating_sub(n) + n.saturating_sub(most);
        if off > 0 {
            let school = say::school(instance, SchoolIndex(school));
            let (held, should) = (say::list(&[position]), n.clamp(least, most));
            breaches.push(breach(
                u64::from(off),
                format!("{school} 交流后有{} {n} 名，应为 {should} 名", held.zh),
                format!(
                    "{school} has {n} of position {} afterwards instead of {should}",
                    held.en
                ),
            ));
        }
    }
    breaches
}

fn wrong_number(rule: &Principals, plan: &Plan) -> Vec<Breach> {
    let n = plan.principals.len() as u64;
    let (min, max) = (rule.min.map(u64::from), rule.max.map(u64::from));
    let short = min.filter(|&min| n < min).map(|min| {
        breach(
            min - n,
            format!("应交流校长 {min} 人，实际 {n} 人"),
            format!("{min} people in charge must move, {n} do"),
        )
    });
    let over = max.filter(|&max| n > max).map(|max| {
        breach(
            n - max,
            format!("至多交流校长 {max} 人，实际 {n} 人"),
            format!("no more than {max} people in charge may move, {n} do"),
        )
    });
    short.into_iter().chain(over).collect()
}
