//! A plan that breaks rules says so on every page: of the report, of a school's page, of each paper and form.

use crate::support::{code, fixture, lungang, stderr, text};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const MARK: &str = "放宽方案";

/// All there is in a workbook or .docx.
fn parts(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            all += &text;
        }
    }
    all
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    files.map(|entry| entry.path()).collect()
}

/// Whether each sheet of paper bears the mark: in the page's margin, the .docx's footer, every worksheet's header.
fn is_marked(path: &Path) -> Option<bool> {
    let end = path.extension()?.to_str()?;
    Some(match end {
        "html" => {
            let page = fs::read_to_string(path).expect("a page");
            let (style, body) = page.split_once("<body>").expect("a body");
            style.contains("@top-center") && style.contains(MARK) && body.contains(MARK)
        }
        "docx" => {
            let all = parts(path);
            let footer = all.split("<w:ftr").nth(1).expect("a footer");
            footer
                .split("</w:ftr>")
                .next()
                .is_some_and(|said| said.contains(MARK))
        }
        "xlsx" => {
            let all = parts(path);
            let sheets = all.matches("<sheetData").count();
            let headers = all.split("<oddHeader>").skip(1);
            headers
                .filter(|header| {
                    header
                        .split('<')
                        .next()
                        .is_some_and(|said| said.contains(MARK))
                })
                .count()
                == sheets
        }
        _ => return None,
    })
}

#[test]
fn a_relaxed_plan_is_marked_on_every_page() {
    let folder = fixture("tiny");
    let dir = text(folder.path());
    let patch = ["--set", "rules.backbone_share.min=100%"];
    let made = lungang(&[&["plan", dir, "--relax"], &patch[..]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let out = folder.path().join("out");
    let plan = out.join("plan.json");
    for options in [&["--letters"][..], &["--school", "0301"]] {
        let made = lungang(&[&["report", dir, text(&plan)], options].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
    }
    let mut seen = 0;
    for path in [files(&out), files(&out.join("letters"))].concat() {
        let Some(marked) = is_marked(&path) else {
            continue;
        };
        assert!(marked, "{}", path.display());
        seen += 1;
    }
    assert!(seen > 20, "{seen} files");
    let page = fs::read_to_string(out.join("report.html")).expect("a page");
    assert!(
        !page.contains("规则都守住了"),
        "a relaxed plan keeps not every rule"
    );
}

/// Beside a proven plan: named so, drawn with a mark of its own that the legend tells, said above and on each sheet.
#[test]
fn a_relaxed_point_is_marked_on_the_compare_page() {
    let folder = fixture("tiny");
    let dir = text(folder.path());
    let compared = |more: &[&str]| {
        let patch = ["--if", "rules.backbone_share.min=100%"];
        let made = lungang(&[&["compare", dir], &patch[..], more].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let page = folder.path().join("out/compare/compare.html");
        let page = fs::read_to_string(page).expect("a page");
        let (style, body) = page.split_once("<body>").expect("a body");
        (style.to_owned(), body.to_owned())
    };
    for (lang, mark, named) in [
        ("zh", MARK, "骨干教师至少比例 = 100%（放宽）"),
        (
            "en",
            "relaxed plan",
            "least backbone share = 100% (relaxed)",
        ),
    ] {
        let (style, body) = compared(&["--relax", "--lang", lang]);
        assert!(style.contains("@top-center") && style.contains(mark));
        let (head, sections) = body.split_once("<section").expect("sections");
        assert!(head.contains("⚠") && head.contains(mark), "{head}");
        let (curves, tables) = sections.split_once("id=\"figures\"").expect("figures");
        // One in the legend, one in the drawing; the proven plan has its own.
        assert_eq!(curves.matches("class=\"relaxed\"").count(), 2, "{curves}");
        assert_eq!(curves.matches("class=\"proven\"").count(), 2, "{curves}");
        assert!(curves.contains(mark) && curves.contains(named), "{curves}");
        assert!(tables.contains(named), "{tables}");
    }
    // Without the relaxed plan there is nothing to mark.
    let (style, body) = compared(&[]);
    assert!(!style.contains("@top-center") && !body.contains("（放宽）"));
    assert!(!body.contains("class=\"relaxed\"") && body.contains("没有方案"));
}
