//! The model under construction: its columns by meaning, and sums over them for rows and goals.

use super::classes::{Class, Profile};
use super::groups::Group;
use super::itinerant::{Giving, Limits};
use super::outlets::Outlet;
use super::program::{Col, Program, Terms};
use super::regular::Regular;
use super::remote::Remote;
use super::supply::Supply;
use crate::domain::ids::{RetireeIndex, UnitIndex};
use crate::domain::words::Subject;
use std::collections::BTreeSet;

/// What a shortfall is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    People,
    Lessons,
    Yuan,
}

/// How many of a class go to one unit, posted for one subject.
#[derive(Debug, Clone)]
pub struct Move {
    /// Index into `Rows::classes`.
    pub class: usize,
    pub from: UnitIndex,
    pub to: UnitIndex,
    pub subject: Subject,
    pub minutes: u32,
    pub count: Col,
}

/// What levels and rules count of people beside the lessons they give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// County level up.
    Backbone,
    /// Above the degree his stage requires.
    HigherDegree,
    /// His main subject is PE, music or art.
    PeArts,
}

impl Mark {
    pub const ALL: [Self; 3] = [Self::Backbone, Self::HigherDegree, Self::PeArts];

    /// Whether a teacher who is in the PE-and-arts subjects as `pe_arts` says carries the mark.
    pub fn is_on(self, profile: &Profile, pe_arts: &BTreeSet<Subject>) -> bool {
        match self {
            Self::Backbone => profile.backbone,
            Self::HigherDegree => profile.higher_degree,
            Self::PeArts => pe_arts.contains(&profile.subject),
        }
    }
}

/// People who arrive at one unit and whose lessons nothing there can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    pub to: UnitIndex,
    /// Posted for.
    pub subject: Subject,
    /// Whether that is their main subject.
    pub as_main: bool,
    pub load: u32,
}

/// How far a rule may be missed; a column that some row of the rule is softened by.
#[derive(Debug, Clone)]
pub struct Shortfall {
    pub rule: &'static str,
    pub measure: Measure,
    pub column: Col,
}

/// Columns by meaning, and the programme they stand in.
#[derive(Debug, Default)]
pub struct Rows {
    pub program: Program,
    pub classes: Vec<Class>,
    pub moves: Vec<Move>,
    /// Postings by destination unit, as indices into `moves`.
    pub into: Vec<Vec<usize>>,
    /// Classes by the unit they start in.
    pub classes_of: Vec<Vec<usize>>,
    /// Postings by class.
    pub moves_of: Vec<Vec<usize>>,
    /// Whole-number counts by arrival kind, by unit; empty in the naive model.
    pub arrivals: Vec<Vec<(Arrival, Col)>>,
    /// Whole-number counts of arrivals with a mark, by unit, in the order of [`Mark::ALL`]; empty in the naive model.
    pub marked: Vec<[Option<Col>; 3]>,
    /// Whole-number count of leavers by class; empty in the naive model.
    pub leavers: Vec<Col>,
    /// Most people that a rule lets arrive at, and leave, each unit.
    pub most_arrivals: Vec<f64>,
    pub most_leavers: Vec<f64>,
    /// Most lessons that a rule lets stay unfilled, by unit and subject.
    pub most_unfilled: Vec<[f64; Subject::COUNT]>,
    pub pe_arts: BTreeSet<Subject>,
    pub groups: Vec<Group>,
    pub givings: Vec<Giving>,
    /// What each set of givers gives away in all.
    pub outlets: Vec<Outlet>,
    /// Givers who may count as people for the lessons they give; those who do stand alone.
    pub regulars: Vec<Regular>,
    /// Limits of itinerant teaching, where it is allowed.
    pub limits: Option<Limits>,
    /// Unfilled lessons by unit and subject, where there is need.
    pub unfilled: Vec<[Option<Col>; Subject::COUNT]>,
    /// Lessons given by people who are no specialists there.
    pub by_others: Vec<[Option<Col>; Subject::COUNT]>,
    /// Lessons brought into each unit and subject by nobody who is counted above.
    pub brought_in: Vec<[Vec<Col>; Subject::COUNT]>,
    /// People beside the roster, by unit and subject.
    pub supplies: Vec<Supply>,
    /// Remote lessons by link.
    pub remotes: Vec<Remote>,
    /// Lessons by unit and subject that its own specialists give at home; built with the rows of need and supply.
    pub own_lessons: Vec<[Vec<Col>; Subject::COUNT]>,
    /// Retirees alike to all rows but those of their old schools.
    pub pools: Vec<Vec<RetireeIndex>>,
    /// Columns of those who neither stay nor are posted, by class: trained for another subject, or a principal who moves.
    pub trained: Vec<Vec<Col>>,
    /// Whether everybody stands alone.
    pub naive: bool,
    pub shortfalls: Vec<Shortfall>,
    pub(super) rule: &'static str,
    pub(super) soft: bool,
}

