//! Random `[rules.…]` tables with values that bind.

use super::dice::Dice;
use super::people::PEOPLE;
use lungang::domain::words::{Subject, Word};
use lungang::read::scenario::defaults_text;

impl Dice {
    /// Some of the rules, with values that bind.
    pub fn rules(&mut self, giving: bool) -> toml::Table {
        let mut rules = default_rules();
        for (code, percent) in [
            ("rotation_share", 85),
            ("backbone_share", 40),
            ("source_protection", 60),
            ("intake", 60),
            ("travel_cap", 50),
            ("direction", 50),
            ("circle", 15),
            ("tier_quota", 6),
            ("rural_backbone", 50),
            ("itinerant", 75),
            ("budget", 20),
        ] {
            let kept = self.chance(percent) || (giving && code == "itinerant");
            if !kept {
                rules.remove(code);
            }
        }
        for (code, value) in &mut rules {
            if let Some(rule) = value.as_table_mut() {
                self.vary(code, rule);
                let should = match code.as_str() {
                    "itinerant" | "source_protection" => 0,
                    "rural_backbone" => 85,
                    "rotation_share" => 25,
                    _ => 12,
                };
                let strength = if self.chance(should) {
                    "should"
                } else {
                    "must"
                };
                rule.insert("strength".into(), strength.into());
                if giving && code == "itinerant" {
                    rule.insert("within".into(), "county".into());
                    rule.insert("max_minutes".into(), 60.into());
                    rule.insert("block_lessons".into(), self.one_of(&[1, 2, 3]).into());
                }
            }
        }
        rules
    }

    /// Some of the rules that bring people and lessons in, for some of the subjects.
    pub fn supply_rules(&mut self, subjects: &[Subject]) -> toml::Table {
        let mut rules = shipped_rules();
        rules.retain(|code, _| SUPPLY.contains(&code));
        // Remote lessons win seldom beside people, so they often stand alone.
        let remote_alone = self.chance(45);
        for code in SUPPLY {
            let kept = match code {
                "remote_lessons" => remote_alone || self.chance(65),
                _ => !remote_alone && self.chance(85),
            };
            if !kept {
                rules.remove(code);
            }
        }
        for (code, value) in &mut rules {
            let rule = value.as_table_mut().expect("a table");
            self.vary_supply(code, rule, subjects);
            let strength = self.one_of(&["must", "must", "must", "should"]);
            rule.insert("strength".into(), strength.into());
        }
        rules
    }

    fn vary_supply(&mut self, code: &str, rule: &mut toml::Table, subjects: &[Subject]) {
        let two: Vec<_> = self
            .some_of(subjects, 1, 2)
            .into_iter()
            .map(|subject| toml::Value::from(subject.code()))
            .collect();
        let mut set = |key: &str, value: toml::Value| {
            rule.insert(key.into(), value);
        };
        let to = self.one_of(&[
            "{ tiers = [\"rural\"] }",
            "{ tiers = [\"town\", \"rural\"] }",
            "{ tiers = [\"rural\"], quality = [\"weak\"] }",
        ]);
        if code == "retraining" {
            set("max", self.one_of(&[1, 2]).into());
            set("months", self.one_of(&[0, 6]).into());
            set("subjects", two.into());
            set("yuan", self.one_of(&[0, 900]).into());
        } else if code == "recruitment" {
            set("max", self.one_of(&[1, 2, 2]).into());
            set("to", parsed(to));
            set("subjects", two.into());
            set("within_posts", self.chance(50).into());
            set("degree", self.one_of(&["college", "bachelor"]).into());
            set("yuan", self.one_of(&[0, 900, 10_000]).into());
        } else if code == "silver_age" {
            if self.chance(30) {
                set("max", 1.into());
            }
            set("to", parsed(to));
            set("min_title", self.one_of(&["second", "first"]).into());
            set("yuan", self.one_of(&[0, 900, 20_000]).into());
        } else {
            set("within", self.one_of(&["hub", "county", "district"]).into());
            set("to", parsed(to));
            set("subjects", two.into());
            set("classes", self.one_of(&[1, 2]).into());
            set("yuan_per_lesson", self.one_of(&[0, 5, 30]).into());
        }
    }

    /// Lets a budget in force count what is brought in, now and then.
    pub fn spend(&mut self, table: &mut toml::Table) {
        let budget = table.get_mut("budget").and_then(|v| v.as_table_mut());
        if let Some(over) = budget.and_then(|rule| rule.get_mut("over"))
            && self.chance(70)
        {
            let kinds = over.as_array_mut().expect("a list");
            kinds.extend(SUPPLY.map(toml::Value::from));
        }
    }

