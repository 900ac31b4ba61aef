//! What each teacher of a tiny county could do: be posted, or give itinerant lessons.

use lungang::domain::ids::{TeacherIndex, UnitIndex};
use lungang::domain::instance::Instance;
use lungang::domain::plan::Rotation;
use lungang::domain::posting::{self, Posting};
use lungang::rules::{Rules, itinerant};
use std::collections::BTreeMap;

/// One way for a teacher to give itinerant lessons: where and how many.
pub type Giving = Vec<(UnitIndex, u32)>;

/// Every teacher who may move, with each posting he may get.
pub fn movers(instance: &Instance, rules: &Rules) -> Vec<(TeacherIndex, Vec<Rotation>)> {
    let mut movers = Vec::new();
    for teacher in instance
        .teacher_indices()
        .filter(|&t| instance.is_eligible(t))
    {
        let Some(from) = instance.standing(teacher).base else {
            continue;
        };
        let mut postings = Vec::new();
        for to in instance.unit_indices() {
            if to == from || instance.unit(to).stage != instance.unit(from).stage {
                continue;
            }
            for subject in posting::subjects(instance, teacher) {
                if rules.allow(
                    instance,
                    &Posting {
                        teacher,
                        from,
                        to,
                        subject,
                    },
                ) {
                    postings.push(Rotation {
                        teacher,
                        to,
                        subject,
                    });
                }
            }
        }
        if !postings.is_empty() {
            movers.push((teacher, postings));
        }
    }
    movers
}

/// Every teacher who may give itinerant lessons, with each way.
pub fn givers(instance: &Instance, rules: &Rules) -> Vec<(TeacherIndex, Vec<Giving>)> {
    let Some(rule) = &rules.itinerant else {
        return Vec::new();
    };
    let mut by_teacher: BTreeMap<TeacherIndex, Vec<UnitIndex>> = BTreeMap::new();
    for pair in rule.pairs(instance) {
        by_teacher.entry(pair.teacher).or_default().push(pair.to);
    }
    by_teacher
        .into_iter()
        .map(|(teacher, units)| {
            let most = rule.max_lessons.min(instance.standing(teacher).load);
            let mut ways = Vec::new();
            add_ways(rule, &units, most, &mut Vec::new(), &mut ways);
            (teacher, ways)
        })
        .collect()
}

/// Every non-empty choice of units and amounts within the rule's limits.
fn add_ways(
    rule: &itinerant::Itinerant,
    units: &[UnitIndex],
    most: u32,
    chosen: &mut Giving,
    ways: &mut Vec<Giving>,
) {
    let Some((&unit, rest)) = units.split_first() else {
        if !chosen.is_empty() {
            ways.push(chosen.clone());
        }
        return;
    };
    add_ways(rule, rest, most, chosen, ways);
    if chosen.len() < rule.max_schools as usize {
        for lessons in 1..=rule.max_lessons_per_school.min(most) {
            if lessons % rule.block_lessons == 0 && lessons >= rule.min_lessons_per_school {
                chosen.push((unit, lessons));
                add_ways(rule, rest, most - lessons, chosen, ways);
                chosen.pop();
            }
        }
    }
}
