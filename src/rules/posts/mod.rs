//! The posts each school should have, by pupils and by classes, inside the county's total (policy.md 5).

mod proposal;
#[cfg(test)]
mod tests;

pub use proposal::Proposal;

use super::{Breach, Rule, Strength, config, principals, recruitment, say};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Employment;
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use rust_decimal::Decimal;
use serde::Deserialize;

pub const CODE: &str = "posts";

/// Posts of a school: by pupils Σ ⌈pupils ÷ ratio⌉ of its stages, by classes `per_class` each and `per_point` at a
/// teaching point, the larger of the two. Together they are at most the county's total (`total`, else the approved posts,
/// or the staff where those are blank): what is over goes back in proportion to what the pupils alone ask for. With
/// `bind` the established staff of a school after, recruits counted, ≤ max(posts proposed, staff before).
///
/// Example: 60 pupils in six classes make 6 posts by classes, 4 by pupils: 6.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posts {
    /// Pupils a post.
    #[serde(deserialize_with = "config::amount")]
    pub primary: Decimal,
    #[serde(deserialize_with = "config::amount")]
    pub junior: Decimal,
    #[serde(deserialize_with = "config::amount")]
    pub special: Decimal,
    /// Posts a class at least, and a teaching point.
    pub per_class: u32,
    pub per_point: u32,
    /// Posts of the whole county; `None` = those approved.
    pub total: Option<u32>,
    /// Whether a school takes in nobody beyond its posts proposed.
    pub bind: bool,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// How many more people on the establishment these units have afterwards: posted, recruited or moved as principals.
pub(super) fn net(rows: &Rows, units: impl Iterator<Item = UnitIndex>) -> Terms {
    let mut net = Terms::new();
    for unit in units {
        net.extend(rows.arriving(unit, |_| 1.0));
        net.extend(rows.leaving(unit, |_| -1.0));
        for rule in [recruitment::CODE, principals::CODE] {
            net.extend(rows.supplied(rule, |supply| {
                f64::from(u8::from(supply.unit == unit))
                    - f64::from(u8::from(supply.leaves == Some(unit)))
            }));
        }
    }
    net
}

/// People on the establishment who start the year at each school.
pub fn staff(instance: &Instance) -> Vec<u32> {
    serving(instance, &Plan::default())
}

/// People on the establishment at each school under a plan, recruits among them.
pub fn serving(instance: &Instance, plan: &Plan) -> Vec<u32> {
    let mut staff = vec![0_u32; instance.schools.len()];
    for row in &plan.recruitment {
        let here = &mut staff[instance.unit(row.unit).school.0];
        *here = here.saturating_add(row.posts);
    }
    for (teacher, unit) in instance.teachers.iter().zip(plan.serving(instance)) {
        // Who has no unit serves a special school.
        let school = unit.map_or(teacher.school, |unit| instance.unit(unit).school);
        if teacher.employment == Employment::Established {
            staff[school.0] = staff[school.0].saturating_add(1);
        }
    }
    staff
}

impl Posts {
    /// The most people of each school, where the rule binds.
    fn most(&self, instance: &Instance) -> Vec<u32> {
        let proposed = self.proposal(instance).proposed;
        let staff = staff(instance);
        proposed
            .into_iter()
            .zip(staff)
            .map(|(posts, staff)| posts.max(staff))
            .collect()
    }
}

impl Rule for Posts {
    head!();

    fn sentence(&self) -> Text {
        let (primary, junior) = (self.primary, self.junior);
        let (class, point) = (self.per_class, self.per_point);
        let mut zh = format!(
            "编制按生师比（小学 {primary}:1、初中 {junior}:1）和班师比（每班 {class} 名、每个教学点 {point} 名）从高核定，总量不超全县"
        );
        let mut en = format!(
            "posts by pupils ({primary} primary, {junior} junior a post) or by classes ({class} each, {point} a teaching point), the larger, within the county's total"
        );
        if self.bind {
            zh += "；调入不超建议编制";
            en += "; nobody moves in beyond them";
        }
        Text::new(zh, en)
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        if !self.bind {
            return;
        }
        let (most, staff) = (self.most(instance), staff(instance));
        for school in (0..instance.schools.len()).map(SchoolIndex) {
            let net = net(rows, instance.units_of(school));
            let name = format!("{CODE}_{}", school.0);
            let most = f64::from(most[school.0]) - f64::from(staff[school.0]);
            rows.at_most(name, Binds::District, net, most, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        if !self.bind {
            return Vec::new();
        }
        let (most, after) = (self.most(instance), serving(instance, plan));
        let over = (0..instance.schools.len()).filter(|&school| after[school] > most[school]);
        over.map(|school| {
            let (n, most) = (after[school], most[school]);
            let school = say::school(instance, SchoolIndex(school));
            Breach {
                rule: CODE,
                amount: u64::from(n - most),
                message: Text::new(
                    format!("{school} 建议编制内至多 {most} 人，实际 {n} 人"),
                    format!("the posts proposed for {school} hold {most} people, {n} serve there"),
                ),
            }
        })
        .collect()
    }
}
