//! Tiny random counties and a brute force that plans them, for tests that compare with the solver.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(unreachable_pub, reason = "test binaries export nothing")]

pub mod abc;
pub mod alone;
pub mod brute;
pub mod choices;
pub mod county;
pub mod dice;
pub mod people;
pub mod planned;
pub mod rows;
pub mod rule_tables;
pub mod solving;
pub mod supply;
pub mod switched;
pub mod units;
