//! `cv_limit` against every distribution of people that there is, in tiny counties: weighted by pupils and not, with a
//! constant total of the stage and one that changes, at, just below and just above what can be reached.

mod support;

use lungang::audit::{self, levels};
use lungang::domain::assemble::assemble;
use lungang::domain::instance::Instance;
use lungang::domain::travel::Road;
use lungang::domain::words::{SchoolKind, Subject, Tier};
use lungang::rules::Rules;
use lungang::solve::{Formulation, Options, SolveError, Solved, solve};
use support::abc::rules;
use support::alone::Alone;
use support::rows::{parts_of, school};

/// Pupils of the schools that count, where the PE teachers serve, and whether there is a fourth unit that does not count.
#[derive(Debug, Clone, Copy)]
struct Case {
    pupils: [u32; 3],
    at: &'static [usize],
    point: bool,
    weighted: bool,
}

/// What just below and just above are: more than the millionth part of a person that the solver takes for none.
const NEAR: f64 = 1e-5;

const CASES: [Case; 6] = [
    Case {
        pupils: [100, 50, 200],
        at: &[0, 0, 0, 1, 2, 2],
        point: false,
        weighted: true,
    },
    Case {
        pupils: [100, 50, 200],
        at: &[0, 0, 0, 1, 2, 2],
        point: false,
        weighted: false,
    },
    Case {
        pupils: [130, 70, 90],
        at: &[0, 0, 0, 3, 3],
        point: true,
        weighted: true,
    },
    Case {
        pupils: [130, 70, 90],
        at: &[0, 0, 0, 3, 3],
        point: true,
        weighted: false,
    },
    Case {
        pupils: [400, 60, 61],
        at: &[0, 0, 0, 0, 0, 1],
        point: false,
        weighted: false,
    },
    // Nobody counts yet.
    Case {
        pupils: [80, 120, 60],
        at: &[3, 3, 3],
        point: true,
        weighted: false,
    },
];

impl Case {
    fn n_units(&self) -> usize {
        3 + usize::from(self.point)
    }

    /// The county under a limit: every two schools are 20 minutes apart, so that each move costs the same.
    fn county(&self, cv_max: f64) -> Instance {
        let people: Vec<_> = self.at.iter().map(|&at| (at, Subject::Pe)).collect();
        let mut parts = parts_of(&people);
        for (school, pupils) in parts.schools.iter_mut().zip(self.pupils) {
            school.pupils_primary = pupils;
        }
        if self.point {
            let mut point = school("P", Tier::Rural);
            (point.kind, point.pupils_primary) = (SchoolKind::TeachingPoint, 30);
            parts.schools.push(point);
        }
        let ids: Vec<_> = parts.schools.iter().map(|row| row.id.clone()).collect();
        let road = |from: &String, to: &String| Road {
            from: from.clone(),
            to: to.clone(),
            minutes: 20,
        };
        let pairs = ids.iter().enumerate();
        let roads = pairs.flat_map(|(i, a)| ids[i + 1..].iter().map(move |b| (a, b)));
        parts.roads = Some(roads.map(|(a, b)| road(a, b)).collect());
        parts.settings.balance.weighted = self.weighted;
        parts.settings.balance.primary.cv_max = cv_max;
        assemble(parts)
    }

    /// The coefficient of variation of some heads, by its definition.
    fn cv(&self, heads: &[u32]) -> f64 {
        let pupils = self.pupils.map(f64::from);
        let all: f64 = pupils.iter().sum();
        let share = |i: usize| match self.weighted {
            true => pupils[i] / all,
            false => 1.0 / 3.0,
        };
        let rate = |i: usize| f64::from(heads[i]) / pupils[i];
        let mean: f64 = (0..3).map(|i| share(i) * rate(i)).sum();
        let variance: f64 = (0..3).map(|i| share(i) * (rate(i) - mean).powi(2)).sum();
        match mean > 0.0 {
            true => variance.sqrt() / mean,
            false => 0.0,
        }
    }

