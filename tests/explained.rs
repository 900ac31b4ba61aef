//! Explanations of random small counties: every value that was solved again is the naive model's too.

mod support;

use lungang::domain::coverage::coverage;
use lungang::domain::words::Subject;
use lungang::explain::stand::{Counterfactual, Loss};
use lungang::explain::teacher::{forbid, pin};
use lungang::explain::what_if::Change;
use lungang::solve::formulate::gap_level;
use std::ops::Range;
use support::planned::{EXACT, Planned, planned, planned_again};

const SHORT: Range<u64> = 0..24;
const LONG: Range<u64> = 24..240;

/// A change that only asks for more cannot better a plan that was proven best.
fn assert_no_better(seed: u64, end: &Counterfactual) {
    if let Counterfactual::Solved(found) = end {
        assert!(!found.is_better, "county {seed}: {:?}", found.losses);
        let low = found.first().map_or(0.0, |loss: &Loss| loss.interval().0);
        assert!(low >= 0.0, "county {seed}: {:?}", found.losses);
    }
}

fn teachers_are_told_what_is_so(counties: impl Iterator<Item = Planned>) -> usize {
    let mut moved = 0;
    for planned in counties {
        let instance = &planned.county.instance;
        let (seed, asked) = (planned.county.seed, planned.asked(EXACT));
        let stand = planned.stand(&asked);
        for teacher in instance.teacher_indices() {
            let other = instance.teacher_indices().find(|&other| other != teacher);
            let why = stand.teacher(teacher, other);
            assert_eq!(
                why.ineligible.first().copied(),
                instance.standing(teacher).ineligible
            );
            assert_eq!(
                why.goes.is_some(),
                planned
                    .plan
                    .rotations
                    .iter()
                    .any(|row| row.teacher == teacher)
            );
            if let Some(going) = &why.goes {
                let school = instance.unit(going.rotation.to).school;
                planned.assert_agrees(&[pin(teacher, None)], &going.if_stays);
                planned.assert_agrees(&[forbid(teacher, school)], &going.if_not_there);
                assert_no_better(seed, &going.if_stays);
                assert_no_better(seed, &going.if_not_there);
                moved += 1;
            }
            if let Some(kept) = why.stays.as_ref().and_then(|stays| stays.kept.as_ref()) {
                let verdicts = instance.feedback.iter().enumerate();
                let own = verdicts.filter(|(_, verdict)| verdict.teacher == teacher);
                let overruled: Vec<_> = own.map(|(i, _)| Change::Overrule(i)).collect();
                planned.assert_agrees(&overruled, kept.without.as_ref().expect("a small county"));
            }
            for (school, end) in why.stays.iter().flat_map(|stays| &stays.if_sent) {
                planned.assert_agrees(&[pin(teacher, Some(*school))], end);
                assert_no_better(seed, end);
            }
            if let Some((instead, end)) = why
                .instead
                .as_ref()
                .and_then(|i| Some((i, i.swapped.as_ref()?)))
            {
                planned.assert_agrees(&[pin(teacher, None), pin(instead.other, instead.to)], end);
                assert_no_better(seed, end);
            }
        }
    }
    moved
}

fn gaps_are_told_what_is_so(counties: impl Iterator<Item = Planned>) -> (usize, usize) {
    let (mut closed, mut causes) = (0, 0);
    for planned in counties {
        let instance = &planned.county.instance;
        let asked = planned.asked(EXACT);
        let stand = planned.stand(&asked);
        let after = coverage(instance, &planned.plan);
        let gaps = instance
            .unit_indices()
            .flat_map(|unit| Subject::taught().map(move |s| (unit, s)));
        let open = gaps.filter(|(unit, subject)| after[unit.0][subject.index()].unfilled > 0);
        for (unit, subject) in open.take(2) {
            let why = stand.gap(unit, subject);
            let level = [gap_level(unit, subject)];
            let least =
                |changes: &[Change]| planned.naive(changes, &level).expect("a plan")[0] as u32;
            let closing = why.closing.as_ref().expect("no limit");
            assert!(closing.proven);
            let seed = planned.county.seed;
            assert_eq!(
                closing.least,
                least(&[]).min(why.covered.unfilled),
                "county {seed}"
            );
            closed += usize::from(closing.price.is_some());
            for cause in &why.causes {
                assert!(cause.least < closing.least, "county {seed}: {cause:?}");
                let step = cause
                    .step
                    .as_ref()
                    .map(|step| std::slice::from_ref(&step.change));
                assert!(
                    step.is_none_or(|step| least(step) <= cause.least),
                    "county {seed}: {cause:?}"
                );
                causes += 1;
            }
        }
    }
    (closed, causes)
}

fn rules_are_told_what_is_so(counties: impl Iterator<Item = Planned>) -> usize {
    let mut steps = 0;
    for planned in counties {
        let instance = &planned.county.instance;
        let (seed, asked) = (planned.county.seed, planned.asked(EXACT));
        let stand = planned.stand(&asked);
        for rule in planned.county.rules.in_force(instance).take(3) {
            let why = stand.rule(rule.code()).expect("in force");
            for step in &why.steps {
                planned.assert_agrees(std::slice::from_ref(&step.step.change), &step.end);
                let Counterfactual::Solved(found) = &step.end else {
                    continue;
                };
                assert!(!found.is_better, "county {seed}: {step:?}");
                // What is required has a price of its own in `burden`.
                let first = found.first().filter(|loss| loss.code != "burden");
                let right = |loss: &Loss| (loss.value < loss.plan) == step.looser;
                assert!(first.is_none_or(right), "county {seed}: {step:?}");
                steps += 1;
            }
        }
    }
    steps
}

#[test]
fn what_is_said_of_teachers_is_so() {
    assert!(teachers_are_told_what_is_so(SHORT.filter_map(planned)) > 10);
}

#[test]
fn what_is_said_of_gaps_is_so() {
    let (closed, causes) = gaps_are_told_what_is_so(SHORT.filter_map(planned));
    assert!(closed > 0 && causes > 3, "{closed} {causes}");
}

#[test]
fn what_is_said_of_rules_is_so() {
    assert!(rules_are_told_what_is_so(SHORT.filter_map(planned)) > 10);
}

/// Beside a plan made after an objection, the people touched are counted from the plan that was objected to.
#[test]
fn what_is_said_of_a_plan_made_again_is_so() {
    assert!(teachers_are_told_what_is_so(SHORT.filter_map(planned_again)) > 5);
    assert!(rules_are_told_what_is_so(SHORT.filter_map(planned_again)) > 5);
    gaps_are_told_what_is_so(SHORT.filter_map(planned_again));
}

#[test]
#[ignore = "long family: `make test-full`"]
fn explanations_of_many_counties_are_so() {
    assert!(teachers_are_told_what_is_so(LONG.filter_map(planned)) > 100);
    gaps_are_told_what_is_so(LONG.filter_map(planned));
    rules_are_told_what_is_so(LONG.filter_map(planned));
    teachers_are_told_what_is_so(LONG.filter_map(planned_again));
    rules_are_told_what_is_so(LONG.filter_map(planned_again));
}
