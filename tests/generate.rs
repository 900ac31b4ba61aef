//! The fixed statistics of generated counties, their limits and their sameness, asserted on seeds.

use lungang::domain::assemble::{Parts, assemble};
use lungang::domain::date::completed_years;
use lungang::domain::ids::TeacherIndex;
use lungang::domain::instance::Instance;
use lungang::domain::words::{Position, SchoolKind, Stage, Subject, Tier};
use lungang::generate::{Spec, county};
use lungang::read::scenario::default_settings;
use std::collections::BTreeMap;

const SIZES: [(usize, usize); 5] = [
    (20, 400),
    (40, 1_200),
    (60, 2_000),
    (120, 4_000),
    (300, 15_000),
];

fn parts(spec: &Spec) -> Parts {
    county(spec, default_settings()).expect("within the limits")
}

fn instance(n_schools: usize, n_teachers: usize, seed: u64) -> Instance {
    assemble(parts(&Spec::new(n_schools, n_teachers, seed)))
}

/// Every size with three seeds.
fn counties() -> impl Iterator<Item = Instance> {
    SIZES
        .into_iter()
        .flat_map(|(schools, teachers)| (1..=3).map(move |seed| instance(schools, teachers, seed)))
}

fn share(instance: &Instance, holds: impl Fn(TeacherIndex) -> bool) -> f64 {
    let n = instance.teacher_indices().filter(|&t| holds(t)).count();
    n as f64 / instance.teachers.len() as f64
}

fn assert_in(value: f64, low: f64, high: f64, what: &str) {
    assert!(
        (low..=high).contains(&value),
        "{what} is {value:.3}, not in {low}..{high}"
    );
}

#[test]
fn shares_of_people_are_met() {
    for county in counties() {
        let teacher = |t: TeacherIndex| county.teacher(t);
        assert_in(
            share(&county, |t| county.is_eligible(t)),
            0.35,
            0.40,
            "eligible",
        );
        let seconds = share(&county, |t| !teacher(t).second_subjects.is_empty());
        assert_in(seconds, 0.195, 0.205, "second subjects");
        let wishes = share(&county, |t| !teacher(t).wishes.is_empty());
        assert_in(wishes, 0.095, 0.105, "wishes");
        let backbone = share(&county, |t| teacher(t).backbone.counts());
        assert_in(backbone, 0.12, 0.15, "backbone");
        let rural = |t: TeacherIndex| county.schools[teacher(t).school.0].tier == Tier::Rural;
        let village = share(&county, |t| rural(t) && teacher(t).backbone.counts());
        assert!(village < backbone / 4.0, "backbone teachers in villages");
    }
}

#[test]
fn several_rural_schools_have_no_backbone_teacher() {
    for seed in 1..=5 {
        let county = instance(120, 4_000, seed);
        let without = county.schools.iter().enumerate().filter(|(i, school)| {
            let mut staff = county.teachers.iter().filter(|t| t.school.0 == *i);
            school.tier == Tier::Rural && !staff.any(|t| t.backbone.counts())
        });
        assert_in(without.count() as f64, 15.0, 50.0, "without");
    }
}

/// Lessons that main-subject teachers can give over the lessons needed, by tier.
fn covered(county: &Instance, tier: Tier, subjects: &[Subject]) -> f64 {
    let here = |unit| county.school_of(unit).tier == tier;
    let need: u32 = county
        .unit_indices()
        .filter(|&unit| here(unit))
        .flat_map(|unit| {
            let need = county.unit(unit).need;
            subjects.iter().map(move |subject| need[subject.index()])
        })
        .sum();
    let given: u32 = county
        .teacher_indices()
        .filter(|&t| {
            subjects.contains(&county.teacher(t).subject)
                && county.standing(t).base.is_some_and(here)
        })
        .map(|t| county.standing(t).load)
        .sum();
    f64::from(given) / f64::from(need)
}

#[test]
fn gaps_follow_the_tiers() {
    let arts = [Subject::Pe, Subject::Music, Subject::Art];
    let core = [Subject::Chinese, Subject::Maths];
    for (schools, teachers) in [(120, 4_000), (300, 15_000)] {
        for seed in 1..=5 {
            let county = instance(schools, teachers, seed);
            let covered = |tier, subjects: &[Subject]| covered(&county, tier, subjects);
            assert_in(covered(Tier::Urban, &arts), 0.94, 1.03, "urban arts");
            assert_in(covered(Tier::Town, &arts), 0.80, 0.90, "town arts");
            assert_in(covered(Tier::Rural, &arts), 0.35, 0.45, "rural arts");
            for tier in [Tier::Town, Tier::Rural] {
                // A dozen people in a county of 120 schools: one more or less is felt.
                assert_in(covered(tier, &[Subject::It]), 0.45, 0.70, "it");
            }
            for tier in [Tier::Urban, Tier::Town, Tier::Rural] {
                assert_in(covered(tier, &core), 1.02, 1.30, "chinese and maths");
            }
        }
    }
}

