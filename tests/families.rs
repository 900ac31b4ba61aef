//! Families of random counties in which two ways of solving check each other at every level, without a gap: counties of
//! four to twelve schools with several districts, rules switched on and off one by one, and the search of large counties
//! forced on small ones, whose bounds must never lie above the best that there is.

mod support;

use lungang::rules::activate;
use lungang::solve::Formulation;
use std::collections::BTreeSet;
use std::ops::Range;
use support::brute::{Outcome, best};
use support::county::{County, Size, random_county};
use support::solving::{Found, disagreement, report, solved, values};
use support::switched::switched_county;

const COUNTS: [Formulation; 2] = [Formulation::Auto, Formulation::Naive];
const SEARCH: [Formulation; 2] = [Formulation::Searched, Formulation::Naive];

/// A county of four to twelve schools; every third may bring people and lessons in.
fn of_schools(seed: u64) -> County {
    let size = Size::of_schools(5 + (seed % 8) as usize);
    let supply = seed.is_multiple_of(3);
    random_county(seed, Size { supply, ..size })
}

fn switched_tiny(seed: u64) -> County {
    switched_county(seed, Size::SUPPLIED)
}

fn switched_small(seed: u64) -> County {
    switched_county(seed, Size::SMALL_SUPPLIED)
}

fn tiny(seed: u64) -> County {
    random_county(seed, Size::TINY)
}

/// Compares two ways of solving; returns how many counties have a plan.
fn agree(
    seeds: Range<u64>,
    draw: fn(u64) -> County,
    [one_way, other_way]: [Formulation; 2],
) -> usize {
    let (mut wrong, mut n_solved) = (Vec::new(), 0);
    for seed in seeds {
        let county = draw(seed);
        let (one, other) = (solved(&county, one_way), solved(&county, other_way));
        n_solved += usize::from(one.is_some());
        let right = |found: &Option<Found>| found.as_ref().map(values);
        let what = disagreement(&county, one.as_ref(), right(&other).as_deref())
            .or_else(|| disagreement(&county, other.as_ref(), right(&one).as_deref()));
        wrong.extend(what.map(|what| format!("county {seed}: {what}")));
    }
    report(&wrong);
    n_solved
}

/// Compares one way of solving with the brute force; returns how many counties it could enumerate that have a plan.
fn agree_with_the_brute_force(
    seeds: Range<u64>,
    draw: fn(u64) -> County,
    way: Formulation,
) -> usize {
    let (mut wrong, mut n_solved) = (Vec::new(), 0);
    for seed in seeds {
        let county = draw(seed);
        let right = match best(&county) {
            Outcome::Best(best) => Some(best.values),
            Outcome::Infeasible => None,
            Outcome::TooLarge => continue,
        };
        n_solved += usize::from(right.is_some());
        let found = solved(&county, way);
        let what = disagreement(&county, found.as_ref(), right.as_deref());
        wrong.extend(what.map(|what| format!("county {seed}: {what}")));
    }
    report(&wrong);
    n_solved
}

fn at_least(least: usize, n_solved: usize) {
    assert!(n_solved >= least, "only {n_solved} counties have a plan");
}

#[test]
fn counts_and_naive_agree_on_counties_of_several_districts() {
    at_least(15, agree(0..32, of_schools, COUNTS));
}

#[test]
fn the_search_agrees_on_counties_of_several_districts() {
    at_least(8, agree(0..16, of_schools, SEARCH));
}

#[test]
fn the_search_agrees_with_the_brute_force() {
    let n_solved = agree_with_the_brute_force(0..36, tiny, Formulation::Searched);
    at_least(15, n_solved);
}

#[test]
fn switched_rules_agree_with_the_brute_force() {
    let n_solved = agree_with_the_brute_force(0..40, switched_tiny, Formulation::Auto);
    at_least(15, n_solved);
}

#[test]
fn switched_rules_agree_between_formulations() {
    at_least(8, agree(0..20, switched_small, COUNTS));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn counts_and_naive_agree_on_five_hundred_counties_of_several_districts() {
    at_least(500, agree(1_000..2_050, of_schools, COUNTS));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn the_search_agrees_on_many_counties_of_several_districts() {
    at_least(100, agree(1_000..1_220, of_schools, SEARCH));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn the_search_agrees_with_the_brute_force_on_many_counties() {
    let n_solved = agree_with_the_brute_force(1_000..1_300, tiny, Formulation::Searched);
    at_least(120, n_solved);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn switched_rules_agree_with_the_brute_force_on_three_hundred_counties() {
    let n_solved = agree_with_the_brute_force(1_000..1_800, switched_tiny, Formulation::Auto);
    at_least(300, n_solved);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn switched_rules_agree_between_formulations_on_many_counties() {
    at_least(150, agree(1_000..1_300, switched_small, COUNTS));
}

/// The family holds what it is there for: several districts, second subjects, itinerant lessons, and shares, beds and
/// budgets without which the plan would be another.
#[test]
fn counties_of_several_districts_are_of_every_kind() {
    let (mut districts, mut second, mut itinerant) = (0, 0, 0);
    let (mut shares, mut beds, mut budgets) = (0, 0, 0);
    for seed in 0..80 {
        let county = of_schools(seed);
        let Some(found) = solved(&county, Formulation::Auto) else {
            continue;
        };
        let instance = &county.instance;
        let named: BTreeSet<_> = instance.schools.iter().map(|s| &s.district).collect();
        let main = |t| instance.teacher(t).subject;
        let mut rotations = found.plan.rotations.iter();
        districts += usize::from(named.len() > 2);
        second += usize::from(rotations.any(|r| r.subject != main(r.teacher)));
        itinerant += usize::from(!found.plan.itinerant.is_empty());
        shares += usize::from(binds(&county, &found, |county| {
            without(county, "rotation_share")
        }));
        budgets += usize::from(binds(&county, &found, |county| without(county, "budget")));
        beds += usize::from(binds(&county, &found, without_beds));
    }
    assert!(districts >= 10, "{districts}");
    assert!(
        second >= 5 && itinerant >= 5,
        "{second} {itinerant} {districts} {shares} {budgets} {beds}"
    );
    assert!(shares >= 3, "{shares}");
    assert!(beds >= 2 && budgets >= 2, "{beds} {budgets}");
}

/// Whether the plan would be another but for something; `edit` says whether it was there to be taken away. Level
/// `burden` is left out, since it counts from what the share requires.
fn binds(county: &County, found: &Found, edit: fn(&mut County) -> bool) -> bool {
    let mut free = county.clone();
    if !edit(&mut free) {
        return false;
    }
    let first = |found: &Found| values(found)[..5].to_vec();
    solved(&free, Formulation::Auto).is_some_and(|free| first(&free) != first(found))
}

fn without(county: &mut County, rule: &str) -> bool {
    let is_there = county.table.remove(rule).is_some();
    county.rules = activate(&county.table).expect("rules of a random county");
    is_there
}

fn without_beds(county: &mut County) -> bool {
    let is_there = county.table.contains_key("intake");
    for school in &mut county.instance.schools {
        school.housing = None;
    }
    is_there
}
