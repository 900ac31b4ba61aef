//! What a posting and an itinerant row cost a year, in yuan (contract 3).

use super::ids::UnitIndex;
use super::instance::Instance;
use super::words::Tier;
use rust_decimal::Decimal;

/// `rotation_by_hardship`[destination] + `rotation_by_tier`[destination] + `rotation_per_minute` × minutes one way.
pub fn rotation_yuan(instance: &Instance, to: UnitIndex, minutes: u32) -> Decimal {
    let money = &instance.settings.money;
    let hardship = usize::from(instance.school_of(to).hardship);
    let flat = money
        .rotation_by_hardship
        .get(hardship)
        .or(money.rotation_by_hardship.last())
        .copied()
        .unwrap_or_default();
    let tier = money
        .rotation_by_tier
        .get(match instance.school_of(to).tier {
            Tier::Urban => 0,
            Tier::Town => 1,
            Tier::Rural => 2,
        });
    flat + tier.copied().unwrap_or_default() + money.rotation_per_minute * Decimal::from(minutes)
}

/// (Blocks × `itinerant_per_block` + `itinerant_per_day`) × `weeks`, for what one teacher gives at one unit.
pub fn itinerant_yuan(
    instance: &Instance,
    from: Option<UnitIndex>,
    to: UnitIndex,
    blocks: u32,
) -> Decimal {
    let (block, day) = itinerant_rates(instance, from, to);
    Decimal::from(blocks) * block + day
}

/// Yuan a year for a block of lessons a week, and for a day a week; nothing in the other stage of one's own school (`from`
/// none: not known).
pub fn itinerant_rates(
    instance: &Instance,
    from: Option<UnitIndex>,
    to: UnitIndex,
) -> (Decimal, Decimal) {
    let school = |unit: UnitIndex| instance.unit(unit).school;
    if from.is_some_and(|from| school(from) == school(to)) {
        return (Decimal::ZERO, Decimal::ZERO);
    }
    let money = &instance.settings.money;
    (
        money.itinerant_per_block * money.weeks,
        money.itinerant_per_day * money.weeks,
    )
}
