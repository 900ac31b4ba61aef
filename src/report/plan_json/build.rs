//! From a solved plan to the rows of `plan.json`: every figure comes from the audit's recount of the decisions.

use super::levels;
use super::number::Amount;
use super::supply;
use super::{
    CostPart, CoverageRow, IndicatorRow, IndicatorsPart, ItinerantRow, PartTimeRow, PatchRow,
    PlanFile, PostsRow, ReturnRow, RotationRow, RuleRow, SCHEMA, ScenarioPart, SolverPart, Stages,
};
use crate::audit::{self, coverage, printed, rule_rows};
use crate::domain::allowance::{itinerant_yuan, rotation_yuan};
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::returns::returns;
use crate::domain::share::Share;
use crate::domain::words::Word;
use crate::read::scenario::Scenario;
use crate::rules::Rules;
use crate::solve::Solved;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// The file of a solved plan, each level judged by its default gap. Lists are sorted by id.
pub fn plan_file(
    instance: &Instance,
    scenario: &Scenario,
    rules: &Rules,
    input_sha256: &str,
    solved: &Solved,
) -> PlanFile {
    let plan = &solved.plan;
    let file = PlanFile {
        schema: SCHEMA.to_owned(),
        scenario: ScenarioPart {
            name: scenario.name.clone(),
            year: scenario.year,
            input_sha256: input_sha256.to_owned(),
            input_parts: BTreeMap::new(),
            patches: patches(scenario),
            feedback: Vec::new(),
        },
        solver: SolverPart {
            name: "HiGHS".to_owned(),
            version: solved.solver_version.clone(),
            formulation: solved.formulation.to_owned(),
            seconds: seconds(solved.seconds),
        },
        status: String::new(),
        levels: levels::rows(instance, rules, solved),
        rotations: rotations(instance, plan),
        itinerant: itinerant(instance, rules, plan),
        part_time: part_time(instance, plan),
        retraining: supply::retraining(instance, rules, plan),
        recruitment: supply::recruitment(instance, rules, plan),
        silver_age: supply::silver_age(instance, rules, plan),
        remote: supply::remote(instance, rules, plan),
        principals: supply::principals(instance, rules, plan),
        relaxed: solved.relaxed,
        short: levels::short(solved),
        replan: None,
        coverage: coverage_rows(instance, plan),
        rules: rows_of_rules(instance, rules, plan),
        indicators: IndicatorsPart {
            before: stages(instance, &Plan::default()),
            after: stages(instance, plan),
        },
        posts: posts_rows(instance, rules, plan),
        returns: return_rows(instance),
        cost: CostPart {
            yuan: Amount(printed::yuan(audit::levels::yuan(instance, rules, plan))),
        },
    };
    file.judged(None)
}

/// The word of `minutes_from`.
pub const RESIDENCE: &str = "residence";

/// Kept to the millisecond.
pub(super) fn seconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// Every `--set`, with what held before it.
pub fn patches(scenario: &Scenario) -> Vec<PatchRow> {
    scenario
        .patches
        .iter()
        .map(|patch| PatchRow {
            key: patch.key.clone(),
            old: patch.old.as_ref().map_or(serde_json::Value::Null, json),
            new: json(&patch.new),
        })
        .collect()
}

/// A TOML value as JSON; a percentage as its fraction.
fn json(value: &toml::Value) -> serde_json::Value {
    let fraction = match value {
        toml::Value::String(text) if text.trim_end().ends_with(['%', '％']) => Share::parse(text),
        _ => None,
    };
    match fraction.and_then(|share| share.fraction().to_f64()) {
        Some(fraction) => serde_json::json!(Amount(fraction)),
        None => serde_json::json!(value),
    }
}

pub(super) fn school_id(instance: &Instance, unit: UnitIndex) -> String {
    instance.school_of(unit).id.clone()
}

pub(super) fn stage(instance: &Instance, unit: UnitIndex) -> String {
    instance.unit(unit).stage.code().to_owned()
}

/// The teacher's id, his home unit and the minutes from there; home is his destination where he has none, which the
/// audit reports.
fn trip(instance: &Instance, teacher: TeacherIndex, to: UnitIndex) -> (String, UnitIndex, u32) {
    let from = instance.standing(teacher).base.unwrap_or(to);
    let minutes = instance.minutes_between(from, to).unwrap_or(0);
    (instance.teacher(teacher).id.clone(), from, minutes)
}

