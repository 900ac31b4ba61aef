//! The figures that a plan file ought to print, from its decisions alone.

use super::{Claimed, ClaimedRule, ClaimedSupply, ClaimedTrip};
use crate::audit::coverage::coverage;
use crate::audit::{levels, posts, printed, rule_rows};
use crate::domain::allowance::itinerant_yuan;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::returns::returns;
use crate::domain::supply::{recruit_load, retiree_load};
use crate::domain::words::Word;
use crate::rules::{
    Rules, postings, principals, recruitment, remote_lessons, retraining, silver_age,
};
use rust_decimal::Decimal;

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
        supply: supply(instance, rules, plan),
        before: printed::indicators(instance, &Plan::default()),
        after: printed::indicators(instance, plan),
        posts: posts::posts(instance, rules, plan),
        returns: returns(instance),
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
            yuan: printed::yuan(itinerant_yuan(
                instance,
                from,
                row.to,
                row.lessons.div_ceil(block),
            )),
        }
    });
    let principals = plan.principals.iter().map(|row| {
        let from = instance.standing(row.teacher).base;
        ClaimedTrip {
            teacher: row.teacher,
            from: from.map(|from| instance.unit(from).school),
            to: row.to,
            minutes: from.and_then(|from| instance.trip_minutes(row.teacher, from, row.to)),
            from_home: instance.standing(row.teacher).home_minutes.is_some(),
            yuan: 0.0,
        }
    });
    rotated.chain(itinerant).chain(principals).collect()
}

fn supply(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<ClaimedSupply> {
    let recruits = plan.recruitment.iter().map(|row| ClaimedSupply {
        rule: recruitment::CODE,
        from: String::new(),
        unit: row.unit,
        subject: row.subject,
        lessons: recruit_load(instance, row.unit, row.subject).saturating_mul(row.posts),
        yuan: printed::yuan(rules.pay.recruit * Decimal::from(row.posts)),
    });
    let retirees = plan.silver_age.iter().map(|row| {
        let retiree = instance.retiree(row.retiree);
        ClaimedSupply {
            rule: silver_age::CODE,
            from: retiree.id.clone(),
            unit: row.unit,
            subject: retiree.subject,
            lessons: retiree_load(instance, row.retiree, row.unit),
            yuan: printed::yuan(rules.pay.retiree),
        }
    });
    let months = rules.retraining.as_ref().map_or(0, |rule| rule.months);
    let trained = plan.retraining.iter().filter_map(|row| {
        Some(ClaimedSupply {
            rule: retraining::CODE,
            from: format!(
                "{} {} {months}",
                instance.teacher(row.teacher).id,
                instance.teacher(row.teacher).subject.code()
            ),
            unit: instance.standing(row.teacher).base?,
            subject: row.subject,
            lessons: row.lessons,
            yuan: printed::yuan(rules.pay.training),
        })
    });
    let remote = plan.remote.iter().map(|row| ClaimedSupply {
        rule: remote_lessons::CODE,
        from: format!(
            "{} {}",
            instance.school_of(row.from).id,
            instance.teacher(row.helper).id
        ),
        unit: row.to,
        subject: row.subject,
        lessons: row.lessons,
        yuan: printed::yuan(remote_yuan(instance, rules, row.lessons)),
    });
    let principals = plan.principals.iter().map(|row| {
        let teacher = instance.teacher(row.teacher);
        let must = rules.principals.as_ref();
        let must = must.is_some_and(|rule| rule.must(instance, row.teacher));
        ClaimedSupply {
            rule: principals::CODE,
            from: format!("{} {} {must}", teacher.id, teacher.position.code()),
            unit: row.to,
            subject: teacher.subject,
            lessons: row.lessons(instance),
            yuan: 0.0,
        }
    });
    let people = recruits.chain(retirees).chain(trained);
    people.chain(remote).chain(principals).collect()
}

fn remote_yuan(instance: &Instance, rules: &Rules, lessons: u32) -> Decimal {
    let rule = rules.remote_lessons.as_ref();
    rule.map_or(Decimal::ZERO, |rule| rule.yuan(instance, lessons))
}
