//! What a `plan.json` claims beyond its decisions, handed to the audit.

use super::resolve::{school, subject, teacher, unit};
use super::{PlanFile, Stages};
use crate::audit::coverage::CoverageRow;
use crate::audit::{Claimed, ClaimedRule, ClaimedTrip};
use crate::domain::instance::Instance;
use crate::finding::Text;
use crate::rules::Breach;

/// Printed indicators agree to this, relative to what is larger than 1.
const PRINTED: f64 = 1e-9;

impl PlanFile {
    /// The figures the audit recounts; an unknown id or word is the error.
    pub fn claimed(&self, instance: &Instance) -> Result<Claimed, Text> {
        let mut claimed = Claimed {
            yuan: self.cost.yuan.0,
            ..Claimed::default()
        };
        claimed.levels = self
            .levels
            .iter()
            .map(|level| (level.code.clone(), level.value.0))
            .collect();
        claimed.rules = self.rules.iter().map(claimed_rule).collect();
        for row in &self.coverage {
            claimed.coverage.push(CoverageRow {
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                need: row.need,
                before: row.before,
                unfilled: row.unfilled,
                by_specialists: row.by_specialists,
            });
        }
        let rotations = self.rotations.iter().map(|row| {
            (
                &row.teacher_id,
                &row.from,
                &row.to,
                &row.stage,
                row.minutes,
                row.yuan,
            )
        });
        let itinerant = self.itinerant.iter().map(|row| {
            (
                &row.teacher_id,
                &row.from,
                &row.to,
                &row.stage,
                row.minutes,
                row.yuan,
            )
        });
        for (teacher_id, from, to, stage, minutes, yuan) in rotations.chain(itinerant) {
            claimed.trips.push(ClaimedTrip {
                teacher: teacher(instance, teacher_id)?,
                from: school(instance, from)?,
                to: unit(instance, to, stage)?,
                minutes,
                yuan: yuan.0,
            });
        }
        Ok(claimed)
    }

    /// Where the file contradicts itself or the indicators recounted: bounds above values, a status its levels do not
    /// bear out, levels other than the scenario's.
    pub fn contradictions(
        &self,
        levels: &[String],
        before: &Stages,
        after: &Stages,
    ) -> Vec<Breach> {
        let mut wrong = Vec::new();
        let mut say = |zh: String, en: String| {
            wrong.push(Breach {
                rule: crate::audit::claims::CODE,
                amount: 1,
                message: Text::new(zh, en),
            });
        };
        let codes: Vec<_> = self
            .levels
            .iter()
            .map(|level| level.code.as_str())
            .collect();
        if codes != levels {
            let (said, asked) = (codes.join(", "), levels.join(", "));
            say(
                format!("目标应为 {asked}，方案写 {said}"),
                format!("the levels are {asked}, the plan says {said}"),
            );
        }
        for level in self.levels.iter().filter(|level| level.bound > level.value) {
            let (code, value, bound) = (&level.code, level.value, level.bound);
            say(
                format!("目标 `{code}` 的下界 {bound} 高于值 {value}"),
                format!("level `{code}` has a bound {bound} above its value {value}"),
            );
        }
        let proven = self.levels.iter().all(|level| level.status == "optimal") && !self.relaxed;
        if (self.status == "optimal") != proven {
            let status = &self.status;
            say(
                format!("状态 `{status}` 与各级目标的状态不符"),
                format!("status `{status}` is not what the levels bear out"),
            );
        }
        if !agree(&self.indicators.before, before) || !agree(&self.indicators.after, after) {
            say(
                "均衡指标与复核不符".to_owned(),
                "the indicators differ from the recount".to_owned(),
            );
        }
        wrong
    }
}

fn claimed_rule(row: &super::RuleRow) -> ClaimedRule {
    ClaimedRule {
        code: row.code.clone(),
        required: row.required,
        achieved: row.achieved,
        met: row.met,
    }
}

fn agree(said: &Stages, counted: &Stages) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= PRINTED * b.abs().max(1.0);
    said.keys().eq(counted.keys())
        && said.values().zip(counted.values()).all(|(said, counted)| {
            said.keys().eq(counted.keys())
                && said.values().zip(counted.values()).all(|(a, b)| {
                    near(a.mean.0, b.mean.0)
                        && near(a.cv.0, b.cv.0)
                        && near(a.cv_unweighted.0, b.cv_unweighted.0)
                        && a.below == b.below
                })
        })
}
