//! What a plan made from a former one changes: whose posting differs, from where to where, and why; which itinerant
//! lessons differ.

use super::figures::school_name;
use super::plan_json::PlanFile;
use super::plan_json::replan::PostingRow;
use super::walk_changes::{WalkChange, walk_changes};
use super::walks;
use super::words::{self, pick};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::{Former, TOUCHED};
use crate::domain::posting::Posting;
use crate::domain::words::Subject;
use crate::finding::Lang;
use crate::rules::Rules;

/// Everything that differs from the former plan's postings and itinerant lessons.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// People who keep the posting of the former plan.
    pub kept: usize,
    pub rows: Vec<Change>,
    pub walks: Vec<WalkChange>,
}

/// One who is posted otherwise; `None` = he stays at his school.
#[derive(Debug, Clone)]
pub struct Change {
    pub teacher: TeacherIndex,
    pub former: Option<PostingRow>,
    pub new: Option<PostingRow>,
    pub cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A verdict names him; its reason, blank where it gives none.
    Verdict(String),
    /// He is eligible no more.
    NotEligible,
    /// His school of the former plan is there no more.
    SchoolGone,
    /// A rule keeps the former posting out now.
    Rule(&'static str),
    /// He takes over, makes room, or evens out what others change.
    Follows,
}

/// `None` where the plan was made from no former one.
pub fn changes(instance: &Instance, rules: &Rules, file: &PlanFile) -> Option<Changes> {
    let part = file.replan.as_ref()?;
    let postings = part.postings(instance);
    let plan = file.plan(instance).ok()?;
    let row = |teacher: TeacherIndex| {
        let id = &instance.teacher(teacher).id;
        let former = part.former.iter().find(|row| row.teacher_id == *id);
        let new = file.rotations.iter().find(|row| row.teacher_id == *id);
        Change {
            teacher,
            former: former.cloned(),
            new: new.map(PostingRow::from),
            cause: cause(instance, rules, &postings, teacher),
        }
    };
    let rows: Vec<Change> = plan.touched(&postings).into_iter().map(row).collect();
    let moved = rows.iter().filter(|row| row.former.is_some()).count();
    Some(Changes {
        kept: part.former.len() - moved,
        rows,
        walks: walk_changes(file),
    })
}

fn cause(instance: &Instance, rules: &Rules, postings: &[Former], teacher: TeacherIndex) -> Cause {
    if let Some(verdict) = instance.verdicts_on(teacher).first() {
        return Cause::Verdict(verdict.reason.clone());
    }
    let Some(former) = postings.iter().find(|row| row.teacher == teacher) else {
        return Cause::Follows;
    };
    let Some((to, subject)) = former.posting else {
        return Cause::SchoolGone;
    };
    let Some(from) = instance
        .standing(teacher)
        .base
        .filter(|_| instance.is_eligible(teacher))
    else {
        return Cause::NotEligible;
    };
    let posting = Posting {
        teacher,
        from,
        to,
        subject,
    };
    match rules.forbidding(instance, &posting) {
        Some(rule) => Cause::Rule(rule.code()),
        None => Cause::Follows,
    }
}

impl Changes {
    /// How many are posted otherwise, and whether fewer could be.
    pub fn said(&self, file: &PlanFile, lang: Lang) -> String {
        let (kept, n) = (self.kept, self.rows.len());
        let proof = file.level(TOUCHED);
        let proven = proof.is_some_and(|level| level.status == "optimal");
        let bound = proof.map_or_else(String::new, |level| level.bound.to_string());
        let are = if n == 1 { "person is" } else { "people are" };
        let keep = if kept == 1 { "keeps his" } else { "keep their" };
        match (lang, proven) {
            (Lang::Zh, true) => {
                format!("{n} 人的安排改变，已证明不能更少；原方案中 {kept} 人不变")
            }
            (Lang::Zh, false) => format!(
                "{n} 人的安排改变（至少 {bound} 人，未证明不能更少）；原方案中 {kept} 人不变"
            ),
            (Lang::En, true) => format!(
                "{n} {are} touched, proven fewest; {kept} {keep} posting of the former plan"
            ),
            (Lang::En, false) => format!(
                "{n} {are} touched (at least {bound}; not proven fewest); {kept} {keep} posting of the former plan"
            ),
        }
    }

