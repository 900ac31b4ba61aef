//! How far a clause can be let go, step by step, and the keys that do it.

use super::clauses::{Clause, PAIRS, Part, loosest};
use super::what_if::Change;
use crate::domain::instance::Instance;
use crate::domain::share::Share;
use crate::domain::words::{Outlook, Word};
use crate::finding::Text;
use crate::read::scenario;
use crate::rules::{
    Rules, backbone_share, budget, circle, direction, feedback, intake, rotation_share,
    source_protection, tier_quota, travel_cap,
};
use rust_decimal::Decimal;
use toml::Value;

/// One change of a scenario, with what held before.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub change: Change,
    /// `rules.rotation_share.min`; `None` for a verdict.
    pub key: Option<String>,
    /// As `--set` would have them; `old` is blank where nothing held.
    pub old: String,
    pub new: String,
    /// People that the clause asks for before and after, where it asks for some.
    pub people: Option<(u64, u64)>,
    /// What a verdict asked.
    pub verdict: Option<Text>,
}

/// The ways to let a clause go.
#[derive(Debug, Clone, PartialEq)]
pub enum Ladder {
    /// Each step lets more plans pass than the one before it.
    Rising(Vec<Step>),
    /// Ways beside each other.
    Each(Vec<Step>),
    /// As many yuan more as are short.
    Money,
}

/// The ladder of one clause; the last step lets go as much as its key can.
pub fn ladder(instance: &Instance, tables: &toml::Table, rules: &Rules, clause: &Clause) -> Ladder {
    let held = |key: &str| tables.get(clause.rule)?.get(key);
    let to = |key: &str, new: Value| step(clause, key, held(key), new);
    let key = match &clause.part {
        Part::Verdict(i) => return Ladder::Rising(vec![verdict(instance, clause, *i)]),
        Part::Whole => whole_key(clause.rule),
        Part::Key(key) => key,
    };
    let steps: Vec<Step> = match (clause.rule, key) {
        (rotation_share::CODE, "min" | "max") => {
            return Ladder::Rising(shares(instance, rules, clause, key, &to));
        }
        (budget::CODE, _) => return Ladder::Money,
        (direction::CODE, "pairs") => return Ladder::Each(pairs(held(key), &to)),
        (source_protection::CODE, "max_out_share") | (intake::CODE, "max_in_share") => {
            percents(held(key), true)
                .map(|share| to(key, share))
                .collect()
        }
        (backbone_share::CODE, _) => percents(held(key), false)
            .map(|share| to(key, share))
            .collect(),
        (travel_cap::CODE, _) | (intake::CODE, "housing_minutes") => minutes(instance, held(key))
            .map(|cap| to(key, cap))
            .collect(),
        (intake::CODE, "outlook") => outlooks(held(key)).map(|list| to(key, list)).collect(),
        (direction::CODE, "upward") => upward(held(key))
            .map(|word| to(key, Value::from(word)))
            .collect(),
        (tier_quota::CODE, _) => quotas(tables, clause, key),
        (circle::CODE, _) => vec![to(key, Value::from("county"))],
        (_, "strength") => vec![to(key, Value::from("should"))],
        _ => loosest(clause.rule, key)
            .into_iter()
            .map(|value| to(key, value))
            .collect(),
    };
    Ladder::Rising(steps)
}

/// The key that turns a rule of one clause; its strength where no number does.
fn whole_key(rule: &str) -> &'static str {
    match rule {
        backbone_share::CODE => "min",
        travel_cap::CODE => "minutes",
        circle::CODE => "within",
        budget::CODE => "max",
        _ => "strength",
    }
}

/// One key of a rule turned to a new value.
pub fn step(clause: &Clause, key: &str, old: Option<&Value>, new: Value) -> Step {
    let path = clause.path(key);
    Step {
        old: old.map(shown).unwrap_or_default(),
        new: shown(&new),
        change: Change::Set(path.clone(), new),
        key: Some(path),
        people: None,
        verdict: None,
    }
}

/// The rule switched off.
pub fn off(clause: &Clause) -> Step {
    Step {
        change: Change::Without(clause.rule.to_owned()),
        key: Some(clause.path("enabled")),
        old: "true".into(),
        new: "false".into(),
        people: None,
        verdict: None,
    }
}

fn verdict(instance: &Instance, clause: &Clause, i: usize) -> Step {
    Step {
        change: Change::Overrule(i),
        key: None,
        old: clause.name(),
        new: String::new(),
        people: None,
        verdict: Some(feedback::message(instance, &instance.feedback[i])),
    }
}

/// A value as `--set` takes it; shares as percentages.
pub fn shown(value: &Value) -> String {
    match (value, scenario::share(value)) {
        (Value::Float(_), Some(share)) => share.to_string(),
        (Value::String(text), _) => text.clone(),
        (other, _) => other.to_string(),
    }
}

