//! Every hub sends so many of its teachers each year to its complete village primaries (policy.md 3: 6 of 113).

use super::{Breach, Rule, Strength, config, postings, say};
use crate::domain::ids::{SchoolIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::school::School;
use crate::domain::words::{SchoolKind, Stage, Tier};
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "hub_dispatch";

/// Rotated from each hub to the complete primaries of `tiers` that name it ≥ `min`. A primary is complete if no grade
/// from 1 to 6 lacks a class; a hub without such a school need send nobody.
///
/// Example: with `min = 6` a hub of 113 teachers sends 6 of them to its village primaries, wherever among those.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubDispatch {
    /// People a hub and year.
    pub min: u32,
    #[serde(deserialize_with = "config::words")]
    pub tiers: Vec<Tier>,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// A hub and the units it sends to, sorted.
struct Hub {
    school: SchoolIndex,
    targets: Vec<UnitIndex>,
}

impl HubDispatch {
    /// Hubs with somewhere to send to, in their order.
    fn hubs(&self, instance: &Instance) -> Vec<Hub> {
        let mut hubs: Vec<Hub> = (0..instance.schools.len())
            .map(|school| Hub {
                school: SchoolIndex(school),
                targets: Vec::new(),
            })
            .collect();
        for school in (0..instance.schools.len()).map(SchoolIndex) {
            let hub = instance.school(school).hub.filter(|&hub| hub != school);
            if let Some(hub) = hub
                && self.is_target(instance.school(school))
            {
                let unit = instance.unit_at(school, Stage::Primary);
                hubs[hub.0].targets.extend(unit);
            }
        }
        hubs.retain(|hub| !hub.targets.is_empty());
        hubs
    }

    fn is_target(&self, school: &School) -> bool {
        let teaches = matches!(school.kind, SchoolKind::Primary | SchoolKind::NineYear);
        let primary = &school.classes[..6];
        let is_complete = primary.iter().all(|&n| n > 0) || primary.iter().all(|&n| n == 0);
        teaches && is_complete && self.tiers.contains(&school.tier)
    }
}

impl Rule for HubDispatch {
    head!();

    fn sentence(&self) -> Text {
        let (min, tiers) = (self.min, say::list(&self.tiers));
        Text::new(
            format!(
                "每所中心校每年派往所属{}完全小学的教师不少于 {min} 人",
                tiers.zh
            ),
            format!(
                "every hub sends at least {min} people to its complete {} primaries",
                tiers.en
            ),
        )
    }

    /// They ask for moves, so they are the county's: with nobody moved they do not hold.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for hub in self.hubs(instance) {
            let moves = instance
                .units_of(hub.school)
                .flat_map(|unit| &rows.classes_of[unit.0])
                .flat_map(|&class| &rows.moves_of[class])
                .map(|&i| &rows.moves[i]);
            let sent = moves
                .filter(|posting| hub.targets.contains(&posting.to))
                .map(|posting| (posting.count, 1.0))
                .collect();
            let name = format!("{CODE}_{}", hub.school.0);
            let least = f64::from(self.min);
            rows.at_least(name, Binds::County, sent, least, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut breaches = Vec::new();
        for hub in self.hubs(instance) {
            let sent = postings(instance, plan).filter(|posting| {
                instance.unit(posting.from).school == hub.school
                    && hub.targets.contains(&posting.to)
            });
            let (n, min) = (sent.count() as u64, u64::from(self.min));
            if n < min {
                let school = say::school(instance, hub.school);
                breaches.push(Breach {
                    rule: CODE,
                    amount: min - n,
                    message: Text::new(
                        format!("{school} 应派往所属完全小学 {min} 人，实际 {n} 人"),
                        format!("{school} must send {min} people to its complete primaries, it sends {n}"),
                    ),
                });
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::rules::testing::{check, county};

    #[test]
    fn each_hub_sends_its_number_to_its_complete_primaries() {
        let county = county(|parts| parts.schools[2].hub = Some(SchoolIndex(0)));
        let cases = [
            ("", 2),
            ("T0>C:pe", 1),
            ("T0>C:pe T1>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 0),
            ("T0>B:pe T1>C:music", 1),
            ("T5>C:music T0>C:pe", 1),
        ];
        check(&county, "[hub_dispatch]\nmin = 2", &cases);
    }

    #[test]
    fn a_school_that_lacks_a_grade_or_lies_in_town_is_no_target() {
        let text = "[hub_dispatch]\nmin = 1";
        let lacking = county(|parts| {
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.schools[2].classes = [1, 1, 1, 1, 1, 0, 0, 0, 0];
        });
        check(&lacking, text, &[("", 0)]);
        let whole = county(|parts| {
            parts.schools[2].hub = Some(SchoolIndex(0));
            parts.schools[2].classes = [1, 1, 1, 1, 1, 1, 0, 0, 0];
        });
        check(&whole, text, &[("", 1)]);
        let town = county(|parts| parts.schools[1].hub = Some(SchoolIndex(0)));
        check(&town, text, &[("", 0)]);
        check(
            &town,
            "[hub_dispatch]\nmin = 1\ntiers = [\"town\"]",
            &[("", 1), ("T0>B:pe", 0)],
        );
    }
}
