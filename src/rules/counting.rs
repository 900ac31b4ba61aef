//! Who counts in a share and among the rotated: the scope that rotation_share and backbone_share have in common.

use super::forms::Form;
use super::principals::{self, Principals};
use super::{config, postings, say};
use crate::domain::ids::TeacherIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::school::School;
use crate::domain::words::{Position, Quality, SchoolKind, Subject, Tier};
use crate::finding::Text;
use crate::model::classes::Profile;
use crate::model::program::Terms;
use crate::model::rows::Rows;
use crate::model::supply::Bring;
use serde::Deserialize;
use std::sync::Arc;

/// Whether only this year's moves count, or also those who serve away in an unfinished term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    #[default]
    New,
    Serving,
}

/// Whose share: the county's, or that of some schools.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "toml::Value")]
pub enum Scope {
    #[default]
    County,
    Schools(Schools),
}

/// A school is in if its tier *or* its quality is listed (with neither list, any school is), and of these only those of
/// `districts` where that lists any: a programme that is rolled out area by area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schools {
    #[serde(default, deserialize_with = "config::words")]
    pub tiers: Vec<Tier>,
    #[serde(default, deserialize_with = "config::words")]
    pub quality: Vec<Quality>,
    #[serde(default)]
    pub districts: Vec<String>,
}

/// Who counts in N and among the rotated: shared with backbone_share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counting {
    pub scope: Scope,
    pub toward: Option<Schools>,
    pub count: Count,
    /// What counts among the rotated; `None` = every form.
    pub forms: Option<Vec<Form>>,
    /// Lessons elsewhere a week from which somebody who stays counts; `None` = nobody does.
    pub itinerant_lessons: Option<u32>,
    /// Set where principals count among the rotated, and those who may be moved in N.
    pub principals: Option<Arc<Principals>>,
}

impl TryFrom<toml::Value> for Scope {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        match value {
            toml::Value::String(word) if word == "county" => Ok(Self::County),
            toml::Value::Table(_) => value
                .try_into::<Schools>()
                .map(Self::Schools)
                .map_err(|error| error.message().to_owned()),
            other => Err(format!(
                "scope {other} is neither \"county\" nor a table of tiers, quality and districts"
            )),
        }
    }
}

impl Schools {
    pub fn contain(&self, school: &School) -> bool {
        let any = self.tiers.is_empty() && self.quality.is_empty() && !self.districts.is_empty();
        let kind =
            any || self.tiers.contains(&school.tier) || self.quality.contains(&school.quality);
        let district = school.district.as_ref();
        kind && (self.districts.is_empty() || district.is_some_and(|d| self.districts.contains(d)))
    }

    /// The words listed.
    pub fn said(&self) -> Text {
        let (tiers, quality) = (say::list(&self.tiers), say::list(&self.quality));
        let join = |a: &str, b: &str, glue: &str| {
            let parts: Vec<_> = [a, b].into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(glue)
        };
        let (zh, en) = (
            join(&tiers.zh, &quality.zh, "、"),
            join(&tiers.en, &quality.en, ", "),
        );
        if self.districts.is_empty() {
            return Text::new(zh, en);
        }
        let districts = self.districts.join("、");
        Text::new(
            format!("{zh}（限{districts}）"),
            format!("{en} (of {districts})"),
        )
    }
}

impl Scope {
    pub(super) fn contains(&self, school: &School) -> bool {
        match self {
            Self::County => true,
            Self::Schools(schools) => schools.contain(school),
        }
    }
}

impl Counting {
    /// Whether somebody is a principal who may be moved, where such count.
    fn counts_principal(&self, instance: &Instance, teacher: TeacherIndex) -> bool {
        let rule = self.principals.as_ref();
        rule.is_some_and(|rule| rule.may(instance, teacher))
    }

    /// Whether a teacher counts in N: eligible, a principal who may be moved where such count, or in an unfinished term where those count, and from a school in scope.
    pub fn counts(&self, instance: &Instance, teacher: TeacherIndex) -> bool {
        let may_move = instance.is_eligible(teacher) || self.counts_principal(instance, teacher);
        let from = if may_move {
            instance
                .standing(teacher)
                .base
                .map(|base| instance.school_of(base))
        } else {
            self.away_from(instance, teacher)
        };
        from.is_some_and(|school| self.scope.contains(school))
    }

    /// N.
    pub fn people(&self, instance: &Instance) -> Vec<TeacherIndex> {
        instance
            .teacher_indices()
            .filter(|&teacher| self.counts(instance, teacher))
            .collect()
    }

    /// Whether a posting counts among the rotated.
    pub fn counts_posting(&self, instance: &Instance, posting: &Posting) -> bool {
        let (from, to) = (
            instance.school_of(posting.from),
            instance.school_of(posting.to),
        );
        self.counts(instance, posting.teacher) && self.is_toward(to) && self.has_form(from, to)
    }

