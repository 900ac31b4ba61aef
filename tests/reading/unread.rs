//! Sheets and CSV files that are read as no table.

use crate::support::{County, Outcome, SCENARIO, SCHOOLS, TEACHERS};
use rust_xlsxwriter::Workbook;

const FEEDBACK: &str = "工号,意见\nT1,不同意\n";
const ROADS: &str = "起点,终点,分钟\nS1,S2,5\nS2,S3,7\n";

/// A county in a workbook with more sheets.
fn with_sheets(more: &[(&str, &str)], scenario: &str) -> Outcome {
    let mut workbook = Workbook::new();
    for (name, table) in [("学校", SCHOOLS), ("教师", TEACHERS)].iter().chain(more) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a sheet name");
        for (row, line) in (0..).zip(table.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                if !cell.is_empty() {
                    sheet.write_string(row, column, cell).expect("a cell");
                }
            }
        }
    }
    let book = workbook.save_to_buffer().expect("a workbook");
    County::new()
        .without("schools.csv")
        .without("teachers.csv")
        .with(
            "scenario.toml",
            format!("{SCENARIO}data = \"county.xlsx\"\n{scenario}"),
        )
        .with("county.xlsx", book)
        .check()
}

#[test]
fn a_sheet_under_another_name_is_remarked_with_the_table_it_may_be() {
    let second: Vec<_> = TEACHERS.lines().take(2).collect();
    let second = second.join("\n");
    for (name, table, message, hint) in [
        (
            "反馈表",
            FEEDBACK,
            "header of table `feedback`",
            "sheet `feedback`",
        ),
        ("路程", ROADS, "header of table `roads`", "sheet `roads`"),
        (
            "道路_最新",
            "甲,乙\n1,2\n",
            "name of no table",
            "sheet `roads`",
        ),
        ("路程", "甲,乙\n1,2\n", "name of no table", "sheet `roads`"),
        (
            "退休教师名单",
            "甲,乙\n1,2\n",
            "no table",
            "sheet `retirees`",
        ),
        (
            "教师2",
            &second,
            "header of table `teachers`",
            "into table `teachers`",
        ),
        (
            "Sheet3",
            "甲,乙\n1,2\n",
            "name of no table",
            "one of the tables",
        ),
        (
            "Sheet3",
            &format!("某县,,\n{ROADS}"),
            "table `roads`",
            "sheet `roads`",
        ),
    ] {
        let outcome = with_sheets(&[(name, table)], "");
        assert_eq!(outcome.codes(), ["table_unread"], "{name}");
        let finding = outcome.of("table_unread")[0];
        assert!(
            finding.message.en.contains(message),
            "{}",
            finding.message.en
        );
        assert!(finding.hint.en.contains(hint), "{}", finding.hint.en);
        assert_eq!(finding.place.sheet.as_deref(), Some(name));
        assert_eq!(finding.place.file.as_deref(), Some("county.xlsx"));
        assert_eq!(finding.value.as_deref(), Some(name));
        assert!(outcome.instance.is_some());
    }
}

#[test]
fn nothing_is_said_of_notes_empty_sheets_and_those_that_the_scenario_names() {
    let notes = [
        ("说明", "anything,at all"),
        ("Sheet3", ""),
        ("填写说明", "x"),
    ];
    assert_eq!(with_sheets(&notes, "").codes(), Vec::<String>::new());
    let empty = with_sheets(&[("反馈表", "工号,意见\n")], "");
    assert_eq!(empty.codes(), Vec::<String>::new());
    let named = with_sheets(&[("路程", ROADS)], "[tables.roads]\nsheet = \"路程\"\n");
    assert_eq!(named.codes(), Vec::<String>::new());
}

#[test]
fn a_csv_file_under_another_name_is_remarked() {
    let outcome = County::new().with("反馈表.csv", FEEDBACK).check();
    assert_eq!(outcome.codes(), ["table_unread"]);
    let finding = outcome.of("table_unread")[0];
    assert_eq!(finding.place.file.as_deref(), Some("反馈表.csv"));
    assert!(finding.hint.zh.contains("`反馈.csv`"));
    let binary = County::new().with("photo.csv", b"a\0b");
    assert_eq!(binary.check().codes(), ["table_unread"]);
}

#[test]
fn nothing_is_said_of_csv_files_that_are_named_empty_or_our_own() {
    let outcome = County::new()
        .with("check-findings.csv", "级别,代码\n错误,x\n")
        .with("level.names.csv", "a,b\n")
        .with("empty.csv", "")
        .with("more/other.csv", "a,b\n1,2\n")
        .with("路程.csv", ROADS)
        .with(
            "scenario.toml",
            format!("{SCENARIO}[tables.roads]\nfile = \"./路程.csv\"\n"),
        )
        .check();
    assert_eq!(outcome.codes(), Vec::<String>::new());
}

#[test]
fn a_workbook_that_the_scenario_does_not_name_is_remarked() {
    let county = County::new()
        .with("county.xls", b"old")
        .with("~$county.xls", b"x");
    let outcome = county.check();
    assert_eq!(outcome.codes(), ["table_unread"]);
    let finding = outcome.of("table_unread")[0];
    assert_eq!(finding.place.file.as_deref(), Some("county.xls"));
    assert!(finding.hint.zh.contains("`data = \"county.xls\"`"));
}
