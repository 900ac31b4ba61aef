//! Everything that rules of supply let a tiny county bring in: lists of choices, one of each to be taken.

use lungang::domain::ids::TeacherIndex;
use lungang::domain::instance::Instance;
use lungang::domain::plan::{Plan, PrincipalMove, Recruits, Remote, Retraining, SilverAge};
use lungang::domain::words::Subject;
use lungang::rules::Rules;

/// One thing that may be brought in.
#[derive(Debug, Clone)]
pub enum Bring {
    Recruits(Recruits),
    Retiree(SilverAge),
    Trained(Retraining),
    /// Whoever helps is found with the split of lessons.
    Remote(Remote),
    Principal(PrincipalMove),
}

impl Bring {
    /// Whether it can be beside a plan's postings: who is posted away is not trained.
    pub fn fits(&self, plan: &Plan) -> bool {
        match self {
            Self::Trained(row) => plan.rotations.iter().all(|r| r.teacher != row.teacher),
            _ => true,
        }
    }

    pub fn add_to(&self, plan: &mut Plan) {
        match self {
            Self::Remote(row) => plan.remote.push(*row),
            Self::Principal(row) => plan.principals.push(*row),
            Self::Trained(row) => plan.retraining.push(*row),
            Self::Recruits(row) => plan.recruitment.push(*row),
            Self::Retiree(row) => plan.silver_age.push(*row),
        }
    }
}

/// For each place or person, what may be brought in beside nothing.
pub fn brings(instance: &Instance, rules: &Rules) -> Vec<Vec<Bring>> {
    let mut brings = Vec::new();
    if let Some(rule) = &rules.recruitment {
        for unit in instance.unit_indices() {
            for subject in Subject::taught() {
                let most = rule.most_at(instance, unit, subject);
                let rows = (1..=most).map(|posts| {
                    Bring::Recruits(Recruits {
                        unit,
                        subject,
                        degree: rule.degree,
                        posts,
                    })
                });
                brings.push(rows.collect());
            }
        }
    }
    if let Some(rule) = &rules.silver_age {
        for retiree in instance.retiree_indices() {
            let units = instance.unit_indices();
            let open = units.filter(|&unit| rule.allows(instance, retiree, unit));
            let rows = open.map(|unit| Bring::Retiree(SilverAge { retiree, unit }));
            brings.push(rows.collect());
        }
    }
    if let Some(rule) = &rules.retraining {
        for (teacher, subjects) in rule.candidates(instance) {
            let lessons = rule.lessons(instance, teacher);
            let rows = subjects.into_iter().map(|subject| {
                Bring::Trained(Retraining {
                    teacher,
                    subject,
                    lessons,
                })
            });
            brings.push(rows.collect());
        }
    }
    if let Some(rule) = &rules.remote_lessons {
        for (from, to, subject) in rule.all_links(instance) {
            let rows = (1..=instance.unit(to).need[subject.index()]).map(|lessons| {
                Bring::Remote(Remote {
                    from,
                    to,
                    subject,
                    helper: TeacherIndex(0),
                    lessons,
                })
            });
            brings.push(rows.collect());
        }
    }
    if let Some(rule) = &rules.principals {
        for teacher in rule.movable(instance) {
            let units = instance.unit_indices();
            let open = units.filter(|&to| rule.is_open(instance, teacher, to));
            let rows = open.map(|to| Bring::Principal(PrincipalMove { teacher, to }));
            brings.push(rows.collect());
        }
    }
    brings.retain(|choices: &Vec<Bring>| !choices.is_empty());
    brings
}
