//! A counterfactual in words: by how much each level would differ, and who would go instead.

use super::pick;
use crate::domain::instance::Instance;
use crate::domain::plan::Rotation;
use crate::explain::clauses::Clause;
use crate::explain::near::Within;
use crate::explain::stand::{Counterfactual, Loss, Otherwise};
use crate::finding::Lang;
use crate::report::words;
use crate::rules::say;
use serde_json::{Value, json};

/// Most postings that stand in a sentence.
const MOST_POSTINGS: usize = 6;

/// What sentences are made with.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    pub instance: &'a Instance,
    pub lang: Lang,
}

impl Voice<'_> {
    pub fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        pick(self.lang, zh, en)
    }

    /// Indented lines that say what came out of solving again.
    pub fn counterfactual(&self, end: &Counterfactual) -> String {
        match end {
            Counterfactual::Solved(found) => self.otherwise(found),
            Counterfactual::NoPlan(clauses) => self.no_plan(clauses),
            Counterfactual::NoneNear(within) => self.none_near(within),
            Counterfactual::Unknown => {
                format!(
                    "  {}\n",
                    self.pick("时限内没有算出", "not found out within the limit")
                )
            }
        }
    }

    /// By the rules that stand in the way, where they were found.
    fn no_plan(&self, clauses: &[Clause]) -> String {
        let mut out = self
            .pick("没有方案能满足规则", "no plan meets the rules then")
            .to_owned();
        let name = |clause: &Clause| {
            let rule = words::rule(clause.rule);
            match self.lang {
                Lang::Zh => format!("{}（{}）", rule.zh, clause.name()),
                Lang::En => format!("{} ({})", clause.name(), rule.en),
            }
        };
        let names: Vec<_> = clauses.iter().map(name).collect();
        if !names.is_empty() {
            let names = names.join(self.pick("、", ", "));
            out += self.pick("：与它不能同时成立的是", ": it cannot stand beside ");
            out += &names;
        }
        format!("  {out}\n")
    }

    fn otherwise(&self, found: &Otherwise) -> String {
        let mut out = found
            .within
            .as_ref()
            .map_or(String::new(), |part| self.within(part));
        let open = self.unproven(found);
        if found.is_same {
            out += &format!("  {}\n", self.stays(open.is_some()));
        }
        for loss in found.losses.iter().filter(|loss| loss.differs()) {
            let said = match found.is_same {
                true => self.recounted(loss),
                false => self.loss(loss),
            };
            out += &format!("  {said}\n");
        }
        out += &self.unsolved(found, "  ");
        let same = self.pick("各级目标都与方案相同", "every level is as in the plan");
        let same = found.first().is_none().then(|| same.to_owned());
        let said: Vec<_> = same.into_iter().chain(open).collect();
        if !said.is_empty() {
            out += &format!("  {}\n", said.join(self.pick("；", "; ")));
        }
        if found.is_better {
            let zh = "比方案更好，且遵守全部规则：原方案没有证明到底，留有余地";
            let en =
                "better than the plan, and within all rules: the plan's proof left room for it";
            out += &format!("  {}\n", self.pick(zh, en));
        }
        out + &self.postings(found)
    }

    /// The head of an answer that is the plan itself: that it stays is said only where nothing better can be.
    fn stays(&self, is_open: bool) -> &'static str {
        match is_open {
            true => self.pick(
                "人员和走教都照旧",
                "the same people, and the same lessons elsewhere",
            ),
            false => self.pick(
                "方案不变，人员和走教都照旧",
                "the plan stays as it is: the same people, and the same lessons elsewhere",
            ),
        }
    }

    /// How many levels after the first that differs were not solved again.
    pub fn unsolved(&self, found: &Otherwise, indent: &str) -> String {
        let n = found.unsolved;
        match self.lang {
            _ if found.first().is_none() || n == 0 => String::new(),
            Lang::Zh => format!("{indent}（其后 {n} 级目标没有再求解）\n"),
            Lang::En => format!("{indent}(levels after it, not solved again: {n})\n"),
        }
    }

    /// What alone was planned anew.
    pub fn within(&self, within: &Within) -> String {
        let n = within.schools.len();
        let said = match self.lang {
            Lang::Zh => format!("其余学校照原方案不动，只在附近 {n} 所学校内重排"),
            Lang::En => {
                format!("with all other schools as planned, {n} nearby schools planned anew")
            }
        };
        let zh = "；与这些学校内改进后的方案相比";
        let en = "; compared with the plan as bettered among these schools";
        let beside = match within.is_bettered {
            true => self.pick(zh, en),
            false => "",
        };
        format!("  {said}{beside}\n")
    }

    fn none_near(&self, within: &Within) -> String {
        let n = within.schools.len();
        match self.lang {
            Lang::Zh => format!(
                "  其余学校照原方案不动，在附近 {n} 所学校内没有能满足规则的方案；全县是否有，没有求解\n"
            ),
            Lang::En => format!(
                "  with all other schools as planned, no plan of {n} nearby schools meets the rules; whether the county has one was not solved\n"
            ),
        }
    }

    pub fn within_json(&self, within: &Within) -> Value {
        let schools = within.schools.iter();
        let ids = schools.map(|&school| self.instance.school(school).id.as_str());
        json!({
            "schools": ids.collect::<Vec<_>>(),
            "beside_bettered_plan": within.is_bettered,
        })
    }

    fn postings(&self, found: &Otherwise) -> String {
        let said = |rows: &[Rotation]| {
            let mut said: Vec<_> = rows
                .iter()
                .take(MOST_POSTINGS)
                .map(|row| self.rotation(row))
                .collect();
            if rows.len() > MOST_POSTINGS {
                let more = rows.len() - MOST_POSTINGS;
                said.push(match self.lang {
                    Lang::Zh => format!("另 {more} 人"),
                    Lang::En => format!("{more} more"),
                });
            }
            said.join(self.pick("、", ", "))
        };
        let mut out = String::new();
        if !found.added.is_empty() {
            let head = self.pick("改为派出：", "posted instead: ");
            out += &format!("  {head}{}\n", said(&found.added));
        }
        if !found.gone.is_empty() {
            let head = self.pick("不再派出：", "no longer posted: ");
            out += &format!("  {head}{}\n", said(&found.gone));
        }
        out
    }

    /// `` `T1` 王芳 → `S2` 东岗小学 music ``.
    pub fn rotation(&self, row: &Rotation) -> String {
        let person = say::person(self.instance, row.teacher);
        let place = say::unit_subject(self.instance, row.to, row.subject);
        format!("{person} → {}", place.get(self.lang))
    }

    pub fn counterfactual_json(&self, end: &Counterfactual) -> Value {
        match end {
            Counterfactual::NoPlan(clauses) => json!({
                "status": "infeasible",
                "rules": clauses.iter().map(Clause::name).collect::<Vec<_>>(),
            }),
            Counterfactual::NoneNear(within) => {
                json!({ "status": "none_in_part", "part": self.within_json(within) })
            }
            Counterfactual::Unknown => json!({ "status": "unknown" }),
            Counterfactual::Solved(found) => self.otherwise_json(found),
        }
    }

    pub fn otherwise_json(&self, found: &Otherwise) -> Value {
        let level = |loss: &Loss| {
            let (low, high) = loss.interval();
            json!({
                "code": loss.code,
                "plan": loss.plan,
                "plan_bound": loss.plan_bound,
                "value": loss.value,
                "bound": loss.bound,
                "worse_at_least": low,
                "worse_at_most": high,
            })
        };
        json!({
            "status": "solved",
            "part": found.within.as_ref().map(|within| self.within_json(within)),
            "levels": found.losses.iter().map(level).collect::<Vec<_>>(),
            "first_difference": found.first().map(|loss| loss.code.as_str()),
            "better_than_plan": found.is_better,
            "posted_instead": self.rotations_json(&found.added),
            "no_longer_posted": self.rotations_json(&found.gone),
        })
    }

    pub fn rotations_json(&self, rows: &[Rotation]) -> Value {
        use crate::domain::words::Word;
        let row = |row: &Rotation| {
            let from = self.instance.standing(row.teacher).base;
            json!({
                "teacher_id": self.instance.teacher(row.teacher).id,
                "from": from.map(|unit| self.instance.school_of(unit).id.as_str()),
                "to": self.instance.school_of(row.to).id,
                "stage": self.instance.unit(row.to).stage.code(),
                "subject": row.subject.code(),
            })
        };
        rows.iter().map(row).collect()
    }
}
