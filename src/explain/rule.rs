//! One rule: how tight it is, and what one step more or less would cost or give, solved again.

use super::clauses::{Clause, Part, clauses};
use super::ladder::{Ladder, Step, ladder, share_of, step};
use super::stand::{Counterfactual, Stand};
use super::what_if::Change;
use crate::domain::share::Share;
use crate::read::scenario;
use crate::rules::{
    Strength, Tally, backbone_share, budget, hub_dispatch, intake, itinerant, pairings, principals,
    recruitment, remote_lessons, rest, retraining, rotation_share, silver_age, source_protection,
    tier_quota, travel_cap,
};
use rust_decimal::Decimal;
use toml::Value;

/// Whole numbers of rules, how far a step goes, and whether more of them asks for less.
const NUMBERS: [(&str, &str, i64, bool); 14] = [
    (itinerant::CODE, "max_minutes", 5, true),
    (itinerant::CODE, "max_schools", 1, true),
    (itinerant::CODE, "max_lessons", 2, true),
    (retraining::CODE, "max", 1, true),
    (retraining::CODE, "max_age", 1, true),
    (recruitment::CODE, "max", 1, true),
    (silver_age::CODE, "max", 1, true),
    (silver_age::CODE, "max_age", 1, true),
    (remote_lessons::CODE, "classes", 1, true),
    (hub_dispatch::CODE, "min", 1, false),
    (pairings::CODE, "min", 1, false),
    (rest::CODE, "years", 1, false),
    (principals::CODE, "min", 1, false),
    (principals::CODE, "max", 1, true),
];

/// Everything about one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleWhy {
    pub code: String,
    pub tally: Tally,
    pub strength: Strength,
    pub steps: Vec<RuleStep>,
    /// With the rule switched off.
    pub without: Counterfactual,
}

/// One step of one of its keys.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleStep {
    pub step: Step,
    /// Whether it asks for less than the rule as it stands.
    pub looser: bool,
    pub end: Counterfactual,
}

impl Stand<'_> {
    /// Answers for a rule in force; `None` for any other.
    pub fn rule(&self, code: &str) -> Option<RuleWhy> {
        let rule = self.rules.get(code)?;
        let own: Vec<Clause> = clauses(self.asked.instance, self.asked.tables, self.rules)
            .into_iter()
            .filter(|clause| clause.rule == code)
            .collect();
        let mut steps = Vec::new();
        for clause in &own {
            steps.extend(self.looser(clause).map(|step| (step, true)));
            steps.extend(self.tighter(clause).map(|step| (step, false)));
        }
        if steps.is_empty() {
            steps = self.by_numbers(rule.code());
        }
        if own.is_empty() && rule.strength() == Strength::Should {
            steps.extend(self.made_must(rule.code()).map(|step| (step, false)));
        }
        let tried = steps.into_iter().map(|(step, looser)| RuleStep {
            end: self.otherwise(std::slice::from_ref(&step.change)),
            step,
            looser,
        });
        Some(RuleWhy {
            code: code.to_owned(),
            tally: rule.tally(self.asked.instance, self.plan),
            strength: rule.strength(),
            steps: tried.collect(),
            without: self.otherwise(&[Change::Without(code.to_owned())]),
        })
    }

    fn looser(&self, clause: &Clause) -> Option<Step> {
        match ladder(self.asked.instance, self.asked.tables, self.rules, clause) {
            Ladder::Rising(steps) | Ladder::Each(steps) => steps.into_iter().next(),
            Ladder::Money => self.money(clause, |max| max * 11.0 / 10.0),
        }
    }

    fn tighter(&self, clause: &Clause) -> Option<Step> {
        let key = match &clause.part {
            Part::Key(key) => key.as_str(),
            _ => "",
        };
        match (clause.rule, key) {
            (rotation_share::CODE, "min" | "max") => self.one_person(clause, key),
            (source_protection::CODE, "max_out_share") | (intake::CODE, "max_in_share") => {
                self.percent(clause, key, -5)
            }
            (backbone_share::CODE, _) => self.percent(clause, "min", 1),
            (travel_cap::CODE, _) => self.number(clause, "minutes", -5),
            (tier_quota::CODE, _) => self.quota(clause, key),
            (budget::CODE, _) => self.money(clause, |max| max * 9.0 / 10.0),
            _ => None,
        }
    }

    fn held(&self, clause: &Clause, key: &str) -> Option<&Value> {
        self.asked.tables.get(clause.rule)?.get(key)
    }

    /// One person more to be rotated, or one fewer who may be.
    fn one_person(&self, clause: &Clause, key: &str) -> Option<Step> {
        let (instance, rule) = (self.asked.instance, self.rules.rotation_share.as_ref()?);
        let (n, old) = if key == "min" {
            (
                rule.counting().people(instance).len(),
                rule.required(instance),
            )
        } else {
            (super::relax::eligible(instance), rule.most(instance))
        };
        let people = if key == "min" {
            old + 1
        } else {
            old.checked_sub(1)?
        };
        let share = share_of(people, n).filter(|_| people <= n as u64)?;
        let step = step(
            clause,
            key,
            self.held(clause, key),
            Value::from(share.to_string()),
        );
        Some(Step {
            people: Some((old, people)),
            ..step
        })
    }

    fn percent(&self, clause: &Clause, key: &str, by: i64) -> Option<Step> {
        let held = self.held(clause, key)?;
        let share = scenario::share(held)?.fraction() + Decimal::new(by, 2);
        let share = Share::new(share)?.to_string();
        Some(step(clause, key, Some(held), Value::from(share)))
    }

    fn number(&self, clause: &Clause, key: &str, by: i64) -> Option<Step> {
        let held = self.held(clause, key)?;
        let number = held.as_integer()? + by;
        (number >= 0).then(|| step(clause, key, Some(held), Value::from(number)))
    }

    fn quota(&self, clause: &Clause, key: &str) -> Option<Step> {
        let (min, pair) = key.split_once('.')?;
        let held = self.held(clause, min)?.get(pair)?;
        let people = held.as_integer()?;
        Some(step(clause, key, Some(held), Value::from(people + 1)))
    }

    fn money(&self, clause: &Clause, turned: impl Fn(f64) -> f64) -> Option<Step> {
        let held = self.held(clause, "max")?;
        let max = held.as_float().or(held.as_integer().map(|n| n as f64))?;
        let max = turned(max).round() as i64;
        Some(step(clause, "max", Some(held), Value::from(max)))
    }

    /// A step up and down of each whole number that limits a rule without a ladder of its own.
    fn by_numbers(&self, rule: &'static str) -> Vec<(Step, bool)> {
        let mut steps = Vec::new();
        for (of, key, by, up_is_looser) in NUMBERS {
            let clause = Clause {
                rule,
                part: Part::Key(key.to_owned()),
            };
            if of == rule {
                let up = self.number(&clause, key, by).map(|s| (s, up_is_looser));
                let down = self.number(&clause, key, -by).map(|s| (s, !up_is_looser));
                steps.extend(up.into_iter().chain(down));
            }
        }
        steps
    }

    fn made_must(&self, rule: &'static str) -> Option<Step> {
        let clause = Clause {
            rule,
            part: Part::Whole,
        };
        let held = self.held(&clause, "strength");
        Some(step(&clause, "strength", held, Value::from("must")))
    }
}
