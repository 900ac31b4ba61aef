//! The brute force on tiny random counties; the solver must find the same value at every level.

mod support;

use lungang::audit::{self, levels};
use lungang::domain::plan::Plan;
use lungang::solve::{Formulation, Options, SolveError, solve};
use std::ops::Range;
use support::alone::Alone;
use support::brute::{Outcome, best};
use support::county::{County, Size, random_county, regular_county};

/// Tiny counties compared with the brute force: in every run, and in the long family.
const SHORT: Range<u64> = 0..220;
const LONG: Range<u64> = 300..1300;
const GIVING: Range<u64> = 0..40;
const SUPPLIED: Range<u64> = 0..110;

/// The values of all levels and the plan, proven without a gap; `None` if no plan keeps every `must` rule.
fn solved(county: &County, naive: bool) -> Option<(Vec<f64>, Plan)> {
    let options = Options {
        formulation: if naive {
            Formulation::Naive
        } else {
            Formulation::Auto
        },
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    match solve(
        &county.instance,
        &county.rules,
        &county.levels,
        &options,
        &Alone,
    ) {
        Ok(found) => Some((
            found.levels.iter().map(|level| level.value).collect(),
            found.plan,
        )),
        Err(SolveError::Infeasible { .. }) => None,
        Err(end) => panic!("{end:?}"),
    }
}

/// What is wrong with the solver's end on a county, if anything.
fn disagreement(county: &County, naive: bool) -> Option<String> {
    let outcome = best(county);
    if matches!(outcome, Outcome::TooLarge) {
        return None;
    }
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| solved(county, naive)));
    let Ok(found) = caught else {
        return Some("panicked".into());
    };
    let (outcome, (values, plan)) = match (outcome, found) {
        (Outcome::Best(best), Some(found)) => (best, found),
        (Outcome::Best(best), None) => return Some(format!("infeasible, but {:?}", best.plan)),
        (_, Some((_, plan))) => {
            let breaches = audit::breaches(&county.instance, &county.rules, &plan);
            return Some(format!("solved, but infeasible: {breaches:?} {plan:?}"));
        }
        (_, None) => return None,
    };
    let breaches = audit::breaches(&county.instance, &county.rules, &plan);
    if !breaches.is_empty() {
        return Some(format!("{breaches:?}"));
    }
    for (i, code) in county.levels.iter().enumerate() {
        let (claimed, true_best) = (values[i], outcome.values[i]);
        let counted = levels::value(&county.instance, &county.rules, &plan, code);
        let counted = counted.unwrap_or(f64::NAN);
        let close = |a: f64, b: f64| (a - b).abs() <= 2e-6 * a.abs().max(1e-3);
        if !close(claimed, true_best) || !close(counted, claimed) {
            return Some(format!(
                "{code}: solver {claimed}, its plan {counted}, brute force {true_best}\n{plan:?}\n{:?}",
                outcome.plan
            ));
        }
    }
    None
}

fn agree(seeds: Range<u64>, size: Size, naive: bool) {
    agree_on(seeds, naive, &|seed| random_county(seed, size));
}

