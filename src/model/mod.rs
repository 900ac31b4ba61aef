//! The mathematical model: variables and rows, tagged with their rule; knows expressions, no solver.

pub mod rows;
