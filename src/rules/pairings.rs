//! Schools paired with one another: strong with weak, famous with new, town with small (policy.md 3).

use super::{Breach, Rule, Strength, kept_out, postings, say};
use crate::domain::date::completed_years;
use crate::domain::ids::SchoolIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::posting::Posting;
use crate::domain::school::School;
use crate::domain::words::{Quality, SchoolKind, Tier, Word};
use crate::finding::Text;
use crate::model::program::Binds;
use crate::model::rows::{Measure, Rows};
use serde::Deserialize;

pub const CODE: &str = "pairings";

/// `pairs` names schools, `kinds` kinds of them. With `limit` people move only between paired schools, either way; from
/// the first of each named pair to the second, and from the first kind to each school of the second, `min` people or
/// more are rotated.
///
/// Example: `pairs = [["S1", "S7"]]`, `kinds = ["strong-weak"]`, `min = 1`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairings {
    #[serde(default)]
    pub pairs: Vec<(String, String)>,
    #[serde(default)]
    pub kinds: Vec<Kinds>,
    pub limit: bool,
    /// People a pair and year.
    pub min: u32,
    /// Pupils under which a school is small.
    pub small_pupils: u32,
    /// Completed years on the planning date under which a school is new.
    pub new_years: u32,
    #[serde(default)]
    pub strength: Strength,
    pub source: Option<String>,
}

/// `"strong-weak"`: from schools of one kind to those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Kinds {
    from: Kind,
    to: Kind,
}

