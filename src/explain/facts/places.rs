//! Clauses that count places and money: posts, beds, budgets, and where people may go at all.

use super::{Facts, postings_of};
use crate::domain::allowance::rotation_yuan;
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, Rotation};
use crate::domain::words::Verdict;
use crate::explain::clauses::{Clause, Part};
use crate::finding::Text;
use crate::report::words::grouped;
use crate::rules::{Rule, budget, direction};
use rust_decimal::prelude::ToPrimitive;

impl Facts<'_> {
    pub(super) fn posts(&self) -> Text {
        let instance = self.instance();
        let mut staff = vec![0_u32; instance.schools.len()];
        for (unit, n) in instance.units.iter().zip(instance.staff()) {
            staff[unit.school.0] += u32::try_from(n).unwrap_or(u32::MAX);
        }
        let full = instance.schools.iter().zip(&staff);
        let full = full
            .filter(|(school, n)| school.posts.is_some_and(|posts| posts <= **n))
            .count();
        Text::new(
            format!("不超编制：{full} 所学校没有空编，一人调出才能调入一人"),
            format!("within posts: {full} schools have none free and take one in for one out"),
        )
    }

    pub(super) fn beds(&self, place: usize) -> Option<Text> {
        let clause = &self.clauses[place];
        let minutes = self
            .asked
            .tables
            .get(clause.rule)?
            .get("housing_minutes")?
            .as_integer()?;
        let told = self
            .instance()
            .schools
            .iter()
            .filter_map(|school| school.housing);
        let beds: u32 = told.sum();
        Some(Text::new(
            format!("单程超过 {minutes} 分钟者须有床位：填报了床位的学校共有 {beds} 张"),
            format!(
                "from beyond {minutes} minutes a bed is needed; the schools that tell theirs have {beds}"
            ),
        ))
    }

    pub(super) fn budget(&self, place: usize) -> Option<Text> {
        let (instance, _) = self.alone(place)?;
        let max = self.asked.tables.get(budget::CODE)?.get("max")?;
        let max = max.as_float().or(max.as_integer().map(|n| n as f64))?;
        let least = self
            .people()
            .into_iter()
            .flat_map(|t| postings_of(&instance, t));
        let least = least
            .filter_map(|p| Some(rotation_yuan(&instance, p.to, p.minutes(&instance)?)))
            .min()?;
        let (max, least) = (grouped(max), grouped(least.to_f64()?));
        Some(Text::new(
            format!("经费 {max} 元；交流一人至少 {least} 元"),
            format!("the budget is {max} yuan; one rotation costs {least} at least"),
        ))
    }

    /// How many of the people have a school to go to that the clause lets them go to; whom it keeps from where he is
    /// pinned.
    pub(super) fn reach(&self, place: usize) -> Option<Text> {
        let clause = &self.clauses[place];
        let (instance, rules) = self.alone(place)?;
        let rule = rules.get(clause.rule)?;
        let said = self.own_words(clause);
        if let Some(pinned) = self.pinned(&instance, rule) {
            let (zh, en) = (
                format!("{}；{}", said.zh, pinned.zh),
                format!("{}; {}", said.en, pinned.en),
            );
            return Some(Text::new(zh, en));
        }
        let people = self.people();
        let open = people.iter().filter(|&&teacher| {
            postings_of(&instance, teacher)
                .iter()
                .any(|posting| rule.allows(&instance, posting))
        });
        let (open, n) = (open.count(), people.len());
        if open == n {
            return Some(said);
        }
        Some(Text::new(
            format!("{}：{n} 名符合条件者中 {open} 人有学校可去", said.zh),
            format!(
                "{}: {open} of {n} eligible teachers have a school to go to",
                said.en
            ),
        ))
    }

    /// What the rule has against a posting that a verdict of the conflict asks for.
    fn pinned(&self, instance: &Instance, rule: &dyn Rule) -> Option<Text> {
        let verdicts = self
            .set
            .iter()
            .filter_map(|&place| match self.clauses[place].part {
                Part::Verdict(i) => self.instance().feedback.get(i),
                _ => None,
            });
        let mut kept_out = verdicts
            .filter(|row| row.verdict == Verdict::Pin)
            .flat_map(|row| {
                let postings = postings_of(instance, row.teacher).into_iter();
                postings.filter(|posting| Some(instance.unit(posting.to).school) == row.school)
            });
        let posting = kept_out.find(|posting| !rule.allows(instance, posting))?;
        let rotation = Rotation {
            teacher: posting.teacher,
            to: posting.to,
            subject: posting.subject,
        };
        let plan = Plan {
            rotations: vec![rotation],
            ..Plan::default()
        };
        rule.breaches(instance, &plan)
            .into_iter()
            .next()
            .map(|breach| breach.message)
    }

    fn own_words(&self, clause: &Clause) -> Text {
        let key = match &clause.part {
            Part::Key(key) => key.as_str(),
            _ => "",
        };
        let (zh, en) = match (clause.rule, key) {
            (_, "where_needed") => (
                "只派往有该学科课时需求的学校",
                "people go only where their subject has need",
            ),
            (_, "outlook") => (
                "只调入允许的保留类型",
                "only schools whose outlook allows it take people in",
            ),
            (direction::CODE, "upward") => {
                match self.rules.get(clause.rule).map(|rule| rule.sentence()) {
                    Some(said) => return after_semicolon(&said),
                    None => ("", ""),
                }
            }
            _ => {
                return self
                    .rules
                    .get(clause.rule)
                    .map(|rule| rule.sentence())
                    .unwrap_or_default();
            }
        };
        Text::new(zh, en)
    }
}

/// The last part of a rule's sentence.
fn after_semicolon(said: &Text) -> Text {
    let last = |text: &str, mark| {
        text.rsplit(mark)
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    Text::new(last(&said.zh, '；'), last(&said.en, ';'))
}
