//! Why there is no plan, for a terminal and as JSON.

use super::{level_json, number, pick};
use crate::explain::infeasible::{Conflict, Told, WhyNot};
use crate::explain::ladder::Step;
use crate::explain::relax::{Relaxation, Short};
use crate::finding::Lang;
use crate::report::words::{self, grouped};
use serde_json::{Value, json};

impl WhyNot {
    /// Conflicts, then ways out, then what the plan breaks that breaks least.
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for (i, conflict) in self.conflicts.iter().enumerate() {
            out += &conflict_text(i, self.conflicts.len(), conflict, lang);
        }
        if !self.complete {
            let zh = "（时间或数量所限，冲突可能没有全部列出，也可能还能更小）\n";
            let en = "(within the limits of time and number: there may be more conflicts, or smaller ones)\n";
            out += pick(lang, zh, en);
        }
        out += &self.ways_text(lang);
        if !self.breaks.is_empty() {
            let zh = "放宽方案（`--relax`）违反：\n";
            let en = "a relaxed plan (`--relax`) breaks:\n";
            out += pick(lang, zh, en);
            out += &words::all_broken(&self.breaks, lang);
        }
        out
    }

    fn ways_text(&self, lang: Lang) -> String {
        if self.relaxations.is_empty() {
            return pick(lang, self.no_way().0, self.no_way().1).to_owned();
        }
        let (zh, en) = match self.complete && self.proven {
            true => (
                "代价最小的放宽办法，均已重新求解：\n",
                "cheapest ways out, each solved again:\n",
            ),
            false => (
                "找到的放宽办法，均已重新求解（未必是代价最小的）：\n",
                "ways out that were found, each solved again (perhaps not the cheapest):\n",
            ),
        };
        let mut out = pick(lang, zh, en).to_owned();
        for way in &self.relaxations {
            out += &way_text(way, lang);
        }
        if self.unsolved > 0 {
            out += &match lang {
                Lang::Zh => format!(
                    "（时限所限，另有 {} 种放宽办法没有求出方案，未列出）\n",
                    self.unsolved
                ),
                Lang::En => format!("({} more could not be solved in the time)\n", self.unsolved),
            };
        }
        out
    }

    fn no_way(&self) -> (&'static str, &'static str) {
        match self.complete && self.proven {
            true => (
                "没有找到单独可行的放宽办法\n",
                "no single way out was found\n",
            ),
            false => (
                "没有找到可行的放宽办法（时间或数量所限，可能还有）\n",
                "no way out was found within the limits of time and number; there may be some\n",
            ),
        }
    }

    pub fn json(&self, lang: Lang) -> Value {
        let breaks = self.breaks.iter().map(|breach| {
            json!({
                "rule": breach.rule,
                "amount": breach.amount,
                "message": breach.message.get(lang),
            })
        });
        let conflicts = self
            .conflicts
            .iter()
            .map(|conflict| conflict_json(conflict, lang));
        json!({
            "status": "infeasible",
            "teachers": self.teachers,
            "eligible": self.eligible,
            "conflict_sets": conflicts.collect::<Vec<_>>(),
            "complete": self.complete,
            "proven": self.proven,
            "unsolved": self.unsolved,
            "relaxations": self.relaxations.iter().map(|way| way_json(way, lang)).collect::<Vec<_>>(),
            "conflicts": breaks.collect::<Vec<_>>(),
        })
    }
}

fn conflict_text(i: usize, n: usize, conflict: &Conflict, lang: Lang) -> String {
    let number = if n > 1 {
        format!(" {}/{n}", i + 1)
    } else {
        String::new()
    };
    let spared = match (conflict.is_least, lang) {
        (true, Lang::Zh) => "，少了任何一条，其余就可以",
        (true, Lang::En) => "; without any one of these it could",
        (false, Lang::Zh) => "（时限所限，没有查明其中哪几条可以去掉）",
        (false, Lang::En) => " (the time did not suffice to tell which of them can be spared)",
    };
    let mut out = match lang {
        Lang::Zh => format!("冲突{number}：以下各条不能同时满足{spared}：\n"),
        Lang::En => format!("conflict{number} of what cannot hold together{spared}:\n"),
    };
    for told in &conflict.clauses {
        let (clause, source, said) = (told.clause.name(), source(told, lang), told.said.get(lang));
        out += &match lang {
            Lang::Zh => {
                let name = words::keyed(told.clause.rule, &clause);
                format!("  {name}：{said}{source}\n")
            }
            Lang::En => format!("  {clause}{source}: {said}\n"),
        };
    }
    if let Some(together) = conflict.together {
        let (asked, most) = (together.asked, together.most);
        out += &match lang {
            Lang::Zh => format!("  合起来：要求 {asked} 人，至多只能 {most} 人\n"),
            Lang::En => format!("  together: {most} people at most, {asked} are asked for\n"),
        };
    }
    out
}

fn source(told: &Told, lang: Lang) -> String {
    match (&told.source, lang) {
        (None, _) => String::new(),
        (Some(source), Lang::Zh) => format!("；依据：{source}"),
        (Some(source), Lang::En) => format!(" ({source})"),
    }
}

