//! Rows that cut off no plan but bring the linear relaxation closer to whole people.

use super::lump;
use super::rows::Rows;
use crate::domain::instance::Instance;

/// Adds every family of strengthening rows.
pub fn add(instance: &Instance, rows: &mut Rows) {
    rows.begin_rule("model", false);
    lump::add(instance, rows);
}
