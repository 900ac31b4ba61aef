//! From an instance and its rules to a programme and the goals of its levels.

use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::posting::Posting;
use crate::domain::words::{Subject, Word};
use crate::model::build::{Formulation, people};
use crate::model::burden;
use crate::model::goals::{self, Goal};
use crate::model::itinerant::{self, Limits};
use crate::model::lump::Lumps;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use crate::model::{coverage, own_first};
use crate::rules::{Rule, Rules, Strength};
use std::collections::BTreeSet;

/// What may be missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elastic {
    /// Only `should` rules.
    Should,
    /// Every rule's rows; postings that a `must` rule keeps out stay out.
    Rows,
    /// Every rule.
    All,
}

/// A programme and the levels to be minimised over it, in order.
#[derive(Debug)]
pub struct Formulated {
    pub rows: Rows,
    pub goals: Vec<Goal>,
    /// What lump rows are made of; none in the naive model.
    pub lumps: Option<Lumps>,
}

/// Builds the programme; `levels` are those of [`Rules::levels`].
pub fn formulate(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    formulation: &Formulation,
    elastic: Elastic,
) -> Formulated {
    formulate_where(instance, rules, levels, (formulation, elastic), &|_, _| {
        true
    })
}

/// The same with people and lessons going from one unit to another only where `is_linked` says so.
pub(super) fn formulate_where(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    (formulation, elastic): (&Formulation, Elastic),
    is_linked: &dyn Fn(UnitIndex, UnitIndex) -> bool,
) -> Formulated {
    let soft = |rule: &dyn Rule| rule.strength() == Strength::Should || elastic != Elastic::Should;
    let allowed = |posting: &Posting| {
        elastic == Elastic::All
            || rules
                .in_force(instance)
                .all(|rule| rule.strength() == Strength::Should || rule.allows(instance, posting))
    };
    let allows = |posting: &Posting| is_linked(posting.from, posting.to) && allowed(posting);
    let training = rules.retraining.iter();
    let candidates = training.flat_map(|rule| rule.candidates(instance));
    let mut trainable: BTreeSet<_> = candidates.map(|(teacher, _)| teacher).collect();
    for rule in rules.principals.iter() {
        trainable.extend(rule.movable(instance));
    }
    let sight = |teacher| rules.sight(instance, teacher);
    let apart = match formulation {
        Formulation::Naive => Formulation::Naive,
        Formulation::Counts { alone } => Formulation::Counts {
            alone: alone | &rules.regular_candidates(instance),
        },
    };
    let mut rows = people(instance, &apart, &allows, &trainable, &sight);
    for rule in rules.in_force(instance) {
        rows.begin_rule(rule.code(), soft(rule));
        rule.add_supply(instance, &mut rows);
    }
    let giving = rules.itinerant.as_ref();
    let limits = giving.map(|rule| limits(instance, rule, is_linked));
    if let Some(limits) = &limits {
        rows.begin_rule(crate::rules::itinerant::CODE, false);
        itinerant::add(instance, &mut rows, limits);
        rows.begin_rule(crate::rules::rotation_share::CODE, false);
        rules.add_regulars(instance, &mut rows);
    }
    let most_itinerant = limits.as_ref().map_or(0, |limits| limits.max_lessons);
    coverage::add(instance, &mut rows, &|_| most_itinerant);
    for rule in rules.in_force(instance) {
        rows.begin_rule(rule.code(), soft(rule));
        if soft(rule) {
            count_kept_out(instance, &mut rows, rule);
        }
        rule.add_rows(instance, &mut rows);
    }
    own_first::add(instance, &mut rows);
    let mut goals = Vec::new();
    if elastic != Elastic::Should {
        goals.extend(least_broken(&rows, rules));
    }
    for level in levels {
        goals.push(goal(instance, &mut rows, rules, level));
    }
    let lumps = (*formulation != Formulation::Naive).then(|| Lumps::new(instance, &rows));
    Formulated { rows, goals, lumps }
}

