//! The office's own procedure, written plainly: rank by years of service, fill the nearest gap first, until the share is
//! met.
//!
//! What an office checks of a single posting is checked here too (eligibility, the way, direction, circle, verdicts);
//! what only a whole plan shows is not: what the leavers' schools lose, shares of a school, money, backbone teachers.

use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::domain::posting::{Posting, subjects};
use crate::domain::split::part_time;
use crate::domain::words::Subject;
use crate::rules::Rules;

/// Where the procedure stands.
struct Desk<'a> {
    instance: &'a Instance,
    rules: &'a Rules,
    /// Lessons a week on today's list of gaps, less what was sent there.
    open: Vec<[u32; Subject::COUNT]>,
    plan: Plan,
}

/// Which places a round looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// A gap in his main subject.
    MainGap,
    /// A gap in a subject he holds beside it.
    SecondGap,
    /// No gap: a school that teaches his main subject, so that the share is met.
    AnyNeed,
}

/// The plan of the procedure. Without rotation_share nobody has to go, and nobody does.
pub fn plan(instance: &Instance, rules: &Rules) -> Plan {
    let mut desk = Desk {
        instance,
        rules,
        open: instance.before.clone(),
        plan: Plan::default(),
    };
    for round in [Round::MainGap, Round::SecondGap, Round::AnyNeed] {
        for teacher in ranked(instance) {
            if desk.is_met() {
                break;
            }
            desk.send(teacher, round);
        }
    }
    let mut plan = desk.plan;
    for unit in instance.unit_indices() {
        let rows = part_time(instance, &plan, unit);
        plan.part_time.extend(rows);
    }
    plan.sort();
    plan
}

/// The eligible, longest at their school first; then by age and id.
fn ranked(instance: &Instance) -> Vec<TeacherIndex> {
    let mut people: Vec<_> = instance
        .teacher_indices()
        .filter(|&teacher| instance.is_eligible(teacher))
        .collect();
    people.sort_by_key(|&teacher| {
        let of = instance.teacher(teacher);
        (of.since, of.birth, teacher)
    });
    people
}

impl Desk<'_> {
    fn is_met(&self) -> bool {
        let Some(rule) = &self.rules.rotation_share else {
            return true;
        };
        let rotated = rule.counting().rotated(self.instance, &self.plan).len() as u64;
        rotated >= rule.required(self.instance)
    }

    /// Sends one to the nearest place of the round, if there is any and his going counts.
    fn send(&mut self, teacher: TeacherIndex, round: Round) {
        let is_sent = self.plan.rotations.iter().any(|row| row.teacher == teacher);
        let Some(from) = self.instance.standing(teacher).base.filter(|_| !is_sent) else {
            return;
        };
        let main = self.instance.teacher(teacher).subject;
        let units = self.instance.unit_indices();
        let places = units.flat_map(|to| {
            let subjects = subjects(self.instance, teacher).into_iter();
            subjects.map(move |subject| Posting {
                teacher,
                from,
                to,
                subject,
            })
        });
        let fits = |posting: &Posting| {
            let of_round = match round {
                Round::SecondGap => posting.subject != main,
                Round::MainGap | Round::AnyNeed => posting.subject == main,
            };
            of_round && self.is_open(posting, round) && self.may_go(posting)
        };
        let nearest = places.filter(fits).min_by_key(|posting| {
            let minutes = posting.minutes(self.instance);
            (minutes, posting.to, posting.subject)
        });
        if let Some(Posting { to, subject, .. }) = nearest {
            let open = &mut self.open[to.0][subject.index()];
            *open = open.saturating_sub(self.instance.standing(teacher).load);
            self.plan.rotations.push(Rotation {
                teacher,
                to,
                subject,
            });
        }
    }

    fn is_open(&self, posting: &Posting, round: Round) -> bool {
        let UnitIndex(to) = posting.to;
        let i = posting.subject.index();
        match round {
            Round::MainGap | Round::SecondGap => self.open[to][i] > 0,
            Round::AnyNeed => self.instance.units[to].need[i] > 0,
        }
    }

    /// Another school of his stage that no rule on single postings keeps him from, and a move that counts.
    fn may_go(&self, posting: &Posting) -> bool {
        let (instance, rules) = (self.instance, self.rules);
        let stage = |unit| instance.unit(unit).stage;
        posting.from != posting.to
            && stage(posting.from) == stage(posting.to)
            && rules.allow(instance, posting)
            && rules
                .rotation_share
                .as_ref()
                .is_some_and(|rule| rule.counting().counts_posting(instance, posting))
    }
}
