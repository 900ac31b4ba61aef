//! lungang (轮岗): plans a county's teacher rotation and proves the plan best, level by level.
//!
//! The floors, bottom to top; each imports only what stands below it: [`domain`], [`finding`], [`read`], [`check`],
//! [`model`], [`rules`], [`solve`], [`audit`], [`report`], [`explain`], [`carry`], [`generate`], [`new`], [`run`],
//! [`baseline`], [`compare`], [`replan`], [`cli`].

// The cases in the rules' files share rows of tables with the test binaries, to which this crate is `lungang`.
#[cfg(test)]
extern crate self as lungang;

pub mod audit;
pub mod baseline;
pub mod carry;
pub mod check;
pub mod cli;
pub mod compare;
pub mod domain;
pub mod explain;
pub mod finding;
pub mod generate;
pub mod model;
pub mod new;
pub mod read;
pub mod replan;
pub mod report;
pub mod rules;
pub mod run;
pub mod solve;
