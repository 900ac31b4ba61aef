//! The headline figures that the text summary, the workbook and the page share.

use super::plan_json::{CoverageRow, PlanFile};
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Tier, Word};
use std::collections::{BTreeMap, BTreeSet};

/// What a planner says first.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub teachers: usize,
    pub eligible: usize,
    pub rotated: usize,
    /// Backbone teachers among the rotated.
    pub backbone: usize,
    pub itinerant_teachers: usize,
    /// Lessons a week.
    pub itinerant_lessons: u32,
    /// PE, music and art lessons a week in rural schools.
    pub arts_rural: Gap,
    /// Lessons a week of every subject and school.
    pub all: Gap,
    /// Rotated people from tier to tier.
    pub tiers: BTreeMap<(Tier, Tier), usize>,
    /// Rotated people from school to school (ids), the largest first.
    pub flows: Vec<(String, String, usize)>,
    /// What stays unfilled, the largest first.
    pub remaining: Vec<CoverageRow>,
}

/// Lessons a week needed, unfilled with nobody moved and unfilled under the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    pub need: u32,
    pub before: u32,
    pub after: u32,
}

impl Gap {
    /// Takes one unit and subject into the sum.
    pub fn add(&mut self, row: &CoverageRow) {
        self.need += row.need;
        self.before += row.before;
        self.after += row.unfilled;
    }
}

impl Figures {
    pub fn new(instance: &Instance, file: &PlanFile) -> Self {
        let (arts_rural, all) = gaps(instance, file);
        let givers: BTreeSet<_> = file.itinerant.iter().map(|row| &row.teacher_id).collect();
        Self {
            teachers: instance.teachers.len(),
            eligible: instance
                .teacher_indices()
                .filter(|&teacher| instance.is_eligible(teacher))
                .count(),
            rotated: file.rotations.len(),
            backbone: file
                .rotations
                .iter()
                .filter_map(|row| instance.teacher_by_id(&row.teacher_id))
                .filter(|&teacher| instance.teacher(teacher).backbone.counts())
                .count(),
            itinerant_teachers: givers.len(),
            itinerant_lessons: file.itinerant.iter().map(|row| row.lessons).sum(),
            arts_rural,
            all,
            tiers: tiers(instance, file),
            flows: flows(file),
            remaining: remaining(file),
        }
    }
}

fn tier(instance: &Instance, school_id: &str) -> Option<Tier> {
    instance
        .school_by_id(school_id)
        .map(|school| instance.school(school).tier)
}

fn gaps(instance: &Instance, file: &PlanFile) -> (Gap, Gap) {
    let (mut arts_rural, mut all) = (Gap::default(), Gap::default());
    for row in &file.coverage {
        all.add(row);
        let is_arts = Subject::parse(&row.subject)
            .is_some_and(|subject| instance.settings.subjects.pe_arts.contains(&subject));
        if is_arts && tier(instance, &row.school_id) == Some(Tier::Rural) {
            arts_rural.add(row);
        }
    }
    (arts_rural, all)
}

fn tiers(instance: &Instance, file: &PlanFile) -> BTreeMap<(Tier, Tier), usize> {
    let mut tiers = BTreeMap::new();
    for row in &file.rotations {
        if let (Some(from), Some(to)) = (tier(instance, &row.from), tier(instance, &row.to)) {
            *tiers.entry((from, to)).or_default() += 1;
        }
    }
    tiers
}

fn flows(file: &PlanFile) -> Vec<(String, String, usize)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in &file.rotations {
        *counts.entry((&row.from, &row.to)).or_default() += 1;
    }
    let mut flows: Vec<_> = counts
        .into_iter()
        .map(|((from, to), n)| (from.to_owned(), to.to_owned(), n))
        .collect();
    flows.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    flows
}

fn remaining(file: &PlanFile) -> Vec<CoverageRow> {
    let mut rows: Vec<_> = file
        .coverage
        .iter()
        .filter(|row| row.unfilled > 0)
        .cloned()
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.unfilled));
    rows
}

/// A school's name, or its id where the instance does not know it.
pub fn school_name<'a>(instance: &'a Instance, id: &'a str) -> &'a str {
    instance
        .school_by_id(id)
        .map_or(id, |school| &instance.school(school).name)
}
