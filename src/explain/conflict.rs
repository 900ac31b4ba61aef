//! Sets of clauses that no plan keeps together, none of which can be spared, and the least sets to let go.
//!
//! A set is found by asking again and again whether a plan exists with some clauses left out (QuickXplain); all sets are
//! found by letting go one clause of each found so far (Reiter's hitting-set tree), breadth first.

use super::clauses::{Clause, only};
use super::what_if::{Asked, Change, Feasibility};
use crate::rules::Rules;
use std::collections::{BTreeSet, VecDeque};

/// Most conflict sets, clauses let go together, and sets of them.
const MOST_CONFLICTS: usize = 6;
const MOST_LET_GO: usize = 3;
const MOST_SETS: usize = 12;
const MOST_NODES: usize = 150;

/// Places in the list of clauses.
pub type Places = BTreeSet<usize>;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conflicts {
    /// Sets of clauses that no plan keeps together.
    pub sets: Vec<Places>,
    /// Those of them that a limit may have left with a clause too many; of the others none can be spared.
    pub loose: Vec<Places>,
    /// Sets of clauses without which there is a plan, the smallest first.
    pub let_go: Vec<Places>,
    /// Whether every question was answered before a limit; else a set may hold a clause too many, or one is missing.
    pub complete: bool,
}

/// Asks whether a plan keeps some clauses; what was answered before is not asked again.
pub struct Prober<'a> {
    asked: &'a Asked<'a>,
    rules: &'a Rules,
    clauses: &'a [Clause],
    /// Changes that hold whatever clauses are left out.
    given: &'a [Change],
    /// Sets that some plan keeps, and sets that none does.
    kept: Vec<Places>,
    broken: Vec<Places>,
    unknown: bool,
}

impl<'a> Prober<'a> {
    pub fn new(asked: &'a Asked<'a>, rules: &'a Rules, clauses: &'a [Clause]) -> Self {
        Self {
            asked,
            rules,
            clauses,
            given: &[],
            kept: Vec::new(),
            broken: Vec::new(),
            unknown: false,
        }
    }

    /// A least set of clauses that no plan keeps after some changes, no clause of which is in them; `None` where a plan
    /// keeps them all, or a limit came first.
    pub fn against(mut self, given: &'a [Change]) -> Option<Places> {
        self.given = given;
        let all = (0..self.clauses.len()).collect();
        self.least(&all).filter(|_| !self.unknown)
    }

    /// Whether it is proven that no plan keeps these clauses.
    fn breaks(&mut self, places: &Places) -> bool {
        if self.broken.iter().any(|set| set.is_subset(places)) {
            return true;
        }
        if self.kept.iter().any(|set| set.is_superset(places)) {
            return false;
        }
        let kept: Vec<bool> = (0..self.clauses.len())
            .map(|i| places.contains(&i))
            .collect();
        let mut changes = only(self.asked, self.rules, self.clauses, &kept);
        changes.extend_from_slice(self.given);
        match self.asked.feasible(&changes) {
            Feasibility::None => {
                self.broken.push(places.clone());
                true
            }
            Feasibility::Plan(_) => {
                self.kept.push(places.clone());
                false
            }
            Feasibility::Unknown => {
                self.unknown = true;
                false
            }
        }
    }

    /// A least set among `places` that no plan keeps; `None` if some plan may keep them all.
    fn least(&mut self, places: &Places) -> Option<Places> {
        if !self.breaks(places) {
            return None;
        }
        let all: Vec<usize> = places.iter().copied().collect();
        Some(self.explain(&Places::new(), false, &all))
    }

    /// QuickXplain: the part of `candidates` that breaks together with `background`.
    fn explain(&mut self, background: &Places, grown: bool, candidates: &[usize]) -> Places {
        if grown && self.breaks(background) {
            return Places::new();
        }
        if candidates.len() <= 1 {
            return candidates.iter().copied().collect();
        }
        let (first, second) = candidates.split_at(candidates.len() / 2);
        let with_first = background.iter().chain(first).copied().collect();
        let of_second = self.explain(&with_first, true, second);
        let with_second = background.iter().chain(&of_second).copied().collect();
        let mut found = self.explain(&with_second, !of_second.is_empty(), first);
        found.extend(of_second);
        found
    }

    /// Every conflict, up to the limits above.
    pub fn conflicts(&mut self) -> Conflicts {
        let all: Places = (0..self.clauses.len()).collect();
        let mut found = Conflicts::default();
        let mut queue = VecDeque::from([Places::new()]);
        let mut seen = BTreeSet::new();
        let (mut limited, mut limited_deep) = (false, false);
        while let Some(gone) = queue.pop_front() {
            let known = found.let_go.iter().any(|set| set.is_subset(&gone));
            if known || !seen.insert(gone.clone()) {
                continue;
            }
            limited |= seen.len() > MOST_NODES || found.let_go.len() >= MOST_SETS;
            if limited || self.asked.is_over() {
                break;
            }
            let unknown = std::mem::take(&mut self.unknown);
            let set = self.set_without(&gone, &all, &mut found);
            let is_sure = !self.unknown;
            self.unknown |= unknown;
            let Some(set) = set else {
                if is_sure && !gone.is_empty() {
                    found.let_go.push(gone);
                }
                continue;
            };
            limited |= found.sets.len() >= MOST_CONFLICTS;
            limited_deep |= gone.len() >= MOST_LET_GO;
            if gone.len() < MOST_LET_GO {
                queue.extend(set.into_iter().map(|clause| {
                    let mut more = gone.clone();
                    more.insert(clause);
                    more
                }));
            }
        }
        found.complete = !self.unknown && !limited && !limited_deep && !self.asked.is_over();
        found
    }

    /// A conflict that holds none of the clauses let go: one found before, or a new one.
    fn set_without(
        &mut self,
        gone: &Places,
        all: &Places,
        found: &mut Conflicts,
    ) -> Option<Places> {
        if let Some(set) = found.sets.iter().find(|set| set.is_disjoint(gone)) {
            return Some(set.clone());
        }
        let set = self.least(&(all - gone))?;
        found.sets.push(set.clone());
        if self.unknown {
            found.loose.push(set.clone());
        }
        Some(set)
    }

    /// Whether a plan keeps these clauses after some more changes; `None` = not known.
    pub fn keeps_with(&self, places: &Places, more: &[Change]) -> Option<bool> {
        let kept: Vec<bool> = (0..self.clauses.len())
            .map(|i| places.contains(&i))
            .collect();
        let mut changes = only(self.asked, self.rules, self.clauses, &kept);
        changes.extend_from_slice(more);
        match self.asked.feasible(&changes) {
            Feasibility::Plan(_) => Some(true),
            Feasibility::None => Some(false),
            Feasibility::Unknown => None,
        }
    }
}
