//! What a plan looks like on the way out: JSON, text, workbook, page; and `plan.json` on the way back in.

pub mod files;
pub mod findings;
pub mod plan_json;
