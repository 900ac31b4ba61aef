//! The figures that a plan file ought to print, from its decisions alone.

use super::{Claimed, ClaimedRule, ClaimedTrip};
use crate::audit::coverage::coverage;
use crate::audit::{levels, posts, printed, rule_rows};
use crate::domain::allowance::itinerant_yuan;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::rules::{Rules, postings};

/// Everything recounted; of the levels, those of `codes` that there are.
pub(super) fn recount<'a>(
    instance: &Instance,
    rules: &Rules,
    plan: &Plan,
    codes: impl Iterator<Item = &'a str>,
) -> Claimed {
    let level = |code: &str| {
        let value = levels::value(instance, rules, plan, code)?;
        let value = printed::rounded(value, printed::level(code));
        Some((code.to_owned(), value))
    };
    let rules_counted = rule_rows(instance, rules, plan).into_iter();
    Claimed {
        levels: codes.filter_map(level).collect(),
        coverage: coverage(instance, plan),
        rules: rules_counted
            .map(|row| ClaimedRule {
                code: row.code.to_owned(),
                required: row.required,
                achieved: row.achieved,
                met: row.met,
            })
            .collect(),
        trips: trips(instance, rules, plan),
        before: printed::indicators(instance, &Plan::default()),
        after: printed::indicators(instance, plan),
        posts: posts::posts(instance, rules, plan),
        yuan: printed::yuan(levels::yuan(instance, rules, plan)),
    }
}

fn trips(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<ClaimedTrip> {
    let rotated = postings(instance, plan).map(|posting| ClaimedTrip {
        teacher: posting.teacher,
        from: Some(instance.unit(posting.from).school),
        to: posting.to,
        minutes: posting.minutes(instance),
        from_home: instance.standing(posting.teacher).home_minutes.is_some(),
        yuan: printed::yuan(posting.yuan(instance)),
    });
    let block = rules.block_lessons().max(1);
    let itinerant = plan.itinerant.iter().map(|row| {
        let from = instance.standing(row.teacher).base;
        ClaimedTrip {
            teacher: row.teacher,
            from: from.map(|from| instance.unit(from).school),
            to: row.to,
            from_home: false,
            minutes: from.and_then(|from| instance.minutes_between(from, row.to)),
            yuan: printed::yuan(itinerant_yuan(instance, row.lessons.div_ceil(block))),
        }
    });
    rotated.chain(itinerant).collect()
}
