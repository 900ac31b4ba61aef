//! Units among which plans are searched for together.

use crate::domain::instance::Instance;
use std::collections::BTreeMap;

/// Sets of units, each within one stage: people never change it.
#[derive(Debug, Clone, Default)]
pub(super) struct Regions {
    /// The units of a stage in one district, which share itinerant teachers.
    pub districts: Vec<Vec<usize>>,
}

impl Regions {
    pub(super) fn new(instance: &Instance) -> Self {
        let mut districts = BTreeMap::new();
        for unit in instance.unit_indices() {
            let stage = instance.unit(unit).stage as usize;
            let district = instance.school_of(unit).district.clone();
            let of_district: &mut Vec<usize> = districts.entry((stage, district)).or_default();
            of_district.push(unit.0);
        }
        Self {
            districts: districts.into_values().collect(),
        }
    }
}
