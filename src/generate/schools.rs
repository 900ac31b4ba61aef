//! The schools of a generated county: names, places, posts, buildings, hubs and groups.

use super::classes::{fit_classes, unit_sizes};
use super::dice::Dice;
use super::map::Site;
use super::sizes::Size;
use super::spec::Spec;
use super::staffing::{Gaps, Staff};
use crate::domain::ids::SchoolIndex;
use crate::domain::school::{Facilities, School};
use crate::domain::settings::Settings;
use crate::domain::words::{Outlook, Quality, SchoolKind, Tier};

/// County seat, in millionths of a degree.
const SEAT: (i64, i64) = (116_560_000, 33_260_000);
/// Metres of one degree at that latitude, east and north.
const METRES: (i64, i64) = (92_980, 111_195);

/// The schools in the order of their ids, and the people of their units.
pub(super) fn schools(
    spec: &Spec,
    sites: &[Site],
    sizes: &[Size],
    gaps: &Gaps,
    settings: &Settings,
    dice: &mut Dice,
) -> (Vec<School>, Vec<Staff>) {
    let n_districts = 1 + sites.iter().map(|site| site.district).max().unwrap_or(0);
    let groups = groups(sites, sizes, dice);
    let mut schools = Vec::new();
    let mut staff = Vec::new();
    for (i, (site, size)) in sites.iter().zip(sizes).enumerate() {
        let mut school = bare(i, spec.n_schools, site, size.kind, dice);
        school.district = Some(match spec.district_names.get(site.district) {
            Some(name) => name.clone(),
            None => format!("第{}学区", padded(site.district + 1, n_districts)),
        });
        school.group = groups[i].clone();
        for (stage, n_teachers) in unit_sizes(size) {
            if let Some(stage) = stage {
                fit_classes(&mut school, stage, n_teachers, gaps, settings, dice);
            }
            staff.push(Staff {
                school: i,
                stage,
                n_teachers,
                n_male: None,
            });
        }
        furnish(&mut school, site, dice);
        schools.push(school);
    }
    name_hubs(&mut schools, sites);
    (schools, staff)
}

/// `number` with leading zeros, as wide as the largest of `n`.
pub(super) fn padded(number: usize, n: usize) -> String {
    let width = n.to_string().len().max(2);
    format!("{number:0width$}")
}

fn bare(i: usize, n: usize, site: &Site, kind: SchoolKind, dice: &mut Dice) -> School {
    let number = padded(i + 1, n);
    School {
        id: format!("S{number}"),
        name: name(&number, site, kind),
        kind,
        tier: site.tier,
        district: None,
        group: None,
        hub: None,
        quality: quality(site.tier, dice),
        place: Some(place(site)),
        pupils_primary: 0,
        pupils_junior: 0,
        classes: [0; 9],
        multigrade: Vec::new(),
        joint: Vec::new(),
        posts: None,
        housing: None,
        hardship: hardship(site, dice),
        outlook: outlook(site, kind, dice),
        boarding: boarding(site.tier, kind, dice),
        opened: None,
        facilities: Facilities::default(),
    }
}

fn name(number: &str, site: &Site, kind: SchoolKind) -> String {
    let kind = match kind {
        SchoolKind::Primary if site.centre => "中心小学",
        SchoolKind::Primary => "小学",
        SchoolKind::Junior => "初级中学",
        SchoolKind::NineYear => "九年一贯制学校",
        SchoolKind::TeachingPoint => "教学点",
        SchoolKind::Special => "特殊教育学校",
    };
    let tier = match site.tier {
        Tier::Urban => "城区",
        Tier::Town => "镇区",
        Tier::Rural => "乡村",
    };
    format!("合成{tier}{number}{kind}")
}

/// Degrees with six decimals, from metres.
fn place(site: &Site) -> (f64, f64) {
    let degrees = |seat: i64, metres: i64, degree: i64| {
        (seat + metres * 1_000_000 / degree) as f64 / 1_000_000.0
    };
    (
        degrees(SEAT.0, site.x, METRES.0),
        degrees(SEAT.1, site.y, METRES.1),
    )
}

fn quality(tier: Tier, dice: &mut Dice) -> Quality {
    let weights = match tier {
        Tier::Urban => [50, 45, 5],
        Tier::Town => [15, 70, 15],
        Tier::Rural => [2, 50, 48],
    };
    let [strong, ordinary, weak] = weights;
    dice.weighted(&[
        (Quality::Strong, strong),
        (Quality::Ordinary, ordinary),
        (Quality::Weak, weak),
    ])
    .unwrap_or(Quality::Ordinary)
}

