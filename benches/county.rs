//! How long a county takes: reading and checking, building the model, its linear relaxation, recounting a plan, and the
//! solve level by level.
//!
//! Counties are generated with seed 1: 20 schools with 400 teachers, 60 with 2,000 and 120 with 4,000. The solve is sampled
//! on a county small enough to be solved ten times over, for the first level, the first two, and so on; larger ones are
//! solved once by `phases`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use lungang::audit;
use lungang::generate::{self, Spec};
use lungang::model::build;
use lungang::read::scenario;
use lungang::report::plan_json::build::plan_file;
use lungang::run::{self, County};
use lungang::solve::formulate::{Elastic, formulate};
use lungang::solve::highs::Solver;
use lungang::solve::{self, Formulation, Options, Progress, Solved, Watch};
use std::hint::black_box;
use std::time::Duration;
use tempfile::TempDir;

/// Schools and teachers.
const COUNTIES: [(usize, usize); 3] = [(20, 400), (60, 2_000), (120, 4_000)];

/// Of these a plan is found soon, to be recounted.
const RECOUNTED: usize = 2;

/// Solved ten times over for each level.
const SMALL: (usize, usize) = (6, 80);

/// Seconds for the one plan that is recounted: any plan will do.
const ENOUGH: f64 = 20.0;

struct Silent;

impl Watch for Silent {
    fn progress(&self, _progress: &Progress<'_>) {}

    fn interrupted(&self) -> bool {
        false
    }
}

fn folder(n_schools: usize, n_teachers: usize) -> TempDir {
    let spec = Spec::new(n_schools, n_teachers, 1);
    let parts = generate::county(&spec, scenario::default_settings()).expect("a sound spec");
    let folder = tempfile::tempdir().expect("a folder");
    generate::write(&parts, folder.path(), "benches").expect("written");
    folder
}

fn read(folder: &TempDir) -> County {
    run::county(folder.path(), &[]).expect("a county without errors")
}

fn solve_levels(county: &County, n_levels: usize, time_limit: Option<f64>) -> Solved {
    let levels = county.levels();
    let options = Options {
        formulation: Formulation::Auto,
        time_limit,
        gap: None,
        threads: 1,
        relax: false,
    };
    solve::solve(
        &county.instance,
        &county.rules,
        &levels[..n_levels],
        &options,
        &Silent,
    )
    .expect("a plan")
}

fn name((n_schools, n_teachers): (usize, usize)) -> String {
    format!("{n_schools}/{n_teachers}")
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read and check");
    for size in COUNTIES {
        let folder = folder(size.0, size.1);
        group.bench_function(BenchmarkId::from_parameter(name(size)), |bencher| {
            bencher.iter(|| read(black_box(&folder)));
        });
    }
    group.finish();
}

fn building(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    let counts = build::Formulation::Counts {
        alone: Default::default(),
    };
    for size in COUNTIES {
        let county = read(&folder(size.0, size.1));
        let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
        group.bench_function(BenchmarkId::from_parameter(name(size)), |bencher| {
            bencher.iter(|| formulate(instance, rules, &levels, &counts, Elastic::Should));
        });
    }
    group.finish();
}

/// Level 1 by HiGHS alone, without rows of ours.
fn relaxing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("linear relaxation");
    group.sample_size(10);
    let counts = build::Formulation::Counts {
        alone: Default::default(),
    };
    for size in COUNTIES {
        let county = read(&folder(size.0, size.1));
        let (instance, rules, levels) = (&county.instance, &county.rules, county.levels());
        let built = formulate(instance, rules, &levels, &counts, Elastic::Should);
        group.bench_function(BenchmarkId::from_parameter(name(size)), |bencher| {
            bencher.iter(|| {
                let mut solver = Solver::new(&built.rows.program).expect("a sound model");
                solver.set_objective(&built.goals[0].terms);
                solver.relax(f64::INFINITY, &mut |_, _| false)
            });
        });
    }
    group.finish();
}

fn auditing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("audit");
    for &size in &COUNTIES[..RECOUNTED] {
        let county = read(&folder(size.0, size.1));
        let (instance, rules) = (&county.instance, &county.rules);
        let solved = solve_levels(&county, 1, Some(ENOUGH));
        let file = plan_file(
            instance,
            &county.scenario,
            rules,
            &county.input_sha256,
            &solved,
        );
        let claimed = file.claimed(instance).expect("its own words");
        let disagreements = audit::audit(instance, rules, &solved.plan, &claimed);
        assert!(disagreements.is_empty(), "{disagreements:?}");
        group.bench_function(BenchmarkId::from_parameter(name(size)), |bencher| {
            bencher.iter(|| audit::audit(instance, rules, black_box(&solved.plan), &claimed));
        });
    }
    group.finish();
}

fn solving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solve by level");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    let county = read(&folder(SMALL.0, SMALL.1));
    for n_levels in 1..=county.levels().len() {
        let id = BenchmarkId::new(name(SMALL), format!("first {n_levels}"));
        group.bench_function(id, |bencher| {
            bencher.iter(|| solve_levels(&county, n_levels, None));
        });
    }
    group.finish();
}

criterion_group!(county, reading, building, relaxing, auditing, solving);
criterion_main!(county);
