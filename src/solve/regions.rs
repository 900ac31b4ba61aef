//! Units among which plans are searched for together.

use crate::domain::instance::Instance;
use std::collections::BTreeMap;

/// Sets of units, each within one stage: people never change it.
#[derive(Debug, Clone, Default)]
pub struct Regions {
    /// All units of a stage.
    pub stages: Vec<Vec<usize>>,
    /// The units of a stage in one district, which share itinerant teachers.
    pub districts: Vec<Vec<usize>>,
}

impl Regions {
    pub fn new(instance: &Instance) -> Self {
        let (mut stages, mut districts) = (BTreeMap::new(), BTreeMap::new());
        for unit in instance.unit_indices() {
            let stage = instance.unit(unit).stage as usize;
            let district = instance.school_of(unit).district.clone();
            let of_stage: &mut Vec<usize> = stages.entry(stage).or_default();
            of_stage.push(unit.0);
            let of_district: &mut Vec<usize> = districts.entry((stage, district)).or_default();
            of_district.push(unit.0);
        }
        Self {
            stages: stages.into_values().collect(),
            districts: districts.into_values().collect(),
        }
    }
}
