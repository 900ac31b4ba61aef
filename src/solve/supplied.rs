//! Gives the counts of people brought in back to the plan, and their lessons to the units.

use super::people::whole;
use super::unit_lessons::UnitTask;
use crate::domain::flow::Network;
use crate::domain::ids::{RetireeIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, PrincipalMove, Recruits, Retraining, SilverAge};
use crate::domain::words::Subject;
use crate::model::rows::Rows;
use crate::model::supply::Bring;
use std::collections::BTreeSet;

/// Adds what a point brings in to a plan, and what it can give to the tasks, which are by unit.
pub(super) fn add(
    instance: &Instance,
    rows: &Rows,
    point: &[f64],
    plan: &mut Plan,
    tasks: &mut [UnitTask<'_>],
) {
    let mut wanted: Vec<Vec<(UnitIndex, u32)>> = vec![Vec::new(); rows.pools.len()];
    let mut trained = Vec::new();
    for supply in &rows.supplies {
        let n = whole(point, supply.count);
        if n == 0 {
            continue;
        }
        let (unit, subject) = (supply.unit, supply.subject);
        let lessons = supply.load.saturating_mul(n);
        tasks[unit.0].supplied.push((subject, lessons));
        match supply.bring {
            Bring::Recruits(degree) => plan.recruitment.push(Recruits {
                unit,
                subject,
                degree,
                posts: n,
            }),
            Bring::Retirees { pool } => wanted[pool].push((unit, n)),
            Bring::Trained { class } => trained.push((class, subject, n, supply.load)),
            Bring::Principal { class } => plan.principals.push(PrincipalMove {
                teacher: rows.classes[class].members[0],
                to: unit,
            }),
        }
    }
    add_trained(rows, &trained, plan);
    for (pool, wanted) in rows.pools.iter().zip(wanted) {
        plan.silver_age.extend(serving(instance, pool, &wanted));
    }
}

/// The first of each class who are not posted away are trained, for the subjects in their order.
fn add_trained(rows: &Rows, trained: &[(usize, Subject, u32, u32)], plan: &mut Plan) {
    let mut taken: BTreeSet<TeacherIndex> = plan.rotations.iter().map(|row| row.teacher).collect();
    for &(class, subject, n, lessons) in trained {
        let members = rows.classes[class].members.iter().copied();
        let free: Vec<_> = members
            .filter(|teacher| !taken.contains(teacher))
            .take(n as usize)
            .collect();
        taken.extend(&free);
        plan.retraining
            .extend(free.into_iter().map(|teacher| Retraining {
                teacher,
                subject,
                lessons,
            }));
    }
}

/// Who of a pool serves where: nobody at his old school. The pool's rows see to it that there is a way (everybody is
/// kept out of one school at most, so what fits each school and the pool fits all).
fn serving(
    instance: &Instance,
    pool: &[RetireeIndex],
    wanted: &[(UnitIndex, u32)],
) -> Vec<SilverAge> {
    const SOURCE: usize = 0;
    const SINK: usize = 1;
    let mut network = Network::new(2 + wanted.len());
    for (at, &(_, n)) in wanted.iter().enumerate() {
        network.add_arc(2 + at, SINK, n);
    }
    let mut arcs = Vec::new();
    for &retiree in pool {
        let person = network.add_node();
        network.add_arc(SOURCE, person, 1);
        for (at, &(unit, _)) in wanted.iter().enumerate() {
            if instance.retiree(retiree).old_school != Some(instance.unit(unit).school) {
                let arc = network.add_arc(person, 2 + at, 1);
                arcs.push((arc, SilverAge { retiree, unit }));
            }
        }
    }
    let all = wanted.iter().map(|&(_, n)| n).sum();
    network.send(SOURCE, SINK, all);
    let taken = arcs.into_iter().filter(|&(arc, _)| network.flow(arc) > 0);
    taken.map(|(_, row)| row).collect()
}