    /// The coefficient of variation and the people moved of everything that could be planned.
    fn reachable(&self) -> Vec<(f64, usize)> {
        let n = self.n_units();
        let all = n.pow(u32::try_from(self.at.len()).expect("few people"));
        let one = |mut code: usize| {
            let (mut heads, mut moved) = (vec![0; n], 0);
            for &start in self.at {
                let unit = code % n;
                code /= n;
                heads[unit] += 1;
                moved += usize::from(unit != start);
            }
            (self.cv(&heads), moved)
        };
        (0..all).map(one).collect()
    }
}

/// Some of the values that can be reached, far enough from one another to tell just below from just above.
fn some_values(reachable: &[(f64, usize)]) -> Vec<f64> {
    let mut values: Vec<f64> = reachable.iter().map(|&(cv, _)| cv).collect();
    values.sort_by(f64::total_cmp);
    values.dedup_by(|a, b| (*a - *b).abs() < 1e-4);
    let step = values.len().div_ceil(7);
    values.into_iter().step_by(step).collect()
}

fn found(county: &Instance, rules: &Rules, formulation: Formulation) -> Result<Solved, SolveError> {
    let options = Options {
        formulation,
        time_limit: None,
        gap: Some(0.0),
        threads: 1,
        relax: false,
    };
    let levels = rules.levels(&["burden".to_owned()]);
    solve(county, rules, &levels, &options, &Alone)
}

const FORMULATIONS: [Formulation; 3] =
    [Formulation::Auto, Formulation::Searched, Formulation::Naive];

const PE: &str = "[cv_limit]\nindicators = [\"pe_arts\"]\nstrength = ";

#[test]
fn the_fewest_people_move_that_any_distribution_allows() {
    let must = rules(&format!("{PE}\"must\""));
    let mut infeasible = 0;
    for case in CASES {
        let reachable = case.reachable();
        for value in some_values(&reachable) {
            // Below 0 there is no limit.
            let around = [value - NEAR, value, value + NEAR];
            for cv_max in around.into_iter().filter(|&cv_max| cv_max >= 0.0) {
                let within = reachable.iter().filter(|(cv, _)| *cv <= cv_max + 1e-10);
                let fewest = within.map(|&(_, moved)| moved).min();
                infeasible += usize::from(fewest.is_none());
                let county = case.county(cv_max);
                // Searched: what was cut off is where the next round begins.
                for formulation in FORMULATIONS {
                    let what = format!("{case:?} {cv_max} {formulation:?}");
                    match (found(&county, &must, formulation), fewest) {
                        (Ok(solved), Some(fewest)) => {
                            let breaches = audit::breaches(&county, &must, &solved.plan);
                            assert!(breaches.is_empty(), "{what}: {breaches:?}");
                            assert_eq!(solved.plan.rotations.len(), fewest, "{what}");
                        }
                        (Err(SolveError::Infeasible { .. }), None) => {}
                        (end, fewest) => panic!("{what}: {end:?}, fewest {fewest:?}"),
                    }
                }
            }
        }
    }
    assert!(infeasible > 1, "{infeasible}");
}

/// As a `should` the limit is missed by one where nothing reaches it, and met where something does.
#[test]
fn a_should_is_missed_only_where_nothing_reaches_it() {
    let should = rules(&format!("{PE}\"should\""));
    for case in CASES {
        let reachable = case.reachable();
        let least = reachable
            .iter()
            .map(|&(cv, _)| cv)
            .fold(f64::INFINITY, f64::min);
        for cv_max in [least - 10.0 * NEAR, least + 10.0 * NEAR] {
            if cv_max < 0.0 {
                continue;
            }
            let county = case.county(cv_max);
            let solved = found(&county, &should, Formulation::Auto).expect("a plan");
            let missed = levels::value(&county, &should, &solved.plan, "cv_limit");
            let expected = f64::from(u8::from(cv_max < least));
            assert_eq!(missed, Some(expected), "{case:?} {cv_max}");
            assert_eq!(solved.levels[0].value, expected, "{case:?} {cv_max}");
        }
    }
}
