//! One teacher's answer, for a terminal and as JSON.

use super::otherwise::Voice;
use crate::domain::coverage::Covered;
use crate::domain::eligibility::Ineligible;
use crate::domain::ids::TeacherIndex;
use crate::domain::words::Word;
use crate::explain::stand::{Counterfactual, Loss};
use crate::explain::teacher::{Going, Instead, Staying, TeacherWhy};
use crate::finding::{Lang, Text};
use crate::report::words;
use crate::rules::say;
use serde_json::{Value, json};

/// Most schools named as open.
const MOST_SCHOOLS: usize = 5;

/// A reason in words, with the numbers of this teacher.
pub fn reason(voice: &Voice<'_>, teacher: TeacherIndex, reason: Ineligible) -> Text {
    let (row, standing) = (voice.instance.teacher(teacher), voice.instance.standing(teacher));
    let settings = &voice.instance.settings.eligibility;
    let limit = match row.sex {
        crate::domain::words::Sex::Male => settings.max_age_male,
        crate::domain::words::Sex::Female => settings.max_age_female,
    };
    let (age, tenure, years, rest) =
        (standing.age, standing.tenure, settings.min_years, settings.rest_years);
    let within = settings.retire_within;
    match reason {
        Ineligible::SpecialSchool => Text::new("在特殊教育学校任教", "serves at a special school"),
        Ineligible::OtherSubject => Text::new("主教学科为“其他”", "main subject is `other`"),
        Ineligible::NotCertified => Text::new("没有教师资格证", "not certified"),
        Ineligible::Position(position) => Text::new(
            format!("职务为{}", say::chinese(position)),
            format!("is {}", position.code()),
        ),
        Ineligible::Probation => Text::new("在试用期", "on probation"),
        Ineligible::Exempt(cause) => Text::new(
            format!("免交流：{}", say::chinese(cause)),
            format!("exempt: {}", cause.code()),
        ),
        Ineligible::NearRetirement => Text::new(
            format!("{age} 岁，距退休不足 {within} 年"),
            format!("aged {age}, less than {within} years from retirement"),
        ),
        Ineligible::InTerm => Text::new("本轮交流尚未期满", "in a rotation term that has not ended"),
        Ineligible::Resting => Text::new(
            format!("上次交流后未满 {rest} 年"),
            format!("rotated less than {rest} years ago"),
        ),
        Ineligible::Age => Text::new(
            format!("{age} 岁，须小于 {limit} 岁"),
            format!("aged {age}, the limit is under {limit}"),
        ),
        Ineligible::Tenure => Text::new(
            format!("在本校任教 {tenure} 年，须满 {years} 年"),
            format!("{tenure} years at the school, {years} are asked for"),
        ),
    }
}

impl TeacherWhy {
    pub fn text(&self, voice: &Voice<'_>) -> String {
        let person = say::person(voice.instance, self.teacher);
        let mut out = String::new();
        if let Some(going) = &self.goes {
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
        let reasons = self.ineligible.iter().map(|&r| reason(voice, self.teacher, r).get(voice.lang).to_owned());
        json!({
            "teacher_id": voice.instance.teacher(self.teacher).id,
            "eligible": self.ineligible.is_empty(),
            "reasons": reasons.collect::<Vec<_>>(),
            "goes": self.goes.as_ref().map(|going| going.json(voice)),
            "stays": self.stays.as_ref().map(|staying| staying.json(voice)),
            "instead": self.instead.as_ref().map(|instead| instead.json(voice)),
        })
    }
}

fn said_reasons(voice: &Voice<'_>, teacher: TeacherIndex, reasons: &[Ineligible]) -> String {
    let said = reasons.iter().map(|&r| reason(voice, teacher, r).get(voice.lang).to_owned());
    said.collect::<Vec<_>>().join(voice.pick("；", "; "))
}

impl Going {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let from = say::unit(voice.instance, self.from);
        let place = say::unit_subject(voice.instance, self.rotation.to, self.rotation.subject);
        let minutes = self.minutes;
        let mut out = match voice.lang {
            Lang::Zh => format!("{person} 从 {} 到 {}，单程 {minutes} 分钟\n", from.zh, place.zh),
            Lang::En => format!("{person} goes from {} to {}, {minutes} minutes one way\n", from.en, place.en),
        };
        out += &gap_line(voice, &self.there, voice.pick("她在新校填补", "what she closes there"));
        if self.home.0.unfilled != self.home.1.unfilled {
            out += &gap_line(voice, &self.home, voice.pick("原校本学科", "her subject at home"));
        }
        out += &format!("{}\n", voice.pick("其他一切不变而她不去，各级目标：", "by level, if she alone stayed and all else were as it is:"));
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
        out += &solved(voice, ("如果她留任（重新求解）：", "if she stays, solved again:"), &self.if_stays);
        out + &solved(voice, ("如果她不去该校（重新求解）：", "if she does not go there, solved again:"), &self.if_not_there)
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let pair = |pair: &(Covered, Covered)| json!({
            "need": pair.0.need,
            "unfilled_with": pair.0.unfilled,
            "unfilled_without": pair.1.unfilled,
        });
        let closes = self.closes.iter().map(|(code, with, without)| {
            json!({ "code": code, "with": with, "without": without })
        });
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
        Lang::Zh => format!("{head}：每周需 {need} 课时，有她时缺 {with}，无她时缺 {without}\n"),
        Lang::En => format!("{head}: of {need} lessons a week {with} are unfilled with her going, {without} without\n"),
    }
}

