//! Itinerant lessons: who may give them to whom, within which limits (contract 3, rule `itinerant`).

use super::groups::Group;
use super::outlets::{Most, Outlet, by_visits};
use super::program::{Binds, Col, Role, Terms, bit};
use super::rows::Rows;
use crate::domain::eligibility::may_give_itinerant;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Word};

/// The rule's code.
pub(super) const RULE: &str = "itinerant";

/// The limits of the rule, in lessons a week and schools.
#[derive(Debug, Clone)]
pub struct Limits {
    pub subjects: Vec<Subject>,
    /// Subjects given in the other stage of the own school.
    pub both_stages: Vec<Subject>,
    pub block_lessons: u32,
    pub min_lessons_per_school: u32,
    pub max_lessons_per_school: u32,
    pub max_lessons: u32,
    pub max_schools: u32,
    /// (giving unit, receiving unit), by the circle, minutes and tiers of the rule.
    pub pairs: Vec<(UnitIndex, UnitIndex)>,
}

impl Limits {
    /// Whether a group's subject may be given at a unit it is paired with.
    fn lets(&self, instance: &Instance, group: &Group, to: UnitIndex) -> bool {
        let at_home = instance.unit(group.unit).school == instance.unit(to).school;
        let subjects = if at_home {
            &self.both_stages
        } else {
            &self.subjects
        };
        subjects.contains(&group.subject)
    }
}

/// Lessons that a set of givers gives at one other unit.
#[derive(Debug, Clone)]
pub struct Giving {
    /// Teachers of one group whose givings the model does not tell apart.
    pub givers: Vec<TeacherIndex>,
    /// Index into `Rows::groups`.
    pub group: usize,
    pub from: UnitIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    pub minutes: u32,
    pub lessons: Col,
    /// Lessons of one block.
    pub block: u32,
    /// (teacher, school) pairs among them.
    pub visits: Col,
}

/// Adds the columns and rows of itinerant teaching; the own-school-first row comes with the coverage rows.
pub fn add(instance: &Instance, rows: &mut Rows, limits: &Limits) {
    rows.limits = Some(limits.clone());
    for group in 0..rows.groups.len() {
        let givers = givers(instance, rows, limits, group);
        let reached: Vec<_> = limits
            .pairs
            .iter()
            .filter(|pair| pair.0 == rows.groups[group].unit)
            .map(|pair| pair.1)
            .filter(|&to| limits.lets(instance, &rows.groups[group], to))
            .filter(|to| instance.unit(*to).need[rows.groups[group].subject.index()] > 0)
            .collect();
        if !givers.is_empty() && !reached.is_empty() {
            add_group(instance, rows, limits, group, &givers, &reached);
        }
    }
}

fn givers(instance: &Instance, rows: &Rows, limits: &Limits, group: usize) -> Vec<TeacherIndex> {
    let group = &rows.groups[group];
    let of = [&limits.subjects, &limits.both_stages];
    if !of.iter().any(|subjects| subjects.contains(&group.subject)) {
        return Vec::new();
    }
    let on = instance.planning_date();
    group
        .members
        .iter()
        .copied()
        .filter(|&t| may_give_itinerant(instance.teacher(t), on))
        .filter(|&t| instance.standing(t).load >= limits.min_lessons_per_school.max(1))
        .collect()
}

