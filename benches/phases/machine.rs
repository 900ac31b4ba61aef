//! What the figures were taken on.

use crate::Args;
use std::fs;

pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Date, processor, memory, load before the run, and what was asked for.
pub(crate) fn line(args: &Args) -> String {
    let now = jiff::Timestamp::now().to_string();
    let day = now.split('T').next().unwrap_or_default();
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = field("/proc/meminfo", "MemTotal").and_then(|text| kilobytes(&text));
    let memory = memory.map_or_else(String::new, |kb| format!(", {} GB", kb.div_ceil(1_000_000)));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("–").to_owned();
    let said = |name: &str, value: Option<f64>| {
        value.map_or_else(String::new, |value| format!(", {name} {value}"))
    };
    format!(
        "{day}, lungang {}, {} cores of {cpu}{memory}, load {load} before the run; {} threads{}{}.\n",
        env!("CARGO_PKG_VERSION"),
        cores(),
        args.threads,
        said("limit", args.limit),
        said("gap", args.gap),
    )
}

/// Most memory that this process has held, in megabytes.
pub(crate) fn peak_megabytes() -> Option<u64> {
    let text = field("/proc/self/status", "VmHWM")?;
    Some(kilobytes(&text)? / 1_000)
}

fn kilobytes(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
