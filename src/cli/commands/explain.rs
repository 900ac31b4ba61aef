//! `lungang explain`: why a part of a plan is as it is, or why there is none.

use super::named::{not_in_force, rule_code};
use super::plan::options;
use super::{folder_of, former, not_written, read_plan, school_named, teacher_named};
use crate::cli::args::{Question, Shared};
use crate::cli::exit::Outcome;
use crate::cli::progress::{Terminal, catch_ctrl_c};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Subject, Word};
use crate::explain::said::number;
use crate::explain::said::otherwise::Voice;
use crate::explain::stand::{Level, Stand};
use crate::explain::what_if::Asked;
use crate::finding::{Lang, Text};
use crate::report::plan_json::{LevelRow, PlanFile};
use crate::report::tightness::tightness;
use crate::report::words;
use crate::run::{self, County, Stop};
use crate::solve::Options;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Units up to which questions are solved without a gap, unless one is asked for.
const EXACT_UP_TO: usize = 16;

/// What is asked.
pub(super) struct Asks<'a> {
    pub(super) question: &'a Question,
    pub(super) instead: Option<&'a str>,
}

pub(super) fn run(
    dir: &Path,
    plan: Option<&Path>,
    asks: &Asks<'_>,
    shared: &Shared,
    lang: Lang,
) -> Result<Outcome, Stop> {
    only_one(asks.question, shared)?;
    if plan.is_none() && !asks.question.infeasible {
        return Err(no_plan());
    }
    catch_ctrl_c(lang);
    let terminal = Terminal::new(lang, shared.quiet);
    let Some(plan) = plan.filter(|_| !asks.question.infeasible) else {
        let county = run::county(dir, &shared.set)?;
        let why = run::why_not(&county, &options(shared), &terminal, Vec::new());
        terminal.finish();
        return Ok(Outcome::fine(match (why, shared.json) {
            (Ok(why), true) => format!("{:#}\n", why.json(lang)),
            (Ok(why), false) => why.text(lang),
            (Err(none), true) => format!("{:#}\n", json!({ "status": none.code() })),
            (Err(none), false) => format!("{}\n", none.said().get(lang)),
        }));
    };
    let file = read_plan(plan)?;
    let county = run::recounted(dir, &shared.set, &file)?;
    let answered = answer(&county, &file, asks, shared, lang, &terminal);
    terminal.finish();
    let (mut text, mut json, better) = answered?;
    if let Some(better) = better {
        let folder = shared.out.clone().unwrap_or_else(|| beside(plan));
        if let Some((said, shown)) = write_better(&county, &file, better, &folder, lang)? {
            text += &said;
            json["improved"] = shown;
        }
    }
    Ok(Outcome::fine(if shared.json {
        format!("{json:#}\n")
    } else {
        text
    }))
}

fn answer(
    county: &County,
    file: &PlanFile,
    asks: &Asks<'_>,
    shared: &Shared,
    lang: Lang,
    terminal: &Terminal,
) -> Result<(String, Value, Option<Plan>), Stop> {
    let (instance, scenario) = (&county.instance, &county.scenario);
    let plan = file.plan(instance).map_err(Stop::Foreign)?;
    let exact = (instance.units.len() <= EXACT_UP_TO).then_some(0.0);
    let options = Options {
        gap: shared.proof_gap().or(exact),
        ..options(shared)
    };
    let objected = file.replan.as_ref();
    let former = objected.map_or_else(Vec::new, |part| part.postings(instance));
    let (tables, named) = (&scenario.rules, &scenario.levels);
    let mut asked = Asked::new(instance, tables, named, options, terminal);
    asked.former = &former;
    let stand = Stand::new(&asked, &county.rules, &plan, levels(file));
    let voice = Voice { instance, lang };
    let (text, json) = said(&stand, file, asks, shared, &voice)?;
    Ok((text, json, stand.better()))
}

fn said(
    stand: &Stand<'_>,
    file: &PlanFile,
    asks: &Asks<'_>,
    shared: &Shared,
    voice: &Voice<'_>,
) -> Result<(String, Value), Stop> {
    let (instance, question) = (voice.instance, asks.question);
    if let Some(id) = &question.teacher {
        let teacher = teacher_named(instance, id)?;
        let instead = asks
            .instead
            .map(|id| teacher_named(instance, id))
            .transpose()?;
        let why = stand.teacher(teacher, instead);
        return Ok((why.text(voice), why.json(voice)));
    }
    if let Some(id) = &question.school {
        let why = stand.school(school_named(instance, id)?);
        return Ok((why.text(voice), why.json(voice)));
    }
    if let Some(gap) = shared.place() {
        let (units, subject) = gap_named(instance, gap)?;
        let whys: Vec<_> = units
            .into_iter()
            .map(|unit| stand.gap(unit, subject))
            .collect();
        let text = whys.iter().map(|why| why.text(voice)).collect();
        let json = whys.iter().map(|why| why.json(voice)).collect::<Vec<_>>();
        return Ok((text, json!({ "gaps": json })));
    }
    rule(
        stand,
        file,
        question.rule.as_deref().unwrap_or_default(),
        voice,
    )
}

