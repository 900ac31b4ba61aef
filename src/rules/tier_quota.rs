//! So many people a year from one tier to another (policy.md 3: 50 urban to town, 150 town to rural).

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Tier, Word};
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Move, Rows};
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "tier_quota";

/// Rotated from a tier to another ≥ the number given, for each pair.
///
/// Example: `[rules.tier_quota.min] "urban-town" = 50`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierQuota {
    /// People by (from, to).
    #[serde(default)]
    pub min: Quotas,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// People by (from, to), sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, u32>")]
pub struct Quotas(pub BTreeMap<(Tier, Tier), u32>);

impl TryFrom<BTreeMap<String, u32>> for Quotas {
    type Error = String;

    fn try_from(table: BTreeMap<String, u32>) -> Result<Self, String> {
        table
            .into_iter()
            .map(|(pair, people)| Ok((config::tier_pair(&pair)?, people)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl Rule for TierQuota {
    head!();

    fn sentence(&self) -> Text {
        let quotas = self.min.0.iter();
        let zh: Vec<_> = quotas
            .clone()
            .map(|(&(from, to), n)| format!("{}→{} {n} 人", say::chinese(from), say::chinese(to)))
            .collect();
        let en: Vec<_> = quotas
            .map(|(&(from, to), n)| {
                let (from, to) = (say::list(&[from]).en, say::list(&[to]).en);
                format!("{n} from {from} to {to}")
            })
            .collect();
        Text::new(
            format!("流向定额至少：{}", zh.join("、")),
            format!("people rotated at least: {}", en.join(", ")),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (&(from, to), &least) in &self.min.0 {
            let tiers = |posting: &Move| {
                (
                    instance.school_of(posting.from).tier,
                    instance.school_of(posting.to).tier,
                )
            };
            let moved = rows.people(|posting, _| f64::from(u8::from(tiers(posting) == (from, to))));
            let name = format!("{CODE}_{}_{}", from.code(), to.code());
            rows.at_least(name, Binds::County, moved, least as f64, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut moved: BTreeMap<(Tier, Tier), u32> = BTreeMap::new();
        for posting in postings(instance, plan) {
            *moved.entry(posting.tiers(instance)).or_default() += 1;
        }
        let short = self.min.0.iter().filter_map(|(&(from, to), &min)| {
            let n = moved.get(&(from, to)).copied().unwrap_or(0);
            let (a, b) = (say::list(&[from]), say::list(&[to]));
            (n < min).then(|| Breach {
                rule: CODE,
                amount: u64::from(min - n),
                message: Text::new(
                    format!("{}→{} 应交流 {min} 人，实际 {n} 人", a.zh, b.zh),
                    format!("{min} people must move from {} to {}, {n} do", a.en, b.en),
                ),
            })
        });
        short.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county, try_rules};

    #[test]
    fn each_pair_has_its_own_quota() {
        let county = county(|_| {});
        let text = "[tier_quota.min]\n\"urban-town\" = 2\n\"town-rural\" = 1";
        let cases = [
            ("", 3),
            ("T0>B:pe T1>B:music", 1),
            ("T0>B:pe T5>C:music", 1),
            ("T0>B:pe T1>B:music T5>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 3),
        ];
        check(&county, text, &cases);
    }

    #[test]
    fn an_unknown_tier_is_a_finding() {
        assert!(try_rules("[tier_quota.min]\n\"urban-moon\" = 2").is_err());
        assert!(try_rules("[tier_quota.min]\nurban = 2").is_err());
    }
}
