//! Second subjects, backbone titles, wishes, couples, degrees and titles of a generated roster.

use super::careers::{Career, age};
use super::dice::Dice;
use super::roster::Place;
use crate::domain::ids::TeacherIndex;
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::domain::words::{Backbone, Degree, Position, SchoolKind, Stage, Subject, Tier, Title};

/// A second subject beside labour and integrated practice, in thousandths of all teachers.
const SECOND_PERMILLE: usize = 200;
/// County-level backbone teachers, in thousandths of all.
const BACKBONE_PERMILLE: usize = 135;
const WISHES_PERMILLE: usize = 100;
/// Couples, in thousandths of all teachers.
const COUPLES_PERMILLE: usize = 20;

fn quota(n: usize, permille: usize) -> usize {
    (n * permille + 500) / 1_000
}

/// What people of a subject teach beside it, by weight.
fn second_of(subject: Subject) -> &'static [(Subject, u32)] {
    use Subject::{
        Art, Biology, Chemistry, Chinese, English, Geography, History, It, Maths, Morality, Music,
        Pe, Physics, Science,
    };
    match subject {
        Chinese => &[
            (Morality, 5),
            (Music, 3),
            (Art, 3),
            (English, 1),
            (History, 2),
        ],
        Maths => &[(Science, 4), (Pe, 3), (It, 3), (Art, 1), (Physics, 2)],
        English => &[(Music, 3), (Art, 2), (Morality, 2), (Chinese, 1)],
        Morality => &[(Chinese, 3), (Pe, 2), (History, 3), (Geography, 1)],
        Science => &[(Maths, 3), (It, 3), (Pe, 1), (Biology, 2)],
        Pe => &[(Science, 1), (Morality, 2), (Music, 1)],
        Music => &[(Art, 3), (Morality, 1), (Chinese, 1)],
        Art => &[(Music, 3), (Morality, 1), (It, 1)],
        It => &[(Science, 3), (Maths, 3)],
        Physics => &[(It, 2), (Maths, 2), (Chemistry, 2)],
        Chemistry => &[(Biology, 3), (Physics, 1)],
        Biology => &[(Geography, 2), (Chemistry, 1), (Pe, 1)],
        Geography => &[(History, 2), (Biology, 2), (Art, 1)],
        History => &[(Morality, 3), (Geography, 2), (Music, 1)],
        _ => &[],
    }
}

pub(super) fn second_subjects(
    places: &[Place],
    careers: &mut [Career],
    settings: &Settings,
    dice: &mut Dice,
) {
    let mut left = quota(places.len(), SECOND_PERMILLE);
    for i in dice.order(places.len()) {
        let Some(stage) = places[i].stage else {
            continue;
        };
        if left == 0 {
            break;
        }
        let fitting: Vec<_> = second_of(places[i].subject)
            .iter()
            .copied()
            .filter(|(subject, _)| settings.curriculum.teaches(stage, *subject))
            .collect();
        let n = 1 + usize::from(dice.chance(150));
        let drawn = (0..n).filter_map(|_| dice.weighted(&fitting));
        careers[i].second_subjects = drawn.collect();
        left -= usize::from(!careers[i].second_subjects.is_empty());
    }
}

/// Most backbone teachers of county level and above are in the city and the towns.
pub(super) fn backbones(
    schools: &[School],
    places: &[Place],
    careers: &mut [Career],
    year: i16,
    dice: &mut Dice,
) {
    let tiers = [(Tier::Urban, 19), (Tier::Town, 14), (Tier::Rural, 7)];
    let able = tiers.map(|(tier, _)| {
        let able = |&i: &usize| {
            schools[places[i].school].tier == tier
                && places[i].subject != Subject::Other
                && age(&careers[i], year) >= 30
        };
        let mut able: Vec<_> = (0..places.len()).filter(able).collect();
        dice.shuffle(&mut able);
        able
    });
    let weights: Vec<u64> = tiers
        .iter()
        .zip(&able)
        .map(|((_, weight), able)| weight * able.len() as u64)
        .collect();
    let total = quota(places.len(), BACKBONE_PERMILLE);
    for (able, n) in able.iter().zip(dice.split(total, &weights)) {
        for (rank, &i) in able.iter().enumerate() {
            let level = dice.weighted(&[
                (Backbone::County, 76),
                (Backbone::City, 20),
                (Backbone::Province, 4),
            ]);
            careers[i].backbone = match level {
                Some(level) if rank < n => level,
                _ if dice.chance(100) => Backbone::School,
                _ => Backbone::None,
            };
        }
    }
}

/// One to three schools of the teacher's stage: some near, some in the city or a town, whatever the rules allow.
pub(super) fn wishes(
    schools: &[School],
    places: &[Place],
    careers: &mut [Career],
    dice: &mut Dice,
) {
    let near = [Stage::Primary, Stage::Junior].map(|stage| nearest(schools, stage));
    let higher = [Stage::Primary, Stage::Junior].map(|stage| {
        let list = (0..schools.len()).filter(|&i| open(&schools[i], stage));
        list.filter(|&i| schools[i].tier != Tier::Rural)
            .collect::<Vec<_>>()
    });
    let mut left = quota(places.len(), WISHES_PERMILLE);
    for i in dice.order(places.len()) {
        let place = &places[i];
        let Some(stage) = place.stage.filter(|_| place.position == Position::Teacher) else {
            continue;
        };
        if left == 0 {
            break;
        }
        let mut wishes = Vec::new();
        for _ in 0..dice.between(1, 3) {
            let list = if dice.chance(600) {
                &near[stage as usize][place.school]
            } else {
                &higher[stage as usize]
            };
            let wish = dice.pick(list).filter(|wish| {
                *wish != place.school
                    && careers[i].serves_at != Some(*wish)
                    && !wishes.contains(wish)
            });
            wishes.extend(wish);
        }
        left -= usize::from(!wishes.is_empty());
        careers[i].wishes = wishes;
    }
}

