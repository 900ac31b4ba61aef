//! Age, tenure and all that decides who may rotate; shares of the county are met exactly, not on average.

use super::dice::Dice;
use super::extras;
use super::roster::{Place, movable};
use crate::domain::date::{Date, completed_years};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::planning_date;
use crate::domain::school::School;
use crate::domain::settings::{EligibilitySettings, Settings};
use crate::domain::words::{
    Backbone, Degree, Exemption, Position, SchoolKind, Sex, Stage, Subject, Title,
};
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
enum Status {
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

/// What a career is drawn from.
struct Draw<'a> {
    schools: &'a [School],
    eligibility: &'a EligibilitySettings,
    year: i16,
}

impl Draw<'_> {
    fn career(&self, place: &Place, status: Status, dice: &mut Dice) -> Career {
        let sex = if place.male { Sex::Male } else { Sex::Female };
        let exemption = (status == Status::Exempt).then(|| exemption(sex, dice));
        let (age, tenure) = self.age_and_tenure(sex, status, exemption, dice);
        let mut career = Career {
            sex,
            birth: self.birth(age, dice),
            since: self.since(tenure, dice),
            certified: status != Status::Uncertified,
            exemption,
            probation: status == Status::Probation,
            away_until: None,
            last_rotated: None,
            home: None,
            serves_at: None,
            backbone: Backbone::None,
            second_subjects: BTreeSet::new(),
            wishes: Vec::new(),
            degree: extras::degree(self.schools[place.school].tier, place.stage, age, dice),
            title: extras::title(age, dice),
            graduating: self.graduating(place, dice),
            rural_years: extras::rural_years(self.schools[place.school].tier, age, tenure, dice),
            max_lessons: max_lessons(place, dice),
            spouse: None,
        };
        self.rotate_before(place, status, tenure, &mut career, dice);
        career
    }

    /// Completed years of age and tenure that give the status under the scenario's eligibility settings.
    fn age_and_tenure(
        &self,
        sex: Sex,
        status: Status,
        exemption: Option<Exemption>,
        dice: &mut Dice,
    ) -> (u32, u32) {
        let settings = self.eligibility;
        let (limit, retire) = match sex {
            Sex::Male => (settings.max_age_male, settings.retire_male),
            Sex::Female => (settings.max_age_female, settings.retire_female),
        };
        let (limit, retire) = (limit.clamp(30, 70), retire.clamp(31, 71));
        let min = settings.min_years.min(40);
        match (status, exemption) {
            (Status::Probation, _) => (dice.between(22, 25), 0),
            (_, Some(Exemption::Pregnancy | Exemption::Nursing)) => {
                (dice.between(25, 38), dice.between(0, 3))
            }
            (_, Some(Exemption::Contract)) => (dice.between(23, 27), dice.between(0, 1)),
            (_, Some(Exemption::Retiring)) => {
                let within = settings.retire_within.clamp(1, 5);
                (
                    dice.between(retire - within, retire - 1),
                    dice.between(3, 25),
                )
            }
            (Status::Newcomer, _) => {
                let age = dice.between(23, limit - 1);
                (age, dice.between(0, min.saturating_sub(1).min(age - 22)))
            }
            (Status::Old, _) => (
                dice.between(limit, (retire - 1).max(limit)),
                dice.between(1, 25),
            ),
            (Status::Head, _) => (dice.between(35, retire - 1), dice.between(1, 12)),
            (Status::InTerm | Status::Returned, _) => {
                (dice.between(26, limit - 1), dice.between(1, 2))
            }
            _ => {
                let age = dice.between((min + 22).min(limit - 1), limit - 1);
                (age, dice.between(min, (age - 22).min(25)))
            }
        }
    }

    fn birth(&self, age: u32, dice: &mut Dice) -> Date {
        let month = dice.between(1, 12);
        month_of(
            self.year,
            -i32::try_from(age).unwrap_or(0) - i32::from(month > 9),
            month,
        )
    }

    /// Mostly a September; who is in his first year came in spring or August.
    fn since(&self, tenure: u32, dice: &mut Dice) -> Date {
        let months: &[(u32, u32)] = if tenure == 0 {
            &[(2, 6), (3, 2), (8, 2)]
        } else {
            &[(9, 16), (2, 2), (3, 1), (8, 1)]
        };
        let month = dice.weighted(months).unwrap_or(8);
        month_of(self.year, -i32::try_from(tenure).unwrap_or(0), month)
    }

    /// One stage's leaving class: a sixth of the primary teachers, a third of the junior ones.
    fn graduating(&self, place: &Place, dice: &mut Dice) -> bool {
        let classes = &self.schools[place.school].classes;
        match place.stage {
            Some(Stage::Primary) => classes[5] > 0 && dice.chance(150),
            Some(Stage::Junior) => classes[8] > 0 && dice.chance(320),
            None => false,
        }
    }

    /// Former and running postings.
    fn rotate_before(
        &self,
        place: &Place,
        status: Status,
        tenure: u32,
        career: &mut Career,
        dice: &mut Dice,
    ) {
        let rest = i32::try_from(self.eligibility.rest_years.min(30)).unwrap_or(3);
        match status {
            Status::Eligible if dice.chance(100) => {
                let ago = rest + dice.between(0, 5) as i32;
                if ago as u32 <= tenure {
                    career.last_rotated = Some(month_of(self.year, -ago, 9));
                }
            }
            Status::Resting if rest > 1 => {
                let ago = dice.between(1, rest as u32 - 1) as i32;
                career.last_rotated = Some(month_of(self.year, -ago, 9));
            }
            Status::InTerm => {
                if let Some(home) = self.other_school(place, false, dice) {
                    let years = dice.between(1, 2) as i32;
                    career.home = Some(home);
                    career.away_until = Some(month_of(self.year, years, 8));
                    career.since = month_of(self.year, years - 3, 9);
                    career.last_rotated = Some(career.since);
                }
            }
            Status::Returned => {
                if let Some(host) = self.other_school(place, true, dice) {
                    career.home = Some(place.school);
                    career.serves_at = Some(host);
                    career.away_until = Some(month_of(self.year, 0, 8));
                    career.since = month_of(self.year, -1, 9);
                    career.last_rotated = Some(career.since);
                }
            }
            _ => {}
        }
    }

    /// Another school of the stage, not above (`below`) or not under the tier of the place.
    fn other_school(&self, place: &Place, below: bool, dice: &mut Dice) -> Option<usize> {
        let stage = place.stage?;
        let tier = self.schools[place.school].tier;
        let fits = |&i: &usize| {
            let school = &self.schools[i];
            i != place.school
                && school.kind != SchoolKind::TeachingPoint
                && school.kind.stages().contains(&stage)
                && if below {
                    school.tier >= tier
                } else {
                    school.tier <= tier
                }
        };
        // A few tries instead of a scan: counties are large.
        (0..60).map(|_| dice.below(self.schools.len())).find(fits)
    }
}

/// The first day of a month `years` from the planning year.
fn month_of(year: i16, years: i32, month: u32) -> Date {
    let year = i16::try_from(i32::from(year) + years).unwrap_or(year);
    Date::new(year, i8::try_from(month).unwrap_or(9), 1).unwrap_or(planning_date(year))
}

pub(super) fn age(career: &Career, year: i16) -> u32 {
    completed_years(career.birth, planning_date(year))
}

fn exemption(sex: Sex, dice: &mut Dice) -> Exemption {
    use Exemption::{Contract, Course, Illness, Leave, Nursing, Pregnancy, Retiring};
    let mothers = if sex == Sex::Female { 3 } else { 0 };
    dice.weighted(&[
        (Pregnancy, mothers),
        (Nursing, mothers),
        (Illness, 2),
        (Leave, 1),
        (Retiring, 2),
        (Course, 1),
        (Contract, 2),
    ])
    .unwrap_or(Leave)
}

/// A few have an agreed number of lessons.
fn max_lessons(place: &Place, dice: &mut Dice) -> Option<u32> {
    let agreed = place.position == Position::Teacher && place.stage.is_some() && !place.homeroom;
    (dice.chance(15) && agreed).then(|| dice.between(6, 16))
}
