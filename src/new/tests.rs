//! The new scenario, read back.

use super::*;
use crate::domain::words::{Subject, Tier};
use crate::read::columns::{Kind, columns, find};
use crate::read::scenario::load;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::io::Read;
use tempfile::TempDir;

fn made(lang: Lang) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    create(&dir.path().join("county"), lang).expect("a scenario");
    dir
}

#[test]
fn the_new_scenario_loads_and_has_its_rules_on() {
    for lang in [Lang::Zh, Lang::En] {
        let dir = made(lang);
        let scenario = load(&dir.path().join("county"), &[]).expect("no mistakes");
        assert_eq!(scenario.rules.len(), 8, "{lang:?}");
        assert!(scenario.data.is_some_and(|path| path.is_file()));
    }
}

#[test]
fn the_workbook_has_the_headers_of_the_catalogue_and_typed_cells() {
    let dir = made(Lang::Zh);
    let path = dir.path().join("county").join(WORKBOOK);
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    assert_eq!(
        book.sheet_names(),
        ["说明", "学校", "教师", "需求", "道路", "反馈"]
    );
    for (table, sample) in &workbook::SAMPLES {
        let sheet = book.worksheet_range(table.chinese()).expect("a sheet");
        let headers: Vec<_> = sheet.headers().expect("headers");
        let wanted: Vec<_> = columns(*table).iter().map(|c| c.header()).collect();
        assert_eq!(headers, wanted);
        assert_eq!(sheet.height(), sample.cells().len() + 1);
        for row in sheet.rows().skip(1) {
            for (cell, column) in row.iter().zip(columns(*table)) {
                let fits = match (cell, column.kind) {
                    (Data::Empty, _) => !column.required,
                    (Data::DateTime(_), Kind::Date) => true,
                    (Data::Float(_), Kind::Whole | Kind::Number | Kind::Degrees) => true,
                    (Data::String(text), Kind::Word(words)) => {
                        words().iter().any(|(_, zh)| zh.contains(&text.as_str()))
                    }
                    (Data::String(_), kind) => !matches!(kind, Kind::Date | Kind::Whole),
                    _ => false,
                };
                assert!(fits, "{} holds {cell:?}", column.name);
            }
        }
    }
}

#[test]
fn sample_headers_are_all_known() {
    for (table, sample) in &workbook::SAMPLES {
        let rows = sample.cells();
        assert!(!rows.is_empty());
        for (header, _) in &rows[0] {
            let column = find(*table, header).expect("a known header");
            assert_eq!(column.header(), header);
        }
    }
}

#[test]
fn word_columns_have_drop_down_lists_and_headers_notes() {
    let bytes = workbook::bytes(Lang::Zh).expect("a workbook");
    assert_eq!(bytes, workbook::bytes(Lang::Zh).expect("a workbook"));
    let schools = part(&bytes, "xl/worksheets/sheet2.xml");
    let teachers = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(schools.contains("\"城区,镇区,乡村\""));
    assert!(schools.contains("\"是,否\""));
    assert!(teachers.contains("\"教师,副校长,校长\""));
    assert!(
        teachers.contains("topLeftCell=\"C2\""),
        "the header row is frozen"
    );
    assert!(part(&bytes, "xl/comments1.xml").contains("学校的唯一代码"));
}

/// One file inside the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a part");
    file.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn nothing_is_overwritten() {
    let dir = made(Lang::Zh);
    let county = dir.path().join("county");
    let before = std::fs::read(county.join(SCENARIO)).expect("a file");
    let error = create(&county, Lang::Zh).expect_err("refused");
    assert!(matches!(error, NewError::Exists(_)));
    assert!(error.text().zh.contains("已经存在"));
    assert_eq!(
        std::fs::read(county.join(SCENARIO)).expect("a file"),
        before
    );
    std::fs::write(dir.path().join("file"), "").expect("a file");
    assert!(matches!(
        create(&dir.path().join("file"), Lang::En),
        Err(NewError::Io { .. })
    ));
}

#[test]
fn the_sample_rows_have_no_finding_and_room_for_the_two_shares() {
    let dir = made(Lang::Zh);
    let scenario = load(&dir.path().join("county"), &[]).expect("no mistakes");
    let (draft, mut findings) = crate::read::tables::read(&scenario);
    let (instance, more) = crate::check::check(&scenario, &draft);
    findings.extend(more);
    assert_eq!(findings, []);
    let instance = instance.expect("an instance");
    let eligible: Vec<_> = instance
        .teacher_indices()
        .filter(|&teacher| instance.is_eligible(teacher))
        .collect();
    let backbone = eligible
        .iter()
        .filter(|&&teacher| instance.teacher(teacher).backbone.counts());
    assert_eq!((eligible.len(), backbone.count()), (32, 4));
    let rural_gap: u32 = instance
        .unit_indices()
        .filter(|&unit| instance.school_of(unit).tier == Tier::Rural)
        .flat_map(|unit| [Subject::Pe, Subject::Music, Subject::Art].map(|s| (unit, s)))
        .map(|(unit, subject)| instance.before[unit.0][subject.index()])
        .sum();
    assert!(rural_gap > 60, "{rural_gap}");
}
