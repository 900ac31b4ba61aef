//! Lessons a week that nobody gives, before and under a plan, by subject and tier.

use super::figures::Gap;
use super::plan_json::PlanFile;
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Tier, Word};

/// One subject over the schools of each tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectGap {
    pub subject: Subject,
    /// In the order of [`Tier::all`].
    pub tiers: [Gap; 3],
}

impl SubjectGap {
    pub fn at(&self, tier: Tier) -> Gap {
        self.tiers[tier as usize]
    }

    pub fn all(&self) -> Gap {
        total(&self.tiers)
    }
}

/// The sum of several gaps.
pub fn total<'a>(gaps: impl IntoIterator<Item = &'a Gap>) -> Gap {
    gaps.into_iter().fold(Gap::default(), |sum, gap| Gap {
        need: sum.need + gap.need,
        before: sum.before + gap.before,
        after: sum.after + gap.after,
    })
}

/// Every subject with need somewhere, in the order of the tables.
pub fn by_subject_and_tier(instance: &Instance, file: &PlanFile) -> Vec<SubjectGap> {
    let mut table = [[Gap::default(); 3]; Subject::COUNT];
    for row in &file.coverage {
        let school = instance.school_by_id(&row.school_id);
        if let (Some(subject), Some(school)) = (Subject::parse(&row.subject), school) {
            table[subject.index()][instance.school(school).tier as usize].add(row);
        }
    }
    Subject::taught()
        .map(|subject| SubjectGap {
            subject,
            tiers: table[subject.index()],
        })
        .filter(|row| row.all().need > 0)
        .collect()
}
