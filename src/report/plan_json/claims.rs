//! What a `plan.json` claims beyond its decisions, handed to the audit.

use super::build::RESIDENCE;
use super::number::Amount;
use super::resolve::{school, subject, teacher, unit};
use super::{IndicatorRow, PlanFile, RuleRow, Stages};
use crate::audit::coverage::CoverageRow;
use crate::audit::indicators::{self, Figures, Indicator};
use crate::audit::posts::PostsRow;
use crate::audit::{Claimed, ClaimedRule, ClaimedTrip};
use crate::domain::instance::Instance;
use crate::domain::plan::TOUCHED;
use crate::domain::returns::Return;
use crate::domain::words::{Stage, Word};
use crate::finding::Text;
use std::collections::BTreeMap;

impl PlanFile {
    /// The figures the audit recounts; an unknown id or word is the error.
    pub fn claimed(&self, instance: &Instance) -> Result<Claimed, Text> {
        // Counted from the file's own former plan, not from the county.
        let levels = self.levels.iter().filter(|level| level.code != TOUCHED);
        Ok(Claimed {
            levels: levels
                .map(|level| (level.code.clone(), level.value.0))
                .collect(),
            coverage: self.claimed_coverage(instance)?,
            rules: self.rules.iter().map(claimed_rule).collect(),
            trips: self.claimed_trips(instance)?,
            supply: self.claimed_supply(instance)?,
            before: claimed_indicators(&self.indicators.before)?,
            after: claimed_indicators(&self.indicators.after)?,
            posts: self.claimed_posts(instance)?,
            returns: self.claimed_returns(instance)?,
            yuan: self.cost.yuan.0,
        })
    }

    fn claimed_coverage(&self, instance: &Instance) -> Result<Vec<CoverageRow>, Text> {
        let row = |row: &super::CoverageRow| {
            Ok(CoverageRow {
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                need: row.need,
                before: row.before,
                unfilled: row.unfilled,
                by_specialists: row.by_specialists,
            })
        };
        self.coverage.iter().map(row).collect()
    }

    fn claimed_posts(&self, instance: &Instance) -> Result<Vec<PostsRow>, Text> {
        let row = |row: &super::PostsRow| {
            Ok(PostsRow {
                school: school(instance, &row.school_id)?,
                approved: row.approved,
                by_pupils: row.by_pupils,
                by_classes: row.by_classes,
                proposed: row.proposed,
                staff_before: row.staff_before,
                staff_after: row.staff_after,
            })
        };
        self.posts.iter().map(row).collect()
    }

    fn claimed_returns(&self, instance: &Instance) -> Result<Vec<Return>, Text> {
        let row = |row: &super::ReturnRow| {
            Ok(Return {
                teacher: teacher(instance, &row.teacher_id)?,
                from: school(instance, &row.from)?,
                to: school(instance, &row.to)?,
            })
        };
        self.returns.iter().map(row).collect()
    }

    fn claimed_trips(&self, instance: &Instance) -> Result<Vec<ClaimedTrip>, Text> {
        let trip = |id: &str, from: &str, (to, stage): (&str, &str), minutes, yuan: Amount| {
            Ok(ClaimedTrip {
                teacher: teacher(instance, id)?,
                from: Some(school(instance, from)?),
                to: unit(instance, to, stage)?,
                minutes: Some(minutes),
                from_home: false,
                yuan: yuan.0,
            })
        };
        let rotations = self.rotations.iter().map(|row| {
            let to = (row.to.as_str(), row.stage.as_str());
            let trip = trip(&row.teacher_id, &row.from, to, row.minutes, row.yuan)?;
            Ok(ClaimedTrip {
                from_home: from_home(row.minutes_from.as_deref())?,
                ..trip
            })
        });
        let itinerant = self.itinerant.iter().map(|row| {
            let to = (row.to.as_str(), row.stage.as_str());
            trip(&row.teacher_id, &row.from, to, row.minutes, row.yuan)
        });
        let principals = self.principals.iter().map(|row| {
            let to = (row.to.as_str(), row.stage.as_str());
            let none = Amount(0.0);
            let trip = trip(&row.teacher_id, &row.from, to, row.minutes, none)?;
            Ok(ClaimedTrip {
                from_home: from_home(row.minutes_from.as_deref())?,
                ..trip
            })
        });
        rotations.chain(itinerant).chain(principals).collect()
    }
}

fn from_home(word: Option<&str>) -> Result<bool, Text> {
    match word {
        None => Ok(false),
        Some(RESIDENCE) => Ok(true),
        Some(other) => Err(Text::new(
            format!("方案中的 `minutes_from` `{other}` 无法识别"),
            format!("the plan counts minutes from an unknown `{other}`"),
        )),
    }
}

fn claimed_rule(row: &RuleRow) -> ClaimedRule {
    ClaimedRule {
        code: row.code.clone(),
        required: row.required,
        achieved: row.achieved,
        met: row.met,
    }
}

fn claimed_indicators(stages: &Stages) -> Result<indicators::Stages, Text> {
    let unknown = |name: &str| {
        Text::new(
            format!("方案中的指标 `{name}` 无法识别"),
            format!("the plan names an unknown stage or indicator `{name}`"),
        )
    };
    let figures = |(name, row): (&String, &IndicatorRow)| {
        let mut known = Indicator::ALL.into_iter();
        let indicator = known.find(|indicator| indicator.code() == name);
        let figures = Figures {
            mean: row.mean.0,
            cv: row.cv.0,
            cv_unweighted: row.cv_unweighted.0,
            below: row.below,
        };
        Ok((indicator.ok_or_else(|| unknown(name))?, figures))
    };
    // A stage without counted units is empty in the file and absent in the recount: neither says anything.
    let stage = |(name, rows): (&String, &BTreeMap<String, IndicatorRow>)| {
        let stage = Stage::parse(name).ok_or_else(|| unknown(name))?;
        let rows: Result<_, Text> = rows.iter().map(figures).collect();
        Ok((stage, rows?))
    };
    stages.iter().map(stage).collect()
}
