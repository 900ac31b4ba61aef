//! The rows of `plan.json`'s lists: who goes, who teaches what where, what is brought in, lessons and posts.

use super::number::Amount;
use serde::{Deserialize, Serialize};

/// A full-time posting; minutes one way, yuan a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RotationRow {
    pub teacher_id: String,
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub minutes: u32,
    /// `residence` where the minutes are counted from the teacher's residence, else left out: from his school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_from: Option<String>,
    pub yuan: Amount,
}

/// Weekly lessons of a named teacher at another school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItinerantRow {
    pub teacher_id: String,
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub lessons: u32,
    pub minutes: u32,
    pub yuan: Amount,
}

/// Weekly second-subject lessons where the teacher serves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartTimeRow {
    pub teacher_id: String,
    pub school_id: String,
    pub stage: String,
    pub subject: String,
    pub lessons: u32,
}

/// People recruited into posts of one school for one subject; the lessons they can give a week together, yuan a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecruitmentRow {
    pub school_id: String,
    pub stage: String,
    pub subject: String,
    pub degree: String,
    pub posts: u32,
    pub lessons: u32,
    pub yuan: Amount,
}

/// A teacher trained for another subject at his own school: months of training, lessons a week of the new subject that he
/// can give over the year, yuan beside his pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RetrainingRow {
    pub teacher_id: String,
    pub school_id: String,
    pub stage: String,
    /// His main subject so far.
    pub from: String,
    pub subject: String,
    pub months: u32,
    pub lessons: u32,
    pub yuan: Amount,
}

/// Weekly lessons that specialists of one school teach into another (专递课堂), and who is in the room; yuan a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemoteRow {
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub helper_id: String,
    pub lessons: u32,
    pub yuan: Amount,
}

/// A principal or vice-principal who goes over to another school, for good: minutes one way, lessons of his main subject he
/// can give a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrincipalRow {
    pub teacher_id: String,
    pub position: String,
    pub from: String,
    pub to: String,
    pub stage: String,
    pub subject: String,
    pub lessons: u32,
    pub minutes: u32,
    /// `residence` where the minutes are counted from his residence, else left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_from: Option<String>,
    /// Whether his terms ask for the move; else he makes room or fills a place.
    pub must: bool,
}

/// A retired teacher who serves one school for the year: lessons he can give a week, yuan a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SilverAgeRow {
    pub retiree_id: String,
    pub school_id: String,
    pub stage: String,
    pub subject: String,
    pub lessons: u32,
    pub yuan: Amount,
}

/// Lessons a week of one unit and subject with need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    pub school_id: String,
    pub stage: String,
    pub subject: String,
    pub need: u32,
    pub before: u32,
    pub unfilled: u32,
    /// Includes itinerant lessons and those of people brought in.
    pub by_specialists: u32,
}

/// Posts of one school, and its people on the establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostsRow {
    pub school_id: String,
    /// Approved posts; null where the table does not say.
    pub approved: Option<u32>,
    pub by_pupils: u32,
    pub by_classes: u32,
    pub proposed: u32,
    pub staff_before: u32,
    pub staff_after: u32,
}

/// One whose term has ended: from where he served to where his personnel relation is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRow {
    pub teacher_id: String,
    pub from: String,
    pub to: String,
}
