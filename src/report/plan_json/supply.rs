//! Rows of what a plan brings in beside postings: written, read back, and what they claim.

use super::build::{RESIDENCE, school_id, stage};
use super::number::Amount;
use super::resolve::{school, subject, teacher, unit};
use super::{PlanFile, PrincipalRow, RecruitmentRow, RemoteRow, RetrainingRow, SilverAgeRow};
use crate::audit::{ClaimedSupply, printed};
use crate::domain::ids::RetireeIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Plan, PrincipalMove, Recruits, Remote, Retraining, SilverAge};
use crate::domain::supply::{recruit_load, retiree_load};
use crate::domain::words::{Degree, Word};
use crate::finding::Text;
use crate::rules::{self, Rules};
use rust_decimal::Decimal;

pub(super) fn recruitment(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<RecruitmentRow> {
    let row = |row: &Recruits| {
        let load = recruit_load(instance, row.unit, row.subject);
        RecruitmentRow {
            school_id: school_id(instance, row.unit),
            stage: stage(instance, row.unit),
            subject: row.subject.code().to_owned(),
            degree: row.degree.code().to_owned(),
            posts: row.posts,
            lessons: load.saturating_mul(row.posts),
            yuan: Amount(printed::yuan(rules.pay.recruit * Decimal::from(row.posts))),
        }
    };
    plan.recruitment.iter().map(row).collect()
}

pub(super) fn silver_age(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<SilverAgeRow> {
    let row = |row: &SilverAge| {
        let retiree = instance.retiree(row.retiree);
        SilverAgeRow {
            retiree_id: retiree.id.clone(),
            school_id: school_id(instance, row.unit),
            stage: stage(instance, row.unit),
            subject: retiree.subject.code().to_owned(),
            lessons: retiree_load(instance, row.retiree, row.unit),
            yuan: Amount(printed::yuan(rules.pay.retiree)),
        }
    };
    plan.silver_age.iter().map(row).collect()
}

pub(super) fn retraining(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<RetrainingRow> {
    let months = rules.retraining.as_ref().map_or(0, |rule| rule.months);
    let row = |row: &Retraining| {
        let unit = instance.standing(row.teacher).base?;
        let teacher = instance.teacher(row.teacher);
        Some(RetrainingRow {
            teacher_id: teacher.id.clone(),
            school_id: school_id(instance, unit),
            stage: stage(instance, unit),
            from: teacher.subject.code().to_owned(),
            subject: row.subject.code().to_owned(),
            months,
            lessons: row.lessons,
            yuan: Amount(printed::yuan(rules.pay.training)),
        })
    };
    plan.retraining.iter().filter_map(row).collect()
}

pub(super) fn principals(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<PrincipalRow> {
    let rule = rules.principals.as_ref();
    let row = |row: &PrincipalMove| {
        let (teacher, standing) = (
            instance.teacher(row.teacher),
            instance.standing(row.teacher),
        );
        let from = standing.base?;
        let minutes = instance.trip_minutes(row.teacher, from, row.to);
        Some(PrincipalRow {
            teacher_id: teacher.id.clone(),
            position: teacher.position.code().to_owned(),
            from: school_id(instance, from),
            to: school_id(instance, row.to),
            stage: stage(instance, row.to),
            subject: teacher.subject.code().to_owned(),
            lessons: row.lessons(instance),
            minutes: minutes.unwrap_or(0),
            minutes_from: standing.home_minutes.as_ref().map(|_| RESIDENCE.to_owned()),
            must: rule.is_some_and(|rule| rule.must(instance, row.teacher)),
        })
    };
    plan.principals.iter().filter_map(row).collect()
}

pub(super) fn remote(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<RemoteRow> {
    let rule = rules.remote_lessons.as_ref();
    let yuan = |lessons| rule.map_or(Decimal::ZERO, |rule| rule.yuan(instance, lessons));
    let row = |row: &Remote| RemoteRow {
        from: school_id(instance, row.from),
        to: school_id(instance, row.to),
        stage: stage(instance, row.to),
        subject: row.subject.code().to_owned(),
        helper_id: instance.teacher(row.helper).id.clone(),
        lessons: row.lessons,
        yuan: Amount(printed::yuan(yuan(row.lessons))),
    };
    plan.remote.iter().map(row).collect()
}

impl PlanFile {
    /// Puts the decisions into a plan; an unknown id or word is the error.
    pub(super) fn add_supply(&self, instance: &Instance, plan: &mut Plan) -> Result<(), Text> {
        for row in &self.recruitment {
            plan.recruitment.push(Recruits {
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                degree: degree(&row.degree)?,
                posts: row.posts,
            });
        }
        for row in &self.silver_age {
            plan.silver_age.push(SilverAge {
                retiree: retiree(instance, &row.retiree_id)?,
                unit: unit(instance, &row.school_id, &row.stage)?,
            });
        }
        for row in &self.retraining {
            plan.retraining.push(Retraining {
                teacher: teacher(instance, &row.teacher_id)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
            });
        }
        for row in &self.remote {
            plan.remote.push(Remote {
                from: unit(instance, &row.from, &row.stage)?,
                to: unit(instance, &row.to, &row.stage)?,
                subject: subject(&row.subject)?,
                helper: teacher(instance, &row.helper_id)?,
                lessons: row.lessons,
            });
        }
        for row in &self.principals {
            school(instance, &row.from)?;
            plan.principals.push(PrincipalMove {
                teacher: teacher(instance, &row.teacher_id)?,
                to: unit(instance, &row.to, &row.stage)?,
            });
        }
        Ok(())
    }

    pub(super) fn claimed_supply(&self, instance: &Instance) -> Result<Vec<ClaimedSupply>, Text> {
        let recruits = self.recruitment.iter().map(|row| {
            Ok(ClaimedSupply {
                rule: rules::recruitment::CODE,
                from: String::new(),
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
                yuan: row.yuan.0,
            })
        });
        let retirees = self.silver_age.iter().map(|row| {
            Ok(ClaimedSupply {
                rule: rules::silver_age::CODE,
                from: row.retiree_id.clone(),
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
                yuan: row.yuan.0,
            })
        });
        let trained = self.retraining.iter().map(|row| {
            Ok(ClaimedSupply {
                rule: rules::retraining::CODE,
                from: format!("{} {} {}", row.teacher_id, row.from, row.months),
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
                yuan: row.yuan.0,
            })
        });
        let remote = self.remote.iter().map(|row| {
            Ok(ClaimedSupply {
                rule: rules::remote_lessons::CODE,
                from: format!("{} {}", row.from, row.helper_id),
                unit: unit(instance, &row.to, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
                yuan: row.yuan.0,
            })
        });
        let principals = self.principals.iter().map(|row| {
            Ok(ClaimedSupply {
                rule: rules::principals::CODE,
                from: format!("{} {} {}", row.teacher_id, row.position, row.must),
                unit: unit(instance, &row.to, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
                yuan: 0.0,
            })
        });
        let people = recruits.chain(retirees).chain(trained);
        people.chain(remote).chain(principals).collect()
    }
}

fn retiree(instance: &Instance, id: &str) -> Result<RetireeIndex, Text> {
    instance.retiree_by_id(id).ok_or_else(|| {
        Text::new(
            format!("方案中的退休教师 `{id}` 不在退休教师表中"),
            format!("the plan names retired teacher `{id}`, whom the retirees table does not have"),
        )
    })
}

fn degree(word: &str) -> Result<Degree, Text> {
    Degree::parse(word).ok_or_else(|| {
        Text::new(
            format!("方案中的学历 `{word}` 无法识别"),
            format!("the plan names an unknown degree `{word}`"),
        )
    })
}