fn rotations(instance: &Instance, plan: &Plan) -> Vec<RotationRow> {
    let row = |rotation: &crate::domain::plan::Rotation| {
        let (teacher_id, from, _) = trip(instance, rotation.teacher, rotation.to);
        let minutes = instance.trip_minutes(rotation.teacher, from, rotation.to);
        let minutes = minutes.unwrap_or(0);
        let home = &instance.standing(rotation.teacher).home_minutes;
        RotationRow {
            teacher_id,
            from: school_id(instance, from),
            to: school_id(instance, rotation.to),
            stage: stage(instance, rotation.to),
            subject: rotation.subject.code().to_owned(),
            minutes,
            minutes_from: home.as_ref().map(|_| RESIDENCE.to_owned()),
            yuan: Amount(printed::yuan(rotation_yuan(instance, rotation.to, minutes))),
        }
    };
    plan.rotations.iter().map(row).collect()
}

fn itinerant(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<ItinerantRow> {
    let block = rules.block_lessons().max(1);
    let row = |given: &crate::domain::plan::Itinerant| {
        let (teacher_id, from, minutes) = trip(instance, given.teacher, given.to);
        ItinerantRow {
            teacher_id,
            from: school_id(instance, from),
            to: school_id(instance, given.to),
            stage: stage(instance, given.to),
            subject: given.subject.code().to_owned(),
            lessons: given.lessons,
            minutes,
            yuan: Amount(printed::yuan(itinerant_yuan(
                instance,
                Some(from),
                given.to,
                given.lessons.div_ceil(block),
            ))),
        }
    };
    plan.itinerant.iter().map(row).collect()
}

fn part_time(instance: &Instance, plan: &Plan) -> Vec<PartTimeRow> {
    let row = |given: &crate::domain::plan::PartTime| PartTimeRow {
        teacher_id: instance.teacher(given.teacher).id.clone(),
        school_id: school_id(instance, given.unit),
        stage: stage(instance, given.unit),
        subject: given.subject.code().to_owned(),
        lessons: given.lessons,
    };
    plan.part_time.iter().map(row).collect()
}

fn coverage_rows(instance: &Instance, plan: &Plan) -> Vec<CoverageRow> {
    coverage::coverage(instance, plan)
        .into_iter()
        .map(|row| CoverageRow {
            school_id: school_id(instance, row.unit),
            stage: stage(instance, row.unit),
            subject: row.subject.code().to_owned(),
            need: row.need,
            before: row.before,
            unfilled: row.unfilled,
            by_specialists: row.by_specialists,
        })
        .collect()
}

fn posts_rows(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<PostsRow> {
    audit::posts::posts(instance, rules, plan)
        .into_iter()
        .map(|row| PostsRow {
            school_id: instance.school(row.school).id.clone(),
            approved: row.approved,
            by_pupils: row.by_pupils,
            by_classes: row.by_classes,
            proposed: row.proposed,
            staff_before: row.staff_before,
            staff_after: row.staff_after,
        })
        .collect()
}

fn return_rows(instance: &Instance) -> Vec<ReturnRow> {
    let rows = returns(instance).into_iter().map(|row| ReturnRow {
        teacher_id: instance.teacher(row.teacher).id.clone(),
        from: instance.school(row.from).id.clone(),
        to: instance.school(row.to).id.clone(),
    });
    rows.collect()
}

fn rows_of_rules(instance: &Instance, rules: &Rules, plan: &Plan) -> Vec<RuleRow> {
    rule_rows(instance, rules, plan)
        .into_iter()
        .map(|row| RuleRow {
            code: row.code.to_owned(),
            source: row.source.unwrap_or_default(),
            required: row.required,
            achieved: row.achieved,
            met: row.met,
        })
        .collect()
}

/// The indicators under a plan; `Plan::default()` gives those before. Both stages stand there, one without counted
/// units is empty.
pub fn stages(instance: &Instance, plan: &Plan) -> Stages {
    let counted = printed::indicators(instance, plan);
    crate::domain::words::Stage::all()
        .iter()
        .map(|stage| {
            let rows = counted.get(stage).into_iter().flatten();
            let rows = rows.map(|(indicator, figures)| {
                let row = IndicatorRow {
                    mean: Amount(figures.mean),
                    cv: Amount(figures.cv),
                    cv_unweighted: Amount(figures.cv_unweighted),
                    below: figures.below,
                };
                (indicator.code().to_owned(), row)
            });
            (stage.code().to_owned(), rows.collect())
        })
        .collect()
}
