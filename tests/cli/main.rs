//! The program as a process: exit codes, help, findings, the summary, and what is written.

mod audits;
mod export;
mod pages;
mod papers;
mod plans;
mod support;
mod words;
mod workbook;
