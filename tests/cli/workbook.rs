//! plan.xlsx read by another reader: every sheet recounted against plan.json, and set up for the printer.

use crate::support::{code, json, lungang, planned, stderr, text};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::io::Read;
use std::path::{Path, PathBuf};

const SHEETS: [(&str, &str); 8] = [
    ("汇总", "summary"),
    ("轮岗名册", "rotations"),
    ("走教安排", "itinerant"),
    ("缺口对照", "coverage"),
    ("校际指标", "indicators"),
    ("规则核对", "rules"),
    ("经费", "money"),
    ("分校页", "schools"),
];

struct Book(Xlsx<std::io::BufReader<std::fs::File>>);

impl Book {
    fn open(path: &Path) -> Self {
        Self(open_workbook(path).expect("a workbook"))
    }

    fn sheet(&mut self, name: &str) -> Range<Data> {
        self.0.worksheet_range(name).expect("the sheet")
    }
}

/// Rows below the first whose first cell holds something, as far as the first that does not.
fn rows(sheet: &Range<Data>) -> Vec<Vec<Data>> {
    let filled = |row: &&[Data]| !matches!(row.first(), None | Some(Data::Empty));
    let rows = sheet.rows().skip(1).take_while(filled);
    rows.map(<[Data]>::to_vec).collect()
}

fn column(sheet: &Range<Data>, head: &str) -> usize {
    let heads = sheet.headers().expect("headings");
    let at = heads.iter().position(|name| name == head);
    at.unwrap_or_else(|| panic!("no column {head} in {heads:?}"))
}

fn said(cell: &Data) -> String {
    match cell {
        Data::String(said) => said.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    }
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

fn list<'a>(plan: &'a Value, name: &str) -> &'a Vec<Value> {
    plan[name].as_array().expect("a list")
}

/// Every row of a sheet against the rows of plan.json: text and number columns by heading.
fn same(sheet: &Range<Data>, plan: &[Value], texts: &[(&str, &str)], numbers: &[(&str, &str)]) {
    let shown = rows(sheet);
    assert_eq!(shown.len(), plan.len());
    for (row, wanted) in shown.iter().zip(plan) {
        for (head, key) in texts {
            assert_eq!(said(&row[column(sheet, head)]), wanted[key], "{head}");
        }
        for (head, key) in numbers {
            let wanted = wanted[key].as_f64().expect("a number");
            assert_eq!(number(&row[column(sheet, head)]), wanted, "{head}");
        }
    }
}

#[test]
fn every_list_is_what_plan_json_says() {
    let (folder, path) = planned();
    let plan = json(&path);
    let mut book = Book::open(&folder.path().join("out/plan.xlsx"));
    assert_eq!(book.0.sheet_names(), SHEETS.map(|(zh, _)| zh));
    same(
        &book.sheet("轮岗名册"),
        list(&plan, "rotations"),
        &[
            ("工号", "teacher_id"),
            ("调出学校代码", "from"),
            ("调入学校代码", "to"),
        ],
        &[("单程分钟", "minutes"), ("元/年", "yuan")],
    );
    same(
        &book.sheet("走教安排"),
        list(&plan, "itinerant"),
        &[
            ("工号", "teacher_id"),
            ("本校代码", "from"),
            ("走教学校代码", "to"),
        ],
        &[
            ("每周课时", "lessons"),
            ("单程分钟", "minutes"),
            ("元/年", "yuan"),
        ],
    );
    same(
        &book.sheet("缺口对照"),
        list(&plan, "coverage"),
        &[("学校代码", "school_id")],
        &[
            ("需要课时", "need"),
            ("现状缺课", "before"),
            ("方案后缺课", "unfilled"),
            ("专任课时", "by_specialists"),
        ],
    );
    same(
        &book.sheet("规则核对"),
        list(&plan, "rules"),
        &[("代码", "code"), ("依据", "source")],
        &[("要求", "required"), ("达到", "achieved")],
    );
}

/// The cell right of the one that says `what`, `by` columns away.
fn beside(sheet: &Range<Data>, what: &str, by: usize) -> f64 {
    for row in sheet.rows() {
        let at = row
            .iter()
            .position(|cell| matches!(cell, Data::String(said) if said == what));
        if let Some(at) = at {
            return number(&row[at + by]);
        }
    }
    panic!("no cell says {what}")
}

fn sum(plan: &Value, name: &str, key: &str) -> f64 {
    let amounts = list(plan, name)
        .iter()
        .map(|row| row[key].as_f64().expect("a number"));
    amounts.sum()
}

