//! Puts checked tables together into an instance and works out what follows from them.

use super::before::{Supply, unfilled};
use super::date::completed_years;
use super::eligibility::{in_term, ineligible};
use super::ids::{SchoolIndex, UnitIndex};
use super::instance::{Feedback, Instance, planning_date};
use super::load::{load, second_cap};
use super::need::of_unit;
use super::records::{PastRotation, Retiree};
use super::school::{School, Unit};
use super::settings::{EligibilitySettings, Settings};
use super::teacher::{Standing, Teacher};
use super::travel::{
    Residence, Road, matrix_by_place, matrix_by_roads, minutes_by_place, paths_by_roads,
};
use super::words::{SchoolKind, Stage, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row of the needs table: replaces classes × curriculum for its unit and subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedOverride {
    pub school: SchoolIndex,
    pub stage: Stage,
    pub subject: Subject,
    pub weekly_lessons: u32,
}

/// Checked tables: schools and teachers sorted by id, every reference known.
#[derive(Debug, Clone)]
pub struct Parts {
    pub name: String,
    pub year: i16,
    pub schools: Vec<School>,
    pub teachers: Vec<Teacher>,
    pub needs: Vec<NeedOverride>,
    /// `None` = no roads table: minutes come from coordinates.
    pub roads: Option<Vec<Road>>,
    pub retirees: Vec<Retiree>,
    pub history: Vec<PastRotation>,
    pub feedback: Vec<Feedback>,
    pub settings: Settings,
}

/// The instance, with units, need, travel, standings and `before`.
pub fn assemble(mut parts: Parts) -> Instance {
    parts.retirees.sort_by(|a, b| a.id.cmp(&b.id));
    parts.history.sort_unstable();
    parts.feedback.sort_by_key(|verdict| verdict.teacher);
    let minutes = match &parts.roads {
        Some(roads) => {
            let ids: Vec<_> = parts
                .schools
                .iter()
                .map(|school| school.id.clone())
                .collect();
            matrix_by_roads(&ids, roads)
        }
        None => {
            let places: Vec<_> = parts.schools.iter().map(|school| school.place).collect();
            matrix_by_place(&places, &parts.settings.travel)
        }
    };
    let mut instance = Instance {
        name: parts.name,
        year: parts.year,
        units: units(&parts.schools, &parts.needs, &parts.settings),
        schools: parts.schools,
        teachers: parts.teachers,
        retirees: parts.retirees,
        history: parts.history,
        feedback: parts.feedback,
        settings: parts.settings,
        standings: Vec::new(),
        before: Vec::new(),
        minutes,
        roads: parts.roads,
    };
    let mut homes = homes(&instance);
    instance.standings = instance
        .teachers
        .iter()
        .zip(homes.drain(..))
        .map(|(teacher, home_minutes)| standing(&instance, teacher, home_minutes))
        .collect();
    instance.before = before(&instance);
    instance
}

/// The instance with other settings of who may be rotated.
pub fn with_eligibility(instance: &Instance, eligibility: EligibilitySettings) -> Instance {
    let mut changed = instance.clone();
    changed.settings.eligibility = eligibility;
    let homes = homes(&changed);
    let people = changed.teachers.iter().zip(homes);
    changed.standings = people
        .map(|(teacher, home_minutes)| standing(&changed, teacher, home_minutes))
        .collect();
    changed
}

fn units(schools: &[School], needs: &[NeedOverride], settings: &Settings) -> Vec<Unit> {
    let mut units = Vec::new();
    for (i, school) in schools.iter().enumerate() {
        for &stage in school.kind.stages() {
            let mut need = of_unit(school, stage, &settings.curriculum);
            for row in needs
                .iter()
                .filter(|row| row.school.0 == i && row.stage == stage)
            {
                need[row.subject.index()] = row.weekly_lessons;
            }
            units.push(Unit {
                school: SchoolIndex(i),
                stage,
                need,
            });
        }
    }
    units
}

/// Minutes from the residence of each teacher to every school, where he has one.
fn homes(instance: &Instance) -> Vec<Option<Arc<[Option<u32>]>>> {
    let mut known: BTreeMap<String, Arc<[Option<u32>]>> = BTreeMap::new();
    let home = |teacher: &Teacher| {
        let residence = teacher.residence.as_ref()?;
        let key = format!("{residence:?}");
        let minutes = known
            .entry(key)
            .or_insert_with(|| from_home(instance, residence).into());
        Some(minutes.clone())
    };
    instance.teachers.iter().map(home).collect()
}

/// Minutes from a residence to every school: over the roads, else by coordinates.
fn from_home(instance: &Instance, residence: &Residence) -> Vec<Option<u32>> {
    let schools = instance.schools.iter();
    match (residence, &instance.roads) {
        (Residence::Place(place), Some(roads)) => {
            let ids: Vec<_> = schools.map(|school| school.id.clone()).collect();
            let mut paths = paths_by_roads(std::slice::from_ref(place), &ids, roads);
            paths.pop().unwrap_or_default()
        }
        (Residence::Place(place), None) => match instance.school_by_id(place) {
            Some(school) => instance.minutes[school.0].clone(),
            None => vec![None; instance.schools.len()],
        },
        (&Residence::At(lon, lat), None) => {
            let travel = &instance.settings.travel;
            let minutes = |place| minutes_by_place((lon, lat), place, travel);
            schools.map(|school| school.place.map(minutes)).collect()
        }
        // The roads table alone counts, and it has no coordinates.
        (Residence::At(..), Some(_)) => vec![None; instance.schools.len()],
    }
}

/// A teacher whose term has passed and who has a home school starts the year there.
fn standing(
    instance: &Instance,
    teacher: &Teacher,
    home_minutes: Option<Arc<[Option<u32>]>>,
) -> Standing {
    let on = planning_date(instance.year);
    let in_term = in_term(teacher, on);
    let returns = teacher.away_until.is_some() && !in_term;
    let school = match teacher.home_school {
        Some(home) if returns => home,
        _ => teacher.school,
    };
    let special = instance.school(school).kind == SchoolKind::Special;
    let settings = &instance.settings;
    let age = completed_years(teacher.birth, on);
    let load = teacher
        .stage
        .map_or(0, |stage| load(teacher, stage, age, &settings.loads));
    Standing {
        base: teacher
            .stage
            .and_then(|stage| instance.unit_at(school, stage)),
        load,
        second_cap: second_cap(teacher.subject, load, &settings.loads),
        seconds: seconds(teacher, settings),
        ineligible: ineligible(teacher, special, &settings.eligibility, on),
        age,
        tenure: completed_years(teacher.since, on),
        in_term,
        home_minutes,
    }
}

fn seconds(teacher: &Teacher, settings: &Settings) -> BTreeSet<Subject> {
    let every_primary = Subject::taught().filter(|&subject| {
        teacher.subject == Subject::General && settings.curriculum.teaches(Stage::Primary, subject)
    });
    let mut seconds: BTreeSet<_> = teacher
        .second_subjects
        .iter()
        .chain(&settings.curriculum.anyone)
        .copied()
        .chain(every_primary)
        .collect();
    seconds.remove(&teacher.subject);
    seconds.remove(&Subject::General);
    seconds.remove(&Subject::Other);
    seconds
}

fn before(instance: &Instance) -> Vec<[u32; Subject::COUNT]> {
    let mut people: Vec<Vec<Supply<'_>>> = vec![Vec::new(); instance.units.len()];
    for (teacher, standing) in instance.teachers.iter().zip(&instance.standings) {
        if let Some(UnitIndex(base)) = standing.base {
            people[base].push(Supply {
                subject: teacher.subject,
                seconds: &standing.seconds,
                load: standing.load,
                second_cap: standing.second_cap,
            });
        }
    }
    let order = &instance.settings.subjects.order;
    instance
        .units
        .iter()
        .zip(&people)
        .map(|(unit, people)| unfilled(&unit.need, people, order))
        .collect()
}
