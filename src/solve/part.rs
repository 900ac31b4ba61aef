//! A part of the county planned anew: everything outside stays as a plan has it.

use super::ask::error;
use super::formulate::{Elastic, Formulated, formulate_where};
use super::known::Values;
use super::laid;
use super::levels::{LevelsEnd, NoPoint};
use super::mend::Small;
use super::nearby::units_of;
use super::outcome::{Options, SolveError, Solved, Watch};
use super::people::{self, Beside, TellApart};
use super::reduce::{Incidence, held_goal, reduce};
use super::run::Task;
use super::stages::Stages;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, Plan};
use crate::model::program::Program;
use crate::rules::Rules;
use std::collections::BTreeSet;

/// How often teachers may be told apart.
const ROUNDS: usize = 4;

/// A plan, the units that may be planned anew, and how far that goes.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub plan: &'a Plan,
    pub units: &'a BTreeSet<UnitIndex>,
    /// The postings that the level `touched` counts from.
    pub former: &'a [Former],
    /// Levels of the plan, where there are no more plans to choose from than it had; else none.
    pub guides: &'a [Guide],
    /// Whether the levels after the first that differs from its guide are solved too.
    pub is_full: bool,
    /// Simplex iterations of one level: counted, so that every machine answers the same.
    pub work: i64,
}

/// A level of a plan: `bound ≤ best possible ≤ value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    pub code: String,
    pub value: f64,
    pub bound: f64,
}

/// The best plan that differs in a part alone: values are the county's, bounds hold for such plans.
///
/// The plan may break what has changed in the county within the part; `Infeasible` says that no plan keeps it there.
pub fn solve_part(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    part: Part<'_>,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Solved, SolveError> {
    let task = Task {
        former: part.former,
        ..Task::new(instance, rules, levels, options, watch)
    };
    anew(&task, part, &|small, values| {
        let known = small.known(values);
        let known = known.or_else(|| small.mended(values, part.work));
        let stages = Stages {
            program: small.program,
            goals: small.goals,
            part,
            gap: options.gap,
            seconds: task.effort().seconds,
        };
        stages.minimise(known, &mut |code, value, bound| {
            task.tell(code, value, bound);
            task.is_over()
        })
    })
}

/// A plan that is better at the leading levels together, if a short search in the part comes upon one: no bounds.
pub fn better_in_part(
    instance: &Instance,
    rules: &Rules,
    levels: &[String],
    part: Part<'_>,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Plan, SolveError> {
    let task = Task {
        former: part.former,
        ..Task::new(instance, rules, levels, options, watch)
    };
    let better = anew(&task, part, &|small, values| {
        let known = small.known(values).ok_or(NoPoint::NoneFound)?;
        Ok(LevelsEnd {
            levels: Vec::new(),
            point: small.bettered(known, options.threads),
        })
    })?;
    Ok(better.plan)
}

/// What is done with the programme of a part and the values that the plan has there.
type Act<'a> = &'a dyn Fn(&Small<'_>, &Values) -> Result<LevelsEnd, NoPoint>;

/// Builds the programme of a part, acts on it, and gives the end back to people.
fn anew(task: &Task<'_>, part: Part<'_>, act: Act<'_>) -> Result<Solved, SolveError> {
    let (instance, rules) = (task.instance, task.rules);
    let links = links(instance, part.plan);
    let is_linked = |from: UnitIndex, to: UnitIndex| {
        let is_inside = part.units.contains(&from) && part.units.contains(&to);
        is_inside || links.contains(&(from, to))
    };
    let beside = Beside {
        plan: part.plan,
        units: part.units,
    };
    let (mut alone, mut wide) = (task.sent_before(), Vec::new());
    let mut rounds = 0;
    while rounds < ROUNDS && !task.is_over() {
        let how = (&task.formulation(&alone), Elastic::Should);
        let mut built = formulate_where(instance, rules, task.levels, how, &is_linked);
        rules.cut(instance, &mut built.rows, &wide);
        task.count_touched(&mut built);
        let end = reduced(task, &built, part, act).map_err(|end| error(end, Vec::new()))?;
        match people::plan_beside(instance, &built.rows, &end.point, &beside) {
            Ok(plan) if rules.is_too_wide(instance, &plan, &mut wide) => {}
            Ok(plan) => return Ok(task.solved(plan, end.levels, Elastic::Should)),
            Err(TellApart(teachers)) => {
                alone.extend(teachers);
                rounds += 1;
            }
        }
    }
    Err(SolveError::NoneFound)
}

/// From where to where a plan sends people or lessons.
fn links(instance: &Instance, plan: &Plan) -> BTreeSet<(UnitIndex, UnitIndex)> {
    let postings = plan.rotations.iter().map(|row| (row.teacher, row.to));
    let lessons = plan.itinerant.iter().map(|row| (row.teacher, row.to));
    let pairs = postings.chain(lessons);
    pairs
        .filter_map(|(teacher, to)| Some((instance.standing(teacher).base?, to)))
        .collect()
}

/// Acts on the programme with everything outside the part held.
fn reduced(
    task: &Task<'_>,
    built: &Formulated,
    part: Part<'_>,
    act: Act<'_>,
) -> Result<LevelsEnd, NoPoint> {
    let program = &built.rows.program;
    let first = built.goals.first().ok_or(NoPoint::Failed)?;
    let is_free = free(program, part.units);
    let values = laid::values(task.instance, &built.rows, part.plan);
    let held = laid::held(program, &built.goals, &values, &is_free).ok_or(NoPoint::NoneFound)?;
    if is_broken_outside(program, &held, &is_free) {
        return Err(NoPoint::Infeasible);
    }
    let reduced = reduce(program, &Incidence::new(program), first, &held, &is_free);
    let place = |col: usize| reduced.free.binary_search_by_key(&col, |free| free.0).ok();
    let goals = built.goals.iter();
    let goals: Vec<_> = goals.map(|goal| held_goal(goal, &held, place)).collect();
    let small = Small {
        program: &reduced.program,
        goals: &goals,
        free: &reduced.free,
    };
    let end = act(&small, &values)?;
    let mut point = held;
    for (col, value) in reduced.free.iter().zip(&end.point) {
        point[col.0] = *value;
    }
    Ok(LevelsEnd { point, ..end })
}

/// Whether a row with nothing free in it is broken: nothing in the part could mend it.
fn is_broken_outside(program: &Program, held: &[f64], is_free: &[bool]) -> bool {
    program.rows.iter().any(|row| {
        let sum: f64 = row.terms.iter().map(|&(col, a)| a * held[col.0]).sum();
        let slack = 1e-6 * (1.0 + sum.abs());
        let is_broken = sum < row.lower - slack || sum > row.upper + slack;
        is_broken && row.terms.iter().all(|&(col, _)| !is_free[col.0])
    })
}

/// Columns of the part's units alone, and those that only sum up others.
fn free(program: &Program, units: &BTreeSet<UnitIndex>) -> Vec<bool> {
    let is_in = |unit: &usize| units.contains(&UnitIndex(*unit));
    let units_of = units_of(program).into_iter();
    units_of.map(|units| units.iter().all(is_in)).collect()
}
