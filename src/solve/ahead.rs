//! The leading levels at once, as a direction to search in.
//!
//! Very many plans are equal at one level. A search that knows that level alone ends at any of them, and what this spoils
//! at the next can hardly be mended once the first is held. So the first pass betters the leading levels together, each
//! worth a number of times the next, and the search of one level counts the following ones as small change. Weights only
//! say where to look: every level's value, bound and what is held after it remain its own.

use crate::model::goals::Goal;
use crate::model::program::Col;
use std::collections::BTreeMap;

/// What one unit of a level is worth in units of the next: in the first pass, and while the level is minimised itself.
pub(super) const TOGETHER: f64 = 10.0;
pub(super) const OWN: f64 = 100.0;

/// Levels looked at together.
const LEVELS: usize = 4;

/// The first of these levels, worth `first` times the second, and those after it that count whole numbers too.
pub(super) fn aim(goals: &[Goal], first: f64) -> Option<Goal> {
    let goals: Vec<&Goal> = goals.iter().take_while(|goal| goal.whole).collect();
    let goals = &goals[..goals.len().min(LEVELS)];
    let (own, next) = goals.split_first()?;
    let mut worth = 1.0;
    let mut sum = Sum::default();
    for goal in next.iter().rev() {
        sum.add(goal, worth);
        worth *= TOGETHER;
    }
    sum.add(
        own,
        if next.is_empty() {
            1.0
        } else {
            worth / TOGETHER * first
        },
    );
    Some(sum.goal(&own.code))
}

#[derive(Default)]
struct Sum {
    terms: BTreeMap<Col, f64>,
    constant: f64,
}

impl Sum {
    fn add(&mut self, goal: &Goal, worth: f64) {
        let each = worth / goal.scale;
        self.constant += each * goal.constant;
        for &(col, a) in &goal.terms {
            *self.terms.entry(col).or_default() += each * a;
        }
    }

    fn goal(self, code: &str) -> Goal {
        Goal {
            constant: self.constant,
            ..Goal::whole(code, self.terms.into_iter().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(col: usize, whole: bool) -> Goal {
        Goal {
            whole,
            constant: 1.0,
            ..Goal::whole("level", vec![(Col(col), 2.0)])
        }
    }

    #[test]
    fn counts_the_following_levels_as_small_change_up_to_the_first_that_is_not_whole() {
        let goals = [
            level(0, true),
            level(1, true),
            level(0, true),
            level(2, false),
        ];
        let aim = aim(&goals, OWN).expect("whole");
        assert_eq!(aim.terms, [(Col(0), 2.0 * 1000.0 + 2.0), (Col(1), 20.0)]);
        assert!((aim.constant - 1011.0).abs() < 1e-9);
    }

    #[test]
    fn has_none_where_the_level_is_not_whole_and_the_level_itself_where_it_is_alone() {
        assert!(aim(&[level(0, false), level(1, true)], OWN).is_none());
        let alone = aim(&[level(0, true), level(1, false)], OWN).expect("whole");
        assert_eq!(alone.terms, [(Col(0), 2.0)]);
    }
}
