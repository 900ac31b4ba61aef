//! Why a plan is as it is, or why there is none: every number that is not read from the plan is solved again.

pub mod clauses;
pub mod conflict;
pub mod facts;
pub mod gap;
mod gap_near;
pub mod infeasible;
pub mod kept;
pub mod ladder;
pub mod means;
pub mod near;
pub mod relax;
pub mod rule;
pub mod said;
pub mod school;
mod specialists;
pub mod stand;
pub mod teacher;
pub mod what_if;
mod years;
