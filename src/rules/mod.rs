//! The rules of the contract: one file a rule, one line in [`REGISTRY`] and one in [`activate`], both in `registry.rs`.

/// Code, strength and source of a rule whose settings carry them.
macro_rules! head {
    () => {
        fn code(&self) -> &'static str {
            CODE
        }

        fn strength(&self) -> Strength {
            self.strength
        }

        fn source(&self) -> Option<&str> {
            self.source.as_deref()
        }
    };
}

pub mod backbone_per_100;
pub mod backbone_share;
pub mod budget;
pub mod circle;
pub mod config;
pub mod counting;
pub mod couples;
pub mod cv_limit;
pub mod degree_per_100;
pub mod direction;
pub mod feedback;
pub mod forms;
pub mod graduating;
pub mod headcount;
pub mod hub_dispatch;
mod in_force;
pub mod intake;
pub mod itinerant;
pub mod names;
pub mod pairings;
pub mod per_100;
pub mod posts;
pub mod principals;
pub mod recruitment;
mod registry;
pub mod regular;
pub mod remote_lessons;
pub mod rest;
pub mod retraining;
pub mod rotation_share;
pub mod rural_backbone;
pub mod say;
pub mod school_pass;
pub mod silver_age;
pub mod source_protection;
pub mod subject_out;
pub mod tier_quota;
pub mod too_wide;
pub mod travel_cap;

#[cfg(test)]
pub(crate) mod testing;

pub use in_force::Rules;
pub use registry::{REGISTRY, activate};

use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::share::Share;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

/// Whether a rule must hold or its shortfall is minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    #[default]
    Must,
    Should,
}

/// One place where a finished plan breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub rule: &'static str,
    /// By how much: people, lessons or yuan.
    pub amount: u64,
    /// The sentence a planner reads.
    pub message: Text,
}

impl Breach {
    /// The same where there is no plan: what a relaxed plan would have.
    #[must_use]
    pub fn where_relaxed(mut self) -> Self {
        let Text { zh, en } = &self.message;
        let told = zh.replace(ACTUALLY, "，放宽方案为 ");
        let zh = match told == *zh {
            true => format!("{zh}（放宽方案）"),
            false => told,
        };
        let en = format!("{en} (in a relaxed plan)");
        self.message = Text { zh, en };
        self
    }
}

/// How the rules' Chinese sentences go on to what a plan has.
const ACTUALLY: &str = "，实际 ";

/// A rule's row of `plan.json`: what it asks and what the plan reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub required: u64,
    pub achieved: u64,
}

/// A rule in force.
pub trait Rule: std::fmt::Debug + Send + Sync {
    /// Its name in `[rules.NAME]`.
    fn code(&self) -> &'static str;

    fn strength(&self) -> Strength;

    /// The clause it cites, as the scenario gives it.
    fn source(&self) -> Option<&str>;

    /// What the rule says, with its numbers.
    fn sentence(&self) -> Text;

    /// Whether it has anything to say in this county (feedback without rows has not).
    fn in_force(&self, _instance: &Instance) -> bool {
        true
    }

    /// Whether the rule lets this posting be considered at all. A posting it does not allow is a breach of 1 person.
    fn allows(&self, _instance: &Instance, _posting: &Posting) -> bool {
        true
    }

    /// What the rule can tell of a teacher beyond his unit, subjects, load and marks: people with different numbers are not
    /// interchangeable.
    fn sees(&self, _instance: &Instance, _teacher: TeacherIndex) -> u64 {
        0
    }

    /// The share of a unit's staff that it caps, of which a whole person counts for any part.
    fn share_of_staff(&self) -> Option<Share> {
        None
    }

    /// The people and lessons it brings in beside postings: columns that the rows of need and supply then count.
    fn add_supply(&self, _instance: &Instance, _rows: &mut Rows) {}

    /// The rows it adds to the model, beyond the postings it keeps out.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows);

    /// Where a finished plan breaks it, counted from the plan alone.
    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach>;

    /// Where a finished plan does what the rule lets no plan do even as a `should`; counted from the plan alone.
    fn always(&self, _instance: &Instance, _plan: &Plan) -> Vec<Breach> {
        Vec::new()
    }

    /// Its row of `plan.json`; by default required 0 and the number of breaches.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        Tally {
            required: 0,
            achieved: self.breaches(instance, plan).len() as u64,
        }
    }
}

/// The breaches of a rule that only keeps postings out: one person each, said by `message`.
fn kept_out(
    rule: &dyn Rule,
    instance: &Instance,
    plan: &Plan,
    message: impl Fn(&Posting) -> Text,
) -> Vec<Breach> {
    postings(instance, plan)
        .filter(|posting| !rule.allows(instance, posting))
        .map(|posting| Breach {
            rule: rule.code(),
            amount: 1,
            message: message(&posting),
        })
        .collect()
}

/// The rotations of a plan with the unit each starts from; those of people without a unit are left to the audit.
pub fn postings<'a>(instance: &'a Instance, plan: &'a Plan) -> impl Iterator<Item = Posting> + 'a {
    plan.rotations.iter().filter_map(|rotation| {
        Some(Posting {
            teacher: rotation.teacher,
            from: instance.standing(rotation.teacher).base?,
            to: rotation.to,
            subject: rotation.subject,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_relaxed_plan_has_is_not_said_of_a_plan() {
        let said = |zh, en| {
            let breach = Breach {
                rule: rotation_share::CODE,
                amount: 1,
                message: Text::new(zh, en),
            };
            breach.where_relaxed().message
        };
        let most = said(
            "至多交流 5 人，实际 6 人",
            "at most 5 may be rotated, 6 are",
        );
        assert_eq!(most.zh, "至多交流 5 人，放宽方案为 6 人");
        let en = "at most 5 may be rotated, 6 are (in a relaxed plan)";
        assert_eq!(most.en, en);
        let gap = said("缺课由 2 节增至 20 节", "unfilled grows from 2 to 20");
        assert_eq!(gap.zh, "缺课由 2 节增至 20 节（放宽方案）");
    }
}
