//! Files to tables: encodings, names, headers, row numbers, and what cannot be read.

use crate::support::{County, SCENARIO, SCHOOLS, TEACHERS, check_folder};
use encoding_rs::{GB18030, GBK};
use lungang::read::tables::MAX_BYTES;

#[test]
fn a_clean_county_has_no_findings() {
    let outcome = County::new().check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    let instance = outcome.sound();
    assert_eq!((instance.schools.len(), instance.units.len()), (3, 3));
    let teacher = &instance.teachers[0];
    assert_eq!(teacher.second_subjects.len(), 2);
    assert_eq!(teacher.wishes.len(), 1);
    assert!(teacher.certified && !teacher.homeroom);
}

#[test]
fn every_promised_encoding_reads_the_same() {
    let wanted = County::new().check().sha256();
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for (name, encode) in [
        ("BOM", &|text: &str| format!("\u{feff}{text}").into_bytes()),
        ("GBK", &|text: &str| GBK.encode(text).0.into_owned()),
        ("GB18030", &|text: &str| GB18030.encode(text).0.into_owned()),
        ("UTF-16", &utf_16),
        ("CR LF", &|text: &str| {
            text.replace('\n', "\r\n").into_bytes()
        }),
        ("semicolons", &|text: &str| {
            text.replace(',', ";").into_bytes()
        }),
    ] as [(&str, &dyn Fn(&str) -> Vec<u8>); 6]
    {
        let outcome = County::new()
            .with("schools.csv", encode(SCHOOLS))
            .with("teachers.csv", encode(TEACHERS))
            .check();
        assert_eq!(outcome.codes(), Vec::<String>::new(), "{name}");
        assert_eq!(outcome.sha256(), wanted, "{name}");
    }
}

#[test]
fn chinese_names_and_headers_in_any_order_read_the_same() {
    let schools = "\
一年级班数,七年级班数,中心校,学校代码,学校名称,学 段,城乡类型*,学区,经度,纬度,小学在校生,初中在校生
１,,,S1,城关小学,小学,城区,一学区,１１６．５６,33.26,40,
1,1,S1, S2 ,王庄学校,九年一贯制,乡村,一学区,116.60,33.30,30,35
,,,S3,特教学校,特殊教育,城区,,116.57,33.27,,
";
    let outcome = County::new()
        .without("schools.csv")
        .with("学校.csv", schools)
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert_eq!(outcome.sha256(), County::new().check().sha256());
}

#[test]
fn what_is_no_table_is_a_finding() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    let header = SCHOOLS.lines().next().expect("a header");
    let mixed = [SCHOOLS.as_bytes(), &GBK.encode("S4,李集小学,小学\n").0].concat();
    for (content, codes) in [
        (png, "file_binary"),
        (b"a\0b,c", "file_binary"),
        (b"", "file_empty"),
        (b" \n\n", "file_empty"),
        (b"\xff\xff\xff,\xff", "encoding_unknown"),
        (header.as_bytes(), "table_without_rows"),
        (b",,\n,,\n", "table_without_rows"),
        (&mixed, "encoding_mixed 5"),
        (b"school_id,name\n1,\"x\n2,y\n3,z\n", "quote_unclosed 2"),
    ] {
        let outcome = County::new().with("schools.csv", content).check();
        assert!(outcome.instance.is_none());
        assert_eq!(outcome.codes(), [codes]);
        assert_eq!(
            outcome.findings[0].place.file.as_deref(),
            Some("schools.csv")
        );
    }
}

