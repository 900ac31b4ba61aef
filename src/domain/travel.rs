//! Minutes one way between schools: shortest paths over the roads table alone, else from coordinates (contract 3).

use super::settings::TravelSettings;
use petgraph::algo::dijkstra;
use petgraph::graph::UnGraph;
use std::collections::BTreeMap;

/// Mean radius of the earth, km.
const EARTH_KM: f64 = 6371.0088;

/// An edge of the roads table, both ways, between school ids or other place names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Road {
    pub from: String,
    pub to: String,
    pub minutes: u32,
}

/// Where somebody lives.
#[derive(Debug, Clone, PartialEq)]
pub enum Residence {
    /// Longitude and latitude in degrees.
    At(f64, f64),
    /// A place of the roads table, or a school's id.
    Place(String),
}

/// ⌊haversine km × detour ÷ speed × 60 + base + 0.5⌋, at least 1. Places are (longitude, latitude) in degrees.
pub fn minutes_by_place(a: (f64, f64), b: (f64, f64), settings: &TravelSettings) -> u32 {
    let km = haversine_km(a, b);
    let minutes = km * settings.detour / settings.speed_kmh * 60.0 + settings.base_minutes + 0.5;
    (minutes.floor() as u32).max(1)
}

/// Great-circle distance.
fn haversine_km((lon_a, lat_a): (f64, f64), (lon_b, lat_b): (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a)
        + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_b - lon_a);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

/// Minutes between every two schools by coordinates; 0 from a school to itself, `None` where one has no place.
pub fn matrix_by_place(
    places: &[Option<(f64, f64)>],
    settings: &TravelSettings,
) -> Vec<Vec<Option<u32>>> {
    let minutes = |a: usize, b: usize| match (a == b, places[a], places[b]) {
        (true, ..) => Some(0),
        (false, Some(from), Some(to)) => Some(minutes_by_place(from, to, settings)),
        _ => None,
    };
    (0..places.len())
        .map(|a| (0..places.len()).map(|b| minutes(a, b)).collect())
        .collect()
}

/// Shortest paths over the roads between every two schools; `None` where no road leads.
pub fn matrix_by_roads(school_ids: &[String], roads: &[Road]) -> Vec<Vec<Option<u32>>> {
    paths_by_roads(school_ids, school_ids, roads)
}

/// Shortest paths over the roads from each place to every school; `None` where no road leads.
pub fn paths_by_roads(
    places: &[String],
    school_ids: &[String],
    roads: &[Road],
) -> Vec<Vec<Option<u32>>> {
    let mut graph = UnGraph::<(), u32>::default();
    let mut nodes = BTreeMap::new();
    let mut nodes_of = |ids: &'_ [String], graph: &mut UnGraph<(), u32>| -> Vec<_> {
        ids.iter()
            .map(|id| {
                *nodes
                    .entry(id.clone())
                    .or_insert_with(|| graph.add_node(()))
            })
            .collect()
    };
    let schools = nodes_of(school_ids, &mut graph);
    let starts = nodes_of(places, &mut graph);
    for road in roads {
        let ends = nodes_of(&[road.from.clone(), road.to.clone()], &mut graph);
        graph.add_edge(ends[0], ends[1], road.minutes);
    }
    starts
        .iter()
        .map(|&from| {
            let reached = dijkstra(&graph, from, None, |edge| *edge.weight());
            schools.iter().map(|to| reached.get(to).copied()).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULTS: TravelSettings = TravelSettings {
        speed_kmh: 35.0,
        detour: 1.35,
        base_minutes: 3.0,
    };

    #[test]
    fn minutes_follow_the_formula_and_are_at_least_one() {
        // One degree of latitude is 111.195 km: 111.195 × 1.35 ÷ 35 × 60 + 3 = 260.3.
        assert_eq!(
            minutes_by_place((116.0, 33.0), (116.0, 34.0), &DEFAULTS),
            260
        );
        let fast = TravelSettings {
            base_minutes: 0.0,
            ..DEFAULTS
        };
        assert_eq!(minutes_by_place((116.0, 33.0), (116.0, 33.0), &fast), 1);
    }

    #[test]
    fn roads_lead_through_places_that_are_no_schools() {
        let ids: Vec<String> = ["A", "B", "C"].map(String::from).to_vec();
        let road = |from: &str, to: &str, minutes| Road {
            from: from.into(),
            to: to.into(),
            minutes,
        };
        let roads = [
            road("A", "bridge", 5),
            road("bridge", "B", 7),
            road("A", "B", 20),
        ];
        let minutes = matrix_by_roads(&ids, &roads);
        assert_eq!(minutes[0], [Some(0), Some(12), None]);
        assert_eq!(minutes[1][0], Some(12));
    }
}
