//! Generated counties read back as they were written, and the shipped scenarios are what their READMEs say.

use lungang::check::check;
use lungang::domain::assemble::{Parts, assemble};
use lungang::domain::instance::Instance;
use lungang::domain::words::{SchoolKind, Sex, Subject, Tier};
use lungang::finding::{Finding, Severity};
use lungang::generate::{Spec, WriteError, county, roster_for, write, write_roster};
use lungang::read::{scenario, tables};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name)
}

fn parts(spec: &Spec) -> Parts {
    county(spec, scenario::default_settings()).expect("within the limits")
}

fn read(dir: &Path) -> (Instance, Vec<Finding>) {
    let scenario = scenario::load(dir, &[]).expect("a scenario without mistakes");
    let (draft, mut findings) = tables::read(&scenario);
    let (instance, more) = check(&scenario, &draft);
    findings.extend(more);
    (instance.expect("an instance"), findings)
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

fn bytes(path: PathBuf) -> Vec<u8> {
    std::fs::read(&path).expect("a file that can be read")
}

#[test]
fn a_county_reads_back_as_it_was_written() {
    for (n_schools, n_teachers) in [(3, 40), (20, 400), (120, 4_000), (300, 15_000)] {
        let parts = parts(&Spec::new(n_schools, n_teachers, 11));
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path().join("new").join("county");
        write(&parts, &dir, "lungang generate").expect("written");
        let (instance, findings) = read(&dir);
        assert_eq!(
            codes(&findings),
            ["minutes_estimated"],
            "{n_schools} schools"
        );
        assert_eq!(instance, assemble(parts));
        let left: Vec<_> = dir
            .parent()
            .expect("one")
            .read_dir()
            .expect("read")
            .collect();
        assert_eq!(left.len(), 1, "nothing but the county is left");
    }
}

#[test]
fn small_counties_of_every_shape_read_back_without_errors() {
    for n_schools in 1..=16 {
        for per_school in [1, 4, 30, 100] {
            let spec = Spec {
                n_districts: (n_schools % 3 == 0).then_some(n_schools / 2 + 1),
                eligible_permille: [375, 950][n_schools % 2],
                ..Spec::new(n_schools, n_schools * per_school, per_school as u64)
            };
            let parts = parts(&spec);
            let folder = tempfile::tempdir().expect("a folder");
            write(&parts, folder.path(), "lungang generate").expect("written");
            assert_eq!(read(folder.path()).0, assemble(parts));
        }
    }
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("note.txt"), "mine").expect("written");
    let parts = parts(&Spec::new(1, 10, 1));
    let refused = write(&parts, folder.path(), "lungang generate");
    assert!(matches!(refused, Err(WriteError::Usage(_))));
    assert_eq!(folder.path().read_dir().expect("read").count(), 1);
}

/// The tables of a seed are the same on every machine and in every version.
#[test]
fn mengcheng_is_what_its_command_makes() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("county");
    let parts = parts(&Spec::new(40, 1_200, 2024));
    write(&parts, &dir, "lungang generate").expect("written");
    for table in ["schools.csv", "teachers.csv"] {
        let made = bytes(dir.join(table));
        assert!(
            made == bytes(shipped("mengcheng-2024").join(table)),
            "{table}"
        );
    }
}

#[test]
fn mengcheng_has_no_mistake_and_enough_people_for_its_shares() {
    let (instance, findings) = read(&shipped("mengcheng-2024"));
    assert_eq!(codes(&findings), ["minutes_estimated"]);
    enough_people(&instance);
}

#[test]
fn nantou_s_roster_is_what_its_command_makes() {
    let dir = shipped("nantou-2024");
    let scenario = scenario::load(&dir, &[]).expect("a scenario without mistakes");
    let roster = roster_for(&scenario, 113).0.expect("a roster");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("teachers.csv");
    write_roster(&roster.teachers, &roster.schools, &file).expect("written");
    assert!(bytes(file) == bytes(dir.join("teachers.csv")));
}

