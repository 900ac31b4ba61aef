//! Retired teachers come back for a year where lessons are short (银龄, S 002; national plan, T): a middle or senior title,
//! 65 at most, not to the school they retired from.

use super::counting::Schools;
use super::{Breach, Rule, Strength, config, say};
use crate::domain::date::completed_years;
use crate::domain::ids::{RetireeIndex, SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::supply::retiree_load;
use crate::domain::words::{Stage, Subject, Title};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use crate::model::supply::{self, Bring, Supply};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "silver_age";

/// Each retiree serves one unit at most, of his stage (blank = either), at a school in `to` that is not his old one and
/// that needs his subject; he is `max_age` at most on the planning date (completed years) and his title is `min_title` or
/// above (blank = none). All of them ≤ `max` where it is given. He gives his subject as a specialist, `max_lessons` or
/// ⌊base load × `senior_factor` from `senior_age` on⌋ a week, for `yuan` a year; he is no head of the balance test.
///
/// Example: a music teacher of 62 with a senior title gives 14 of ⌊18 × 80 %⌋ lessons at a village school.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilverAge {
    /// `None` = as many as there are.
    pub max: Option<u32>,
    pub to: Schools,
    pub max_age: u32,
    #[serde(deserialize_with = "config::one_word")]
    pub min_title: Title,
    #[serde(deserialize_with = "config::amount")]
    pub yuan: Decimal,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// What tells retirees apart, but for their old school.
type Kind = (Option<Stage>, Subject, [u32; 2], Option<RetireeIndex>);

impl SilverAge {
    /// Whether his age and title let a retiree serve at all.
    pub fn is_fit(&self, instance: &Instance, index: RetireeIndex) -> bool {
        let retiree = instance.retiree(index);
        completed_years(retiree.birth, instance.planning_date()) <= self.max_age
            && retiree.title.is_some_and(|title| title >= self.min_title)
    }

    /// Whether a retiree may serve at a unit.
    pub fn allows(&self, instance: &Instance, index: RetireeIndex, unit: UnitIndex) -> bool {
        let (retiree, school) = (instance.retiree(index), instance.unit(unit).school);
        self.is_fit(instance, index)
            && retiree.old_school != Some(school)
            && self.is_open(instance, unit, retiree.stage, retiree.subject)
    }

    /// Whether a unit takes retirees of a stage and subject.
    fn is_open(
        &self,
        instance: &Instance,
        unit: UnitIndex,
        stage: Option<Stage>,
        subject: Subject,
    ) -> bool {
        stage.is_none_or(|stage| stage == instance.unit(unit).stage)
            && self.to.contain(instance.school_of(unit))
            && instance.unit(unit).need[subject.index()] > 0
    }

    /// The columns and rows of retirees alike but for their old school.
    fn add_pool(&self, instance: &Instance, rows: &mut Rows, pool: Vec<RetireeIndex>) {
        let Some(&first) = pool.first() else { return };
        let retiree = instance.retiree(first);
        let n = pool.len() as f64;
        let mut from_school: BTreeMap<SchoolIndex, f64> = BTreeMap::new();
        for school in pool.iter().filter_map(|&i| instance.retiree(i).old_school) {
            *from_school.entry(school).or_default() += 1.0;
        }
        let (at, mut all) = (rows.pools.len(), Terms::new());
        let mut at_school: BTreeMap<SchoolIndex, Terms> = BTreeMap::new();
        for unit in instance.unit_indices() {
            let (school, load) = (
                instance.unit(unit).school,
                retiree_load(instance, first, unit),
            );
            let own = from_school.get(&school).copied().unwrap_or(0.0);
            if load == 0 || !self.is_open(instance, unit, retiree.stage, retiree.subject) {
                continue;
            }
            let need = instance.unit(unit).need[retiree.subject.index()];
            // More of them than there are lessons help nobody.
            let most = (n - own).min(f64::from(need.div_ceil(load)));
            if most > 0.0 {
                let bring = Bring::Retirees { pool: at };
                let people = Supply {
                    heads: [0.0; 3],
                    yuan: self.yuan,
                    ..Supply::new(CODE, bring, unit, retiree.subject, load)
                };
                let count = supply::add(rows, people, most);
                all.push((count, 1.0));
                at_school.entry(school).or_default().push((count, 1.0));
            }
        }
        let (none, name) = (f64::NEG_INFINITY, format!("{CODE}_pool_{at}"));
        rows.push(name, Binds::County, all, none, n);
        for (school, terms) in at_school {
            if let Some(own) = from_school.get(&school) {
                let name = format!("{CODE}_old_school_{at}_{}", school.0);
                rows.push(name, Binds::District, terms, none, n - own);
            }
        }
        rows.pools.push(pool);
    }
}

fn breach(amount: u64, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount,
        message: Text::new(zh, en),
    }
}

impl Rule for SilverAge {
    head!();

