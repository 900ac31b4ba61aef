//! Nothing half translated: every text has both languages, English output of a county with Latin names holds no Chinese,
//! Chinese output no English code.

use crate::support::{code, fixture, lungang, stderr, stdout, text};
use calamine::{Data, Reader, Xlsx, open_workbook};
use lungang::cli::args::Cli;
use lungang::domain::words::{
    Backbone, Degree, Exemption, Outlook, Position, Quality, SchoolKind, Sex, Stage, Subject, Tier,
    Title, Verdict, Word,
};
use lungang::read::columns::{Table, columns};
use lungang::report::words;
use lungang::rules::REGISTRY;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// The lines of a text that hold Chinese.
fn chinese(shown: &str) -> Vec<&str> {
    shown
        .lines()
        .filter(|line| line.contains(is_chinese))
        .collect()
}

#[test]
fn every_text_of_a_list_has_both_languages() {
    let mut texts: Vec<(String, &str, &str)> = Vec::new();
    for code in lungang::check::codes::all() {
        texts.push((code.name.to_owned(), code.about_zh, code.about_en));
    }
    for table in Table::ALL {
        for column in columns(table) {
            let name = format!("{} {}", table.name(), column.name);
            texts.push((name, column.help_zh, column.help_en));
        }
    }
    let named: Vec<_> = REGISTRY
        .iter()
        .map(|code| (code, words::rule(code)))
        .collect();
    texts.extend(
        named
            .iter()
            .map(|(code, name)| ((*code).to_string(), name.zh.as_str(), name.en.as_str())),
    );
    let lacking: Vec<_> = texts
        .iter()
        .filter(|(_, zh, en)| !zh.contains(is_chinese) || en.is_empty() || en.contains(is_chinese))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn the_english_help_is_english() {
    use clap::CommandFactory;
    let names = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect::<Vec<_>>();
    for name in names {
        let help = stdout(&lungang(&[&name, "--help", "--lang", "en"]));
        assert_eq!(chinese(&help), Vec::<&str>::new(), "{name}");
    }
    let rules = stdout(&lungang(&["rules", "--lang", "en"]));
    assert_eq!(chinese(&rules), Vec::<&str>::new());
}

/// Columns on a terminal, where a Chinese letter or mark takes two.
fn width(shown: &str) -> usize {
    let wide = |letter: char| is_chinese(letter) || "：；，。（）“”、…".contains(letter);
    shown.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Under each heading all explanations begin in one column.
#[test]
fn the_chinese_help_is_aligned() {
    use clap::CommandFactory;
    let names = Cli::command();
    let names = names.get_subcommands().map(clap::Command::get_name);
    // The program's own help is asked for under no name.
    for name in names.map(Some).chain([None]) {
        let args: Vec<&str> = name.into_iter().chain(["--help"]).collect();
        let help = stdout(&lungang(&args));
        let mut columns = BTreeSet::new();
        let mut aligned = 0;
        for line in help.lines() {
            if !line.starts_with(' ') {
                columns.clear();
            } else if let Some((flags, explained)) = line.trim_start().split_once("  ") {
                let indent = line.len() - line.trim_start().len();
                let gap = explained.len() - explained.trim_start().len();
                columns.insert(indent + width(flags) + 2 + gap);
                assert_eq!(columns.len(), 1, "{name:?}: {line}");
                aligned += 1;
            }
        }
        assert!(aligned > 5, "{name:?}: {help}");
    }
}

/// File names, options and the words of TOML stay; placeholders and headings do not.
#[test]
fn the_chinese_help_is_chinese() {
    use clap::CommandFactory;
    let names = Cli::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect::<Vec<_>>();
    for name in names {
        let help = stdout(&lungang(&[&name, "--help", "--lang", "zh"]));
        let usage = help.lines().find(|line| line.starts_with("用法："));
        let usage = usage.expect("a usage line");
        assert!(
            usage.starts_with(&format!("用法：lungang {name} [选项]")),
            "{usage}"
        );
        for (open, close) in [('<', '>'), ('[', ']')] {
            let placeholders = help.split(open).skip(1);
            let mut placeholders = placeholders.filter_map(|rest| rest.split(close).next());
            let latin = placeholders.find(|placeholder| !placeholder.contains(is_chinese));
            assert_eq!(latin, None, "{name}");
        }
        for word in [
            "Usage",
            "Options",
            "Arguments",
            "OPTIONS",
            "场景",
            "方案文件夹",
        ] {
            assert!(!help.contains(word), "{name}: {word}");
        }
    }
    // What `--gap` means is said where it is asked.
    let explain = stdout(&lungang(&["explain", "--help"]));
    assert!(explain.contains("--gap <间隙|学校代码:学科>"), "{explain}");
    assert!(stdout(&lungang(&["plan", "--help"])).contains("--gap <间隙>"));
}

/// The tiny county with Latin names, planned in English.
fn latin() -> tempfile::TempDir {
    let folder = fixture("tiny");
    for name in ["schools.csv", "teachers.csv", "scenario.toml"] {
        let path = folder.path().join(name);
        let mut rows = fs::read_to_string(&path).expect("a table");
        for (zh, latin) in [
            ("城关一小", "First School"),
            ("城关二小", "Second School"),
            ("镇中心小学", "Town School"),
            ("东岗小学", "East Ridge"),
            ("西王小学", "West King"),
            ("教师", "Teacher "),
            ("小县", "Smallshire"),
            ("三(二)11", "3 (2) 11"),
        ] {
            rows = rows.replace(zh, latin);
        }
        assert_eq!(chinese(&rows), Vec::<&str>::new(), "{name}");
        fs::write(&path, rows).expect("written");
    }
    folder
}

/// Everything that stands in a workbook's or a .docx's XML.
fn parts(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("a file")).expect("a zip");
    let mut all = String::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        // Themes name fonts of every script.
        let is_shown = name.ends_with(".xml") && !name.contains("theme");
        if is_shown && part.read_to_string(&mut text).is_ok() {
            all += &format!("\n{name}\n{}", text.replace("><", ">\n<"));
        }
    }
    all
}

