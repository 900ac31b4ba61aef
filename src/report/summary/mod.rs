//! The text a planner can read out in a meeting: who goes, what closes, what remains, at what price.

mod gaps;

use super::figures::{Figures, school_name};
use super::kept;
use super::plan_json::{LevelRow, PlanFile, RuleRow};
use super::supply;
use super::table::table;
use super::walks;
use super::words;
use crate::domain::instance::Instance;
use crate::finding::Lang;
use crate::rules::{Rule, Rules, Strength};
use gaps::{closed, remaining};

/// Rows of the largest flows and of the largest gaps.
const TOP: usize = 8;

/// The whole summary.
pub fn text(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let figures = Figures::new(instance, file);
    let sections = [
        title(file, lang),
        people(&figures, lang)
            + &kept::line(instance, lang)
            + &beside_verdicts(instance, file, lang),
        supplied(instance, file, lang),
        returning(file, lang),
        directions(&figures, instance, lang),
        closed(&figures, lang),
        remaining(&figures, instance, lang),
        rule_rows(instance, rules, file, lang),
        money(instance, file, lang),
        levels(file, lang),
    ];
    let filled: Vec<_> = sections.into_iter().filter(|s| !s.is_empty()).collect();
    filled.join("\n")
}

fn title(file: &PlanFile, lang: Lang) -> String {
    let (heading, standing) = (words::heading(file, lang), words::standing(file));
    let standing = standing.get(lang);
    let mut out = match lang {
        Lang::Zh => format!("{heading}，{standing}\n"),
        Lang::En => format!("{heading}, {standing}\n"),
    };
    for patch in &file.scenario.patches {
        out += &words::set(patch, lang);
    }
    out
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "0%".to_owned();
    }
    format!("{:.1}%", 100.0 * part as f64 / whole as f64)
}

fn people(figures: &Figures, lang: Lang) -> String {
    let Figures {
        teachers,
        eligible,
        rotated,
        backbone,
        itinerant_teachers,
        itinerant_lessons,
        ..
    } = figures;
    let share = percent(*rotated, *eligible);
    let backbone_share = percent(*backbone, *rotated);
    match lang {
        Lang::Zh => format!(
            "全县教师 {teachers} 人，符合交流条件 {eligible} 人；交流 {rotated} 人（{share}），其中县级以上骨干 {backbone} 人（{backbone_share}）\n走教 {itinerant_teachers} 人，每周 {itinerant_lessons} 节\n"
        ),
        Lang::En => format!(
            "{teachers} teachers, {eligible} eligible: {rotated} rotate ({share}), {backbone} of them backbone teachers ({backbone_share})\n{itinerant_teachers} teach at a second school as well, {itinerant_lessons} lessons a week\n"
        ),
    }
}

/// Whom a verdict keeps from a posting and who walks there all the same.
fn beside_verdicts(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
    let notes = walks::beside_verdicts(instance, file);
    let lines = notes.iter().map(|note| format!("{}\n", note.get(lang)));
    lines.collect()
}

/// How many are back from their terms.
fn returning(file: &PlanFile, lang: Lang) -> String {
    match (file.returns.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::Zh) => format!("交流期满返回原校 {n} 人\n"),
        (n, Lang::En) => format!("{n} return to their home schools, their terms being over\n"),
    }
}