    fn sentence(&self) -> Text {
        let (to, age, yuan) = (self.to.said(), self.max_age, self.yuan);
        let title = say::list(&[self.min_title]);
        let (zh, en) = self.max.map_or_else(Default::default, |max| {
            (format!("至多 {max} 人，"), format!("{max} at most, "))
        });
        Text::new(
            format!(
                "{zh}{}及以上职称、不超过 {age} 岁的退休教师到{}任教，不回原任教学校，每人每年 {yuan} 元",
                title.zh, to.zh
            ),
            format!(
                "{en}retired teachers of title {} or above, {age} at most, serve in {} schools but not their old one, for {yuan} yuan a year each",
                title.en, to.en
            ),
        )
    }

    fn add_supply(&self, instance: &Instance, rows: &mut Rows) {
        let mut pools: BTreeMap<Kind, Vec<RetireeIndex>> = BTreeMap::new();
        let fit = instance
            .retiree_indices()
            .filter(|&index| self.is_fit(instance, index));
        for index in fit {
            let retiree = instance.retiree(index);
            let loads = [Stage::Primary, Stage::Junior]
                .map(|stage| crate::domain::supply::retiree_load_at(instance, index, stage));
            let alone = rows.naive.then_some(index);
            let kind = (retiree.stage, retiree.subject, loads, alone);
            pools.entry(kind).or_default().push(index);
        }
        for pool in pools.into_values() {
            self.add_pool(instance, rows, pool);
        }
    }

    fn add_rows(&self, _instance: &Instance, rows: &mut Rows) {
        if let Some(max) = self.max {
            let all = rows.supplied(CODE, |_| 1.0);
            let name = format!("{CODE}_max");
            rows.at_most(name, Binds::County, all, f64::from(max), Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let wrong = plan
            .silver_age
            .iter()
            .filter(|row| !self.allows(instance, row.retiree, row.unit));
        let mut breaches: Vec<_> = wrong
            .map(|row| {
                let (person, at) = (
                    say::retiree(instance, row.retiree),
                    say::unit(instance, row.unit),
                );
                breach(
                    1,
                    format!("退休教师 {person} 不得到 {} 任教", at.zh),
                    format!("retired teacher {person} may not serve at {}", at.en),
                )
            })
            .collect();
        let n = plan.silver_age.len() as u64;
        if let Some(max) = self.max.map(u64::from).filter(|&max| n > max) {
            breaches.push(breach(
                n - max,
                format!("银龄教师 {n} 人，超过 {max} 人"),
                format!("{n} retired teachers serve, over {max}"),
            ));
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::domain::words::{Stage, Title};
    use crate::rules::testing::{check, county, date, need, retiree};

    #[test]
    fn retirees_of_age_and_title_serve_where_their_subject_is_needed() {
        use crate::domain::words::Subject::{Art, Maths, Music, Pe};
        let county = county(|parts| {
            parts.retirees = vec![
                retiree("R0", Music),
                retiree("R1", Art),
                retiree("R2", Pe),
                retiree("R3", Maths),
                retiree("R4", Music),
            ];
            parts.retirees[1].old_school = Some(SchoolIndex(2));
            parts.retirees[2].title = Some(Title::Second);
            parts.retirees[3].title = None;
            parts.retirees[4].stage = Some(Stage::Junior);
            parts.needs.push(need(1, Music, 0));
        });
        let text = "[silver_age]\nto = { tiers = [\"town\", \"rural\"] }";
        let cases = [
            ("R0@C", 0),
            // No need, urban, his old school, title too low, no title, another stage.
            ("R0@B", 1),
            ("R0@A", 1),
            ("R1@C", 1),
            ("R1@B", 0),
            ("R2@C", 1),
            ("R3@C", 1),
            ("R4@C", 1),
        ];
        check(&county, text, &cases);
        let two = format!("{text}\nmin_title = \"second\"\nmax = 1");
        check(&county, &two, &[("R2@C", 0), ("R2@C R0@C", 1)]);
    }

    #[test]
    fn the_title_asked_for_is_enough() {
        let titled = |title| {
            county(move |parts| {
                let mut old = retiree("R0", crate::domain::words::Subject::Music);
                old.title = Some(title);
                parts.retirees = vec![old];
            })
        };
        for (title, amount) in [(Title::Second, 1), (Title::First, 0), (Title::Senior, 0)] {
            check(&titled(title), "[silver_age]", &[("R0@C", amount)]);
        }
    }

    #[test]
    fn the_age_is_counted_in_completed_years() {
        let aged = |years: i16| {
            county(move |parts| {
                let mut old = retiree("R0", crate::domain::words::Subject::Music);
                old.birth = date(2024 - years);
                parts.retirees = vec![old];
            })
        };
        check(&aged(64), "[silver_age]", &[("R0@C", 0)]);
        check(&aged(65), "[silver_age]", &[("R0@C", 0)]);
        check(&aged(66), "[silver_age]", &[("R0@C", 1)]);
        check(&aged(66), "[silver_age]\nmax_age = 66", &[("R0@C", 0)]);
    }
}
