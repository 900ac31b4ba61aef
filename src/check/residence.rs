//! Where a teacher lives: a place that minutes can be counted from.

use super::codes;
use super::row::RowReader;
use super::teachers::Against;
use crate::domain::travel::Residence;
use crate::finding::Text;

/// The residence of a row; what minutes cannot be counted from is an error.
pub(super) fn read(reader: &mut RowReader<'_>, against: &Against<'_>) -> Option<Residence> {
    let text = reader.group("residence").filter(|text| !text.is_empty())?;
    let known = &against.schools.known;
    let school = known.position(&text).or(known.position_of_name(&text));
    if let Some(school) = school {
        return Some(Residence::Place(known.id(school).to_owned()));
    }
    let found = match against.roads {
        Some(roads) => roads
            .iter()
            .any(|road| road.from == text || road.to == text)
            .then_some(Residence::Place(text)),
        None => coordinates(&text),
    };
    if found.is_none() {
        unknown(reader, against.roads.is_some());
    }
    found
}

/// Longitude and latitude, with a comma or a blank between them.
fn coordinates(text: &str) -> Option<Residence> {
    let separators = [',', '，', '、', ';', '；', ' '];
    let numbers: Option<Vec<f64>> = text
        .split(separators)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        &[lon, lat] if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Some(Residence::At(lon, lat)),
        _ => None,
    }
}

fn unknown(reader: &mut RowReader<'_>, by_roads: bool) {
    let hint = if by_roads {
        Text::new(
            "填道路表里的地点名或学校代码，或在道路表里补上这个地点",
            "write a place of the roads table or a school's id, or add the place to the roads",
        )
    } else {
        Text::new(
            "填经纬度，如 `116.56, 33.26`，或学校代码",
            "write longitude and latitude, as in `116.56, 33.26`, or a school's id",
        )
    };
    let message = if by_roads {
        Text::new(
            "居住地不在道路表里",
            "no road leads to or from the residence",
        )
    } else {
        Text::new(
            "居住地不是经纬度，也不是学校",
            "the residence is neither longitude and latitude nor a school",
        )
    };
    reader.find(&codes::RESIDENCE_UNKNOWN, "residence", message, hint);
}