/// A line for each rule that brings people or lessons in.
fn supplied(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
    let lines = supply::sentences(instance, file, lang);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn directions(figures: &Figures, instance: &Instance, lang: Lang) -> String {
    if figures.tiers.is_empty() {
        return String::new();
    }
    let (head, heads) = match lang {
        Lang::Zh => ("从哪里到哪里", ["从", "到", "人"]),
        Lang::En => ("from where to where", ["from", "to", "people"]),
    };
    let tiers = figures
        .tiers
        .iter()
        .map(|((from, to), n)| {
            let word = |tier| words::of(tier, lang).to_owned();
            vec![word(*from), word(*to), n.to_string()]
        })
        .collect();
    let flows = figures
        .flows
        .iter()
        .take(TOP)
        .map(|(from, to, n)| {
            let name = |id| format!("{} {}", id, school_name(instance, id));
            vec![name(from), name(to), n.to_string()]
        })
        .collect();
    format!(
        "{head}\n{}\n{}",
        table(&heads, &[2], tiers),
        table(&heads, &[2], flows)
    )
}

fn rule_rows(instance: &Instance, rules: &Rules, file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["规则", "达到/要求", "结论", "内容"],
        Lang::En => ["rule", "reached/required", "verdict", "what it requires"],
    };
    let row = |rule: &RuleRow| {
        let sentence = rules.get(&rule.code).map(|rule| rule.sentence());
        vec![
            rule.code.clone(),
            reached(rule, lang),
            verdict(instance, rules, file, rule, lang).to_owned(),
            sentence.unwrap_or_default().get(lang).to_owned(),
        ]
    };
    table(&heads, &[], file.rules.iter().map(row).collect())
}

/// People reached and required, or the number of breaches where nothing is counted in people.
pub fn reached(rule: &RuleRow, lang: Lang) -> String {
    match (rule.required, lang) {
        (0, Lang::Zh) => format!("违反 {} 处", rule.achieved),
        (0, Lang::En) if rule.achieved == 1 => "1 breach".to_owned(),
        (0, Lang::En) => format!("{} breaches", rule.achieved),
        (required, _) => format!("{}/{required}", rule.achieved),
    }
}

/// Met, met with nothing to spare, met at the rule's upper limit, or not met.
pub fn verdict(
    instance: &Instance,
    rules: &Rules,
    file: &PlanFile,
    row: &RuleRow,
    lang: Lang,
) -> &'static str {
    let tight = row.required > 0 && row.achieved == row.required;
    let full = rules.rotation_share.as_ref().is_some_and(|rule| {
        rule.code() == row.code && rule.most(instance) == file.rotations.len() as u64
    });
    let strength = rules.get(&row.code).map(|rule| rule.strength());
    let (zh, en) = match (row.met, strength) {
        (true, _) if full => ("达到，已到上限", "met, at its upper limit"),
        (true, _) if tight => ("达到，无余量", "met, nothing to spare"),
        (true, _) => ("达到", "met"),
        (false, Some(Strength::Should)) => ("未全达到，尽力而为", "not met in full, a should"),
        (false, _) => ("未达到", "not met"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn money(instance: &Instance, file: &PlanFile, lang: Lang) -> String {
    let sum = |amounts: &mut dyn Iterator<Item = f64>| words::grouped(amounts.sum());
    let rotation = sum(&mut file.rotations.iter().map(|row| row.yuan.0));
    let itinerant = sum(&mut file.itinerant.iter().map(|row| row.yuan.0));
    let all = words::grouped(file.cost.yuan.0);
    let mut parts = match lang {
        Lang::Zh => vec![
            format!("交流 {rotation} 元"),
            format!("走教 {itinerant} 元"),
        ],
        Lang::En => vec![
            format!("rotation {rotation}"),
            format!("itinerant {itinerant}"),
        ],
    };
    parts.extend(supply::money(instance, file, lang));
    match lang {
        Lang::Zh => format!("费用：每年 {all} 元（{}）\n", parts.join("，")),
        Lang::En => format!("money: {all} yuan a year ({})\n", parts.join(", ")),
    }
}

fn levels(file: &PlanFile, lang: Lang) -> String {
    let heads = match lang {
        Lang::Zh => ["目标（依次求最小）", "值", "下界", "状态", "秒"],
        Lang::En => [
            "level, minimised in turn",
            "value",
            "bound",
            "status",
            "seconds",
        ],
    };
    let row = |level: &LevelRow| {
        vec![
            words::level(&level.code).get(lang).to_owned(),
            level.value.to_string(),
            level.bound.to_string(),
            words::status(&level.status).get(lang).to_owned(),
            format!("{:.1}", level.seconds),
        ]
    };
    let rows = file.levels.iter().map(row).collect();
    table(&heads, &[1, 2, 4], rows)
}