fn open(school: &School, stage: Stage) -> bool {
    school.kind != SchoolKind::Special && school.kind.stages().contains(&stage)
}

/// The eight nearest schools of a stage, for each school.
fn nearest(schools: &[School], stage: Stage) -> Vec<Vec<usize>> {
    const NEAR: usize = 8;
    let candidates: Vec<usize> = (0..schools.len())
        .filter(|&i| open(&schools[i], stage))
        .collect();
    (0..schools.len())
        .map(|from| {
            let mut near: Vec<_> = candidates
                .iter()
                .filter(|&&to| to != from)
                .map(|&to| (apart(&schools[from], &schools[to]), to))
                .collect();
            if near.len() > NEAR {
                near.select_nth_unstable(NEAR);
                near.truncate(NEAR);
            }
            near.sort_unstable();
            near.into_iter().map(|(_, to)| to).collect()
        })
        .collect()
}

/// Squared distance in millionths of a degree, east–west shortened; only for ranking.
fn apart(a: &School, b: &School) -> i64 {
    let (Some(a), Some(b)) = (a.place, b.place) else {
        return i64::MAX;
    };
    let millionths = |degrees: f64| (degrees * 1_000_000.0) as i64;
    let (east, north) = (millionths(a.0 - b.0) * 5 / 6, millionths(a.1 - b.1));
    east * east + north * north
}

/// Couples of like age, anywhere in the county.
pub(super) fn spouses(careers: &mut [Career], year: i16, dice: &mut Dice) {
    let mut left = quota(careers.len(), COUPLES_PERMILLE);
    let order = dice.order(careers.len());
    for pair in order.chunks_exact(2) {
        let (a, b) = (pair[0], pair[1]);
        let fitting = careers[a].sex != careers[b].sex
            && age(&careers[a], year).abs_diff(age(&careers[b], year)) <= 6
            && age(&careers[a], year) >= 26;
        if left > 0 && fitting {
            careers[a].spouse = Some(TeacherIndex(b));
            careers[b].spouse = Some(TeacherIndex(a));
            left -= 1;
        }
    }
}

/// Teachers of second or first grade who are to be put forward for the next one; fewer where the county has fewer.
pub(super) fn title_candidates(teachers: &mut [Teacher], n: usize, dice: &mut Dice) {
    let mut left = n;
    for i in dice.order(teachers.len()) {
        let teacher = &mut teachers[i];
        let fits = matches!(teacher.title, Some(Title::Second | Title::First))
            && teacher.position == Position::Teacher
            && teacher.subject != Subject::Other;
        if fits && left > 0 {
            teacher.title_candidate = true;
            left -= 1;
        }
    }
}

pub(super) fn degree(tier: Tier, stage: Option<Stage>, age: u32, dice: &mut Dice) -> Degree {
    // Secondary, college, bachelor, master.
    let weights = match (tier, stage) {
        (Tier::Urban, Some(Stage::Primary)) => [2, 24, 68, 6],
        (Tier::Urban, _) => [0, 8, 80, 12],
        (Tier::Town, Some(Stage::Primary)) => [6, 40, 53, 1],
        (Tier::Town, _) => [0, 22, 75, 3],
        (Tier::Rural, Some(Stage::Primary)) => [16, 46, 38, 0],
        (Tier::Rural, _) => [2, 38, 60, 0],
    };
    let [secondary, college, bachelor, master] = weights;
    let secondary = if age < 35 { 0 } else { secondary };
    dice.weighted(&[
        (Degree::Secondary, secondary),
        (Degree::College, college),
        (Degree::Bachelor, bachelor),
        (Degree::Master, master),
    ])
    .unwrap_or(Degree::Bachelor)
}

pub(super) fn title(age: u32, dice: &mut Dice) -> Option<Title> {
    // Third, second, first, senior, full senior.
    let weights = match age {
        0..25 => return dice.chance(300).then_some(Title::Third),
        25..32 => [20, 78, 2, 0, 0],
        32..40 => [3, 52, 44, 1, 0],
        40..48 => [0, 24, 60, 16, 0],
        _ => [0, 14, 54, 31, 1],
    };
    let [third, second, first, senior, full] = weights;
    dice.weighted(&[
        (Title::Third, third),
        (Title::Second, second),
        (Title::First, first),
        (Title::Senior, senior),
        (Title::FullSenior, full),
    ])
}

/// Years in village schools: the present ones, and for others in a fourth of the cases a few at the start.
pub(super) fn rural_years(tier: Tier, age: u32, tenure: u32, dice: &mut Dice) -> Option<f64> {
    let career = age.saturating_sub(22);
    let earlier = match tier {
        Tier::Rural => tenure + dice.between(0, career.saturating_sub(tenure) / 2),
        _ if dice.chance(250) => dice.between(1, 6).min(career.saturating_sub(tenure)),
        _ => 0,
    };
    (earlier > 0).then_some(f64::from(earlier))
}
