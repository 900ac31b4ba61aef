//! `lungang plan`: solves, recounts, writes the three files, and says what the plan does.

use super::former;
use super::not_written::{must_be_writable, not_written};
use super::out_folder;
use crate::cli::args::{FormulationArg, Shared};
use crate::cli::exit::Outcome;
use crate::cli::progress::{Terminal, catch_ctrl_c};
use crate::finding::{Lang, Text};
use crate::replan::RECORD;
use crate::report::summary;
use crate::run::{self, Stop};
use crate::solve::{Formulation, Options};
use std::path::Path;
use std::time::Instant;

pub(super) fn run(dir: &Path, shared: &Shared, lang: Lang) -> Result<Outcome, Stop> {
    let county = run::county(dir, &shared.set)?;
    must_be_writable(&out_folder(dir, shared))?;
    catch_ctrl_c(lang);
    let terminal = Terminal::new(lang, shared.quiet);
    let started = Instant::now();
    let planned = run::plan(&county, &options(shared), &terminal).map_err(|stop| {
        // The limit is for the whole answer, why there is no plan included.
        let spent = started.elapsed().as_secs_f64();
        let left = Options {
            time_limit: shared.time_limit.map(|limit| (limit - spent).max(0.0)),
            ..options(shared)
        };
        run::explained(stop, &county, &left, &terminal)
    });
    terminal.finish();
    let file = planned?;
    let folder = out_folder(dir, shared);
    let kept = run::write(&county, &file, &folder, lang);
    let kept = kept.map_err(|error| not_written(&folder, &error))?;
    let text = file
        .to_text()
        .map_err(|error| Stop::Failed(Text::new(error.to_string(), error.to_string())))?;
    let mut outcome = Outcome::fine(match (shared.json, shared.quiet) {
        (true, _) => text,
        (false, true) => String::new(),
        (false, false) => {
            summary::text(&county.instance, &county.rules, &file, lang) + &written(&folder, lang)
        }
    });
    outcome.stderr = former::kept(kept.as_deref(), folder.join(RECORD).is_file(), lang);
    if !shared.quiet && !county.remarks.is_empty() {
        outcome.stderr += &remarks(county.remarks.len(), dir, lang);
    }
    Ok(outcome)
}

pub(super) fn options(shared: &Shared) -> Options {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Options {
        formulation: formulation(shared),
        time_limit: shared.time_limit,
        gap: shared.proof_gap(),
        threads: shared.threads.map_or(cores, usize::from),
        relax: shared.relax,
    }
}

pub(super) fn formulation(shared: &Shared) -> Formulation {
    match shared.formulation {
        FormulationArg::Auto => Formulation::Auto,
        FormulationArg::Naive => Formulation::Naive,
    }
}

pub(super) fn written(folder: &Path, lang: Lang) -> String {
    let report = folder.join(run::REPORT);
    match lang {
        Lang::Zh => format!(
            "\n报告：{}（同一文件夹中另有 {} 和 {}）\n",
            report.display(),
            run::WORKBOOK,
            run::PLAN
        ),
        Lang::En => format!(
            "\nreport: {} ({} and {} beside it)\n",
            report.display(),
            run::WORKBOOK,
            run::PLAN
        ),
    }
}

fn remarks(n: usize, dir: &Path, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("提醒 {n} 条，用 `lungang check {}` 查看\n", dir.display()),
        Lang::En => format!(
            "{n} remark{}; `lungang check {}` shows them\n",
            if n == 1 { "" } else { "s" },
            dir.display()
        ),
    }
}