fn solved(voice: &Voice<'_>, head: (&str, &str), end: &Counterfactual) -> String {
    format!("{}\n{}", voice.pick(head.0, head.1), voice.counterfactual(end))
}

impl Staying {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let n = self.open.len();
        let names = self.open.iter().take(MOST_SCHOOLS).map(|&unit| say::unit(voice.instance, unit));
        let mut names: Vec<_> = names.map(|name| name.get(voice.lang).to_owned()).collect();
        if n > MOST_SCHOOLS {
            names.push("…".into());
        }
        let names = names.join(voice.pick("、", ", "));
        let mut out = match (voice.lang, n) {
            (Lang::Zh, 0) => format!("{person} 符合交流条件，但没有规则允许她去的学校\n"),
            (Lang::En, 0) => format!("{person} is eligible, but the rules leave her no school to go to\n"),
            (Lang::Zh, _) => format!("{person} 符合交流条件而未派出；可去 {n} 所学校：{names}\n"),
            (Lang::En, 1) => format!("{person} is eligible and not posted; one school is open to her: {names}\n"),
            (Lang::En, _) => format!("{person} is eligible and not posted; {n} schools are open to her: {names}\n"),
        };
        for (rule, schools) in &self.kept_out {
            let name = words::rule(rule);
            out += &match voice.lang {
                Lang::Zh => format!("  规则“{}”（{rule}）不允许去 {schools} 所学校\n", name.zh),
                Lang::En => format!("  {rule} ({}) keeps her from {schools} schools\n", name.en),
            };
        }
        for (school, end) in &self.if_sent {
            let name = say::school(voice.instance, *school);
            out += &match voice.lang {
                Lang::Zh => format!("如果派她到 {name}（重新求解）：\n"),
                Lang::En => format!("if she is sent to {name}, solved again:\n"),
            };
            out += &voice.counterfactual(end);
        }
        out
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let open = self.open.iter().map(|&unit| voice.instance.school_of(unit).id.as_str());
        let sent = self.if_sent.iter().map(|(school, end)| {
            json!({
                "school_id": voice.instance.school(*school).id,
                "end": voice.counterfactual_json(end),
            })
        });
        json!({
            "open": open.collect::<Vec<_>>(),
            "kept_out": self.kept_out,
            "if_sent": sent.collect::<Vec<_>>(),
        })
    }
}

impl Instead {
    fn text(&self, voice: &Voice<'_>, person: &str) -> String {
        let other = say::person(voice.instance, self.other);
        let Some(school) = self.to else {
            let (zh, en) = ("未被派出，没有可以替代的岗位", "is not posted, so there is no place to take");
            return format!("{person} {}\n", voice.pick(zh, en));
        };
        let school = say::school(voice.instance, school);
        if !self.ineligible.is_empty() {
            let head = voice.pick("不符合交流条件：", "may not be rotated: ");
            return format!("{other} {head}{}\n", said_reasons(voice, self.other, &self.ineligible));
        }
        match (&self.swapped, self.kept_out, voice.lang) {
            (Some(end), _, Lang::Zh) => format!("如果由 {other} 代替她到 {school}（重新求解）：\n{}", voice.counterfactual(end)),
            (Some(end), _, Lang::En) => format!("if {other} goes to {school} instead of her, solved again:\n{}", voice.counterfactual(end)),
            (None, Some(rule), Lang::Zh) => format!("规则“{}”（{rule}）不允许 {other} 到 {school}\n", words::rule(rule).zh),
            (None, Some(rule), Lang::En) => format!("{rule} ({}) keeps {other} from {school}\n", words::rule(rule).en),
            (None, None, Lang::Zh) => format!("{other} 的学段或道路使其不能到 {school}\n"),
            (None, None, Lang::En) => format!("{other} cannot serve at {school}: no road, another stage, or no subject to be posted for\n"),
        }
    }

    fn json(&self, voice: &Voice<'_>) -> Value {
        let reasons = self.ineligible.iter().map(|&r| reason(voice, self.other, r).get(voice.lang).to_owned());
        json!({
            "teacher_id": voice.instance.teacher(self.other).id,
            "school_id": self.to.map(|school| voice.instance.school(school).id.as_str()),
            "reasons": reasons.collect::<Vec<_>>(),
            "kept_out": self.kept_out,
            "swapped": self.swapped.as_ref().map(|end| voice.counterfactual_json(end)),
        })
    }
}

