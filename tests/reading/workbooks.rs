//! Sheets of .xlsx, .xls and .ods workbooks.

use crate::support::{County, SCENARIO, SCHOOLS, TEACHERS};
use lungang::finding::Finding;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

const DATA: &str = "data = \"county.xlsx\"\n";

fn sheet(workbook: &mut Workbook, name: &str, table: &str) {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).expect("a sheet name");
    for (row, line) in table.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            put(sheet, row, column, cell);
        }
    }
}

fn put(sheet: &mut Worksheet, row: usize, column: usize, cell: &str) {
    let (row, column) = (row as u32, column as u16);
    if !cell.is_empty() {
        sheet.write_string(row, column, cell).expect("a cell");
    }
}

/// A county whose tables are sheets, changed by `change` before it is written.
fn county(change: impl Fn(&mut Worksheet)) -> County {
    let mut workbook = Workbook::new();
    sheet(&mut workbook, "学校", SCHOOLS);
    sheet(&mut workbook, "教师", TEACHERS);
    sheet(&mut workbook, "说明", "anything,at all");
    change(workbook.worksheet_from_name("教师").expect("the sheet"));
    County::new()
        .without("schools.csv")
        .without("teachers.csv")
        .with("scenario.toml", format!("{SCENARIO}{DATA}"))
        .with(
            "county.xlsx",
            workbook.save_to_buffer().expect("a workbook"),
        )
}

#[test]
fn sheets_read_as_csv_files_do() {
    let outcome = county(|_| {}).check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert_eq!(outcome.sha256(), County::new().check().sha256());
}

#[test]
fn date_cells_and_numbers_are_understood() {
    let outcome = county(|sheet| {
        let format = Format::new().set_num_format("yyyy-mm-dd");
        let date = ExcelDateTime::from_ymd(1985, 3, 1).expect("a date");
        sheet
            .write_datetime_with_format(1, 3, &date, &format)
            .expect("a cell");
        sheet.write_number(1, 9, 201_009).expect("a cell");
        sheet.write_number(2, 9, 2012.09).expect("a cell");
        sheet.write_string(3, 9, "２０１３年９月").expect("a cell");
    })
    .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert_eq!(outcome.sha256(), County::new().check().sha256());
}

#[test]
fn cells_that_cannot_be_are_findings_with_their_sheet() {
    let outcome = county(|sheet| {
        sheet.write_number(1, 9, 2015.1).expect("a cell");
        sheet
            .write_number(2, 0, 320_123_199_001_011_234.0)
            .expect("a cell");
        sheet.write_number(3, 3, 31_000).expect("a cell");
        let error = Formula::new("=NA()").set_result("#N/A");
        sheet.write_formula(4, 2, error).expect("a cell");
        sheet.write_string(4, 20, "a note").expect("a cell");
    })
    .check();
    assert_eq!(
        outcome.codes(),
        [
            "date_ambiguous 2 since",
            "id_unknown 2 spouse",
            "id_as_number 3 teacher_id",
            "date_invalid 4 birth",
            "cell_error 5 sex",
            "column_unnamed 5",
        ]
    );
    let of_county = |finding: &&Finding| finding.code == "minutes_estimated";
    for finding in outcome.findings.iter().filter(|f| !of_county(f)) {
        assert_eq!(finding.place.file.as_deref(), Some("county.xlsx"));
        assert_eq!(finding.place.sheet.as_deref(), Some("教师"));
    }
}

#[test]
fn numbers_typed_into_cells_of_dates_are_told_as_typed() {
    for (number, code, value, hint) in [
        (2010.0, "date_order 2 since", "1905-07-02", "`2010-09`"),
        (1998.4, "date_invalid 2 since", "1998.4", "`1998-04`"),
        (198_609.0, "date_invalid 2 since", "198609", "`1986-09`"),
    ] {
        let outcome = county(|sheet| {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet
                .write_number_with_format(1, 9, number, &format)
                .expect("a cell");
        })
        .check();
        assert_eq!(outcome.codes(), [code]);
        let finding = &outcome.findings[0];
        assert_eq!(finding.value.as_deref(), Some(value));
        assert!(finding.hint.en.contains(hint), "{}", finding.hint.en);
    }
}

