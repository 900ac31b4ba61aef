//! Random `[rules.…]` tables with values that bind.

use super::dice::Dice;
use super::people::PEOPLE;
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

pub fn shipped_rules() -> toml::Table {
    let defaults: toml::Table = defaults_text()
        .parse()
        .expect("the shipped defaults are TOML");
    defaults["rules"]
        .as_table()
        .cloned()
        .expect("a table of rules")
}

/// Every rule with the shipped defaults but those of the balance test; those without any get an empty table.
pub fn default_rules() -> toml::Table {
    let mut rules = shipped_rules();
    rules.retain(|code, _| !BALANCE.contains(&code) && !PEOPLE.contains(&code));
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
