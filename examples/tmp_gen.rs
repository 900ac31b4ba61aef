//! Temporary.
fn main() {
    let spec = lungang::generate::Spec::new(40, 1200, 2024);
    let parts =
        lungang::generate::county(&spec, lungang::read::scenario::default_settings()).expect("x");
    let dir = std::path::Path::new("/tmp/gen_mc");
    let _ = std::fs::remove_dir_all(dir);
    lungang::generate::write(
        &parts,
        dir,
        "lungang generate DIR --schools 40 --teachers 1200 --seed 2024",
    )
    .expect("x");
}
