//! Classes of interchangeable teachers who may be rotated or trained: nobody the model counts can tell their members apart.

use super::program::bit;
use crate::domain::eligibility::{lacks_rural_service, may_give_itinerant};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a rule or a level can see of such a teacher.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Profile {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub seconds: BTreeSet<Subject>,
    pub load: u32,
    pub second_cap: u32,
    /// County level up.
    pub backbone: bool,
    /// Above the degree his stage requires.
    pub higher_degree: bool,
    pub wishes: BTreeSet<SchoolIndex>,
    /// Has a `last_rotated`.
    pub carried_before: bool,
    pub gives_itinerant: bool,
    /// Minutes from his residence, by school.
    pub home_minutes: Option<Arc<[Option<u32>]>>,
    /// What the rules in force can tell of him beyond this.
    pub seen: Vec<u64>,
    /// An unserved candidate for a title, whom level `burden` prefers.
    pub candidate: bool,
    /// Whether he may be trained for another subject.
    pub trainable: bool,
    /// Whether he may be rotated: the others are classes only to be trained.
    pub eligible: bool,
    /// Set where the teacher stands alone: somebody gave a verdict on him, or every teacher does (`naive`).
    pub alone: Option<TeacherIndex>,
}

impl Profile {
    /// Bits of the main and second subjects, without those that everyone holds.
    pub fn bits(&self, anyone: &BTreeSet<Subject>) -> u32 {
        let seconds = self
            .seconds
            .iter()
            .filter(|subject| !anyone.contains(subject));
        seconds.fold(bit(self.subject), |bits, &subject| bits | bit(subject))
    }
}

/// A profile and its members, sorted by id.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    pub profile: Profile,
    pub members: Vec<TeacherIndex>,
}

/// Classes of all eligible or trainable teachers, in a fixed order; those in `alone` are a class each.
pub fn classes(
    instance: &Instance,
    alone: &BTreeSet<TeacherIndex>,
    trainable: &BTreeSet<TeacherIndex>,
    sight: &dyn Fn(TeacherIndex) -> Vec<u64>,
) -> Vec<Class> {
    let judged: BTreeSet<_> = instance
        .feedback
        .iter()
        .map(|verdict| verdict.teacher)
        .collect();
    let mut by_profile: BTreeMap<Profile, Vec<TeacherIndex>> = BTreeMap::new();
    for teacher in instance
        .teacher_indices()
        .filter(|t| instance.is_eligible(*t) || trainable.contains(t))
    {
        let alone = alone.contains(&teacher) || judged.contains(&teacher);
        let trainable = trainable.contains(&teacher);
        if let Some(mut profile) = profile(instance, teacher, alone, trainable) {
            profile.seen = sight(teacher);
            by_profile.entry(profile).or_default().push(teacher);
        }
    }
    by_profile
        .into_iter()
        .map(|(profile, members)| Class { profile, members })
        .collect()
}

fn profile(
    instance: &Instance,
    index: TeacherIndex,
    alone: bool,
    trainable: bool,
) -> Option<Profile> {
    let (teacher, standing) = (instance.teacher(index), instance.standing(index));
    let unit = standing.base?;
    let stage = instance.unit(unit).stage;
    Some(Profile {
        unit,
        subject: teacher.subject,
        seconds: standing.seconds.clone(),
        load: standing.load,
        second_cap: standing.second_cap,
        backbone: teacher.backbone.counts(),
        higher_degree: teacher.degree >= stage.higher_degree(),
        wishes: teacher.wishes.iter().copied().collect(),
        carried_before: teacher.last_rotated.is_some(),
        gives_itinerant: may_give_itinerant(teacher, instance.planning_date()),
        home_minutes: standing.home_minutes.clone(),
        seen: Vec::new(),
        candidate: lacks_rural_service(instance, index),
        trainable,
        eligible: instance.is_eligible(index),
        alone: alone.then_some(index),
    })
}
