//! `lungang check`: every finding at once.

use super::{not_written, out_folder};
use crate::cli::args::Shared;
use crate::cli::exit::{Exit, Outcome};
use crate::finding::{Finding, Lang};
use crate::report::plan_json::PatchRow;
use crate::report::plan_json::build::patches;
use crate::report::{files, findings, words};
use crate::run::{self, Stop};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The full list, where the screen shows only a part.
const FILE: &str = "check-findings.csv";

pub(super) fn run(dir: &Path, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let (patched, found) = match run::read(dir, &shared.set) {
        Ok(reading) => (patches(&reading.scenario), reading.findings),
        Err(Stop::Findings(findings)) => (Vec::new(), findings),
        Err(stop) => return Err(stop),
    };
    let mut stderr = String::new();
    let stdout = if shared.json {
        format!("{:#}\n", json(&found, &patched, lang))
    } else {
        let said = patched.iter().map(|patch| words::set(patch, lang));
        let mut text = said.collect::<String>() + &findings::text(&found, lang);
        if findings::is_cut(&found) {
            match write_list(&found, &out_folder(dir, shared), lang) {
                Ok(path) => text += &full_list(&path, lang),
                // What was found matters more than the list of it.
                Err(stop) => stderr = Outcome::stopped(&stop, lang, false).stderr,
            }
        }
        text
    };
    let exit = if findings::has_errors(&found) {
        Exit::Input
    } else {
        Exit::Fine
    };
    Ok(Outcome {
        exit,
        stdout,
        stderr,
    })
}

/// The findings, and what `--set` has changed where it was given.
fn json(found: &[Finding], patched: &[PatchRow], lang: Lang) -> Value {
    let mut json = findings::json(found, lang);
    if !patched.is_empty() {
        json["patches"] = json!(patched);
    }
    json
}

fn write_list(found: &[Finding], folder: &Path, lang: Lang) -> Result<PathBuf, Stop> {
    let path = folder.join(FILE);
    let mut content = Vec::new();
    findings::csv(found, lang, &mut content).map_err(|error| not_written(&path, &error))?;
    files::write_all(folder, &[(FILE, &content)]).map_err(|error| not_written(&path, &error))?;
    Ok(path)
}

fn full_list(path: &Path, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("全部清单：{}\n", path.display()),
        Lang::En => format!("full list: {}\n", path.display()),
    }
}
