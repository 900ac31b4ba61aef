//! Which way people may move between urban, town and rural schools (policy.md 3, "Directions").

use super::{Breach, Rule, Strength, config, kept_out, say};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::words::Tier;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "direction";

/// `pairs` lists the equal and downward moves allowed; `upward` says when a move up is.
///
/// Example: with `upward = "shortage"` a maths teacher moves from the country into town only where town lacks maths
/// lessons with nobody moved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    pub pairs: Vec<Pair>,
    pub upward: Upward,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// From a tier to one not above it, `"urban-town"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pair {
    pub from: Tier,
    pub to: Tier,
}

/// When a move to a higher tier is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Upward {
    Never,
    /// Only for a subject that the unit lacked lessons of with nobody moved.
    Shortage,
    Free,
}

impl TryFrom<String> for Pair {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (from, to) = config::tier_pair(&text)?;
        if to < from {
            return Err(format!(
                "`{text}` is an upward move: `upward` governs those, not `pairs`"
            ));
        }
        Ok(Self { from, to })
    }
}

impl Rule for Direction {
    head!();

    fn sentence(&self) -> Text {
        let zh: Vec<_> = self
            .pairs
            .iter()
            .map(|pair| format!("{}→{}", say::chinese(pair.from), say::chinese(pair.to)))
            .collect();
        let en: Vec<_> = self
            .pairs
            .iter()
            .map(|pair| say::list(&[pair.from, pair.to]).en.replace(", ", " to "))
            .collect();
        let (up_zh, up_en) = match self.upward {
            Upward::Never => ("不得向上流动", "nobody moves up"),
            Upward::Shortage => (
                "只有缺课学科才可向上流动",
                "people move up only for a subject short of lessons there",
            ),
            Upward::Free => ("向上流动不限", "moves up are free"),
        };
        Text::new(
            format!("流向：{}；{up_zh}", zh.join("、")),
            format!("moves go {}; {up_en}", en.join(", ")),
        )
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let (from, to) = posting.tiers(instance);
        if to >= from {
            return self.pairs.contains(&Pair { from, to });
        }
        match self.upward {
            Upward::Never => false,
            Upward::Shortage => instance.before[posting.to.0][posting.subject.index()] > 0,
            Upward::Free => true,
        }
    }

    /// Postings it does not allow are kept out of the model; it has no rows of its own.
    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        kept_out(self, instance, plan, |posting| {
            let person = say::person(instance, posting.teacher);
            let place = say::unit_subject(instance, posting.to, posting.subject);
            let (from, to) = posting.tiers(instance);
            Text::new(
                format!(
                    "{person} 派往 {}：不允许{}→{}的流动",
                    place.zh,
                    say::chinese(from),
                    say::chinese(to)
                ),
                format!(
                    "{person} is posted to {}: no such move from {} to {}",
                    place.en,
                    say::list(&[from]).en,
                    say::list(&[to]).en
                ),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, county, try_rules};

    #[test]
    fn pairs_govern_equal_and_downward_moves() {
        let county = county(|_| {});
        let text = "[direction]\npairs = [\"urban-town\", \"rural-rural\"]";
        check(
            &county,
            text,
            &[("T0>B:pe", 0), ("T0>C:pe", 1), ("T5>C:music", 1)],
        );
    }

    #[test]
    fn upward_moves_follow_the_shortage_of_the_subject_posted_for() {
        // B lacks all of PE and art with nobody moved, and no music; A lacks nothing.
        let county = county(|_| {});
        let plans = |[shortage, other]: [u64; 2]| [("T8>B:art", shortage), ("T8>A:pe", other)];
        check(&county, "[direction]", &plans([0, 1]));
        check(&county, "[direction]\nupward = \"never\"", &plans([1, 1]));
        check(&county, "[direction]\nupward = \"free\"", &plans([0, 0]));
    }

    #[test]
    fn an_upward_pair_is_a_finding() {
        let findings = try_rules("[direction]\npairs = [\"rural-town\"]").expect_err("findings");
        assert_eq!(findings[0].code, "rule_value");
    }
}