/// Where a better plan than `plan` is written.
fn beside(plan: &Path) -> PathBuf {
    folder_of(plan).join(run::IMPROVED)
}

/// Writes a better plan that a question led to, recounted, and says by how much it is better; the former one stays.
fn write_better(
    county: &County,
    asked: &PlanFile,
    better: Plan,
    folder: &Path,
    lang: Lang,
) -> Result<Option<(String, Value)>, Stop> {
    let file = run::improved(county, asked, better)?;
    let mut pairs = asked.levels.iter().zip(&file.levels);
    let better = |(was, now): &(&LevelRow, &LevelRow)| now.value.0 < was.value.0;
    let Some((was, now)) = pairs.find(better) else {
        return Ok(None);
    };
    let kept = run::write(county, &file, folder, lang);
    let kept = kept.map_err(|error| not_written(folder, &error))?;
    let name = words::level(&was.code);
    let (from, to) = (number(was.value.0), number(now.value.0));
    let shown = folder.display();
    let said = match lang {
        Lang::Zh => format!(
            "方案已改进：{} {from} → {to}。改进后的方案已重新清点，写入 {shown}；原方案没有改动\n",
            name.zh
        ),
        Lang::En => format!(
            "the plan is improved: {} {from} → {to}; recounted and written to {shown}, the former plan stays as it is\n",
            name.en
        ),
    };
    Ok(Some((
        said + &former::kept(kept.as_deref(), false, lang),
        json!({ "folder": shown.to_string(), "levels": file.levels }),
    )))
}

fn levels(file: &PlanFile) -> Vec<Level> {
    let level = |row: &crate::report::plan_json::LevelRow| Level {
        code: row.code.clone(),
        value: row.value.0,
        bound: row.bound.0,
    };
    file.levels.iter().map(level).collect()
}

fn rule(
    stand: &Stand<'_>,
    file: &PlanFile,
    code: &str,
    voice: &Voice<'_>,
) -> Result<(String, Value), Stop> {
    let code = rule_code(code);
    let found = stand.rule(code).zip(stand.rules.get(code));
    let (why, rule) = found.ok_or_else(|| not_in_force(stand.rules, code))?;
    let row = file.rule(code);
    let tight = row.map_or_else(Text::default, |row| {
        tightness(voice.instance, stand.rules, file, row)
    });
    let sentence = rule.sentence();
    Ok((
        why.text(voice, &sentence, &tight),
        why.json(voice, &sentence, &tight),
    ))
}

/// `ID:SUBJECT`: the units of the school that need the subject.
fn gap_named(instance: &Instance, gap: &str) -> Result<(Vec<UnitIndex>, Subject), Stop> {
    let wrong = |zh: &str, en: &str| {
        Stop::Usage(Text::new(
            format!("`{gap}`：{zh}"),
            format!("`{gap}`: {en}"),
        ))
    };
    let (id, word) = gap.rsplit_once([':', '：']).ok_or_else(|| {
        wrong(
            "应写作 `学校代码:学科`",
            "write `ID:SUBJECT`, such as `0301:music`",
        )
    })?;
    let school = school_named(instance, id)?;
    let subject = Subject::parse(word.trim()).ok_or_else(|| {
        let names = Subject::taught().filter_map(|subject| subject.chinese().first().copied());
        let names = names.collect::<Vec<_>>();
        let codes = Subject::taught().map(Word::code).collect::<Vec<_>>();
        wrong(
            &format!("没有学科 `{word}`，可写：{}", names.join("、")),
            &format!("no subject `{word}`, write one of {}", codes.join(", ")),
        )
    })?;
    let needs = |unit: &UnitIndex| instance.unit(*unit).need[subject.index()] > 0;
    let units: Vec<_> = instance.units_of(school).filter(needs).collect();
    if units.is_empty() {
        return Err(wrong(
            "该校没有这个学科的课时需求",
            "the school needs no lessons of it",
        ));
    }
    Ok((units, subject))
}

fn only_one(question: &Question, shared: &Shared) -> Result<(), Stop> {
    let asked = [
        question.teacher.is_some(),
        question.school.is_some(),
        shared.place().is_some(),
        question.rule.is_some(),
        question.infeasible,
    ];
    if asked.into_iter().filter(|asked| *asked).count() == 1 {
        return Ok(());
    }
    Err(Stop::Usage(Text::new(
        "请问一项，且只问一项：--teacher 工号、--school 学校代码、--gap 学校代码:学科、--rule 规则、--infeasible（没有方案时）",
        "ask one question: --teacher ID, --school ID, --gap ID:SUBJECT, --rule CODE, or --infeasible where there is no plan",
    )))
}

fn no_plan() -> Stop {
    Stop::Usage(Text::new(
        "请给出要说明的 plan.json",
        "name the plan.json to be explained",
    ))
}
