//! The teachers: one for each place that staffing gives, with a career that keeps the county's fixed shares.

use super::careers::{Career, People, careers};
use super::dice::Dice;
use super::schools::padded;
use super::staffing::{Gaps, Staff, keeps_class, subjects};
use crate::domain::ids::SchoolIndex;
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::domain::words::{Employment, Position, SchoolKind, Stage, Subject};

/// A teacher's place before he has a career.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) school: usize,
    pub(super) stage: Option<Stage>,
    pub(super) subject: Subject,
    pub(super) position: Position,
    pub(super) homeroom: bool,
    pub(super) male: bool,
}

/// The teachers in the order of their ids.
pub(super) fn teachers(
    schools: &[School],
    staff: &[Staff],
    gaps: &Gaps,
    settings: &Settings,
    people: &People,
) -> Vec<Teacher> {
    let mut dice = Dice::new(people.seed, 2);
    let subjects = subjects(schools, staff, gaps, settings, &mut dice);
    let places = places(schools, staff, &subjects, &mut dice);
    let careers = careers(
        schools,
        &places,
        settings,
        people,
        &mut Dice::new(people.seed, 3),
    );
    places
        .iter()
        .zip(careers)
        .enumerate()
        .map(|(i, (place, career))| teacher(i, places.len(), place, career))
        .collect()
}

fn teacher(i: usize, n: usize, place: &Place, career: Career) -> Teacher {
    let number = padded(i + 1, n);
    Teacher {
        id: format!("T{number}"),
        name: format!("合成教师{number}"),
        sex: career.sex,
        birth: career.birth,
        school: SchoolIndex(career.serves_at.unwrap_or(place.school)),
        home_school: career.home.map(SchoolIndex),
        stage: place.stage,
        subject: place.subject,
        second_subjects: career.second_subjects,
        degree: career.degree,
        certified: career.certified,
        backbone: career.backbone,
        title: career.title,
        position: place.position,
        homeroom: place.homeroom,
        graduating: career.graduating,
        since: career.since,
        rural_years: career.rural_years,
        max_lessons: career.max_lessons,
        weekly_lessons: None,
        exemption: career.exemption,
        probation: career.probation,
        away_until: career.away_until,
        last_rotated: career.last_rotated,
        wishes: career.wishes.into_iter().map(SchoolIndex).collect(),
        spouse: career.spouse,
        employment: Employment::Established,
        volunteer: false,
        service_until: None,
        title_candidate: false,
        group_leader: false,
        residence: None,
    }
}

/// One place a head, unit after unit, with the school's principal and deputies and its class teachers.
fn places(
    schools: &[School],
    staff: &[Staff],
    subjects: &[Vec<Subject>],
    dice: &mut Dice,
) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (staff, subjects) in staff.iter().zip(subjects) {
        let men = men(staff, schools, dice);
        let first = places.len();
        places.extend(subjects.iter().zip(men).map(|(&subject, male)| Place {
            school: staff.school,
            stage: staff.stage,
            subject,
            position: Position::Teacher,
            homeroom: false,
            male,
        }));
        dice.shuffle(&mut places[first..]);
    }
    for (school_index, school) in schools.iter().enumerate() {
        let first = places.partition_point(|place| place.school < school_index);
        let last = places.partition_point(|place| place.school <= school_index);
        appoint(&mut places[first..last]);
        for &stage in school.kind.stages() {
            let classes = stage
                .grades()
                .map(|grade| school.classes[grade - 1] as usize)
                .sum();
            give_classes(&mut places[first..last], stage, classes);
        }
    }
    places
}

/// Who of a unit is a man: the known number, else drawn by stage.
fn men(staff: &Staff, schools: &[School], dice: &mut Dice) -> Vec<bool> {
    if let Some(n_male) = staff.n_male {
        let mut men: Vec<_> = (0..staff.n_teachers).map(|i| i < n_male).collect();
        dice.shuffle(&mut men);
        return men;
    }
    let permille = match (staff.stage, schools[staff.school].tier) {
        (Some(Stage::Primary), crate::domain::words::Tier::Urban) => 200,
        (Some(Stage::Primary), crate::domain::words::Tier::Town) => 300,
        (Some(Stage::Primary), crate::domain::words::Tier::Rural) => 480,
        _ => 450,
    };
    (0..staff.n_teachers)
        .map(|_| dice.chance(permille))
        .collect()
}

/// A principal for each school; a deputy from 25 people, two from 60, three from 120.
fn appoint(places: &mut [Place]) {
    let deputies = match places.len() {
        0..25 => 0,
        25..60 => 1,
        60..120 => 2,
        _ => 3,
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&i| rank(places[i]));
    for (n, &i) in order.iter().take(1 + deputies).enumerate() {
        places[i].position = if n == 0 {
            Position::Principal
        } else {
            Position::VicePrincipal
        };
    }
}

/// Heads and class teachers come from the core subjects first, then from the others.
fn rank(place: Place) -> usize {
    use super::staffing::SCARCE;
    let keeps = place
        .stage
        .is_some_and(|stage| keeps_class(stage, place.subject));
    if keeps {
        0
    } else if place.subject == Subject::Other {
        3
    } else {
        1 + usize::from(SCARCE.contains(&place.subject))
    }
}

fn give_classes(places: &mut [Place], stage: Stage, n_classes: usize) {
    let mut order: Vec<usize> = (0..places.len())
        .filter(|&i| {
            let place = places[i];
            place.stage == Some(stage)
                && place.position == Position::Teacher
                && place.subject != Subject::Other
        })
        .collect();
    order.sort_by_key(|&i| rank(places[i]));
    for &i in order.iter().take(n_classes) {
        places[i].homeroom = true;
    }
}

/// Whether a place counts among those that may rotate at all.
pub(super) fn movable(place: &Place, schools: &[School]) -> bool {
    place.position == Position::Teacher
        && place.subject != Subject::Other
        && schools[place.school].kind != SchoolKind::Special
}
