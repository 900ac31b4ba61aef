//! The only file that names HiGHS: builds a programme with good_lp, then works on HiGHS's own handle, which alone
//! gives callbacks, bounds, changed costs and rows.

#![allow(
    unsafe_code,
    reason = "good_lp and highs have no safe call for costs, callbacks and bounds"
)]

use crate::model::program::{Col, Program, Terms};
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};
use std::ffi::{CStr, CString, c_char, c_void};
use std::path::Path;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Proven within the gap asked for.
    Optimal,
    Infeasible,
    /// A limit of time or nodes, or the user's interrupt.
    Limit,
}

/// Limits of one run.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub seconds: f64,
    pub nodes: Option<i32>,
    /// Simplex iterations: a limit that ends at the same point on every machine.
    pub iterations: i64,
    /// Relative and absolute gap, in the objective's own unit.
    pub gap: f64,
    pub absolute_gap: f64,
}

/// What a run found.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub end: End,
    /// Values of all columns, if a feasible point is known.
    pub point: Option<Vec<f64>>,
    pub value: f64,
    /// No plan has less; −∞ if nothing was proven.
    pub bound: f64,
    pub nodes: i64,
}

/// Told while a run goes on: (incumbent, bound); returns whether to stop.
pub type Ticker<'a> = &'a mut dyn FnMut(f64, f64) -> bool;

/// Simplex iterations of one linear relaxation.
const RELAXATION_ITERATIONS: i32 = 400_000;

/// Simplex iterations that one run may take: fewer where each costs more (columns held cost nothing), well under a minute
/// at any size. Counting work
/// instead of time lets the same input end at the same plan on every machine.
pub fn work(program: &Program) -> i64 {
    const NONZEROS: i64 = 2_000_000_000;
    const LEAST: i64 = 20_000;
    let is_free = |col: &Col| program.columns[col.0].lower < program.columns[col.0].upper;
    let terms = program.rows.iter().flat_map(|row| &row.terms);
    let nonzeros = terms.filter(|term| is_free(&term.0)).count();
    (NONZEROS / i64::try_from(nonzeros.max(1)).unwrap_or(i64::MAX)).max(LEAST)
}

/// A programme inside HiGHS.
pub struct Solver {
    model: highs::Model,
    n_columns: usize,
    n_rows: usize,
}

impl std::fmt::Debug for Solver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Solver({} columns, {} rows)",
            self.n_columns, self.n_rows
        )
    }
}

/// HiGHS's version, as `plan.json` reports it.
pub fn version() -> String {
    // SAFETY: the call returns a static, nul-terminated string.
    let text = unsafe { CStr::from_ptr(highs_sys::Highs_version()) };
    text.to_string_lossy().into_owned()
}

impl Solver {
    /// Builds the programme. Same programme, same answer: one thread, fixed seed.
    pub fn new(program: &Program) -> Option<Self> {
        let mut model = build(program).try_into_inner().ok()?;
        model.make_quiet();
        model.try_set_option("threads", 1).ok()?;
        model.try_set_option("parallel", "off").ok()?;
        model.try_set_option("random_seed", 0).ok()?;
        model
            .try_set_option("mip_feasibility_tolerance", 1e-6)
            .ok()?;
        let n_rows = rows_of(&mut model);
        Some(Self {
            model,
            n_columns: program.columns.len(),
            // A row between two bounds became two, one without bounds none.
            n_rows,
        })
    }

    pub fn set_option<V: highs::HighsOptionValue>(&mut self, name: &str, value: V) -> bool {
        self.model.try_set_option(name, value).is_ok()
    }

    /// Whether the programme is simplified first.
    pub fn set_presolve(&mut self, on: bool) -> bool {
        self.set_option("presolve", if on { "choose" } else { "off" })
    }

