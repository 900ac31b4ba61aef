//! Why a plan is as it is, or why there is none: every number that is not read from the plan is solved again.

pub mod clauses;
pub mod conflict;
pub mod facts;
pub mod infeasible;
pub mod ladder;
pub mod relax;
pub mod said;
pub mod what_if;
mod years;
