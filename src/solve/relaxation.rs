//! A linear relaxation that goes on from level to level, over the postings that matter: those left out are priced by the
//! duals of their rows, and come in where they would better the optimum. When none would, the optimum is that of all
//! postings.

use super::highs::{Outcome, Solver};
use crate::model::goals::{Goal, lock_row};
use crate::model::program::{Binds, Col, Program, Role, Row, Terms};
use std::collections::BTreeMap;

/// Postings up to which all are there from the beginning.
const ALL_UP_TO: usize = 20_000;

/// Reduced cost below which a posting comes in.
const WORTH: f64 = -1e-6;

/// Postings that come in at a time for each row that counts leavers.
const A_TIME: usize = 3;

/// Columns from which an interior point ends sooner than the simplex method after a change of the goal: held levels make
/// the optimum of one goal a poor start for the next.
const INTERIOR_FROM: usize = 2_000;

/// HiGHS's numbers of the simplex methods: after new rows an optimum is still dual feasible, after a change of costs or
/// new columns primal feasible.
const DUAL: i32 = 1;
const PRIMAL: i32 = 4;

/// Which columns of a programme a relaxation has.
pub(super) fn at_first(program: &Program, known: Option<&[f64]>) -> Vec<bool> {
    let is_posting = |i: usize| program.columns[i].role == Role::Posting;
    let n = program.columns.len();
    let n_postings = (0..n).filter(|&i| is_posting(i)).count();
    let Some(known) = known.filter(|_| n_postings > ALL_UP_TO) else {
        return vec![true; n];
    };
    (0..n)
        .map(|i| {
            !is_posting(i)
                || program.columns[i].near
                || known.get(i).is_some_and(|&value| value > 1e-9)
        })
        .collect()
}

pub(super) struct Relaxation {
    solver: Solver,
    /// Columns of the programme in the solver's order.
    columns: Vec<usize>,
    /// Place of each column in the solver.
    place: Vec<usize>,
    /// (row of the solver, coefficient) of each posting left out.
    outside: BTreeMap<usize, Vec<(usize, f64)>>,
    cost: BTreeMap<usize, f64>,
    /// Whether the goal has changed since the last optimum.
    is_fresh: bool,
}

impl Relaxation {
    pub(super) fn new(program: &Program, active: &[bool]) -> Option<Self> {
        let columns: Vec<usize> = (0..active.len()).filter(|&i| active[i]).collect();
        let mut place = vec![usize::MAX; active.len()];
        let mut small = Program::default();
        for (i, &col) in columns.iter().enumerate() {
            place[col] = i;
            small.columns.push(program.columns[col].clone());
        }
        let mut outside: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        let mut n_rows = 0;
        for row in &program.rows {
            // A row between two bounds is two rows of the solver.
            let is_range = row.lower < row.upper && row.lower.is_finite() && row.upper.is_finite();
            let at = n_rows..=n_rows + usize::from(is_range);
            n_rows += 1 + usize::from(is_range);
            let mut terms = Terms::new();
            for &(Col(col), a) in &row.terms {
                match place[col] {
                    usize::MAX => {
                        let left_out = outside.entry(col).or_default();
                        left_out.extend(at.clone().map(|i| (i, a)));
                    }
                    i => terms.push((Col(i), a)),
                }
            }
            small.rows.push(Row {
                terms,
                ..row.clone()
            });
        }
        Some(Self {
            solver: Solver::new(&small)?,
            columns,
            place,
            outside,
            cost: BTreeMap::new(),
            is_fresh: true,
        })
    }

    /// Minimises a goal from now on.
    pub(super) fn aim(&mut self, goal: &Goal) {
        self.cost = goal.terms.iter().map(|&(col, a)| (col.0, a)).collect();
        let terms = self.within(&goal.terms);
        self.solver.set_objective(&terms);
        self.solver.set_option("simplex_strategy", PRIMAL);
        self.is_fresh = true;
    }

    /// Adds a row and returns its place; none if the solver will not have it.
    pub(super) fn add(&mut self, row: &Row) -> Option<usize> {
        let terms = self.within(&row.terms);
        let at = self.solver.add_row(&terms, row.lower, row.upper)?;
        for &(Col(col), a) in &row.terms {
            if let Some(rows) = self.outside.get_mut(&col) {
                rows.push((at, a));
            }
        }
        self.solver.set_option("simplex_strategy", DUAL);
        Some(at)
    }

    /// Takes a row's bounds away.
    pub(super) fn free_row(&mut self, at: usize) {
        self.solver
            .set_row_bounds(at, f64::NEG_INFINITY, f64::INFINITY);
    }

    /// Holds a column at 0.
    pub(super) fn close(&mut self, col: Col) {
        let place = self.place[col.0];
        if place != usize::MAX {
            self.solver.set_column_bounds(place, 0.0, 0.0);
        }
    }

    /// Holds a level at the value reached.
    pub(super) fn lock(&mut self, goal: &Goal, value: f64) -> Option<usize> {
        let (terms, upper) = lock_row(goal, value);
        self.add(&held(terms, upper))
    }

