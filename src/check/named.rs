//! Schools and districts that the rules of a scenario name and the schools table does not have.

use super::codes;
use super::nearest::nearest;
use super::schools::Schools;
use crate::finding::{Finding, Place, Text};
use crate::read::scenario::Scenario;
use std::collections::BTreeSet;
use toml::Value;

/// Keys that list schools by tier, quality and district.
const PLACES: [&str; 3] = ["scope", "toward", "to"];

pub(super) fn check(scenario: &Scenario, schools: &Schools, findings: &mut Vec<Finding>) {
    let pairings = scenario.rules.get("pairings");
    if let Some(pairs) = pairings
        .and_then(|r| r.get("pairs"))
        .and_then(Value::as_array)
    {
        let ids = pairs.iter().filter_map(Value::as_array).flatten();
        unknown_schools(ids.filter_map(Value::as_str), schools, findings);
    }
    let districts: BTreeSet<&str> = schools
        .iter()
        .filter_map(|(_, _, school)| school.district.as_deref())
        .collect();
    for (rule, settings) in &scenario.rules {
        for key in PLACES {
            let listed = settings.get(key).and_then(|places| places.get("districts"));
            let listed = listed.and_then(Value::as_array).into_iter().flatten();
            for name in listed.filter_map(Value::as_str) {
                if !districts.contains(name) {
                    findings.push(unknown_district(rule, key, name, &districts));
                }
            }
        }
    }
}

fn place(column: String) -> Place {
    Place {
        file: Some("scenario.toml".to_owned()),
        column: Some(column),
        ..Place::default()
    }
}

fn unknown_schools<'a>(
    ids: impl Iterator<Item = &'a str>,
    schools: &Schools,
    findings: &mut Vec<Finding>,
) {
    for id in ids.filter(|id| schools.known.lacks(id)) {
        findings.push(codes::RULE_SCHOOL_UNKNOWN.at(
            place("rules.pairings.pairs".to_owned()),
            Some(id.to_owned()),
            Text::new(format!("没有学校 `{id}`"), format!("no school `{id}`")),
            Text::new("改成学校表里的代码", "write an id of the schools table"),
        ));
    }
}

fn unknown_district(rule: &str, key: &str, name: &str, known: &BTreeSet<&str>) -> Finding {
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => Text::new(
            format!("最接近的是 `{near}`"),
            format!("the nearest is `{near}`"),
        ),
        None => Text::new(
            "改成学校表里的学区",
            "write a district of the schools table",
        ),
    };
    codes::RULE_DISTRICT_UNKNOWN.at(
        place(format!("rules.{rule}.{key}.districts")),
        Some(name.to_owned()),
        Text::new(
            format!("没有学区 `{name}`"),
            format!("no district `{name}`"),
        ),
        hint,
    )
}
