//! The county in plain types and the arithmetic that follows from them: no serde, no I/O, nothing above.

pub mod allowance;
pub mod assemble;
pub mod balance;
pub mod before;
pub mod coverage;
pub mod date;
pub mod eligibility;
pub mod flow;
pub mod ids;
pub mod in_turn;
pub mod instance;
pub mod load;
pub mod need;
pub mod plan;
pub mod posting;
pub mod records;
pub mod returns;
pub mod school;
pub mod settings;
pub mod share;
pub mod split;
pub mod supply;
pub mod teacher;
pub mod travel;
pub mod words;
