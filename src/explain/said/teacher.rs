//! One teacher's answer, for a terminal and as JSON.

use super::otherwise::Voice;
use super::reasons::{reason, said_reasons};
use crate::domain::coverage::Covered;
use crate::domain::ids::UnitIndex;
use crate::domain::words::Word;
use crate::explain::stand::{Counterfactual, Loss};
use crate::explain::teacher::{Going, Instead, Staying, TeacherWhy};
use crate::finding::Lang;
use crate::report::words;
use crate::rules::say;
use serde_json::{Value, json};

/// Most schools named as open.
const MOST_SCHOOLS: usize = 5;

impl TeacherWhy {
    pub fn text(&self, voice: &Voice<'_>) -> String {
        let person = say::person(voice.instance, self.teacher);
        let mut out = String::new();
        if let Some(subject) = self.trained {
            let subject = words::of(subject, voice.lang);
            out += &match voice.lang {
                Lang::Zh => format!("{person} 本年转岗培训，改教{subject}\n"),
                Lang::En => format!("{person} is trained for {subject} this year\n"),
            };
        }
        if let Some(to) = self.principal {
            let to = say::unit(voice.instance, to);
            out += &match voice.lang {
                Lang::Zh => format!("{person} 本年作为校长交流，调任 {}\n", to.zh),
                Lang::En => format!("{person} moves to {} as a principal this year\n", to.en),
            };
        } else if let Some(going) = &self.goes {
            out += &going.text(voice, &person);
        } else if let Some(staying) = &self.stays {
            out += &staying.text(voice, &person);
        } else {
            let head = voice.pick("不符合交流条件：", "may not be rotated: ");
            let reasons = said_reasons(voice, self.teacher, &self.ineligible);
            out += &format!("{person} {head}{reasons}\n");
        }
        if let Some(instead) = &self.instead {
            out += &instead.text(voice, &person);
        }
        out
    }

    pub fn json(&self, voice: &Voice<'_>) -> Value {
        let reasons = self
            .ineligible
            .iter()
            .map(|&r| reason(voice, self.teacher, r).get(voice.lang).to_owned());
        json!({
            "teacher_id": voice.instance.teacher(self.teacher).id,
            "trained_for": self.trained.map(|subject| subject.code()),
            "moves_as_principal_to": self.principal.map(|to| &voice.instance.school_of(to).id),
            "eligible": self.ineligible.is_empty(),
            "reasons": reasons.collect::<Vec<_>>(),
            "goes": self.goes.as_ref().map(|going| going.json(voice)),
            "stays": self.stays.as_ref().map(|staying| staying.json(voice)),
            "instead": self.instead.as_ref().map(|instead| instead.json(voice)),
        })
    }
}

impl Going {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let from = say::unit(voice.instance, self.from);
        let place = say::unit_subject(voice.instance, self.rotation.to, self.rotation.subject);
        let minutes = self.minutes;
        let mut out = match voice.lang {
            Lang::Zh => format!(
                "{person} 从 {} 到 {}，单程 {minutes} 分钟\n",
                from.zh, place.zh
            ),
            Lang::En => format!(
                "{person} goes from {} to {}, {minutes} minutes one way\n",
                from.en, place.en
            ),
        };
        out += &gap_line(
            voice,
            &self.there,
            voice.pick("在新校填补", "what this closes there"),
        );
        if self.home.0.unfilled != self.home.1.unfilled {
            out += &gap_line(
                voice,
                &self.home,
                voice.pick("原校本学科", "the subject at home"),
            );
        }
        out += &format!(
            "{}\n",
            voice.pick(
                "若不派出而其他一切不变，各级目标：",
                "by level, without this posting and all else as it is:"
            )
        );
        for (code, with, without) in &self.closes {
            let loss = Loss {
                code: code.clone(),
                plan: *with,
                plan_bound: *with,
                value: *without,
                bound: *without,
            };
            if loss.differs() {
                out += &format!("  {}\n", voice.loss(&loss));
            }
        }
        out += &solved(
            voice,
            (
                "如果留任（重新求解）：",
                "if the teacher stays, solved again:",
            ),
            &self.if_stays,
        );
        out + &solved(
            voice,
            (
                "如果不去该校（重新求解）：",
                "if the teacher does not go there, solved again:",
            ),
            &self.if_not_there,
        )
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let pair = |pair: &(Covered, Covered)| {
            json!({
                "need": pair.0.need,
                "unfilled_with": pair.0.unfilled,
                "unfilled_without": pair.1.unfilled,
            })
        };
        let closes = self
            .closes
            .iter()
            .map(|(code, with, without)| json!({ "code": code, "with": with, "without": without }));
        json!({
            "posting": voice.rotations_json(&[self.rotation])[0],
            "minutes": self.minutes,
            "there": pair(&self.there),
            "home": pair(&self.home),
            "closes": closes.collect::<Vec<_>>(),
            "if_stays": voice.counterfactual_json(&self.if_stays),
            "if_not_there": voice.counterfactual_json(&self.if_not_there),
        })
    }
}

