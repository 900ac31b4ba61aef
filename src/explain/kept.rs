//! Whoever verdicts keep at her school: where she could go without them, and the plan then.

use super::facts::postings_of;
use super::stand::{Counterfactual, Stand};
use super::what_if::Change;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Feedback;
use crate::domain::words::Verdict;

/// What verdicts keep her from.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Whether a verdict forbids that she is moved; else one asks that she stays.
    pub is_forbidden: bool,
    /// As the verdicts give them.
    pub reasons: Vec<String>,
    /// Schools she could go to without them.
    pub open: Vec<UnitIndex>,
    /// The best plan without them; `None` in a county that is answered in parts, where it would be none of the others'.
    pub without: Option<Counterfactual>,
}

impl Stand<'_> {
    /// `None` where no verdict asks that she stays.
    pub(super) fn kept(&self, teacher: TeacherIndex) -> Option<Kept> {
        let instance = self.asked.instance;
        let base = instance.standing(teacher).base?;
        let school = instance.unit(base).school;
        let forbids = |row: &Feedback| row.verdict == Verdict::Forbid && row.school.is_none();
        let keeps = |row: &Feedback| match row.verdict {
            Verdict::Pin => row.school.is_none_or(|at| at == school),
            Verdict::Forbid => forbids(row),
        };
        let rows = instance.feedback.iter().enumerate();
        let rows: Vec<_> = rows.filter(|(_, row)| row.teacher == teacher).collect();
        if !rows.iter().any(|(_, row)| keeps(row)) {
            return None;
        }
        let overruled: Vec<_> = rows.iter().map(|(i, _)| Change::Overrule(*i)).collect();
        let (free, rules) = self.asked.changed(&overruled)?;
        let postings = postings_of(&free, teacher).into_iter();
        let allowed = postings.filter(|posting| rules.allow(&free, posting));
        let mut open: Vec<UnitIndex> = allowed.map(|posting| posting.to).collect();
        open.sort_unstable();
        open.dedup();
        let reasons = rows.iter().map(|(_, row)| row.reason.clone());
        Some(Kept {
            is_forbidden: rows.iter().any(|(_, row)| forbids(row)),
            reasons: reasons.filter(|reason| !reason.is_empty()).collect(),
            open,
            without: (!self.is_large()).then(|| self.otherwise(&overruled)),
        })
    }
}
