//! What offices hand out: a letter to each teacher whom a plan moves, a notice to each school, with reasons and a
//! place to sign; as a page to print and as .docx.

mod closing;
mod docx;
mod effect;
mod page;
mod paper;
mod reasons;
mod school;
mod teacher;

pub use docx::docx;
pub use page::{page, pages};
pub use paper::{Paper, Part};
pub use school::notice;
pub use teacher::letter;
