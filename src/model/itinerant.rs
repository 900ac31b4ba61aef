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
    let (mut all_lessons, mut all_visits): (Terms, Terms) = (Vec::new(), Vec::new());
    for &to in reached {
        let giving = giving(instance, rows, limits, (group, givers), to);
        add_giving(rows, limits, &giving);
        all_lessons.push((giving.lessons, 1.0));
        all_visits.push((giving.visits, 1.0));
        rows.givings.push(giving);
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
    let name = unit_name(&rows.groups[group], givers);
    let binds = Binds::Unit(rows.groups[group].unit);
    rows.push(
        format!("giver_lessons_{name}"),
        binds,
        all_lessons,
        f64::NEG_INFINITY,
        total,
    );
    let schools = f64::from(limits.max_schools);
    all_visits.extend(leavers(rows, group, givers, |_| schools));
    rows.push(
        format!("giver_schools_{name}"),
        binds,
        all_visits,
        f64::NEG_INFINITY,
        schools * givers.len() as f64,
    );
}

/// A set of givers, in the names of their rows.
fn unit_name(group: &Group, givers: &[TeacherIndex]) -> String {
    let subject = group.subject.code();
    format!("{}_{subject}_{}", group.unit.0, givers[0].0)
}

/// What a set of givers can give at a unit: columns of lessons and of visits.
fn giving(
    instance: &Instance,
    rows: &mut Rows,
    limits: &Limits,
    (group, givers): (usize, &[TeacherIndex]),
    to: UnitIndex,
) -> Giving {
    let (from, subject) = (rows.groups[group].unit, rows.groups[group].subject);
    let n_givers = givers.len() as f64;
    let need = f64::from(instance.unit(to).need[subject.index()]);
    let most = (f64::from(limits.max_lessons_per_school) * n_givers).min(need);
    let name = unit_name(&rows.groups[group], givers);
    let mut column = |upper, of: &str| {
        let label = format!("itinerant {name} to {} {of}", to.0);
        let col = rows.program.add_column(0.0, upper, true, label);
        rows.program.about(col, Role::Itinerant, bit(subject));
        col
    };
    Giving {
        givers: givers.to_vec(),
        group,
        from,
        to,
        subject,
        minutes: instance.minutes_between(from, to).unwrap_or(0),
        lessons: column(most, "lessons"),
        block: limits.block_lessons,
        visits: column(n_givers, "visits"),
    }
}

/// Lessons between the fewest and the most of a visit, in whole blocks, by those who stay.
fn add_giving(rows: &mut Rows, limits: &Limits, giving: &Giving) {
    let &Giving {
        lessons, visits, ..
    } = giving;
    let (group, binds) = (giving.group, Binds::District);
    let unit = unit_name(&rows.groups[group], &giving.givers);
    let name = format!("{unit}_{}", giving.to.0);
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
    if limits.block_lessons == 1 {
        rows.program.follow(lessons);
    } else {
        let label = format!("itinerant {unit} to {} blocks", giving.to.0);
        let blocks = rows.program.add_column(0.0, f64::INFINITY, true, label);
        rows.program
            .about(blocks, Role::Itinerant, bit(giving.subject));
        let terms = vec![(lessons, 1.0), (blocks, -f64::from(limits.block_lessons))];
        rows.push(format!("blocks_{name}"), binds, terms, 0.0, 0.0);
    }
    let mut terms = vec![(visits, 1.0)];
    terms.extend(leavers(rows, group, &giving.givers, |_| 1.0));
    rows.push(
        format!("visit_staying_{name}"),
        binds,
        terms,
        f64::NEG_INFINITY,
        giving.givers.len() as f64,
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
