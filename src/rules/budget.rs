//! What those sent out may cost a year (policy.md 5: 1,000,000 yuan).

use super::{Breach, Rule, Strength, config, postings, recruitment, retraining, silver_age};
use crate::domain::allowance::{itinerant_rates, itinerant_yuan, rotation_yuan};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::model::itinerant::Giving;
use crate::model::program::{Binds, Col};
use crate::model::remote::Remote;
use crate::model::rows::{Measure, Rows};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

pub const CODE: &str = "budget";

/// The money of the kinds in `over` ≤ `max` yuan a year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    #[serde(deserialize_with = "config::amount")]
    pub max: Decimal,
    pub over: Vec<Kind>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
    /// What the other rules pay.
    #[serde(skip)]
    pay: Pay,
}

/// What money goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Rotation,
    Itinerant,
    Retraining,
    Recruitment,
    SilverAge,
    RemoteLessons,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Rotation,
        Self::Itinerant,
        Self::Retraining,
        Self::Recruitment,
        Self::SilverAge,
        Self::RemoteLessons,
    ];

    /// The rule that brings people in for this money; `None` for postings and lessons.
    fn rule(self) -> Option<&'static str> {
        match self {
            Self::Rotation | Self::Itinerant | Self::RemoteLessons => None,
            Self::Retraining => Some(retraining::CODE),
            Self::Recruitment => Some(recruitment::CODE),
            Self::SilverAge => Some(silver_age::CODE),
        }
    }
}

/// What people and lessons cost where the rules say it, not `[money]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pay {
    /// Lessons of a block of itinerant teaching, from its rule.
    pub block_lessons: u32,
    /// Yuan of a teacher trained for another subject, beside his pay.
    pub training: Decimal,
    /// Yuan a year of a recruit.
    pub recruit: Decimal,
    /// Yuan a year of a retired teacher.
    pub retiree: Decimal,
    /// Yuan of a remote lesson.
    pub remote_lesson: Decimal,
}

impl Default for Pay {
    fn default() -> Self {
        Self {
            block_lessons: 1,
            training: Decimal::ZERO,
            recruit: Decimal::ZERO,
            retiree: Decimal::ZERO,
            remote_lesson: Decimal::ZERO,
        }
    }
}

/// Yuan a year that a plan spends on one kind.
pub fn spent(instance: &Instance, plan: &Plan, kind: Kind, pay: Pay) -> Decimal {
    match kind {
        Kind::Rotation => postings(instance, plan)
            .map(|posting| posting.yuan(instance))
            .sum(),
        Kind::Itinerant => plan
            .itinerant
            .iter()
            .map(|row| {
                let from = instance.standing(row.teacher).base;
                let blocks = row.lessons.div_ceil(pay.block_lessons.max(1));
                itinerant_yuan(instance, from, row.to, blocks)
            })
            .sum(),
        Kind::Recruitment => plan
            .recruitment
            .iter()
            .map(|row| pay.recruit * Decimal::from(row.posts))
            .sum(),
        Kind::Retraining => pay.training * Decimal::from(plan.retraining.len()),
        Kind::RemoteLessons => {
            let lessons: Decimal = plan
                .remote
                .iter()
                .map(|row| Decimal::from(row.lessons))
                .sum();
            pay.remote_lesson * instance.settings.money.weeks * lessons
        }
        Kind::SilverAge => pay.retiree * Decimal::from(plan.silver_age.len()),
    }
}

impl Budget {
    /// The rule with what the other rules pay.
    pub fn paying(self, pay: Pay) -> Self {
        Self { pay, ..self }
    }

    /// Whether money of this kind counts.
    pub fn counts(&self, kind: Kind) -> bool {
        self.over.contains(&kind)
    }
}

/// Yuan for the lessons of a giving, and for its days where those are paid.
fn trips(instance: &Instance, giving: &Giving) -> impl Iterator<Item = (Col, f64)> {
    let (block, day) = itinerant_rates(instance, Some(giving.from), giving.to);
    let lesson = yuan(block) / f64::from(giving.block.max(1));
    let days = Some((giving.visits, yuan(day))).filter(|_| !day.is_zero());
    std::iter::once((giving.lessons, lesson)).chain(days)
}

fn yuan(amount: Decimal) -> f64 {
    amount.to_f64().unwrap_or(f64::INFINITY)
}

impl Rule for Budget {
    head!();

