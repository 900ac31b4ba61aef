//! What differs between two plans, and only that.

mod causes;
mod groups;
mod text;

pub use causes::Cause;
pub use groups::Group;
pub use text::text;

use super::plan_json::number::Amount;
use super::plan_json::{PlanFile, RotationRow};
use crate::domain::plan::TOUCHED;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that is not the same; seconds and bounds do not count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// Whether both were made from the same input.
    pub same_input: bool,
    #[serde(flatten)]
    pub all: Differences,
    /// The same once more, by what changed between the plans.
    pub groups: Vec<Group>,
}

/// Differences of any kind.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Differences {
    pub rotations: Rotations,
    /// Rows only in the old plan, and only in the new one.
    pub itinerant: Rows,
    /// The same of people and lessons brought in.
    pub supply: Rows,
    pub levels: Vec<Change<Amount>>,
    pub rules: Vec<Change<Reached>>,
    pub yuan: Option<Change<Amount>>,
}

/// Rotations by teacher.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Rotations {
    pub added: Vec<RotationRow>,
    pub removed: Vec<RotationRow>,
    pub changed: Vec<Moved>,
}

/// One teacher's old and new rotation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    pub old: RotationRow,
    pub new: RotationRow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Rows {
    pub added: usize,
    pub removed: usize,
}

/// `None` where a plan has no such level or rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change<V> {
    pub code: String,
    pub old: Option<V>,
    pub new: Option<V>,
}

/// A rule's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reached {
    pub required: u64,
    pub achieved: u64,
}

/// Compares two plans by content.
pub fn diff(old: &PlanFile, new: &PlanFile) -> Diff {
    let missing = |from: &PlanFile, of: &PlanFile| {
        let rows = from.itinerant.iter();
        rows.filter(|row| !of.itinerant.contains(row)).count()
    };
    let missing_supply = |from: &PlanFile, of: &PlanFile| {
        let recruits = missing_rows(&from.recruitment, &of.recruitment);
        let retirees = missing_rows(&from.silver_age, &of.silver_age);
        let trained = missing_rows(&from.retraining, &of.retraining);
        let principals = missing_rows(&from.principals, &of.principals);
        let people = recruits + retirees + trained + principals;
        people + missing_rows(&from.remote, &of.remote)
    };
    let yuan = |file: &PlanFile| vec![("yuan", file.cost.yuan)];
    let all = Differences {
        rotations: rotations(old, new),
        itinerant: Rows {
            added: missing(new, old),
            removed: missing(old, new),
        },
        supply: Rows {
            added: missing_supply(new, old),
            removed: missing_supply(old, new),
        },
        levels: level_changes(old, new),
        rules: changes(&rule_values(old), &rule_values(new)),
        yuan: changes(&yuan(old), &yuan(new)).pop(),
    };
    Diff {
        same_input: old.scenario.input_sha256 == new.scenario.input_sha256,
        groups: groups::groups(causes::causes(old, new), all.clone()),
        all,
    }
}

/// Rows of one list that another has not.
fn missing_rows<R: PartialEq>(rows: &[R], others: &[R]) -> usize {
    rows.iter().filter(|row| !others.contains(row)).count()
}

impl Differences {
    /// Whether the plans say the same.
    pub fn is_empty(&self) -> bool {
        let Self {
            rotations,
            itinerant,
            supply,
            levels,
            rules,
            yuan,
        } = self;
        rotations.added.is_empty()
            && rotations.removed.is_empty()
            && rotations.changed.is_empty()
            && (itinerant.added, itinerant.removed) == (0, 0)
            && (supply.added, supply.removed) == (0, 0)
            && levels.is_empty()
            && rules.is_empty()
            && yuan.is_none()
    }
}

fn rotations(old: &PlanFile, new: &PlanFile) -> Rotations {
    let (before, after) = (by_teacher(old), by_teacher(new));
    let only = |mine: &BTreeMap<&str, &RotationRow>, other: &BTreeMap<&str, &RotationRow>| {
        let rows = mine.iter().filter(|(id, _)| !other.contains_key(*id));
        rows.map(|(_, row)| (*row).clone()).collect()
    };
    let where_to = |row: &RotationRow| (row.from.clone(), row.to.clone(), row.subject.clone());
    let both = before
        .iter()
        .filter_map(|(id, row)| after.get(id).map(|new| (*row, *new)));
    Rotations {
        added: only(&after, &before),
        removed: only(&before, &after),
        changed: both
            .filter(|(old, new)| where_to(old) != where_to(new))
            .map(|(old, new)| Moved {
                old: old.clone(),
                new: new.clone(),
            })
            .collect(),
    }
}

fn by_teacher(file: &PlanFile) -> BTreeMap<&str, &RotationRow> {
    let rows = file.rotations.iter();
    rows.map(|row| (row.teacher_id.as_str(), row)).collect()
}

/// People touched are counted from a former plan: where one of the two was made from none, there is nothing to compare.
fn level_changes(old: &PlanFile, new: &PlanFile) -> Vec<Change<Amount>> {
    let mut found = changes(&level_values(old), &level_values(new));
    found.retain(|change| change.code != TOUCHED || (change.old.is_some() && change.new.is_some()));
    found
}

fn level_values(file: &PlanFile) -> Vec<(&str, Amount)> {
    let levels = file.levels.iter();
    levels
        .map(|level| (level.code.as_str(), level.value))
        .collect()
}

fn rule_values(file: &PlanFile) -> Vec<(&str, Reached)> {
    let reached = |row: &super::plan_json::RuleRow| Reached {
        required: row.required,
        achieved: row.achieved,
    };
    let rows = file.rules.iter();
    rows.map(|row| (row.code.as_str(), reached(row))).collect()
}

/// Codes whose values differ, in the order of the old plan, new codes last.
fn changes<V: Copy + PartialEq>(old: &[(&str, V)], new: &[(&str, V)]) -> Vec<Change<V>> {
    let value = |list: &[(&str, V)], code: &str| {
        let found = list.iter().find(|(other, _)| *other == code);
        found.map(|(_, value)| *value)
    };
    let codes = old.iter().map(|(code, _)| *code);
    let fresh = new
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| value(old, code).is_none());
    codes
        .chain(fresh)
        .map(|code| Change {
            code: code.to_owned(),
            old: value(old, code),
            new: value(new, code),
        })
        .filter(|change| change.old != change.new)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_listed() {
        let found = changes(
            &[("a", 1), ("b", 2), ("c", 3)],
            &[("a", 1), ("b", 5), ("d", 4)],
        );
        let listed: Vec<_> = found
            .iter()
            .map(|change| (change.code.as_str(), change.old, change.new))
            .collect();
        let expected = [
            ("b", Some(2), Some(5)),
            ("c", Some(3), None),
            ("d", None, Some(4)),
        ];
        assert_eq!(listed, expected);
    }
}
