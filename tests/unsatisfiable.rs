//! Tiny counties whose rules cannot hold together, kept as folders: what conflicts is said in the rules' words, no
//! clause of a conflict can be spared, and every way out leads to a plan.

mod support;

use lungang::explain::clauses::{Clause, clauses, only};
use lungang::explain::conflict::{Places, Prober};
use lungang::explain::infeasible::{WhyNot, why_not};
use lungang::explain::ladder::share_of;
use lungang::explain::what_if::{Asked, Change, Feasibility};
use lungang::finding::Lang;
use lungang::run::{self, County};
use lungang::solve::{Formulation, Options, SolveError, solve};
use std::fs;
use std::path::{Path, PathBuf};
use support::alone::Alone;
use support::county::{Size, random_county};

const EXACT: Options = Options {
    formulation: Formulation::Auto,
    time_limit: None,
    gap: Some(0.0),
    threads: 1,
    relax: false,
};

const NAIVE: Options = Options {
    formulation: Formulation::Naive,
    ..EXACT
};

fn folders() -> Vec<PathBuf> {
    let family = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unsatisfiable");
    let entries = fs::read_dir(family).expect("the family").flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.retain(|folder| {
        folder.is_dir() && !folder.ends_with("base") && !folder.ends_with("snapshots")
    });
    folders.sort();
    folders
}

fn read(folder: &Path, sets: &[String]) -> County {
    run::county(folder, sets).unwrap_or_else(|stop| panic!("{}: {stop:?}", folder.display()))
}

fn asked(county: &County, options: Options) -> Asked<'_> {
    let scenario = &county.scenario;
    Asked::new(
        &county.instance,
        &scenario.rules,
        &scenario.levels,
        options,
        &Alone,
    )
}

fn why(county: &County) -> WhyNot {
    let conflicts = match run::plan(county, &EXACT, &Alone) {
        Err(run::Stop::Infeasible(conflicts)) => conflicts,
        other => panic!("not infeasible: {other:?}"),
    };
    why_not(&asked(county, EXACT), &county.rules, conflicts).expect("a conflict")
}

#[test]
fn what_conflicts_is_said_with_the_cheapest_ways_out() {
    for folder in folders() {
        let why = why(&read(&folder, &[]));
        assert!(!why.conflicts.is_empty(), "{}", folder.display());
        let said = format!("{}\n{}", why.text(Lang::En), why.text(Lang::Zh));
        let name = folder.file_name().expect("a name").to_string_lossy();
        insta::with_settings!({ snapshot_path => "unsatisfiable/snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name.as_ref(), said);
        });
    }
}

/// A set by itself has no plan; without any one of its clauses it has: by the naive model.
fn assert_minimal(
    asked: &Asked<'_>,
    rules: &lungang::rules::Rules,
    all: &[Clause],
    set: &Places,
    what: &str,
) {
    let feasible = |kept: &dyn Fn(usize) -> bool| {
        let kept: Vec<bool> = (0..all.len()).map(kept).collect();
        let naive = Asked::new(asked.instance, asked.tables, asked.named, NAIVE, &Alone);
        match naive.feasible(&only(&naive, rules, all, &kept)) {
            Feasibility::Plan(_) => true,
            Feasibility::None => false,
            Feasibility::Unknown => panic!("{what}: no answer"),
        }
    };
    let names = |set: &Places| set.iter().map(|&i| all[i].name()).collect::<Vec<_>>();
    assert!(
        !feasible(&|i| set.contains(&i)),
        "{what}: {:?} can hold together",
        names(set)
    );
    for &spared in set {
        assert!(
            feasible(&|i| set.contains(&i) && i != spared),
            "{what}: {:?} does not need {}",
            names(set),
            all[spared].name()
        );
    }
}

#[test]
fn no_clause_of_a_conflict_can_be_spared() {
    for folder in folders() {
        let county = read(&folder, &[]);
        let asked = asked(&county, EXACT);
        let all = clauses(&county.instance, &county.scenario.rules, &county.rules);
        let found = Prober::new(&asked, &county.rules, &all).conflicts();
        assert!(!found.sets.is_empty());
        for set in &found.sets {
            assert_minimal(
                &asked,
                &county.rules,
                &all,
                set,
                &folder.display().to_string(),
            );
        }
    }
}

/// What is printed after `--set` leads to a plan, and the levels reached are those of the naive model.
#[test]
fn every_way_out_leads_to_the_plan_it_tells_of() {
    for folder in folders() {
        let stands = read(&folder, &[]);
        for way in why(&stands).relaxations {
            let keyed = way
                .steps
                .iter()
                .filter_map(|step| Some(format!("{}={}", step.key.as_ref()?, step.new)));
            let county = read(&folder, &keyed.collect::<Vec<_>>());
            let overruled = way.steps.iter().filter(|step| step.key.is_none());
            let changes: Vec<Change> = overruled.map(|step| step.change.clone()).collect();
            let (instance, rules) = asked(&county, NAIVE)
                .changed(&changes)
                .expect("known changes");
            let levels = county.levels();
            let naive = solve(&instance, &rules, &levels, &NAIVE, &Alone)
                .unwrap_or_else(|end| panic!("{}: {:?} {end:?}", folder.display(), way.steps));
            for (told, naive) in way.levels.iter().zip(&naive.levels) {
                let far = (told.value - naive.value).abs() > 4e-6 * naive.value.abs().max(1e-3);
                assert!(
                    !far,
                    "{}: {:?} {told:?} {naive:?}",
                    folder.display(),
                    way.steps
                );
            }
        }
    }
}

/// One person more than the share that is offered, and there is no plan.
#[test]
fn a_lowered_share_is_the_most_that_can_be_had() {
    let mut n = 0;
    for folder in folders() {
        let county = read(&folder, &[]);
        for way in why(&county).relaxations {
            let [step] = way.steps.as_slice() else {
                continue;
            };
            let (Some(key), Some((old, people))) = (&step.key, step.people) else {
                continue;
            };
            if key != "rules.rotation_share.min" || people + 1 >= old {
                continue;
            }
            let rule = county.rules.rotation_share.as_ref().expect("the rule");
            let all = rule.counting().people(&county.instance).len();
            let share = share_of(people + 1, all).expect("a share");
            let set = [format!("{key}={share}")];
            let tighter = read(&folder, &set);
            let end = solve(
                &tighter.instance,
                &tighter.rules,
                &tighter.levels(),
                &NAIVE,
                &Alone,
            );
            assert!(
                matches!(end, Err(SolveError::Infeasible { .. })),
                "{}: {set:?}",
                folder.display()
            );
            n += 1;
        }
    }
    assert!(n > 3, "{n}");
}

#[test]
fn conflicts_of_random_counties_are_minimal() {
    let mut n = 0;
    for seed in 0..48 {
        let county = random_county(seed, Size::TINY);
        let named: Vec<String> = lungang::read::scenario::LEVELS.map(String::from).to_vec();
        let asked = Asked::new(&county.instance, &county.table, &named, EXACT, &Alone);
        let all = clauses(&county.instance, &county.table, &county.rules);
        let found = Prober::new(&asked, &county.rules, &all).conflicts();
        let solved = solve(
            &county.instance,
            &county.rules,
            &county.levels,
            &NAIVE,
            &Alone,
        );
        assert_eq!(found.sets.is_empty(), solved.is_ok(), "county {seed}");
        for set in &found.sets {
            assert_minimal(&asked, &county.rules, &all, set, &format!("county {seed}"));
            n += 1;
        }
    }
    assert!(n > 4, "{n} conflicts");
}
