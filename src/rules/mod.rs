//! The rules of the contract: one file a rule, one line in [`REGISTRY`] and one in [`activate`].

/// Code, strength and source of a rule whose settings carry them.
macro_rules! head {
    () => {
        fn code(&self) -> &'static str {
            CODE
        }

        fn strength(&self) -> Strength {
            self.strength
        }

        fn source(&self) -> Option<&str> {
            self.source.as_deref()
        }
    };
}

pub mod backbone_per_100;
pub mod backbone_share;
pub mod budget;
pub mod circle;
pub mod config;
pub mod counting;
pub mod couples;
pub mod cv_limit;
pub mod degree_per_100;
pub mod direction;
pub mod feedback;
pub mod forms;
pub mod graduating;
pub mod headcount;
pub mod hub_dispatch;
pub mod intake;
pub mod itinerant;
pub mod pairings;
pub mod per_100;
pub mod posts;
pub mod principals;
pub mod recruitment;
pub mod regular;
pub mod remote_lessons;
pub mod rest;
pub mod retraining;
pub mod rotation_share;
pub mod rural_backbone;
pub mod say;
pub mod school_pass;
pub mod silver_age;
pub mod source_protection;
pub mod subject_out;
pub mod tier_quota;
pub mod too_wide;
pub mod travel_cap;

#[cfg(test)]
pub(crate) mod testing;

use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::finding::{Finding, Text};
use crate::model::rows::Rows;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::sync::Arc;

/// Whether a rule must hold or its shortfall is minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    #[default]
    Must,
    Should,
}

/// One place where a finished plan breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    pub rule: &'static str,
    /// By how much: people, lessons or yuan.
    pub amount: u64,
    /// The sentence a planner reads.
    pub message: Text,
}

/// A rule's row of `plan.json`: what it asks and what the plan reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub required: u64,
    pub achieved: u64,
}

/// A rule in force.
pub trait Rule: std::fmt::Debug + Send + Sync {
    /// Its name in `[rules.NAME]`.
    fn code(&self) -> &'static str;

    fn strength(&self) -> Strength;

    /// The clause it cites, as the scenario gives it.
    fn source(&self) -> Option<&str>;

    /// What the rule says, with its numbers.
    fn sentence(&self) -> Text;

    /// Whether it has anything to say in this county (feedback without rows has not).
    fn in_force(&self, _instance: &Instance) -> bool {
        true
    }

    /// Whether the rule lets this posting be considered at all. A posting it does not allow is a breach of 1 person.
    fn allows(&self, _instance: &Instance, _posting: &Posting) -> bool {
        true
    }

    /// What the rule can tell of a teacher beyond his unit, subjects, load and marks: people with different numbers are not
    /// interchangeable.
    fn sees(&self, _instance: &Instance, _teacher: TeacherIndex) -> u64 {
        0
    }

    /// The people and lessons it brings in beside postings: columns that the rows of need and supply then count.
    fn add_supply(&self, _instance: &Instance, _rows: &mut Rows) {}

    /// The rows it adds to the model, beyond the postings it keeps out.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows);

    /// Where a finished plan breaks it, counted from the plan alone.
    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach>;

    /// Where a finished plan does what the rule lets no plan do even as a `should`; counted from the plan alone.
    fn always(&self, _instance: &Instance, _plan: &Plan) -> Vec<Breach> {
        Vec::new()
    }

    /// Its row of `plan.json`; by default required 0 and the number of breaches.
    fn tally(&self, instance: &Instance, plan: &Plan) -> Tally {
        Tally {
            required: 0,
            achieved: self.breaches(instance, plan).len() as u64,
        }
    }
}

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

/// The breaches of a rule that only keeps postings out: one person each, said by `message`.
fn kept_out(
    rule: &dyn Rule,
    instance: &Instance,
    plan: &Plan,
    message: impl Fn(&Posting) -> Text,
) -> Vec<Breach> {
    postings(instance, plan)
        .filter(|posting| !rule.allows(instance, posting))
        .map(|posting| Breach {
            rule: rule.code(),
            amount: 1,
            message: message(&posting),
        })
        .collect()
}

/// The rotations of a plan with the unit each starts from; those of people without a unit are left to the audit.
pub fn postings<'a>(instance: &'a Instance, plan: &'a Plan) -> impl Iterator<Item = Posting> + 'a {
    plan.rotations.iter().filter_map(|rotation| {
        Some(Posting {
            teacher: rotation.teacher,
            from: instance.standing(rotation.teacher).base?,
            to: rotation.to,
            subject: rotation.subject,
        })
    })
}
