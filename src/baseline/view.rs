//! The procedure and the plan in the same figures.

use super::Baseline;
use crate::report::figures::{Figures, Gap};
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::number::Amount;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole record.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    pub baseline: Side,
    /// `None` where no plan was given.
    pub plan: Option<Side>,
    /// What the procedure breaks.
    pub breaches: Vec<BreachRow>,
}

/// People, lessons a week, minutes one way, yuan a year.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    pub rotated: usize,
    pub backbone: usize,
    pub itinerant_lessons: u32,
    /// Unfilled PE, music and art lessons in rural schools, with nobody moved and then.
    pub arts_rural: [u32; 2],
    /// The same of every subject and school.
    pub all: [u32; 2],
    pub minutes: u64,
    pub yuan: Amount,
    /// Schools with more unfilled lessons than with nobody moved.
    pub worse_schools: usize,
    /// `must` rules broken, by breaches.
    pub breaches: usize,
    pub levels: Vec<LevelValue>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LevelValue {
    pub code: String,
    pub value: Amount,
}

#[derive(Debug, Clone, Serialize)]
pub struct BreachRow {
    pub rule: &'static str,
    pub amount: u64,
    pub zh: String,
    pub en: String,
}

/// Both sides.
pub fn view(baseline: &Baseline) -> View {
    let rows = baseline.breaches.iter().map(|breach| BreachRow {
        rule: breach.rule,
        amount: breach.amount,
        zh: breach.message.zh.clone(),
        en: breach.message.en.clone(),
    });
    View {
        baseline: side(baseline, &baseline.file, baseline.breaches.len()),
        plan: baseline.beside.as_ref().map(|file| {
            let missed = file.rules.iter().filter(|rule| file.relaxed && !rule.met);
            side(baseline, file, missed.count())
        }),
        breaches: rows.collect(),
    }
}

fn side(baseline: &Baseline, file: &PlanFile, breaches: usize) -> Side {
    let figures = Figures::new(&baseline.county.instance, file);
    let gap = |gap: Gap| [gap.before, gap.after];
    let levels = file.levels.iter();
    Side {
        rotated: figures.rotated,
        backbone: figures.backbone,
        itinerant_lessons: figures.itinerant_lessons,
        arts_rural: gap(figures.arts_rural),
        all: gap(figures.all),
        minutes: file
            .rotations
            .iter()
            .map(|row| u64::from(row.minutes))
            .sum(),
        yuan: file.cost.yuan,
        worse_schools: worse(file),
        breaches,
        levels: levels
            .map(|level| LevelValue {
                code: level.code.clone(),
                value: level.value,
            })
            .collect(),
    }
}

fn worse(file: &PlanFile) -> usize {
    let mut by_school: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for row in &file.coverage {
        let (before, after) = by_school.entry(&row.school_id).or_default();
        *before += row.before;
        *after += row.unfilled;
    }
    by_school
        .values()
        .filter(|(before, after)| after > before)
        .count()
}