/// A kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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

    fn said(self) -> Text {
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

/// What is paired with a school that must be reached: schools its people come from.
struct Duty {
    from: Vec<SchoolIndex>,
    to: SchoolIndex,
}

impl Pairings {
    fn is_kind(&self, instance: &Instance, index: SchoolIndex, kind: Kind) -> bool {
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

    fn of_kind(&self, instance: &Instance, kind: Kind) -> Vec<SchoolIndex> {
        (0..instance.schools.len())
            .map(SchoolIndex)
            .filter(|&school| self.is_kind(instance, school, kind))
            .collect()
    }

    /// Whether people may go from one school to the other.
    fn joins(&self, instance: &Instance, a: SchoolIndex, b: SchoolIndex) -> bool {
        let (id_a, id_b) = (&instance.school(a).id, &instance.school(b).id);
        let named = self
            .pairs
            .iter()
            .any(|(x, y)| (x == id_a && y == id_b) || (x == id_b && y == id_a));
        let is = |school, kind| self.is_kind(instance, school, kind);
        named
            || self.kinds.iter().any(|kinds| {
                (is(a, kinds.from) && is(b, kinds.to)) || (is(b, kinds.from) && is(a, kinds.to))
            })
    }

    /// Named pairs, then the schools of each second kind; those whose ids nobody knows are left to the findings.
    fn duties(&self, instance: &Instance) -> Vec<Duty> {
        if self.min == 0 {
            return Vec::new();
        }
        let named = self.pairs.iter().filter_map(|(from, to)| {
            Some(Duty {
                from: vec![instance.school_by_id(from)?],
                to: instance.school_by_id(to)?,
            })
        });
        let by_kind = self.kinds.iter().flat_map(|kinds| {
            let from = self.of_kind(instance, kinds.from);
            let to = self.of_kind(instance, kinds.to);
            to.into_iter().map(move |to| Duty {
                from: from.iter().copied().filter(|&from| from != to).collect(),
                to,
            })
        });
        named.chain(by_kind).collect()
    }
}

impl Rule for Pairings {
    head!();

    fn sentence(&self) -> Text {
        let kinds = self.kinds.iter().map(|kinds| {
            let (from, to) = (kinds.from.said(), kinds.to.said());
            Text::new(
                format!("{}—{}", from.zh, to.zh),
                format!("{} with {}", from.en, to.en),
            )
        });
        let pairs = self.pairs.iter().map(|(a, b)| {
            let pair = format!("`{a}`—`{b}`");
            Text::new(pair.clone(), pair)
        });
        let pairs: Vec<_> = kinds.chain(pairs).collect();
        let zh: Vec<_> = pairs.iter().map(|pair| pair.zh.as_str()).collect();
        let en: Vec<_> = pairs.iter().map(|pair| pair.en.as_str()).collect();
        let (mut zh, mut en) = (
            format!("结对：{}", zh.join("、")),
            format!("schools are paired: {}", en.join(", ")),
        );
        if self.limit {
            zh += "；只在结对学校之间交流";
            en += "; people move only between paired schools";
        }
        if self.min > 0 {
            zh += &format!("；每对每年不少于 {} 人", self.min);
            en += &format!("; at least {} people a pair and year", self.min);
        }
        Text::new(zh, en)
    }

    fn allows(&self, instance: &Instance, posting: &Posting) -> bool {
        let school = |unit| instance.unit(unit).school;
        !self.limit || self.joins(instance, school(posting.from), school(posting.to))
    }

    /// They ask for moves, so they are the county's.
    fn add_rows(&self, instance: &Instance, rows: &mut Rows) {
        for (i, duty) in self.duties(instance).into_iter().enumerate() {
            let units: Vec<_> = instance.units_of(duty.to).collect();
            let sent = rows.people_into(&units, |posting| {
                duty.from.contains(&instance.unit(posting.from).school)
            });
            let name = format!("{CODE}_{i}_to_{}", duty.to.0);
            let least = f64::from(self.min);
            rows.at_least(name, Binds::County, sent, least, Measure::People);
        }
    }

    fn breaches(&self, instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let school = |unit| instance.unit(unit).school;
        let mut breaches = kept_out(self, instance, plan, |posting| {
            let person = say::person(instance, posting.teacher);
            let (from, to) = (school(posting.from), school(posting.to));
            let (from, to) = (say::school(instance, from), say::school(instance, to));
            Text::new(
                format!("{person} 由 {from} 到 {to}，两校没有结对"),
                format!("{person} moves from {from} to {to}, which are not paired"),
            )
        });
        for duty in self.duties(instance) {
            let sent = postings(instance, plan)
                .filter(|p| school(p.to) == duty.to && duty.from.contains(&school(p.from)));
            let (n, min) = (sent.count() as u64, u64::from(self.min));
            if n < min {
                let to = say::school(instance, duty.to);
                breaches.push(Breach {
                    rule: CODE,
                    amount: min - n,
                    message: Text::new(
                        format!("{to} 的结对学校应派来 {min} 人，实际 {n} 人"),
                        format!(
                            "the schools paired with {to} must send {min} people, they send {n}"
                        ),
                    ),
                });
            }
        }
        breaches
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::date::Date;
    use crate::domain::words::Quality;
    use crate::rules::testing::{check, county, try_rules};

    #[test]
    fn people_move_only_between_paired_schools_either_way() {
        let county = county(|parts| {
            parts.schools[0].quality = Quality::Strong;
            parts.schools[2].quality = Quality::Weak;
        });
        let plans = |named| [("T0>C:pe", 0), ("T7>A:maths", 0), ("T0>B:pe", named)];
        let kinds = "[pairings]\nkinds = [\"strong-weak\"]";
        check(&county, kinds, &plans(1));
        let both = "[pairings]\nkinds = [\"优质-薄弱\"]\npairs = [[\"A\", \"B\"]]";
        check(&county, both, &plans(0));
    }

    #[test]
    fn each_pair_sends_its_number() {
        let county = county(|parts| parts.schools[2].pupils_primary = 99);
        let text = "[pairings]\nlimit = false\nmin = 2\nkinds = [\"urban-small\"]";
        let cases = [
            ("", 2),
            ("T0>C:pe T7>A:maths", 1),
            ("T0>C:pe T1>C:music", 0),
            ("T0>C:pe T1>C:music T2>C:art", 0),
            ("T5>C:music T6>C:maths", 2),
        ];
        check(&county, text, &cases);
        let named = "[pairings]\nlimit = false\nmin = 1\npairs = [[\"B\", \"C\"]]";
        check(&county, named, &[("T0>C:pe", 1), ("T5>C:music", 0)]);
    }

    #[test]
    fn a_school_is_small_under_so_many_pupils() {
        let text = "[pairings]\nkinds = [\"urban-small\"]";
        for (pupils, amount) in [(99, 0), (100, 1), (101, 1)] {
            let county = county(|parts| parts.schools[2].pupils_primary = pupils);
            check(&county, text, &[("T0>C:pe", amount)]);
        }
    }

    /// A is famous; B opened so many years before the planning date, and is strong too.
    #[test]
    fn a_famous_school_is_paired_with_those_under_so_many_years() {
        let text = "[pairings]\nkinds = [\"famous-new\"]\nnew_years = 5\nmin = 1";
        let opened = |date| {
            county(move |parts| {
                parts.schools[0].quality = Quality::Strong;
                parts.schools[1].quality = Quality::Strong;
                parts.schools[1].opened = date;
            })
        };
        let day = |year, month| Date::new(year, month, 1).ok();
        // Four full years, just under five, and just five: then B is a famous school itself, and nobody is new.
        for (date, plans) in [
            (day(2020, 9), [("T0>B:pe", 0), ("", 1), ("T0>C:pe", 2)]),
            (day(2019, 10), [("T0>B:pe", 0), ("", 1), ("T5>A:music", 1)]),
            (day(2019, 9), [("T0>B:pe", 1), ("", 0), ("T0>C:pe", 1)]),
            (None, [("T0>B:pe", 1), ("", 0), ("T0>C:pe", 1)]),
        ] {
            check(&opened(date), text, &plans);
        }
    }

    #[test]
    fn an_unknown_kind_is_a_finding() {
        assert!(try_rules("[pairings]\nkinds = [\"strong-moon\"]").is_err());
    }
}