    /// Minimise these terms from now on.
    pub fn set_objective(&mut self, terms: &Terms) -> bool {
        let mut costs = vec![0.0; self.n_columns];
        for &(col, cost) in terms {
            costs[col.0] = cost;
        }
        let last = index(self.n_columns) - 1;
        // SAFETY: `costs` has one entry for each of the columns 0..=last.
        let status = unsafe {
            highs_sys::Highs_changeColsCostByRange(self.model.as_mut_ptr(), 0, last, costs.as_ptr())
        };
        status == highs_sys::STATUS_OK
    }

    /// A constant of the objective, so that relative gaps are of the whole value.
    pub fn set_offset(&mut self, offset: f64) -> bool {
        // SAFETY: the handle is valid.
        let status =
            unsafe { highs_sys::Highs_changeObjectiveOffset(self.model.as_mut_ptr(), offset) };
        status == highs_sys::STATUS_OK
    }

    /// Adds `lower ≤ Σ terms ≤ upper` and returns its position.
    pub fn add_row(&mut self, terms: &Terms, lower: f64, upper: f64) -> Option<usize> {
        let columns: Vec<_> = terms.iter().map(|term| index(term.0.0)).collect();
        let values: Vec<_> = terms.iter().map(|term| term.1).collect();
        // SAFETY: both slices have `columns.len()` entries and name existing columns.
        let status = unsafe {
            highs_sys::Highs_addRow(
                self.model.as_mut_ptr(),
                lower,
                upper,
                index(columns.len()),
                columns.as_ptr(),
                values.as_ptr(),
            )
        };
        self.n_rows += 1;
        (status == highs_sys::STATUS_OK).then_some(self.n_rows - 1)
    }

    /// Changes a row's bounds.
    pub fn set_row_bounds(&mut self, row: usize, lower: f64, upper: f64) -> bool {
        // SAFETY: the handle is valid; HiGHS refuses a row that is not there.
        let status = unsafe {
            highs_sys::Highs_changeRowBounds(self.model.as_mut_ptr(), index(row), lower, upper)
        };
        status == highs_sys::STATUS_OK
    }

    /// Changes a column's bounds.
    pub fn set_column_bounds(&mut self, column: usize, lower: f64, upper: f64) -> bool {
        // SAFETY: the handle is valid; HiGHS refuses a column that is not there.
        let status = unsafe {
            highs_sys::Highs_changeColBounds(self.model.as_mut_ptr(), index(column), lower, upper)
        };
        status == highs_sys::STATUS_OK
    }

    /// Adds a continuous column with its coefficients by row.
    pub fn add_column(
        &mut self,
        cost: f64,
        lower: f64,
        upper: f64,
        coefficients: &[(usize, f64)],
    ) -> bool {
        let rows: Vec<_> = coefficients.iter().map(|term| index(term.0)).collect();
        let values: Vec<_> = coefficients.iter().map(|term| term.1).collect();
        // SAFETY: both slices have `rows.len()` entries and name existing rows.
        let status = unsafe {
            highs_sys::Highs_addCol(
                self.model.as_mut_ptr(),
                cost,
                lower,
                upper,
                index(rows.len()),
                rows.as_ptr(),
                values.as_ptr(),
            )
        };
        self.n_columns += 1;
        status == highs_sys::STATUS_OK
    }

    /// Writes the programme as MPS with columns `x0`, `x1`, … and the rows' own names.
    pub fn write_mps(&mut self, path: &Path, program: &Program) -> bool {
        let Some(path) = path.to_str().and_then(|path| CString::new(path).ok()) else {
            return false;
        };
        let handle = self.model.as_mut_ptr();
        for i in 0..self.n_columns {
            let Ok(name) = CString::new(format!("x{i}")) else {
                return false;
            };
            // SAFETY: the handle is valid and column `i` exists.
            unsafe { highs_sys::Highs_passColName(handle, index(i), name.as_ptr()) };
        }
        for (i, row) in program.rows.iter().enumerate().take(self.n_rows) {
            let Ok(name) = CString::new(format!("{}_{i}", row.name)) else {
                return false;
            };
            // SAFETY: the handle is valid and row `i` exists.
            unsafe { highs_sys::Highs_passRowName(handle, index(i), name.as_ptr()) };
        }
        // SAFETY: `path` is nul-terminated.
        unsafe { highs_sys::Highs_writeModel(handle, path.as_ptr()) == highs_sys::STATUS_OK }
    }

