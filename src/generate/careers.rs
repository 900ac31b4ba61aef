//! Age, tenure and all that decides who may rotate; shares of the county are met exactly, not on average.

use super::dice::Dice;
use super::draw::Draw;
use super::extras;
use super::roster::{Place, movable};
use crate::domain::date::{Date, completed_years};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::planning_date;
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::words::{Backbone, Degree, Exemption, Position, Sex, Subject, Title};
use std::collections::BTreeSet;

/// What the people of a county are drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    pub seed: u64,
    /// School year.
    pub year: i16,
    /// Teachers eligible for rotation, in thousandths of all.
    pub eligible_permille: u32,
}

/// A teacher's columns that do not follow from his place.
#[derive(Debug, Clone)]
pub(super) struct Career {
    pub(super) sex: Sex,
    pub(super) birth: Date,
    pub(super) since: Date,
    pub(super) certified: bool,
    pub(super) exemption: Option<Exemption>,
    pub(super) probation: bool,
    pub(super) away_until: Option<Date>,
    pub(super) last_rotated: Option<Date>,
    /// Where his post is, if elsewhere than he serves.
    pub(super) home: Option<usize>,
    /// Where he serves on 31 August, if elsewhere than his place.
    pub(super) serves_at: Option<usize>,
    pub(super) backbone: Backbone,
    pub(super) second_subjects: BTreeSet<Subject>,
    pub(super) wishes: Vec<usize>,
    pub(super) degree: Degree,
    pub(super) title: Option<Title>,
    pub(super) graduating: bool,
    pub(super) rural_years: Option<f64>,
    pub(super) max_lessons: Option<u32>,
    pub(super) spouse: Option<TeacherIndex>,
}

/// Why somebody may or may not rotate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Eligible,
    Head,
    Old,
    Newcomer,
    Probation,
    Exempt,
    InTerm,
    Returned,
    Resting,
    Uncertified,
}

/// The reasons of those who may not rotate, by weight.
const REASONS: [(Status, u32); 8] = [
    (Status::Old, 34),
    (Status::Newcomer, 40),
    (Status::Probation, 5),
    (Status::Exempt, 8),
    (Status::InTerm, 5),
    (Status::Returned, 1),
    (Status::Resting, 6),
    (Status::Uncertified, 1),
];

/// One career a place.
pub(super) fn careers(
    schools: &[School],
    places: &[Place],
    settings: &Settings,
    people: &People,
    dice: &mut Dice,
) -> Vec<Career> {
    let statuses = statuses(schools, places, people, dice);
    let draw = Draw {
        schools,
        eligibility: &settings.eligibility,
        year: people.year,
    };
    let mut careers: Vec<_> = places
        .iter()
        .zip(statuses)
        .map(|(place, status)| draw.career(place, status, dice))
        .collect();
    extras::second_subjects(places, &mut careers, settings, dice);
    extras::backbones(schools, places, &mut careers, people.year, dice);
    extras::wishes(schools, places, &mut careers, dice);
    extras::spouses(&mut careers, people.year, dice);
    careers
}

/// The eligible are a fixed share of all; the others get their reasons.
fn statuses(schools: &[School], places: &[Place], people: &People, dice: &mut Dice) -> Vec<Status> {
    let mut movers: Vec<_> = (0..places.len())
        .filter(|&i| movable(&places[i], schools))
        .collect();
    dice.shuffle(&mut movers);
    let n_eligible = (places.len() * people.eligible_permille as usize + 500) / 1_000;
    let mut statuses: Vec<_> = places
        .iter()
        .map(|place| {
            if place.position == Position::Teacher {
                dice.weighted(&REASONS).unwrap_or(Status::Old)
            } else {
                Status::Head
            }
        })
        .collect();
    for &i in movers.iter().take(n_eligible) {
        statuses[i] = Status::Eligible;
    }
    statuses
}

pub(super) fn age(career: &Career, year: i16) -> u32 {
    completed_years(career.birth, planning_date(year))
}
