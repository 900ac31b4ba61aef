//! Generated counties in a folder of their own.

use lungang::generate::{self, Spec};
use lungang::read::scenario;
use lungang::run::{self, County};
use tempfile::TempDir;

pub(crate) fn folder((n_schools, n_teachers): (usize, usize), seed: u64) -> TempDir {
    let spec = Spec::new(n_schools, n_teachers, seed);
    let parts = generate::county(&spec, scenario::default_settings()).expect("a sound spec");
    let folder = tempfile::tempdir().expect("a folder");
    generate::write(&parts, folder.path(), "benches").expect("written");
    folder
}

pub(crate) fn read(folder: &TempDir, sets: &[String]) -> County {
    run::county(folder.path(), sets).expect("a county without errors")
}
