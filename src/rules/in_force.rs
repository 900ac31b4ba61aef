//! The rules of one scenario, asked together.

use super::{Rule, Strength};
use super::{
    budget, cv_limit, itinerant, posts, principals, recruitment, remote_lessons, retraining,
    rotation_share, silver_age,
};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::posting::Posting;
use std::sync::Arc;

/// The rules of a scenario: all of them in the registry's order, and again by type where the model needs one's numbers.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub list: Vec<Arc<dyn Rule>>,
    /// `None` = nobody teaches at two schools.
    pub itinerant: Option<Arc<itinerant::Itinerant>>,
    pub rotation_share: Option<Arc<rotation_share::RotationShare>>,
    pub posts: Option<Arc<posts::Posts>>,
    pub retraining: Option<Arc<retraining::Retraining>>,
    pub recruitment: Option<Arc<recruitment::Recruitment>>,
    pub silver_age: Option<Arc<silver_age::SilverAge>>,
    pub remote_lessons: Option<Arc<remote_lessons::RemoteLessons>>,
    pub principals: Option<Arc<principals::Principals>>,
    pub cv_limit: Option<Arc<cv_limit::CvLimit>>,
    /// What people and lessons cost, as far as rules say it.
    pub pay: budget::Pay,
}

impl Rules {
    /// The rules with something to say in this county.
    pub fn in_force<'a>(
        &'a self,
        instance: &'a Instance,
    ) -> impl Iterator<Item = &'a dyn Rule> + 'a {
        self.list
            .iter()
            .map(|rule| rule.as_ref())
            .filter(|rule| rule.in_force(instance))
    }

    /// The rule of a code, if the scenario switches it on.
    pub fn get(&self, code: &str) -> Option<&dyn Rule> {
        self.list
            .iter()
            .map(|rule| rule.as_ref())
            .find(|rule| rule.code() == code)
    }

    /// What the rules in force can tell of each teacher, rule by rule; empty where none tells him from others.
    pub fn sight(&self, instance: &Instance, teacher: TeacherIndex) -> Vec<u64> {
        let seen = self
            .in_force(instance)
            .map(|rule| rule.sees(instance, teacher));
        let seen: Vec<_> = seen.collect();
        if seen.iter().all(|&n| n == 0) {
            Vec::new()
        } else {
            seen
        }
    }

    /// Whether a posting may be considered: its school can be reached, and every `must` rule lets it be.
    pub fn allow(&self, instance: &Instance, posting: &Posting) -> bool {
        self.forbidding(instance, posting).is_none() && posting.minutes(instance).is_some()
    }

    /// The first `must` rule that keeps a posting out.
    pub fn forbidding(&self, instance: &Instance, posting: &Posting) -> Option<&dyn Rule> {
        self.list
            .iter()
            .map(|rule| rule.as_ref())
            .find(|rule| rule.strength() == Strength::Must && !rule.allows(instance, posting))
    }

    /// People to be rotated at least: what level `burden` takes as required (0 without rotation_share).
    pub fn required(&self, instance: &Instance) -> u64 {
        self.rotation_share
            .as_ref()
            .map_or(0, |rule| rule.required(instance))
    }

    /// Lessons of one block of itinerant teaching.
    pub fn block_lessons(&self) -> u32 {
        self.pay.block_lessons
    }

    /// The levels in the order they are solved: those the scenario names, with the shortfall of every `should` rule it
    /// does not name right before `burden` (last where that is not named either).
    pub fn levels(&self, named: &[String]) -> Vec<String> {
        let unnamed = self
            .list
            .iter()
            .filter(|rule| rule.strength() == Strength::Should)
            .map(|rule| rule.code().to_owned())
            .filter(|code| !named.contains(code));
        let burden = named
            .iter()
            .position(|code| code == "burden")
            .unwrap_or(named.len());
        let (first, last) = named.split_at(burden);
        first
            .iter()
            .cloned()
            .chain(unnamed)
            .chain(last.iter().cloned())
            .collect()
    }
}