    fn has_form(&self, from: &School, to: &School) -> bool {
        let forms = self.forms.as_ref();
        forms.is_none_or(|forms| forms.contains(&Form::of(from, to)))
    }

    /// Those who count as rotated whatever the plan does: in an unfinished term, with `count = "serving"`.
    pub fn already_away(&self, instance: &Instance) -> Vec<TeacherIndex> {
        instance
            .teacher_indices()
            .filter(|&teacher| {
                let serving = instance.school(instance.teacher(teacher).school);
                self.away_from(instance, teacher).is_some_and(|from| {
                    let counts = self.scope.contains(from) && self.is_toward(serving);
                    counts && self.has_form(from, serving)
                })
            })
            .collect()
    }

    /// The rotated of the scope, sorted.
    pub fn rotated(&self, instance: &Instance, plan: &Plan) -> Vec<TeacherIndex> {
        let mut rotated: Vec<_> = postings(instance, plan)
            .chain(self.principals_moved(instance, plan))
            .filter(|posting| self.counts_posting(instance, posting))
            .map(|posting| posting.teacher)
            .chain(self.already_away(instance))
            .chain(self.regulars(instance, plan))
            .collect();
        rotated.sort_unstable();
        rotated.dedup();
        rotated
    }

    /// The moves of principals as postings, where such count.
    fn principals_moved(&self, instance: &Instance, plan: &Plan) -> Vec<Posting> {
        let rows = plan.principals.iter().filter(|_| self.principals.is_some());
        let posting = rows.filter_map(|row| {
            Some(Posting {
                teacher: row.teacher,
                from: instance.standing(row.teacher).base?,
                to: row.to,
                subject: instance.teacher(row.teacher).subject,
            })
        });
        posting.collect()
    }

    /// Σ weight × people over the postings that count, and those who stay and count for their lessons.
    pub fn moved(
        &self,
        instance: &Instance,
        rows: &Rows,
        weight: impl Fn(&Profile) -> f64,
    ) -> Terms {
        let counts = |from, to| {
            let (from, to) = (instance.school_of(from), instance.school_of(to));
            self.scope.contains(from) && self.is_toward(to) && self.has_form(from, to)
        };
        let mut terms = rows.people(|posting, profile| {
            if counts(posting.from, posting.to) {
                weight(profile)
            } else {
                0.0
            }
        });
        if self.principals.is_some() {
            terms.extend(rows.supplied(principals::CODE, |supply| {
                match (supply.bring, supply.leaves) {
                    (Bring::Principal { class }, Some(from)) if counts(from, supply.unit) => {
                        weight(&rows.classes[class].profile)
                    }
                    _ => 0.0,
                }
            }));
        }
        terms.extend(self.regulars_counted(rows, weight));
        terms
    }

    pub(super) fn is_toward(&self, school: &School) -> bool {
        self.toward
            .as_ref()
            .is_none_or(|schools| schools.contain(school))
    }

    /// Where a teacher in an unfinished term comes from, if such teachers count: his home school, else where he serves.
    /// Principals, support staff, whoever is employed otherwise than those who count, and special schools are no part of
    /// the shares.
    fn away_from<'a>(&self, instance: &'a Instance, index: TeacherIndex) -> Option<&'a School> {
        let (teacher, standing) = (instance.teacher(index), instance.standing(index));
        let from = instance.school(teacher.home_school.unwrap_or(teacher.school));
        let employment = &instance.settings.eligibility.employment;
        let counts = self.count == Count::Serving
            && standing.in_term
            && employment.contains(&teacher.employment)
            && standing.base.is_some()
            && teacher.position == Position::Teacher
            && teacher.subject != Subject::Other
            && from.kind != SchoolKind::Special;
        counts.then_some(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::parts;

    #[test]
    fn a_school_is_in_by_tier_or_quality_and_within_the_districts_listed() {
        let schools = |text: &str| -> Schools { toml::from_str(text).expect("a table") };
        let mut school = parts().schools[0].clone();
        (school.tier, school.quality) = (Tier::Rural, Quality::Ordinary);
        school.district = Some("彭场镇".to_owned());
        for (text, is_in) in [
            ("tiers = [\"rural\"]", true),
            ("tiers = [\"urban\"]", false),
            ("quality = [\"weak\"]", false),
            ("tiers = [\"rural\"]\ndistricts = [\"陈场镇\"]", false),
            (
                "tiers = [\"rural\"]\ndistricts = [\"陈场镇\", \"彭场镇\"]",
                true,
            ),
            ("tiers = [\"urban\"]\ndistricts = [\"彭场镇\"]", false),
            ("districts = [\"彭场镇\"]", true),
        ] {
            assert_eq!(schools(text).contain(&school), is_in, "{text}");
        }
        school.district = None;
        assert!(!schools("districts = [\"彭场镇\"]").contain(&school));
    }
}
