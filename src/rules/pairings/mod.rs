//! Schools paired with one another: strong with weak, famous with new, town with small (policy.md 3).

mod kinds;
#[cfg(test)]
mod tests;

use self::kinds::Kind;
pub use self::kinds::Kinds;
use super::{Breach, Rule, Strength, kept_out, postings, say};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "pairings";

/// `pairs` names schools, `kinds` kinds of them. With `limit` people move only between paired schools, either way; from
/// the first of each named pair to the second, and from the first kind to each school of the second, `min` people or
/// more are rotated.
///
/// Example: `pairs = [["S1", "S7"]]`, `kinds = ["strong-weak"]`, `min = 1`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairings {
    #[serde(default)]
    pub pairs: Vec<(String, String)>,
    #[serde(default)]
    pub kinds: Vec<Kinds>,
    pub limit: bool,
    /// People a pair and year.
    pub min: u32,
    /// Pupils under which a school is small.
    pub small_pupils: u32,
    /// Completed years on the planning date under which a school is new.
    pub new_years: u32,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// What is paired with a school that must be reached: schools its people come from.
struct Duty {
    from: Vec<SchoolIndex>,
    to: SchoolIndex,
}

impl Pairings {
    fn of_kind(&self, instance: &Instance, kind: Kind) -> Vec<SchoolIndex> {
        (0..instance.schools.len())
            .map(SchoolIndex)
            .filter(|&school| self.is_kind(instance, school, kind))
            .collect()
    }

    /// Whether people may go from one school to the other.
    fn joins(&self, instance: &Instance, a: SchoolIndex, b: SchoolIndex) -> bool {
        let (id_a, id_b) = (&instance.school(a).id, &instance.school(b).id);
        let named = self
            .pairs
            .iter()
            .any(|(x, y)| (x == id_a && y == id_b) || (x == id_b && y == id_a));
        let is = |school, kind| self.is_kind(instance, school, kind);
        named
            || self.kinds.iter().any(|kinds| {
                (is(a, kinds.from) && is(b, kinds.to)) || (is(b, kinds.from) && is(a, kinds.to))
            })
    }

    /// Named pairs, then the schools of each second kind; those whose ids nobody knows are left to the findings.
    fn duties(&self, instance: &Instance) -> Vec<Duty> {
        if self.min == 0 {
            return Vec::new();
        }
        let named = self.pairs.iter().filter_map(|(from, to)| {
            Some(Duty {
                from: vec![instance.school_by_id(from)?],
                to: instance.school_by_id(to)?,
            })
        });
        let by_kind = self.kinds.iter().flat_map(|kinds| {
            let from = self.of_kind(instance, kinds.from);
            let to = self.of_kind(instance, kinds.to);
            to.into_iter().map(move |to| Duty {
                from: from.iter().copied().filter(|&from| from != to).collect(),
                to,
            })
        });
        named.chain(by_kind).collect()
    }
}

impl Rule for Pairings {
    head!();

    fn sentence(&self) -> Text {
        let kinds = self.kinds.iter().map(|kinds| {
            let (from, to) = (kinds.from.said(), kinds.to.said());
            Text::new(
                format!("{}—{}", from.zh, to.zh),
                format!("{} with {}", from.en, to.en),
            )
        });
        let pairs = self.pairs.iter().map(|(a, b)| {
            let pair = format!("`{a}`—`{b}`");
            Text::new(pair.clone(), pair)
        });
        let pairs: Vec<_> = kinds.chain(pairs).collect();
        let zh: Vec<_> = pairs.iter().map(|pair| pair.zh.as_str()).collect();
        let en: Vec<_> = pairs.iter().map(|pair| pair.en.as_str()).collect();
        let (mut zh, mut en) = (
            format!("结对：{}", zh.join("、")),
            format!("schools are paired: {}", en.join(", ")),
        );
        if self.limit {
            zh += "；只在结对学校之间交流";
            en += "; people move only between paired schools";
        }
        if self.min > 0 {
            zh += &format!("；每对每年不少于 {} 人", self.min);
            en += &format!("; at least {} people a pair and year", self.min);
        }
        Text::new(zh, en)
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let school = |unit| instance.unit(unit).school;
        !self.limit || self.joins(instance, school(posting.from), school(posting.to))
    }

    /// They ask for moves, so they are the county's.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (i, duty) in self.duties(instance).into_iter().enumerate() {
            let units: Vec<_> = instance.units_of(duty.to).collect();
            let sent = rows.people_into(&units, |posting| {
                duty.from.contains(&instance.unit(posting.from).school)
            });
            let name = format!("{CODE}_{i}_to_{}", duty.to.0);
            let least = f64::from(self.min);
            rows.at_least(name, Binds::County, sent, least, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let school = |unit| instance.unit(unit).school;
        let mut breaches = kept_out(self, instance, plan, |posting| {
            let person = say::person(instance, posting.teacher);
            let (from, to) = (school(posting.from), school(posting.to));
            let (from, to) = (say::school(instance, from), say::school(instance, to));
            Text::new(
                format!("{person} 由 {from} 到 {to}，两校没有结对"),
                format!("{person} moves from {from} to {to}, which are not paired"),
            )
        });
        for duty in self.duties(instance) {
            let sent = postings(instance, plan)
                .filter(|p| school(p.to) == duty.to && duty.from.contains(&school(p.from)));
            let (n, min) = (sent.count() as u64, u64::from(self.min));
            if n < min {
                let to = say::school(instance, duty.to);
                breaches.push(Breach {
                    rule: CODE,
                    amount: min - n,
                    message: Text::new(
                        format!("{to} 的结对学校应派来 {min} 人，实际 {n} 人"),
                        format!(
                            "the schools paired with {to} must send {min} people, they send {n}"
                        ),
                    ),
                });
            }
        }
        breaches
    }
}
