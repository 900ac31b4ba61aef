//! Pages in headless Chromium at desktop, phone and print size: nothing overflows, every letter has a glyph, no script
//! fails. Where there is no Chromium (`CHROMIUM` may name it), there is nothing to look with.

use crate::support::{code, fixture, json, lungang, planned, stderr, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    let found = named
        .into_iter()
        .chain(found)
        .find(|program| program.is_file());
    if found.is_none() {
        eprintln!("no Chromium on this machine: the pages were not looked at");
    }
    found
}

/// Runs Chromium once, with a profile of its own; `None` where it cannot start here.
fn run(program: &Path, profile: &Path, options: &[&str], page: &Path) -> Option<String> {
    let output = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
        ])
        .arg(format!("--user-data-dir={}", text(profile)))
        .args(options)
        .arg(format!("file://{}", text(page)))
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What Chromium finds wrong with a page at some width.
fn look(program: &Path, folder: &Path, page: &Path, width: u32) -> Option<String> {
    let shown = fs::read_to_string(page).expect("a page");
    let watch =
        "<head><script>mistakes=[];addEventListener('error',e=>mistakes.push(e.message))</script>";
    let check = format!("<script>{}</script></body>", include_str!("look.js"));
    let shown = shown
        .replacen("<head>", watch, 1)
        .replace("</body>", &check);
    let copy = folder.join("looked-at.html");
    fs::write(&copy, shown).expect("written");
    let size = format!("--window-size={width},900");
    let dom = run(
        program,
        &folder.join("profile"),
        &["--dump-dom", &size],
        &copy,
    )?;
    let said = dom
        .split("LOOKED ")
        .nth(1)
        .unwrap_or("the page did not load");
    Some(said.split(" LOOKED").next().unwrap_or_default().to_owned())
}

#[test]
fn pages_fit_the_screen_the_phone_and_the_paper() {
    let Some(program) = chromium() else { return };
    let (folder, path) = planned();
    let plan = json(&path);
    let teacher = plan["rotations"][0]["teacher_id"].as_str().expect("an id");
    let mut wrong = Vec::new();
    for lang in ["zh", "en"] {
        let out = folder.path().join(lang);
        for options in [&[][..], &["--letters"], &["--school", "0301"]] {
            let shared = ["--lang", lang, "--out", text(&out)];
            let args = [
                &["report", text(folder.path()), text(&path)],
                options,
                &shared,
            ]
            .concat();
            let made = lungang(&args);
            assert_eq!(code(&made), 0, "{}", stderr(&made));
        }
        for name in [
            "report.html".to_owned(),
            "school-0301.html".to_owned(),
            "letters/notice-0301.html".to_owned(),
            format!("letters/letter-{teacher}.html"),
        ] {
            for width in [1280, 390] {
                let Some(found) = look(&program, folder.path(), &out.join(&name), width) else {
                    eprintln!("Chromium does not start here: the pages were not looked at");
                    return;
                };
                if found != "[]" {
                    wrong.push(format!("{lang} {name} at {width}: {found}"));
                }
            }
        }
        let printed = out.join("report.pdf");
        let to = format!("--print-to-pdf={}", text(&printed));
        run(
            &program,
            &folder.path().join("profile"),
            &[&to],
            &out.join("report.html"),
        );
        let printed = fs::read(&printed).expect("a PDF");
        let printed = String::from_utf8_lossy(&printed);
        let pages = printed.matches("/Type /Page\n").count();
        assert!(
            pages > 1 && printed.contains("841.9"),
            "{pages} pages of A4"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A grid; one key, with relaxed plans; futures whose names have no room in the drawing.
#[test]
fn the_compare_page_fits_them_too() {
    let Some(program) = chromium() else { return };
    let folder = fixture("tiny");
    let dir = text(folder.path());
    let share = "rules.rotation_share.min=10%..15%:5%";
    let batches: [&[&str]; 3] = [
        &[
            "--vary",
            share,
            "--vary",
            "rules.travel_cap.minutes=30..60:30",
        ],
        &["--vary", "rules.rotation_share.min=10%..40%:10%", "--relax"],
        &[
            "--if",
            "rules.backbone_share.min=100%",
            "--if",
            "rules.rotation_share.min=20%;rules.rotation_share.max=30%",
            "--relax",
        ],
    ];
    let mut wrong = Vec::new();
    for (batch, lang) in batches
        .iter()
        .flat_map(|batch| ["zh", "en"].map(|lang| (batch, lang)))
    {
        // The second time the points are kept, and only the page is made.
        let made = lungang(&[&["compare", dir, "--lang", lang], *batch].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let page = folder.path().join("out/compare/compare.html");
        for width in [1280, 390] {
            let Some(found) = look(&program, folder.path(), &page, width) else {
                return;
            };
            if found != "[]" {
                wrong.push(format!("{lang} {batch:?} at {width}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
