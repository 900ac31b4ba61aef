//! What sheets and letters are made from: the county, its rules, the plan, the language.

use super::figures::school_name;
use super::plan_json::PlanFile;
use super::words;
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Word};
use crate::finding::{Lang, Text};
use crate::rules::Rules;

/// One plan of one county in one language.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub instance: &'a Instance,
    pub rules: &'a Rules,
    pub file: &'a PlanFile,
    pub lang: Lang,
}

impl<'a> Source<'a> {
    /// The Chinese or the English words.
    pub(super) fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        words::pick(self.lang, zh, en)
    }

    /// A sentence that is given in both languages.
    pub(super) fn said(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    pub(super) fn text(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// Headings in one language.
    pub(super) fn heads(&self, heads: &[(&'static str, &'static str)]) -> Vec<&'static str> {
        heads.iter().map(|(zh, en)| self.t(zh, en)).collect()
    }

    /// A school's name, or its id where the instance does not know it.
    pub(super) fn school(&self, id: &'a str) -> &'a str {
        school_name(self.instance, id)
    }

    /// A teacher's name, or his id where there is none.
    pub(super) fn teacher(&self, id: &'a str) -> &'a str {
        let teacher = self.instance.teacher_by_id(id);
        let name = teacher.map_or("", |teacher| self.instance.teacher(teacher).name.as_str());
        if name.is_empty() { id } else { name }
    }

    /// A closed word of the tables, from its code in `plan.json`.
    pub(super) fn word<W: Word>(&self, code: &str) -> String {
        words::word::<W>(code, self.lang)
    }

    pub(super) fn subject(&self, code: &str) -> String {
        self.word::<Subject>(code)
    }
}
