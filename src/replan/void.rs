//! Papers of the former plan that hold no more: whose letters, and which schools' notices, reply forms and pages.

use super::Replanned;
use super::text::person;
use crate::domain::ids::SchoolIndex;
use crate::finding::Lang;
use crate::report::at_school::AtSchool;
use crate::report::words::pick;
use serde::Serialize;
use std::collections::BTreeSet;

/// By id, sorted.
#[derive(Debug, Clone, Serialize)]
pub struct Void {
    /// Whose posting or itinerant lessons differ.
    pub teachers: Vec<String>,
    /// Those of whose part of the plan anything differs: people, lessons, gaps.
    pub schools: Vec<String>,
}

impl Void {
    pub fn new(replanned: &Replanned) -> Self {
        let instance = &replanned.county.instance;
        let changes = &replanned.changes;
        let touched = changes.rows.iter();
        let touched = touched.map(|row| instance.teacher(row.teacher).id.clone());
        let walks = changes.walks.iter().map(|walk| walk.teacher_id.clone());
        let gone = replanned.gone.iter().cloned();
        let teachers: BTreeSet<String> = touched.chain(walks).chain(gone).collect();
        let differs = |school: &SchoolIndex| {
            let of = |file| AtSchool::new(instance, file, *school);
            of(&replanned.former) != of(&replanned.file)
        };
        let schools = (0..instance.schools.len()).map(SchoolIndex);
        let schools = schools.filter(differs);
        Self {
            teachers: teachers.into_iter().collect(),
            schools: schools.map(|at| instance.school(at).id.clone()).collect(),
        }
    }

    /// Who is to get new papers; blank where all hold on.
    pub fn text(&self, replanned: &Replanned, lang: Lang) -> String {
        let instance = &replanned.county.instance;
        let people = self.teachers.iter().map(|id| person(instance, id));
        let school = |id: &String| match instance.school_by_id(id) {
            Some(at) => format!("{id} {}", instance.school(at).name),
            None => id.clone(),
        };
        let listed = |(zh, en): (&str, &str), names: Vec<String>| match names.is_empty() {
            true => String::new(),
            false => {
                let names = names.join(pick(lang, "、", ", "));
                format!("  {}{names}\n", pick(lang, zh, en))
            }
        };
        let lists = listed(("教师：", "people: "), people.collect())
            + &listed(
                ("学校：", "schools: "),
                self.schools.iter().map(school).collect(),
            );
        if lists.is_empty() {
            return lists;
        }
        let head = match lang {
            Lang::Zh => {
                "按原方案写出的通知书、通知、反馈表和学校页，以下教师和学校的作废；已发出的请收回；先移走旧文书（或用 --out 另指文件夹），再用 `lungang report` 按新方案重写："
            }
            Lang::En => {
                "letters, notices, reply forms and school pages written for the former plan are void for the people and schools below; take back what was handed out, move the old papers away (or name another folder with --out) and write them anew with `lungang report`:"
            }
        };
        format!("{head}\n{lists}")
    }
}
