//! The model of a level as a file for other solvers.

use crate::support::{code, fixture, lungang, stderr, text};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn a_level_is_exported_with_its_names() {
    let folder = fixture("tiny");
    let mps = folder.path().join("model.mps");
    let base = ["export", text(folder.path()), "--mps", text(&mps)];
    let output = lungang(&base);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let model = fs::read_to_string(&mps).expect("a model");
    assert!(model.is_ascii() && model.contains("ROWS"));
    assert!(folder.path().join("model.names.csv").is_file());
    let unknown = lungang(&[&base[..], &["--level", "nonsense"]].concat());
    assert_eq!(code(&unknown), 2);
    let naive = lungang(&[&base[..], &["--formulation", "naive"]].concat());
    assert_eq!(code(&naive), 0, "{}", stderr(&naive));
}

/// Every column of the model stands once in the CSV, and a posting's row says who may go from where to where.
#[test]
fn every_column_of_an_exported_model_has_a_name() {
    let folder = fixture("tiny");
    let mps = folder.path().join("model.mps");
    let output = lungang(&["export", text(folder.path()), "--mps", text(&mps)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let model = fs::read_to_string(&mps).expect("a model");
    let sections: Vec<_> = model
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    let named: Vec<_> = sections
        .iter()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        named,
        ["NAME", "ROWS", "COLUMNS", "RHS", "BOUNDS", "ENDATA"]
    );
    let columns = model
        .split("\nCOLUMNS\n")
        .nth(1)
        .and_then(|rest| rest.split("\nRHS").next())
        .expect("columns");
    let used: BTreeSet<_> = columns
        .lines()
        .filter(|line| !line.contains("'MARKER'"))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    let mut names = csv::Reader::from_path(folder.path().join("model.names.csv")).expect("names");
    let rows: Vec<_> = names.records().map(|row| row.expect("a row")).collect();
    let mapped: BTreeSet<_> = rows
        .iter()
        .filter(|row| &row[1] != "unit")
        .map(|row| row[0].to_owned())
        .collect();
    assert!(!used.is_empty() && used.is_subset(&mapped));
    assert_eq!(&rows[0][4], "0101", "the school left: {:?}", rows[0]);
    assert!(rows[0][7].starts_with('T'), "the teachers: {:?}", rows[0]);
}
