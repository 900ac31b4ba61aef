//! Progress on stderr while the solver works, and Ctrl-C: once for the best plan so far, twice to quit.

use crate::finding::Lang;
use crate::solve::{Progress, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Exit code of a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

static STOP: AtomicBool = AtomicBool::new(false);

/// Installs the Ctrl-C handler; without one the default (quit at once) stays.
pub fn catch_ctrl_c(lang: Lang) {
    let handler = move || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED);
        }
        let _closed_pipe = writeln!(std::io::stderr(), "{}", stopping(lang));
    };
    let _without_handler_ctrl_c_quits = ctrlc::set_handler(handler);
}

fn stopping(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "正在停止，将给出目前最好的方案；再按一次 Ctrl-C 立即退出",
        Lang::En => "stopping with the best plan so far; press Ctrl-C again to quit",
    }
}

/// A line on the terminal; nothing where stderr is no terminal or `--quiet` is given.
#[derive(Debug)]
pub struct Terminal {
    bar: ProgressBar,
    lang: Lang,
}

impl Terminal {
    pub fn new(lang: Lang, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, lang }
    }

    /// Removes the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Terminal {
    fn progress(&self, progress: &Progress<'_>) {
        self.bar.set_message(line(progress, self.lang));
    }

    fn interrupted(&self) -> bool {
        STOP.load(Ordering::SeqCst)
    }
}

/// A bar over the plans of a batch, on a terminal only.
#[derive(Debug)]
pub struct Batch {
    bar: ProgressBar,
    lang: Lang,
}

impl Batch {
    pub fn new(points: usize, lang: Lang, quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(points as u64), target);
        let template = "{spinner} {bar:24} {pos}/{len}  {elapsed}  {wide_msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, lang }
    }

    /// One plan more; `was_kept` where an earlier run had finished it.
    pub fn ended(&self, label: &str, was_kept: bool) {
        let kept = match (was_kept, self.lang) {
            (false, _) => "",
            (true, Lang::Zh) => "（已有）",
            (true, Lang::En) => " (kept)",
        };
        self.bar.set_message(format!("{label}{kept}"));
        self.bar.inc(1);
    }

    /// Removes the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Batch {
    fn progress(&self, _progress: &Progress<'_>) {}

    fn interrupted(&self) -> bool {
        STOP.load(Ordering::SeqCst)
    }
}

/// Phase, level, incumbent, bound, gap and seconds; what is not known yet is left out.
fn line(progress: &Progress<'_>, lang: Lang) -> String {
    let words = match lang {
        Lang::Zh => ["现值", "下界", "间隙", "秒"],
        Lang::En => ["incumbent", "bound", "gap", "s"],
    };
    let mut parts = vec![progress.phase.to_owned()];
    parts.extend(progress.level.map(str::to_owned));
    let figures = [(words[0], progress.incumbent), (words[1], progress.bound)];
    for (word, value) in figures {
        parts.extend(value.map(|value| format!("{word} {}", short(value))));
    }
    parts.extend(
        progress
            .gap
            .map(|gap| format!("{} {:.2}%", words[2], gap * 100.0)),
    );
    parts.push(format!("{:.1} {}", progress.seconds, words[3]));
    parts.join("  ")
}

fn short(value: f64) -> String {
    if value.fract() == 0.0 || value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.4}")
    }
}
