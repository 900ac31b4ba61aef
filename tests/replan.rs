//! Plans after objections, against the brute force: the fewest people are touched, and of those plans the best is found.

mod support;

use lungang::audit;
use lungang::domain::eligibility::Ineligible;
use lungang::domain::instance::Feedback;
use lungang::domain::plan::{Former, Plan, TOUCHED};
use lungang::domain::words::{Outlook, Verdict};
use lungang::solve::{Formulation, Options, SolveError, solve_near};
use std::ops::Range;
use support::alone::Alone;
use support::brute::{Outcome, best};
use support::county::{County, Size, random_county};

/// The county's levels, proven without a gap; `None` if no plan keeps every `must` rule.
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
    match solve_near(
        &county.instance,
        &county.rules,
        &county.levels,
        (&county.former, None),
        &options,
        &Alone,
    ) {
        Ok(found) => {
            let values = found.levels.iter().map(|level| level.value).collect();
            Some((values, found.plan))
        }
        Err(SolveError::Infeasible { .. }) => None,
        Err(end) => panic!("{end:?}"),
    }
}

/// The county of a seed after one objection to its plan: one of the rotated refuses, or one is ill, or a school closes.
fn objected(seed: u64, size: Size) -> Option<County> {
    let mut county = random_county(seed, size);
    let (_, plan) = solved(&county, false)?;
    let rotation = plan
        .rotations
        .get(seed as usize % plan.rotations.len().max(1))?;
    let instance = &mut county.instance;
    match seed % 4 {
        0 => instance.standings[rotation.teacher.0].ineligible = Some(Ineligible::Tenure),
        1 => {
            let school = instance.unit(rotation.to).school;
            instance.schools[school.0].outlook = Outlook::Closing;
        }
        kind => {
            let school = instance.unit(rotation.to).school;
            instance.feedback.push(Feedback {
                teacher: rotation.teacher,
                school: (kind == 2).then_some(school),
                verdict: Verdict::Forbid,
                reason: String::new(),
            });
            instance.feedback.sort_by_key(|verdict| verdict.teacher);
        }
    }
    county.former = plan
        .rotations
        .iter()
        .map(|row| Former {
            teacher: row.teacher,
            posting: Some((row.to, row.subject)),
        })
        .collect();
    Some(county)
}

/// What is wrong with the plan after an objection, if anything; `None` also where there is nothing to compare.
fn disagreement(county: &County, first: bool, naive: bool) -> Option<String> {
    let mut county = county.clone();
    let at = if first { 0 } else { county.levels.len() };
    county.levels.insert(at, TOUCHED.into());
    let outcome = best(&county);
    let found = match outcome {
        Outcome::TooLarge => return None,
        _ => solved(&county, naive),
    };
    let (outcome, (values, plan)) = match (outcome, found) {
        (Outcome::Best(best), Some(found)) => (best, found),
        (Outcome::Best(best), None) => return Some(format!("infeasible, but {:?}", best.plan)),
        (_, Some((_, plan))) => return Some(format!("solved, but infeasible: {plan:?}")),
        (_, None) => return None,
    };
    let breaches = audit::breaches(&county.instance, &county.rules, &plan);
    if !breaches.is_empty() {
        return Some(format!("{breaches:?}"));
    }
    let touched = plan.touched(&county.former).len() as f64;
    if touched != values[at] {
        return Some(format!("says {} touched, {touched} are", values[at]));
    }
    let close = |(a, b): (&f64, &f64)| (a - b).abs() <= 2e-6 * a.abs().max(1e-3);
    let agree = values.iter().zip(&outcome.values).all(close);
    (!agree).then(|| format!("solver {values:?}, brute force {:?}", outcome.values))
}

fn agree(seeds: Range<u64>, size: Size, least: usize) {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for seed in seeds {
        let Some(county) = objected(seed, size) else {
            continue;
        };
        compared += 1;
        for (first, naive) in [(true, false), (true, true), (false, false)] {
            let found = disagreement(&county, first, naive);
            wrong.extend(found.map(|what| format!("county {seed} {first} {naive}: {what}")));
        }
    }
    assert!(compared >= least, "only {compared} counties had a plan");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_fewest_people_are_touched() {
    agree(0..90, Size::TINY, 30);
    agree(0..20, Size::GIVING, 5);
}

#[test]
#[ignore = "long family: `make test-full`"]
fn the_fewest_people_are_touched_in_many_counties() {
    agree(90..700, Size::TINY, 200);
    agree(20..120, Size::GIVING, 20);
}

/// Without an objection nobody is touched, and the plan is as good as the former one.
#[test]
fn nobody_is_touched_for_nothing() {
    for seed in 0..40 {
        let mut county = random_county(seed, Size::SMALL);
        let Some((values, plan)) = solved(&county, false) else {
            continue;
        };
        county.former = plan
            .rotations
            .iter()
            .map(|row| Former {
                teacher: row.teacher,
                posting: Some((row.to, row.subject)),
            })
            .collect();
        county.levels.insert(0, TOUCHED.into());
        let (again, plan) = solved(&county, false).expect("the former plan");
        assert!(plan.touched(&county.former).is_empty(), "county {seed}");
        assert_eq!(again[0], 0.0, "county {seed}");
        for (a, b) in again[1..].iter().zip(&values) {
            assert!(
                (a - b).abs() <= 4e-6 * a.abs().max(1e-3),
                "county {seed}: {again:?} {values:?}"
            );
        }
    }
}
