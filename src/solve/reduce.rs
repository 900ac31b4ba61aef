//! A smaller programme: most columns held at a point, the rest free.

use crate::model::goals::Goal;
use crate::model::program::{Col, Column, Program, Row};

/// The programme of the free columns, and where they came from.
#[derive(Debug)]
pub(super) struct Reduced {
    pub program: Program,
    pub goal: Goal,
    /// `free[i]` is the original of column `i`.
    pub free: Vec<Col>,
}

/// Rows of a programme by column, built once for many reductions.
#[derive(Debug)]
pub(super) struct Incidence {
    rows_of: Vec<Vec<usize>>,
}

impl Incidence {
    pub(super) fn new(program: &Program) -> Self {
        let mut rows_of = vec![Vec::new(); program.columns.len()];
        for (i, row) in program.rows.iter().enumerate() {
            for &(col, _) in &row.terms {
                rows_of[col.0].push(i);
            }
        }
        Self { rows_of }
    }

    pub(super) fn rows_of(&self, col: usize) -> &[usize] {
        &self.rows_of[col]
    }
}

/// Holds every column that is not free at `point`; rows without a free column are left out (the point keeps them).
pub(super) fn reduce(
    program: &Program,
    incidence: &Incidence,
    goal: &Goal,
    point: &[f64],
    is_free: &[bool],
) -> Reduced {
    let free: Vec<Col> = (0..is_free.len())
        .filter(|&i| is_free[i])
        .map(Col)
        .collect();
    let mut place = vec![usize::MAX; is_free.len()];
    let mut small = Program::default();
    for (i, &Col(col)) in free.iter().enumerate() {
        place[col] = i;
        small.columns.push(Column {
            label: String::new(),
            ..program.columns[col].clone()
        });
    }
    let mut wanted: Vec<usize> = free
        .iter()
        .flat_map(|col| incidence.rows_of(col.0).iter().copied())
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    for row in wanted.into_iter().map(|i| &program.rows[i]) {
        let mut held = 0.0;
        let mut terms = Vec::with_capacity(row.terms.len());
        for &(Col(col), c) in &row.terms {
            match place[col] {
                usize::MAX => held += c * point[col],
                i => terms.push((Col(i), c)),
            }
        }
        small.add_row(Row {
            name: String::new(),
            rule: row.rule,
            binds: row.binds,
            terms,
            lower: row.lower - held,
            upper: row.upper - held,
        });
    }
    let small_goal = held_goal(goal, point, |col| {
        Some(place[col]).filter(|&i| i != usize::MAX)
    });
    Reduced {
        program: small,
        goal: small_goal,
        free,
    }
}

/// A goal over the free columns; `place` is where a column is among them.
pub(super) fn held_goal(
    goal: &Goal,
    point: &[f64],
    place: impl Fn(usize) -> Option<usize>,
) -> Goal {
    let mut held = Goal {
        terms: Vec::new(),
        ..goal.clone()
    };
    for &(Col(col), c) in &goal.terms {
        match place(col) {
            None => held.constant += c * point[col],
            Some(i) => held.terms.push((Col(i), c)),
        }
    }
    held
}