    /// People of other schools who come to one school otherwise than before.
    pub fn coming_to<'a>(
        &'a self,
        instance: &'a Instance,
        school: SchoolIndex,
    ) -> impl Iterator<Item = &'a Change> {
        let id = instance.school(school).id.as_str();
        self.rows
            .iter()
            .filter(move |row| row.comes(id) && row.at(instance) != school)
    }

    /// Those who start the year at one school, or whose row of the roster is there.
    pub fn of_school<'a>(
        &'a self,
        instance: &'a Instance,
        school: SchoolIndex,
    ) -> impl Iterator<Item = &'a Change> {
        self.rows
            .iter()
            .filter(move |row| row.at(instance) == school)
    }
}

impl Cause {
    /// Its code and what is told beside it: a verdict's reason, a rule's code.
    pub fn code(&self) -> (&'static str, &str) {
        match self {
            Self::Verdict(reason) => ("verdict", reason),
            Self::NotEligible => ("not_eligible", ""),
            Self::SchoolGone => ("school_gone", ""),
            Self::Rule(code) => ("rule", code),
            Self::Follows => ("follows", ""),
        }
    }

    /// In words, without what a verdict says of a person.
    pub fn in_short(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Verdict(_) => ("反馈意见", "a verdict"),
            Self::NotEligible => ("不再符合交流条件", "eligible no more"),
            Self::SchoolGone => ("原定学校已不在", "the school is there no more"),
            Self::Rule(_) => ("规则不再允许", "a rule keeps it out now"),
            Self::Follows => ("随之调整", "follows from the others"),
        };
        match self {
            Self::Rule(code) => with_detail(pick(lang, zh, en), words::rule(code).get(lang), lang),
            _ => pick(lang, zh, en).to_owned(),
        }
    }

    /// In words, with a verdict's reason.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Verdict(reason) => with_detail(&self.in_short(lang), reason, lang),
            _ => self.in_short(lang),
        }
    }
}

fn with_detail(why: &str, detail: &str, lang: Lang) -> String {
    match detail.is_empty() {
        true => why.to_owned(),
        false => format!("{why}{}{detail}", pick(lang, "：", ": ")),
    }
}

impl Change {
    /// The school he starts the year at, or that of his row of the roster.
    pub fn at(&self, instance: &Instance) -> SchoolIndex {
        let base = instance.standing(self.teacher).base;
        base.map_or(instance.teacher(self.teacher).school, |unit| {
            instance.unit(unit).school
        })
    }

    /// Where he serves now; who stays may give lessons at a second school too.
    pub fn now(&self, instance: &Instance, file: &PlanFile, lang: Lang) -> String {
        let serves = where_to(instance, self.new.as_ref(), lang);
        let walks = walks::of(instance, file, &instance.teacher(self.teacher).id, lang);
        match walks {
            Some(walks) if self.new.is_none() => match lang {
                Lang::Zh => format!("{serves}，另走教 {walks}"),
                Lang::En => format!("{serves}, and itinerant lessons at {walks}"),
            },
            _ => serves,
        }
    }

    /// Whether he comes to a school otherwise than the former plan had it: for the first time, no more, or for another
    /// subject.
    fn comes(&self, school: &str) -> bool {
        let there = |row: &Option<PostingRow>| row.as_ref().is_some_and(|row| row.to == school);
        there(&self.former) || there(&self.new)
    }
}

/// School and subject of a posting, or that there is none.
pub fn where_to(instance: &Instance, posting: Option<&PostingRow>, lang: Lang) -> String {
    match posting {
        Some(row) => {
            let (to, subject) = (&row.to, words::word::<Subject>(&row.subject, lang));
            format!("{to} {} ({subject})", school_name(instance, to))
        }
        None => pick(lang, "本校", "own school").to_owned(),
    }
}
