//! Solves the model level by level and gives the counts back to people.

pub mod formulate;
pub mod highs;
pub mod levels;
pub mod people;
mod unit_lessons;
