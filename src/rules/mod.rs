//! The rules of the contract: one file a rule, one line in [`REGISTRY`].

use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::Text;
use crate::model::rows::Rows;

/// Whether a rule must hold or its shortfall is minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

    /// Whether the rule lets this posting be considered at all.
    fn allows(&self, _instance: &Instance, _posting: &Posting) -> bool {
        true
    }

    /// The rows it adds to the model, beyond the postings it keeps out.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows);

    /// Where a finished plan breaks it, counted from the plan alone.
    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach>;

    /// Its row of `plan.json`; by default required 0 and the number of breaches.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        Tally {
            required: 0,
            achieved: self.breaches(instance, plan).len() as u64,
        }
    }
}