#[test]
fn nantou_s_schools_are_as_published_and_its_people_as_counted() {
    let dir = shipped("nantou-2024");
    let digest = Sha256::digest(bytes(dir.join("nantou_primary_113.csv")));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "f557e8bf66f124cd3e2482e7f9b31c127b32751229606d0b90750f801258bc18"
    );
    let (instance, findings) = read(&dir);
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    assert_eq!(errors.count(), 0);
    assert_eq!(instance.schools.len(), 140);
    assert_eq!(instance.teachers.len(), 2_644);
    let rural = instance.schools.iter().filter(|s| s.tier == Tier::Rural);
    assert_eq!(rural.count(), 82);
    assert_eq!(instance.schools[0].id, "081313");
    enough_people(&instance);
}

/// A tenth of the eligible can go and a fifth of them can be backbone teachers; villages lack arts teachers.
fn enough_people(instance: &Instance) {
    let eligible: Vec<_> = instance
        .teacher_indices()
        .filter(|&t| instance.is_eligible(t))
        .collect();
    let share = eligible.len() as f64 / instance.teachers.len() as f64;
    assert!((0.35..=0.40).contains(&share), "{share}");
    let backbone = eligible
        .iter()
        .filter(|&&t| instance.teacher(t).backbone.counts());
    assert!(backbone.count() * 20 > eligible.len());
    let music = Subject::Music.index();
    let short = instance.unit_indices().filter(|&unit| {
        let school = instance.school_of(unit);
        school.tier == Tier::Rural
            && school.kind != SchoolKind::Special
            && instance.before[unit.0][music] > 0
    });
    assert!(short.count() >= 5);
}

/// A ministry's file with a nine-year school, a special school and a school without teachers.
const FOREIGN: &str = "\
代码,校名,类型,地区,男,女,小学生,初中生,1班,2班,3班,4班,5班,6班,7班,8班,9班
01,甲,九年一贯制,镇区,20,34,400,300,2,2,2,2,2,2,2,2,2
02,乙,特殊教育,镇区,3,6,40,0,0,0,0,0,0,0,0,0,0
03,丙,小学,乡村,0,0,0,0,0,0,0,0,0,0,0,0,0
04,丁,小学,乡村,7,5,90,0,1,1,1,1,1,1,0,0,0
";

fn foreign_scenario(columns: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let classes: String = (1..=9)
        .map(|grade| format!("classes_g{grade} = \"{grade}班\"\n"))
        .collect();
    let toml = format!(
        "name = \"x\"\nyear = 2024\n[tables.schools]\nfile = \"ministry.csv\"\n[tables.schools.columns]\n\
         school_id = \"代码\"\nname = \"校名\"\nstage = \"类型\"\ntier = \"地区\"\n\
         pupils_primary = \"小学生\"\npupils_junior = \"初中生\"\n{classes}{columns}"
    );
    std::fs::write(folder.path().join("scenario.toml"), toml).expect("written");
    std::fs::write(folder.path().join("ministry.csv"), FOREIGN).expect("written");
    folder
}

#[test]
fn a_roster_has_the_people_of_the_table() {
    let folder = foreign_scenario("staff_male = \"男\"\nstaff_female = \"女\"\n");
    let scenario = scenario::load(folder.path(), &[]).expect("a scenario without mistakes");
    let (roster, _) = roster_for(&scenario, 9);
    let roster = roster.expect("a roster");
    write_roster(
        &roster.teachers,
        &roster.schools,
        &folder.path().join("teachers.csv"),
    )
    .expect("written");
    let (instance, _) = read(folder.path());
    assert_eq!(instance.teachers.len(), 75);
    let men = instance.teachers.iter().filter(|t| t.sex == Sex::Male);
    assert_eq!(men.count(), 30);
    for (unit, low, high) in [(0, 25, 33), (1, 21, 29)] {
        let staff = instance.staff()[unit];
        assert!((low..=high).contains(&staff), "{staff} in unit {unit}");
    }
}

#[test]
fn a_table_that_counts_nobody_is_a_finding() {
    let folder = foreign_scenario("");
    let scenario = scenario::load(folder.path(), &[]).expect("a scenario without mistakes");
    let (roster, findings) = roster_for(&scenario, 9);
    assert!(roster.is_none());
    let columns = findings.iter().map(|f| f.place.column.as_deref());
    assert!(columns.into_iter().any(|c| c == Some("staff_male")));
}
