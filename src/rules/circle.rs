//! Rotation stays inside a district, a group, or a hub with its village schools (policy.md 3, "Circles").

use super::{Breach, Rule, Strength, kept_out, say};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::Text;
use crate::model::rows::Rows;
use serde::Deserialize;

pub const CODE: &str = "circle";

/// Both schools of a posting lie in one circle.
///
/// Example: `within = "district"` keeps teachers of a school without a district where they are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circle {
    pub within: Within,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// What schools share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    County,
    /// The same district; blank lies in none.
    District,
    /// The same group; blank lies in none.
    Group,
    /// A hub and the schools that name it; blank is its own hub.
    Hub,
}

impl Within {
    pub fn joins(self, instance: &Instance, a: SchoolIndex, b: SchoolIndex) -> bool {
        let (school_a, school_b) = (instance.school(a), instance.school(b));
        match self {
            Self::County => true,
            Self::District => school_a.district.is_some() && school_a.district == school_b.district,
            Self::Group => school_a.group.is_some() && school_a.group == school_b.group,
            Self::Hub => {
                let (hub_a, hub_b) = (school_a.hub.unwrap_or(a), school_b.hub.unwrap_or(b));
                hub_a == hub_b || hub_a == b || hub_b == a
            }
        }
    }

    /// `district`, in both languages.
    pub fn said(self) -> Text {
        match self {
            Self::County => Text::new("县", "county"),
            Self::District => Text::new("学区", "district"),
            Self::Group => Text::new("教育集团", "group"),
            Self::Hub => Text::new("中心校片区", "hub"),
        }
    }
}

impl Rule for Circle {
    head!();

    fn sentence(&self) -> Text {
        let within = self.within.said();
        Text::new(
            format!("只在同一{}内交流", within.zh),
            format!("people move only within one {}", within.en),
        )
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let school = |unit| instance.unit(unit).school;
        self.within
            .joins(instance, school(posting.from), school(posting.to))
    }

    /// Postings it does not allow are kept out of the model; it has no rows of its own.
    fn add_rows(&self, _instance: &Instance, _rows: &mut Rows) {}

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let within = self.within.said();
        kept_out(self, instance, plan, |posting| {
            let person = say::person(instance, posting.teacher);
            let (from, to) = (
                say::unit(instance, posting.from),
                say::unit(instance, posting.to),
            );
            Text::new(
                format!(
                    "{person} 由 {} 到 {}，不在同一{}",
                    from.zh, to.zh, within.zh
                ),
                format!(
                    "{person} moves from {} to {}, outside the {}",
                    from.en, to.en, within.en
                ),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::rules::testing::{check, county};

    #[test]
    fn blanks_lie_in_no_district_and_are_their_own_hub() {
        let county = county(|parts| {
            parts.schools[2].district = None;
            parts.schools[1].group = Some("G".into());
            parts.schools[2].group = Some("G".into());
            parts.schools[2].hub = Some(SchoolIndex(0));
        });
        let moves = ["T0>B:pe", "T0>C:pe", "T5>C:music"];
        for (within, breaches) in [
            ("county", [0, 0, 0]),
            ("district", [0, 1, 1]),
            ("group", [1, 1, 0]),
            ("hub", [1, 0, 1]),
        ] {
            let text = format!("[circle]\nwithin = \"{within}\"");
            let cases: Vec<_> = moves.into_iter().zip(breaches).collect();
            check(&county, &text, &cases);
        }
    }
}
