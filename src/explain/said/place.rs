//! A school's answer, for a terminal and as JSON.

use super::gap::{cause_json, cause_text, closing_json, closing_text};
use super::otherwise::Voice;
use crate::domain::words::Word;
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
                "causes": left.causes.iter().map(|cause| cause_json(cause, voice)).collect::<Vec<_>>(),
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
    let mut out = match &left.closing {
        Some(closing) => head + &closing_text(closing, left.row.unit, voice),
        None => format!("{head}  {}\n", voice.pick("未求解", "not solved for")),
    };
    if !left.causes.is_empty() {
        let zh = "  再少须放开（各自单独放开后重新求解）：";
        let en = "  for less, one of these must be let go, each alone and solved again:";
        out += &format!("{}\n", voice.pick(zh, en));
    }
    for cause in &left.causes {
        out += &cause_text(cause, voice, "    ");
    }
    out
}
