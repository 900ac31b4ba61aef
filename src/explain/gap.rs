//! One gap: why lessons stay unfilled, each cause tested by letting it alone go and solving for this gap again.

use super::clauses::{Clause, GIVING, Part, clauses, let_go, only};
use super::ladder::{Ladder, Step, ladder, step};
use super::means::Means;
use super::near::Within;
use super::relax::least_of;
use super::stand::{Otherwise, Stand};
use super::what_if::Change;
use crate::domain::coverage::{Covered, coverage};
use crate::domain::ids::UnitIndex;
use crate::domain::words::Subject;
use crate::rules::{itinerant, recruitment, remote_lessons, retraining, silver_age};
use crate::solve::LevelResult;
use crate::solve::formulate::gap_level;
use toml::Value;

/// Everything about one gap.
#[derive(Debug, Clone, PartialEq)]
pub struct GapWhy {
    pub unit: UnitIndex,
    pub subject: Subject,
    /// Under the plan.
    pub covered: Covered,
    /// Unfilled with nobody moved.
    pub before: u32,
    pub people: Specialists,
    /// What it would take to close it under the rules as they stand; `None` where a limit came first.
    pub closing: Option<Closing>,
    /// What keeps it open, by how much it lets close, the most first.
    pub causes: Vec<Cause>,
    /// Clauses that were let go alone and changed nothing.
    pub no_causes: Vec<String>,
    /// Unfilled at least where every rule is let go.
    pub least_free: Option<u32>,
}

/// Who could give lessons of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Specialists {
    /// Of the stage, in other schools.
    pub elsewhere: usize,
    pub eligible: usize,
    /// Whom the rules let be posted there for it.
    pub open: usize,
}

/// The least this gap can be under the rules as they stand, and what that costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    pub least: u32,
    /// Whether no plan has less.
    pub proven: bool,
    /// The best plan with so little unfilled there; `None` where the plan itself has no more.
    pub price: Option<Otherwise>,
    /// How that plan does it.
    pub means: Means,
    /// Where not the whole county was planned anew.
    pub within: Option<Within>,
}

/// A clause without which less stays unfilled.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    pub clause: Clause,
    /// Unfilled at least without it.
    pub least: u32,
    /// The first step of its key that does as much.
    pub step: Option<Step>,
}

/// What a level of one gap says: unfilled at least, and whether that is proven.
pub(super) fn least_of_level(level: &LevelResult) -> (u32, bool) {
    (level.value.round() as u32, level.bound > level.value - 0.5)
}

