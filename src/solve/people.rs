//! Gives a point's counts back to real teachers: who goes, who gives which itinerant and second-subject lessons.

use super::supplied;
use super::unit_lessons::UnitTask;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::domain::words::Subject;
use crate::model::program::Col;
use crate::model::rows::Rows;
use std::collections::BTreeSet;

/// A unit whose totals no assignment to single teachers reaches: its givers must be told apart in the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellApart(pub BTreeSet<TeacherIndex>);

/// A plan that a point differs from in some units alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside<'a> {
    pub plan: &'a Plan,
    pub units: &'a BTreeSet<UnitIndex>,
}

/// The plan behind a whole-number point, or the teachers the model has to tell apart first.
///
/// Within a class the smallest ids go, to the destinations in their fixed order.
pub fn plan(instance: &Instance, rows: &Rows, point: &[f64]) -> Result<Plan, TellApart> {
    let mut plan = Plan {
        rotations: rotations(rows, point),
        ..Plan::default()
    };
    let tasks = tasks(instance, rows, point, &mut plan);
    given(instance, &tasks, plan)
}

/// The same beside another plan: within a class its people go on where they can, and elsewhere its lessons stay as they are.
pub(super) fn plan_beside(
    instance: &Instance,
    rows: &Rows,
    point: &[f64],
    beside: &Beside<'_>,
) -> Result<Plan, TellApart> {
    let mut plan = Plan {
        rotations: rotations_beside(rows, point, beside.plan),
        ..Plan::default()
    };
    let mut tasks = tasks(instance, rows, point, &mut plan);
    let anew = beside.anew(instance, &plan);
    tasks.retain(|task| anew.contains(&task.unit));
    let from = |teacher: TeacherIndex| instance.standing(teacher).base;
    let stays = |unit: Option<UnitIndex>| unit.is_none_or(|unit| !anew.contains(&unit));
    let (itinerant, part_time) = (beside.plan.itinerant.iter(), beside.plan.part_time.iter());
    plan.itinerant = itinerant
        .filter(|row| stays(from(row.teacher)))
        .copied()
        .collect();
    plan.part_time = part_time
        .filter(|row| stays(Some(row.unit)))
        .copied()
        .collect();
    let remote = beside.plan.remote.iter();
    plan.remote = remote.filter(|row| stays(Some(row.to))).copied().collect();
    given(instance, &tasks, plan)
}

impl Beside<'_> {
    /// Its units, and those where other people of a class are brought in.
    fn anew(&self, instance: &Instance, plan: &Plan) -> BTreeSet<UnitIndex> {
        let mut anew = self.units.clone();
        let (was, now) = (&self.plan.retraining, &plan.retraining);
        let others = was.iter().filter(|row| !now.contains(row));
        let others = others.chain(now.iter().filter(|row| !was.contains(row)));
        anew.extend(others.filter_map(|row| instance.standing(row.teacher).base));
        let (was, now) = (&self.plan.silver_age, &plan.silver_age);
        let others = was.iter().filter(|row| !now.contains(row));
        anew.extend(
            others
                .chain(now.iter().filter(|row| !was.contains(row)))
                .map(|row| row.unit),
        );
        anew
    }
}

/// What each unit's people have to give at a point; what is brought in is added to the plan.
fn tasks<'a>(
    instance: &Instance,
    rows: &'a Rows,
    point: &[f64],
    plan: &mut Plan,
) -> Vec<UnitTask<'a>> {
    let mut tasks: Vec<UnitTask> = instance
        .unit_indices()
        .map(|unit| UnitTask {
            unit,
            targets: targets(instance, rows, unit, point),
            stayers: Vec::new(),
            arrivals: Vec::new(),
            itinerant: Vec::new(),
            limits: rows.limits.as_ref(),
            supplied: Vec::new(),
            remote: Vec::new(),
        })
        .collect();
    supplied::add(instance, rows, point, plan, &mut tasks);
    add_people(instance, plan, &mut tasks);
    for giving in &rows.givings {
        let lessons = whole(point, giving.lessons);
        if lessons > 0 {
            let days = whole(point, giving.visits);
            let days = Some(days).filter(|_| !instance.settings.money.itinerant_per_day.is_zero());
            tasks[giving.from.0].itinerant.push((giving, lessons, days));
            for target in tasks[giving.to.0]
                .targets
                .iter_mut()
                .filter(|target| target.0 == giving.subject)
            {
                target.1 = target.1.saturating_sub(lessons);
            }
        }
    }
    for link in &rows.remotes {
        let (subject, lessons) = (link.subject, whole(point, link.lessons));
        if lessons > 0 {
            let task = &mut tasks[link.to.0];
            task.remote.push((link.from, subject, lessons));
            for target in task.targets.iter_mut().filter(|t| t.0 == subject) {
                target.2 = target.2.saturating_sub(lessons);
            }
        }
    }
    tasks
}