    /// Some of the rules of the balance test, beside those of [`Dice::rules`].
    pub fn balance_rules(&mut self) -> toml::Table {
        let mut rules = shipped_rules();
        rules.retain(|code, _| BALANCE.contains(&code));
        for code in BALANCE {
            if !self.chance(20) {
                rules.remove(code);
            }
        }
        for (code, value) in &mut rules {
            let rule = value.as_table_mut().expect("a table");
            let strength = self.one_of(&["must", "should", "should", "should"]);
            rule.insert("strength".into(), strength.into());
            if code.ends_with("100") || code == "headcount" {
                let tiers = self.one_of(&["[\"rural\"]", "[\"urban\", \"town\", \"rural\"]"]);
                rule.insert("tiers".into(), parsed(tiers));
            }
        }
        rules
    }

    fn vary(&mut self, code: &str, rule: &mut toml::Table) {
        let mut set = |key: &str, value: toml::Value| {
            rule.insert(key.into(), value);
        };
        match code {
            "rotation_share" => {
                set("min", self.one_of(&["10%", "10%", "20%", "30%"]).into());
                set("max", self.one_of(&["40%", "60%", "100%"]).into());
                set("count", self.one_of(&["new", "new", "serving"]).into());
                if self.chance(30) {
                    set(
                        "scope",
                        parsed("{ tiers = [\"urban\", \"town\"], quality = [\"strong\"] }"),
                    );
                    if self.chance(60) {
                        set("toward", parsed("{ tiers = [\"rural\"] }"));
                    }
                }
            }
            "backbone_share" => {
                set("min", self.one_of(&["10%", "20%", "34%"]).into());
                set(
                    "base",
                    self.one_of(&["rotated", "rotated", "eligible"]).into(),
                );
            }
            "source_protection" => {
                set("max_out_share", self.one_of(&["34%", "50%", "100%"]).into());
                set("keep_coverage", self.chance(60).into());
                set("keep_backbone", self.chance(70).into());
            }
            "intake" => {
                set("max_in_share", self.one_of(&["34%", "60%", "100%"]).into());
                set("within_posts", self.chance(30).into());
                set("where_needed", self.chance(80).into());
                set("housing_minutes", self.one_of(&[20, 40]).into());
            }
            "travel_cap" => set("minutes", self.one_of(&[35, 45, 60]).into()),
            "direction" => set("upward", self.one_of(&["never", "shortage", "free"]).into()),
            "circle" => set(
                "within",
                self.one_of(&["county", "district", "group", "hub"]).into(),
            ),
            "tier_quota" => {
                let pair = self.one_of(&["urban-town", "town-rural", "urban-rural"]);
                set("min", parsed(&format!("{{ \"{pair}\" = 1 }}")));
            }
            "itinerant" => {
                set("within", self.one_of(&["district", "county", "hub"]).into());
                set("max_minutes", self.one_of(&[30, 60]).into());
                set("max_schools", self.one_of(&[1, 2]).into());
                set("block_lessons", self.one_of(&[1, 2]).into());
                set("min_lessons_per_school", self.one_of(&[1, 2, 3]).into());
                set("max_lessons_per_school", self.one_of(&[3, 4]).into());
                set("max_lessons", self.one_of(&[3, 4, 6]).into());
                set("upward", self.chance(30).into());
                set(
                    "subjects",
                    parsed(
                        "[\"pe\", \"music\", \"art\", \"english\", \"maths\", \"chinese\", \"science\"]",
                    ),
                );
            }
            "budget" => {
                set("max", self.one_of(&[0, 2400, 5000, 12000]).into());
                let over = self.one_of(&["[\"rotation\", \"itinerant\"]", "[\"itinerant\"]"]);
                set("over", parsed(over));
            }
            _ => {}
        }
    }
}

/// The rules of the balance test.
const BALANCE: [&str; 5] = [
    "headcount",
    "backbone_per_100",
    "degree_per_100",
    "school_pass",
    "cv_limit",
];

/// The rules that bring people and lessons in.
const SUPPLY: [&str; 4] = ["retraining", "recruitment", "silver_age", "remote_lessons"];

pub fn shipped_rules() -> toml::Table {
    let defaults: toml::Table = defaults_text()
        .parse()
        .expect("the shipped defaults are TOML");
    defaults["rules"]
        .as_table()
        .cloned()
        .expect("a table of rules")
}

/// Every rule with the shipped defaults but those of the balance test and of supply; those without any get an empty table.
pub fn default_rules() -> toml::Table {
    let mut rules = shipped_rules();
    rules.retain(|code, _| {
        let others = [&BALANCE[..], &PEOPLE, &SUPPLY, &["principals"]].concat();
        !others.contains(&code)
    });
    for code in ["circle", "tier_quota"] {
        rules
            .entry(code)
            .or_insert_with(|| toml::Table::new().into());
    }
    rules
}

fn parsed(value: &str) -> toml::Value {
    let table: toml::Table = format!("value = {value}").parse().expect("a TOML value");
    table["value"].clone()
}
