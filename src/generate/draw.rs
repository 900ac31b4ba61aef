//! One teacher's age, tenure and postings, drawn so that he is eligible or not for a given reason.

use super::careers::{Career, Status};
use super::dice::Dice;
use super::extras;
use super::roster::Place;
use crate::domain::date::Date;
use crate::domain::instance::planning_date;
use crate::domain::school::School;
use crate::domain::settings::EligibilitySettings;
use crate::domain::words::{Backbone, Exemption, Position, SchoolKind, Sex, Stage};
use std::collections::BTreeSet;

/// What a career is drawn from.
pub(super) struct Draw<'a> {
    pub(super) schools: &'a [School],
    pub(super) eligibility: &'a EligibilitySettings,
    pub(super) year: i16,
}

impl Draw<'_> {
    pub(super) fn career(&self, place: &Place, status: Status, dice: &mut Dice) -> Career {
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
        let (limit, retire) = self.limits(sex);
        let min = self.eligibility.min_years;
        if let Some(young) = exemption.and_then(|exemption| self.exempt(exemption, retire, dice)) {
            return young;
        }
        match status {
            Status::Probation => (dice.between(22, 25), 0),
            Status::Newcomer => {
                let age = dice.between(23, limit - 1);
                (age, dice.between(0, min.saturating_sub(1).min(age - 22)))
            }
            Status::Old => {
                let age = dice.between(limit, (retire - 1).max(limit));
                (age, dice.between(1, 25.min(age - 22)))
            }
            Status::Head => (dice.between(35, retire - 1), dice.between(1, 12)),
            Status::InTerm | Status::Returned => (dice.between(26, limit - 1), dice.between(1, 2)),
            _ => {
                let youngest = min.saturating_add(22).min(limit - 1);
                let age = dice.between(youngest, limit - 1);
                (age, dice.between(min.min(age - 22), 25.min(age - 22)))
            }
        }
    }

    /// Age limit of rotation and age of retirement, kept where a career makes sense.
    fn limits(&self, sex: Sex) -> (u32, u32) {
        let settings = self.eligibility;
        let (limit, retire) = match sex {
            Sex::Male => (settings.max_age_male, settings.retire_male),
            Sex::Female => (settings.max_age_female, settings.retire_female),
        };
        (limit.clamp(30, 70), retire.clamp(40, 71))
    }

    /// Age and tenure of an exemption that comes with an age.
    fn exempt(&self, exemption: Exemption, retire: u32, dice: &mut Dice) -> Option<(u32, u32)> {
        match exemption {
            Exemption::Pregnancy | Exemption::Nursing => {
                Some((dice.between(25, 38), dice.between(0, 3)))
            }
            Exemption::Contract => Some((dice.between(23, 27), dice.between(0, 1))),
            Exemption::Retiring => {
                let within = self.eligibility.retire_within.clamp(1, 5);
                let age = dice.between(retire - within, retire - 1);
                Some((age, dice.between(3, 15)))
            }
            _ => None,
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
                    self.send(career, years - 3, years);
                }
            }
            Status::Returned => {
                if let Some(host) = self.other_school(place, true, dice) {
                    career.home = Some(place.school);
                    career.serves_at = Some(host);
                    self.send(career, -1, 0);
                }
            }
            _ => {}
        }
    }

    /// A posting from one September to an August, in years from the planning year.
    fn send(&self, career: &mut Career, from: i32, until: i32) {
        career.since = month_of(self.year, from, 9);
        career.last_rotated = Some(career.since);
        career.away_until = Some(month_of(self.year, until, 8));
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
