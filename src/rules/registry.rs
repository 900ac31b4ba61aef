//! Which rules there are, and how a scenario's tables switch them on.

use super::{Rule, Rules};
use super::{
    backbone_per_100, backbone_share, budget, circle, config, counting, couples, cv_limit,
    degree_per_100, direction, feedback, graduating, headcount, hub_dispatch, intake, itinerant,
    pairings, posts, principals, recruitment, remote_lessons, rest, retraining, rotation_share,
    rural_backbone, school_pass, silver_age, source_protection, subject_out, tier_quota,
    travel_cap,
};
use crate::finding::Finding;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Every rule a scenario may switch on with `[rules.NAME]`, in the order of reports. `feedback` stands in its own table
/// and is always on.
pub const REGISTRY: [&str; 28] = [
    rotation_share::CODE,
    backbone_share::CODE,
    source_protection::CODE,
    intake::CODE,
    travel_cap::CODE,
    direction::CODE,
    circle::CODE,
    tier_quota::CODE,
    rural_backbone::CODE,
    itinerant::CODE,
    retraining::CODE,
    recruitment::CODE,
    silver_age::CODE,
    remote_lessons::CODE,
    budget::CODE,
    headcount::CODE,
    backbone_per_100::CODE,
    degree_per_100::CODE,
    school_pass::CODE,
    cv_limit::CODE,
    hub_dispatch::CODE,
    pairings::CODE,
    couples::CODE,
    graduating::CODE,
    rest::CODE,
    subject_out::CODE,
    posts::CODE,
    principals::CODE,
];

/// The rules that the merged `[rules.…]` tables switch on; a value no rule understands is a finding.
pub fn activate(tables: &toml::Table) -> Result<Rules, Vec<Finding>> {
    let mut reader = config::Reader::new(tables);
    let rotation_share = reader.rule::<rotation_share::RotationShare>(rotation_share::CODE);
    let principals = reader
        .rule::<principals::Principals>(principals::CODE)
        .map(Arc::new);
    let counted = principals.clone().filter(|rule| rule.among_rotated);
    let rotation_share = rotation_share.map(|rule| rule.with(counted.clone()));
    let counting = match &rotation_share {
        Some(rule) => rule.counting(),
        None => counting::Counting {
            principals: counted,
            ..Default::default()
        },
    };
    let backbone_share = reader
        .rule::<backbone_share::BackboneShare>(backbone_share::CODE)
        .map(|rule| Arc::new(rule.among(counting)));
    let itinerant = reader
        .rule::<itinerant::Itinerant>(itinerant::CODE)
        .map(Arc::new);
    let retraining = reader
        .rule::<retraining::Retraining>(retraining::CODE)
        .map(Arc::new);
    let recruitment = reader
        .rule::<recruitment::Recruitment>(recruitment::CODE)
        .map(Arc::new);
    let silver_age = reader
        .rule::<silver_age::SilverAge>(silver_age::CODE)
        .map(Arc::new);
    let remote_lessons = reader
        .rule::<remote_lessons::RemoteLessons>(remote_lessons::CODE)
        .map(Arc::new);
    let pay = budget::Pay {
        block_lessons: itinerant.as_ref().map_or(1, |rule| rule.block_lessons),
        training: retraining.as_ref().map_or(Decimal::ZERO, |rule| rule.yuan),
        recruit: recruitment.as_ref().map_or(Decimal::ZERO, |rule| rule.yuan),
        remote_lesson: remote_lessons
            .as_ref()
            .map_or(Decimal::ZERO, |rule| rule.yuan_per_lesson),
        retiree: silver_age.as_ref().map_or(Decimal::ZERO, |rule| rule.yuan),
    };
    let budget = reader
        .rule::<budget::Budget>(budget::CODE)
        .map(|rule| Arc::new(rule.paying(pay)));
    let rotation_share = rotation_share.map(Arc::new);
    let posts = reader.rule::<posts::Posts>(posts::CODE).map(Arc::new);
    let cv_limit = reader
        .rule::<cv_limit::CvLimit>(cv_limit::CODE)
        .map(Arc::new);
    let list = [
        erase(rotation_share.clone()),
        erase(backbone_share),
        reader.boxed::<source_protection::SourceProtection>(source_protection::CODE),
        reader.boxed::<intake::Intake>(intake::CODE),
        reader.boxed::<travel_cap::TravelCap>(travel_cap::CODE),
        reader.boxed::<direction::Direction>(direction::CODE),
        reader.boxed::<circle::Circle>(circle::CODE),
        reader.boxed::<tier_quota::TierQuota>(tier_quota::CODE),
        reader.boxed::<rural_backbone::RuralBackbone>(rural_backbone::CODE),
        erase(itinerant.clone()),
        erase(retraining.clone()),
        erase(recruitment.clone()),
        erase(silver_age.clone()),
        erase(remote_lessons.clone()),
        erase(budget),
        reader.boxed::<headcount::Headcount>(headcount::CODE),
        reader.boxed::<backbone_per_100::BackbonePer100>(backbone_per_100::CODE),
        reader.boxed::<degree_per_100::DegreePer100>(degree_per_100::CODE),
        reader.boxed::<school_pass::SchoolPass>(school_pass::CODE),
        erase(cv_limit.clone()),
        reader.boxed::<hub_dispatch::HubDispatch>(hub_dispatch::CODE),
        reader.boxed::<pairings::Pairings>(pairings::CODE),
        reader.boxed::<couples::Couples>(couples::CODE),
        reader.boxed::<graduating::Graduating>(graduating::CODE),
        reader.boxed::<rest::Rest>(rest::CODE),
        reader.boxed::<subject_out::SubjectOut>(subject_out::CODE),
        erase(posts.clone()),
        erase(principals.clone()),
        erase(Some(Arc::new(feedback::FeedbackRule))),
    ];
    reader.finish()?;
    Ok(Rules {
        list: list.into_iter().flatten().collect(),
        itinerant,
        rotation_share,
        posts,
        retraining,
        recruitment,
        silver_age,
        remote_lessons,
        principals,
        cv_limit,
        pay,
    })
}

fn erase<R: Rule + 'static>(rule: Option<Arc<R>>) -> Option<Arc<dyn Rule>> {
    rule.map(|rule| rule as Arc<dyn Rule>)
}
