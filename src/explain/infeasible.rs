//! Why no plan meets the rules that must hold: what conflicts, in the rules' words, and the cheapest ways out.

use super::clauses::{Clause, clauses};
use super::conflict::{Conflicts, Places, Prober};
use super::facts::Facts;
use super::ladder::{Ladder, ladder};
use super::relax::{Relaxation, Relaxing, eligible, least_of};
use super::what_if::{Asked, all_proven};
use crate::finding::Text;
use crate::rules::{Breach, Rules};
use std::cell::Cell;

/// Share of the time for the conflicts, and of what is left for looking for ways out; the rest is for solving them.
const TO_FIND: f64 = 0.5;
const TO_LOOK: f64 = 0.4;

/// The whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    pub teachers: usize,
    pub eligible: usize,
    /// Sets that no plan keeps.
    pub conflicts: Vec<Conflict>,
    /// Whether every question was answered; else there may be more, or larger ones than need be.
    pub complete: bool,
    /// Whether every way out that was tried was solved to proof; else a cheaper one may be.
    pub proven: bool,
    /// The cheapest first.
    pub relaxations: Vec<Relaxation>,
    /// Ways out for which the time did not suffice.
    pub unsolved: usize,
    /// What a relaxed plan breaks.
    pub breaks: Vec<Breach>,
}

/// Clauses that no plan keeps together.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub clauses: Vec<Told>,
    /// Whether none of them can be spared; else the time ran out before that was known of each.
    pub is_least: bool,
    pub together: Option<Together>,
}

/// One clause with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub clause: Clause,
    /// The text that the scenario cites.
    pub source: Option<String>,
    pub said: Text,
}

/// People asked for, and the most that the other clauses of the conflict let be, solved again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    pub asked: u64,
    pub most: u64,
}

/// That nothing was found to conflict: because some plan keeps every rule, or because a limit came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoConflict {
    Feasible,
    Unknown,
}

impl NoConflict {
    pub fn code(self) -> &'static str {
        match self {
            Self::Feasible => "feasible",
            Self::Unknown => "unknown",
        }
    }

    pub fn said(self) -> Text {
        match self {
            Self::Feasible => Text::new(
                "没有冲突：必须遵守的规则可以同时满足",
                "nothing conflicts: the rules that must hold can hold together",
            ),
            Self::Unknown => Text::new(
                "没有发现冲突，但时限已到：必须遵守的规则能否同时满足，没有答案",
                "no conflict was found before the limit: whether the rules that must hold can hold together is not known",
            ),
        }
    }
}

/// Looks for conflicts and ways out.
pub fn why_not(
    asked: &Asked<'_>,
    rules: &Rules,
    breaks: Vec<Breach>,
) -> Result<WhyNot, NoConflict> {
    let clauses = clauses(asked.instance, asked.tables, rules);
    let brief = asked.for_share(TO_FIND);
    let found = Prober::new(&brief, rules, &clauses).conflicts();
    if found.sets.is_empty() && breaks.is_empty() {
        return Err(match found.complete {
            true => NoConflict::Feasible,
            false => NoConflict::Unknown,
        });
    }
    let brief = asked.for_share(TO_LOOK);
    let relaxing = Relaxing {
        asked: &brief,
        rules,
        clauses: &clauses,
        prober: &Prober::new(&brief, rules, &clauses),
        is_unsure: Cell::new(false),
    };
    let conflicts = told(&relaxing, &found);
    let (relaxations, unsolved) = relaxing.all(&found, asked);
    let is_proven = |way: &Relaxation| all_proven(&way.levels);
    let proven = unsolved == 0 && !relaxing.is_unsure.get() && relaxations.iter().all(is_proven);
    Ok(WhyNot {
        teachers: asked.instance.teachers.len(),
        eligible: eligible(asked.instance),
        conflicts,
        complete: found.complete,
        proven,
        relaxations,
        unsolved,
        breaks,
    })
}

fn told(relaxing: &Relaxing<'_>, found: &Conflicts) -> Vec<Conflict> {
    let (rules, clauses) = (relaxing.rules, relaxing.clauses);
    let conflict = |set: &Places| {
        let facts = Facts {
            asked: relaxing.asked,
            rules,
            clauses,
            set: set.iter().copied().collect(),
        };
        let source = |clause: &Clause| rules.get(clause.rule).and_then(|rule| rule.source());
        let told = |&place: &usize| Told {
            source: source(&clauses[place]).map(str::to_owned),
            said: facts.of(place),
            clause: clauses[place].clone(),
        };
        Conflict {
            clauses: set.iter().map(told).collect(),
            is_least: !found.loose.contains(set),
            together: together(relaxing, set),
        }
    };
    found.sets.iter().map(conflict).collect()
}

/// The most people that the clauses of a conflict leave for the one of them that asks for some, where the time sufficed.
fn together(relaxing: &Relaxing<'_>, set: &Places) -> Option<Together> {
    let asked = relaxing.asked;
    set.iter().find_map(|&place| {
        let clause = &relaxing.clauses[place];
        let Ladder::Rising(steps) = ladder(asked.instance, asked.tables, relaxing.rules, clause)
        else {
            return None;
        };
        // A cap asks for nobody.
        let fewer = |people: Option<(u64, u64)>| people.is_some_and(|(old, new)| new < old);
        if !steps.first().is_some_and(|step| fewer(step.people)) {
            return None;
        }
        let is_known = Cell::new(true);
        let passes = |step: &super::ladder::Step| {
            let change = std::slice::from_ref(&step.change);
            let keeps = relaxing.prober.keeps_with(set, change);
            is_known.set(is_known.get() && keeps.is_some());
            keeps == Some(true)
        };
        let (asked, most) = least_of(steps, passes)?.people?;
        is_known.get().then_some(Together { asked, most })
    })
}
