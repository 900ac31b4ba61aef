//! Itinerant lessons in a few words, and those of people whom a verdict keeps from being posted there.

use super::figures::school_name;
use super::plan_json::{ItinerantRow, PlanFile};
use super::words;
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::words::{Subject, Verdict};
use crate::finding::{Lang, Text};

/// Where one person gives itinerant lessons, which and how many a week; `None` where nowhere.
pub fn of(instance: &Instance, file: &PlanFile, id: &str, lang: Lang) -> Option<String> {
    let rows = file.itinerant.iter().filter(|row| row.teacher_id == id);
    let said: Vec<_> = rows.map(|row| visit(instance, row, lang)).collect();
    (!said.is_empty()).then(|| said.join(words::pick(lang, "、", ", ")))
}

fn visit(instance: &Instance, row: &ItinerantRow, lang: Lang) -> String {
    let (school, n) = (school_name(instance, &row.to), row.lessons);
    let subject = words::word::<Subject>(&row.subject, lang);
    match lang {
        Lang::Zh => format!("{school}{subject} {n} 节"),
        Lang::En => format!("{school} ({subject}, {n} a week)"),
    }
}

/// A sentence on each person who gives itinerant lessons where a verdict says that he is not posted: it is on postings.
pub fn beside_verdicts(instance: &Instance, file: &PlanFile) -> Vec<Text> {
    let mut ids: Vec<_> = file
        .itinerant
        .iter()
        .filter_map(|row| {
            let teacher = instance.teacher_by_id(&row.teacher_id)?;
            is_forbidden(instance, teacher, &row.to).then_some(row.teacher_id.as_str())
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .map(|id| beside_verdict(instance, file, id))
        .collect()
}

fn is_forbidden(instance: &Instance, teacher: TeacherIndex, to: &str) -> bool {
    let to = instance.school_by_id(to);
    let mut verdicts = instance.verdicts_on(teacher).iter();
    verdicts.any(|row| row.verdict == Verdict::Forbid && (row.school.is_none() || row.school == to))
}

fn beside_verdict(instance: &Instance, file: &PlanFile, id: &str) -> Text {
    let name = instance
        .teacher_by_id(id)
        .map_or("", |teacher| instance.teacher(teacher).name.as_str());
    let person = format!("{id} {name}");
    let person = person.trim_end();
    let walks = |lang| of(instance, file, id, lang).unwrap_or_default();
    Text::new(
        format!(
            "{person} 仍走教 {}：“不同意”只针对交流，不针对走教",
            walks(Lang::Zh)
        ),
        format!(
            "{person} still gives itinerant lessons at {}: the verdict is on postings, not on those",
            walks(Lang::En)
        ),
    )
}
