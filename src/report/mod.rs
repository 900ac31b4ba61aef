//! What a plan looks like on the way out: JSON, text, workbook, page; and `plan.json` on the way back in.

pub mod at_school;
pub mod balance;
pub mod cells;
pub mod changes;
pub mod diff;
pub mod figures;
pub mod files;
pub mod findings;
pub mod folder;
pub mod gaps;
pub mod html;
pub mod indicators;
pub mod kept;
pub mod key_names;
pub mod letters;
pub mod money;
pub mod plan_json;
pub mod rule_notes;
pub mod source;
pub mod summary;
pub mod supply;
pub mod table;
pub mod tightness;
pub mod walks;
pub mod words;
pub mod xlsx;