#[test]
fn districts_lie_round_their_centres() {
    for county in counties() {
        let mut sizes: BTreeMap<_, usize> = BTreeMap::new();
        for school in &county.schools {
            *sizes.entry(school.district.clone()).or_default() += 1;
        }
        assert!(sizes.values().all(|size| (8..=12).contains(size)));
        let n = county.schools.len();
        let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b)));
        let (mut inside, mut bearable, mut all, mut hour) = (0, 0, 0, 0);
        for (a, b) in pairs.filter(|(a, b)| a != b) {
            let minutes = county.minutes[a][b].expect("every school has a place");
            all += 1;
            hour += usize::from(minutes <= 60);
            if county.schools[a].district == county.schools[b].district {
                inside += 1;
                bearable += usize::from((5..=30).contains(&minutes));
            }
        }
        let bearable = bearable as f64 / inside as f64;
        assert_in(bearable, 0.85, 1.0, "trips of 5 to 30 minutes");
        if n >= 40 {
            let hour = f64::from(hour as u32) / f64::from(all);
            assert_in(hour, 0.30, 0.70, "reached in an hour");
        }
    }
}

/// Where a teacher starts the year.
fn base_school(county: &Instance, t: TeacherIndex) -> usize {
    let serves = county.teacher(t).school;
    let base = county.standing(t).base;
    base.map_or(serves, |unit| county.unit(unit).school).0
}

#[test]
fn schools_have_the_sizes_of_their_kind() {
    for county in counties() {
        let n = county.schools.len() as f64;
        for (tier, expected) in [(Tier::Urban, 0.15), (Tier::Town, 0.30), (Tier::Rural, 0.55)] {
            let here = county.schools.iter().filter(|s| s.tier == tier).count();
            assert_in(here as f64 / n, expected - 0.03, expected + 0.03, "tier");
        }
        for (i, school) in county.schools.iter().enumerate() {
            let staff: Vec<_> = county
                .teacher_indices()
                .filter(|&t| base_school(&county, t) == i)
                .map(|t| county.teacher(t))
                .collect();
            let heads = staff.iter().filter(|t| t.position == Position::Principal);
            assert_eq!(heads.count(), 1, "principals of {}", school.id);
            if school.tier == Tier::Rural && school.kind == SchoolKind::Primary {
                assert_eq!(school.classes.iter().sum::<u32>(), 6);
                assert_in(staff.len() as f64, 8.0, 15.0, "people of a village school");
            }
        }
    }
}

#[test]
fn careers_make_sense() {
    for county in counties() {
        let on = county.planning_date();
        for t in county.teacher_indices() {
            let (teacher, standing) = (county.teacher(t), county.standing(t));
            assert!(teacher.since <= on && standing.age < 60);
            assert!(completed_years(teacher.birth, teacher.since) >= 19);
            assert!(!teacher.second_subjects.contains(&teacher.subject));
            let kind = county.schools[teacher.school.0].kind;
            assert_eq!(teacher.stage.is_none(), kind == SchoolKind::Special);
            for wish in &teacher.wishes {
                let stages = county.school(*wish).kind.stages();
                assert!(*wish != teacher.school && stages.contains(&teacher.stage.expect("one")));
            }
            if let Some(spouse) = teacher.spouse {
                assert_eq!(county.teacher(spouse).spouse, Some(t));
            }
        }
    }
}

#[test]
fn every_size_within_the_limits_works() {
    let extremes = [
        (1, 1),
        (1, 30),
        (1, 100),
        (20, 2_000),
        (2, 2),
        (7, 90),
        (13, 500),
        (1_000, 1_000),
        (1_000, 60_000),
    ];
    for (n_schools, n_teachers) in extremes {
        let made = parts(&Spec::new(n_schools, n_teachers, 5));
        assert_eq!(made.schools.len(), n_schools);
        assert_eq!(made.teachers.len(), n_teachers);
        assert!(made.schools.is_sorted_by_key(|school| &school.id));
        assert!(made.teachers.is_sorted_by_key(|teacher| &teacher.id));
    }
    for (n_schools, n_teachers) in [
        (0, 10),
        (10, 9),
        (10, 1_001),
        (900, 60_001),
        (5_001, 60_000),
    ] {
        assert!(Spec::new(n_schools, n_teachers, 5).check().is_err());
    }
    for change in [
        |spec: &mut Spec| spec.surplus_percent = 101,
        |spec: &mut Spec| spec.n_retirees = 60_001,
        |spec: &mut Spec| spec.n_title_candidates = 401,
    ] {
        let mut spec = Spec::new(20, 400, 5);
        change(&mut spec);
        assert!(spec.check().is_err());
    }
}

