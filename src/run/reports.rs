//! What is written of a plan: the three files of `plan`, one school's page, and the papers that offices hand out.

use super::{County, Stop, former};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::finding::{Lang, Text};
use crate::read;
use crate::report::letters::{self, Paper};
use crate::report::plan_json::PlanFile;
use crate::report::source::Source;
use crate::report::{files, html, words, xlsx};
use std::io;
use std::path::{Path, PathBuf};

/// What `plan` writes, all or none.
pub const PLAN: &str = "plan.json";
pub const WORKBOOK: &str = "plan.xlsx";
pub const REPORT: &str = "report.html";
/// The folder that papers are written into.
pub const LETTERS: &str = "letters";
/// All papers of the county in one file, for the printer.
const ALL_PAPERS: &str = "all-papers.html";
/// How the papers' files begin.
const OURS: [&str; 4] = ["letter-", "notice-", "reply-", "all-papers"];

/// What is to be written of a plan once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The page and the workbook.
    Reports,
    /// The page that one school may see.
    SchoolPage(SchoolIndex),
    /// Notices, reply forms and letters of all schools, or of one and its own people.
    Papers(Option<SchoolIndex>),
    /// The letter to one teacher.
    Letter(TeacherIndex),
}

/// A file with its name.
type Named = (String, Vec<u8>);

/// Writes what is wanted, all of it or none, and returns the paths.
pub fn write_reports(
    county: &County,
    file: &PlanFile,
    wanted: Wanted,
    folder: &Path,
    lang: Lang,
) -> Result<Vec<PathBuf>, Stop> {
    let source = county.source(file, lang);
    let made = match wanted {
        Wanted::Reports => reports(county, file, lang),
        Wanted::SchoolPage(school) => Ok(vec![school_page(&source, school)]),
        Wanted::Papers(school) => papers(&source, school),
        Wanted::Letter(teacher) => match letters::letter(&source, teacher) {
            Some(letter) => paper_files(&letter_name(&source, teacher), &letter, &source),
            None => return Err(no_letter(&source, teacher)),
        },
    };
    let folder = match wanted {
        Wanted::Papers(_) | Wanted::Letter(_) => folder.join(LETTERS),
        Wanted::Reports | Wanted::SchoolPage(_) => folder.to_owned(),
    };
    let made = made.map_err(|error| not_written(&folder, &error))?;
    if matches!(wanted, Wanted::Papers(_) | Wanted::Letter(_)) {
        issued_before(&folder, &made, wanted == Wanted::Papers(None))?;
    }
    let contents: Vec<files::Content<'_>> = made
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    files::write_all(&folder, &contents).map_err(|error| not_written(&folder, &error))?;
    Ok(made.iter().map(|(name, _)| folder.join(name)).collect())
}

/// Writes the plan, its workbook and its page into `folder`, all or none. A plan that came of objections is not written
/// over: returns the name that it is kept under.
pub fn write(
    county: &County,
    file: &PlanFile,
    folder: &Path,
    lang: Lang,
) -> io::Result<Option<String>> {
    write_with(county, file, (&[], None), folder, lang)
}