impl Stand<'_> {
    /// The whole answer for a gap.
    pub fn gap(&self, unit: UnitIndex, subject: Subject) -> GapWhy {
        let instance = self.asked.instance;
        let closing = self.closing(unit, subject);
        let least = closing.as_ref().map(|closing| closing.least);
        let (causes, no_causes) = match least {
            Some(least) if least > 0 => self.causes(unit, subject, least),
            _ => (Vec::new(), Vec::new()),
        };
        let free = || {
            let clauses = self.clauses();
            let changes = only(
                self.asked,
                self.rules,
                &clauses,
                &vec![false; clauses.len()],
            );
            Some(self.least_with(unit, subject, &changes)?.0)
        };
        GapWhy {
            unit,
            subject,
            covered: coverage(instance, self.plan)[unit.0][subject.index()],
            before: instance.before[unit.0][subject.index()],
            people: self.specialists(unit, subject),
            causes,
            no_causes,
            least_free: least.filter(|&least| least > 0).and_then(|_| free()),
            closing,
        }
    }

    /// The least a gap can be, and the best plan that has no more.
    fn closing(&self, unit: UnitIndex, subject: Subject) -> Option<Closing> {
        self.closings(&[(unit, subject)], &[unit]).pop()?
    }

    /// The same for some gaps; in a large county the least near these units.
    pub(super) fn closings(
        &self,
        places: &[(UnitIndex, Subject)],
        around: &[UnitIndex],
    ) -> Vec<Option<Closing>> {
        if self.is_large() {
            return self.closings_near(places, around);
        }
        let each = places.iter();
        each.map(|&(unit, subject)| self.closing_anywhere(unit, subject))
            .collect()
    }

    fn closing_anywhere(&self, unit: UnitIndex, subject: Subject) -> Option<Closing> {
        let now = coverage(self.asked.instance, self.plan)[unit.0][subject.index()].unfilled;
        let (least, proven) = self.least_with(unit, subject, &[])?;
        if least >= now {
            return Some(Closing {
                least: now,
                proven,
                price: None,
                means: Means::default(),
                within: None,
            });
        }
        let mut levels = vec![gap_level(unit, subject)];
        levels.extend(self.levels.iter().map(|level| level.code.clone()));
        let solved = self
            .asked
            .solve_levels(self.asked.instance, self.rules, &levels)
            .ok()?;
        let place = (unit, subject);
        Some(Closing {
            least,
            proven,
            means: Means::new(self.asked.instance, self.plan, &solved.plan, place),
            price: Some(self.beside(solved.plan, &solved.levels)),
            within: None,
        })
    }

    /// Unfilled there at least after some changes, and whether that is proven.
    fn least_with(
        &self,
        unit: UnitIndex,
        subject: Subject,
        changes: &[Change],
    ) -> Option<(u32, bool)> {
        self.leasts(unit, subject, &[changes]).pop()?
    }

    /// The same after each of some lists of changes.
    fn leasts(
        &self,
        unit: UnitIndex,
        subject: Subject,
        each: &[&[Change]],
    ) -> Vec<Option<(u32, bool)>> {
        if self.is_large() {
            return self.leasts_near(unit, subject, each);
        }
        let levels = [gap_level(unit, subject)];
        let least = |changes: &&[Change]| {
            let (instance, rules) = self.asked.changed(changes)?;
            let solved = self.asked.solve_levels(&instance, &rules, &levels).ok()?;
            solved.levels.first().map(least_of_level)
        };
        each.iter().map(least).collect()
    }

    fn clauses(&self) -> Vec<Clause> {
        clauses(self.asked.instance, self.asked.tables, self.rules)
    }

    /// The clauses without which a gap would be smaller, each let go alone, and those that change nothing.
    pub(super) fn causes(
        &self,
        unit: UnitIndex,
        subject: Subject,
        least: u32,
    ) -> (Vec<Cause>, Vec<String>) {
        let (mut causes, mut no_causes) = (Vec::new(), Vec::new());
        let of_rules = self
            .clauses()
            .into_iter()
            .filter_map(|clause| Some((let_go(&clause)?, clause)));
        let tried: Vec<(Change, Clause)> = of_rules.chain(self.giving_limits()).collect();
        let each: Vec<_> = tried
            .iter()
            .map(|(change, _)| std::slice::from_ref(change))
            .collect();
        let leasts = self.leasts(unit, subject, &each);
        for ((_, clause), least_without) in tried.into_iter().zip(leasts) {
            let Some((without, _)) = least_without else {
                continue;
            };
            if without >= least {
                no_causes.push(clause.name());
                continue;
            }
            causes.push(Cause {
                step: self.first_step(unit, subject, &clause, without),
                least: without,
                clause,
            });
        }
        causes.sort_by(|a, b| (a.least, &a.clause).cmp(&(b.least, &b.clause)));
        (causes, no_causes)
    }

    /// The first step of a clause's ladder after which no more than `most` stays unfilled.
    fn first_step(
        &self,
        unit: UnitIndex,
        subject: Subject,
        clause: &Clause,
        most: u32,
    ) -> Option<Step> {
        if GIVING.contains(&clause.rule) {
            return None;
        }
        let Ladder::Rising(steps) =
            ladder(self.asked.instance, self.asked.tables, self.rules, clause)
        else {
            return None;
        };
        least_of(steps, |step| {
            let change = std::slice::from_ref(&step.change);
            self.least_with(unit, subject, change)
                .is_some_and(|(least, _)| least <= most)
        })
    }

    /// The limits of what rules bring in, itinerant lessons first, each let go alone.
    fn giving_limits(&self) -> Vec<(Change, Clause)> {
        let (many, all) = (Value::from(100_000), Value::from("county"));
        let limits = [
            (itinerant::CODE, "max_minutes", many.clone()),
            (itinerant::CODE, "within", all.clone()),
            (itinerant::CODE, "max_schools", Value::from(100)),
            (itinerant::CODE, "max_lessons_per_school", Value::from(100)),
            (itinerant::CODE, "max_lessons", Value::from(100)),
            (itinerant::CODE, "upward", Value::from(true)),
            (retraining::CODE, "max", many.clone()),
            (retraining::CODE, "max_age", many.clone()),
            (recruitment::CODE, "max", many.clone()),
            (recruitment::CODE, "within_posts", Value::from(false)),
            (silver_age::CODE, "max", many.clone()),
            (silver_age::CODE, "max_age", many),
            (remote_lessons::CODE, "within", all),
            (remote_lessons::CODE, "classes", Value::from(100)),
        ];
        let limit = |(rule, key, value): (&'static str, &str, Value)| {
            let clause = Clause {
                rule,
                part: Part::Key(key.to_owned()),
            };
            (step(&clause, key, None, value).change, clause)
        };
        let is_on = |(rule, key, _): &(&'static str, &str, Value)| {
            let table = self.asked.tables.get(*rule).and_then(Value::as_table);
            // A limit that is not set holds nobody back.
            let told = table.is_some_and(|table| table.contains_key(*key));
            self.rules.get(rule).is_some() && (*rule == itinerant::CODE || told)
        };
        limits.into_iter().filter(is_on).map(limit).collect()
    }
}
