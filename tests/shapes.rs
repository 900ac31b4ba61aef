//! Counties of unusual shapes are planned, recounted and bounded soundly: one giant district, a district for each few
//! schools, nobody allowed upward, shares that cannot hold, nearly everybody eligible, and the schools of Nantou. Small
//! ones are solved both ways in every run; the long family plans large ones under a time limit.

mod support;

use lungang::generate::{self, Spec};
use lungang::read::scenario::default_settings;
use lungang::report::plan_json::PlanFile;
use lungang::run::{self, County, Stop};
use lungang::solve::{Formulation, Options};
use std::path::Path;
use support::alone::Alone;

/// Seconds for a large county.
const LIMIT: f64 = 60.0;

/// A generated county read back under some patches.
fn county(spec: &Spec, sets: &[&str]) -> County {
    let parts = generate::county(spec, default_settings()).expect("a sound spec");
    let folder = tempfile::tempdir().expect("a folder");
    generate::write(&parts, folder.path(), "tests").expect("written");
    read(folder.path(), sets)
}

fn read(folder: &Path, sets: &[&str]) -> County {
    let sets: Vec<_> = sets.iter().map(|set| (*set).to_owned()).collect();
    run::county(folder, &sets).expect("a county without errors")
}

/// A plan that the audit bears out, or how it ended.
fn end(county: &County, options: &Options) -> Result<PlanFile, Stop> {
    let planned = run::plan(county, options, &Alone);
    if let Ok(file) = &planned {
        let least = file.levels.iter().map(|level| (&level.code, 0.0));
        bounded(file, least.collect());
    }
    planned
}

fn options(time_limit: Option<f64>) -> Options {
    Options {
        formulation: Formulation::Auto,
        time_limit,
        gap: None,
        threads: 2,
        relax: false,
    }
}

/// No level's bound lies above its value, and no value below what is known to be possible at best.
fn bounded(file: &PlanFile, least: Vec<(&String, f64)>) {
    for (level, (code, least)) in file.levels.iter().zip(least) {
        let slack = 1e-6 * level.value.0.abs().max(1.0);
        assert_eq!(&level.code, code);
        let is_sound = level.bound.0 <= level.value.0 + slack && level.value.0 >= least - slack;
        assert!(is_sound, "{level:?}, least {least}");
    }
}

/// The county solved by HiGHS alone and by the search of large counties: neither's bound lies above what the other
/// reached, level by level up to the first at which they hold different values.
fn both_ways(county: &County) -> PlanFile {
    let auto = end(county, &options(None)).expect("a plan");
    let searched = Options {
        formulation: Formulation::Searched,
        ..options(None)
    };
    let searched = end(county, &searched).expect("a plan");
    assert_eq!(auto.levels[0].status, "optimal", "{:?}", auto.levels);
    for (one, other) in auto.levels.iter().zip(&searched.levels) {
        let slack = 1e-6 * one.value.0.abs().max(1.0);
        let sound = one.bound.0 <= other.value.0 + slack && other.bound.0 <= one.value.0 + slack;
        assert!(sound, "{one:?} {other:?}");
        if (one.value.0 - other.value.0).abs() > slack {
            break;
        }
    }
    auto
}

fn large(county: &County) -> PlanFile {
    let file = end(county, &options(Some(LIMIT))).expect("a plan within the limit");
    let first = &file.levels[0];
    assert!(first.bound.0 > 0.0, "nothing is known of level 1");
    file
}

fn of_districts(n_schools: usize, n_teachers: usize, n_districts: usize) -> Spec {
    Spec {
        n_districts: Some(n_districts),
        ..Spec::new(n_schools, n_teachers, 5)
    }
}

fn nearly_all_eligible(n_schools: usize, n_teachers: usize) -> Spec {
    Spec {
        eligible_permille: 950,
        ..Spec::new(n_schools, n_teachers, 6)
    }
}

/// Shares that source protection leaves no room for.
const TOO_MANY: [&str; 2] = [
    "rules.rotation_share.min=95%",
    "rules.rotation_share.max=100%",
];

const NEVER_UPWARD: &str = "rules.direction.upward=never";

/// A few schools hold too few backbone teachers for the share of them that is asked for.
const FEW_BACKBONE: &str = "rules.backbone_share.enabled=false";

fn nobody_moves_upward(county: &County, file: &PlanFile) {
    let schools = &county.instance.schools;
    let tier = |id: &str| {
        let mut schools = schools.iter();
        schools
            .find(|school| school.id == id)
            .expect("a school")
            .tier
    };
    assert!(!file.rotations.is_empty());
    for row in &file.rotations {
        assert!(tier(&row.to) >= tier(&row.from), "{row:?}");
    }
}

fn shares_cannot_hold(county: &County, time_limit: Option<f64>) {
    let strict = end(county, &options(time_limit));
    assert!(matches!(strict, Err(Stop::Infeasible(breaks)) if !breaks.is_empty()));
    let relaxed = Options {
        relax: true,
        ..options(time_limit)
    };
    let file = end(county, &relaxed).expect("the plan that breaks least");
    assert!(file.relaxed && !file.rotations.is_empty());
}

#[test]
fn one_giant_district() {
    both_ways(&county(&of_districts(7, 80, 1), &[]));
}

#[test]
fn a_district_for_each_two_schools() {
    both_ways(&county(&of_districts(8, 80, 4), &[FEW_BACKBONE]));
}

#[test]
fn nobody_may_move_upward() {
    let county = county(&Spec::new(6, 80, 4), &[NEVER_UPWARD, FEW_BACKBONE]);
    nobody_moves_upward(&county, &both_ways(&county));
}

#[test]
fn shares_that_cannot_hold() {
    shares_cannot_hold(&county(&Spec::new(6, 60, 3), &TOO_MANY), None);
}

#[test]
fn nearly_everybody_eligible() {
    both_ways(&county(&nearly_all_eligible(5, 50), &[]));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn one_giant_district_at_length() {
    large(&county(&of_districts(40, 1_200, 1), &[]));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn a_hundred_tiny_districts() {
    large(&county(&of_districts(200, 2_400, 100), &[]));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn nobody_may_move_upward_at_length() {
    let county = county(&Spec::new(60, 2_000, 4), &[NEVER_UPWARD]);
    nobody_moves_upward(&county, &large(&county));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn shares_that_cannot_hold_at_length() {
    shares_cannot_hold(&county(&Spec::new(30, 800, 3), &TOO_MANY), Some(LIMIT));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn nearly_everybody_eligible_at_length() {
    large(&county(&nearly_all_eligible(40, 1_200), &[]));
}

/// The quick run of `tests/scenarios.rs` plans it under a shorter limit, in a process of its own.
#[test]
#[ignore = "long family: `make test-full`"]
fn nantou_at_length() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/nantou-2024");
    let county = read(&folder, &[]);
    let file = end(&county, &options(Some(240.0))).expect("a plan within the limit");
    let first = &file.levels[0];
    assert!(first.bound.0 > 0.0, "nothing is known of level 1");
}
