//! The posts proposed for each school, beside those it has and the people on them.

use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::rules::{Rules, posts};

/// One school; posts and people on the establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostsRow {
    pub school: SchoolIndex,
    /// `None` = the table does not say.
    pub approved: Option<u32>,
    pub by_pupils: u32,
    pub by_classes: u32,
    pub proposed: u32,
    pub staff_before: u32,
    pub staff_after: u32,
}

/// Every school, where the rule is in force.
pub fn posts(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<PostsRow> {
    let Some(rule) = &rules.posts else {
        return Vec::new();
    };
    let proposal = rule.proposal(instance);
    let before = posts::staff(instance);
    let after = posts::serving(instance, plan);
    (0..instance.schools.len())
        .map(|school| PostsRow {
            school: SchoolIndex(school),
            approved: instance.schools[school].posts,
            by_pupils: proposal.by_pupils[school],
            by_classes: proposal.by_classes[school],
            proposed: proposal.proposed[school],
            staff_before: before[school],
            staff_after: after[school],
        })
        .collect()
}
