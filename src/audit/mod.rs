//! Recounts a finished plan from the plan alone: its validity, every rule, every level and every figure it claims.
//!
//! Plain arithmetic over `domain`; neither `model` nor `solve` is ever imported here.

pub mod claims;
pub mod coverage;
pub mod indicators;
pub mod levels;
pub mod posts;
pub mod printed;
pub mod schools;
mod supply;
pub mod validity;

#[cfg(test)]
mod tests;

pub use claims::{Claimed, ClaimedRule, ClaimedSupply, ClaimedTrip};

use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::rules::{Breach, Rules, Strength};

/// A rule's row of `plan.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    pub code: &'static str,
    pub source: Option<String>,
    pub required: u64,
    pub achieved: u64,
    pub met: bool,
}

/// Every disagreement between a plan, the rules and what the plan claims: empty if all is well. The shortfall of a
/// `should` rule is none.
pub fn audit(instance: &Instance, rules: &Rules, plan: &Plan, claimed: &Claimed) -> Vec<Breach> {
    let mut breaches = breaches(instance, rules, plan);
    breaches.extend(claims::disagreements(instance, rules, plan, claimed));
    breaches
}

/// Where a plan is no valid plan, breaks a `must` rule, or does what a `should` rule never lets pass.
pub fn breaches(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<Breach> {
    let mut breaches = validity::breaches(instance, rules, plan);
    for rule in rules.in_force(instance) {
        breaches.extend(match rule.strength() {
            Strength::Must => rule.breaches(instance, plan),
            Strength::Should => rule.always(instance, plan),
        });
    }
    breaches
}

/// One row for each rule in force.
pub fn rule_rows(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<RuleRow> {
    rules
        .in_force(instance)
        .map(|rule| {
            let tally = rule.tally(instance, plan);
            RuleRow {
                code: rule.code(),
                source: rule.source().map(str::to_owned),
                required: tally.required,
                achieved: tally.achieved,
                met: rule.breaches(instance, plan).is_empty(),
            }
        })
        .collect()
}
