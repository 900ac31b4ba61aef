//! One solve with every bound and plan as it came, for `benches/compare.py`.

use crate::Args;
use crate::figures::options;
use lungang::run::{self, Stop};
use lungang::solve::{Progress, Watch};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;

/// Lines of CSV: seconds, level, incumbent, bound.
#[derive(Debug, Default)]
struct Lines(Mutex<Vec<String>>);

impl Watch for Lines {
    fn progress(&self, progress: &Progress<'_>) {
        let said = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        let level = progress.level.unwrap_or_default();
        let values = format!("{},{}", said(progress.incumbent), said(progress.bound));
        let line = format!("{:.3},{level},{values}", progress.seconds);
        if let Ok(mut lines) = self.0.lock() {
            lines.push(line);
        }
    }

    fn interrupted(&self) -> bool {
        false
    }
}

/// Writes the trace, and the plan where one was found.
pub(crate) fn trace(folder: &Path, trace: &Path, plan: &Path, args: &Args) -> io::Result<()> {
    let failed = |stop: Stop| io::Error::other(format!("{stop:?}"));
    let county = run::county(folder, &[]).map_err(failed)?;
    let lines = Lines::default();
    let planned = run::plan(&county, &options(args), &lines);
    let lines = lines.0.into_inner().unwrap_or_default();
    let head = "seconds,level,incumbent,bound".to_owned();
    let lines: Vec<_> = std::iter::once(head).chain(lines).collect();
    fs::write(trace, lines.join("\n") + "\n")?;
    match planned {
        Ok(file) => fs::write(plan, serde_json::to_string_pretty(&file)?),
        Err(Stop::NoneFound) => Ok(()),
        Err(stop) => Err(failed(stop)),
    }
}
