//! The least that must be let go for a plan to exist, each way solved and priced.

use super::clauses::{Clause, only};
use super::conflict::{Conflicts, Places, Prober};
use super::ladder::{Ladder, Step, ladder, off, step};
use super::what_if::{Asked, Change, all_proven};
use crate::audit::levels::yuan;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::finding::Text;
use crate::rules::{Rules, budget, source_protection};
use crate::solve::{LevelResult, SolveError};
use rust_decimal::prelude::ToPrimitive;
use std::cell::Cell;
use toml::Value;

/// Units up to which every level of a way is solved; above, the first and `burden`.
const ALL_LEVELS_UP_TO: usize = 16;
/// Ways beside each other that are told of one clause.
const MOST_EACH: usize = 3;

/// One way to get a plan, solved.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    pub steps: Vec<Step>,
    /// Eligible teachers more (or fewer) than before.
    pub gained: i64,
    /// By how much its plan breaks the scenario as it stands.
    pub short: Short,
    /// Where, in the rules' words.
    pub missed: Vec<Text>,
    pub rotated: usize,
    /// A year.
    pub yuan: f64,
    pub levels: Vec<LevelResult>,
}

/// What a plan falls short of, dearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Short {
    pub people: u64,
    /// A week.
    pub lessons: u64,
    pub yuan: u64,
}

/// Finds and prices the ways out of some conflicts.
pub struct Relaxing<'a> {
    pub asked: &'a Asked<'a>,
    pub rules: &'a Rules,
    pub clauses: &'a [Clause],
    pub prober: &'a Prober<'a>,
    /// Whether a question about a step found no answer in the time: a smaller one may do.
    pub is_unsure: Cell<bool>,
}

