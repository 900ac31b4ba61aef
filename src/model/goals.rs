//! The levels as linear goals over the model's columns (contract 3, "Levels").

use super::balance;
use super::program::{Binds, Program, Role, Terms, bit};
use super::rows::{Mark, Rows};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, TOUCHED};
use crate::domain::school::School;
use crate::domain::words::{Outlook, SchoolKind, Subject, Tier};
use std::collections::BTreeMap;

/// A level to be minimised: `value = (Σ terms + constant) ÷ scale`.
#[derive(Debug, Clone)]
pub struct Goal {
    pub code: String,
    pub terms: Terms,
    pub constant: f64,
    /// The terms are this many times the level's own unit, so that tolerances mean something.
    pub scale: f64,
    /// Every plan has a whole number here (in the level's own unit).
    pub whole: bool,
}

impl Goal {
    /// The level's value at a point.
    pub fn value(&self, point: &[f64]) -> f64 {
        let sum: f64 = self.terms.iter().map(|&(col, c)| c * point[col.0]).sum();
        (sum + self.constant) / self.scale
    }

    pub fn whole(code: &str, terms: Terms) -> Self {
        Self {
            code: code.into(),
            terms,
            constant: 0.0,
            scale: 1.0,
            whole: true,
        }
    }
}

/// Level 1: unfilled lessons of PE, music and art in rural units.
pub fn arts_unfilled_rural(instance: &Instance, rows: &Rows) -> Goal {
    let terms = rural_arts(instance)
        .filter_map(|(unit, subject)| rows.unfilled[unit.0][subject.index()].map(|col| (col, 1.0)));
    Goal::whole("arts_unfilled_rural", terms.collect())
}

/// Level 2: `U + max(0, U − ⌊D/3⌋) + max(0, U − ⌊2D/3⌋)` over rural units, and arts lessons given there by others.
pub fn arts_depth(instance: &Instance, rows: &mut Rows) -> Goal {
    rows.begin_rule("model", false);
    let mut terms: Terms = Vec::new();
    let arts = &instance.settings.subjects.pe_arts;
    let arts_bits = arts.iter().fold(0, |bits, &subject| bits | bit(subject));
    for unit in instance
        .unit_indices()
        .filter(|&unit| is_rural(instance, unit))
    {
        let subjects = || {
            instance
                .settings
                .subjects
                .pe_arts
                .iter()
                .map(|subject| subject.index())
        };
        let need: u32 = subjects().map(|i| instance.unit(unit).need[i]).sum();
        let unfilled: Terms = subjects()
            .filter_map(|i| rows.unfilled[unit.0][i].map(|col| (col, 1.0)))
            .collect();
        terms.extend(&unfilled);
        terms.extend(subjects().filter_map(|i| rows.by_others[unit.0][i].map(|col| (col, 1.0))));
        for third in [need / 3, 2 * need / 3].into_iter().filter(|_| need > 0) {
            let most = f64::from(need - third);
            let label = format!("depth {} beyond {third}", unit.0);
            let depth = rows.program.add_column(0.0, most, true, label);
            rows.program.about(depth, Role::Measure, arts_bits);
            rows.program.follow(depth);
            let row: Terms = [(depth, 1.0)]
                .into_iter()
                .chain(unfilled.iter().map(|&(c, _)| (c, -1.0)))
                .collect();
            let name = format!("depth_{}_{third}", unit.0);
            rows.push(
                name,
                Binds::Unit(unit),
                row,
                -f64::from(third),
                f64::INFINITY,
            );
            terms.push((depth, 1.0));
        }
    }
    Goal::whole("arts_depth", super::program::summed(terms))
}

/// Level 3: all other unfilled lessons, shortage subjects × `shortage_weight`.
pub fn unfilled(instance: &Instance, rows: &Rows) -> Goal {
    let subjects = &instance.settings.subjects;
    let mut terms: Terms = Vec::new();
    for unit in instance.unit_indices() {
        for subject in Subject::taught() {
            if is_rural(instance, unit) && subjects.pe_arts.contains(&subject) {
                continue;
            }
            let weight = if subjects.shortage.contains(&subject) {
                subjects.shortage_weight
            } else {
                1
            };
            terms
                .extend(rows.unfilled[unit.0][subject.index()].map(|col| (col, f64::from(weight))));
        }
    }
    Goal::whole("unfilled", terms)
}

/// The optional level `core_unfilled`: unfilled lessons of the core subjects in all units.
pub fn core_unfilled(instance: &Instance, rows: &Rows) -> Goal {
    let core = &instance.settings.subjects.core;
    let units = rows.unfilled.iter();
    let terms = units.flat_map(|unit| core.iter().filter_map(|subject| unit[subject.index()]));
    Goal::whole("core_unfilled", terms.map(|col| (col, 1.0)).collect())
}

