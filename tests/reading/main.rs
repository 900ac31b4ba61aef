//! Reading and checking, from files on disk to a county or its findings.

mod canonical;
mod feedback;
mod files;
mod findings;
mod maps;
mod people;
mod random;
mod records;
mod schools;
mod slips;
mod support;
mod teachers;
mod unread;
mod workbooks;
