//! Everybody's lessons where postings are held and some teachers are told apart: near the point that was found first.

use super::formulate::Formulated;
use super::levels::{self, Effort, LevelsEnd, minimise};
use super::nearby::units_of;
use super::reduce::{Incidence, reduce};
use super::regions::Regions;
use super::whole::tightened;
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::model::program::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Least seconds for one attempt: a plan that was found is not lost to a limit.
const LEAST_SECONDS: f64 = 20.0;

/// Relative gap that is good enough where time has run out.
const NEAR_LEAST: f64 = 0.1;

/// A point with people told apart, and the programme it is of.
pub(super) struct Apart<'a> {
    pub instance: &'a Instance,
    pub teachers: &'a BTreeSet<TeacherIndex>,
    /// With their postings held.
    pub held: &'a Formulated,
}

impl Apart<'_> {
    /// A point of the held programme, `end` being one of `built`, where they were not told apart.
    pub(super) fn solve(
        &self,
        built: &Formulated,
        end: &LevelsEnd,
        effort: Effort,
    ) -> Option<LevelsEnd> {
        let exact = Effort {
            gap: Some(0.0),
            seconds: effort.seconds.max(LEAST_SECONDS),
            ..effort
        };
        let has_time = effort.seconds > LEAST_SECONDS;
        self.nearby(built, end, exact)
            .or_else(|| has_time.then(|| self.anywhere(exact)).flatten())
            .or_else(|| self.at_all(exact))
    }

    /// Lessons of the districts in question are shared out anew, those of others stay.
    fn nearby(&self, built: &Formulated, end: &LevelsEnd, effort: Effort) -> Option<LevelsEnd> {
        let program = &self.held.rows.program;
        let (mut point, is_free) = self.kept(built, &end.point);
        let incidence = Incidence::new(program);
        let of_goal = |goal| reduce(program, &incidence, goal, &point, &is_free);
        let reduced: Vec<_> = self.held.goals.iter().map(of_goal).collect();
        let goals: Vec<_> = reduced.iter().map(|part| part.goal.clone()).collect();
        let first = reduced.first()?;
        let task = levels::Task {
            program: &first.program,
            goals: &goals,
            lumps: None,
            people: None,
            is_searched: false,
            ahead: None,
            from: None,
        };
        let found = minimise(task, effort, &mut |_, _, _| false).ok()?;
        for (col, value) in first.free.iter().zip(&found.point) {
            point[col.0] = *value;
        }
        Some(LevelsEnd { point, ..found })
    }

    /// Values by name of the whole-number lessons outside the districts in question, and which columns are free.
    fn kept(&self, built: &Formulated, known: &[f64]) -> (Vec<f64>, Vec<bool>) {
        let is_lesson = |role: Role| !matches!(role, Role::Posting | Role::People);
        let before = built.rows.program.columns.iter().zip(known);
        let before: BTreeMap<&str, f64> = before
            .filter(|(column, _)| column.integer && is_lesson(column.role))
            .map(|(column, &value)| (column.label.as_str(), value))
            .collect();
        let anew = self.units_anew();
        let program = &self.held.rows.program;
        let units_of = units_of(program);
        let values = program
            .columns
            .iter()
            .zip(&units_of)
            .map(|(column, units)| {
                let stays = column.integer && is_lesson(column.role) && !units.is_empty();
                let value = before.get(column.label.as_str()).copied();
                value.filter(|_| stays && units.iter().all(|unit| !anew.contains(unit)))
            });
        let values: Vec<Option<f64>> = values.collect();
        let point = values.iter().map(|value| value.unwrap_or(0.0)).collect();
        (point, values.iter().map(Option::is_none).collect())
    }

    /// All units of the districts whose teachers are told apart.
    fn units_anew(&self) -> BTreeSet<usize> {
        let bases = self.teachers.iter();
        let bases = bases.filter_map(|&teacher| self.instance.standing(teacher).base);
        let bases: BTreeSet<usize> = bases.map(|unit| unit.0).collect();
        let districts = Regions::new(self.instance).districts;
        let touched = districts
            .into_iter()
            .filter(|units| units.iter().any(|u| bases.contains(u)));
        touched.flatten().chain(bases.iter().copied()).collect()
    }

    /// Lessons anew everywhere, at every level.
    fn anywhere(&self, effort: Effort) -> Option<LevelsEnd> {
        minimise(self.task(), effort, &mut |_, _, _| false).ok()
    }

    /// Lessons near the least of the first level alone.
    fn at_all(&self, effort: Effort) -> Option<LevelsEnd> {
        let held = self.held;
        let first = levels::Task {
            goals: &held.goals[..held.goals.len().min(1)],
            ..self.task()
        };
        let near = Effort {
            gap: Some(NEAR_LEAST),
            ..effort
        };
        let found = minimise(first, near, &mut |_, _, _| false).ok()?;
        let point = tightened(&held.rows.program, &held.goals, found.point);
        Some(LevelsEnd { point, ..found })
    }

    /// Without lump rows: with the people held they are in the way of a first point.
    fn task(&self) -> levels::Task<'_> {
        levels::Task {
            program: &self.held.rows.program,
            goals: &self.held.goals,
            lumps: None,
            people: None,
            is_searched: false,
            ahead: None,
            from: None,
        }
    }
}
