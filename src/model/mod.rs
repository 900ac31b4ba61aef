//! The mathematical model: columns and rows, tagged with their rule; knows no solver.

pub mod balance;
mod bounds;
pub mod build;
pub mod burden;
pub mod classes;
pub mod cone;
pub mod coverage;
pub mod goals;
pub mod groups;
pub mod itinerant;
pub mod lump;
pub mod outlets;
pub mod own_first;
pub mod program;
pub mod regular;
pub mod remote;
mod rounding;
pub mod rows;
pub mod spread;
pub mod supply;
