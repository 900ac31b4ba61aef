//! A walk's running figures against a recount, and its end against the programme, on counties made by chance.

use super::ground::{Ground, columns};
use super::state::State;
use super::{Annealing, steps};
use crate::domain::assemble::{Parts, assemble};
use crate::domain::instance::Instance;
use crate::domain::words::{Backbone, Subject, Tier};
use crate::model::build::Formulation;
use crate::model::goals::Goal;
use crate::read::scenario::{LEVELS, defaults_text};
use crate::rules::activate;
use crate::rules::testing::{need, parts_of, road, school, teacher};
use crate::solve::ahead::{TOGETHER, aim};
use crate::solve::formulate::{Elastic, Formulated, formulate};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

const SCHOOLS: usize = 9;
const RULES: [&str; 7] = [
    "rotation_share",
    "backbone_share",
    "source_protection",
    "intake",
    "direction",
    "travel_cap",
    "itinerant",
];
const SUBJECTS: [Subject; 5] = [
    Subject::Pe,
    Subject::Music,
    Subject::Art,
    Subject::English,
    Subject::Maths,
];

/// Schools of three tiers on one road, with people and needs by chance: most have too much of one and lack another.
fn parts(seed: u64) -> Parts {
    let mut order = ChaCha8Rng::seed_from_u64(seed);
    let mut parts = parts_of(&[]);
    let tiers = [Tier::Urban, Tier::Town, Tier::Rural];
    let name = |i: usize| format!("S{i}");
    parts.schools = (0..SCHOOLS)
        .map(|i| school(&name(i), tiers[i % 3]))
        .collect();
    parts.roads = Some(
        (1..SCHOOLS)
            .map(|i| road(&name(i - 1), &name(i), 9))
            .collect(),
    );
    parts.needs = (0..SCHOOLS)
        .flat_map(|i| SUBJECTS.map(|subject| (i, subject)))
        .map(|(i, subject)| need(i, subject, order.random_range(5..25)))
        .collect();
    parts.teachers = (0..SCHOOLS * 7)
        .map(|i| {
            let [main, second] = [0, 0].map(|_| SUBJECTS[order.random_range(0..SUBJECTS.len())]);
            let mut teacher = teacher(i, i % SCHOOLS, main);
            if main != second && order.random_bool(0.6) {
                teacher.second_subjects = BTreeSet::from([second]);
            }
            if order.random_bool(0.3) {
                teacher.backbone = Backbone::County;
            }
            teacher.max_lessons = Some(order.random_range(8..16));
            teacher
        })
        .collect();
    parts
}

fn county(seed: u64) -> (Instance, Formulated, Goal) {
    let instance = assemble(parts(seed));
    let defaults: toml::Table = defaults_text().parse().expect("the shipped defaults");
    let mut rules = defaults["rules"].as_table().expect("rules").clone();
    rules.retain(|code, _| RULES.contains(&code));
    let rules = activate(&rules).expect("sound rules");
    let levels = LEVELS.map(String::from);
    let counts = Formulation::Counts {
        alone: BTreeSet::new(),
    };
    let built = formulate(&instance, &rules, &levels, &counts, Elastic::Should);
    let goal = aim(&built.goals, TOGETHER).expect("whole levels");
    (instance, built, goal)
}

/// What a point costs and breaks, counted from nothing.
fn recounted(instance: &Instance, built: &Formulated, goal: &Goal, point: &[f64]) -> (f64, f64) {
    let (rows, program) = (&built.rows, &built.rows.program);
    let (ground, sums, now) = Ground::new(instance, rows, program, goal, point);
    let counts = columns(rows);
    let counts: Vec<i32> = counts.iter().map(|col| point[col.0] as i32).collect();
    let state = State::new(&ground, sums, now, &counts);
    (state.price, state.broken)
}

#[test]
fn figures_kept_step_by_step_are_those_of_a_recount() {
    for seed in 0..6 {
        let (instance, built, goal) = county(seed);
        let (rows, program) = (&built.rows, &built.rows.program);
        let mut point = vec![0.0; program.columns.len()];
        let (ground, sums, now) = Ground::new(&instance, rows, program, &goal, &point);
        let columns = columns(rows);
        let mut state = State::new(&ground, sums, now, &vec![0; columns.len()]);
        let mut order = ChaCha8Rng::seed_from_u64(seed);
        for _ in 0..8 {
            for _ in 0..2_000 {
                steps::step(&mut state, &mut order);
                state.weighed(1_000.0, |worse| worse <= 0.0 || order.random_bool(0.02));
            }
            for (col, &count) in columns.iter().zip(&state.counts) {
                point[col.0] = f64::from(count);
            }
            let (price, broken) = recounted(&instance, &built, &goal, &point);
            assert!((price - state.price).abs() < 1e-3, "seed {seed}: {price}");
            assert!(
                (broken - state.broken).abs() < 1e-6,
                "seed {seed}: {broken}"
            );
        }
        assert!(state.postings.list.len() > 3, "people were sent");
        assert!(!state.givings.list.is_empty(), "lessons were given");
    }
}

/// The programme finds a point for what the walk decided, and one as good as the walk said.
#[test]
fn the_end_of_a_walk_keeps_the_rules_and_is_worth_what_it_said() {
    for seed in 0..6 {
        let (instance, built, goal) = county(seed);
        let annealing = Annealing {
            instance: &instance,
            rows: &built.rows,
            program: &built.rows.program,
            goal: &goal,
            seconds: f64::INFINITY,
        };
        let still = vec![0.0; built.rows.program.columns.len()];
        let decided = annealing.walk(&still, &mut || false);
        let decided = decided.expect("a plan of a generated county");
        let (price, broken) = recounted(&instance, &built, &goal, &decided);
        assert!(broken < 1e-3, "seed {seed}: {broken}");
        let walked = annealing.walked(&still, &mut || false).expect("the same");
        assert!(
            goal.value(&walked) <= price + goal.constant + 1e-3,
            "seed {seed}"
        );
        for row in &built.rows.program.rows {
            let sum: f64 = row.terms.iter().map(|&(col, c)| c * walked[col.0]).sum();
            assert!(
                row.lower - 1e-5 <= sum && sum <= row.upper + 1e-5,
                "{}",
                row.name
            );
        }
    }
}