    fn sentence(&self) -> Text {
        let max = self.max;
        Text::new(
            format!("经费不超过 {max} 元"),
            format!("no more than {max} yuan are spent"),
        )
    }

    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        let mut money = Vec::new();
        if self.counts(Kind::Rotation) {
            money.extend(
                rows.people(|posting, _| {
                    yuan(rotation_yuan(instance, posting.to, posting.minutes))
                }),
            );
        }
        if self.counts(Kind::Itinerant) {
            money.extend(
                rows.givings
                    .iter()
                    .flat_map(|giving| trips(instance, giving)),
            );
        }
        if self.counts(Kind::RemoteLessons) {
            let lessons = |link: &Remote| (link.lessons, yuan(link.yuan));
            money.extend(rows.remotes.iter().map(lessons));
        }
        let counted = Kind::ALL.into_iter().filter(|&kind| self.counts(kind));
        for rule in counted.filter_map(Kind::rule) {
            money.extend(rows.supplied(rule, |supply| yuan(supply.yuan)));
        }
        rows.at_most(
            format!("{CODE}_max"),
            Binds::County,
            money,
            yuan(self.max),
            Measure::Yuan,
        );
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let total: Decimal = Kind::ALL
            .into_iter()
            .filter(|&kind| self.counts(kind))
            .map(|kind| spent(instance, plan, kind, self.pay))
            .sum();
        let max = self.max;
        (total > max)
            .then(|| Breach {
                rule: CODE,
                amount: (total - max).ceil().to_u64().unwrap_or(u64::MAX),
                message: Text::new(
                    format!("经费 {total} 元，超过 {max} 元"),
                    format!("{total} yuan are spent, over {max}"),
                ),
            })
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::allowance::rotation_yuan;
    use crate::domain::ids::UnitIndex;
    use crate::rules::testing::{check, county};
    use rust_decimal::Decimal;

    #[test]
    fn the_budget_is_over_the_kinds_named() {
        // T0 to C costs 4000 (hardship 2); three lessons in blocks of two are two blocks, 2 × 15 × 40 = 1200 yuan.
        let county = county(|parts| parts.schools[2].hardship = 2);
        let blocks = "[itinerant]\nblock_lessons = 2";
        let both = "T0>C:pe T2~B:art:3";
        for (budget, amount) in [
            ("max = 5200", 0),
            ("max = 5199.5", 1),
            ("max = 5201", 0),
            ("max = 4000\nover = [\"rotation\"]", 0),
            ("max = 1000\nover = [\"itinerant\"]", 200),
        ] {
            let rules = crate::rules::testing::rules(&format!("[budget]\n{budget}\n{blocks}"));
            let rule = rules.get("budget").expect("in force");
            crate::rules::testing::check_amounts(&county, rule, &[(both, amount), ("", 0)]);
        }
        check(
            &county,
            "[budget]\nmax = 4000",
            &[("T0>C:pe", 0), ("T0>C:pe T1>B:music", 1000)],
        );
    }

    /// A day a week for each unit that somebody visits: two visitors of one lesson cost a day each.
    #[test]
    fn a_day_away_is_paid_beside_its_lessons() {
        let county = county(|parts| {
            parts.settings.money.itinerant_per_day = Decimal::from(10);
        });
        let rules = crate::rules::testing::rules("[budget]\nmax = 0\n[itinerant]");
        let rule = rules.get("budget").expect("in force");
        let one = (15 * 3 + 10) * 40;
        let two = (15 * 3 + 2 * 10) * 40;
        let cases = [("T2~B:art:3", one), ("T2~B:art:1 T2~C:art:2", two)];
        crate::rules::testing::check_amounts(&county, rule, &cases);
    }

    #[test]
    fn a_posting_is_paid_by_hardship_tier_and_minutes() {
        let yuan = |numbers: &[i64]| numbers.iter().map(|&n| Decimal::from(n)).collect();
        let county = county(|parts| {
            let money = &mut parts.settings.money;
            money.rotation_by_hardship = yuan(&[1_000, 2_000]);
            money.rotation_by_tier = yuan(&[10, 200, 3_000]);
            money.rotation_per_minute = Decimal::new(5, 1);
            // The list ends at 1: harder schools are paid as the hardest that it names.
            parts.schools[2].hardship = 4;
        });
        for (unit, minutes, wanted) in [
            (0, 0, 1_000 + 10),
            (1, 20, 1_000 + 200 + 10),
            (2, 50, 2_000 + 3_000 + 25),
        ] {
            let paid = rotation_yuan(&county, UnitIndex(unit), minutes);
            assert_eq!(paid, Decimal::from(wanted), "{unit}");
        }
    }
}
