//! Exit codes, and every way a command can end without its result put into words.

use crate::finding::{Lang, Text};
use crate::report::{findings, words};
use crate::rules::Breach;
use crate::run::Stop;
use serde_json::{Value, json};

/// The contract's exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    Failure = 1,
    Usage = 2,
    Input = 3,
    NoPlan = 4,
    Breach = 5,
}

/// What a command leaves behind beside its files.
#[derive(Debug)]
pub struct Outcome {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// A result on stdout.
    pub fn fine(stdout: String) -> Self {
        Self {
            exit: Exit::Fine,
            stdout,
            stderr: String::new(),
        }
    }

    /// The end of a command that has no result: words on stderr, and the same as JSON on stdout if asked for.
    pub fn stopped(stop: &Stop, lang: Lang, as_json: bool) -> Self {
        let stdout = if as_json {
            format!("{:#}\n", stop_json(stop, lang))
        } else {
            String::new()
        };
        Self {
            exit: exit_of(stop),
            stdout,
            stderr: stop_text(stop, lang),
        }
    }
}

fn exit_of(stop: &Stop) -> Exit {
    match stop {
        Stop::Usage(_) => Exit::Usage,
        Stop::Findings(_) | Stop::Foreign(_) => Exit::Input,
        Stop::Infeasible(_) | Stop::NoPlan(_) => Exit::NoPlan,
        Stop::Breaches(_) => Exit::Breach,
        Stop::NoneFound | Stop::Failed(_) => Exit::Failure,
    }
}

fn stop_text(stop: &Stop, lang: Lang) -> String {
    let error = error_word(lang);
    match stop {
        Stop::Usage(text) | Stop::Foreign(text) | Stop::Failed(text) => {
            format!("{error}{}\n", text.get(lang))
        }
        Stop::Findings(found) if findings::is_cut(found) => {
            findings::text(found, lang) + lists_all(lang)
        }
        Stop::Findings(found) => findings::text(found, lang),
        Stop::NoneFound => format!("{error}{}\n", none_found().get(lang)),
        Stop::Infeasible(conflicts) => format!(
            "{error}{}\n{}",
            infeasible().get(lang),
            words::all_broken(conflicts, lang)
        ),
        Stop::NoPlan(why) => format!("{error}{}\n{}", no_plan().get(lang), why.text(lang)),
        Stop::Breaches(breaches) => format!(
            "{error}{}\n{}",
            audit_failed(breaches.len()).get(lang),
            breaches_text(breaches, lang)
        ),
    }
}

/// One line a breach: the rule and the sentence a planner reads.
pub fn breaches_text(breaches: &[Breach], lang: Lang) -> String {
    breaches
        .iter()
        .map(|breach| words::broken(breach.rule, &breach.message, lang))
        .collect()
}

pub fn breaches_json(breaches: &[Breach], lang: Lang) -> Value {
    breaches
        .iter()
        .map(|breach| {
            json!({
                "rule": breach.rule,
                "amount": breach.amount,
                "message": breach.message.get(lang),
            })
        })
        .collect()
}

fn stop_json(stop: &Stop, lang: Lang) -> Value {
    match stop {
        Stop::Usage(text) | Stop::Foreign(text) | Stop::Failed(text) => {
            json!({ "error": text.get(lang) })
        }
        Stop::Findings(findings) => findings::json(findings, lang),
        Stop::NoneFound => json!({ "error": none_found().get(lang) }),
        Stop::Infeasible(conflicts) => json!({
            "status": "infeasible",
            "conflicts": breaches_json(conflicts, lang),
        }),
        Stop::NoPlan(why) => why.json(lang),
        Stop::Breaches(breaches) => json!({ "breaches": breaches_json(breaches, lang) }),
    }
}

fn lists_all(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "提示：`lungang check` 写出全部清单\n",
        Lang::En => "hint: `lungang check` writes the full list\n",
    }
}

fn none_found() -> Text {
    Text::new(
        "到时限为止没有找到方案，也没有证明不存在方案；请放宽 --time-limit",
        "no plan found within the limit: none found, not disproved; try a longer --time-limit",
    )
}

fn no_plan() -> Text {
    Text::new(
        "没有方案能满足全部必须遵守的规则",
        "no plan meets every `must` rule",
    )
}

fn infeasible() -> Text {
    Text::new(
        "没有方案能满足全部必须遵守的规则；放宽方案（`--relax`）违反：",
        "no plan meets every `must` rule; a relaxed plan (`--relax`) breaks:",
    )
}

fn audit_failed(n: usize) -> Text {
    Text::new(
        format!("复核发现 {n} 处不符："),
        match n {
            1 => "the audit found 1 breach:".to_owned(),
            _ => format!("the audit found {n} breaches:"),
        },
    )
}

fn error_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    }
}
