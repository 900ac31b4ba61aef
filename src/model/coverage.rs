//! Who gives which lessons: every needed lesson is given by a specialist, by somebody else, by an itinerant
//! teacher, or stays unfilled (contract 3, "Need and unfilled").

use super::itinerant::Giving;
use super::program::{Binds, Col, Role, Terms, bit};
use super::remote;
use super::rows::Rows;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Word};

/// Columns and rows of one county's lessons; call after the postings and the itinerant columns are there.
pub fn add(
    instance: &Instance,
    rows: &mut Rows,
    itinerant_lessons_of: &dyn Fn(TeacherIndex) -> u32,
) {
    rows.begin_rule("model", false);
    add_need_columns(instance, rows);
    add_groups(instance, rows, itinerant_lessons_of);
    remote::add_helpers(rows);
    let inflow = Inflow::new(instance, rows);
    for unit in instance.unit_indices() {
        for subject in Subject::taught() {
            add_cover(instance, rows, &inflow, unit, subject);
        }
    }
}

fn add_need_columns(instance: &Instance, rows: &mut Rows) {
    for unit in instance.unit_indices() {
        let (mut unfilled, mut by_others) = ([None; Subject::COUNT], [None; Subject::COUNT]);
        for subject in Subject::taught() {
            let need = f64::from(instance.unit(unit).need[subject.index()]);
            if need > 0.0 {
                let name = format!("{}_{}", unit.0, subject.code());
                let mut add = |what: &str, role: Role| {
                    let label = format!("{what} {name}");
                    let col = rows.program.add_column(0.0, need, true, label);
                    rows.program.about(col, role, bit(subject));
                    rows.program.follow(col);
                    Some(col)
                };
                unfilled[subject.index()] = add("unfilled", Role::Unfilled);
                by_others[subject.index()] = add("by_others", Role::Other);
            }
        }
        rows.unfilled.push(unfilled);
        rows.by_others.push(by_others);
    }
}

/// The four rows of each group of people who stay (see `groups`).
fn add_groups(
    instance: &Instance,
    rows: &mut Rows,
    itinerant_lessons_of: &dyn Fn(TeacherIndex) -> u32,
) {
    let mut given: Vec<Terms> = vec![Vec::new(); rows.groups.len()];
    for giving in &rows.givings {
        given[giving.group].push((giving.lessons, 1.0));
    }
    for (index, itinerant) in given.into_iter().enumerate() {
        let (main, second) = add_group_columns(instance, rows, index);
        let second: Terms = second.iter().map(|&(_, col)| (col, 1.0)).collect();
        let main = main.map(|col| (col, 1.0));
        let helper = rows.groups[index].helper.map(|col| (col, 1.0));
        let all = main
            .into_iter()
            .chain(helper)
            .chain(second.clone())
            .chain(itinerant.clone());
        let beside: Terms = second.iter().copied().chain(itinerant.clone()).collect();
        let sums = [
            (Which::All, all.collect()),
            (
                Which::SecondAndItinerant,
                if itinerant.is_empty() {
                    Vec::new()
                } else {
                    beside
                },
            ),
            (Which::Second, second),
        ];
        for (which, terms) in sums {
            let itinerant_cap = |t| {
                if itinerant.is_empty() {
                    0
                } else {
                    itinerant_lessons_of(t)
                }
            };
            add_group_row(instance, rows, index, (which, terms), &itinerant_cap);
        }
    }
}

/// `Σ lessons + each × (leavers + those being trained) ≤ what all members can give together`.
fn add_group_row(
    instance: &Instance,
    rows: &mut Rows,
    index: usize,
    (which, mut terms): (Which, Terms),
    itinerant_cap: &dyn Fn(TeacherIndex) -> u32,
) {
    if terms.is_empty() {
        return;
    }
    let capacity = |t: TeacherIndex| {
        let standing = instance.standing(t);
        let a = itinerant_cap(t).min(standing.load);
        f64::from(match which {
            Which::All => standing.load,
            Which::Second => standing.second_cap.min(standing.load),
            Which::SecondAndItinerant => standing.load.min(standing.second_cap + a),
        })
    };
    let group = &rows.groups[index];
    let total: f64 = group.members.iter().map(|&t| capacity(t)).sum();
    for &class in &group.classes {
        let each = capacity(rows.classes[class].members[0]);
        terms.extend(rows.absent_of(class, each));
    }
    let name = format!(
        "{which:?}_{}_{}_{index}",
        group.unit.0,
        group.subject.code()
    );
    rows.push(
        name,
        Binds::Unit(rows.groups[index].unit),
        terms,
        f64::NEG_INFINITY,
        total,
    );
}

#[derive(Debug, Clone, Copy)]
enum Which {
    All,
    Second,
    SecondAndItinerant,
}

