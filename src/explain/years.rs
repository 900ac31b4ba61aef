//! Who may be rotated, widened: fewer years of service or of rest, a higher age.

use super::ladder::Step;
use super::relax::{Relaxing, changes, eligible};
use super::what_if::{Change, Feasibility};
use toml::Value;

impl Relaxing<'_> {
    /// Years of service, age and rest that let more people be moved: each way that gives a plan by itself.
    pub(super) fn younger_and_older(&self) -> Vec<Vec<Step>> {
        let settings = &self.asked.instance.settings.eligibility;
        let fewer = |key: &str, held: u32| -> Vec<Vec<Step>> {
            (0..held)
                .rev()
                .map(|years| vec![years_step(key, held, years)])
                .collect()
        };
        let older = (1..=10).map(|more| {
            let (men, women) = (settings.max_age_male, settings.max_age_female);
            vec![
                years_step("max_age_male", men, men + more),
                years_step("max_age_female", women, women + more),
            ]
        });
        let ladders = [
            fewer("min_years", settings.min_years),
            fewer("rest_years", settings.rest_years),
            older.collect(),
        ];
        ladders
            .into_iter()
            .filter_map(|ladder| self.first_feasible(ladder))
            .collect()
    }

    /// More eligible teachers make the share larger too, so every step is tried that changes their number.
    fn first_feasible(&self, ladder: Vec<Vec<Step>>) -> Option<Vec<Step>> {
        let mut eligible = eligible(self.asked.instance);
        for steps in ladder {
            let changes = changes(&steps);
            let now = self
                .asked
                .changed(&changes)
                .map_or(eligible, |(instance, _)| self::eligible(&instance));
            if now == eligible {
                continue;
            }
            eligible = now;
            if matches!(self.asked.feasible(&changes), Feasibility::Plan(_)) {
                return Some(steps);
            }
        }
        None
    }
}

fn years_step(key: &str, old: u32, new: u32) -> Step {
    let path = format!("eligibility.{key}");
    Step {
        change: Change::Set(path.clone(), Value::from(i64::from(new))),
        key: Some(path),
        old: old.to_string(),
        new: new.to_string(),
        people: None,
        verdict: None,
    }
}