fn add_group(
    instance: &Instance,
    rows: &mut Rows,
    limits: &Limits,
    group: usize,
    givers: &[TeacherIndex],
    reached: &[UnitIndex],
) {
    let (from, subject) = (rows.groups[group].unit, rows.groups[group].subject);
    let n_givers = givers.len() as f64;
    let unit_name = format!("{}_{}_{}", from.0, subject.code(), givers[0].0);
    let (mut all_lessons, mut all_visits): (Terms, Terms) = (Vec::new(), Vec::new());
    for &to in reached {
        let need = f64::from(instance.unit(to).need[subject.index()]);
        let most = (f64::from(limits.max_lessons_per_school) * n_givers).min(need);
        let (label, name) = (
            format!("itinerant {unit_name} to {}", to.0),
            format!("{unit_name}_{}", to.0),
        );
        let lessons = rows
            .program
            .add_column(0.0, most, true, format!("{label} lessons"));
        let visits = rows
            .program
            .add_column(0.0, n_givers, true, format!("{label} visits"));
        let binds = Binds::District;
        let (fewest, most) = (
            f64::from(limits.min_lessons_per_school),
            f64::from(limits.max_lessons_per_school),
        );
        rows.push(
            format!("visit_min_{name}"),
            binds,
            vec![(lessons, 1.0), (visits, -fewest)],
            0.0,
            f64::INFINITY,
        );
        rows.push(
            format!("visit_max_{name}"),
            binds,
            vec![(lessons, 1.0), (visits, -most)],
            f64::NEG_INFINITY,
            0.0,
        );
        for col in [lessons, visits] {
            rows.program.about(col, Role::Itinerant, bit(subject));
        }
        if limits.block_lessons == 1 {
            rows.program.follow(lessons);
        } else {
            let blocks =
                rows.program
                    .add_column(0.0, f64::INFINITY, true, format!("{label} blocks"));
            rows.program.about(blocks, Role::Itinerant, bit(subject));
            let terms = vec![(lessons, 1.0), (blocks, -f64::from(limits.block_lessons))];
            rows.push(format!("blocks_{name}"), binds, terms, 0.0, 0.0);
        }
        let mut terms = vec![(visits, 1.0)];
        terms.extend(leavers(rows, group, givers, |_| 1.0));
        rows.push(
            format!("visit_staying_{name}"),
            binds,
            terms,
            f64::NEG_INFINITY,
            n_givers,
        );
        all_lessons.push((lessons, 1.0));
        all_visits.push((visits, 1.0));
        rows.givings.push(Giving {
            givers: givers.to_vec(),
            group,
            from,
            to,
            subject,
            minutes: instance.minutes_between(from, to).unwrap_or(0),
            lessons,
            block: limits.block_lessons,
            visits,
        });
    }
    let cap = |t: TeacherIndex| f64::from(instance.standing(t).load.min(limits.max_lessons));
    add_outlet(
        rows,
        (group, givers),
        limits,
        (&all_lessons, &all_visits),
        &cap,
    );
    let total: f64 = givers.iter().map(|&t| cap(t)).sum();
    all_lessons.extend(leavers(rows, group, givers, cap));
    let binds = Binds::Unit(from);
    rows.push(
        format!("giver_lessons_{unit_name}"),
        binds,
        all_lessons,
        f64::NEG_INFINITY,
        total,
    );
    let schools = f64::from(limits.max_schools);
    all_visits.extend(leavers(rows, group, givers, |_| schools));
    rows.push(
        format!("giver_schools_{unit_name}"),
        binds,
        all_visits,
        f64::NEG_INFINITY,
        schools * n_givers,
    );
}

/// What the givers give away in all, at most their lessons and what their visits let them, as a row.
fn add_outlet(
    rows: &mut Rows,
    (group, givers): (usize, &[TeacherIndex]),
    limits: &Limits,
    (lessons, visits): (&Terms, &Terms),
    cap: &dyn Fn(TeacherIndex) -> f64,
) {
    let caps: Vec<f64> = givers.iter().map(|&t| cap(t)).collect();
    let less = leavers(rows, group, givers, |t| -cap(t));
    let by_lessons = Most {
        constant: caps.iter().sum(),
        terms: less,
    };
    let each = f64::from(limits.max_lessons_per_school);
    let visits: Vec<Col> = visits.iter().map(|term| term.0).collect();
    let of_leavers = |held: &dyn Fn(f64) -> f64| leavers(rows, group, givers, |t| held(cap(t)));
    let by_visits = by_visits(&caps, each, &visits, of_leavers);
    let (unit, subject) = (rows.groups[group].unit, rows.groups[group].subject);
    if let Some(most) = &by_visits {
        let mut terms = lessons.clone();
        terms.extend(most.terms.iter().map(|&(col, a)| (col, -a)));
        let name = format!("giver_visits_{}_{}_{}", unit.0, subject.code(), givers[0].0);
        rows.push(
            name,
            Binds::Unit(unit),
            terms,
            f64::NEG_INFINITY,
            most.constant,
        );
    }
    rows.outlets.push(Outlet {
        unit,
        subject,
        lessons: lessons.iter().map(|term| term.0).collect(),
        most: std::iter::once(by_lessons).chain(by_visits).collect(),
    });
}

/// Σ weight × (leavers + those being trained) over the givers' classes (all members of a class are alike).
fn leavers(
    rows: &Rows,
    group: usize,
    givers: &[TeacherIndex],
    weight: impl Fn(TeacherIndex) -> f64,
) -> Terms {
    let mut terms = Vec::new();
    for &class in &rows.groups[group].classes {
        let first = rows.classes[class].members[0];
        if givers.contains(&first) {
            terms.extend(rows.absent_of(class, weight(first)));
        }
    }
    terms
}
