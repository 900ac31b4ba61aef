//! The schools table: every row typed.

mod consistency;
mod grades;

use crate::check::codes;
use crate::check::known::{self, Known};
use crate::check::row::RowReader;
use crate::domain::ids::SchoolIndex;
use crate::domain::school::{Facilities, School};
use crate::domain::words::{Outlook, Quality, SchoolKind, Tier};
use crate::finding::{Finding, Text};
use crate::read::draft::DraftTable;

/// Most that one school can have; beyond, a number is a slip.
const MOST_CLASSES: u32 = 60;
const MOST_PUPILS: u32 = 20_000;
const MOST_POSTS: u32 = 2_000;
const MOST_M2: u32 = 1_000_000;
const MOST_YUAN: u32 = 1_000_000_000;

/// The columns of classes by grade, grade 1 first.
const CLASSES: [&str; 9] = [
    "classes_g1",
    "classes_g2",
    "classes_g3",
    "classes_g4",
    "classes_g5",
    "classes_g6",
    "classes_g7",
    "classes_g8",
    "classes_g9",
];

/// The columns of pupils by stage, primary first.
const PUPILS: [&str; 2] = ["pupils_primary", "pupils_junior"];

/// The checked schools by `SchoolIndex`; `None` where the row has an error.
#[derive(Debug)]
pub(in crate::check) struct Schools {
    pub(in crate::check) known: Known,
    pub(in crate::check) list: Vec<Option<School>>,
}

impl Schools {
    /// In place of a table that could not be read.
    pub(in crate::check) fn absent() -> Self {
        Self {
            known: Known::absent(),
            list: Vec::new(),
        }
    }

    pub(in crate::check) fn get(&self, school: SchoolIndex) -> Option<&School> {
        self.list.get(school.0).and_then(Option::as_ref)
    }

    /// The schools without error, with their rows.
    pub(in crate::check) fn iter(&self) -> impl Iterator<Item = (SchoolIndex, usize, &School)> {
        self.list.iter().enumerate().filter_map(|(i, school)| {
            let school = school.as_ref()?;
            Some((SchoolIndex(i), self.known.row(i), school))
        })
    }
}

/// Checks every row of the table.
pub(in crate::check) fn check(table: &DraftTable, findings: &mut Vec<Finding>) -> Schools {
    let (known, positions) = known::read(table, "school_id", ("学校", "school"), findings);
    let mut list = vec![None; known.len()];
    for (row, position) in table.rows.iter().zip(positions) {
        let id = position.map_or("", |i| known.id(i));
        let school = read_row(&mut RowReader::new(table, row, findings), id, &known);
        if let Some(i) = position {
            list[i] = school;
        }
    }
    let schools = Schools { known, list };
    consistency::duplicate_names(table, &schools, findings);
    schools
}

fn read_row(reader: &mut RowReader<'_>, id: &str, known: &Known) -> Option<School> {
    let before = reader.findings.len();
    // Every cell is read before any missing one ends the row, so that all its findings come at once.
    let name = reader.required_text("name");
    let words = words(reader);
    let hub = reader.optional_id("hub");
    let hub = hub.and_then(|hub| known.reference(reader, "hub", &hub));
    let counts = counts(reader);
    let place = place(reader);
    let (multigrade, joint) = (
        grades::read(reader, "multigrade", words.kind),
        grades::read(reader, "joint", words.kind),
    );
    let school = School {
        multigrade,
        joint,
        id: id.to_owned(),
        district: reader.group("district"),
        group: reader.group("group"),
        hub: hub.map(SchoolIndex),
        place,
        boarding: reader.flag("boarding", false),
        opened: reader.optional_date("opened"),
        facilities: facilities(reader),
        name: name?,
        kind: words.kind?,
        tier: words.tier?,
        quality: words.quality?,
        outlook: words.outlook?,
        pupils_primary: counts.pupils[0],
        pupils_junior: counts.pupils[1],
        classes: counts.classes,
        posts: counts.posts,
        housing: counts.housing,
        hardship: counts.hardship,
    };
    consistency::stages(reader, &school);
    let is_sound = reader.is_sound(before);
    if is_sound {
        consistency::class_sizes(reader, &school);
        consistency::blank_classes(reader, &school);
    }
    is_sound.then_some(school)
}

