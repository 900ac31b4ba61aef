//! Random columns of people, and the rules that look at them: on dice of their own, so that the rest of a county stays.

use super::dice::Dice;
use super::rule_tables::shipped_rules;
use lungang::domain::date::Date;
use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::school::School;
use lungang::domain::teacher::Teacher;
use lungang::domain::travel::Residence;
use lungang::domain::words::{Employment, Position, Subject, Word};

/// The rules of people and of schools' pairs.
pub const PEOPLE: [&str; 7] = [
    "hub_dispatch",
    "pairings",
    "couples",
    "graduating",
    "rest",
    "subject_out",
    "posts",
];

impl Dice {
    /// Employment, service, couples and the like for some of the teachers.
    pub fn lives(&mut self, teachers: &mut [Teacher], n_schools: usize, by_roads: bool) {
        let n = teachers.len();
        for (i, teacher) in teachers.iter_mut().enumerate() {
            if self.chance(6) {
                teacher.employment = Employment::Contract;
            }
            teacher.volunteer = self.chance(15);
            if self.chance(6) {
                let year = self.one_of(&[2024, 2025]);
                teacher.service_until = Date::new(year, 8, 1).ok();
            }
            teacher.title_candidate = self.chance(25);
            teacher.rural_years = self.one_of(&[None, Some(0.5), Some(1.0)]);
            teacher.group_leader = self.chance(6);
            teacher.graduating = self.chance(30);
            if self.chance(20) {
                let school = self.up_to(n_schools as u32 - 1);
                teacher.residence = Some(if by_roads {
                    Residence::Place(format!("S{school}"))
                } else {
                    Residence::At(116.0 + 0.1 * f64::from(school), 33.1)
                });
            }
            if self.chance(12) {
                let spouse = self.up_to(n as u32 - 1) as usize;
                teacher.spouse = (spouse != i).then_some(TeacherIndex(spouse));
            }
            if self.chance(20) {
                teacher.last_rotated = Date::new(2019, 9, 1).ok();
            }
        }
    }

    /// What later versions added to older rules.
    pub fn later_keys(&mut self, table: &mut toml::Table, subjects: &[Subject]) {
        let mut set = |code: &str, key: &str, value: toml::Value| {
            if let Some(rule) = table.get_mut(code).and_then(toml::Value::as_table_mut) {
                rule.insert(key.into(), value);
            }
        };
        if self.chance(25) {
            let some = self.some_of(&["rotation", "support", "shadowing"], 1, 2);
            let some: Vec<_> = some.into_iter().map(toml::Value::from).collect();
            set("rotation_share", "forms", some.into());
        }
        set("direction", "exchange", self.chance(30).into());
        let pool = self.one_of(&["school", "school", "district", "group"]);
        set("intake", "posts_pool", pool.into());
        if self.chance(50) {
            let subjects = subjects.iter().map(|s| toml::Value::from(s.code()));
            set(
                "itinerant",
                "both_stages",
                subjects.collect::<Vec<_>>().into(),
            );
        }
    }

    /// A principal for most schools, a vice-principal for some, and the rule that moves them.
    pub fn principals(&mut self, teachers: &mut [Teacher], n_schools: usize) -> toml::Table {
        for school in 0..n_schools {
            let here = teachers.iter_mut().filter(|t| t.school.0 == school);
            for (i, teacher) in here.take(2).enumerate() {
                if self.chance(if i == 0 { 70 } else { 20 }) {
                    let vice = self.chance(25);
                    teacher.position = match vice {
                        true => Position::VicePrincipal,
                        false => Position::Principal,
                    };
                    let since = self.one_of(&[2012, 2016, 2016, 2022]);
                    teacher.since = Date::new(since, 9, 1).unwrap_or(teacher.since);
                }
            }
        }
        let mut rules = shipped_rules();
        rules.retain(|code, _| code == "principals");
        let rule = rules["principals"].as_table_mut().expect("a table");
        let mut set = |key: &str, value: toml::Value| {
            rule.insert(key.into(), value);
        };
        if self.chance(40) {
            let both = ["principal", "vice_principal"].map(toml::Value::from);
            set("positions", both.to_vec().into());
        }
        set("max_terms", self.one_of(&[1, 2, 3]).into());
        set("max_minutes", self.one_of(&[30, 60, 90]).into());
        set("among_rotated", self.chance(30).into());
        if self.chance(25) {
            set("min", 1.into());
        }
        let strength = self.one_of(&["must", "should"]);
        set("strength", strength.into());
        rules
    }

    /// Some schools name the first as their hub.
    pub fn hubs(&mut self, schools: &mut [School]) {
        for school in schools.iter_mut().skip(1) {
            if self.chance(40) {
                school.hub = Some(SchoolIndex(0));
            }
        }
    }

    /// Some of the rules of people, with values that bind.
    pub fn people_rules(&mut self) -> toml::Table {
        let mut rules = shipped_rules();
        rules.retain(|code, _| PEOPLE.contains(&code));
        for code in PEOPLE {
            let percent = match code {
                "hub_dispatch" | "pairings" => 12,
                _ => 25,
            };
            if !self.chance(percent) {
                rules.remove(code);
            }
        }
        for (code, value) in &mut rules {
            let rule = value.as_table_mut().expect("a table");
            let should = self.chance(40);
            let strength = if should { "should" } else { "must" };
            rule.insert("strength".into(), strength.into());
            let mut set = |key: &str, value: toml::Value| {
                rule.insert(key.into(), value);
            };
            match code.as_str() {
                "hub_dispatch" => set("min", 1.into()),
                "pairings" => {
                    let kinds = self.one_of(&["strong-weak", "urban-rural", "hub-rural"]);
                    set("kinds", vec![toml::Value::from(kinds)].into());
                    set("limit", self.chance(60).into());
                    set("min", self.one_of(&[0, 0, 1]).into());
                }
                "graduating" => {
                    set("mode", self.one_of(&["frozen", "share"]).into());
                    set("min", self.one_of(&["20%", "50%"]).into());
                }
                "rest" => set("years", self.one_of(&[6, 12]).into()),
                "subject_out" => {
                    set("max_out_share", self.one_of(&["34%", "50%", "10%"]).into());
                }
                "posts" => {
                    set("bind", true.into());
                    set("primary", self.one_of(&[19, 60]).into());
                    if self.chance(30) {
                        set("total", self.one_of(&[3, 6, 9]).into());
                    }
                }
                _ => {}
            }
        }
        rules
    }
}