#[test]
fn districts_and_the_eligible_can_be_set() {
    for (n_districts, largest) in [(1, 120), (100, 2)] {
        let made = parts(&Spec {
            n_districts: Some(n_districts),
            ..Spec::new(120, 4_000, 3)
        });
        let mut sizes: BTreeMap<_, usize> = BTreeMap::new();
        for school in &made.schools {
            *sizes.entry(school.district.clone()).or_default() += 1;
        }
        assert_eq!(sizes.len(), n_districts);
        assert_eq!(sizes.values().max(), Some(&largest));
    }
    let most = assemble(parts(&Spec {
        eligible_permille: 950,
        ..Spec::new(60, 2_000, 3)
    }));
    assert_in(share(&most, |t| most.is_eligible(t)), 0.90, 0.95, "most");
}

#[test]
fn junior_and_primary_units_both_have_gaps_in_the_villages() {
    let county = instance(120, 4_000, 1);
    for stage in [Stage::Primary, Stage::Junior] {
        let units = county
            .unit_indices()
            .filter(|&u| county.unit(u).stage == stage);
        let short = units.filter(|&u| county.before[u.0][Subject::Music.index()] > 0);
        assert!(short.count() > 3);
    }
}

/// What a scenario may ask for beside sizes leaves the rest of the county as it was.
#[test]
fn retirees_candidates_and_district_names_come_on_top() {
    let plain = parts(&Spec::new(60, 2_000, 3));
    let made = parts(&Spec {
        n_retirees: 40,
        n_title_candidates: 100,
        ..Spec::new(60, 2_000, 3)
    });
    assert_eq!(made.schools, plain.schools);
    assert_eq!(made.retirees.len(), 40);
    assert!(made.retirees.is_sorted_by_key(|retiree| &retiree.id));
    let county = assemble(made);
    for retiree in &county.retirees {
        let age = completed_years(retiree.birth, county.planning_date());
        assert!((55..=67).contains(&age), "{age}");
        let old = county.school(retiree.old_school.expect("a school"));
        let stage = retiree.stage.expect("a stage");
        assert!(old.kind.stages().contains(&stage));
        assert!(county.settings.curriculum.teaches(stage, retiree.subject));
    }
    let candidates = county.teachers.iter().filter(|t| t.title_candidate);
    assert_eq!(candidates.count(), 100);
    let mut teachers = county.teachers.clone();
    teachers.iter_mut().for_each(|t| t.title_candidate = false);
    assert_eq!(teachers, plain.teachers);

    let names = ["城区", "陈场镇", "彭场镇"].map(str::to_owned).to_vec();
    let named = parts(&Spec {
        n_districts: Some(3),
        district_names: names.clone(),
        ..Spec::new(60, 2_000, 3)
    });
    let districts = named.schools.iter().map(|s| s.district.clone());
    let districts: std::collections::BTreeSet<_> = districts.flatten().collect();
    assert_eq!(districts, names.into_iter().collect());
}

#[test]
fn a_surplus_leaves_chinese_and_maths_teachers_to_spare_in_towns() {
    let core = [Subject::Chinese, Subject::Maths];
    let spare = assemble(parts(&Spec {
        surplus_percent: 20,
        ..Spec::new(120, 4_000, 3)
    }));
    let usual = instance(120, 4_000, 3);
    let more = covered(&spare, Tier::Town, &core) / covered(&usual, Tier::Town, &core);
    assert_in(more, 1.04, 1.25, "chinese and maths in towns");
    let city = covered(&spare, Tier::Urban, &core) / covered(&usual, Tier::Urban, &core);
    assert_in(city, 0.98, 1.02, "in the city");
}

#[test]
fn odd_settings_do_no_harm() {
    let mut odd = default_settings();
    odd.eligibility.min_years = 60;
    odd.eligibility.max_age_male = 5;
    odd.eligibility.rest_years = 0;
    odd.eligibility.retire_within = 0;
    odd.curriculum.primary.clear();
    odd.loads.junior_default = 0;
    let spec = Spec::new(20, 400, 1);
    let made = county(&spec, odd).expect("within the limits");
    assert_eq!(made.teachers.len(), 400);
}
