//! Classes and pupils of a generated school, fitted to the people it has.

use super::dice::Dice;
use super::sizes::Size;
use super::staffing::{Gaps, wanted};
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::words::{SchoolKind, Stage, Tier};

/// A nine-year school has 55 % of its people in the primary stage.
pub(super) fn unit_sizes(size: &Size) -> Vec<(Option<Stage>, usize)> {
    match size.kind {
        SchoolKind::Special => vec![(None, size.n_teachers)],
        SchoolKind::NineYear => {
            let primary = (size.n_teachers * 55).div_ceil(100);
            vec![
                (Some(Stage::Primary), primary),
                (Some(Stage::Junior), size.n_teachers - primary),
            ]
        }
        kind => kind
            .stages()
            .iter()
            .map(|&stage| (Some(stage), size.n_teachers))
            .collect(),
    }
}

/// As many classes as the unit's people can staff with the gaps of its tier; at least one in each grade, two to four
/// grades in a teaching point. A village primary school has one class a grade.
pub(super) fn fit_classes(
    school: &mut School,
    stage: Stage,
    n_teachers: usize,
    gaps: &Gaps,
    settings: &Settings,
    dice: &mut Dice,
) {
    let first = stage.grades().start() - 1;
    let n_grades = if school.kind == SchoolKind::TeachingPoint {
        dice.between(2, 4).min(n_teachers.max(1) as u32) as usize
    } else {
        stage.grades().count()
    };
    school.classes[first..first + n_grades].fill(1);
    let village = stage == Stage::Primary && school.tier == Tier::Rural && n_teachers <= 15;
    let mut fits = !village && school.kind != SchoolKind::TeachingPoint;
    while fits {
        for grade in dice.order(n_grades) {
            school.classes[first + grade] += 1;
            let heads: u64 = wanted(school, stage, gaps, settings).values().sum();
            fits = heads > 0 && heads <= 1_000 * n_teachers as u64;
            if !fits {
                school.classes[first + grade] -= 1;
                break;
            }
        }
    }
    enrol(school, stage, dice);
}

fn enrol(school: &mut School, stage: Stage, dice: &mut Dice) {
    let (low, high) = match (school.kind, school.tier, stage) {
        (SchoolKind::TeachingPoint, ..) => (3, 12),
        (_, Tier::Urban, Stage::Primary) => (40, 50),
        (_, Tier::Urban, Stage::Junior) => (44, 54),
        (_, Tier::Town, Stage::Primary) => (34, 45),
        (_, Tier::Town, Stage::Junior) => (38, 50),
        (_, Tier::Rural, Stage::Primary) => (8, 26),
        (_, Tier::Rural, Stage::Junior) => (22, 38),
    };
    let size = dice.between(low, high);
    let pupils = stage
        .grades()
        .map(|grade| {
            let classes = school.classes[grade - 1];
            classes * size.saturating_sub(2) + dice.between(0, 4 * classes)
        })
        .sum();
    match stage {
        Stage::Primary => school.pupils_primary = pupils,
        Stage::Junior => school.pupils_junior = pupils,
    }
}