/// By distance from the county seat: 0 in the city, 1 more for each 8 km in the villages.
fn hardship(site: &Site, dice: &mut Dice) -> u8 {
    let km = (site.x * site.x + site.y * site.y).isqrt() / 1_000;
    match site.tier {
        Tier::Urban => 0,
        Tier::Town => u8::from(km > 18),
        Tier::Rural => {
            let remote = 1 + u8::try_from(km / 8).unwrap_or(3).min(3);
            remote.saturating_sub(u8::from(dice.chance(300)))
        }
    }
}

fn outlook(site: &Site, kind: SchoolKind, dice: &mut Dice) -> Outlook {
    let (transitional, closing) = match (site.tier, kind) {
        (Tier::Rural, SchoolKind::TeachingPoint) => (200, 150),
        (Tier::Rural, SchoolKind::Primary) if !site.centre => (80, 30),
        _ => (0, 0),
    };
    dice.weighted(&[
        (Outlook::Transitional, transitional),
        (Outlook::Closing, closing),
        (Outlook::Permanent, 1_000 - transitional - closing),
    ])
    .unwrap_or(Outlook::Permanent)
}

fn boarding(tier: Tier, kind: SchoolKind, dice: &mut Dice) -> bool {
    let permille = match (kind, tier) {
        (SchoolKind::Junior | SchoolKind::NineYear, Tier::Rural) => 700,
        (SchoolKind::Junior | SchoolKind::NineYear, Tier::Town) => 500,
        (SchoolKind::Special, _) => 1_000,
        _ => 0,
    };
    dice.chance(permille)
}

/// Posts by pupils or classes, the larger (1:19, 1:13.5, one a class, two a point); beds; the balance test's buildings.
fn furnish(school: &mut School, site: &Site, dice: &mut Dice) {
    if school.kind == SchoolKind::Special {
        school.pupils_primary = dice.between(50, 90);
    }
    let (primary, junior) = (school.pupils_primary, school.pupils_junior);
    let by_pupils = match school.kind {
        SchoolKind::Special => primary.div_ceil(4),
        _ => primary.div_ceil(19) + (junior * 2).div_ceil(27),
    };
    let classes: u32 = school.classes.iter().sum();
    let least = classes.max(2);
    school.posts = Some(by_pupils.max(least));
    school.housing = Some(match site.tier {
        Tier::Urban => dice.between(4, 20),
        Tier::Town => dice.between(2, 10),
        Tier::Rural => dice.between(0, 6),
    });
    let pupils = f64::from(primary + junior);
    let mut each = |low: u32, high: u32| pupils * f64::from(dice.between(low, high));
    // Villages have room for few pupils, the city little for many.
    let (rooms, sports) = match site.tier {
        Tier::Urban => ((36, 60), (40, 90)),
        Tier::Town => ((40, 80), (60, 140)),
        Tier::Rural => ((45, 120), (70, 260)),
    };
    school.facilities = Facilities {
        room_m2: Some((each(rooms.0, rooms.1) / 10.0).round()),
        sports_m2: Some((each(sports.0, sports.1) / 10.0).round()),
        equipment_yuan: Some((each(15, 40) * 100.0).round()),
        multimedia_rooms: Some((each(18, 45) / 1_000.0).ceil()),
    };
}

/// Primary schools and points of a district name its centre as their hub.
fn name_hubs(schools: &mut [School], sites: &[Site]) {
    let mut centre = None;
    for (i, site) in sites.iter().enumerate() {
        if site.centre {
            centre = Some(SchoolIndex(i));
        }
        let spoke = site.tier == Tier::Rural
            && matches!(
                schools[i].kind,
                SchoolKind::Primary | SchoolKind::TeachingPoint
            );
        schools[i].hub = centre.filter(|_| spoke && !site.centre);
    }
}

/// A chain led by each third urban school, with up to four members outside the city.
fn groups(sites: &[Site], sizes: &[Size], dice: &mut Dice) -> Vec<Option<String>> {
    let mut groups = vec![None; sites.len()];
    let leaders: Vec<_> = (0..sites.len())
        .filter(|&i| sites[i].tier == Tier::Urban)
        .step_by(3)
        .collect();
    let mut others: Vec<_> = (0..sites.len())
        .filter(|&i| sites[i].tier != Tier::Urban)
        .collect();
    dice.shuffle(&mut others);
    for (number, &leader) in leaders.iter().enumerate() {
        let name = format!("第{}教育集团", padded(number + 1, leaders.len()));
        let n_members = dice.between(2, 4) as usize;
        let kind = sizes[leader].kind;
        groups[leader] = Some(name.clone());
        let fitting: Vec<_> = others
            .iter()
            .copied()
            .filter(|&i| sizes[i].kind == kind && groups[i].is_none())
            .take(n_members)
            .collect();
        for i in fitting {
            groups[i] = Some(name.clone());
        }
    }
    groups
}
