//! What a year does to each teacher.

use super::NextYear;
use super::recruits::recruits;
use crate::domain::eligibility::has_retired;
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::{Instance, planning_date};
use crate::domain::plan::Plan;
use crate::domain::records::PastRotation;
use crate::domain::teacher::Teacher;
use crate::domain::words::{Subject, Tier};
use std::collections::BTreeMap;

pub(super) fn next_year(instance: &Instance, plan: &Plan) -> NextYear {
    let (on, year) = (instance.planning_date(), instance.year + 1);
    let posted: BTreeMap<_, _> = plan
        .rotations
        .iter()
        .map(|row| (row.teacher, instance.unit(row.to).school))
        .collect();
    let mut next = NextYear {
        year,
        teachers: Vec::with_capacity(instance.teachers.len()),
        history: Vec::new(),
        retired: Vec::new(),
        returned: Vec::new(),
        retrained: plan.retraining.iter().map(|row| row.teacher).collect(),
        recruits: Vec::new(),
        silver_age: plan.silver_age.iter().map(|row| row.retiree).collect(),
    };
    let mut people: Vec<(Teacher, Option<TeacherIndex>)> = Vec::new();
    for index in instance.teacher_indices() {
        let settings = &instance.settings.eligibility;
        let mut teacher = instance.teacher(index).clone();
        // Who is in the roster beyond the age has a reason that the table does not say.
        let retires = |date| has_retired(&teacher, settings, date);
        if retires(planning_date(year)) && !retires(on) {
            next.retired.push(index);
            continue;
        }
        if let Some(home) = term_ends(instance, index, &mut teacher) {
            next.returned.push((index, home));
        }
        if let Some(&to) = posted.get(&index) {
            rotate(instance, &mut teacher, to);
        }
        let moved = plan.principals.iter().find(|row| row.teacher == index);
        if let Some(row) = moved {
            move_for_good(instance, &mut teacher, instance.unit(row.to).school);
        }
        let learned = plan.retraining.iter().find(|row| row.teacher == index);
        if let Some(row) = learned {
            retrain(&mut teacher, row.subject);
        }
        serve(instance, &mut teacher, posted.contains_key(&index));
        people.push((teacher, Some(index)));
    }
    for recruit in recruits(instance, plan) {
        next.recruits.push(recruit.id.clone());
        people.push((recruit, None));
    }
    people.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let mut position = vec![None; instance.teachers.len()];
    for (teacher, was) in people {
        if let Some(was) = was {
            position[was.0] = Some(TeacherIndex(next.teachers.len()));
        }
        next.teachers.push(teacher);
    }
    for teacher in &mut next.teachers {
        teacher.spouse = teacher.spouse.and_then(|spouse| position[spouse.0]);
    }
    next.history = history(instance, plan, &position);
    next
}

/// A teacher whose term has ended is back at his home school since the planning date; the school, if he has one.
fn term_ends(
    instance: &Instance,
    index: TeacherIndex,
    teacher: &mut Teacher,
) -> Option<SchoolIndex> {
    if teacher.away_until.is_none() || instance.standing(index).in_term {
        return None;
    }
    teacher.away_until = None;
    let home = teacher.home_school.take()?;
    teacher.school = home;
    teacher.since = instance.planning_date();
    Some(home)
}

/// A posting begins: with a term he belongs to the school he came from, without one his post moves with him.
fn rotate(instance: &Instance, teacher: &mut Teacher, to: SchoolIndex) {
    let on = instance.planning_date();
    let from = teacher.home_school.unwrap_or(teacher.school);
    // Who is posted to his own home school has no term to return from.
    teacher.away_until = instance.term_end().filter(|_| from != to);
    teacher.home_school = teacher.away_until.map(|_| from);
    teacher.school = to;
    teacher.since = on;
    teacher.last_rotated = Some(on);
    teacher.wishes.clear();
    teacher.volunteer = false;
}

/// A principal belongs to the school he went over to, and starts his terms there.
fn move_for_good(instance: &Instance, teacher: &mut Teacher, to: SchoolIndex) {
    (teacher.home_school, teacher.away_until) = (None, None);
    teacher.school = to;
    teacher.since = instance.planning_date();
    teacher.wishes.clear();
}

/// The subject he was trained for is his main one from now on, the former one he still holds.
fn retrain(teacher: &mut Teacher, subject: Subject) {
    let former = std::mem::replace(&mut teacher.subject, subject);
    teacher.second_subjects.remove(&subject);
    teacher.second_subjects.insert(former);
}

/// A year of service: in a rural school it counts for those whose years are known or who were sent there.
fn serve(instance: &Instance, teacher: &mut Teacher, rotated: bool) {
    teacher.probation = false;
    if instance.school(teacher.school).tier == Tier::Rural {
        let so_far = teacher.rural_years.or(rotated.then_some(0.0));
        teacher.rural_years = so_far.map(|years| years + 1.0);
    }
}

/// Past rotations and this year's, of those who still serve.
fn history(
    instance: &Instance,
    plan: &Plan,
    position: &[Option<TeacherIndex>],
) -> Vec<PastRotation> {
    let this_year = plan.rotations.iter().filter_map(|row| {
        let from = instance.standing(row.teacher).base?;
        Some(PastRotation {
            teacher: row.teacher,
            since: instance.planning_date(),
            until: instance.term_end(),
            from: Some(instance.unit(from).school),
            to: Some(instance.unit(row.to).school),
        })
    });
    let rows = instance.history.iter().copied().chain(this_year);
    let mut history: Vec<_> = rows
        .filter(|row| row.from.is_some() && row.to.is_some())
        .filter_map(|row| {
            let teacher = position[row.teacher.0]?;
            Some(PastRotation { teacher, ..row })
        })
        .collect();
    history.sort_unstable();
    history
}