impl Relaxing<'_> {
    /// Every way found, the cheapest first, solved in the time that `asked` has left, and how many more could not be.
    pub fn all(&self, conflicts: &Conflicts, asked: &Asked<'_>) -> (Vec<Relaxation>, usize) {
        let mut ways: Vec<(Vec<Step>, Places)> = Vec::new();
        for set in &conflicts.let_go {
            ways.extend(self.ways(set).into_iter().map(|way| (way, set.clone())));
        }
        let by_years = self.younger_and_older().into_iter();
        ways.extend(by_years.map(|way| (way, Places::new())));
        ways.dedup_by(|a, b| a.0 == b.0);
        let (n, mut unsolved) = (ways.len(), 0);
        let priced = ways.into_iter().enumerate();
        let mut found: Vec<Relaxation> = priced
            .filter_map(|(i, (way, set))| {
                let end = self.priced(way, &set, &asked.for_share(1.0 / (n - i) as f64));
                unsolved += usize::from(matches!(end, Err(SolveError::NoneFound)));
                end.ok()
            })
            .collect();
        found.sort_by(|a, b| {
            let key = |r: &Relaxation| (r.short, r.steps.len());
            let by_levels = || {
                let pairs = a.levels.iter().zip(&b.levels);
                pairs
                    .map(|(x, y)| x.value.total_cmp(&y.value))
                    .find(|order| order.is_ne())
            };
            key(a)
                .cmp(&key(b))
                .then_with(|| by_levels().unwrap_or(std::cmp::Ordering::Equal))
        });
        found.dedup_by(|a, b| a.steps == b.steps);
        (found, unsolved)
    }

    /// The least steps that let a set of clauses go far enough.
    fn ways(&self, set: &Places) -> Vec<Vec<Step>> {
        let places: Vec<usize> = set.iter().copied().collect();
        if let [place] = places[..] {
            let ladder = self.ladder(place);
            if let Ladder::Each(steps) = ladder {
                return self.ways_beside(set, place, steps);
            }
        }
        let mut chosen: Vec<(usize, Step)> = Vec::new();
        for &place in &places {
            match self.least(set, place, &chosen) {
                Some(step) => chosen.push((place, step)),
                None => return Vec::new(),
            }
        }
        vec![chosen.into_iter().map(|(_, step)| step).collect()]
    }

    fn ladder(&self, place: usize) -> Ladder {
        ladder(
            self.asked.instance,
            self.asked.tables,
            self.rules,
            &self.clauses[place],
        )
    }

    /// Those of some ways beside each other that give a plan; the last one only where no other does.
    fn ways_beside(&self, set: &Places, place: usize, mut steps: Vec<Step>) -> Vec<Vec<Step>> {
        let last = steps.pop();
        let feasible = |step: &Step| self.passes(set, &[(place, step.clone())]);
        steps.retain(feasible);
        steps.truncate(MOST_EACH);
        if steps.is_empty() {
            let last = last.filter(feasible);
            steps.push(last.unwrap_or_else(|| off(&self.clauses[place])));
        }
        steps.into_iter().map(|step| vec![step]).collect()
    }

    /// Whether a plan exists where the clauses of `set` are let go, those in `chosen` only by their steps.
    fn passes(&self, set: &Places, chosen: &[(usize, Step)]) -> bool {
        let numeric = |step: &Step| matches!(step.change, Change::Set(..));
        let kept: Places = (0..self.clauses.len())
            .filter(|place| {
                !set.contains(place)
                    || chosen
                        .iter()
                        .any(|(own, step)| own == place && numeric(step))
            })
            .collect();
        let steps: Vec<Change> = chosen
            .iter()
            .filter(|(_, step)| numeric(step))
            .map(|(_, step)| step.change.clone())
            .collect();
        let keeps = self.prober.keeps_with(&kept, &steps);
        self.unsure_if(keeps.is_none());
        keeps == Some(true)
    }

    fn unsure_if(&self, is_open: bool) {
        self.is_unsure.set(self.is_unsure.get() || is_open);
    }

    /// The first step of a clause's ladder that gives a plan, the rest of `set` let go but for the steps chosen.
    fn least(&self, set: &Places, place: usize, chosen: &[(usize, Step)]) -> Option<Step> {
        let steps = match self.ladder(place) {
            Ladder::Money => return self.money(set, place, chosen),
            Ladder::Rising(steps) | Ladder::Each(steps) => steps,
        };
        let passes = |step: &Step| {
            let mut with = chosen.to_vec();
            with.push((place, step.clone()));
            self.passes(set, &with)
        };
        Some(least_of(steps, passes).unwrap_or_else(|| off(&self.clauses[place])))
    }

    /// The budget raised by what a plan is short of at least.
    fn money(&self, set: &Places, place: usize, chosen: &[(usize, Step)]) -> Option<Step> {
        let clause = &self.clauses[place];
        let kept: Vec<bool> = (0..self.clauses.len())
            .map(|i| i == place || !set.contains(&i))
            .collect();
        let mut changes = only(self.asked, self.rules, self.clauses, &kept);
        changes.extend(chosen.iter().map(|(_, step)| step.change.clone()));
        changes.push(Change::Set(clause.path("strength"), Value::from("should")));
        let (instance, rules) = self.asked.changed(&changes)?;
        let levels = [budget::CODE.to_owned()];
        let solved = self.asked.solve_levels(&instance, &rules, &levels);
        self.unsure_if(
            !solved
                .as_ref()
                .is_ok_and(|solved| all_proven(&solved.levels)),
        );
        let solved = solved.ok()?;
        let held = self.asked.tables.get(budget::CODE)?.get("max")?;
        let max = held.as_float().or(held.as_integer().map(|n| n as f64))?;
        let short = solved.levels.first()?.value.ceil();
        Some(step(
            clause,
            "max",
            Some(held),
            Value::from((max + short) as i64),
        ))
    }

    fn priced(
        &self,
        steps: Vec<Step>,
        set: &Places,
        asked: &Asked<'_>,
    ) -> Result<Relaxation, SolveError> {
        let changed = asked.changed(&changes(&steps));
        let (instance, rules) =
            changed.ok_or_else(|| SolveError::Failed("no such change".into()))?;
        let mut levels = rules.levels(asked.named);
        if instance.units.len() > ALL_LEVELS_UP_TO && levels.len() > 2 {
            let last = levels.pop();
            levels.truncate(1);
            levels.extend(last);
        }
        let solved = asked.solve_levels(&instance, &rules, &levels)?;
        let (short, missed) = self.shortfall(set, &solved.plan);
        Ok(Relaxation {
            gained: eligible(&instance) as i64 - eligible(self.asked.instance) as i64,
            short,
            missed,
            rotated: solved.plan.rotations.len(),
            yuan: yuan(&instance, &rules, &solved.plan)
                .to_f64()
                .unwrap_or(f64::NAN),
            levels: solved.levels,
            steps,
        })
    }

    /// By how much a plan breaks the clauses let go, as they stand, and how many of its people may not be rotated.
    fn shortfall(&self, set: &Places, plan: &Plan) -> (Short, Vec<Text>) {
        let instance = self.asked.instance;
        let (mut short, mut missed) = (Short::default(), Vec::new());
        let rotated = plan.rotations.iter();
        short.people = rotated
            .filter(|row| !instance.is_eligible(row.teacher))
            .count() as u64;
        for &place in set {
            let clause = &self.clauses[place];
            let kept: Vec<bool> = (0..self.clauses.len()).map(|i| i == place).collect();
            let alone = self
                .asked
                .changed(&only(self.asked, self.rules, self.clauses, &kept));
            let Some((county, rules)) = alone else {
                continue;
            };
            let Some(rule) = rules.get(clause.rule) else {
                continue;
            };
            for breach in rule.breaches(&county, plan) {
                *measure(clause, &mut short) += breach.amount;
                missed.push(breach.message);
            }
        }
        (short, missed)
    }
}

fn measure<'a>(clause: &Clause, short: &'a mut Short) -> &'a mut u64 {
    if clause.rule == budget::CODE {
        &mut short.yuan
    } else if clause.is(source_protection::CODE, "keep_coverage") {
        &mut short.lessons
    } else {
        &mut short.people
    }
}

/// The first of ever looser steps that passes.
pub fn least_of(steps: Vec<Step>, passes: impl Fn(&Step) -> bool) -> Option<Step> {
    let (mut low, mut high) = (0, steps.len());
    if !steps.last().is_some_and(&passes) {
        return None;
    }
    while low + 1 < high {
        let middle = (low + high) / 2 - 1;
        if passes(&steps[middle]) {
            high = middle + 1;
        } else {
            low = middle + 1;
        }
    }
    steps.into_iter().nth(high - 1)
}

/// The changes of some steps.
pub fn changes(steps: &[Step]) -> Vec<Change> {
    steps.iter().map(|step| step.change.clone()).collect()
}

pub fn eligible(instance: &Instance) -> usize {
    instance
        .teacher_indices()
        .filter(|&t| instance.is_eligible(t))
        .count()
}
