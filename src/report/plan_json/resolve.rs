//! From the ids of a `plan.json` back to the decisions on an instance.

use super::{PatchRow, PlanFile};
use crate::domain::ids::{SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Itinerant, PartTime, Plan, Rotation};
use crate::domain::words::{Stage, Subject, Word};
use crate::finding::Text;

impl PlanFile {
    /// The patches as `KEY=VALUE` with a TOML value, to be laid over the scenario again.
    pub fn sets(&self) -> Result<Vec<String>, Text> {
        let set = |patch: &PatchRow| {
            let key = &patch.key;
            let value = toml::Value::try_from(&patch.new).map_err(|error| {
                Text::new(
                    format!("方案改写的 `{key}` 不是 TOML 值：{error}"),
                    format!("the plan patches `{key}` with what is no TOML value: {error}"),
                )
            })?;
            Ok(format!("{key}={value}"))
        };
        self.scenario.patches.iter().map(set).collect()
    }

    /// The decisions; the first id or word that the instance does not know is the error.
    pub fn plan(&self, instance: &Instance) -> Result<Plan, Text> {
        let mut plan = Plan::default();
        for row in &self.rotations {
            school(instance, &row.from)?;
            plan.rotations.push(Rotation {
                teacher: teacher(instance, &row.teacher_id)?,
                to: unit(instance, &row.to, &row.stage)?,
                subject: subject(&row.subject)?,
            });
        }
        for row in &self.itinerant {
            school(instance, &row.from)?;
            plan.itinerant.push(Itinerant {
                teacher: teacher(instance, &row.teacher_id)?,
                to: unit(instance, &row.to, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
            });
        }
        for row in &self.part_time {
            plan.part_time.push(PartTime {
                teacher: teacher(instance, &row.teacher_id)?,
                unit: unit(instance, &row.school_id, &row.stage)?,
                subject: subject(&row.subject)?,
                lessons: row.lessons,
            });
        }
        self.add_supply(instance, &mut plan)?;
        plan.sort();
        Ok(plan)
    }
}

pub(super) fn teacher(instance: &Instance, id: &str) -> Result<TeacherIndex, Text> {
    instance.teacher_by_id(id).ok_or_else(|| {
        Text::new(
            format!("方案中的工号 `{id}` 不在教师表中"),
            format!("the plan names teacher `{id}`, whom the teachers table does not have"),
        )
    })
}

pub(super) fn school(instance: &Instance, id: &str) -> Result<SchoolIndex, Text> {
    instance.school_by_id(id).ok_or_else(|| {
        Text::new(
            format!("方案中的学校代码 `{id}` 不在学校表中"),
            format!("the plan names school `{id}`, which the schools table does not have"),
        )
    })
}

pub(super) fn unit(instance: &Instance, id: &str, stage: &str) -> Result<UnitIndex, Text> {
    let index = school(instance, id)?;
    Stage::parse(stage)
        .and_then(|stage| instance.unit_at(index, stage))
        .ok_or_else(|| {
            Text::new(
                format!("方案中的学校 `{id}` 没有学段 `{stage}`"),
                format!("the plan names stage `{stage}` at school `{id}`, which does not teach it"),
            )
        })
}

pub(super) fn subject(word: &str) -> Result<Subject, Text> {
    Subject::parse(word).ok_or_else(|| {
        Text::new(
            format!("方案中的学科 `{word}` 无法识别"),
            format!("the plan names an unknown subject `{word}`"),
        )
    })
}
