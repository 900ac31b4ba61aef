//! What a rule fills in `plan.json`: its own row among `rules`, and the lists whose rows it makes.

use crate::finding::Lang;
use crate::report::rule_notes::Note;

/// Fields of a posting.
const ROTATIONS: &str =
    "rotations: teacher_id, from, to, stage, subject, minutes, minutes_from, yuan";
const INDICATORS: &str =
    "indicators: before, after → stage → indicator → mean, cv, cv_unweighted, below";

/// The list that a rule fills beside its own row, with the fields of its rows: lessons a week, yuan a year.
fn list(code: &str) -> Option<&'static str> {
    Some(match code {
        "rotation_share" => ROTATIONS,
        "itinerant" => "itinerant: teacher_id, from, to, stage, subject, lessons, minutes, yuan",
        "retraining" => {
            "retraining: teacher_id, school_id, stage, from, subject, months, lessons, yuan"
        }
        "recruitment" => "recruitment: school_id, stage, subject, degree, posts, lessons, yuan",
        "silver_age" => "silver_age: retiree_id, school_id, stage, subject, lessons, yuan",
        "remote_lessons" => "remote: from, to, stage, subject, helper_id, lessons, yuan",
        "principals" => {
            "principals: teacher_id, position, from, to, stage, subject, lessons, minutes, minutes_from, must"
        }
        "posts" => {
            "posts: school_id, approved, by_pupils, by_classes, proposed, staff_before, staff_after"
        }
        "source_protection" => {
            "coverage: school_id, stage, subject, need, before, unfilled, by_specialists"
        }
        "headcount" | "backbone_per_100" | "degree_per_100" | "cv_limit" => INDICATORS,
        "budget" => "cost: yuan",
        _ => return None,
    })
}

/// Every line to be told of a rule.
pub(super) fn plan_rows(note: &Note, code: &str, lang: Lang) -> Vec<String> {
    let own = format!(
        "rules: code \"{code}\", source, met; {}",
        note.row.get(lang)
    );
    let lists = list(code).map(str::to_owned);
    [own].into_iter().chain(lists).collect()
}