impl Rows {
    /// From here on rows carry `rule`; soft rows may be missed at a counted shortfall.
    pub fn begin_rule(&mut self, rule: &'static str, soft: bool) {
        self.rule = rule;
        self.soft = soft;
    }

    /// Whether the rule at hand may be missed.
    pub fn is_soft(&self) -> bool {
        self.soft
    }

    pub fn profile(&self, posting: &Move) -> &Profile {
        &self.classes[posting.class].profile
    }

    /// Σ coefficient × people over all postings; zeros are left out. A class whose postings all count alike stands
    /// there with its leavers alone.
    pub fn people(&self, coefficient: impl Fn(&Move, &Profile) -> f64) -> Terms {
        let mut terms = Terms::new();
        for (class, moves) in self.moves_of.iter().enumerate() {
            let mut counted = moves.iter().map(|&i| &self.moves[i]).map(|posting| {
                let count = coefficient(posting, self.profile(posting));
                (posting.count, count)
            });
            let Some(first) = counted.next() else {
                continue;
            };
            match self.leavers.get(class) {
                Some(&leavers) if counted.clone().all(|term| term.1 == first.1) => {
                    terms.push((leavers, first.1));
                }
                _ => terms.extend([first].into_iter().chain(counted)),
            }
        }
        terms.retain(|term| term.1 != 0.0);
        terms
    }

    /// People over those postings into some units that `counts` picks.
    pub fn people_into(&self, units: &[UnitIndex], counts: impl Fn(&Move) -> bool) -> Terms {
        let into = units
            .iter()
            .flat_map(|unit| &self.into[unit.0])
            .map(|&i| &self.moves[i]);
        into.filter(|posting| counts(posting))
            .map(|posting| (posting.count, 1.0))
            .collect()
    }

    /// Σ coefficient × people who arrive at a unit.
    pub fn arriving(&self, unit: UnitIndex, coefficient: impl Fn(&Arrival) -> f64) -> Terms {
        let terms: Terms = if self.arrivals.is_empty() {
            let moves = self.into[unit.0].iter().map(|&i| &self.moves[i]);
            moves
                .map(|posting| (posting.count, coefficient(&self.arrival(posting))))
                .collect()
        } else {
            self.arrivals[unit.0]
                .iter()
                .map(|(kind, count)| (*count, coefficient(kind)))
                .collect()
        };
        terms.into_iter().filter(|term| term.1 != 0.0).collect()
    }

    /// `coefficient` × people with a mark who arrive at a unit.
    pub fn arriving_marked(&self, unit: UnitIndex, mark: Mark, coefficient: f64) -> Terms {
        if let Some(counts) = self.marked.get(unit.0) {
            return counts[mark as usize]
                .map(|count| (count, coefficient))
                .into_iter()
                .collect();
        }
        let moves = self.into[unit.0].iter().map(|&i| &self.moves[i]);
        moves
            .filter(|posting| mark.is_on(self.profile(posting), &self.pe_arts))
            .map(|posting| (posting.count, coefficient))
            .collect()
    }

    /// Σ coefficient × people who leave the unit they start in.
    pub fn leaving(&self, unit: UnitIndex, coefficient: impl Fn(&Profile) -> f64) -> Terms {
        let mut terms = Vec::new();
        for &class in &self.classes_of[unit.0] {
            let c = coefficient(&self.classes[class].profile);
            if c != 0.0 {
                terms.extend(self.leavers_of(class, c));
            }
        }
        terms
    }

    /// Most people that the terms of one sign can count.
    pub(super) fn upper_sum(&self, terms: &Terms, sign: f64) -> f64 {
        let counted = terms.iter().filter(|term| term.1 * sign > 0.0);
        counted
            .map(|&(col, c)| c * sign * self.program.columns[col.0].upper)
            .sum()
    }

    /// `coefficient` × the leavers of one class.
    pub fn leavers_of(&self, class: usize, coefficient: f64) -> Terms {
        match self.leavers.get(class) {
            Some(&count) => vec![(count, coefficient)],
            None => self.moves_of[class]
                .iter()
                .map(|&i| (self.moves[i].count, coefficient))
                .collect(),
        }
    }

    /// `coefficient` × those of one class who give nothing of their own: leavers and those being trained.
    pub fn absent_of(&self, class: usize, coefficient: f64) -> Terms {
        let mut terms = self.leavers_of(class, coefficient);
        let trained = self.trained.get(class).into_iter().flatten();
        terms.extend(trained.map(|&count| (count, coefficient)));
        terms
    }

    /// What the destination sees of a posting.
    pub fn arrival(&self, posting: &Move) -> Arrival {
        let profile = self.profile(posting);
        Arrival {
            to: posting.to,
            subject: posting.subject,
            as_main: profile.subject == posting.subject,
            load: profile.load,
        }
    }
}
