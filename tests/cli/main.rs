//! The program as a process: exit codes, help, findings, the summary, and what is written.

mod audits;
mod carry;
mod changes;
mod chinese;
mod explained;
mod export;
mod folders;
mod futures;
mod hints;
mod pages;
mod papers;
mod plans;
mod reasons;
mod relaxed;
mod rendered;
mod replanned;
mod stopped;
mod support;
mod translated;
mod words;
mod workbook;
