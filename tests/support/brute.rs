//! Plans a tiny county by trying every posting, every itinerant lesson and every split of second-subject lessons.

use super::choices::{Giving, givers, movers};
use super::county::County;
use super::supply::{Bring, brings};
use super::units::{Server, Split, Task, best_split};
use lungang::audit::{self, levels};
use lungang::domain::ids::{TeacherIndex, UnitIndex};
use lungang::domain::plan::{Itinerant, Plan, Remote, Rotation, TOUCHED};
use lungang::domain::supply::{recruit_load, retiree_load};
use lungang::domain::words::Subject;
use lungang::rules::{Rules, Strength, activate, itinerant, remote_lessons};
use std::collections::{BTreeMap, BTreeSet};

/// Plans tried at most: postings times itinerant choices.
const MOST: u64 = 400_000;

/// A plan that no other beats, level by level.
#[derive(Debug, Clone)]
pub struct Best {
    /// In the order of the county's levels.
    pub values: Vec<f64>,
    pub plan: Plan,
}

/// What trying every plan ends with.
#[derive(Debug, Clone)]
pub enum Outcome {
    Best(Box<Best>),
    /// No plan keeps every `must` rule.
    Infeasible,
    /// More plans than a test has time for.
    TooLarge,
}

/// The lexicographically best plan of a county.
pub fn best(county: &County) -> Outcome {
    let mut search = Search::new(county);
    if search.work() > MOST {
        return Outcome::TooLarge;
    }
    search.try_postings(0, &mut Vec::new());
    if search.tried > MOST {
        return Outcome::TooLarge;
    }
    match search.best {
        Some(best) => {
            confirm(county, &best);
            Outcome::Best(Box::new(best))
        }
        None => Outcome::Infeasible,
    }
}

/// The audit must find nothing wrong with what the search holds for best.
fn confirm(county: &County, best: &Best) {
    let breaches = audit::breaches(&county.instance, &county.rules, &best.plan);
    assert!(breaches.is_empty(), "county {}: {breaches:?}", county.seed);
    for (code, &value) in county.levels.iter().zip(&best.values) {
        let counted = counted(county, &best.plan, code);
        assert_eq!(counted, Some(value), "county {}: {code}", county.seed);
    }
}

/// A level's recount; people touched are counted from the county's former plan.
fn counted(county: &County, plan: &Plan, code: &str) -> Option<f64> {
    match code {
        TOUCHED => Some(plan.touched(&county.former).len() as f64),
        _ => levels::value(&county.instance, &county.rules, plan, code),
    }
}

/// The levels that splits decide.
const SPLIT_LEVELS: [&str; 4] = [
    "arts_unfilled_rural",
    "arts_depth",
    "unfilled",
    "core_unfilled",
];

struct Search<'a> {
    county: &'a County,
    /// The rules without what depends on the split of lessons.
    of_postings: Rules,
    /// Every teacher who may move, with each posting he may get.
    movers: Vec<(TeacherIndex, Vec<Rotation>)>,
    /// Every teacher who may give itinerant lessons, with each way.
    givers: Vec<(TeacherIndex, Vec<Giving>)>,
    /// What may be brought in, a list for each place or person.
    brings: Vec<Vec<Bring>>,
    most_rotated: usize,
    keep_coverage: bool,
    order: Vec<usize>,
    splits: BTreeMap<Task, Option<Split>>,
    tried: u64,
    best: Option<Best>,
}

impl<'a> Search<'a> {
    fn new(county: &'a County) -> Self {
        let position = |code: &&str| county.levels.iter().position(|level| level == code);
        let mut order: Vec<usize> = (0..SPLIT_LEVELS.len()).collect();
        order.retain(|&i| position(&SPLIT_LEVELS[i]).is_some());
        order.sort_by_key(|&i| position(&SPLIT_LEVELS[i]));
        Self {
            county,
            of_postings: without_coverage(&county.table),
            movers: movers(&county.instance, &county.rules),
            givers: givers(&county.instance, &county.rules),
            brings: brings(&county.instance, &county.rules),
            most_rotated: most_rotated(county),
            keep_coverage: keeps_coverage(&county.table),
            order,
            splits: BTreeMap::new(),
            tried: 0,
            best: None,
        }
    }

    /// A bound on the plans to try.
    fn work(&self) -> u64 {
        let moves = self
            .movers
            .iter()
            .map(|(_, postings)| 1 + postings.len() as u64);
        let gives = self.givers.iter().map(|(_, ways)| 1 + ways.len() as u64);
        let postings = moves.fold(1_u64, u64::saturating_mul) / 20;
        let brings = self.brings.iter().map(|choices| 1 + choices.len() as u64);
        let brings = brings.fold(1, u64::saturating_mul);
        let gives = gives.fold(1, u64::saturating_mul);
        postings.saturating_mul(gives).saturating_mul(brings) / 20
    }

