//! One level's bound, by HiGHS's branch and cut over every plan, and the judgement whether it proves the value reached.

use super::highs::{End, Limits, Outcome, Solver, work};
use super::levels::{LevelResult, LevelStatus, LevelTicker, LevelsEnd, NoPoint};
use crate::model::goals::Goal;
use crate::model::program::Program;

/// Columns up to which HiGHS gets no start point: it needs none there, and may take one for the optimum unseen.
const START_FROM: usize = 5_000;

/// How much more work is worth while to find a first point.
const TO_FIND: i64 = 10;

/// A level to be proven.
pub(super) struct Proof<'a> {
    pub program: &'a Program,
    pub goal: &'a Goal,
    pub gap: Option<f64>,
    pub seconds: f64,
}

/// A bound in the level's unit, and a point if one came up.
pub(super) struct Proven {
    pub bound: f64,
    pub point: Option<Vec<f64>>,
}

impl Proof<'_> {
    /// `known` is the best point so far; without one, finding none is an error.
    pub(super) fn run(
        &self,
        known: Option<&[f64]>,
        ticker: LevelTicker<'_>,
    ) -> Result<Proven, NoPoint> {
        let goal = self.goal;
        let mut solver = Solver::new(self.program).ok_or(NoPoint::Failed)?;
        if !solver.set_objective(&goal.terms) || !solver.set_offset(goal.constant) {
            return Err(NoPoint::Failed);
        }
        let given = known.filter(|_| self.program.columns.len() > START_FROM);
        let work = work(self.program) * if known.is_some() { 1 } else { TO_FIND };
        let mut outcome = self.solve(&mut solver, given, work, ticker);
        if is_false_end(&outcome, goal, known, given.is_some()) {
            solver.set_presolve(given.is_some());
            let again = self.solve(&mut solver, None, work, ticker);
            outcome = better(outcome, again);
        }
        match (&outcome.point, known) {
            (None, None) if outcome.end == End::Infeasible => Err(NoPoint::Infeasible),
            (None, None) => Err(NoPoint::NoneFound),
            _ => Ok(Proven {
                bound: outcome.bound / goal.scale,
                point: outcome.point.map(|point| rounded(self.program, point)),
            }),
        }
    }

    fn solve(
        &self,
        solver: &mut Solver,
        start: Option<&[f64]>,
        iterations: i64,
        ticker: LevelTicker<'_>,
    ) -> Outcome {
        let goal = self.goal;
        // A whole-number level is proven once the bound is less than one below the value; lock rows let it slip a little.
        let absolute_gap = if goal.whole { 0.99 } else { goal.scale * 1e-7 };
        let limits = Limits {
            seconds: self.seconds,
            nodes: None,
            iterations,
            gap: self.gap.unwrap_or_else(|| default_gap(&goal.code)),
            absolute_gap,
        };
        solver.run(limits, start, &mut |value, bound| {
            ticker(&goal.code, value / goal.scale, bound / goal.scale)
        })
    }
}

/// HiGHS may return a start as optimal, or say infeasible in spite of a known point, without having looked (presolve
/// and a start point): such an end is no proof.
fn is_false_end(outcome: &Outcome, goal: &Goal, known: Option<&[f64]>, given: bool) -> bool {
    let Some(known) = known else { return false };
    let unmoved = (outcome.value / goal.scale) > goal.value(known) - 1e-6;
    match outcome.end {
        End::Infeasible => true,
        End::Optimal => given && unmoved && outcome.nodes <= 1,
        End::Limit => false,
    }
}

fn better(first: Outcome, second: Outcome) -> Outcome {
    match (&first.point, &second.point) {
        (Some(_), None) => Outcome {
            bound: second.bound,
            ..first
        },
        (Some(_), Some(_)) if first.value < second.value => Outcome {
            bound: second.bound,
            ..first
        },
        _ => second,
    }
}

/// Default relative gap of a level (contract 3).
pub fn default_gap(code: &str) -> f64 {
    match code {
        "arts_depth" | "unfilled" | "core_unfilled" | "balance" | "burden" => 0.005,
        _ => 0.0,
    }
}

/// Whole columns made whole.
pub(super) fn rounded(program: &Program, mut point: Vec<f64>) -> Vec<f64> {
    for (value, column) in point.iter_mut().zip(&program.columns) {
        if column.integer {
            *value = value.round();
        }
    }
    point
}

pub(super) fn tidy(goal: &Goal, value: f64) -> f64 {
    if goal.whole { value.round() } else { value }
}

/// A level's result: the value reached under the best of the bounds proven and what the columns' own bounds say, rounded
/// up where every plan is whole.
pub(super) fn judged(
    program: &Program,
    goal: &Goal,
    value: f64,
    proven: f64,
    gap: Option<f64>,
) -> LevelResult {
    let boxed = goal.terms.iter().map(|&(col, c)| {
        let column = &program.columns[col.0];
        c * if c >= 0.0 { column.lower } else { column.upper }
    });
    let boxed = (boxed.sum::<f64>() + goal.constant) / goal.scale;
    let best = if proven.is_finite() {
        proven.max(boxed)
    } else {
        boxed
    };
    let best = if goal.whole {
        (best - 1e-6 * best.abs().max(1.0)).ceil()
    } else {
        best
    };
    let (value, bound) = (tidy(goal, value), best.min(tidy(goal, value)));
    LevelResult {
        code: goal.code.clone(),
        value,
        bound,
        status: status(goal, value, bound, gap),
        seconds: 0.0,
    }
}

pub(super) fn status(goal: &Goal, value: f64, bound: f64, gap: Option<f64>) -> LevelStatus {
    let gap = gap.unwrap_or_else(|| default_gap(&goal.code));
    let least = if goal.code == "balance" { 1e-6 } else { 1.0 };
    let tolerance = if goal.whole { 1e-9 } else { 2e-6 };
    if (value - bound).abs() / value.abs().max(least) <= gap + tolerance {
        LevelStatus::Optimal
    } else {
        LevelStatus::Feasible
    }
}

/// The values of `found`'s point under the bounds of `proven`.
pub(super) fn judge(
    goals: &[Goal],
    found: &LevelsEnd,
    proven: &[LevelResult],
    gap: Option<f64>,
) -> Vec<LevelResult> {
    let judged = goals.iter().zip(proven).map(|(goal, proven)| {
        let value = tidy(goal, goal.value(&found.point));
        let bound = proven.bound.min(value);
        let status = status(goal, value, bound, gap);
        LevelResult {
            value,
            bound,
            status,
            ..proven.clone()
        }
    });
    judged.collect()
}