fn agree_on(seeds: Range<u64>, naive: bool, county: &dyn Fn(u64) -> County) {
    let wrong: Vec<String> = seeds
        .filter_map(|seed| {
            let county = county(seed);
            disagreement(&county, naive).map(|what| format!("county {seed}: {what}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} counties differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn counts_agree_with_the_brute_force_at_every_level() {
    agree(SHORT, Size::TINY, false);
    agree(GIVING, Size::GIVING, false);
    agree(SUPPLIED, Size::SUPPLIED, false);
}

#[test]
fn naive_agrees_with_the_brute_force_at_every_level() {
    agree(SHORT, Size::TINY, true);
    agree(GIVING, Size::GIVING, true);
    agree(SUPPLIED, Size::SUPPLIED, true);
}

#[test]
fn shares_that_itinerant_lessons_make_up_agree_with_the_brute_force() {
    agree_on(GIVING, false, &regular_county);
    agree_on(GIVING, true, &regular_county);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn counts_agree_on_many_counties() {
    agree(LONG, Size::TINY, false);
    agree(LONG, Size::GIVING, false);
    agree(LONG, Size::SUPPLIED, false);
    agree_on(LONG, false, &regular_county);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn naive_agrees_on_many_counties() {
    agree(LONG, Size::TINY, true);
    agree(LONG, Size::GIVING, true);
    agree(LONG, Size::SUPPLIED, true);
    agree_on(LONG, true, &regular_county);
}

/// Counties too large to enumerate: the two formulations check each other.
fn formulations_agree(seeds: Range<u64>, size: Size) {
    let mut wrong = Vec::new();
    for seed in seeds {
        let county = random_county(seed, size);
        match (solved(&county, false), solved(&county, true)) {
            (None, None) => {}
            (Some((counts, plan)), Some((naive, _))) => {
                let breaches = audit::breaches(&county.instance, &county.rules, &plan);
                let far = |(a, b): (&f64, &f64)| (a - b).abs() > 4e-6 * a.abs().max(1e-3);
                if !breaches.is_empty() || counts.iter().zip(&naive).any(far) {
                    wrong.push(format!("county {seed}: {counts:?} {naive:?} {breaches:?}"));
                }
            }
            (counts, naive) => {
                let known = |found: Option<_>| {
                    if found.is_some() {
                        "solved"
                    } else {
                        "infeasible"
                    }
                };
                wrong.push(format!(
                    "county {seed}: {} and {}",
                    known(counts),
                    known(naive)
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} counties differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn counts_and_naive_agree_on_small_counties() {
    formulations_agree(0..60, Size::SMALL);
    formulations_agree(0..20, Size::SMALL_SUPPLIED);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn counts_and_naive_agree_on_many_small_counties() {
    formulations_agree(60..400, Size::SMALL);
    formulations_agree(60..400, Size::SMALL_SUPPLIED);
}

/// The brute force itself is audited within `best`; here it must meet every kind of county.
#[test]
fn tiny_counties_are_of_every_kind() {
    let (mut solved, mut infeasible) = (0, 0);
    let (mut second, mut itinerant, mut part_time, mut moved) = (0, 0, 0, 0);
    for seed in 0..200 {
        let size = if seed < 120 { Size::TINY } else { Size::GIVING };
        let county = random_county(seed, size);
        match best(&county) {
            Outcome::Best(best) => {
                let main = |t| county.instance.teacher(t).subject;
                let rotations = &best.plan.rotations;
                solved += 1;
                moved += usize::from(!rotations.is_empty());
                second += usize::from(rotations.iter().any(|r| r.subject != main(r.teacher)));
                itinerant += usize::from(!best.plan.itinerant.is_empty());
                part_time += usize::from(!best.plan.part_time.is_empty());
            }
            Outcome::Infeasible => infeasible += 1,
            Outcome::TooLarge => {}
        }
    }
    assert!(solved > 60 && infeasible > 10, "{solved} {infeasible}");
    assert!(moved > 30 && second > 10, "{moved} {second}");
    assert!(itinerant > 12 && part_time > 30, "{itinerant} {part_time}");
}

/// Principals move in some counties, because they must and to make room.
#[test]
fn principals_move_in_tiny_counties() {
    let (mut moved, mut free, mut counted) = (0, 0, 0);
    for seed in 0..160 {
        let county = random_county(seed, Size::TINY);
        let Some(rule) = &county.rules.principals else {
            continue;
        };
        if let Outcome::Best(best) = best(&county) {
            let rows = &best.plan.principals;
            let must = |t| rule.must(&county.instance, t);
            moved += usize::from(!rows.is_empty());
            free += usize::from(rows.iter().any(|row| !must(row.teacher)));
            counted += usize::from(!rows.is_empty() && rule.among_rotated);
        }
    }
    assert!(
        moved > 7 && free > 1 && counted > 1,
        "{moved} {free} {counted}"
    );
}

/// In some counties a share is met by people who only give lessons elsewhere, and in some of these just enough of them.
#[test]
fn itinerant_lessons_make_up_shares_in_tiny_counties() {
    let (mut solved, mut counted, mut just) = (0, 0, 0);
    for seed in GIVING {
        let county = regular_county(seed);
        let Outcome::Best(best) = best(&county) else {
            continue;
        };
        solved += 1;
        let share = county.rules.rotation_share.as_ref().expect("the rule");
        let counting = share.counting();
        let regulars = counting.regulars(&county.instance, &best.plan);
        counted += usize::from(!regulars.is_empty());
        let least = share.itinerant_lessons;
        just += usize::from(regulars.iter().any(|&teacher| {
            let rows = best.plan.itinerant.iter();
            let given = rows.filter(|row| row.teacher == teacher);
            given.map(|row| row.lessons).sum::<u32>() == least
        }));
    }
    assert!(
        solved > 10 && counted > 1 && just > 0,
        "{solved} {counted} {just}"
    );
}

/// Counties of the family that brings people and lessons in do so by every rule.
#[test]
fn supplied_counties_are_of_every_kind() {
    let (mut solved, mut recruited, mut retired, mut trained, mut remote) = (0, 0, 0, 0, 0);
    for seed in SUPPLIED {
        if let Outcome::Best(best) = best(&random_county(seed, Size::SUPPLIED)) {
            solved += 1;
            recruited += usize::from(!best.plan.recruitment.is_empty());
            remote += usize::from(!best.plan.remote.is_empty());
            trained += usize::from(!best.plan.retraining.is_empty());
            retired += usize::from(!best.plan.silver_age.is_empty());
        }
    }
    assert!(solved > 30, "{solved}");
    assert!(recruited > 10 && retired > 8, "{recruited} {retired}");
    assert!(trained > 5 && remote > 5, "{trained} {remote}");
}
