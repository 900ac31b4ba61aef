//! Every key that scenario.toml knows, and what it may hold: a key or a rule is added in one line.

mod general;
mod kinds;
mod moves;
mod people;
mod standards;
mod supply;

use super::kind::Kind;
pub(super) use general::KEYS;
pub(super) use kinds::STRENGTHS;

/// A rule that scenarios may switch on.
pub(super) struct RuleKeys {
    pub(super) code: &'static str,
    pub(super) keys: &'static [(&'static str, Kind)],
    /// Keys without a default that it cannot do without; one of them is enough.
    pub(super) needs: &'static [&'static str],
}

const RULES: [&[RuleKeys]; 4] = [
    moves::MOVES,
    supply::SUPPLY,
    standards::STANDARDS,
    people::PEOPLE,
];

/// The rules of this version, in the contract's order.
pub(super) fn rules() -> impl Iterator<Item = &'static RuleKeys> {
    RULES.into_iter().flatten()
}

/// Levels solved where a scenario names none.
pub const LEVELS: [&str; 6] = [
    "arts_unfilled_rural",
    "arts_depth",
    "unfilled",
    "rural_backbone",
    "balance",
    "burden",
];

/// Levels solved only where a scenario names them, at the place where it does.
pub(super) const OPTIONAL_LEVELS: [&str; 1] = ["core_unfilled"];

/// The rule of this version with that code.
pub(super) fn rule(code: &str) -> Option<&'static RuleKeys> {
    rules().find(|rule| rule.code == code)
}