    fn try_postings(&mut self, from: usize, chosen: &mut Vec<Rotation>) {
        let Some((_, postings)) = self.movers.get(from).cloned() else {
            let mut plan = Plan {
                rotations: chosen.clone(),
                ..Plan::default()
            };
            plan.sort();
            self.try_brings(0, &plan);
            return;
        };
        self.try_postings(from + 1, chosen);
        if chosen.len() < self.most_rotated {
            for posting in postings {
                chosen.push(posting);
                self.try_postings(from + 1, chosen);
                chosen.pop();
            }
        }
    }

    fn try_brings(&mut self, from: usize, plan: &Plan) {
        if self.tried > MOST {
            return;
        }
        let Some(choices) = self.brings.get(from).cloned() else {
            let mut plan = plan.clone();
            plan.sort();
            // Itinerant lessons may yet make up a share.
            let shares = ["rotation_share", "backbone_share"];
            let late: &[&str] = if self.givers.is_empty() { &[] } else { &shares };
            if !self.is_broken(&plan, late) {
                let mut room = self.county.instance.units.iter().map(|u| u.need).collect();
                self.try_givings(0, &mut plan, &mut room);
            }
            return;
        };
        self.try_brings(from + 1, plan);
        for choice in choices.into_iter().filter(|choice| choice.fits(plan)) {
            let mut plan = plan.clone();
            choice.add_to(&mut plan);
            self.try_brings(from + 1, &plan);
        }
    }

    fn try_givings(&mut self, from: usize, plan: &mut Plan, room: &mut Vec<[u32; Subject::COUNT]>) {
        if self.tried > MOST {
            return;
        }
        let Some((teacher, ways)) = self.givers.get(from).cloned() else {
            self.tried += 1;
            self.weigh(plan);
            return;
        };
        self.try_givings(from + 1, plan, room);
        let moved = plan.rotations.iter().any(|row| row.teacher == teacher);
        if moved || plan.retraining.iter().any(|row| row.teacher == teacher) {
            return;
        }
        let subject = self.county.instance.teacher(teacher).subject;
        for way in ways {
            if way
                .iter()
                .any(|&(to, lessons)| room[to.0][subject.index()] < lessons)
            {
                continue;
            }
            for &(to, lessons) in &way {
                room[to.0][subject.index()] -= lessons;
                plan.itinerant.push(Itinerant {
                    teacher,
                    to,
                    subject,
                    lessons,
                });
            }
            self.try_givings(from + 1, plan, room);
            for &(to, lessons) in &way {
                room[to.0][subject.index()] += lessons;
                plan.itinerant.pop();
            }
        }
    }

    /// Whether postings (and itinerant money) break a `must` rule, or what a `should` rule keeps always.
    fn is_broken(&self, plan: &Plan, but: &[&str]) -> bool {
        let instance = &self.county.instance;
        self.of_postings
            .in_force(instance)
            .filter(|rule| ![itinerant::CODE, remote_lessons::CODE].contains(&rule.code()))
            .filter(|rule| !but.contains(&rule.code()))
            .any(|rule| match rule.strength() {
                Strength::Must => !rule.breaches(instance, plan).is_empty(),
                Strength::Should => !rule.always(instance, plan).is_empty(),
            })
    }

    /// Splits the lessons of a plan as well as can be and keeps it if it beats the best so far.
    fn weigh(&mut self, plan: &Plan) {
        if self.is_broken(plan, &[]) {
            return;
        }
        let mut split_levels = [0; 4];
        let (mut part_time, mut helpers) = (Vec::new(), Vec::new());
        for task in tasks(self.county, plan) {
            let Some(split) = self.split(task) else {
                return;
            };
            for (sum, level) in split_levels.iter_mut().zip(split.levels) {
                *sum += level;
            }
            part_time.extend(split.rows);
            helpers.extend(split.helpers);
        }
        let mut values = Vec::new();
        let mut wins = self.best.is_none();
        for (i, code) in self.county.levels.iter().enumerate() {
            let value = match SPLIT_LEVELS.iter().position(|level| level == code) {
                Some(level) => split_levels[level] as f64,
                None => counted(self.county, plan, code).expect("a known level"),
            };
            values.push(value);
            if let Some(best) = self.best.as_ref().filter(|_| !wins) {
                let close = 1e-9 * best.values[i].abs().max(1e-3);
                if value > best.values[i] + close {
                    return;
                }
                wins = value < best.values[i] - close;
            }
        }
        if wins {
            let mut plan = plan.clone();
            plan.part_time = part_time;
            plan.remote = helped(&plan.remote, helpers);
            plan.sort();
            self.best = Some(Best { values, plan });
        }
    }