#[test]
fn the_summary_the_money_and_the_schools_pages_add_up() {
    let (folder, path) = planned();
    let plan = json(&path);
    let mut book = Book::open(&folder.path().join("out/plan.xlsx"));
    let summary = book.sheet("汇总");
    assert_eq!(
        beside(&summary, "交流人数", 1),
        list(&plan, "rotations").len() as f64
    );
    assert_eq!(
        beside(&summary, "走教课时", 1),
        sum(&plan, "itinerant", "lessons")
    );
    assert_eq!(
        beside(&summary, "全县所有学科", 1),
        sum(&plan, "coverage", "need")
    );
    assert_eq!(
        beside(&summary, "全县所有学科", 2),
        sum(&plan, "coverage", "before")
    );
    assert_eq!(
        beside(&summary, "全县所有学科", 3),
        sum(&plan, "coverage", "unfilled")
    );
    for level in list(&plan, "levels") {
        let shown = summary.rows().any(|row| {
            let value = level["value"].as_f64();
            value.is_some_and(|value| row.get(1) == Some(&Data::Float(value)))
        });
        assert!(shown, "{level}");
    }
    let yuan = plan["cost"]["yuan"].as_f64().expect("yuan");
    assert_eq!(beside(&summary, "费用", 1), yuan);
    let money = book.sheet("经费");
    let totals: Vec<_> = money
        .rows()
        .filter(|row| said(&row[0]) == "合计")
        .map(|row| {
            row.iter()
                .filter(|cell| !matches!(cell, Data::Empty))
                .count()
        })
        .collect();
    assert_eq!(totals.len(), 2, "by purpose and by school");
    assert_eq!(beside(&money, "合计", 5), yuan);
    let pages = book.sheet("分校页");
    let count = |what: &str| {
        let rows = pages
            .rows()
            .filter(|row| matches!(&row[0], Data::String(said) if said == what));
        rows.count()
    };
    assert_eq!(count("调出"), list(&plan, "rotations").len());
    assert_eq!(count("调入"), list(&plan, "rotations").len());
    assert_eq!(count("来走教"), list(&plan, "itinerant").len());
    assert_eq!(count("学科"), list(&plan, "coverage").len());
}

#[test]
fn the_spread_between_schools_is_that_of_plan_json() {
    let (folder, path) = planned();
    let plan = json(&path);
    let mut book = Book::open(&folder.path().join("out/plan.xlsx"));
    let sheet = book.sheet("校际指标");
    let row_of = |what: &str| {
        let mut rows = sheet.rows();
        let row = rows.find(|row| said(&row[1]) == what).expect("a row");
        row.to_vec()
    };
    let (mean, cv, below) = (row_of("平均"), row_of("差异系数"), row_of("未达标单位"));
    for (head, side, code) in [
        ("高学历/百生·现状", "before", "degree"),
        ("骨干/百生·方案后", "after", "backbone"),
        ("体艺/百生·方案后", "after", "pe_arts"),
    ] {
        let at = column(&sheet, head);
        let wanted = &plan["indicators"][side]["primary"][code];
        for (row, key) in [(&mean, "mean"), (&cv, "cv"), (&below, "below")] {
            let wanted = wanted[key].as_f64().expect("a number");
            assert!((number(&row[at]) - wanted).abs() < 1e-8, "{head} {key}");
        }
    }
}

/// One file inside the workbook.
fn part(path: &Path, name: &str) -> String {
    let file = std::fs::File::open(path).expect("a file");
    let mut archive = zip::ZipArchive::new(file).expect("a zip");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn every_sheet_is_ready_for_the_printer() {
    let (folder, _) = planned();
    let path: PathBuf = folder.path().join("out/plan.xlsx");
    for (i, (name, _)) in SHEETS.iter().enumerate() {
        let sheet = part(&path, &format!("xl/worksheets/sheet{}.xml", i + 1));
        for needed in [
            "paperSize=\"9\"",
            "<pageSetup ",
            "<pane ",
            "第 &amp;P 页，共 &amp;N 页",
            "<cols>",
        ] {
            assert!(sheet.contains(needed), "{name} lacks {needed}");
        }
        let is_list = ["轮岗名册", "走教安排", "缺口对照", "校际指标", "规则核对"].contains(name);
        assert_eq!(sheet.contains("<autoFilter "), is_list, "{name}");
    }
    let pages = part(&path, "xl/worksheets/sheet8.xml");
    assert!(
        pages.contains("<rowBreaks count=\"4\""),
        "a page for each of five schools"
    );
    let names = part(&path, "xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles"));
}

#[test]
fn the_english_workbook_has_the_same_sheets() {
    let (folder, plan) = planned();
    let out = folder.path().join("en");
    let options = ["--out", text(&out), "--lang", "en"];
    let made = lungang(&[&["report", text(folder.path()), text(&plan)], &options[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let book = Book::open(&out.join("plan.xlsx"));
    assert_eq!(book.0.sheet_names(), SHEETS.map(|(_, en)| en));
}
