//! What a posting and an itinerant row cost a year, in yuan (contract 3).

use super::ids::UnitIndex;
use super::instance::Instance;
use rust_decimal::Decimal;

/// `rotation_by_hardship`[destination] + `rotation_per_minute` × minutes one way.
pub fn rotation_yuan(instance: &Instance, to: UnitIndex, minutes: u32) -> Decimal {
    let money = &instance.settings.money;
    let hardship = usize::from(instance.school_of(to).hardship);
    let flat = money
        .rotation_by_hardship
        .get(hardship)
        .or(money.rotation_by_hardship.last())
        .copied()
        .unwrap_or_default();
    flat + money.rotation_per_minute * Decimal::from(minutes)
}

/// Blocks × `itinerant_per_block` × `weeks`.
pub fn itinerant_yuan(instance: &Instance, blocks: u32) -> Decimal {
    let money = &instance.settings.money;
    Decimal::from(blocks) * money.itinerant_per_block * money.weeks
}
