//! Solves the model level by level and gives the counts back to people.

pub mod highs;
pub mod people;
mod unit_lessons;
