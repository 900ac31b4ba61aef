//! Which way people may move between urban, town and rural schools (policy.md 3, "Directions").

use super::{Breach, Rule, Strength, config, kept_out, postings, say};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::words::{Subject, Tier, Word};
use crate::finding::Text;
use crate::model::program::{Binds, Terms};
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;
use std::collections::BTreeMap;

pub const CODE: &str = "direction";

/// `pairs` lists the equal and downward moves allowed; `upward` says when a move up is. With `exchange` any other move up
/// is allowed too, as a paired exchange (跟岗): as many people or more move down, posted for the same subject, between the
/// same two schools.
///
/// Example: with `upward = "shortage"` a maths teacher moves from the country into town only where town lacks maths
/// lessons with nobody moved.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    pub pairs: Vec<Pair>,
    pub upward: Upward,
    pub exchange: bool,
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

/// From one school to another, for a subject.
type Flow = (SchoolIndex, SchoolIndex, Subject);

impl Direction {
    /// Whether `upward` alone lets a move up be.
    fn is_free(&self, instance: &Instance, to: UnitIndex, subject: Subject) -> bool {
        match self.upward {
            Upward::Never => false,
            Upward::Shortage => instance.before[to.0][subject.index()] > 0,
            Upward::Free => true,
        }
    }

    /// Whether a posting needs another down in exchange.
    fn needs_exchange(
        &self,
        instance: &Instance,
        (from, to): (UnitIndex, UnitIndex),
        of: Subject,
    ) -> bool {
        let up = instance.school_of(to).tier < instance.school_of(from).tier;
        up && !self.is_free(instance, to, of)
    }

    /// More people up than down between two schools, for one subject.
    fn unpaired(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let (mut up, mut all): (BTreeMap<Flow, u64>, BTreeMap<Flow, u64>) = Default::default();
        for posting in postings(instance, plan) {
            let flow = flow(instance, (posting.from, posting.to), posting.subject);
            *all.entry(flow).or_default() += 1;
            if self.needs_exchange(instance, (posting.from, posting.to), posting.subject) {
                *up.entry(flow).or_default() += 1;
            }
        }
        let mut breaches = Vec::new();
        for ((low, high, subject), n) in up {
            let down = all.get(&(high, low, subject)).copied().unwrap_or(0);
            if n > down {
                let (low, high) = (say::school(instance, low), say::school(instance, high));
                let (zh, en) = (say::chinese(subject), subject.code());
                breaches.push(Breach {
                    rule: CODE,
                    amount: n - down,
                    message: Text::new(
                        format!("{low} 到 {high} 跟岗{zh}教师 {n} 人，对等交流只有 {down} 人"),
                        format!(
                            "{n} of {en} move up from {low} to {high}, {down} down in exchange"
                        ),
                    ),
                });
            }
        }
        breaches
    }
}

fn flow(instance: &Instance, (from, to): (UnitIndex, UnitIndex), subject: Subject) -> Flow {
    (
        instance.unit(from).school,
        instance.unit(to).school,
        subject,
    )
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
        let (too_zh, too_en) = match self.exchange {
            true => (
                "，或与两校间同学科教师对等交流（跟岗）",
                ", or in exchange for as many of the subject between the same two schools",
            ),
            false => ("", ""),
        };
        Text::new(
            format!("流向：{}；{up_zh}{too_zh}", zh.join("、")),
            format!("moves go {}; {up_en}{too_en}", en.join(", ")),
        )
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let (from, to) = posting.tiers(instance);
        if to >= from {
            return self.pairs.contains(&Pair { from, to });
        }
        self.exchange || self.is_free(instance, posting.to, posting.subject)
    }

    /// Postings it does not allow are kept out of the model; only exchanges have rows: people up ≤ people down.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        if !self.exchange {
            return;
        }
        let (mut up, mut all): (BTreeMap<Flow, Terms>, BTreeMap<Flow, Terms>) = Default::default();
        for posting in &rows.moves {
            let way = (posting.from, posting.to);
            let flow = flow(instance, way, posting.subject);
            all.entry(flow).or_default().push((posting.count, -1.0));
            if self.needs_exchange(instance, way, posting.subject) {
                up.entry(flow).or_default().push((posting.count, 1.0));
            }
        }
        for ((low, high, subject), mut terms) in up {
            terms.extend(all.remove(&(high, low, subject)).unwrap_or_default());
            let name = format!("{CODE}_exchange_{}_{}_{}", low.0, high.0, subject.code());
            rows.at_most(name, Binds::District, terms, 0.0, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut breaches = self.wrong_ways(instance, plan);
        if self.exchange {
            breaches.extend(self.unpaired(instance, plan));
        }
        breaches
    }
}

impl Direction {
    fn wrong_ways(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
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
    fn an_exchange_of_one_subject_may_go_up() {
        // Between C and A: T8 and T0, T4 of PE, T7 and T3 of maths.
        let county = county(|_| {});
        let cases = [
            ("T8>A:pe", 1),
            ("T8>A:pe T0>C:pe", 0),
            ("T8>A:pe T0>B:pe", 1),
            ("T8>A:pe T3>C:maths", 1),
            ("T7>A:maths T9>A:maths T3>C:maths", 1),
            ("T0>C:pe T4>C:pe", 0),
            // Into a shortage nobody is asked for in exchange.
            ("T8>B:art", 0),
        ];
        check(&county, "[direction]\nexchange = true", &cases);
    }

    #[test]
    fn an_upward_pair_is_a_finding() {
        let findings = try_rules("[direction]\npairs = [\"rural-town\"]").expect_err("findings");
        assert_eq!(findings[0].code, "rule_value");
    }
}