/// Level 4: rural schools without a serving county backbone teacher.
pub fn rural_backbone(instance: &Instance, rows: &mut Rows) -> Goal {
    rows.begin_rule("model", false);
    let mut terms: Terms = Vec::new();
    for school in (0..instance.schools.len()).map(SchoolIndex) {
        if !wants_backbone(instance.school(school)) {
            continue;
        }
        let label = format!("without_backbone {}", school.0);
        let without = rows.program.add_column(0.0, 1.0, true, label);
        rows.program.about(without, Role::Measure, 0);
        let units: Vec<_> = instance.units_of(school).collect();
        let (net, at_start) = backbone_of(instance, rows, &units);
        let row: Terms = net.into_iter().chain([(without, 1.0)]).collect();
        let least = 1.0 - at_start as f64;
        rows.push(
            format!("backbone_at_{}", school.0),
            Binds::District,
            row,
            least,
            f64::INFINITY,
        );
        terms.push((without, 1.0));
    }
    Goal::whole("rural_backbone", terms)
}

/// Net arrivals of county backbone teachers at some units, and how many start the year there.
pub fn backbone_of(instance: &Instance, rows: &Rows, units: &[UnitIndex]) -> (Terms, usize) {
    let mut net: Terms = Vec::new();
    for &unit in units {
        net.extend(rows.arriving_marked(unit, Mark::Backbone, 1.0));
        net.extend(rows.leaving(unit, |profile| -f64::from(u8::from(profile.backbone))));
        net.extend(rows.supplied_heads(unit, Mark::Backbone));
    }
    let starts_here = |base: Option<UnitIndex>| base.is_some_and(|base| units.contains(&base));
    let people = instance.teachers.iter().zip(&instance.standings);
    let at_start = people
        .filter(|(teacher, standing)| teacher.backbone.counts() && starts_here(standing.base));
    (net, at_start.count())
}

/// Level 5, see [`balance`].
pub fn balance(instance: &Instance, rows: &mut Rows) -> Goal {
    balance::goal(instance, rows)
}

/// People whose posting is not that of a former plan; whoever it sent away must stand alone in the model.
pub fn touched(rows: &Rows, former: &[Former]) -> Goal {
    let was: BTreeMap<_, _> = former
        .iter()
        .map(|row| (row.teacher, row.posting))
        .collect();
    let mut terms = Terms::new();
    for (i, class) in rows.classes.iter().enumerate() {
        let Some(&sent) = class.members.first().and_then(|member| was.get(member)) else {
            terms.extend(rows.leavers_of(i, 1.0));
            continue;
        };
        // He is one of the constant, and out of it where he goes as he was to go.
        let postings = rows.moves_of[i].iter().map(|&posting| &rows.moves[posting]);
        let same = postings.filter(|posting| sent == Some((posting.to, posting.subject)));
        terms.extend(same.map(|posting| (posting.count, -1.0)));
    }
    Goal {
        constant: was.len() as f64,
        ..Goal::whole(TOUCHED, terms)
    }
}

/// A rural school that should have a backbone teacher: not special, not closing.
pub fn wants_backbone(school: &School) -> bool {
    school.tier == Tier::Rural
        && school.kind != SchoolKind::Special
        && school.outlook != Outlook::Closing
}

fn is_rural(instance: &Instance, unit: UnitIndex) -> bool {
    instance.school_of(unit).tier == Tier::Rural
}

fn rural_arts(instance: &Instance) -> impl Iterator<Item = (UnitIndex, Subject)> + '_ {
    let arts = &instance.settings.subjects.pe_arts;
    instance
        .unit_indices()
        .filter(|&unit| is_rural(instance, unit))
        .flat_map(move |unit| arts.iter().map(move |&subject| (unit, subject)))
}

/// Adds the row `goal ≤ value` that keeps an earlier level at the value reached.
pub fn lock(program: &mut Program, goal: &Goal, value: f64) {
    let (terms, most) = lock_row(goal, value);
    let name = format!("keep_{}", goal.code);
    program.add_row(super::program::Row {
        name,
        rule: "levels",
        binds: Binds::County,
        terms,
        lower: f64::NEG_INFINITY,
        upper: most,
    });
}

/// Terms and right side of `goal ≤ value`: whole levels exactly, others within 10⁻⁶ relative.
pub fn lock_row(goal: &Goal, value: f64) -> (Terms, f64) {
    let slack = if goal.whole {
        1e-6
    } else {
        (value.abs() * 1e-6).max(1e-9) * 0.5
    };
    (
        goal.terms.clone(),
        (value + slack) * goal.scale - goal.constant,
    )
}