/// The words of a row; `None` where one is missing or unknown.
struct Words {
    kind: Option<SchoolKind>,
    tier: Option<Tier>,
    quality: Option<Quality>,
    outlook: Option<Outlook>,
}

fn words(reader: &mut RowReader<'_>) -> Words {
    Words {
        kind: reader.word("stage"),
        tier: reader.word("tier"),
        quality: reader.word_or("quality", Quality::Ordinary),
        outlook: reader.word_or("outlook", Outlook::Permanent),
    }
}

/// The whole numbers of a row.
struct Counts {
    classes: [u32; 9],
    /// Primary and junior.
    pupils: [u32; 2],
    posts: Option<u32>,
    housing: Option<u32>,
    hardship: u8,
}

fn counts(reader: &mut RowReader<'_>) -> Counts {
    let hardship = reader.optional_whole("hardship", 4).unwrap_or(0);
    Counts {
        classes: CLASSES.map(|column| reader.optional_whole(column, MOST_CLASSES).unwrap_or(0)),
        pupils: PUPILS.map(|column| reader.optional_whole(column, MOST_PUPILS).unwrap_or(0)),
        posts: reader.optional_whole("posts", MOST_POSTS),
        housing: reader.optional_whole("housing", MOST_POSTS),
        hardship: u8::try_from(hardship).unwrap_or(4),
    }
}

fn facilities(reader: &mut RowReader<'_>) -> Facilities {
    Facilities {
        room_m2: reader.optional_decimal("room_m2", MOST_M2),
        sports_m2: reader.optional_decimal("sports_m2", MOST_M2),
        equipment_yuan: reader.optional_decimal("equipment_yuan", MOST_YUAN),
        multimedia_rooms: reader.optional_decimal("multimedia_rooms", MOST_POSTS),
    }
}

/// Longitude and latitude, both or none.
fn place(reader: &mut RowReader<'_>) -> Option<(f64, f64)> {
    let (lon, lat) = (reader.optional_signed("lon"), reader.optional_signed("lat"));
    let blank = (reader.is_blank("lon"), reader.is_blank("lat"));
    if blank.0 != blank.1 {
        let column = if blank.0 { "lon" } else { "lat" };
        reader.find(
            &codes::PLACE_INVALID,
            column,
            Text::new(
                "经度和纬度只填了一个",
                "only one of longitude and latitude is given",
            ),
            Text::new("两个都填，或都空白", "give both or none"),
        );
    }
    let place = (lon?, lat?);
    let is_on_earth = place.0.abs() <= 180.0 && place.1.abs() <= 90.0;
    if !is_on_earth || place == (0.0, 0.0) {
        no_place(reader, place);
        return None;
    }
    Some(place)
}

fn no_place(reader: &mut RowReader<'_>, (lon, lat): (f64, f64)) {
    let is_swapped = lon.abs() <= 90.0 && (90.0..=180.0).contains(&lat);
    let hint = if is_swapped {
        Text::new("经度和纬度填反了", "longitude and latitude are swapped")
    } else {
        Text::new(
            "填十进制度数，如 `116.56` 和 `33.26`",
            "write decimal degrees, such as `116.56` and `33.26`",
        )
    };
    let column = if is_swapped || lon.abs() > 180.0 {
        "lon"
    } else {
        "lat"
    };
    reader.find(
        &codes::PLACE_INVALID,
        column,
        Text::new(
            format!("经度 `{lon}`、纬度 `{lat}` 不是学校的位置"),
            format!("longitude `{lon}`, latitude `{lat}` is no place of a school"),
        ),
        hint,
    );
}
