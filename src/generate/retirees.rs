//! Retired teachers of a generated county who may be called back (银龄): the rows of its retirees table.

use super::dice::Dice;
use super::schools::padded;
use super::spec::Spec;
use crate::domain::date::Date;
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::planning_date;
use crate::domain::records::Retiree;
use crate::domain::school::School;
use crate::domain::words::{SchoolKind, Sex, Stage, Subject, Title};
use std::collections::BTreeSet;

/// Completed years of age on the planning date: some are beyond what `silver_age` takes (65).
const AGES: (u32, u32) = (56, 67);

/// In the order of their ids: from every school but special ones, mostly of middle and senior title.
pub(super) fn retirees(spec: &Spec, schools: &[School], dice: &mut Dice) -> Vec<Retiree> {
    let old: Vec<usize> = (0..schools.len())
        .filter(|&i| schools[i].kind != SchoolKind::Special)
        .collect();
    (0..spec.n_retirees)
        .map(|i| {
            let number = padded(i + 1, spec.n_retirees);
            let school = dice.pick(&old);
            let stage = school.and_then(|school| dice.pick(schools[school].kind.stages()));
            Retiree {
                id: format!("R{number}"),
                name: format!("合成退休教师{number}"),
                sex: Some(if dice.chance(450) {
                    Sex::Male
                } else {
                    Sex::Female
                }),
                birth: birth(spec.year, dice),
                old_school: school.map(SchoolIndex),
                stage,
                subject: subject(stage, dice),
                second_subjects: BTreeSet::new(),
                title: title(dice),
                max_lessons: dice.chance(300).then(|| dice.between(6, 12)),
            }
        })
        .collect()
}

fn birth(year: i16, dice: &mut Dice) -> Date {
    let (age, month) = (dice.between(AGES.0, AGES.1), dice.between(1, 12));
    let born = i32::from(year) - i32::try_from(age).unwrap_or(60) - i32::from(month > 9);
    let born = i16::try_from(born).unwrap_or(year);
    let month = i8::try_from(month).unwrap_or(9);
    Date::new(born, month, 1).unwrap_or(planning_date(year))
}

/// As those who retire have taught: the large subjects most, but arts and English too.
fn subject(stage: Option<Stage>, dice: &mut Dice) -> Subject {
    use Subject::{Art, Chinese, English, Maths, Music, Pe, Physics};
    let last = match stage {
        Some(Stage::Junior) => Physics,
        _ => Chinese,
    };
    let weights = [
        (Chinese, 26),
        (Maths, 24),
        (English, 14),
        (Pe, 10),
        (Music, 11),
        (Art, 9),
        (last, 6),
    ];
    dice.weighted(&weights).unwrap_or(Chinese)
}

fn title(dice: &mut Dice) -> Option<Title> {
    dice.weighted(&[(Title::Second, 15), (Title::First, 55), (Title::Senior, 30)])
}
