//! Every rural school has a backbone teacher of county level up (policy.md 5, seed 002).

use super::source_protection::with_backbone;
use super::{Breach, Rule, Strength, Tally, say};
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Outlook, SchoolKind, Tier};
use crate::finding::Text;
use crate::model::goals;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "rural_backbone";

/// Every rural school but special and closing ones has ≥ 1 backbone teacher serving in either unit.
///
/// Example: a nine-year school with one in its primary unit has one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuralBackbone {
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// The schools the rule speaks of, sorted.
pub fn schools(instance: &Instance) -> Vec<SchoolIndex> {
    let counted = |&SchoolIndex(s): &SchoolIndex| {
        let school = &instance.schools[s];
        school.tier == Tier::Rural
            && school.kind != SchoolKind::Special
            && school.outlook != Outlook::Closing
    };
    (0..instance.schools.len())
        .map(SchoolIndex)
        .filter(counted)
        .collect()
}

/// Those without a backbone teacher under the plan.
pub fn without(instance: &Instance, plan: &Plan) -> Vec<SchoolIndex> {
    let has = with_backbone(instance, &plan.serving(instance));
    let mut lacking = schools(instance);
    lacking.retain(|&school| {
        !instance
            .unit_indices()
            .any(|unit| has[unit.0] && instance.unit(unit).school == school)
    });
    lacking
}

impl Rule for RuralBackbone {
    head!();

    fn sentence(&self) -> Text {
        Text::new(
            "每所乡村学校至少有一名县级以上骨干教师",
            "every rural school has a backbone teacher of county level up",
        )
    }

    /// As a `should`, level `rural_backbone` counts the schools without one; only a `must` needs rows.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        if self.strength == Strength::Should {
            return;
        }
        for school in schools(instance) {
            let units: Vec<_> = instance.units_of(school).collect();
            let (net, at_start) = goals::backbone_of(instance, rows, &units);
            let name = format!("{CODE}_{}", school.0);
            rows.at_least(
                name,
                Binds::District,
                net,
                1.0 - at_start as f64,
                Measure::People,
            );
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let lacking = without(instance, plan).into_iter().map(|school| {
            let name = say::school(instance, school);
            Breach {
                rule: CODE,
                amount: 1,
                message: Text::new(
                    format!("{name} 没有县级以上骨干教师"),
                    format!("{name} has no backbone teacher"),
                ),
            }
        });
        lacking.collect()
    }

    /// Rural schools, and those with one.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        let all = schools(instance).len() as u64;
        Tally {
            required: all,
            achieved: all - without(instance, plan).len() as u64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::Backbone;
    use crate::rules::testing::{check, county, plan, rules};

    #[test]
    fn a_rural_school_needs_one_who_serves_there() {
        let county = county(|_| {});
        check(
            &county,
            "[rural_backbone]",
            &[("", 1), ("T0>C:pe", 1), ("T4>C:pe", 0), ("T4>B:pe", 1)],
        );
        let rules = rules("[rural_backbone]");
        let tally = rules.list[0].tally(&county, &plan("T4>C:pe"));
        assert_eq!((tally.required, tally.achieved), (1, 1));
    }

    /// County level is where it begins.
    #[test]
    fn a_backbone_teacher_of_the_school_alone_is_not_enough() {
        for (backbone, lacking) in [
            (Backbone::None, 1),
            (Backbone::School, 1),
            (Backbone::County, 0),
            (Backbone::City, 0),
        ] {
            let county = county(|parts| parts.teachers[7].backbone = backbone);
            check(&county, "[rural_backbone]", &[("", lacking)]);
        }
    }

    /// Two, one and none left of C's two.
    #[test]
    fn one_is_enough() {
        let county = county(|parts| {
            parts.teachers[7].backbone = Backbone::County;
            parts.teachers[8].backbone = Backbone::County;
        });
        let cases = [
            ("", 0),
            ("T7>A:maths", 0),
            ("T7>A:maths T8>A:pe", 1),
            // T4 comes for them.
            ("T7>A:maths T8>A:pe T4>C:pe", 0),
        ];
        check(&county, "[rural_backbone]", &cases);
    }

    /// B, with T6, is rural too: the schools without one are counted, one by one.
    #[test]
    fn each_rural_school_counts_for_itself() {
        let county = county(|parts| parts.schools[1].tier = Tier::Rural);
        let cases = [
            ("", 1),
            ("T4>C:pe", 0),
            ("T6>C:maths", 1),
            ("T6>A:maths", 2),
        ];
        check(&county, "[rural_backbone]", &cases);
        let rules = rules("[rural_backbone]");
        let tally = rules.list[0].tally(&county, &plan("T6>A:maths"));
        assert_eq!((tally.required, tally.achieved), (2, 0));
    }

    /// C's junior unit is the fourth: one in either unit is enough.
    #[test]
    fn either_unit_of_a_school_may_have_one() {
        let county = county(|parts| parts.schools[2].kind = SchoolKind::NineYear);
        let cases = [("", 1), ("T4>C:pe", 0), ("T4>D:pe", 0)];
        check(&county, "[rural_backbone]", &cases);
    }

    #[test]
    fn closing_and_special_schools_are_left_out() {
        for (outlook, lacking) in [
            (Outlook::Permanent, 1),
            (Outlook::Transitional, 1),
            (Outlook::Closing, 0),
        ] {
            let county = county(|parts| parts.schools[2].outlook = outlook);
            check(&county, "[rural_backbone]", &[("", lacking)]);
        }
        let special = county(|parts| parts.schools[2].kind = SchoolKind::Special);
        check(&special, "[rural_backbone]", &[("", 0)]);
    }
}