#[test]
fn english_output_holds_no_chinese() {
    let folder = latin();
    let dir = text(folder.path());
    let planned = lungang(&["plan", dir, "--lang", "en"]);
    assert_eq!(code(&planned), 0, "{}", stderr(&planned));
    assert_eq!(chinese(&stdout(&planned)), Vec::<&str>::new());
    let out = folder.path().join("out");
    let plan = out.join("plan.json");
    for options in [&["--letters"][..], &["--school", "0301"]] {
        let made = lungang(&[&["report", dir, text(&plan), "--lang", "en"], options].concat());
        assert_eq!(code(&made), 0, "{}", stderr(&made));
    }
    let shown = lungang(&[
        "indicators",
        dir,
        text(&plan),
        "--lang",
        "en",
        "--out",
        text(&out),
    ]);
    assert_eq!(chinese(&stdout(&shown)), Vec::<&str>::new());
    let mut seen = 0;
    for folder in [out.clone(), out.join("letters")] {
        for path in fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
        {
            let shown = match path.extension().and_then(|end| end.to_str()) {
                Some("html") => body(&path),
                Some("xlsx" | "docx") => parts(&path),
                _ => continue,
            };
            assert_eq!(chinese(&shown), Vec::<&str>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} files");
}

/// What a page shows; its style names Chinese fonts.
fn body(path: &Path) -> String {
    let page = fs::read_to_string(path).expect("a page");
    let (_, body) = page.split_once("<body>").expect("a body");
    body.replace("><", ">\n<")
}

/// The codes of every closed list of words that Chinese readers should never see; `it` is a word of English remarks too.
fn codes() -> BTreeSet<&'static str> {
    fn of<W: Word>() -> impl Iterator<Item = &'static str> {
        W::all().iter().map(|word| word.code())
    }
    of::<Subject>()
        .chain(of::<Stage>())
        .chain(of::<SchoolKind>())
        .chain(of::<Tier>())
        .chain(of::<Quality>())
        .chain(of::<Outlook>())
        .chain(of::<Sex>())
        .chain(of::<Degree>())
        .chain(of::<Backbone>())
        .chain(of::<Title>())
        .chain(of::<Position>())
        .chain(of::<Exemption>())
        .chain(of::<Verdict>())
        .collect()
}

/// Words of letters and underscores that are codes.
fn english(shown: &str) -> BTreeSet<String> {
    let codes = codes();
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let words = shown.split(|letter: char| !is_part(letter));
    words
        .filter(|word| codes.contains(word))
        .map(str::to_owned)
        .collect()
}

/// What stands between tags.
fn visible(page: &str) -> String {
    let mut shown = String::new();
    let mut rest = page;
    while let Some((text, after)) = rest.split_once('<') {
        shown += text;
        shown.push('\n');
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    shown
}

#[test]
fn chinese_output_holds_no_english_code() {
    let (folder, plan) = crate::support::planned();
    let dir = text(folder.path());
    let made = lungang(&["report", dir, text(&plan), "--letters"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let out = folder.path().join("out");
    let none = BTreeSet::new();
    let indicators = stdout(&lungang(&["indicators", dir, text(&plan)]));
    assert_eq!(english(&indicators), none);
    for name in ["report.html", "letters/all-papers.html"] {
        assert_eq!(english(&visible(&body(&out.join(name)))), none, "{name}");
    }
    let mut book: Xlsx<_> = open_workbook(out.join("plan.xlsx")).expect("a workbook");
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).expect("the sheet");
        let said = sheet.cells().filter_map(|(_, _, cell)| match cell {
            Data::String(said) => Some(said.as_str()),
            _ => None,
        });
        let said: Vec<_> = said.collect();
        assert_eq!(english(&said.join("\n")), none, "{name}");
    }
}