    /// Solves the whole-number programme, from `start` if there is one.
    pub fn run(&mut self, limits: Limits, start: Option<&[f64]>, ticker: Ticker<'_>) -> Outcome {
        self.set_option("solve_relaxation", false);
        self.set_option("mip_rel_gap", limits.gap);
        self.set_option("mip_abs_gap", limits.absolute_gap);
        self.set_option("mip_max_nodes", limits.nodes.unwrap_or(i32::MAX));
        // SAFETY: the handle is valid; `start`, where given, has one entry a column.
        unsafe {
            let handle = self.model.as_mut_ptr();
            highs_sys::Highs_clearSolver(handle);
            if let Some(start) = start.filter(|start| start.len() == self.n_columns) {
                let none = std::ptr::null();
                highs_sys::Highs_setSolution(handle, start.as_ptr(), none, none, none);
            }
        }
        self.run_handle(limits.seconds, limits.iterations, ticker)
    }

    /// Solves the linear relaxation; `value` and `bound` are its optimum.
    pub fn relax(&mut self, seconds: f64, ticker: Ticker<'_>) -> Outcome {
        self.set_option("solve_relaxation", true);
        self.set_option("simplex_iteration_limit", RELAXATION_ITERATIONS);
        let mut outcome = self.run_handle(seconds, i64::MAX, ticker);
        outcome.bound = if outcome.end == End::Optimal {
            outcome.value
        } else {
            f64::NEG_INFINITY
        };
        self.set_option("solve_relaxation", false);
        self.set_option("simplex_iteration_limit", i32::MAX);
        outcome
    }

    fn run_handle(&mut self, seconds: f64, iterations: i64, ticker: Ticker<'_>) -> Outcome {
        self.set_option("time_limit", seconds.max(0.01));
        let mut state = Callback { ticker, iterations };
        let user: *mut c_void = (&raw mut state).cast();
        // SAFETY: `user` points at `state`, which outlives the run; the callback is unset afterwards.
        unsafe {
            let handle = self.model.as_mut_ptr();
            highs_sys::Highs_zeroAllClocks(handle);
            highs_sys::Highs_setCallback(handle, Some(on_callback), user);
            // A better point, the log of branch and cut, and the moments at which each method asks whether to go on.
            for kind in [2, 4, 5, 6] {
                highs_sys::Highs_startCallback(handle, kind);
            }
            highs_sys::Highs_run(handle);
            highs_sys::Highs_setCallback(handle, None, std::ptr::null_mut());
        }
        self.outcome()
    }

    fn outcome(&mut self) -> Outcome {
        // SAFETY: the handle is valid.
        let status = unsafe { highs_sys::Highs_getModelStatus(self.model.as_mut_ptr()) };
        let end = match status {
            highs_sys::MODEL_STATUS_OPTIMAL => End::Optimal,
            highs_sys::MODEL_STATUS_INFEASIBLE
            | highs_sys::MODEL_STATUS_UNBOUNDED_OR_INFEASIBLE => End::Infeasible,
            _ => End::Limit,
        };
        // 2 is HiGHS's "feasible point".
        let feasible = self.int_info(c"primal_solution_status") == 2;
        Outcome {
            end,
            point: feasible.then(|| self.point()),
            value: self.double_info(c"objective_function_value"),
            bound: self.double_info(c"mip_dual_bound"),
            nodes: self.int64_info(c"mip_node_count"),
        }
    }

