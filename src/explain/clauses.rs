//! The rules that must hold, clause by clause: what can be left out by itself when a conflict is looked for.

use super::what_if::{Asked, Change};
use crate::domain::instance::Instance;
use crate::domain::words::{Outlook, Word};
use crate::rules::{
    Rules, Strength, direction, feedback, intake, itinerant, recruitment, remote_lessons,
    retraining, rotation_share, silver_age, source_protection, tier_quota,
};
use toml::Value;

/// Rules that let a plan do more: leaving one out never helps.
pub const GIVING: [&str; 5] = [
    itinerant::CODE,
    retraining::CODE,
    recruitment::CODE,
    silver_age::CODE,
    remote_lessons::CODE,
];

/// A part of a rule that can be broken or let go by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause {
    pub rule: &'static str,
    pub part: Part,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A rule of one clause.
    Whole,
    /// A key under the rule's table.
    Key(String),
    /// A row of the feedback.
    Verdict(usize),
}

impl Clause {
    /// The rule's code, with the key where the rule has several.
    pub fn name(&self) -> String {
        match &self.part {
            Part::Whole | Part::Verdict(_) => self.rule.to_owned(),
            Part::Key(key) => format!("{}.{key}", self.rule),
        }
    }

    pub fn is(&self, rule: &str, key: &str) -> bool {
        self.rule == rule && matches!(&self.part, Part::Key(own) if own == key)
    }

    /// The key that turns it, under `rules`.
    pub fn path(&self, key: &str) -> String {
        format!("rules.{}.{key}", self.rule)
    }
}

/// Every clause of the rules in force that must hold.
pub fn clauses(instance: &Instance, tables: &toml::Table, rules: &Rules) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for rule in rules.in_force(instance) {
        let code = rule.code();
        if rule.strength() != Strength::Must || GIVING.contains(&code) {
            continue;
        }
        let clause = |part| Clause { rule: code, part };
        if code == feedback::CODE {
            clauses.extend((0..instance.feedback.len()).map(|i| clause(Part::Verdict(i))));
            continue;
        }
        let keys = keys_of(code, tables.get(code).and_then(Value::as_table));
        if keys.is_empty() {
            clauses.push(clause(Part::Whole));
        }
        clauses.extend(keys.into_iter().map(|key| clause(Part::Key(key))));
    }
    clauses
}

/// The keys of a rule that are clauses of their own and ask for something; none where it is one clause.
fn keys_of(code: &str, table: Option<&toml::Table>) -> Vec<String> {
    let Some(table) = table else {
        return Vec::new();
    };
    let keys: &[&str] = match code {
        rotation_share::CODE => &["min", "max"],
        source_protection::CODE => &["keep_coverage", "keep_backbone", "max_out_share"],
        intake::CODE => &[
            "max_in_share",
            "within_posts",
            "where_needed",
            "housing_minutes",
            "outlook",
        ],
        direction::CODE => &["pairs", "upward"],
        tier_quota::CODE => return quotas(table),
        _ => &[],
    };
    let asks = |key: &&&str| {
        let value = table.get(**key);
        value.is_some() && value != loosest(code, key).as_ref()
    };
    keys.iter()
        .filter(asks)
        .map(|key| (*key).to_owned())
        .collect()
}

fn quotas(table: &toml::Table) -> Vec<String> {
    let min = table.get("min").and_then(Value::as_table);
    let pairs = min.into_iter().flat_map(|pairs| pairs.keys());
    pairs.map(|pair| format!("min.{pair}")).collect()
}

/// The value at which a key asks for nothing, or for as little as it can.
pub fn loosest(code: &str, key: &str) -> Option<Value> {
    Some(match (code, key) {
        (rotation_share::CODE, "min") => Value::from(0),
        (rotation_share::CODE, "max") => Value::from(1),
        (source_protection::CODE, "max_out_share") | (intake::CODE, "max_in_share") => {
            Value::from(1)
        }
        (source_protection::CODE, _) | (intake::CODE, "within_posts" | "where_needed") => {
            Value::from(false)
        }
        (intake::CODE, "housing_minutes") => Value::from(1_000_000),
        (intake::CODE, "outlook") => Value::from(
            Outlook::all()
                .iter()
                .map(|word| word.code())
                .collect::<Vec<_>>(),
        ),
        (direction::CODE, "pairs") => Value::from(PAIRS.to_vec()),
        (direction::CODE, "upward") => Value::from("free"),
        (tier_quota::CODE, _) => Value::from(0),
        _ => return None,
    })
}

/// Every move that is not upward.
pub const PAIRS: [&str; 6] = [
    "urban-urban",
    "urban-town",
    "urban-rural",
    "town-town",
    "town-rural",
    "rural-rural",
];

/// The changes that leave only some clauses in force, those at the places where `kept` is true; `should` rules are left
/// out too, as they stop no plan.
pub fn only(asked: &Asked<'_>, rules: &Rules, clauses: &[Clause], kept: &[bool]) -> Vec<Change> {
    let mut changes = Vec::new();
    for rule in rules.in_force(asked.instance) {
        let code = rule.code();
        let own = || (0..clauses.len()).filter(|&i| clauses[i].rule == code);
        let scoped = code == rotation_share::CODE;
        if GIVING.contains(&code) {
            continue;
        }
        if rule.strength() == Strength::Should {
            // Its scope stays, which backbone_share shares.
            if !scoped {
                changes.push(Change::Without(code.to_owned()));
            }
            continue;
        }
        if !scoped && code != feedback::CODE && own().all(|i| !kept[i]) {
            changes.push(Change::Without(code.to_owned()));
            continue;
        }
        changes.extend(
            own()
                .filter(|&i| !kept[i])
                .filter_map(|i| let_go(&clauses[i])),
        );
    }
    changes
}

/// The change that lets one clause go while its rule stays.
pub fn let_go(clause: &Clause) -> Option<Change> {
    match &clause.part {
        Part::Whole => Some(Change::Without(clause.rule.to_owned())),
        Part::Verdict(i) => Some(Change::Overrule(*i)),
        Part::Key(_) if clause.is(intake::CODE, "max_in_share") => Some(Change::NoArrivalCap),
        Part::Key(key) => {
            let value = loosest(clause.rule, key)?;
            Some(Change::Set(clause.path(key), value))
        }
    }
}