/// The same with more files beside them, and the plan that was objected to, which is kept too.
pub fn write_with(
    county: &County,
    file: &PlanFile,
    (more, objected): (&[files::Content<'_>], Option<&PlanFile>),
    folder: &Path,
    lang: Lang,
) -> io::Result<Option<String>> {
    let text = file.to_text().map_err(io::Error::other)?;
    let former = former::formers(folder, file, objected)?;
    let mut made = former.files;
    made.extend(reports(county, file, lang)?);
    made.push((PLAN.to_owned(), text.into_bytes()));
    let own = made
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let contents: Vec<files::Content<'_>> = more.iter().copied().chain(own).collect();
    files::write_all(folder, &contents)?;
    Ok(former.replaced)
}

fn reports(county: &County, file: &PlanFile, lang: Lang) -> io::Result<Vec<Named>> {
    let source = county.source(file, lang);
    let plan = file
        .plan(&county.instance)
        .map_err(|said| io::Error::other(said.get(lang).to_owned()))?;
    let workbook = xlsx::workbook(&source, &plan).map_err(io::Error::other)?;
    let page = html::page(&county.instance, &county.rules, file, lang);
    Ok(vec![
        (REPORT.to_owned(), page.into_bytes()),
        (WORKBOOK.to_owned(), workbook),
    ])
}

fn school_page(source: &Source<'_>, school: SchoolIndex) -> Named {
    let (instance, rules, file) = (source.instance, source.rules, source.file);
    let page = html::school_page(instance, rules, file, school, source.lang);
    let id = safe(&instance.school(school).id);
    (format!("school-{id}.html"), page.into_bytes())
}

/// Notice and reply form of each school, the letters to its own people, and for the whole county all of them to print.
fn papers(source: &Source<'_>, school: Option<SchoolIndex>) -> io::Result<Vec<Named>> {
    let schools: Vec<_> = match school {
        Some(school) => vec![school],
        None => (0..source.instance.schools.len())
            .map(SchoolIndex)
            .collect(),
    };
    let mut made = Vec::new();
    let mut all: Vec<Paper> = Vec::new();
    for at in schools {
        let id = safe(&source.instance.school(at).id);
        let notice = letters::notice(source, at);
        made.extend(paper_files(&format!("notice-{id}"), &notice, source)?);
        all.push(notice);
        let form = xlsx::reply_form(source, at).map_err(io::Error::other)?;
        made.push((format!("reply-{id}.xlsx"), form));
        for teacher in people_of(source, at) {
            if let Some(letter) = letters::letter(source, teacher) {
                let name = letter_name(source, teacher);
                made.extend(paper_files(&name, &letter, source)?);
                all.push(letter);
            }
        }
    }
    if school.is_none() {
        let heading = words::heading(source.file, source.lang);
        let page = letters::pages(&heading, &all, source.lang);
        made.push((ALL_PAPERS.to_owned(), page.into_bytes()));
    }
    Ok(made)
}

/// Those who start the year at a school.
fn people_of(source: &Source<'_>, school: SchoolIndex) -> impl Iterator<Item = TeacherIndex> {
    let instance = source.instance;
    instance.teacher_indices().filter(move |&teacher| {
        let base = instance.standing(teacher).base;
        base.is_some_and(|unit| instance.unit(unit).school == school)
    })
}

fn letter_name(source: &Source<'_>, teacher: TeacherIndex) -> String {
    format!("letter-{}", safe(&source.instance.teacher(teacher).id))
}

/// A paper as a page and as .docx.
fn paper_files(name: &str, paper: &Paper, source: &Source<'_>) -> io::Result<Vec<Named>> {
    let page = letters::page(paper, source.lang);
    let docx = letters::docx(paper, source.file.scenario.year, source.lang)?;
    Ok(vec![
        (format!("{name}.html"), page.into_bytes()),
        (format!("{name}.docx"), docx),
    ])
}

/// What no file name may hold becomes `_`.
fn safe(id: &str) -> String {
    let safe = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    id.chars().map(|c| if safe(c) { c } else { '_' }).collect()
}

/// Papers may have been handed out, and reply forms filled in: none is written over, and those of two plans never lie
/// in one folder.
fn issued_before(folder: &Path, made: &[Named], all: bool) -> Result<(), Stop> {
    for (name, bytes) in made {
        let path = folder.join(name);
        let same = read::holds(&path, bytes).map_err(|error| not_written(folder, &error))?;
        if same == Some(false) {
            return Err(in_the_way(&path));
        }
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|_| all) {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default();
        let is_ours = OURS.iter().any(|start| name.starts_with(start));
        if is_ours && !made.iter().any(|(made, _)| *made == name) {
            return Err(in_the_way(&path));
        }
    }
    Ok(())
}

fn in_the_way(path: &Path) -> Stop {
    let path = path.display();
    Stop::Usage(Text::new(
        format!(
            "`{path}` 已经存在且内容不同，没有写出任何文件；请移走旧文书，或用 --out 另指文件夹"
        ),
        format!(
            "`{path}` is there already and differs, nothing was written; move the old papers away or name another folder with --out"
        ),
    ))
}

fn no_letter(source: &Source<'_>, teacher: TeacherIndex) -> Stop {
    let id = &source.instance.teacher(teacher).id;
    Stop::Usage(Text::new(
        format!("方案没有安排 `{id}` 交流或走教，没有通知书可写"),
        format!(
            "the plan neither posts `{id}` nor sends him to a second school: there is no letter to write"
        ),
    ))
}

fn not_written(folder: &Path, error: &io::Error) -> Stop {
    let folder = folder.display();
    Stop::Failed(Text::new(
        format!("无法写出 `{folder}`：{error}"),
        format!("cannot write `{folder}`: {error}"),
    ))
}
