//! A linear relaxation over the postings that matter: those left out are priced by the duals of their rows, and come in
//! where they would better the optimum. When none would, the optimum is that of all postings.

use super::highs::{Outcome, Solver};
use crate::model::goals::Goal;
use crate::model::program::{Col, Program, Role, Row, Terms};
use std::collections::BTreeMap;

/// Postings up to which all are there from the beginning.
const ALL_UP_TO: usize = 20_000;

/// Reduced cost below which a posting comes in.
const WORTH: f64 = -1e-6;

/// Postings that come in at a time for each row that counts leavers.
const A_TIME: usize = 3;

/// Which columns of a programme a relaxation has.
pub(super) fn at_first(program: &Program, known: Option<&[f64]>) -> Vec<bool> {
    let is_posting = |i: usize| program.columns[i].role == Role::Posting;
    let n = program.columns.len();
    let n_postings = (0..n).filter(|&i| is_posting(i)).count();
    let Some(known) = known.filter(|_| n_postings > ALL_UP_TO) else {
        return vec![true; n];
    };
    (0..n)
        .map(|i| !is_posting(i) || known.get(i).is_some_and(|&value| value > 1e-9))
        .collect()
}

pub(super) struct Relaxation<'a> {
    program: &'a Program,
    goal: &'a Goal,
    solver: Solver,
    /// Columns of the programme in the solver's order.
    columns: Vec<usize>,
    /// First and last row of the solver for each row of the programme.
    rows: Vec<(usize, usize)>,
    /// Place of each column in the solver.
    place: Vec<usize>,
    /// (row, coefficient) of each posting left out.
    outside: BTreeMap<usize, Vec<(usize, f64)>>,
}

impl<'a> Relaxation<'a> {
    pub(super) fn new(program: &'a Program, goal: &'a Goal, active: &[bool]) -> Option<Self> {
        let columns: Vec<usize> = (0..active.len()).filter(|&i| active[i]).collect();
        let mut place = vec![usize::MAX; active.len()];
        let mut small = Program::default();
        for (i, &col) in columns.iter().enumerate() {
            place[col] = i;
            small.columns.push(program.columns[col].clone());
        }
        let mut outside: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        let (mut rows, mut n_rows) = (Vec::with_capacity(program.rows.len()), 0);
        for (r, row) in program.rows.iter().enumerate() {
            let mut terms = Terms::new();
            for &(Col(col), a) in &row.terms {
                match place[col] {
                    usize::MAX => outside.entry(col).or_default().push((r, a)),
                    i => terms.push((Col(i), a)),
                }
            }
            let is_range = row.lower < row.upper && row.lower.is_finite() && row.upper.is_finite();
            rows.push((n_rows, n_rows + usize::from(is_range)));
            n_rows += 1 + usize::from(is_range);
            small.rows.push(Row {
                terms,
                ..row.clone()
            });
        }
        let mut this = Self {
            program,
            goal,
            solver: Solver::new(&small)?,
            columns,
            rows,
            place,
            outside,
        };
        let goal = this.goal;
        let terms = this.within(&goal.terms);
        this.solver.set_objective(&terms);
        Some(this)
    }

    /// Adds `Σ terms ≥ least`; it must not name a posting.
    pub(super) fn add(&mut self, row: &Row) -> Option<()> {
        let terms = self.within(&row.terms);
        self.solver
            .add_row(&terms, row.lower, row.upper)
            .map(|_| ())
    }

    /// Minimises; the point is one of the whole programme.
    pub(super) fn relax(&mut self, seconds: f64, stop: &mut dyn FnMut() -> bool) -> Outcome {
        let mut outcome = self.solver.relax(seconds, &mut |_, _| stop());
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
    pub(super) fn price(&mut self) -> Vec<usize> {
        let duals = self.solver.duals();
        let cost: BTreeMap<usize, f64> = self.goal.terms.iter().map(|t| (t.0.0, t.1)).collect();
        // A posting's first row counts the leavers of its class.
        let mut worth: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (&col, rows) in &self.outside {
            let dual = |r: usize| {
                let (first, last) = self.rows[r];
                (first..=last).map(|i| duals[i]).sum::<f64>()
            };
            let paid: f64 = rows.iter().map(|&(r, a)| a * dual(r)).sum();
            let reduced = cost.get(&col).copied().unwrap_or(0.0) - paid;
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
        for &col in &taken {
            let Some(rows) = self.outside.remove(&col) else {
                continue;
            };
            let column = &self.program.columns[col];
            let at: Vec<(usize, f64)> = rows
                .iter()
                .flat_map(|&(r, a)| (self.rows[r].0..=self.rows[r].1).map(move |i| (i, a)))
                .collect();
            let price = cost.get(&col).copied().unwrap_or(0.0);
            self.solver
                .add_column(price, column.lower, column.upper, &at);
            self.place[col] = self.columns.len();
            self.columns.push(col);
        }
        taken
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
