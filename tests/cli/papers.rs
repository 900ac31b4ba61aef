//! Letters, notices and reply forms: whom they speak of, and that what comes back can be read.

use crate::support::{code, json, lungang, planned, stderr, stdout, text};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

fn report(folder: &Path, plan: &Path, options: &[&str]) -> std::process::Output {
    lungang(&[&["report", text(folder), text(plan)], options].concat())
}

/// The words of a .docx.
fn words_of(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut all = String::new();
    for name in ["word/document.xml", "word/footer1.xml"] {
        let mut part = archive.by_name(name).expect("a part");
        part.read_to_string(&mut all).expect("text");
    }
    all
}

/// Ids and names of the roster.
fn roster(folder: &Path) -> Vec<(String, String)> {
    let table = fs::read_to_string(folder.join("teachers.csv")).expect("a table");
    let cells = table
        .lines()
        .skip(1)
        .map(|row| row.split(',').map(str::to_owned));
    cells
        .map(|mut cells| (cells.next().expect("an id"), cells.next().expect("a name")))
        .collect()
}

#[test]
fn everyone_concerned_gets_papers_and_nobody_else() {
    let (folder, path) = planned();
    let made = report(folder.path(), &path, &["--letters"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let plan = json(&path);
    let mut concerned = BTreeSet::new();
    for list in ["rotations", "itinerant"] {
        for row in plan[list].as_array().expect("a list") {
            concerned.insert(row["teacher_id"].as_str().expect("an id").to_owned());
        }
    }
    let letters = folder.path().join("out/letters");
    for (id, _) in roster(folder.path()) {
        for end in ["html", "docx"] {
            let there = letters.join(format!("letter-{id}.{end}")).is_file();
            assert_eq!(there, concerned.contains(&id), "{id}.{end}");
        }
    }
    for school in ["0101", "0102", "0201", "0301", "0302"] {
        for name in [
            format!("notice-{school}.html"),
            format!("notice-{school}.docx"),
            format!("reply-{school}.xlsx"),
        ] {
            assert!(letters.join(&name).is_file(), "{name}");
        }
    }
    let n = concerned.len();
    assert!(
        stdout(&made).contains(&format!("教师通知书 {n} 份")),
        "{}",
        stdout(&made)
    );
    let all = fs::read_to_string(letters.join("all-papers.html")).expect("a page");
    assert_eq!(all.matches("<article>").count(), n + 5);
}

/// Whatever is in the plan, a letter names one teacher.
#[test]
fn a_letter_never_shows_anothers_data() {
    let (folder, path) = planned();
    assert_eq!(code(&report(folder.path(), &path, &["--letters"])), 0);
    let letters = folder.path().join("out/letters");
    let people = roster(folder.path());
    let mut seen = 0;
    for (id, name) in &people {
        let page = letters.join(format!("letter-{id}.html"));
        if !page.is_file() {
            continue;
        }
        seen += 1;
        let page = fs::read_to_string(page).expect("a page");
        let docx = words_of(&letters.join(format!("letter-{id}.docx")));
        for shown in [page, docx] {
            assert!(shown.contains(id.as_str()) && shown.contains(name.as_str()));
            for (other, others_name) in people.iter().filter(|(other, _)| other != id) {
                let named = shown.contains(other.as_str()) || shown.contains(others_name.as_str());
                assert!(!named, "the letter to {id} names {other}");
            }
        }
    }
    assert!(seen > 2, "{seen} letters");
}

/// A notice is for one school: it names nobody who neither leaves, comes nor teaches there.
#[test]
fn a_notice_names_only_those_who_concern_the_school() {
    let (folder, path) = planned();
    let plan = json(&path);
    for school in ["0101", "0301"] {
        let out = folder.path().join(school);
        let options = ["--letters", "--school", school, "--out", text(&out)];
        let made = report(folder.path(), &path, &options);
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let notice = out.join(format!("letters/notice-{school}.html"));
        let notice = fs::read_to_string(notice).expect("a page");
        for (id, _) in roster(folder.path()) {
            let concerns = ["rotations", "itinerant"].iter().any(|list| {
                let rows = plan[*list].as_array().expect("a list");
                rows.iter().any(|row| {
                    row["teacher_id"] == id.as_str()
                        && (row["from"] == school || row["to"] == school)
                })
            });
            assert_eq!(
                notice.contains(&id),
                concerns,
                "{id} in the notice to {school}"
            );
        }
        let others = fs::read_dir(out.join("letters"))
            .expect("a folder")
            .flatten();
        for entry in others {
            let name = entry.file_name().to_string_lossy().into_owned();
            let fine = name.starts_with("letter-") || name.contains(school);
            assert!(fine, "{name} is another school's");
        }
    }
}

#[test]
fn one_letter_alone() {
    let (folder, path) = planned();
    let plan = json(&path);
    let id = plan["rotations"][0]["teacher_id"].as_str().expect("an id");
    let out = folder.path().join("one");
    let made = report(
        folder.path(),
        &path,
        &["--teacher", id, "--out", text(&out)],
    );
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    assert_eq!(
        fs::read_dir(out.join("letters")).expect("a folder").count(),
        2
    );
    let page = out.join(format!("letters/letter-{id}.html"));
    let page = fs::read_to_string(page).expect("a page");
    for needed in ["为什么是您", "符合交流条件", "三(二)11", "教师签收", "日期"]
    {
        assert!(page.contains(needed), "no {needed}");
    }
    let unknown = report(folder.path(), &path, &["--teacher", "T9999"]);
    assert_eq!(code(&unknown), 2);
    let (stays, _) = roster(folder.path())
        .into_iter()
        .find(|(id, _)| !page.contains(id.as_str()) && not_in(&plan, id))
        .expect("somebody stays");
    assert_eq!(
        code(&report(folder.path(), &path, &["--teacher", &stays])),
        2
    );
}

fn not_in(plan: &serde_json::Value, id: &str) -> bool {
    ["rotations", "itinerant"].iter().all(|list| {
        let rows = plan[*list].as_array().expect("a list");
        rows.iter().all(|row| row["teacher_id"] != id)
    })
}

/// Papers may have been handed out already: they are never written over, and the same papers are no conflict.
#[test]
fn papers_are_not_written_over() {
    let (folder, path) = planned();
    assert_eq!(code(&report(folder.path(), &path, &["--letters"])), 0);
    assert_eq!(code(&report(folder.path(), &path, &["--letters"])), 0);
    let form = folder.path().join("out/letters/reply-0301.xlsx");
    fs::write(&form, "filled in").expect("written");
    let refused = report(folder.path(), &path, &["--letters"]);
    assert_eq!(code(&refused), 2, "{}", stderr(&refused));
    assert!(stderr(&refused).contains("reply-0301.xlsx"));
    assert_eq!(fs::read(&form).expect("a file"), b"filled in");
}

/// A form goes out, is filled in with another program, and its verdicts are read as feedback.
#[test]
fn a_reply_form_reads_back_as_feedback() {
    let (folder, path) = planned();
    assert_eq!(code(&report(folder.path(), &path, &["--letters"])), 0);
    let plan = json(&path);
    let rotations = plan["rotations"].as_array().expect("a list");
    let school = rotations[0]["from"].as_str().expect("an id");
    let form = folder
        .path()
        .join(format!("out/letters/reply-{school}.xlsx"));
    let mut book: Xlsx<_> = open_workbook(&form).expect("a workbook");
    let sheet = book.worksheet_range("反馈").expect("the sheet");
    let heads = sheet.headers().expect("headings");
    assert_eq!(
        heads,
        [
            "工号",
            "学校代码",
            "意见",
            "理由",
            "提出人",
            "时间",
            "拟安排"
        ]
    );
    let asked = sheet.rows().skip(1).count();
    let concerned = rotations
        .iter()
        .filter(|row| row["from"] == school || row["to"] == school);
    assert_eq!(asked, concerned.count());
    // As it went out it says nothing, and does no harm.
    check(folder.path(), &form, asked, 0);
    let filled = folder.path().join("filled.xlsx");
    fill_in(&sheet, &filled);
    check(folder.path(), &filled, asked - 1, 1);
}

/// Writes the form again with one verdict.
fn fill_in(sheet: &calamine::Range<Data>, path: &Path) {
    let mut workbook = Workbook::new();
    let filled = workbook.add_worksheet().set_name("反馈").expect("a name");
    for (i, row) in sheet.rows().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let said = match (i, j) {
                (1, 2) => "不同意".to_owned(),
                (1, 3) => "家有病人".to_owned(),
                _ => cell.to_string(),
            };
            filled
                .write_string(i as u32, j as u16, said)
                .expect("written");
        }
    }
    workbook.save(path).expect("saved");
}