fn gap_line(voice: &Voice<'_>, pair: &(Covered, Covered), head: &str) -> String {
    let (need, with, without) = (pair.0.need, pair.0.unfilled, pair.1.unfilled);
    match voice.lang {
        Lang::Zh => format!("{head}：每周需 {need} 课时，派出后缺 {with}，不派出缺 {without}\n"),
        Lang::En => format!(
            "{head}: of {need} lessons a week {with} are unfilled with this posting, {without} without\n"
        ),
    }
}

fn solved(voice: &Voice<'_>, head: (&str, &str), end: &Counterfactual) -> String {
    format!(
        "{}\n{}",
        voice.pick(head.0, head.1),
        voice.counterfactual(end)
    )
}

/// The first schools by name.
pub(super) fn school_names(voice: &Voice<'_>, units: &[UnitIndex]) -> String {
    let named = units.iter().take(MOST_SCHOOLS);
    let named = named.map(|&unit| say::unit(voice.instance, unit));
    let mut names: Vec<_> = named.map(|name| name.get(voice.lang).to_owned()).collect();
    if units.len() > MOST_SCHOOLS {
        names.push("…".into());
    }
    names.join(voice.pick("、", ", "))
}

impl Staying {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let (n, names) = (self.open.len(), school_names(voice, &self.open));
        let mut out = match (voice.lang, n) {
            (Lang::Zh, 0) => format!("{person} 符合交流条件，但规则没有留下可去的学校\n"),
            (Lang::En, 0) => {
                format!("{person} is eligible, but the rules leave no school to go to\n")
            }
            (Lang::Zh, _) => format!("{person} 符合交流条件而未派出；可去 {n} 所学校：{names}\n"),
            (Lang::En, 1) => {
                format!("{person} is eligible and not posted; one school is open: {names}\n")
            }
            (Lang::En, _) => {
                format!("{person} is eligible and not posted; {n} schools are open: {names}\n")
            }
        };
        for (rule, schools) in &self.kept_out {
            let name = words::rule(rule);
            out += &match voice.lang {
                Lang::Zh => format!("  规则“{}”（{rule}）不允许去 {schools} 所学校\n", name.zh),
                Lang::En => format!("  {rule} ({}) keeps {schools} schools closed\n", name.en),
            };
        }
        if let Some(kept) = &self.kept {
            out += &kept.text(voice);
        }
        for (school, end) in &self.if_sent {
            let name = say::school(voice.instance, *school);
            out += &match voice.lang {
                Lang::Zh => format!("如果派到 {name}（重新求解）：\n"),
                Lang::En => format!("if sent to {name}, solved again:\n"),
            };
            out += &voice.counterfactual(end);
        }
        out
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let open = self
            .open
            .iter()
            .map(|&unit| voice.instance.school_of(unit).id.as_str());
        let sent = self.if_sent.iter().map(|(school, end)| {
            json!({
                "school_id": voice.instance.school(*school).id,
                "end": voice.counterfactual_json(end),
            })
        });
        json!({
            "open": open.collect::<Vec<_>>(),
            "kept_out": self.kept_out,
            "kept": self.kept.as_ref().map(|kept| kept.json(voice)),
            "if_sent": sent.collect::<Vec<_>>(),
        })
    }
}

impl Instead {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let other = say::person(voice.instance, self.other);
        let Some(school) = self.to else {
            let (zh, en) = (
                "未被派出，没有可以替代的岗位",
                "is not posted, so there is no place to take",
            );
            return format!("{person} {}\n", voice.pick(zh, en));
        };
        let school = say::school(voice.instance, school);
        if !self.ineligible.is_empty() {
            let head = voice.pick("不符合交流条件：", "may not be rotated: ");
            return format!(
                "{other} {head}{}\n",
                said_reasons(voice, self.other, &self.ineligible)
            );
        }
        match (&self.swapped, self.kept_out, voice.lang) {
            (Some(end), _, Lang::Zh) => format!(
                "如果由 {other} 代替到 {school}（重新求解）：\n{}",
                voice.counterfactual(end)
            ),
            (Some(end), _, Lang::En) => format!(
                "if {other} goes to {school} instead, solved again:\n{}",
                voice.counterfactual(end)
            ),
            (None, Some(rule), Lang::Zh) => format!(
                "规则“{}”（{rule}）不允许 {other} 到 {school}\n",
                words::rule(rule).zh
            ),
            (None, Some(rule), Lang::En) => format!(
                "{rule} ({}) keeps {other} from {school}\n",
                words::rule(rule).en
            ),
            (None, None, Lang::Zh) => format!("{other} 的学段或道路使其不能到 {school}\n"),
            (None, None, Lang::En) => format!(
                "{other} cannot serve at {school}: no road, another stage, or no subject to be posted for\n"
            ),
        }
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let reasons = self
            .ineligible
            .iter()
            .map(|&r| reason(voice, self.other, r).get(voice.lang).to_owned());
        json!({
            "teacher_id": voice.instance.teacher(self.other).id,
            "school_id": self.to.map(|school| voice.instance.school(school).id.as_str()),
            "reasons": reasons.collect::<Vec<_>>(),
            "kept_out": self.kept_out,
            "swapped": self.swapped.as_ref().map(|end| voice.counterfactual_json(end)),
        })
    }
}
