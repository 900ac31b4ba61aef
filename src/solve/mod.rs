//! Solves the model level by level and gives the counts back to people.

pub mod formulate;
pub mod highs;
mod improve;
pub mod levels;
pub mod people;
mod reduce;
mod start;
mod unit_lessons;