#[test]
fn numeric_ids_are_text_and_a_stray_cell_far_away_is_harmless() {
    let outcome = county(|sheet| {
        sheet.write_number(3, 0, 1003).expect("a cell");
        sheet.write_string(1_048_575, 16_383, " ").expect("a cell");
    })
    .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
    assert!(outcome.sound().teacher_by_id("1003").is_some());
}

#[test]
fn old_and_open_workbooks_are_read() {
    for (name, bytes) in [
        (
            "county.xls",
            include_bytes!("../fixtures/reading/county.xls").as_slice(),
        ),
        (
            "county.ods",
            include_bytes!("../fixtures/reading/county.ods").as_slice(),
        ),
    ] {
        let outcome = County::new()
            .without("schools.csv")
            .without("teachers.csv")
            .with("scenario.toml", format!("{SCENARIO}data = \"{name}\"\n"))
            .with(name, bytes)
            .check();
        assert_eq!(outcome.codes(), Vec::<String>::new(), "{name}");
        let instance = outcome.sound();
        assert_eq!(instance.schools[0].id, "01");
        let ids: Vec<_> = instance.teachers.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids, ["1001", "1002"]);
        assert_eq!(instance.teachers[0].birth.to_string(), "1985-03-01");
        assert_eq!(instance.teachers[1].since.to_string(), "2012-09-01");
    }
}

#[test]
fn a_workbook_that_cannot_be_used_is_a_finding() {
    let bytes = county(|_| {}).files["county.xlsx"].clone();
    for (content, code) in [
        (b"".as_slice(), "file_empty"),
        (b"PK\x03\x04 not a zip", "workbook_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook_broken"),
        (&bytes[..bytes.len() / 2], "workbook_broken"),
        (b"plain text", "workbook_broken"),
    ] {
        let outcome = county(|_| {}).with("county.xlsx", content).check();
        assert_eq!(outcome.codes(), [code]);
        assert!(outcome.instance.is_none());
    }
    let outcome = county(|_| {}).without("county.xlsx").check();
    assert_eq!(outcome.codes(), ["file_missing  data"]);
    let outcome = county(|_| {}).with("schools.csv", SCHOOLS).check();
    assert_eq!(outcome.codes(), ["table_twice"]);
    let named = format!("{SCENARIO}{DATA}[tables.schools]\nsheet = \"学校表\"\n");
    let outcome = county(|_| {}).with("scenario.toml", named).check();
    assert_eq!(outcome.codes(), ["sheet_missing  tables.schools.sheet"]);
    assert!(
        outcome.findings[0]
            .hint
            .en
            .contains("`学校`, `教师`, `说明`")
    );
}

#[test]
fn a_table_may_lie_in_a_workbook_of_its_own() {
    let mut workbook = Workbook::new();
    sheet(&mut workbook, "Sheet1", SCHOOLS);
    let outcome = County::new()
        .without("schools.csv")
        .with("list.xlsx", workbook.save_to_buffer().expect("a workbook"))
        .with(
            "scenario.toml",
            format!("{SCENARIO}[tables.schools]\nfile = \"list.xlsx\"\n"),
        )
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
}

/// As programs write them that know no arithmetic: the file was made by openpyxl.
#[test]
fn a_formula_without_its_value_is_no_blank_cell() {
    let outcome = County::new()
        .without("schools.csv")
        .without("teachers.csv")
        .with("scenario.toml", format!("{SCENARIO}{DATA}"))
        .with(
            "county.xlsx",
            include_bytes!("../fixtures/reading/formula-without-value.xlsx"),
        )
        .check();
    assert_eq!(outcome.codes(), ["cell_error 2 pupils_primary"]);
    assert_eq!(outcome.findings[0].value.as_deref(), Some("=20+20"));
}

#[test]
fn a_sheet_of_another_name_is_offered() {
    let outcome = county(|sheet| {
        sheet.set_name("教师花名册").expect("a sheet name");
    })
    .check();
    assert_eq!(outcome.codes(), ["table_missing"]);
    let hint = &outcome.findings[0].hint;
    assert!(hint.zh.contains("`教师花名册`") && hint.en.contains("`教师花名册`"));
    assert_eq!(
        outcome.findings[0].place.file.as_deref(),
        Some("county.xlsx")
    );
}
