//! A gap's answer, what closing one takes and what keeps it open, for a terminal and as JSON.

use super::infeasible::{step_json, step_text};
use super::otherwise::Voice;
use super::shifted;
use crate::domain::ids::UnitIndex;
use crate::domain::plan::Itinerant;
use crate::domain::words::Word;
use crate::explain::gap::{Cause, Closing, GapWhy};
use crate::explain::means::{Means, Shift};
use crate::finding::Lang;
use crate::report::words;
use crate::rules::say;
use serde_json::{Value, json};

/// `unit`: where the gap is.
pub(super) fn closing_text(closing: &Closing, unit: UnitIndex, voice: &Voice<'_>) -> String {
    let least = closing.least;
    let within = closing.within.as_ref();
    let within = within.map_or(String::new(), |within| voice.within(within));
    let Some(price) = &closing.price else {
        let said = if closing.proven && closing.within.is_some() {
            voice.pick("这样不能再少", "it cannot be less that way")
        } else if closing.proven {
            voice.pick(
                "按现行规则不能再少",
                "it cannot be less under the rules as they stand",
            )
        } else {
            voice.pick(
                "在其周围没有找到能更少的安排；没有证明不能更少",
                "nothing around it makes it less; that it cannot be less is not proven",
            )
        };
        return format!("{within}  {said}\n");
    };
    let losses = price.losses.iter().filter(|loss| loss.differs());
    let losses: Vec<_> = losses.map(|loss| voice.loss(loss)).collect();
    let mut out = match voice.lang {
        Lang::Zh => format!("{within}  可减到 {least}，代价：\n"),
        Lang::En => format!("{within}  it could be {least}, at this price:\n"),
    };
    if losses.is_empty() {
        out += &format!("    {}\n", voice.pick("各级目标不变", "no level changes"));
    }
    for loss in &losses {
        out += &format!("    {loss}\n");
    }
    out += &voice.unsolved(price, "    ");
    out += &means_text(&closing.means, unit, voice);
    out
}

pub(super) fn closing_json(closing: &Closing, voice: &Voice<'_>) -> Value {
    json!({
        "least": closing.least,
        "proven": closing.proven,
        "part": closing.within.as_ref().map(|within| voice.within_json(within)),
        "price": closing.price.as_ref().map(|price| voice.otherwise_json(price)),
        "means": closing.price.as_ref().map(|_| means_json(&closing.means, voice)),
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
        out += &closing_text(closing, self.unit, voice);
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
            out += &cause_text(cause, voice, "  ");
        }
        if !self.no_causes.is_empty() {
            let name = |clause: &String| match (voice.lang, clause.split('.').next()) {
                (Lang::Zh, Some(rule)) => words::keyed(rule, clause),
                _ => clause.clone(),
            };
            let names: Vec<_> = self.no_causes.iter().map(name).collect();
            let names = names.join(voice.pick("、", ", "));
            let head = voice.pick(
                "单独放开也没有变化：",
                "let go alone, these change nothing: ",
            );
            out += &format!("{head}{names}\n");
        }
        let is_near = closing.within.is_some();
        if let Some(least) = self.least_free.filter(|_| is_near) {
            out += &match voice.lang {
                Lang::Zh => format!("全部规则都放开，这些学校内仍缺 {least}\n"),
                Lang::En => {
                    format!("with every rule let go, {least} would still be unfilled that way\n")
                }
            };
        } else if let Some(least) = self.least_free {
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
            "causes": self.causes.iter().map(|cause| cause_json(cause, voice)).collect::<Vec<_>>(),
            "no_causes": self.no_causes,
            "least_without_any_rule": self.least_free,
        })
    }
}

/// One cause, its lines after `indent`.
pub(super) fn cause_text(cause: &Cause, voice: &Voice<'_>, indent: &str) -> String {
    let (name, least) = (words::rule(cause.clause.rule), cause.least);
    let clause = cause.clause.name();
    let mut out = match voice.lang {
        Lang::Zh => format!("{indent}{}（{clause}）：没有它可减到缺 {least}\n", name.zh),
        Lang::En => format!(
            "{indent}{clause} ({}): {least} unfilled without it\n",
            name.en
        ),
    };
    if let Some(step) = &cause.step {
        out += &format!("{indent}  {}\n", step_text(step, voice.lang));
    }
    out
}

pub(super) fn cause_json(cause: &Cause, voice: &Voice<'_>) -> Value {
    json!({
        "rule": cause.clause.rule,
        "clause": cause.clause.name(),
        "least": cause.least,
        "step": cause.step.as_ref().map(|step| step_json(step, voice.lang)),
    })
}

/// How another plan closes a gap, a line each.
fn means_text(means: &Means, unit: UnitIndex, voice: &Voice<'_>) -> String {
    let mut lines = Vec::new();
    for row in &means.posted {
        let head = voice.pick("派来：", "comes: ");
        lines.push(format!("{head}{}", voice.rotation(row)));
    }
    for row in &means.itinerant {
        lines.push(visit_text(row, voice));
    }
    for (more, zh, en) in [
        (means.part_time, "本校兼课", "second-subject lessons there"),
        (means.remote, "专递课堂", "remote lessons"),
    ] {
        if more != 0 {
            lines.push(match voice.lang {
                Lang::Zh => format!("{zh} {more:+} 课时"),
                Lang::En => format!("{en}: {more:+} a week"),
            });
        }
    }
    lines.extend(shifted::lines(means, unit, voice));
    let lines = lines.iter().map(|line| format!("    {line}\n"));
    lines.collect()
}

fn visit_text(row: &Itinerant, voice: &Voice<'_>) -> String {
    let person = say::person(voice.instance, row.teacher);
    let (place, lessons) = (
        say::unit_subject(voice.instance, row.to, row.subject),
        row.lessons,
    );
    match voice.lang {
        Lang::Zh => format!("走教：{person} → {} {lessons} 课时", place.zh),
        Lang::En => format!(
            "itinerant: {person} → {} {lessons} lessons a week",
            place.en
        ),
    }
}

fn means_json(means: &Means, voice: &Voice<'_>) -> Value {
    let visit = |row: &Itinerant| {
        json!({
            "teacher_id": voice.instance.teacher(row.teacher).id,
            "to": voice.instance.school_of(row.to).id,
            "subject": row.subject.code(),
            "lessons": row.lessons,
        })
    };
    let shift = |shift: &Shift| {
        json!({
            "school_id": voice.instance.school_of(shift.unit).id,
            "stage": voice.instance.unit(shift.unit).stage.code(),
            "subject": shift.subject.code(),
            "plan": shift.plan,
            "otherwise": shift.other,
        })
    };
    json!({
        "posted": voice.rotations_json(&means.posted),
        "itinerant": means.itinerant.iter().map(visit).collect::<Vec<_>>(),
        "part_time": means.part_time,
        "remote": means.remote,
        "elsewhere": means.elsewhere.iter().map(shift).collect::<Vec<_>>(),
        "fewer_here": means.fewer_here,
        "more_elsewhere": means.more,
        "fewer_elsewhere": means.fewer,
        "unfilled": means.all.0,
        "unfilled_otherwise": means.all.1,
    })
}
