//! Names of people, schools and subjects as the rules' sentences give them.

use crate::domain::ids::{RetireeIndex, SchoolIndex, TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Word};
use crate::finding::Text;

/// `` `T1` 王芳 ``.
pub fn person(instance: &Instance, teacher: TeacherIndex) -> String {
    let teacher = instance.teacher(teacher);
    named(&teacher.id, &teacher.name)
}

/// A retired teacher.
pub fn retiree(instance: &Instance, index: RetireeIndex) -> String {
    let retiree = instance.retiree(index);
    named(&retiree.id, &retiree.name)
}

/// `` `S1` 东岗小学 ``.
pub fn school(instance: &Instance, school: SchoolIndex) -> String {
    let school = instance.school(school);
    named(&school.id, &school.name)
}

fn named(id: &str, name: &str) -> String {
    if name.is_empty() {
        format!("`{id}`")
    } else {
        format!("`{id}` {name}")
    }
}

/// A school and, where it has two, its stage.
pub fn unit(instance: &Instance, unit: UnitIndex) -> Text {
    let unit = instance.unit(unit);
    let school_name = school(instance, unit.school);
    if instance.school(unit.school).kind.stages().len() == 1 {
        return Text::new(school_name.clone(), school_name);
    }
    Text::new(
        format!("{school_name}（{}）", chinese(unit.stage)),
        format!("{school_name} ({})", unit.stage.code()),
    )
}

/// A unit and a subject: `` `S1` 东岗小学 音乐 ``.
pub fn unit_subject(instance: &Instance, at: UnitIndex, subject: Subject) -> Text {
    let at = unit(instance, at);
    Text::new(
        format!("{} {}", at.zh, chinese(subject)),
        format!("{} {}", at.en, subject.code()),
    )
}

/// The Chinese form we print.
pub fn chinese(word: impl Word) -> &'static str {
    word.chinese().first().copied().unwrap_or(word.code())
}

/// A list of words in both languages.
pub fn list<W: Word>(words: &[W]) -> Text {
    let zh: Vec<_> = words.iter().map(|&word| chinese(word)).collect();
    let en: Vec<_> = words.iter().map(|&word| word.code()).collect();
    Text::new(zh.join("、"), en.join(", "))
}
