//! 走教 as a form of rotation: who stays at his school and yet counts among the rotated, for the lessons he gives
//! elsewhere every week.

use super::Rules;
use super::counting::Counting;
use super::itinerant::Itinerant;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, add_lessons};
use crate::model::classes::Profile;
use crate::model::program::Terms;
use crate::model::regular;
use crate::model::rows::Rows;
use std::collections::{BTreeMap, BTreeSet};

impl Counting {
    /// Whether lessons given on the way from one unit to another count: from a school in scope to another one toward.
    fn counts_lessons(&self, instance: &Instance, from: UnitIndex, to: UnitIndex) -> bool {
        let leaves = instance.unit(from).school != instance.unit(to).school;
        let (from, to) = (instance.school_of(from), instance.school_of(to));
        leaves && self.scope.contains(from) && self.is_toward(to)
    }

    /// Whoever stays, counts in N, and gives `itinerant_lessons` or more that count, sorted.
    pub fn regulars(&self, instance: &Instance, plan: &Plan) -> Vec<TeacherIndex> {
        let Some(least) = self.itinerant_lessons else {
            return Vec::new();
        };
        let mut given: BTreeMap<TeacherIndex, u32> = BTreeMap::new();
        for row in &plan.itinerant {
            let from = instance.standing(row.teacher).base;
            if from.is_some_and(|from| self.counts_lessons(instance, from, row.to)) {
                add_lessons(given.entry(row.teacher).or_default(), row.lessons);
            }
        }
        given.retain(|&teacher, n| *n >= least.max(1) && self.counts(instance, teacher));
        given.into_keys().collect()
    }

    /// Whoever could be one of them: the model tells them apart.
    fn candidates(&self, instance: &Instance, rule: &Itinerant) -> BTreeSet<TeacherIndex> {
        let Some(least) = self.itinerant_lessons else {
            return BTreeSet::new();
        };
        let pairs = rule.pairs(instance).into_iter().filter(|pair| {
            let (teacher, to) = (pair.teacher, pair.to);
            let standing = instance.standing(teacher);
            let from = standing.base;
            instance.is_eligible(teacher)
                && standing.load.min(rule.max_lessons) >= least
                && from.is_some_and(|from| self.counts_lessons(instance, from, to))
        });
        pairs.map(|pair| pair.teacher).collect()
    }

    /// Σ weight × those of them that the model counts.
    pub fn regulars_counted(&self, rows: &Rows, weight: impl Fn(&Profile) -> f64) -> Terms {
        let regulars = rows.regulars.iter();
        regulars
            .map(|one| (one.count, weight(&rows.classes[one.class].profile)))
            .filter(|term| term.1 != 0.0)
            .collect()
    }
}

impl Rules {
    /// Whoever may count for his itinerant lessons, whom the model has to tell apart.
    pub fn regular_candidates(&self, instance: &Instance) -> BTreeSet<TeacherIndex> {
        match (&self.rotation_share, &self.itinerant) {
            (Some(share), Some(itinerant)) => share.counting().candidates(instance, itinerant),
            _ => BTreeSet::new(),
        }
    }

    /// Counts in the model who gives enough lessons, where that counts; after the columns of itinerant teaching.
    pub fn add_regulars(&self, instance: &Instance, rows: &mut Rows) {
        let counting = self.rotation_share.as_ref().map(|rule| rule.counting());
        if let Some((counting, least)) =
            counting.and_then(|c| Some((c.clone(), c.itinerant_lessons?)))
        {
            let counts = |from, to| counting.counts_lessons(instance, from, to);
            regular::add(instance, rows, least, &counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ids::SchoolIndex;
    use crate::rules::testing::{check, county, plan, rules};

    /// N is ten people, so that 10 % are one.
    #[test]
    fn lessons_elsewhere_count_from_the_number_on() {
        let county = county(|_| {});
        let text = "[rotation_share]\nforms = [\"rotation\", \"support\", \"itinerant\"]\nitinerant_lessons = 4";
        let cases = [
            ("T0~B:pe:3", 1),
            ("T0~B:pe:4", 0),
            ("T0~B:pe:5", 0),
            ("T0~B:pe:2 T0~C:pe:2", 0),
            // Two people with two lessons each are no person.
            ("T0~B:pe:2 T4~B:pe:2", 1),
        ];
        check(&county, text, &cases);
        let unlisted = "[rotation_share]\nitinerant_lessons = 4";
        check(&county, unlisted, &[("T0~B:pe:4", 1)]);
        let only =
            "[rotation_share]\nmin = \"20%\"\nforms = [\"itinerant\"]\nitinerant_lessons = 4";
        check(
            &county,
            only,
            &[("T0>B:pe T1~B:music:4", 1), ("T0~B:pe:4 T1~B:music:4", 0)],
        );
    }

    #[test]
    fn only_the_scope_and_its_way_count_and_only_who_may_be_rotated() {
        let county = county(|parts| parts.teachers[1].certified = false);
        let text = "[rotation_share]\nscope = { tiers = [\"urban\"] }\ntoward = { tiers = [\"rural\"] }\n\
                    forms = [\"itinerant\"]\nitinerant_lessons = 4";
        let cases = [
            ("T0~C:pe:4", 0),
            ("T0~B:pe:4", 1),
            ("T0~B:pe:2 T0~C:pe:2", 1),
            ("T5~C:music:4", 1),
            ("T1~C:music:4", 1),
        ];
        check(&county, text, &cases);
    }

    /// The cap is on those moved, and who counts in the share counts among those whose backbone teachers are asked for.
    #[test]
    fn they_are_under_no_cap_and_in_the_backbone_share() {
        let county = county(|_| {});
        let share = "[rotation_share]\nmax = \"10%\"\nforms = [\"support\", \"itinerant\"]\nitinerant_lessons = 4\n";
        check(&county, share, &[("T0>C:pe T1~B:music:4 T2~B:art:4", 0)]);
        let rules = rules(&format!("{share}[backbone_share]\nmin = \"50%\""));
        let tally = |words| rules.list[1].tally(&county, &plan(words));
        let (plain, backbone) = (tally("T0>C:pe T1~B:music:4"), tally("T0>C:pe T4~B:pe:4"));
        assert_eq!((plain.required, plain.achieved), (1, 0));
        assert_eq!((backbone.required, backbone.achieved), (1, 1));
    }

    /// Lessons in the other stage of one's own school are given at home.
    #[test]
    fn lessons_at_the_own_school_are_not_given_away() {
        let county = county(|parts| {
            parts.schools[0].kind = crate::domain::words::SchoolKind::NineYear;
            for teacher in &mut parts.teachers {
                let first = teacher.school == SchoolIndex(0);
                teacher.stage = first.then_some(crate::domain::words::Stage::Primary);
            }
        });
        let counting = rules("[rotation_share]\nforms = [\"itinerant\"]\nitinerant_lessons = 4");
        let counting = counting.rotation_share.expect("the rule").counting();
        // The units are now A's two stages, B and C.
        assert!(counting.regulars(&county, &plan("T0~B:pe:4")).is_empty());
        assert_eq!(counting.regulars(&county, &plan("T0~C:pe:4")).len(), 1);
    }
}