/// The roundest share that is `people` of `n`, rounded up: whole tens of percent, then fives, then ever more digits.
pub fn share_of(people: u64, n: usize) -> Option<Share> {
    let exact = Decimal::from(people) / Decimal::from(n.max(1) as u64);
    let steps = [Decimal::new(1, 1), Decimal::new(5, 2)];
    let round = steps.map(|step| (exact / step).floor() * step);
    let digits = (2..12).map(|digits| exact.trunc_with_scale(digits));
    round
        .into_iter()
        .chain(digits)
        .filter_map(Share::new)
        .find(|share| share.of(n) as u64 == people)
}

/// Fewer people to be rotated, one by one; or more that may be.
fn shares(
    instance: &Instance,
    rules: &Rules,
    clause: &Clause,
    key: &str,
    to: &dyn Fn(&str, Value) -> Step,
) -> Vec<Step> {
    let Some(rule) = &rules.rotation_share else {
        return Vec::new();
    };
    let eligible = instance
        .teacher_indices()
        .filter(|&t| instance.is_eligible(t))
        .count();
    let (n, old): (usize, u64) = if clause.is(rotation_share::CODE, "min") {
        (
            rule.counting().people(instance).len(),
            rule.required(instance),
        )
    } else {
        (eligible, rule.most(instance))
    };
    let people: Vec<u64> = if key == "min" {
        (0..old).rev().collect()
    } else {
        (old + 1..=eligible as u64).collect()
    };
    let step = |people: u64| {
        let share = share_of(people, n)?;
        let people = Some((old, people));
        Some(Step {
            people,
            ..to(key, Value::from(share.to_string()))
        })
    };
    people.into_iter().filter_map(step).collect()
}

/// Looser percentages: the next ones up, by five, to 100; or down, by one, to 0.
fn percents(held: Option<&Value>, up: bool) -> impl Iterator<Item = Value> + use<> {
    let held = held.and_then(scenario::share).map(Share::fraction);
    let looser = move |percent: &u32| {
        let share = Decimal::new(i64::from(*percent), 2);
        held.is_none_or(|held| if up { share > held } else { share < held })
    };
    let ladder: Vec<u32> = if up {
        (0..=100).step_by(5).collect()
    } else {
        (0..=100).rev().collect()
    };
    ladder
        .into_iter()
        .filter(looser)
        .map(|percent| Value::from(format!("{percent}%")))
}

/// Longer ways, by five minutes, to the longest there is.
fn minutes(instance: &Instance, held: Option<&Value>) -> impl Iterator<Item = Value> + use<> {
    let held = held.and_then(Value::as_integer).unwrap_or(0);
    let farthest = instance.minutes.iter().flatten().flatten().max();
    let farthest = i64::from(farthest.copied().unwrap_or(0));
    let from = held / 5 * 5 + 5;
    (from..farthest + 5).step_by(5).map(Value::from)
}

fn words(held: Option<&Value>) -> Vec<String> {
    let list = held.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|word| word.as_str().map(str::to_owned))
        .collect()
}

fn outlooks(held: Option<&Value>) -> impl Iterator<Item = Value> + use<> {
    let mut list = words(held);
    let more = Outlook::all().iter().map(|word| word.code());
    let more: Vec<_> = more
        .filter(|code| !list.iter().any(|held| held == code))
        .collect();
    more.into_iter().map(move |code| {
        list.push(code.to_owned());
        Value::from(list.clone())
    })
}

fn upward(held: Option<&Value>) -> impl Iterator<Item = &'static str> + use<> {
    let all = ["never", "shortage", "free"];
    let held = held.and_then(Value::as_str);
    let at = all.iter().position(|word| Some(*word) == held).unwrap_or(0);
    all.into_iter().skip(at + 1)
}

/// One more pair of tiers at a time; last, where several lack, all of them.
fn pairs(held: Option<&Value>, to: &dyn Fn(&str, Value) -> Step) -> Vec<Step> {
    let list = words(held);
    let lacking: Vec<_> = PAIRS
        .into_iter()
        .filter(|pair| !list.iter().any(|held| held == pair))
        .collect();
    let with = |more: &[&str]| {
        let more = more.iter().map(|pair| (*pair).to_owned());
        to(
            "pairs",
            Value::from(list.iter().cloned().chain(more).collect::<Vec<_>>()),
        )
    };
    let mut steps: Vec<_> = lacking.iter().map(|pair| with(&[pair])).collect();
    if lacking.len() > 1 {
        steps.push(with(&lacking));
    }
    steps
}

fn quotas(tables: &toml::Table, clause: &Clause, key: &str) -> Vec<Step> {
    let held = key
        .split_once('.')
        .and_then(|(min, pair)| tables.get(clause.rule)?.get(min)?.get(pair));
    let old = held.and_then(Value::as_integer).unwrap_or(0).max(0);
    let counted = |people: i64| u64::try_from(people).unwrap_or(0);
    let down = (0..old).rev();
    down.map(|people| Step {
        people: Some((counted(old), counted(people))),
        ..step(clause, key, held, Value::from(people))
    })
    .collect()
}
