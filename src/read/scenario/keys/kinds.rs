//! What several keys may hold.

use crate::domain::words::{Employment, Exemption, Outlook, Subject, Tier};
use crate::read::scenario::kind::{Kind, WordList};

pub(super) const EXEMPTIONS: Kind = Kind::Words(WordList::of::<Exemption>());
pub(super) const EMPLOYMENTS: Kind = Kind::Words(WordList::of::<Employment>());
pub(super) const SUBJECTS: Kind = Kind::Words(WordList::of::<Subject>());
pub(super) const TIERS: Kind = Kind::Words(WordList::of::<Tier>());
pub(super) const OUTLOOKS: Kind = Kind::Words(WordList::of::<Outlook>());
pub(in crate::read::scenario) const STRENGTHS: Kind =
    Kind::Choice(&[("must", "必须"), ("should", "力争")]);
pub(super) const DEGREES: Kind = Kind::Choice(&[
    ("secondary", "中专"),
    ("college", "专科"),
    ("bachelor", "本科"),
    ("master", "硕士"),
    ("doctor", "博士"),
]);
pub(super) const TITLES: Kind = Kind::Choice(&[
    ("junior", "三级"),
    ("second", "二级"),
    ("first", "一级"),
    ("senior", "高级"),
    ("full_senior", "正高级"),
]);
pub(super) const CIRCLES: Kind = Kind::Choice(&[
    ("county", "全县"),
    ("district", "学区"),
    ("group", "集团"),
    ("hub", "中心校"),
]);