    fn split(&mut self, task: Task) -> Option<Split> {
        if let Some(known) = self.splits.get(&task) {
            return known.clone();
        }
        let split = best_split(
            &self.county.instance,
            &task,
            self.keep_coverage,
            &self.order,
        );
        self.splits.insert(task, split.clone());
        split
    }
}

/// The lessons of every unit under given postings and itinerant lessons.
fn tasks(county: &County, plan: &Plan) -> Vec<Task> {
    let instance = &county.instance;
    let empty = |unit| Task {
        unit,
        servers: Vec::new(),
        received: [0; Subject::COUNT],
        supplied: [0; Subject::COUNT],
        remote: [0; Subject::COUNT],
        sent: [0; Subject::COUNT],
        classes: county
            .rules
            .remote_lessons
            .as_ref()
            .map_or(0, |r| r.classes),
        given: BTreeSet::new(),
    };
    let mut tasks: Vec<Task> = instance.unit_indices().map(empty).collect();
    for row in &plan.recruitment {
        let load = recruit_load(instance, row.unit, row.subject);
        tasks[row.unit.0].supplied[row.subject.index()] += load * row.posts;
    }
    for row in &plan.silver_age {
        let load = retiree_load(instance, row.retiree, row.unit);
        let subject = instance.retiree(row.retiree).subject;
        tasks[row.unit.0].supplied[subject.index()] += load;
    }
    for row in &plan.remote {
        tasks[row.to.0].remote[row.subject.index()] += row.lessons;
        tasks[row.from.0].sent[row.subject.index()] += row.lessons;
    }
    for row in &plan.retraining {
        let unit = instance.standing(row.teacher).base.expect("a unit");
        tasks[unit.0].supplied[row.subject.index()] += row.lessons;
    }
    let trained = |teacher| plan.retraining.iter().any(|row| row.teacher == teacher);
    let mut left: Vec<u32> = instance
        .standings
        .iter()
        .map(|standing| standing.load)
        .collect();
    for row in &plan.itinerant {
        left[row.teacher.0] -= row.lessons;
        tasks[row.to.0].received[row.subject.index()] += row.lessons;
        if let Some(home) = instance.standing(row.teacher).base {
            tasks[home.0].given.insert(row.subject);
        }
    }
    for (teacher, unit) in instance.teacher_indices().zip(plan.serving(instance)) {
        let posted = plan
            .rotations
            .iter()
            .find(|rotation| rotation.teacher == teacher);
        let main = instance.teacher(teacher).subject;
        let leads = plan.principals.iter().any(|row| row.teacher == teacher);
        if let Some(unit) = unit.filter(|_| !trained(teacher)) {
            tasks[unit.0].servers.push(Server {
                teacher,
                left: left[teacher.0],
                posted_second: posted.map(|p| p.subject).filter(|&subject| subject != main),
                posted_main: leads || posted.is_some_and(|p| p.subject == main),
            });
        }
    }
    tasks
}

/// Remote lessons with those who help: hours of each, at a unit, given to its lessons in turn.
fn helped(lessons: &[Remote], mut helpers: Vec<(TeacherIndex, UnitIndex, u32)>) -> Vec<Remote> {
    let mut rows = Vec::new();
    for row in lessons {
        let mut left = row.lessons;
        for (helper, unit, hours) in &mut helpers {
            let n = if *unit == row.to { left.min(*hours) } else { 0 };
            if n > 0 {
                rows.push(Remote {
                    helper: *helper,
                    lessons: n,
                    ..*row
                });
                *hours -= n;
                left -= n;
            }
        }
        assert_eq!(left, 0, "a split without enough helpers");
    }
    rows
}

fn most_rotated(county: &County) -> usize {
    let rule = county.rules.rotation_share.as_ref();
    let must = rule.filter(|_| {
        county
            .rules
            .get("rotation_share")
            .is_some_and(|rule| rule.strength() == Strength::Must)
    });
    must.map_or(usize::MAX, |rule| rule.most(&county.instance) as usize)
}

fn without_coverage(table: &toml::Table) -> Rules {
    let mut table = table.clone();
    if let Some(rule) = table
        .get_mut("source_protection")
        .and_then(|v| v.as_table_mut())
    {
        rule.insert("keep_coverage".into(), false.into());
    }
    activate(&table).expect("the same rules")
}

fn keeps_coverage(table: &toml::Table) -> bool {
    table
        .get("source_protection")
        .and_then(|rule| rule.get("keep_coverage"))
        .and_then(toml::Value::as_bool)
        .unwrap_or(false)
}
