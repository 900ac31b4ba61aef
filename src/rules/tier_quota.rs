//! So many people a year from one tier to another (policy.md 3: 50 urban to town, 150 town to rural).

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Tier, Word};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Move, Rows};
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "tier_quota";

/// Rotated from a tier to another ≥ `min` and ≤ `max`, for each pair given.
///
/// Example: `[rules.tier_quota.min] "urban-town" = 50`, `[rules.tier_quota.max] "rural-urban" = 5`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierQuota {
    /// People by (from, to).
    #[serde(default)]
    pub min: Quotas,
    #[serde(default)]
    pub max: Quotas,
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
        let (min, max) = (said(&self.min, "≥"), said(&self.max, "≤"));
        let zh: Vec<_> = min
            .iter()
            .chain(&max)
            .map(|text| text.zh.as_str())
            .collect();
        let en: Vec<_> = min
            .iter()
            .chain(&max)
            .map(|text| text.en.as_str())
            .collect();
        Text::new(
            format!("流向定额：{}", zh.join("、")),
            format!("people rotated: {}", en.join(", ")),
        )
    }

    /// A quota that asks for moves is the county's: with nobody moved it does not hold.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (&pair, &least) in &self.min.0 {
            let (moved, name) = (self::moved(instance, rows, pair), name(pair));
            rows.at_least(name, Binds::County, moved, least as f64, Measure::People);
        }
        for (&pair, &most) in &self.max.0 {
            let (moved, name) = (self::moved(instance, rows, pair), name(pair));
            rows.at_most(
                format!("{name}_max"),
                Binds::County,
                moved,
                most as f64,
                Measure::People,
            );
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut moved: BTreeMap<(Tier, Tier), u32> = BTreeMap::new();
        for posting in postings(instance, plan) {
            *moved.entry(posting.tiers(instance)).or_default() += 1;
        }
        let n = |pair| moved.get(&pair).copied().unwrap_or(0);
        let short = self.min.0.iter().filter_map(|(&pair, &min)| {
            let n = n(pair);
            (n < min).then(|| {
                let (a, b) = said_pair(pair);
                breach(
                    min - n,
                    format!("{}→{} 应交流 {min} 人，实际 {n} 人", a.zh, b.zh),
                    format!("{min} people must move from {} to {}, {n} do", a.en, b.en),
                )
            })
        });
        let over = self.max.0.iter().filter_map(|(&pair, &max)| {
            let n = n(pair);
            (n > max).then(|| {
                let (a, b) = said_pair(pair);
                breach(
                    n - max,
                    format!("{}→{} 至多交流 {max} 人，实际 {n} 人", a.zh, b.zh),
                    format!(
                        "no more than {max} people may move from {} to {}, {n} do",
                        a.en, b.en
                    ),
                )
            })
        });
        short.chain(over).collect()
    }
}

fn breach(amount: u32, zh: String, en: String) -> Breach {
    Breach {
        rule: CODE,
        amount: u64::from(amount),
        message: Text::new(zh, en),
    }
}

fn said_pair((from, to): (Tier, Tier)) -> (Text, Text) {
    (say::list(&[from]), say::list(&[to]))
}

/// `城区→镇区 ≥50 人` for each pair.
fn said(quotas: &Quotas, sign: &str) -> Vec<Text> {
    let text = |(&pair, n): (&(Tier, Tier), &u32)| {
        let (a, b) = said_pair(pair);
        Text::new(
            format!("{}→{} {sign} {n} 人", a.zh, b.zh),
            format!("{} to {} {sign} {n}", a.en, b.en),
        )
    };
    quotas.0.iter().map(text).collect()
}

fn name((from, to): (Tier, Tier)) -> String {
    format!("{CODE}_{}_{}", from.code(), to.code())
}

/// People who move from one tier to another.
fn moved(instance: &Instance, rows: &Rows, pair: (Tier, Tier)) -> Terms {
    let tiers = |posting: &Move| {
        (
            instance.school_of(posting.from).tier,
            instance.school_of(posting.to).tier,
        )
    };
    rows.people(|posting, _| f64::from(u8::from(tiers(posting) == pair)))
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
            ("T0>B:pe T1>B:music T2>B:art T5>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 3),
        ];
        check(&county, text, &cases);
    }

    #[test]
    fn a_pair_may_be_capped() {
        let county = county(|_| {});
        let text = "[tier_quota.max]\n\"rural-town\" = 1";
        let cases = [
            ("", 0),
            ("T7>B:maths", 0),
            ("T7>B:maths T9>B:maths", 1),
            ("T7>A:maths T9>A:maths", 0),
        ];
        check(&county, text, &cases);
    }

    #[test]
    fn an_unknown_tier_is_a_finding() {
        assert!(try_rules("[tier_quota.min]\n\"urban-moon\" = 2").is_err());
        assert!(try_rules("[tier_quota.min]\nurban = 2").is_err());
    }
}
