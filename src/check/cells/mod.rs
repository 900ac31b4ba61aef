//! Cell parsing, in one place: each form of a date, number, flag and id that the contract lists.

pub(super) mod date;
pub(super) mod flag;
pub(super) mod id;
pub(super) mod number;

use crate::finding::Text;
use crate::read::codes::Code;

/// Why a cell does not parse.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mistake {
    pub(super) code: &'static Code,
    pub(super) message: Text,
    pub(super) hint: Text,
}
