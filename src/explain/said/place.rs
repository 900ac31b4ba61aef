//! A school's and a gap's answer, for a terminal and as JSON.

use super::infeasible::{step_json, step_text};
use super::otherwise::Voice;
use crate::domain::words::Word;
use crate::explain::gap::{Cause, Closing, GapWhy};
use crate::explain::school::{Brought, Left, SchoolWhy, SubjectRow};
use crate::finding::Lang;
use crate::report::table::table;
use crate::report::words;
use crate::rules::say;
use serde_json::{Value, json};

impl SchoolWhy {
    pub fn text(&self, voice: &Voice<'_>) -> String {
        let mut out = format!("{}\n", say::school(voice.instance, self.school));
        for (rows, zh, en) in [
            (&self.leaves, "派出：", "leaves: "),
            (&self.comes, "派来：", "comes: "),
        ] {
            for row in rows {
                out += &format!("  {}{}\n", voice.pick(zh, en), voice.rotation(row));
            }
        }
        for row in &self.itinerant {
            let person = say::person(voice.instance, row.teacher);
            let place = say::unit_subject(voice.instance, row.to, row.subject);
            let lessons = row.lessons;
            out += &match voice.lang {
                Lang::Zh => format!("  走教：{person} → {} {lessons} 课时\n", place.zh),
                Lang::En => format!(
                    "  itinerant: {person} → {} {lessons} lessons a week\n",
                    place.en
                ),
            };
        }
        for row in &self.brought {
            let place = say::unit_subject(voice.instance, row.unit, row.subject);
            let (name, lessons) = (words::rule(row.rule), row.lessons);
            out += &match voice.lang {
                Lang::Zh => format!("  {}：{} 每周至多 {lessons} 课时\n", name.zh, place.zh),
                Lang::En => format!(
                    "  {}: {} {lessons} lessons a week at most\n",
                    name.en, place.en
                ),
            };
        }
        out += &self.table(voice);
        if self.left.is_empty() {
            let zh = "没有缺课";
            return out + &format!("{}\n", voice.pick(zh, "nothing is left unfilled"));
        }
        let zh = "补上余下缺课的代价（重新求解，由低到高）：";
        out += &format!(
            "{}\n",
            voice.pick(
                zh,
                "what closing what is left would take, solved again, the cheapest first:"
            )
        );
        for left in &self.left {
            out += &left_text(left, voice);
        }
        out
    }

    fn table(&self, voice: &Voice<'_>) -> String {
        let heads: [&str; 5] = match voice.lang {
            Lang::Zh => ["学科", "需要", "原缺", "现缺", "专任所授"],
            Lang::En => [
                "subject",
                "need",
                "unfilled before",
                "after",
                "by specialists",
            ],
        };
        let has_two = voice.instance.units_of(self.school).count() > 1;
        let row = |row: &SubjectRow| {
            let stage = words::of(voice.instance.unit(row.unit).stage, voice.lang);
            let subject = words::of(row.subject, voice.lang);
            vec![
                if has_two {
                    format!("{stage} {subject}")
                } else {
                    subject.to_owned()
                },
                row.after.need.to_string(),
                row.before.to_string(),
                row.after.unfilled.to_string(),
                row.after.specialists.to_string(),
            ]
        };
        table(
            &heads,
            &[1, 2, 3, 4],
            self.subjects.iter().map(row).collect(),
        )
    }

    pub fn json(&self, voice: &Voice<'_>) -> Value {
        let subject = |row: &SubjectRow| {
            json!({
                "stage": voice.instance.unit(row.unit).stage.code(),
                "subject": row.subject.code(),
                "need": row.after.need,
                "before": row.before,
                "unfilled": row.after.unfilled,
                "by_specialists": row.after.specialists,
            })
        };
        let brought = |row: &Brought| {
            json!({
                "rule": row.rule,
                "stage": voice.instance.unit(row.unit).stage.code(),
                "subject": row.subject.code(),
                "lessons": row.lessons,
            })
        };
        let left = |left: &Left| {
            json!({
                "stage": voice.instance.unit(left.row.unit).stage.code(),
                "subject": left.row.subject.code(),
                "unfilled": left.row.after.unfilled,
                "closing": left.closing.as_ref().map(|closing| closing_json(closing, voice)),
            })
        };
        json!({
            "school_id": voice.instance.school(self.school).id,
            "leaves": voice.rotations_json(&self.leaves),
            "comes": voice.rotations_json(&self.comes),
            "brought": self.brought.iter().map(brought).collect::<Vec<_>>(),
            "subjects": self.subjects.iter().map(subject).collect::<Vec<_>>(),
            "left": self.left.iter().map(left).collect::<Vec<_>>(),
        })
    }
}

fn left_text(left: &Left, voice: &Voice<'_>) -> String {
    let place = say::unit_subject(voice.instance, left.row.unit, left.row.subject);
    let n = left.row.after.unfilled;
    let head = match voice.lang {
        Lang::Zh => format!("{}：缺 {n} 课时\n", place.zh),
        Lang::En => format!("{}: {n} lessons unfilled\n", place.en),
    };
    let told = match &left.closing {
        Some(closing) => closing_text(closing, voice),
        None => format!("  {}\n", voice.pick("未求解", "not solved for")),
    };
    head + &told
}

