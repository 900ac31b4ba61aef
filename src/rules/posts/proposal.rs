//! How many posts each school gets: what pupils and classes ask for, cut to the county's total.

use super::{Posts, staff};
use crate::domain::instance::Instance;
use crate::domain::school::School;
use crate::domain::words::SchoolKind;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Posts by school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub by_pupils: Vec<u32>,
    pub by_classes: Vec<u32>,
    /// Together at most `total`.
    pub proposed: Vec<u32>,
    /// Posts of the whole county.
    pub total: u32,
}

impl Posts {
    /// The posts of every school.
    pub fn proposal(&self, instance: &Instance) -> Proposal {
        let schools = &instance.schools;
        let by_pupils: Vec<u32> = schools
            .iter()
            .map(|school| self.by_pupils(school))
            .collect();
        let by_classes: Vec<u32> = schools
            .iter()
            .map(|school| self.by_classes(school))
            .collect();
        let staff = staff(instance);
        let approved = schools.iter().zip(staff);
        let approved = approved.map(|(school, staff)| school.posts.unwrap_or(staff));
        let total = self.total.unwrap_or_else(|| approved.sum());
        let extra: Vec<u32> = by_pupils
            .iter()
            .zip(&by_classes)
            .map(|(&pupils, &classes)| pupils.saturating_sub(classes))
            .collect();
        // Every class keeps its teacher as long as the county can pay for it.
        let least = within(&by_classes, total);
        let left = total - least.iter().sum::<u32>();
        let proposed = least
            .iter()
            .zip(within(&extra, left))
            .map(|(least, extra)| least + extra)
            .collect();
        Proposal {
            by_pupils,
            by_classes,
            proposed,
            total,
        }
    }

    fn by_pupils(&self, school: &School) -> u32 {
        let posts = |pupils: u32, ratio: Decimal| {
            let posts = Decimal::from(pupils).checked_div(ratio);
            posts.and_then(|posts| posts.ceil().to_u32()).unwrap_or(0)
        };
        if school.kind == SchoolKind::Special {
            return posts(school.pupils_primary + school.pupils_junior, self.special);
        }
        posts(school.pupils_primary, self.primary) + posts(school.pupils_junior, self.junior)
    }

    fn by_classes(&self, school: &School) -> u32 {
        let classes: u32 = school.classes.iter().sum();
        let posts = classes * self.per_class;
        match school.kind {
            SchoolKind::TeachingPoint => posts.max(self.per_point),
            _ => posts,
        }
    }
}

/// Whole parts of `most` in proportion to what is asked for, by largest remainders, the first of equals; all that is
/// asked for where it fits.
fn within(asked: &[u32], most: u32) -> Vec<u32> {
    let sum: u64 = asked.iter().map(|&n| u64::from(n)).sum();
    if sum <= u64::from(most) {
        return asked.to_vec();
    }
    let share = |n: u32| u64::from(n) * u64::from(most);
    let mut parts: Vec<u32> = asked.iter().map(|&n| (share(n) / sum) as u32).collect();
    let mut order: Vec<usize> = (0..asked.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(share(asked[i]) % sum), i));
    let left = most - parts.iter().sum::<u32>();
    for &i in order.iter().take(left as usize) {
        parts[i] += 1;
    }
    parts
}
