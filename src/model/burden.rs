//! Level 6, and what breaks ties after it (contract 3, "Levels").

use super::goals::Goal;
use super::program::Terms;
use super::rows::{Move, Rows};
use crate::domain::allowance::{itinerant_rates, rotation_yuan};
use crate::domain::eligibility::serves_title;
use crate::domain::instance::Instance;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// No level of the plan: ties are broken by it.
pub const IN_CHARGE: &str = "in_charge";

/// Level 6: money, minutes, people beyond the required share, wishes missed, burdens carried again.
/// `required` is the least number of rotated people that `rotation_share` asks for.
pub fn burden(instance: &Instance, rows: &Rows, required: usize) -> Goal {
    let prices = &instance.settings.prices;
    let mut whole = true;
    let mut number = |price: Decimal| {
        whole &= price.is_integer();
        price.to_f64().unwrap_or(0.0)
    };
    let mut terms: Terms = Vec::new();
    for posting in &rows.moves {
        terms.push((
            posting.count,
            number(rotation_burden(instance, rows, posting)),
        ));
    }
    for giving in &rows.givings {
        let (block, day) = itinerant_rates(instance, Some(giving.from), giving.to);
        let a_block = prices.yuan * block + prices.minute * Decimal::from(giving.minutes);
        terms.push((
            giving.lessons,
            number(a_block / Decimal::from(giving.block.max(1))),
        ));
        if !day.is_zero() {
            terms.push((giving.visits, number(prices.yuan * day)));
        }
    }
    for supply in &rows.supplies {
        terms.push((supply.count, number(prices.yuan * supply.yuan)));
    }
    for link in &rows.remotes {
        terms.push((link.lessons, number(prices.yuan * link.yuan)));
    }
    let constant = number(-prices.beyond_share * Decimal::from(required));
    Goal {
        code: "burden".into(),
        terms,
        constant,
        scale: 1.0,
        whole,
    }
}

/// After the levels, of plans equal at all of them: those in charge who move go short ways, and nobody goes whom no term
/// asks to. `None` where none may move.
pub fn in_charge(rows: &Rows) -> Option<Goal> {
    let terms: Terms = (rows.supplies.iter())
        .filter(|supply| !supply.trouble.is_zero())
        .map(|supply| (supply.count, supply.trouble.to_f64().unwrap_or(0.0)))
        .collect();
    let whole = rows
        .supplies
        .iter()
        .all(|supply| supply.trouble.is_integer());
    (!terms.is_empty()).then(|| Goal {
        whole,
        ..Goal::whole(IN_CHARGE, terms)
    })
}

fn rotation_burden(instance: &Instance, rows: &Rows, posting: &Move) -> Decimal {
    let (prices, profile) = (&instance.settings.prices, rows.profile(posting));
    let to = instance.unit(posting.to).school;
    let missed = !profile.wishes.is_empty() && !profile.wishes.contains(&to);
    let earns_title = profile.candidate && serves_title(instance.school(to));
    let when = |applies: bool, price: Decimal| if applies { price } else { Decimal::ZERO };
    prices.yuan * rotation_yuan(instance, posting.to, posting.minutes)
        + prices.minute * Decimal::from(posting.minutes)
        + prices.beyond_share
        + when(missed, prices.wish_missed)
        + when(profile.carried_before, prices.carried_before)
        - when(earns_title, prices.title_candidate)
}
