//! The forms of rotation that an office's papers tell apart, and which of them count toward a share.

use crate::domain::school::School;
use crate::domain::words::Tier;
use crate::finding::Text;
use serde::Deserialize;

/// What a posting is called in an office's papers, by the tiers of its two schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// 交流: neither of the others.
    Rotation,
    /// 支教: from a town or city to a rural school.
    Support,
    /// 跟岗: up to a higher tier.
    Shadowing,
    /// 走教: no posting, but lessons elsewhere every week.
    Itinerant,
}

impl Form {
    /// The forms of a posting.
    pub const POSTED: [Self; 3] = [Self::Rotation, Self::Support, Self::Shadowing];

    /// What a posting is called.
    pub fn of(from: &School, to: &School) -> Self {
        if to.tier < from.tier {
            Self::Shadowing
        } else if to.tier == Tier::Rural && from.tier != Tier::Rural {
            Self::Support
        } else {
            Self::Rotation
        }
    }

    fn said(self) -> Text {
        match self {
            Self::Rotation => Text::new("交流", "rotation"),
            Self::Support => Text::new("支教", "support"),
            Self::Shadowing => Text::new("跟岗", "shadowing"),
            Self::Itinerant => Text::new("走教", "itinerant teaching"),
        }
    }
}

/// The forms that count, in words; blank where every posting does and nothing else. From `lessons` a week on, lessons
/// elsewhere do.
pub fn said_forms(forms: &[Form], lessons: u32) -> Text {
    let from = match forms.contains(&Form::Itinerant) {
        true => Text::new(
            format!("，走教每周 {lessons} 节起计入"),
            format!(", itinerant teaching counting from {lessons} lessons a week"),
        ),
        false => Text::default(),
    };
    if Form::POSTED.iter().all(|form| forms.contains(form)) {
        return from;
    }
    let said: Vec<_> = forms.iter().map(|form| form.said()).collect();
    let join = |pick: fn(&Text) -> &str, glue| {
        let words: Vec<_> = said.iter().map(pick).collect();
        words.join(glue)
    };
    Text::new(
        format!("（只计{}{}）", join(|t| &t.zh, "、"), from.zh),
        format!(" (only {} counts{})", join(|t| &t.en, ", "), from.en),
    )
}