#[test]
fn a_missing_table_and_a_double_one_are_findings() {
    let outcome = County::new().without("teachers.csv").check();
    assert_eq!(outcome.codes(), ["table_missing"]);
    let outcome = County::new()
        .without("schools.csv")
        .replace("teachers.csv", "甲,男", "甲,人")
        .check();
    assert_eq!(outcome.codes(), ["table_missing", "word_unknown 2 sex"]);
    let outcome = County::new().with("学校.csv", SCHOOLS).check();
    assert_eq!(outcome.codes(), ["table_twice"]);
    assert!(
        outcome.findings[0]
            .message
            .en
            .contains("`schools.csv`, `学校.csv`")
    );
    let outcome = County::new()
        .with("needs.csv", "学校代码,学段,学科,周课时\n")
        .check();
    assert_eq!(outcome.codes(), ["table_empty"]);
    assert!(outcome.instance.is_some());
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("scenario.toml"), SCENARIO).expect("written");
    std::fs::write(path("teachers.csv"), TEACHERS).expect("written");
    let file = std::fs::File::create(path("schools.csv")).expect("created");
    file.set_len(MAX_BYTES + 1).expect("a sparse file");
    assert_eq!(check_folder(folder.path()).codes(), ["file_too_large"]);
    std::fs::remove_file(path("schools.csv")).expect("removed");
    std::fs::create_dir(path("schools.csv")).expect("a folder");
    assert_eq!(check_folder(folder.path()).codes(), ["file_unreadable"]);
}

#[test]
fn headers_that_are_unknown_missing_or_twice_are_findings() {
    for (old, new, wanted) in [
        ("district", "color", vec!["column_unknown 1 color"]),
        ("district", "学校名称", vec!["column_twice 1 name"]),
        ("district", "", vec!["column_unnamed 2"]),
        (
            "name",
            "nmae",
            vec!["column_missing 1 name", "column_unknown 1 nmae"],
        ),
    ] {
        let outcome = County::new().replace("schools.csv", old, new).check();
        assert_eq!(outcome.codes(), wanted, "{new}");
    }
    let outcome = County::new().replace("schools.csv", "name", "nmae").check();
    assert!(outcome.findings[0].hint.en.contains("`nmae`"));
}

#[test]
fn a_title_above_the_header_is_one_finding() {
    let titled = format!("某县学校一览表,,\n\n{SCHOOLS}");
    let outcome = County::new().with("schools.csv", titled).check();
    assert_eq!(outcome.codes(), ["header_missing 1"]);
    assert!(outcome.findings[0].hint.en.contains("row 3"));
    let outcome = County::new().with("schools.csv", "a,b\nc,d\n").check();
    assert_eq!(outcome.codes(), ["header_missing 1"]);
}

#[test]
fn rows_count_as_a_spreadsheet_shows_them() {
    let teachers = TEACHERS.replace("T3,丙,女", "\n,,\nT3,\"丙\n\",甲");
    let outcome = County::new().with("teachers.csv", teachers).check();
    assert_eq!(outcome.codes(), ["word_unknown 6 sex"]);
}

#[test]
fn a_row_longer_than_its_header_is_an_error() {
    let outcome = County::new()
        .replace("teachers.csv", "2013-09,,,,", "2013-09,,,,,x")
        .check();
    assert_eq!(outcome.codes(), ["row_too_long 4"]);
}

#[test]
fn tables_come_from_the_first_folder_that_has_them() {
    let base = County::new();
    let outcome = County::new()
        .without("schools.csv")
        .without("teachers.csv")
        .with(
            "scenario.toml",
            "name = \"子\"\nyear = 2024\nextends = \"base/scenario.toml\"\n",
        )
        .with("base/scenario.toml", "name = \"母\"\nyear = 2024\n")
        .with("base/schools.csv", SCHOOLS)
        .with(
            "base/teachers.csv",
            TEACHERS.replace("男,1985-03", "男,1985-13"),
        )
        .check();
    assert_eq!(outcome.codes(), ["date_invalid 2 birth"]);
    assert_eq!(
        outcome.findings[0].place.file.as_deref(),
        Some("base/teachers.csv")
    );
    let outcome = base
        .with(
            "scenario.toml",
            "name = \"子\"\nyear = 2024\nextends = \"base/scenario.toml\"\n",
        )
        .with("base/scenario.toml", "name = \"母\"\nyear = 2024\n")
        .with("base/schools.csv", "broken")
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
}