fn conflict_json(conflict: &Conflict, lang: Lang) -> Value {
    let clause = |told: &Told| {
        json!({
            "rule": told.clause.rule,
            "clause": told.clause.name(),
            "source": told.source,
            "message": told.said.get(lang),
        })
    };
    json!({
        "clauses": conflict.clauses.iter().map(clause).collect::<Vec<_>>(),
        "least": conflict.is_least,
        "asked": conflict.together.map(|both| both.asked),
        "most": conflict.together.map(|both| both.most),
    })
}

fn way_text(way: &Relaxation, lang: Lang) -> String {
    let steps: Vec<_> = way.steps.iter().map(|step| step_text(step, lang)).collect();
    let mut facts = Vec::new();
    if way.gained != 0 {
        facts.push(match lang {
            Lang::Zh => format!("符合条件者 {:+} 人", way.gained),
            Lang::En => format!("{:+} eligible", way.gained),
        });
    }
    let (rotated, yuan) = (way.rotated, grouped(way.yuan));
    facts.push(match lang {
        Lang::Zh => format!("可行：交流 {rotated} 人，每年 {yuan} 元"),
        Lang::En => format!("feasible: {rotated} rotated, {yuan} yuan a year"),
    });
    facts.extend(short_text(way.short, lang));
    if let Some(level) = way.levels.first() {
        let name = words::level(&level.code);
        facts.push(format!("{} {}", name.get(lang), number(level.value)));
    }
    let (and, stop) = (pick(lang, "，并 ", " and "), pick(lang, "；", "; "));
    format!("  {}\n    {}\n", steps.join(and), facts.join(stop))
}

pub(super) fn step_text(step: &Step, lang: Lang) -> String {
    if let (Some(verdict), None) = (&step.verdict, &step.key) {
        return match lang {
            Lang::Zh => format!("不采纳意见：{}", verdict.zh),
            Lang::En => format!("without the verdict: {}", verdict.en),
        };
    }
    let key = step.key.as_deref().unwrap_or_default();
    let people = step.people.filter(|(_, new)| step.new != new.to_string());
    let people = people.map(|(old, new)| match lang {
        Lang::Zh => format!("，{old} → {new} 人"),
        Lang::En => format!(", {old} → {new} people"),
    });
    let people = people.unwrap_or_default();
    let (open, close) = (pick(lang, "（", " ("), pick(lang, "）", ")"));
    let old = if step.old.is_empty() {
        pick(lang, "未设", "unset")
    } else {
        &step.old
    };
    format!(
        "--set {}{open}{old} → {}{people}{close}",
        set_argument(key, &step.new),
        step.new
    )
}

/// `KEY=VALUE`, quoted for a shell where it must be.
fn set_argument(key: &str, value: &str) -> String {
    let set = format!("{key}={value}");
    if set.contains(['"', ' ', '[']) {
        format!("'{set}'")
    } else {
        set
    }
}

fn short_text(short: Short, lang: Lang) -> Option<String> {
    let parts: Vec<String> = [
        (short.people, "人", "people"),
        (short.lessons, "课时", "lessons"),
        (short.yuan, "元", "yuan"),
    ]
    .into_iter()
    .filter(|part| part.0 > 0)
    .map(|(n, zh, en)| {
        let en = if n == 1 { one(en) } else { en };
        format!("{n} {}", pick(lang, zh, en))
    })
    .collect();
    let joined = parts.join(pick(lang, "、", ", "));
    (!parts.is_empty()).then(|| match lang {
        Lang::Zh => format!("与现行规则相差 {joined}"),
        Lang::En => format!("{joined} off the rules as they stand"),
    })
}

/// One of what is counted.
fn one(many: &str) -> &str {
    match many {
        "people" => "person",
        "lessons" => "lesson",
        other => other,
    }
}

fn way_json(way: &Relaxation, lang: Lang) -> Value {
    let set = way
        .steps
        .iter()
        .filter_map(|step| Some(format!("{}={}", step.key.as_ref()?, step.new)));
    json!({
        "set": set.collect::<Vec<_>>(),
        "steps": way.steps.iter().map(|step| step_json(step, lang)).collect::<Vec<_>>(),
        "gained_eligible": way.gained,
        "short": { "people": way.short.people, "lessons": way.short.lessons, "yuan": way.short.yuan },
        "missed": way.missed.iter().map(|text| text.get(lang)).collect::<Vec<_>>(),
        "rotated": way.rotated,
        "yuan": way.yuan,
        "levels": way.levels.iter().map(level_json).collect::<Vec<_>>(),
    })
}

pub(super) fn step_json(step: &Step, lang: Lang) -> Value {
    json!({
        "key": step.key,
        "old": step.old,
        "new": step.new,
        "people": step.people.map(|(old, new)| json!({ "old": old, "new": new })),
        "verdict": step.verdict.as_ref().map(|text| text.get(lang)),
    })
}
