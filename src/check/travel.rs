//! Schools that cannot be reached, by the roads table or by coordinates.

use super::codes;
use super::schools::Schools;
use crate::domain::instance::Instance;
use crate::domain::settings::TravelSettings;
use crate::domain::travel::{Road, minutes_by_place};
use crate::finding::{Finding, Place, Text};
use crate::read::draft::DraftTable;
use std::collections::BTreeSet;

/// No school of a county lies further from its nearest neighbour, km.
const FAR_KM: u32 = 100;

/// Schools that no road names, or, without a roads table, that have no coordinates; and schools that lie far off.
pub(super) fn check(
    table: &DraftTable,
    schools: &Schools,
    (roads, settings): (Option<&[Road]>, &TravelSettings),
    findings: &mut Vec<Finding>,
) {
    match roads {
        Some(roads) => off_roads(table, schools, roads, findings),
        None => {
            without_place(table, schools, findings);
            estimated(table, schools, settings, findings);
            far_off(table, schools, findings);
        }
    }
}

fn off_roads(table: &DraftTable, schools: &Schools, roads: &[Road], findings: &mut Vec<Finding>) {
    let places: BTreeSet<&str> = roads
        .iter()
        .flat_map(|road| [road.from.as_str(), road.to.as_str()])
        .collect();
    for (_, row, school) in schools.iter() {
        if places.contains(school.id.as_str()) {
            continue;
        }
        findings.push(codes::SCHOOL_OFF_ROADS.at(
            table.place(Some(row), Some("school_id")),
            Some(school.id.clone()),
            Text::new(
                format!("道路表没有到 `{}` 的路：无人可去", school.name),
                format!(
                    "no road leads to `{}`: nobody can be posted there",
                    school.name
                ),
            ),
            Text::new("在道路表里补上它", "add it to the roads table"),
        ));
    }
}

fn without_place(table: &DraftTable, schools: &Schools, findings: &mut Vec<Finding>) {
    for (_, row, school) in schools
        .iter()
        .filter(|(_, _, school)| school.place.is_none())
    {
        findings.push(codes::SCHOOL_WITHOUT_PLACE.at(
            table.place(Some(row), Some("lon")),
            Some(school.id.clone()),
            Text::new(
                format!("`{}` 没有经纬度，也没有道路表：无人可去", school.name),
                format!("`{}` has no coordinates and there is no roads table: nobody can be posted there", school.name),
            ),
            Text::new("填上经纬度，或给出道路表", "give its coordinates or a roads table"),
        ));
    }
}

/// One remark that no minute is measured, with how they come about.
fn estimated(
    table: &DraftTable,
    schools: &Schools,
    settings: &TravelSettings,
    findings: &mut Vec<Finding>,
) {
    let n_placed = schools
        .iter()
        .filter(|(_, _, school)| school.place.is_some())
        .count();
    if n_placed < 2 {
        return;
    }
    let (detour, speed, base) = (settings.detour, settings.speed_kmh, settings.base_minutes);
    findings.push(codes::MINUTES_ESTIMATED.at(
        table.place(None, None),
        None,
        Text::new(
            format!("没有道路表：路程由经纬度估算（直线距离 × {detour} ÷ {speed} 千米/时 + {base} 分钟）"),
            format!("no roads table: minutes are estimated from coordinates (distance × {detour} ÷ {speed} km/h + {base} minutes)"),
        ),
        Text::new(
            "有实际路程时填道路表，以道路表为准",
            "give a roads table where ways are known: it alone counts then",
        ),
    ));
}

/// A digit wrong in a coordinate puts a school into another province.
fn far_off(table: &DraftTable, schools: &Schools, findings: &mut Vec<Finding>) {
    // Kilometres come out of the formula of minutes with a speed of 60 km/h and no detour.
    let km = TravelSettings {
        speed_kmh: 60.0,
        detour: 1.0,
        base_minutes: 0.0,
    };
    let placed: Vec<_> = schools
        .iter()
        .filter_map(|(_, row, school)| Some((row, school, school.place?)))
        .collect();
    for &(row, school, place) in placed.iter().filter(|_| placed.len() > 2) {
        let others = placed.iter().filter(|(other, ..)| *other != row);
        let near = others
            .map(|(_, _, other)| minutes_by_place(place, *other, &km))
            .min();
        let Some(near) = near.filter(|&near| near > FAR_KM) else {
            continue;
        };
        findings.push(codes::SCHOOL_FAR_OFF.at(
            table.place(Some(row), Some("lon")),
            Some(format!("{}, {}", place.0, place.1)),
            Text::new(
                format!("`{}` 离最近的学校有 {near} 千米", school.name),
                format!("`{}` lies {near} km from the nearest school", school.name),
            ),
            Text::new("核对经纬度", "check the coordinates"),
        ));
    }
}

/// One remark on the pairs of schools without a way between them, beyond the schools told one by one.
pub(super) fn unreachable_pairs(instance: &Instance, place: Place, findings: &mut Vec<Finding>) {
    let told: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| {
            [
                codes::SCHOOL_OFF_ROADS.name,
                codes::SCHOOL_WITHOUT_PLACE.name,
            ]
            .contains(&finding.code)
        })
        .filter_map(|finding| finding.value.as_deref())
        .collect();
    let reached: Vec<usize> = (0..instance.schools.len())
        .filter(|&i| !told.contains(instance.schools[i].id.as_str()))
        .collect();
    let mut n_pairs = 0;
    let mut first = None;
    for (k, &i) in reached.iter().enumerate() {
        for &j in &reached[k + 1..] {
            if instance.minutes[i][j].is_none() {
                n_pairs += 1;
                first = first.or(Some((i, j)));
            }
        }
    }
    let Some((a, b)) = first else { return };
    let (a, b) = (&instance.schools[a].id, &instance.schools[b].id);
    findings.push(codes::PAIRS_UNREACHABLE.at(
        place,
        Some(format!("{a}, {b}")),
        Text::new(
            format!("有 {n_pairs} 对学校之间不通，例如 `{a}` 和 `{b}`"),
            format!("{n_pairs} pairs of schools are unreachable from each other, such as `{a}` and `{b}`"),
        ),
        Text::new("道路表分成了几块，补上连接它们的路", "the roads fall into parts: add what joins them"),
    ));
}
