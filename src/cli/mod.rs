//! The command line: arguments, progress, exit codes, one file a command.

pub mod args;
pub mod commands;
pub mod exit;
pub mod lang;
pub mod progress;
pub mod shared;
pub mod usage;
pub mod zh;

use crate::finding::Lang;
use args::Cli;
use clap::FromArgMatches;
use exit::{Exit, Outcome};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Runs the program: results on stdout, messages on stderr, the contract's exit codes.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = lang::detect(&args, |name| std::env::var(name).ok());
    quiet_panics(lang);
    let cli = match parse(&args, lang) {
        Ok(cli) => cli,
        Err(error) => return usage_end(error, lang),
    };
    let outcome = commands::run(&cli, lang);
    emit(&outcome);
    ExitCode::from(outcome.exit as u8)
}

fn parse(args: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let command = match lang {
        Lang::Zh => zh::translate(args::command()),
        Lang::En => args::command(),
    };
    let matches = command.try_get_matches_from(args)?;
    Cli::from_arg_matches(&matches)
}

fn usage_end(error: clap::Error, lang: Lang) -> ExitCode {
    let error = usage::nearest_first(error);
    let text = usage::message(&error, lang);
    let exit = if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Fine
    };
    let (stdout, stderr) = match exit {
        Exit::Fine => (text, String::new()),
        _ => (String::new(), text),
    };
    emit(&Outcome {
        exit,
        stdout,
        stderr,
    });
    ExitCode::from(exit as u8)
}

/// A reader that closed its end early (`| head`) is no failure.
fn emit(outcome: &Outcome) {
    let _closed_pipe = std::io::stdout().write_all(outcome.stdout.as_bytes());
    let _closed_pipe = std::io::stdout().flush();
    let _closed_pipe = std::io::stderr().write_all(outcome.stderr.as_bytes());
}

/// A mistake of ours ends in one line and exit code 1, not in a backtrace.
fn quiet_panics(lang: Lang) {
    std::panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let message = match lang {
            Lang::Zh => format!("错误：程序内部出错（{place}），没有写出任何结果；请报告此问题\n"),
            Lang::En => {
                format!(
                    "error: internal failure at {place}, nothing was written; please report it\n"
                )
            }
        };
        let _closed_pipe = std::io::stderr().write_all(message.as_bytes());
        std::process::exit(Exit::Failure as i32);
    }));
}