/// The plan with the lessons of single people.
fn given(instance: &Instance, tasks: &[UnitTask<'_>], mut plan: Plan) -> Result<Plan, TellApart> {
    let mut apart = BTreeSet::new();
    for task in tasks {
        match task.assign(instance) {
            Some((itinerant, part_time, remote)) => {
                plan.remote.extend(remote);
                plan.itinerant.extend(itinerant);
                plan.part_time.extend(part_time);
            }
            None => apart.extend(task.givers()),
        }
    }
    plan.sort();
    if apart.is_empty() {
        Ok(plan)
    } else {
        Err(TellApart(apart))
    }
}

/// Who goes where at a point.
pub fn rotations(rows: &Rows, point: &[f64]) -> Vec<Rotation> {
    let mut rotations = Vec::new();
    for (class, moves) in rows.classes.iter().zip(&rows.moves_of) {
        let mut members = class.members.iter();
        for posting in moves.iter().map(|&i| &rows.moves[i]) {
            let count = whole(point, posting.count) as usize;
            rotations.extend(members.by_ref().take(count).map(|&teacher| Rotation {
                teacher,
                to: posting.to,
                subject: posting.subject,
            }));
        }
    }
    rotations.sort_unstable();
    rotations
}

/// Who goes where at a point; those whom a plan sends there first, then those it sends elsewhere.
fn rotations_beside(rows: &Rows, point: &[f64], plan: &Plan) -> Vec<Rotation> {
    let kept: BTreeSet<Rotation> = plan.rotations.iter().copied().collect();
    let sent: BTreeSet<TeacherIndex> = plan.rotations.iter().map(|row| row.teacher).collect();
    let mut rotations = Vec::new();
    for (class, moves) in rows.classes.iter().zip(&rows.moves_of) {
        let mut left = class.members.clone();
        let mut wanted = Vec::new();
        for posting in moves.iter().map(|&i| &rows.moves[i]) {
            let mut count = whole(point, posting.count) as usize;
            let row = |teacher| Rotation {
                teacher,
                to: posting.to,
                subject: posting.subject,
            };
            left.retain(|&teacher| {
                let stays = count == 0 || !kept.contains(&row(teacher));
                if !stays {
                    count -= 1;
                    rotations.push(row(teacher));
                }
                stays
            });
            wanted.extend(std::iter::repeat_n(posting, count));
        }
        left.sort_by_key(|teacher| (!sent.contains(teacher), *teacher));
        rotations.extend(wanted.iter().zip(left).map(|(posting, teacher)| Rotation {
            teacher,
            to: posting.to,
            subject: posting.subject,
        }));
    }
    rotations.sort_unstable();
    rotations
}

/// Holds everybody at these postings.
pub fn hold(rows: &mut Rows, rotations: &[Rotation]) {
    for posting in &rows.moves {
        let members = &rows.classes[posting.class].members;
        let goes = |rotation: &&Rotation| {
            rotation.to == posting.to
                && rotation.subject == posting.subject
                && members.contains(&rotation.teacher)
        };
        let count = rotations.iter().filter(goes).count() as f64;
        let column = &mut rows.program.columns[posting.count.0];
        (column.lower, column.upper) = (count, count);
    }
}

fn add_people(instance: &Instance, plan: &Plan, tasks: &mut [UnitTask]) {
    let mut posted = vec![None; instance.teachers.len()];
    for rotation in &plan.rotations {
        posted[rotation.teacher.0] = Some(rotation);
    }
    let mut trained: BTreeSet<_> = plan.retraining.iter().map(|row| row.teacher).collect();
    trained.extend(plan.principals.iter().map(|row| row.teacher));
    // Who is being trained, or moves as a principal, gives what he brings in, nothing else.
    let others = instance.teacher_indices().filter(|t| !trained.contains(t));
    for teacher in others {
        match (posted[teacher.0], instance.standing(teacher).base) {
            (Some(rotation), _) => tasks[rotation.to.0]
                .arrivals
                .push((teacher, rotation.subject)),
            (None, Some(base)) => tasks[base.0].stayers.push(teacher),
            (None, None) => {}
        }
    }
}

/// A column's whole value at a point.
pub fn whole(point: &[f64], col: Col) -> u32 {
    point[col.0].round().max(0.0) as u32
}

/// Lessons by specialists (itinerant ones included) and by others, by subject, at a point.
fn targets(
    instance: &Instance,
    rows: &Rows,
    unit: UnitIndex,
    point: &[f64],
) -> Vec<(Subject, u32, u32)> {
    Subject::taught()
        .filter_map(|subject| {
            let i = subject.index();
            let (unfilled, others) = (rows.unfilled[unit.0][i]?, rows.by_others[unit.0][i]?);
            let others = whole(point, others);
            let need = instance.unit(unit).need[i];
            Some((
                subject,
                need.saturating_sub(whole(point, unfilled) + others),
                others,
            ))
        })
        .collect()
}
