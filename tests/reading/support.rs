//! A tiny county in a temporary folder, whose tables a test changes before it is read and checked.

#![allow(unreachable_pub, reason = "a test crate has no outside")]

use lungang::check::{self, canonical, codes};
use lungang::domain::instance::Instance;
use lungang::finding::{Finding, Severity};
use lungang::read::scenario::{self, Scenario};
use lungang::read::tables;
use std::collections::BTreeMap;
use std::path::Path;

pub const SCHOOLS: &str = "\
school_id,name,stage,tier,district,hub,lon,lat,pupils_primary,pupils_junior,classes_g1,classes_g7
S1,城关小学,小学,城区,一学区,,116.56,33.26,40,,1,
S2,王庄学校,九年一贯制,乡村,一学区,S1,116.60,33.30,30,35,1,1
S3,特教学校,特殊教育,城区,,,116.57,33.27,,,,
";

pub const TEACHERS: &str = "\
teacher_id,name,sex,birth,school_id,home_school_id,stage,subject,second_subjects,since,away_until,last_rotated,wishes,spouse
T1,甲,男,1985-03,S1,,,语文,音乐、美术,2010-09,,,S2,T2
T2,乙,女,1986-03,S2,,小学,数学,,2012-09,,,,T1
T3,丙,女,1987-03,S2,,初中,物理,,2013-09,,,,
T4,丁,男,1988-03,S3,,,其他,,2014-09,,,,
";

pub const SCENARIO: &str = "name = \"试验县\"\nyear = 2024\n";

/// Files by name; a test puts in what it needs.
pub struct County {
    pub files: BTreeMap<String, Vec<u8>>,
}

/// What reading and checking a county gives.
pub struct Outcome {
    pub instance: Option<Instance>,
    pub findings: Vec<Finding>,
    pub scenario: Scenario,
}

impl County {
    /// Three schools, four teachers, nothing wrong.
    pub fn new() -> Self {
        let files = [
            ("scenario.toml", SCENARIO),
            ("schools.csv", SCHOOLS),
            ("teachers.csv", TEACHERS),
        ];
        Self {
            files: files
                .into_iter()
                .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
                .collect(),
        }
    }

    /// Puts a file in, or replaces it.
    pub fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.files
            .insert(name.to_owned(), content.as_ref().to_vec());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.files.remove(name);
        self
    }

    /// Replaces text in a file, which must contain it.
    pub fn replace(mut self, name: &str, old: &str, new: &str) -> Self {
        let bytes = self.files.get_mut(name).expect("the county has the file");
        let text = String::from_utf8(bytes.clone()).expect("the file is UTF-8");
        assert!(text.contains(old), "{name} has no {old}");
        *bytes = text.replace(old, new).into_bytes();
        self
    }

    pub fn check(&self) -> Outcome {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, content) in &self.files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, content).expect("a written file");
        }
        check_folder(folder.path())
    }
}

/// Reads and checks a scenario folder.
pub fn check_folder(folder: &Path) -> Outcome {
    let scenario = scenario::load(folder, &[]).expect("a sound scenario.toml");
    let (draft, mut findings) = tables::read(&scenario);
    let (instance, more) = check::check(&scenario, &draft);
    findings.extend(more);
    check::sort(&mut findings);
    Outcome {
        instance,
        findings,
        scenario,
    }
}

impl Outcome {
    /// The codes found, each once, with row and column; but that minutes are estimated, true of nearly every county here.
    pub fn codes(&self) -> Vec<String> {
        self.findings
            .iter()
            .filter(|finding| finding.code != codes::MINUTES_ESTIMATED.name)
            .map(|finding| {
                let place = &finding.place;
                let row = place.row.map_or(String::new(), |row| row.to_string());
                let column = place.column.as_deref().unwrap_or("");
                format!("{} {row} {column}", finding.code).trim().to_owned()
            })
            .collect()
    }

    /// The findings of a code.
    pub fn of(&self, code: &str) -> Vec<&Finding> {
        let found = self.findings.iter();
        found.filter(|finding| finding.code == code).collect()
    }

    /// The instance of a county without errors.
    pub fn sound(&self) -> &Instance {
        let errors: Vec<_> = self.findings.iter().map(|f| (f.code, &f.place)).collect();
        self.instance
            .as_ref()
            .unwrap_or_else(|| panic!("findings: {errors:?}"))
    }

    /// What the hash is taken over.
    pub fn canonical(&self) -> String {
        canonical::text(self.sound(), &self.scenario)
    }

    pub fn sha256(&self) -> String {
        canonical::sha256(self.sound(), &self.scenario)
    }
}

/// A replacement in a table and the codes, with row and column, that follow.
pub type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

pub fn run(cases: &[Case]) {
    for (file, old, new, wanted) in cases {
        let outcome = County::new().replace(file, old, new).check();
        assert_eq!(outcome.codes(), *wanted, "{old} → {new}");
        let has_error = outcome
            .findings
            .iter()
            .any(|f| f.severity == Severity::Error);
        assert_eq!(outcome.instance.is_none(), has_error, "{old} → {new}");
        for finding in &outcome.findings {
            for text in [&finding.message, &finding.hint] {
                assert!(
                    !text.zh.is_empty() && !text.en.is_empty(),
                    "{}",
                    finding.code
                );
                assert!(
                    !text.en.ends_with('.') && !text.zh.ends_with('。'),
                    "{}",
                    text.en
                );
            }
        }
    }
}
