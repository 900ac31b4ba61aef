//! How long a county takes: reading and checking, building the model, recounting a plan, and the solve level by level.
//!
//! Counties are generated with seed 1. Reading, building and recounting are sampled on 20 schools with 400 teachers and
//! on 60 with 2,000. The solve is sampled on a county small enough to be solved ten times over, for the first level, the
//! first two, and so on; on 20 schools it runs once, under a time limit, and says what each level reached.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use lungang::audit;
use lungang::generate::{self, Spec};
use lungang::model::build;
use lungang::read::scenario;
use lungang::report::plan_json::build::plan_file;
use lungang::run::{self, County};
use lungang::solve::formulate::{Elastic, formulate};
use lungang::solve::{self, Formulation, Options, Progress, Solved, Watch};
use std::hint::black_box;
use std::time::Duration;
use tempfile::TempDir;

/// Schools and teachers.
const COUNTIES: [(usize, usize); 2] = [(20, 400), (60, 2_000)];

/// Solved ten times over for each level.
const SMALL: (usize, usize) = (6, 80);

/// Seconds for the one solve of the larger county.
const LIMIT: f64 = 60.0;

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

fn auditing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("audit");
    for size in COUNTIES {
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
    solve_once();
}

/// The levels of one solve under the time limit, on stderr.
fn solve_once() {
    let size = COUNTIES[0];
    let county = read(&folder(size.0, size.1));
    let solved = solve_levels(&county, county.levels().len(), Some(LIMIT));
    eprintln!("{} within {LIMIT} s, one run", name(size));
    for level in &solved.levels {
        // None of these levels can fall below 0.
        let (code, value, bound) = (&level.code, level.value, level.bound.max(0.0) + 0.0);
        let status = format!("{:?}", level.status).to_lowercase();
        eprintln!(
            "  {code:<22}{value:>12.3}{bound:>12.3}  {status:<10}{:>6.1} s",
            level.seconds
        );
    }
}

criterion_group!(county, reading, building, auditing, solving);
criterion_main!(county);