/// A county that takes the form as its feedback table: so many rows without a verdict, so many verdicts.
fn check(folder: &Path, form: &Path, blank: usize, verdicts: usize) {
    let scenario = fs::read_to_string(folder.join("scenario.toml")).expect("a scenario");
    let county = folder.join(format!("county-{verdicts}"));
    fs::create_dir(&county).expect("created");
    for table in ["schools.csv", "teachers.csv"] {
        fs::copy(folder.join(table), county.join(table)).expect("copied");
    }
    fs::copy(form, county.join("reply.xlsx")).expect("copied");
    let tables = "\n[tables.feedback]\nfile = \"reply.xlsx\"\nsheet = \"反馈\"\n";
    fs::write(county.join("scenario.toml"), scenario + tables).expect("written");
    let output = lungang(&["check", text(&county), "--json"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    let found: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let rows = found["findings"].as_array().expect("a list");
    let of = |code: &str| rows.iter().filter(|row| row["code"] == code).count();
    assert_eq!(of("feedback_blank"), blank, "{found}");
    assert_eq!(
        rows.iter()
            .filter(|row| row["file"] == "reply.xlsx")
            .count(),
        blank,
        "{found}"
    );
    let read = lungang::run::county(&county, &[]).expect("a sound county");
    let reasons: Vec<_> = read
        .instance
        .feedback
        .iter()
        .map(|row| row.reason.as_str())
        .collect();
    assert_eq!(reasons, ["家有病人"][..verdicts]);
}
