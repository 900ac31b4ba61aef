//! The brute force on tiny random counties; the solver must find the same value at every level.

mod support;

use support::brute::{Outcome, best};
use support::county::{Size, random_county};

/// The brute force itself is audited within `best`; here it must meet every kind of county.
#[test]
fn tiny_counties_are_of_every_kind() {
    let (mut solved, mut infeasible) = (0, 0);
    let (mut second, mut itinerant, mut part_time, mut moved) = (0, 0, 0, 0);
    for seed in 0..120 {
        let county = random_county(seed, Size::TINY);
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
    assert!(itinerant > 8 && part_time > 30, "{itinerant} {part_time}");
}
