//! Solves the model level by level and gives the counts back to people.

mod ahead;
mod ask;
mod beside;
mod export;
mod follow;
pub mod formulate;
pub mod highs;
mod improve;
mod known;
mod laid;
mod lead;
mod lessons;
mod level;
pub mod levels;
mod mend;
mod nearby;
mod outcome;
pub mod parallel;
mod part;
pub mod people;
mod proof;
mod reduce;
mod regions;
mod relaxation;
mod root;
mod run;
mod stages;
mod start;
mod supplied;
mod unit_lessons;
mod whole;

pub use ask::{begins_from_plans, feasible, solve, solve_from, solve_near};
pub use export::export;
pub use levels::{LevelResult, LevelStatus};
pub use outcome::{Formulation, Near, Options, Progress, SolveError, Solved, Watch};
pub use part::{Guide, Part, better_in_part, solve_part};
