//! The only floor that opens input files.

pub mod columns;
pub mod scenario;