fn add_group_columns(
    instance: &Instance,
    rows: &mut Rows,
    index: usize,
) -> (Option<Col>, Vec<(Subject, Col)>) {
    let (unit, subject) = (rows.groups[index].unit, rows.groups[index].subject);
    let need = instance.unit(unit).need;
    let mut column = |kind: &str, taught: Subject| {
        let most = f64::from(need[taught.index()]);
        let label = format!("{kind} {}_{}_{index}", unit.0, taught.code());
        (most > 0.0).then(|| {
            let col = rows.program.add_column(0.0, most, false, label);
            rows.program
                .about(col, Role::Other, bit(subject) | bit(taught));
            col
        })
    };
    let main = column("main", subject);
    let seconds = rows.groups[index].seconds.clone();
    let second: Vec<_> = seconds
        .into_iter()
        .filter_map(|taught| Some((taught, column("second", taught)?)))
        .collect();
    if rows.remotes.iter().any(|link| link.to == unit) {
        let label = format!("helper {}_{index}", unit.0);
        let col = rows.program.add_column(0.0, f64::INFINITY, false, label);
        rows.program.about(col, Role::Other, bit(subject));
        rows.groups[index].helper = Some(col);
    }
    rows.groups[index].main = main;
    rows.groups[index].second.clone_from(&second);
    (main, second)
}

/// What comes into each (unit, subject) from elsewhere.
struct Inflow {
    /// Indices of givings by receiving unit and subject.
    givings: Vec<Vec<Vec<usize>>>,
    /// Indices of what is brought in, by unit and subject.
    supplies: Vec<Vec<Vec<usize>>>,
    /// Indices of remote links, by receiving unit and subject.
    remotes: Vec<Vec<Vec<usize>>>,
    /// Group indices by unit.
    groups: Vec<Vec<usize>>,
}

impl Inflow {
    fn new(instance: &Instance, rows: &Rows) -> Self {
        let n_units = instance.units.len();
        let mut inflow = Self {
            givings: vec![vec![Vec::new(); Subject::COUNT]; n_units],
            supplies: vec![vec![Vec::new(); Subject::COUNT]; n_units],
            remotes: vec![vec![Vec::new(); Subject::COUNT]; n_units],
            groups: vec![Vec::new(); n_units],
        };
        for (i, Giving { to, subject, .. }) in rows.givings.iter().enumerate() {
            inflow.givings[to.0][subject.index()].push(i);
        }
        for (i, supply) in rows.supplies.iter().enumerate() {
            inflow.supplies[supply.unit.0][supply.subject.index()].push(i);
        }
        for (i, link) in rows.remotes.iter().enumerate() {
            inflow.remotes[link.to.0][link.subject.index()].push(i);
        }
        for (i, group) in rows.groups.iter().enumerate() {
            inflow.groups[group.unit.0].push(i);
        }
        inflow
    }
}

/// `main + arrivals for their main subject and people brought in + itinerant + by_others + unfilled = need`, and what
/// `by_others` is made of.
fn add_cover(
    instance: &Instance,
    rows: &mut Rows,
    inflow: &Inflow,
    unit: UnitIndex,
    subject: Subject,
) {
    let i = subject.index();
    let (Some(unfilled), Some(by_others)) = (rows.unfilled[unit.0][i], rows.by_others[unit.0][i])
    else {
        return;
    };
    let need = f64::from(instance.unit(unit).need[i]);
    let name = format!("{}_{}", unit.0, subject.code());
    let binds = Binds::Unit(unit);
    let mut cover: Terms = vec![(unfilled, 1.0), (by_others, 1.0)];
    let mut others: Terms = vec![(by_others, -1.0)];
    for &group in &inflow.groups[unit.0] {
        let group = &rows.groups[group];
        if group.subject == subject {
            cover.extend(group.main.map(|col| (col, 1.0)));
            rows.own_lessons[unit.0][i].extend(group.main);
        }
        others.extend(
            group
                .second
                .iter()
                .filter(|(s, _)| *s == subject)
                .map(|&(_, col)| (col, 1.0)),
        );
    }
    for (as_main, row) in [(true, &mut cover), (false, &mut others)] {
        let mut arriving = rows.arriving(unit, |kind| {
            match kind.subject == subject && kind.as_main == as_main {
                true => -f64::from(kind.load),
                false => 0.0,
            }
        });
        if as_main {
            let supplies = inflow.supplies[unit.0][i].iter();
            arriving.extend(supplies.map(|&at| {
                let supply = &rows.supplies[at];
                (supply.count, -f64::from(supply.load))
            }));
        }
        if !arriving.is_empty() {
            let label = format!("arrived_{as_main} {name}");
            let lessons = rows.program.add_column(0.0, need, false, label);
            rows.program.about(lessons, Role::Other, bit(subject));
            row.push((lessons, 1.0));
            if as_main {
                rows.own_lessons[unit.0][i].push(lessons);
            }
            let terms = arriving.into_iter().chain([(lessons, 1.0)]).collect();
            rows.push(
                format!("arrived_{as_main}_{name}"),
                binds,
                terms,
                f64::NEG_INFINITY,
                0.0,
            );
        }
    }
    others.extend(
        inflow.remotes[unit.0][i]
            .iter()
            .map(|&link| (rows.remotes[link].lessons, 1.0)),
    );
    cover.extend(
        inflow.givings[unit.0][i]
            .iter()
            .map(|&giving| (rows.givings[giving].lessons, 1.0)),
    );
    rows.push(format!("cover_{name}"), binds, cover, need, need);
    rows.push(format!("others_{name}"), binds, others, 0.0, 0.0);
}
