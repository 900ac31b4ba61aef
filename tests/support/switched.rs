//! Random counties whose rules are switched on and off one by one, each with drawn values.

use super::county::{County, Size, random_county};
use super::dice::Dice;
use super::rule_tables::shipped_rules;
use lungang::domain::words::Subject;
use lungang::read::scenario::LEVELS;
use lungang::rules::{REGISTRY, activate};
use toml::{Table, Value};

/// Draws of values among which each rule is looked for.
const DRAWS: usize = 40;

/// Rules whose `should` the brute force does not weigh.
const MUST: [&str; 2] = ["itinerant", "source_protection"];

/// The county of a seed with about half of all rules in force, whatever they are.
pub fn switched_county(seed: u64, size: Size) -> County {
    let county = random_county(seed, size);
    let mut dice = Dice::of(seed.wrapping_add(3 << 40));
    let taught: Vec<Subject> = Subject::taught().collect();
    let drawn = dice.drawn(&taught);
    let shipped = shipped_rules();
    let mut table = Table::new();
    for code in REGISTRY {
        let is_on = dice.chance(50);
        let is_should = dice.chance(70) && !MUST.contains(&code);
        let rule = drawn.get(code).or_else(|| shipped.get(code));
        let mut rule = rule.and_then(Value::as_table).cloned().unwrap_or_default();
        if is_should {
            rule.insert("strength".into(), "should".into());
        }
        if is_on {
            table.insert(code.into(), rule.into());
        }
        // A rule that needs more than its defaults is left out.
        if activate(&table).is_err() {
            table.remove(code);
        }
    }
    let rules = activate(&table).expect("rules that were each understood");
    let levels = rules.levels(&LEVELS.map(String::from));
    County {
        table,
        rules,
        levels,
        ..county
    }
}

impl Dice {
    /// Values for every rule of the random families.
    fn drawn(&mut self, subjects: &[Subject]) -> Table {
        let mut drawn = Table::new();
        for _ in 0..DRAWS {
            let tables = [
                self.rules(false),
                self.balance_rules(),
                self.people_rules(),
                self.supply_rules(subjects),
            ];
            for (code, rule) in tables.into_iter().flatten() {
                drawn.entry(code).or_insert(rule);
            }
        }
        drawn
    }
}
