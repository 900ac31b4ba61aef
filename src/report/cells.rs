//! Tables of ours as CSV: what stands in each cell, by our English column name.

use crate::domain::date::Date;
use crate::domain::ids::SchoolIndex;
use crate::domain::records::Retiree;
use crate::domain::school::{Grades, School};
use crate::domain::teacher::Teacher;
use crate::domain::travel::Residence;
use crate::domain::words::{Backbone, Employment, Position, Word};
use crate::read::columns::{Column, Table, columns};
use std::io;

/// UTF-8 with BOM, Chinese headers. Columns that no row fills are left out.
pub fn table<T>(
    table: Table,
    rows: &[T],
    cell: impl Fn(&T, &str) -> String,
) -> io::Result<Vec<u8>> {
    let mut columns: Vec<&Column> = columns(table).iter().collect();
    columns.retain(|column| {
        column.required || rows.iter().any(|row| !cell(row, column.name).is_empty())
    });
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(columns.iter().map(|column| column.header()))?;
    for row in rows {
        writer.write_record(columns.iter().map(|column| cell(row, column.name)))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

/// A cell of the schools table; blank for a column it does not know.
pub fn school_cell(school: &School, schools: &[School], column: &str) -> String {
    let facilities = &school.facilities;
    match column {
        "school_id" => school.id.clone(),
        "name" => school.name.clone(),
        "stage" => word(school.kind),
        "tier" => word(school.tier),
        "district" => school.district.clone().unwrap_or_default(),
        "group" => school.group.clone().unwrap_or_default(),
        "hub" => optional(school.hub.and_then(|hub| id(schools, hub))),
        "quality" => word(school.quality),
        "lon" => optional(school.place.map(|(lon, _)| lon)),
        "lat" => optional(school.place.map(|(_, lat)| lat)),
        "pupils_primary" => school.pupils_primary.to_string(),
        "pupils_junior" => school.pupils_junior.to_string(),
        "posts" => optional(school.posts),
        "housing" => optional(school.housing),
        "hardship" => school.hardship.to_string(),
        "outlook" => word(school.outlook),
        "boarding" => flag(school.boarding),
        "opened" => optional(school.opened.map(month)),
        "multigrade" => grades(&school.multigrade),
        "joint" => grades(&school.joint),
        "room_m2" => optional(facilities.room_m2),
        "sports_m2" => optional(facilities.sports_m2),
        "equipment_yuan" => optional(facilities.equipment_yuan),
        "multimedia_rooms" => optional(facilities.multimedia_rooms),
        _ => classes(school, column),
    }
}

/// `classes_g1` to `classes_g9`.
fn classes(school: &School, column: &str) -> String {
    column
        .strip_prefix("classes_g")
        .and_then(|grade| grade.parse::<usize>().ok())
        .and_then(|grade| school.classes.get(grade.checked_sub(1)?))
        .map(u32::to_string)
        .unwrap_or_default()
}

/// A cell of the teachers table; blank for a column it does not know, and where blank means the same.
pub fn teacher_cell(
    teacher: &Teacher,
    teachers: &[Teacher],
    schools: &[School],
    column: &str,
) -> String {
    match column {
        "teacher_id" => teacher.id.clone(),
        "name" => teacher.name.clone(),
        "sex" => word(teacher.sex),
        "birth" => month(teacher.birth),
        "school_id" => optional(id(schools, teacher.school)),
        "home_school_id" => optional(teacher.home_school.and_then(|home| id(schools, home))),
        "stage" => optional(teacher.stage.map(word)),
        "subject" => word(teacher.subject),
        "second_subjects" => list(teacher.second_subjects.iter().map(|&subject| word(subject))),
        "degree" => word(teacher.degree),
        "certified" => if teacher.certified { "是" } else { "否" }.to_owned(),
        "backbone" if teacher.backbone == Backbone::None => String::new(),
        "backbone" => word(teacher.backbone),
        "title" => optional(teacher.title.map(word)),
        "position" if teacher.position == Position::Teacher => String::new(),
        "position" => word(teacher.position),
        "homeroom" => flag(teacher.homeroom),
        "graduating" => flag(teacher.graduating),
        "wishes" => list(
            teacher
                .wishes
                .iter()
                .filter_map(|&wish| id(schools, wish).map(str::to_owned)),
        ),
        "spouse" => optional(
            teacher
                .spouse
                .and_then(|spouse| teachers.get(spouse.0))
                .map(|spouse| spouse.id.as_str()),
        ),
        _ => service_cell(teacher, column),
    }
}

/// Cells on service, lessons and postings.
fn service_cell(teacher: &Teacher, column: &str) -> String {
    match column {
        "since" => month(teacher.since),
        "rural_years" => optional(teacher.rural_years),
        "max_lessons" => optional(teacher.max_lessons),
        "weekly_lessons" => optional(teacher.weekly_lessons),
        "exemption" => optional(teacher.exemption.map(word)),
        "probation" => flag(teacher.probation),
        "away_until" => optional(teacher.away_until.map(month)),
        "last_rotated" => optional(teacher.last_rotated.map(month)),
        "employment" if teacher.employment == Employment::Established => String::new(),
        "employment" => word(teacher.employment),
        "volunteer" => flag(teacher.volunteer),
        "service_until" => optional(teacher.service_until.map(month)),
        "title_candidate" => flag(teacher.title_candidate),
        "group_leader" => flag(teacher.group_leader),
        "residence" => match &teacher.residence {
            Some(Residence::At(lon, lat)) => format!("{lon}, {lat}"),
            Some(Residence::Place(place)) => place.clone(),
            None => String::new(),
        },
        _ => String::new(),
    }
}

/// A cell of the retirees table; blank for a column it does not know.
pub fn retiree_cell(retiree: &Retiree, schools: &[School], column: &str) -> String {
    match column {
        "teacher_id" => retiree.id.clone(),
        "name" => retiree.name.clone(),
        "sex" => optional(retiree.sex.map(word)),
        "birth" => month(retiree.birth),
        "school_id" => optional(retiree.old_school.and_then(|school| id(schools, school))),
        "stage" => optional(retiree.stage.map(word)),
        "subject" => word(retiree.subject),
        "second_subjects" => list(retiree.second_subjects.iter().map(|&subject| word(subject))),
        "title" => optional(retiree.title.map(word)),
        "max_lessons" => optional(retiree.max_lessons),
        _ => String::new(),
    }
}

/// The id of a school.
pub fn id(schools: &[School], school: SchoolIndex) -> Option<&str> {
    schools.get(school.0).map(|school| school.id.as_str())
}

/// A value, or a blank cell.
pub fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The Chinese word.
pub fn word<W: Word>(word: W) -> String {
    let first = word.chinese().first().copied();
    first.unwrap_or(word.code()).to_owned()
}

fn flag(value: bool) -> String {
    if value { "是" } else { "" }.to_owned()
}

/// Items of a list cell.
pub fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("、")
}

/// `2015-09`, or the whole date where it is not the first of a month.
pub fn month(date: Date) -> String {
    if date.day() == 1 {
        format!("{:04}-{:02}", date.year(), date.month())
    } else {
        date.to_string()
    }
}

/// `1+2;3+4`.
fn grades(sets: &[Grades]) -> String {
    let set = |set: &Grades| {
        let grades: Vec<_> = set.iter().map(usize::to_string).collect();
        grades.join("+")
    };
    sets.iter().map(set).collect::<Vec<_>>().join(";")
}