/// The level that counts the unfilled lessons of one unit and subject alone.
pub fn gap_level(unit: UnitIndex, subject: Subject) -> String {
    format!("gap:{}:{}", unit.0, subject.code())
}

fn unfilled_at(rows: &Rows, level: &str) -> Option<Terms> {
    let (unit, subject) = level.strip_prefix("gap:")?.split_once(':')?;
    let (unit, subject) = (unit.parse::<usize>().ok()?, Subject::parse(subject)?);
    let column = rows.unfilled.get(unit)?[subject.index()];
    Some(column.map(|column| (column, 1.0)).into_iter().collect())
}

fn limits(
    instance: &Instance,
    rule: &crate::rules::itinerant::Itinerant,
    is_linked: &dyn Fn(UnitIndex, UnitIndex) -> bool,
) -> Limits {
    let mut pairs: Vec<_> = rule
        .pairs(instance)
        .into_iter()
        .filter_map(|pair| Some((instance.standing(pair.teacher).base?, pair.to)))
        .filter(|&(from, to)| is_linked(from, to))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Limits {
        subjects: rule.subjects.clone(),
        both_stages: rule.both_stages.clone(),
        block_lessons: rule.block_lessons,
        min_lessons_per_school: rule.min_lessons_per_school,
        max_lessons_per_school: rule.max_lessons_per_school,
        max_lessons: rule.max_lessons,
        max_schools: rule.max_schools,
        pairs,
    }
}

/// A soft rule that would keep postings out counts the people it cannot.
fn count_kept_out(instance: &Instance, rows: &mut Rows, rule: &dyn Rule) {
    let kept_out = rows.people(|posting, _| {
        let teacher = rows.classes[posting.class].members[0];
        let (from, to, subject) = (posting.from, posting.to, posting.subject);
        let allowed = rule.allows(
            instance,
            &Posting {
                teacher,
                from,
                to,
                subject,
            },
        );
        f64::from(u8::from(!allowed))
    });
    if !kept_out.is_empty() {
        let name = format!("{}_kept_out", rule.code());
        rows.at_most(name, Binds::County, kept_out, 0.0, Measure::People);
    }
}

/// For a plan that breaks least: people short, then lessons, then yuan, over the `must` rules.
fn least_broken(rows: &Rows, rules: &Rules) -> Vec<Goal> {
    [
        (Measure::People, "people_short"),
        (Measure::Lessons, "lessons_short"),
        (Measure::Yuan, "yuan_short"),
    ]
    .into_iter()
    .map(|(measure, code)| {
        let must = |rule: &str| {
            rules
                .get(rule)
                .is_none_or(|rule| rule.strength() == Strength::Must)
        };
        let terms = shortfalls(rows, |rule, of| of == measure && must(rule));
        Goal::whole(code, terms)
    })
    .filter(|goal| !goal.terms.is_empty())
    .collect()
}

fn shortfalls(rows: &Rows, counts: impl Fn(&str, Measure) -> bool) -> Terms {
    let counted = rows
        .shortfalls
        .iter()
        .filter(|short| counts(short.rule, short.measure));
    counted.map(|short| (short.column, 1.0)).collect()
}

fn goal(instance: &Instance, rows: &mut Rows, rules: &Rules, level: &str) -> Goal {
    match level {
        "arts_unfilled_rural" => goals::arts_unfilled_rural(instance, rows),
        "arts_depth" => goals::arts_depth(instance, rows),
        "unfilled" => goals::unfilled(instance, rows),
        "core_unfilled" => goals::core_unfilled(instance, rows),
        "rural_backbone" => goals::rural_backbone(instance, rows),
        "balance" => goals::balance(instance, rows),
        "burden" => burden::burden(
            instance,
            rows,
            usize::try_from(rules.required(instance)).unwrap_or(usize::MAX),
        ),
        other => match unfilled_at(rows, other) {
            Some(terms) => Goal::whole(other, terms),
            None => Goal::whole(other, shortfalls(rows, |of, _| of == other)),
        },
    }
}