    fn point(&mut self) -> Vec<f64> {
        let mut values = vec![0.0; self.n_columns];
        let none = std::ptr::null_mut();
        // SAFETY: `values` has one entry a column; the other arrays are not wanted.
        unsafe {
            highs_sys::Highs_getSolution(
                self.model.as_mut_ptr(),
                values.as_mut_ptr(),
                none,
                none,
                none,
            );
        }
        values
    }

    /// Dual values of all rows after a linear relaxation.
    pub fn duals(&mut self) -> Vec<f64> {
        let mut duals = vec![0.0; self.n_rows];
        let none = std::ptr::null_mut();
        // SAFETY: `duals` has one entry a row; the other arrays are not wanted.
        unsafe {
            highs_sys::Highs_getSolution(
                self.model.as_mut_ptr(),
                none,
                none,
                none,
                duals.as_mut_ptr(),
            );
        }
        duals
    }

    fn double_info(&mut self, name: &CStr) -> f64 {
        let mut value = f64::NAN;
        // SAFETY: `value` is a double, as this info is.
        unsafe {
            highs_sys::Highs_getDoubleInfoValue(
                self.model.as_mut_ptr(),
                name.as_ptr(),
                &raw mut value,
            )
        };
        value
    }

    fn int_info(&mut self, name: &CStr) -> i32 {
        let mut value = 0;
        // SAFETY: `value` is a HighsInt, as this info is.
        unsafe {
            highs_sys::Highs_getIntInfoValue(self.model.as_mut_ptr(), name.as_ptr(), &raw mut value)
        };
        value
    }

    fn int64_info(&mut self, name: &CStr) -> i64 {
        let mut value = 0;
        // SAFETY: `value` is 64 bits wide, as this info is.
        unsafe {
            highs_sys::Highs_getInt64InfoValue(
                self.model.as_mut_ptr(),
                name.as_ptr(),
                &raw mut value,
            )
        };
        value
    }
}

fn rows_of(model: &mut highs::Model) -> usize {
    // SAFETY: the handle is valid.
    let rows = unsafe { highs_sys::Highs_getNumRow(model.as_mut_ptr()) };
    usize::try_from(rows).unwrap_or(0)
}

fn index(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn build(program: &Program) -> good_lp::solvers::highs::HighsProblem {
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = program
        .columns
        .iter()
        .map(|column| {
            let definition = variable().min(column.lower).max(column.upper);
            variables.add(if column.integer {
                definition.integer()
            } else {
                definition
            })
        })
        .collect();
    let mut problem = variables
        .minimise(Expression::default())
        .using(good_lp::highs);
    for row in &program.rows {
        let mut sum = Expression::with_capacity(row.terms.len());
        for &(col, coefficient) in &row.terms {
            sum.add_mul(coefficient, columns[col.0]);
        }
        if row.lower == row.upper {
            problem.add_constraint(constraint::eq(sum, row.lower));
            continue;
        }
        if row.lower.is_finite() {
            problem.add_constraint(constraint::geq(sum.clone(), row.lower));
        }
        if row.upper.is_finite() {
            problem.add_constraint(constraint::leq(sum, row.upper));
        }
    }
    problem
}

/// What a callback needs.
struct Callback<'a> {
    ticker: Ticker<'a>,
    iterations: i64,
}

/// Passes HiGHS's progress to the ticker, and its wish to stop back.
unsafe extern "C" fn on_callback(
    _kind: std::os::raw::c_int,
    _message: *const c_char,
    out: *const highs_sys::HighsCallbackDataOut,
    into: *mut highs_sys::HighsCallbackDataIn,
    user: *mut c_void,
) {
    // SAFETY: HiGHS passes valid structures for the length of the call; `user` is the state set in `run_handle`.
    unsafe {
        if out.is_null() || user.is_null() {
            return;
        }
        let state = &mut *user.cast::<Callback<'_>>();
        let stop = (state.ticker)((*out).mip_primal_bound, (*out).mip_dual_bound)
            || (*out).mip_total_lp_iterations > state.iterations;
        if stop && !into.is_null() {
            (*into).user_interrupt = 1;
        }
    }
}