    /// Minimises; the point is one of the whole programme.
    pub(super) fn relax(&mut self, seconds: f64, stop: &mut dyn FnMut() -> bool) -> Outcome {
        let is_interior = self.is_fresh && self.columns.len() > INTERIOR_FROM;
        if is_interior {
            self.solver.set_option("solver", "ipm");
        }
        self.is_fresh = false;
        let mut outcome = self.solver.relax(seconds, &mut |_, _| stop());
        if is_interior {
            self.solver.set_option("solver", "choose");
        }
        outcome.point = outcome.point.map(|small| {
            let mut point = vec![0.0; self.place.len()];
            for (&col, value) in self.columns.iter().zip(small) {
                point[col] = value;
            }
            point
        });
        outcome
    }

    /// Lets in the postings that would better the optimum just found; none = it is that of all postings.
    pub(super) fn price(&mut self, program: &Program) -> Vec<usize> {
        let duals = self.solver.duals();
        // A posting's first row counts the leavers of its class.
        let mut worth: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (&col, rows) in &self.outside {
            let paid: f64 = rows.iter().map(|&(r, a)| a * duals[r]).sum();
            let reduced = self.cost.get(&col).copied().unwrap_or(0.0) - paid;
            if reduced < WORTH {
                let class = rows.first().map_or(0, |row| row.0);
                worth.entry(class).or_default().push((reduced, col));
            }
        }
        let mut taken = Vec::new();
        for (_, mut of_class) in worth {
            of_class.sort_by(|a, b| a.0.total_cmp(&b.0));
            taken.extend(of_class.into_iter().take(A_TIME).map(|(_, col)| col));
        }
        self.let_in(program, &taken);
        taken
    }

    /// Lets postings in that were left out so far.
    pub(super) fn let_in(&mut self, program: &Program, columns: &[usize]) {
        for &col in columns {
            let Some(rows) = self.outside.remove(&col) else {
                continue;
            };
            let column = &program.columns[col];
            let price = self.cost.get(&col).copied().unwrap_or(0.0);
            self.solver
                .add_column(price, column.lower, column.upper, &rows);
            self.place[col] = self.columns.len();
            self.columns.push(col);
        }
        if !columns.is_empty() {
            self.solver.set_option("simplex_strategy", PRIMAL);
        }
    }

    fn within(&self, terms: &Terms) -> Terms {
        let inside = terms
            .iter()
            .filter(|term| self.place[term.0.0] != usize::MAX);
        inside
            .map(|&(col, a)| (Col(self.place[col.0]), a))
            .collect()
    }
}

/// A goal's terms under an upper bound.
fn held(terms: Terms, upper: f64) -> Row {
    Row {
        name: String::new(),
        rule: "levels",
        binds: Binds::County,
        terms,
        lower: f64::NEG_INFINITY,
        upper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(terms: &[(usize, f64)], lower: f64, upper: f64) -> Row {
        let terms = terms.iter().map(|&(col, a)| (Col(col), a)).collect();
        Row {
            lower,
            ..held(terms, upper)
        }
    }

    #[test]
    fn of_many_postings_those_near_and_those_of_the_plan_are_there_at_first() {
        let mut program = Program::default();
        for _ in 0..=ALL_UP_TO {
            let posting = program.add_column(0.0, 1.0, true, String::new());
            program.about(posting, Role::Posting, 0);
        }
        program.columns[1].near = true;
        program.add_column(0.0, 1.0, true, "lessons".into());
        let mut known = vec![0.0; program.columns.len()];
        known[2] = 1.0;
        let there = at_first(&program, Some(&known)).into_iter().enumerate();
        let there: Vec<usize> = there
            .filter(|(_, is_there)| *is_there)
            .map(|(i, _)| i)
            .collect();
        assert_eq!(there, [1, 2, ALL_UP_TO + 1]);
        assert!(
            at_first(&program, None)
                .into_iter()
                .all(|is_there| is_there)
        );
    }

    /// A row between two bounds is two rows of HiGHS, and rows added later have their places after both.
    #[test]
    fn a_row_added_beside_one_between_two_bounds_is_freed_again() {
        let mut program = Program::default();
        for name in ["x", "y"] {
            program.add_column(0.0, 10.0, false, name.into());
        }
        program.add_row(row(&[(0, 1.0), (1, 1.0)], 3.0, 8.0));
        program.add_row(row(&[(0, 1.0), (1, 2.0)], 4.0, 9.0));
        let goal = Goal::whole("test", vec![(Col(0), 1.0), (Col(1), 3.0)]);
        let mut relaxation = Relaxation::new(&program, &[true, true]).expect("a model");
        relaxation.aim(&goal);
        let value = |relaxation: &mut Relaxation| {
            let outcome = relaxation.relax(10.0, &mut || false);
            assert!(relaxation.price(&program).is_empty());
            outcome.value
        };
        assert!((value(&mut relaxation) - 4.0).abs() < 1e-6);
        let at = relaxation
            .add(&row(&[(0, 1.0)], f64::NEG_INFINITY, 2.0))
            .expect("a row");
        assert!((value(&mut relaxation) - 5.0).abs() < 1e-6);
        relaxation.free_row(at);
        assert!((value(&mut relaxation) - 4.0).abs() < 1e-6);
    }
}
