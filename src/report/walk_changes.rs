//! Itinerant lessons that a plan made from a former one begins, ends, or gives in another number.

use super::figures::school_name;
use super::plan_json::PlanFile;
use super::plan_json::replan::VisitRow;
use super::words;
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use crate::finding::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// One teacher's lessons of a subject at a second school; lessons a week under each plan, 0 = none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WalkChange {
    pub teacher_id: String,
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub former: u32,
    pub new: u32,
}

/// Everything that differs, by teacher; none where the file does not know the former plan's itinerant lessons.
pub fn walk_changes(file: &PlanFile) -> Vec<WalkChange> {
    let part = file.replan.as_ref();
    let Some(former) = part.and_then(|part| part.former_itinerant.as_ref()) else {
        return Vec::new();
    };
    let new: Vec<VisitRow> = file.itinerant.iter().map(VisitRow::from).collect();
    let mut lessons: BTreeMap<[&str; 5], [u32; 2]> = BTreeMap::new();
    for (plan, rows) in [former, &new].into_iter().enumerate() {
        for row in rows {
            let place = [
                &row.teacher_id,
                &row.to,
                &row.stage,
                &row.subject,
                &row.from,
            ];
            lessons.entry(place.map(String::as_str)).or_default()[plan] += row.lessons;
        }
    }
    let differs = lessons.into_iter().filter(|(_, [was, now])| was != now);
    let change = |(place, [former, new]): ([&str; 5], [u32; 2])| {
        let [teacher_id, to, stage, subject, from] = place;
        let own = |text: &str| text.to_owned();
        WalkChange {
            teacher_id: own(teacher_id),
            from: own(from),
            to: own(to),
            stage: own(stage),
            subject: own(subject),
            former,
            new,
        }
    };
    differs.map(change).collect()
}

/// How many differ, and how; `None` where none does.
pub fn said(walks: &[WalkChange], lang: Lang) -> Option<String> {
    let n = walks.len();
    let added = walks.iter().filter(|walk| walk.former == 0).count();
    let ended = walks.iter().filter(|walk| walk.new == 0).count();
    let others = n - added - ended;
    let arrangements = if n == 1 {
        "arrangement changes"
    } else {
        "arrangements change"
    };
    (n > 0).then(|| match lang {
        Lang::Zh => {
            format!("走教安排改变 {n} 项：新增 {added} 项，取消 {ended} 项，课时增减 {others} 项")
        }
        Lang::En => format!(
            "{n} itinerant {arrangements}: {added} added, {ended} ended, {others} with other lessons"
        ),
    })
}

impl WalkChange {
    /// Whether a school sends or receives these lessons.
    pub fn is_at(&self, school_id: &str) -> bool {
        self.from == school_id || self.to == school_id
    }

    /// School and subject.
    pub fn place(&self, instance: &Instance, lang: Lang) -> String {
        let subject = words::word::<Subject>(&self.subject, lang);
        let to = &self.to;
        format!("{to} {} ({subject})", school_name(instance, to))
    }
}
