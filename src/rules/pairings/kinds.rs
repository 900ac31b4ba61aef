//! Kinds of schools that pairings know, and which school is of which.

use super::Pairings;
use crate::domain::date::completed_years;
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::school::School;
use crate::domain::words::{Quality, SchoolKind, Tier, Word};
use crate::finding::Text;
use crate::rules::say;
use serde::Deserialize;

/// `"strong-weak"`: from schools of one kind to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Kinds {
    pub(super) from: Kind,
    pub(super) to: Kind,
}

/// A kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Tier(Tier),
    Quality(Quality),
    /// Some other school names it as its hub.
    Hub,
    /// Fewer pupils than `small_pupils`.
    Small,
    /// 新校: opened less than `new_years` ago.
    New,
    /// 名校: strong, and not new.
    Famous,
}

impl Kind {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "hub" | "中心校" => Some(Self::Hub),
            "small" | "小规模" => Some(Self::Small),
            "new" | "新校" => Some(Self::New),
            "famous" | "名校" => Some(Self::Famous),
            _ => Tier::parse(text)
                .map(Self::Tier)
                .or(Quality::parse(text).map(Self::Quality)),
        }
    }

    pub(super) fn said(self) -> Text {
        match self {
            Self::Tier(tier) => say::list(&[tier]),
            Self::Quality(quality) => say::list(&[quality]),
            Self::Hub => Text::new("中心校", "hub"),
            Self::Small => Text::new("小规模学校", "small"),
            Self::New => Text::new("新校", "new"),
            Self::Famous => Text::new("名校", "famous"),
        }
    }
}

impl TryFrom<String> for Kinds {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let kinds = text.split_once('-');
        let kinds = kinds.and_then(|(from, to)| Some((Kind::parse(from)?, Kind::parse(to)?)));
        kinds
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| format!("`{text}` is no pair of kinds like `strong-weak`"))
    }
}

impl Pairings {
    pub(super) fn is_kind(&self, instance: &Instance, index: SchoolIndex, kind: Kind) -> bool {
        let school = instance.school(index);
        if school.kind == SchoolKind::Special {
            return false;
        }
        match kind {
            Kind::Tier(tier) => school.tier == tier,
            Kind::Quality(quality) => school.quality == quality,
            Kind::Hub => instance
                .schools
                .iter()
                .enumerate()
                .any(|(i, other)| other.hub == Some(index) && i != index.0),
            Kind::Small => school.pupils_primary + school.pupils_junior < self.small_pupils,
            Kind::New => self.is_new(instance, school),
            Kind::Famous => school.quality == Quality::Strong && !self.is_new(instance, school),
        }
    }

    fn is_new(&self, instance: &Instance, school: &School) -> bool {
        let on = instance.planning_date();
        let opened = school.opened;
        opened.is_some_and(|opened| completed_years(opened, on) < self.new_years)
    }
}