fn closing_text(closing: &Closing, voice: &Voice<'_>) -> String {
    let least = closing.least;
    let Some(price) = &closing.price else {
        let zh = "按现行规则不能再少";
        return format!(
            "  {}\n",
            voice.pick(zh, "it cannot be less under the rules as they stand")
        );
    };
    let losses = price.losses.iter().filter(|loss| loss.differs());
    let losses: Vec<_> = losses.map(|loss| voice.loss(loss)).collect();
    let mut out = match voice.lang {
        Lang::Zh => format!("  可减到 {least}，代价：\n"),
        Lang::En => format!("  it could be {least}, at this price:\n"),
    };
    if losses.is_empty() {
        out += &format!("    {}\n", voice.pick("各级目标不变", "no level changes"));
    }
    for loss in losses.iter().take(1) {
        out += &format!("    {loss}\n");
    }
    for row in price.added.iter().take(3) {
        out += &format!(
            "    {}{}\n",
            voice.pick("改为派出：", "posted instead: "),
            voice.rotation(row)
        );
    }
    out
}

fn closing_json(closing: &Closing, voice: &Voice<'_>) -> Value {
    json!({
        "least": closing.least,
        "proven": closing.proven,
        "price": closing.price.as_ref().map(|price| voice.otherwise_json(price)),
    })
}

impl GapWhy {
    pub fn text(&self, voice: &Voice<'_>) -> String {
        let place = say::unit_subject(voice.instance, self.unit, self.subject);
        let (need, left, before) = (self.covered.need, self.covered.unfilled, self.before);
        let people = self.people;
        let (all, eligible, open) = (people.elsewhere, people.eligible, people.open);
        let mut out = match voice.lang {
            Lang::Zh => format!(
                "{}：每周需 {need} 课时，现状缺 {before}，方案后缺 {left}\n别校同学段专任 {all} 人，符合交流条件 {eligible} 人，规则允许派来 {open} 人\n",
                place.zh
            ),
            Lang::En => format!(
                "{}: {need} lessons a week needed, {before} unfilled before, {left} under the plan\nspecialists at other schools of the stage: {all}, eligible {eligible}, {open} of whom the rules let come\n",
                place.en
            ),
        };
        let Some(closing) = &self.closing else {
            return out
                + &format!(
                    "{}\n",
                    voice.pick("时限内没有算出", "not found out within the limit")
                );
        };
        if left == 0 {
            return out + &format!("{}\n", voice.pick("没有缺课", "nothing is left unfilled"));
        }
        let zh = "按现行规则（重新求解）：";
        out += &format!(
            "{}\n",
            voice.pick(zh, "under the rules as they stand, solved again:")
        );
        out += &closing_text(closing, voice);
        out + &self.causes_text(closing, voice)
    }

    fn causes_text(&self, closing: &Closing, voice: &Voice<'_>) -> String {
        if closing.least == 0 {
            return String::new();
        }
        let mut out = String::new();
        if !self.causes.is_empty() {
            let zh = "原因，各自单独放开后重新求解：";
            out += &format!(
                "{}\n",
                voice.pick(zh, "causes, each let go alone and solved again:")
            );
        }
        for cause in &self.causes {
            out += &cause_text(cause, voice);
        }
        if !self.no_causes.is_empty() {
            let names = self.no_causes.join(", ");
            let head = voice.pick(
                "单独放开也没有变化：",
                "let go alone, these change nothing: ",
            );
            out += &format!("{head}{names}\n");
        }
        if let Some(least) = self.least_free {
            out += &match voice.lang {
                Lang::Zh => format!("全部规则都放开，至少仍缺 {least}\n"),
                Lang::En => {
                    format!("with every rule let go, {least} would still be unfilled at least\n")
                }
            };
        }
        out
    }

    pub fn json(&self, voice: &Voice<'_>) -> Value {
        let cause = |cause: &Cause| {
            json!({
                "rule": cause.clause.rule,
                "clause": cause.clause.name(),
                "least": cause.least,
                "step": cause.step.as_ref().map(|step| step_json(step, voice.lang)),
            })
        };
        json!({
            "school_id": voice.instance.school_of(self.unit).id,
            "stage": voice.instance.unit(self.unit).stage.code(),
            "subject": self.subject.code(),
            "need": self.covered.need,
            "before": self.before,
            "unfilled": self.covered.unfilled,
            "specialists_elsewhere": self.people.elsewhere,
            "eligible": self.people.eligible,
            "open": self.people.open,
            "closing": self.closing.as_ref().map(|closing| closing_json(closing, voice)),
            "causes": self.causes.iter().map(cause).collect::<Vec<_>>(),
            "no_causes": self.no_causes,
            "least_without_any_rule": self.least_free,
        })
    }
}

fn cause_text(cause: &Cause, voice: &Voice<'_>) -> String {
    let (name, least) = (words::rule(cause.clause.rule), cause.least);
    let clause = cause.clause.name();
    let mut out = match voice.lang {
        Lang::Zh => format!("  {}（{clause}）：没有它至少缺 {least}\n", name.zh),
        Lang::En => format!("  {clause} ({}): {least} unfilled without it\n", name.en),
    };
    if let Some(step) = &cause.step {
        out += &format!("    {}\n", step_text(step, voice.lang));
    }
    out
}
