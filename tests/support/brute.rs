//! Plans a tiny county by trying every posting, every itinerant lesson and every split of second-subject lessons.

use super::choices::{Giving, givers, movers};
use super::county::County;
use super::units::{Server, Split, Task, best_split};
use lungang::audit::{self, levels};
use lungang::domain::ids::TeacherIndex;
use lungang::domain::instance::Instance;
use lungang::domain::plan::{Itinerant, Plan, Rotation, TOUCHED};
use lungang::domain::words::Subject;
use lungang::rules::{Rules, Strength, activate, itinerant};
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

/// The three levels that splits decide.
const SPLIT_LEVELS: [&str; 3] = ["arts_unfilled_rural", "arts_depth", "unfilled"];

struct Search<'a> {
    county: &'a County,
    /// The rules without what depends on the split of lessons.
    of_postings: Rules,
    /// Every teacher who may move, with each posting he may get.
    movers: Vec<(TeacherIndex, Vec<Rotation>)>,
    /// Every teacher who may give itinerant lessons, with each way.
    givers: Vec<(TeacherIndex, Vec<Giving>)>,
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
        let mut order: Vec<usize> = (0..3).collect();
        order.sort_by_key(|&i| position(&SPLIT_LEVELS[i]));
        Self {
            county,
            of_postings: without_coverage(&county.table),
            movers: movers(&county.instance, &county.rules),
            givers: givers(&county.instance, &county.rules),
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
        postings.saturating_mul(gives.fold(1, u64::saturating_mul)) / 20
    }

    fn try_postings(&mut self, from: usize, chosen: &mut Vec<Rotation>) {
        let Some((_, postings)) = self.movers.get(from).cloned() else {
            let mut plan = Plan {
                rotations: chosen.clone(),
                ..Plan::default()
            };
            plan.sort();
            if !self.is_broken(&plan) {
                let mut room = self.county.instance.units.iter().map(|u| u.need).collect();
                self.try_givings(0, &mut plan, &mut room);
            }
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
        if plan
            .rotations
            .iter()
            .any(|rotation| rotation.teacher == teacher)
        {
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

    /// Whether postings (and itinerant money) break a `must` rule.
    fn is_broken(&self, plan: &Plan) -> bool {
        let instance = &self.county.instance;
        self.of_postings
            .in_force(instance)
            .filter(|rule| rule.strength() == Strength::Must && rule.code() != itinerant::CODE)
            .any(|rule| !rule.breaches(instance, plan).is_empty())
    }

    /// Splits the lessons of a plan as well as can be and keeps it if it beats the best so far.
    fn weigh(&mut self, plan: &Plan) {
        if self.is_broken(plan) {
            return;
        }
        let mut split_levels = [0; 3];
        let mut part_time = Vec::new();
        for task in tasks(&self.county.instance, plan) {
            let Some(split) = self.split(task) else {
                return;
            };
            for (sum, level) in split_levels.iter_mut().zip(split.levels) {
                *sum += level;
            }
            part_time.extend(split.rows);
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
fn tasks(instance: &Instance, plan: &Plan) -> Vec<Task> {
    let empty = |unit| Task {
        unit,
        servers: Vec::new(),
        received: [0; Subject::COUNT],
        given: BTreeSet::new(),
    };
    let mut tasks: Vec<Task> = instance.unit_indices().map(empty).collect();
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
        if let Some(unit) = unit {
            tasks[unit.0].servers.push(Server {
                teacher,
                left: left[teacher.0],
                posted_second: posted.map(|p| p.subject).filter(|&subject| subject != main),
                posted_main: posted.is_some_and(|p| p.subject == main),
            });
        }
    }
    tasks
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
