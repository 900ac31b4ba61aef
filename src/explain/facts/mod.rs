//! What one clause of a conflict asks for or allows, in people, schools and money, by plain arithmetic.

mod people;
mod places;

use super::clauses::{Clause, Part, only};
use super::what_if::Asked;
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::{Posting, subjects};
use crate::domain::share::Share;
use crate::domain::words::{Tier, Word};
use crate::finding::Text;
use crate::rules::{
    Rules, backbone_share, budget, feedback, intake, rotation_share, rural_backbone, say,
    source_protection, tier_quota,
};

/// Most names that stand in a sentence.
const MOST_NAMES: usize = 3;

/// Tells the facts of the clauses of one conflict.
pub struct Facts<'a> {
    pub asked: &'a Asked<'a>,
    pub rules: &'a Rules,
    pub clauses: &'a [Clause],
    /// Those in the conflict.
    pub set: Vec<usize>,
}

impl Facts<'_> {
    /// The clause's own words with its numbers.
    pub fn of(&self, place: usize) -> Text {
        let clause = &self.clauses[place];
        let key = match &clause.part {
            Part::Verdict(i) => {
                return feedback::message(self.instance(), &self.instance().feedback[*i]);
            }
            Part::Key(key) => key.as_str(),
            Part::Whole => "",
        };
        let told = match (clause.rule, key) {
            (rotation_share::CODE, _) => self.rotation(key),
            (backbone_share::CODE, _) => self.backbone_share(),
            (source_protection::CODE, "max_out_share") => self.leaving(place),
            (source_protection::CODE, "keep_backbone") => Some(self.last_backbones()),
            (source_protection::CODE, _) => Some(keep_coverage()),
            (intake::CODE, "max_in_share") => self.arriving(place),
            (intake::CODE, "within_posts") => Some(self.posts()),
            (intake::CODE, "housing_minutes") => self.beds(place),
            (tier_quota::CODE, _) => self.quota(key),
            (rural_backbone::CODE, _) => Some(self.rural_backbone()),
            (budget::CODE, _) => self.budget(place),
            _ => self.reach(place),
        };
        told.unwrap_or_else(|| self.sentence(clause))
    }

    fn instance(&self) -> &Instance {
        self.asked.instance
    }

    /// The rule's own sentence, and by how much it is short with nobody moved.
    fn sentence(&self, clause: &Clause) -> Text {
        let Some(rule) = self.rules.get(clause.rule) else {
            return Text::default();
        };
        let (said, now) = (
            rule.sentence(),
            rule.breaches(self.instance(), &Plan::default()),
        );
        if now.is_empty() {
            return said;
        }
        let (places, short) = (now.len(), now.iter().map(|b| b.amount).sum::<u64>());
        Text::new(
            format!("{}；现状 {places} 处不足，共差 {short}", said.zh),
            format!(
                "{}; now {places} places fall short, by {short} in all",
                said.en
            ),
        )
    }

    /// The rules with one clause alone in force.
    fn alone(&self, place: usize) -> Option<(Instance, Rules)> {
        let kept: Vec<bool> = (0..self.clauses.len()).map(|i| i == place).collect();
        self.asked
            .changed(&only(self.asked, self.rules, self.clauses, &kept))
    }

    /// The people a share is taken of, where a share is in the conflict; else all eligible.
    fn people(&self) -> Vec<TeacherIndex> {
        let instance = self.instance();
        let share = self.rules.rotation_share.as_ref();
        let demands = |place: &usize| self.clauses[*place].is(rotation_share::CODE, "min");
        let share = share.filter(|_| self.set.iter().any(demands));
        let counts = |t: &TeacherIndex| {
            instance.is_eligible(*t)
                && share.is_none_or(|rule| rule.counting().counts(instance, *t))
        };
        instance.teacher_indices().filter(counts).collect()
    }

    fn share(&self, place: usize) -> Option<Share> {
        let clause = &self.clauses[place];
        let Part::Key(key) = &clause.part else {
            return None;
        };
        crate::read::scenario::share(self.asked.tables.get(clause.rule)?.get(key)?)
    }

    /// `14 town and 2 rural schools`, or their names where they are few.
    fn by_tier(&self, units: &[UnitIndex]) -> Text {
        let instance = self.instance();
        let mut schools: Vec<SchoolIndex> =
            units.iter().map(|&u| instance.unit(u).school).collect();
        schools.dedup();
        if schools.is_empty() {
            return Text::new("0 所学校", "no school");
        }
        if schools.len() <= MOST_NAMES {
            return self.named(&schools);
        }
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        for &tier in Tier::all() {
            let n = schools
                .iter()
                .filter(|s| instance.school(**s).tier == tier)
                .count();
            if n > 0 {
                zh.push(format!("{}学校 {n} 所", say::chinese(tier)));
                en.push(format!("{n} {}", tier.code()));
            }
        }
        Text::new(zh.join("、"), format!("{} schools", en.join(" and ")))
    }

    fn named(&self, schools: &[SchoolIndex]) -> Text {
        let names = schools.iter().take(MOST_NAMES);
        let mut names: Vec<_> = names.map(|&s| say::school(self.instance(), s)).collect();
        if schools.len() > MOST_NAMES {
            names.push("…".into());
        }
        Text::new(names.join("、"), names.join(", "))
    }
}

fn keep_coverage() -> Text {
    Text::new(
        "每校每学科的缺课不得比现状多",
        "no school may lack more lessons of any subject than it does now",
    )
}

/// Every posting of a teacher that a road leads to, whatever the rules say.
pub fn postings_of(instance: &Instance, teacher: TeacherIndex) -> Vec<Posting> {
    let Some(from) = instance.standing(teacher).base else {
        return Vec::new();
    };
    let stage = instance.unit(from).stage;
    let subjects = subjects(instance, teacher);
    let open = |to: &UnitIndex| {
        *to != from
            && instance.unit(*to).stage == stage
            && instance.trip_minutes(teacher, from, *to).is_some()
    };
    let units = instance.unit_indices().filter(open);
    units
        .flat_map(|to| subjects.iter().map(move |&subject| (to, subject)))
        .map(|(to, subject)| Posting {
            teacher,
            from,
            to,
            subject,
        })
        .collect()
}
