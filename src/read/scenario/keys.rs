//! Every key that scenario.toml knows, and what it may hold: a key or a rule is added in one line.

use super::kind::{Kind, WordList, pair};
use super::nearest::nearest;
use crate::domain::words::{Exemption, Outlook, Subject, Word};
use crate::read::columns::{self, Table};

/// A key as its segments, in canonical form.
pub(super) type Path = Vec<String>;

const EXEMPTIONS: Kind = Kind::Words(WordList::of::<Exemption>());
const SUBJECTS: Kind = Kind::Words(WordList::of::<Subject>());
const OUTLOOKS: Kind = Kind::Words(WordList::of::<Outlook>());
const STRENGTHS: Kind = Kind::Choice(&[("must", "必须"), ("should", "力争")]);
const CIRCLES: Kind = Kind::Choice(&[
    ("county", "全县"),
    ("district", "学区"),
    ("group", "集团"),
    ("hub", "中心校"),
]);

/// Keys outside the rules. `<subject>` is a subject in either language, `<table>` and `<column>` ours, `<word>` theirs.
const KEYS: &[(&str, Kind)] = &[
    ("name", Kind::Text),
    ("year", Kind::Year),
    ("extends", Kind::Paths),
    ("source", Kind::Text),
    ("levels", Kind::Levels),
    ("data", Kind::Text),
    ("tables.<table>.file", Kind::Text),
    ("tables.<table>.sheet", Kind::Text),
    ("tables.<table>.columns.<column>", Kind::Text),
    ("tables.<table>.values.<column>.<word>", Kind::Text),
    ("eligibility.min_years", Kind::Whole),
    ("eligibility.max_age_male", Kind::Whole),
    ("eligibility.max_age_female", Kind::Whole),
    ("eligibility.rest_years", Kind::Whole),
    ("eligibility.retire_male", Kind::Whole),
    ("eligibility.retire_female", Kind::Whole),
    ("eligibility.retire_within", Kind::Whole),
    ("eligibility.exempt", EXEMPTIONS),
    ("subjects.pe_arts", SUBJECTS),
    ("subjects.shortage", SUBJECTS),
    ("subjects.shortage_weight", Kind::Whole),
    ("subjects.order", SUBJECTS),
    ("curriculum.anyone", SUBJECTS),
    ("curriculum.primary.<subject>", Kind::Grades(6)),
    ("curriculum.junior.<subject>", Kind::Grades(3)),
    ("loads.homeroom_factor", Kind::Share),
    ("loads.senior_age", Kind::Whole),
    ("loads.senior_factor", Kind::Share),
    ("loads.principal_factor", Kind::Share),
    ("loads.vice_principal_factor", Kind::Share),
    ("loads.second_subject_max_lessons", Kind::Lessons),
    ("loads.primary.default", Kind::Lessons),
    ("loads.primary.<subject>", Kind::Lessons),
    ("loads.junior.default", Kind::Lessons),
    ("loads.junior.<subject>", Kind::Lessons),
    ("travel.speed_kmh", Kind::Positive),
    ("travel.detour", Kind::Positive),
    ("travel.base_minutes", Kind::Number),
    ("balance.weighted", Kind::Flag),
    ("balance.point_min_pupils", Kind::Whole),
    ("balance.small_rural_counts_part_time", Kind::Flag),
    ("balance.primary.degree", Kind::Number),
    ("balance.primary.backbone", Kind::Number),
    ("balance.primary.pe_arts", Kind::Number),
    ("balance.primary.cv_max", Kind::Number),
    ("balance.junior.degree", Kind::Number),
    ("balance.junior.backbone", Kind::Number),
    ("balance.junior.pe_arts", Kind::Number),
    ("balance.junior.cv_max", Kind::Number),
    ("money.rotation_by_hardship", Kind::Amounts(5)),
    ("money.rotation_per_minute", Kind::Number),
    ("money.itinerant_per_block", Kind::Number),
    ("money.weeks", Kind::Number),
    ("prices.yuan", Kind::Number),
    ("prices.minute", Kind::Number),
    ("prices.beyond_share", Kind::Number),
    ("prices.wish_missed", Kind::Number),
    ("prices.carried_before", Kind::Number),
];

/// A rule that scenarios may switch on.
pub(super) struct RuleKeys {
    pub(super) code: &'static str,
    pub(super) keys: &'static [(&'static str, Kind)],
    /// Keys without a default that it cannot do without; one of them is enough.
    pub(super) needs: &'static [&'static str],
}

/// The rules of this version, in the contract's order.
pub(super) const RULES: &[RuleKeys] = &[
    RuleKeys {
        code: "rotation_share",
        keys: &[
            ("min", Kind::Share),
            ("max", Kind::Share),
            ("scope", Kind::Scope),
            ("toward", Kind::Toward),
            (
                "count",
                Kind::Choice(&[("new", "当年新增"), ("serving", "在外交流")]),
            ),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "backbone_share",
        keys: &[
            ("min", Kind::Share),
            (
                "base",
                Kind::Choice(&[("rotated", "交流教师"), ("eligible", "符合条件骨干")]),
            ),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "source_protection",
        keys: &[
            ("keep_coverage", Kind::Flag),
            ("keep_backbone", Kind::Flag),
            ("max_out_share", Kind::Share),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "intake",
        keys: &[
            ("max_in_share", Kind::Share),
            ("within_posts", Kind::Flag),
            ("where_needed", Kind::Flag),
            ("housing_minutes", Kind::Whole),
            ("outlook", OUTLOOKS),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "travel_cap",
        keys: &[("minutes", Kind::Whole)],
        needs: &[],
    },
    RuleKeys {
        code: "direction",
        keys: &[
            ("pairs", Kind::Pairs),
            (
                "upward",
                Kind::Choice(&[
                    ("never", "不允许"),
                    ("shortage", "仅限紧缺"),
                    ("free", "允许"),
                ]),
            ),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "circle",
        keys: &[("within", CIRCLES)],
        needs: &["within"],
    },
    RuleKeys {
        code: "rural_backbone",
        keys: &[],
        needs: &[],
    },
    RuleKeys {
        code: "itinerant",
        keys: &[
            ("within", CIRCLES),
            ("max_minutes", Kind::Whole),
            ("max_schools", Kind::Whole),
            ("block_lessons", Kind::Count),
            ("min_lessons_per_school", Kind::Lessons),
            ("max_lessons_per_school", Kind::Lessons),
            ("max_lessons", Kind::Lessons),
            ("specialists_only", Kind::Flag),
            ("upward", Kind::Flag),
            ("subjects", SUBJECTS),
        ],
        needs: &[],
    },
    RuleKeys {
        code: "tier_quota",
        keys: &[("min.<pair>", Kind::Whole), ("max.<pair>", Kind::Whole)],
        needs: &["min", "max"],
    },
    RuleKeys {
        code: "budget",
        keys: &[
            ("max", Kind::Number),
            (
                "over",
                Kind::Choices(&[("rotation", "交流"), ("itinerant", "走教")]),
            ),
        ],
        needs: &["max"],
    },
];

/// Rules of the contract that this version does not have yet; one moves up to [`RULES`] when it is built.
pub(super) const NOT_AVAILABLE: &[&str] = &[
    "hub_dispatch",
    "retraining",
    "recruitment",
    "silver_age",
    "principals",
    "couples",
    "rest",
    "graduating",
    "posts",
    "headcount",
    "backbone_per_100",
    "degree_per_100",
    "school_pass",
    "cv_limit",
];

/// Levels solved where a scenario names none.
pub(super) const LEVELS: [&str; 6] = [
    "arts_unfilled_rural",
    "arts_depth",
    "unfilled",
    "rural_backbone",
    "balance",
    "burden",
];

/// Levels of the contract that this version does not have yet.
pub(super) const LEVELS_NOT_AVAILABLE: &[&str] = &["core_unfilled"];

/// The rule of this version with that code.
pub(super) fn rule(code: &str) -> Option<&'static RuleKeys> {
    RULES.iter().find(|rule| rule.code == code)
}

/// What a path means; paths are canonical (subjects, tables and columns by their English names).
pub(super) enum Meaning {
    Value(Path, Kind),
    Table(Path),
    Unknown {
        /// The segment nobody knows is a rule's name.
        rule: bool,
        nearest: Option<String>,
    },
}

/// Looks a path up.
pub(super) fn meaning(path: &[String]) -> Meaning {
    if let [first, code, rest @ ..] = path
        && first == "rules"
    {
        return rule_meaning(path, code, rest);
    }
    let patterns = || KEYS.iter().copied();
    match_any(path, &[], patterns).unwrap_or_else(|| match path {
        [only] if only == "rules" => Meaning::Table(path.to_vec()),
        _ => Meaning::Unknown {
            rule: false,
            nearest: nearest_key(path),
        },
    })
}

fn rule_meaning(path: &[String], code: &str, rest: &[String]) -> Meaning {
    let prefix = &path[..2];
    if NOT_AVAILABLE.contains(&code) {
        return match rest {
            [] => Meaning::Table(path.to_vec()),
            [key] if key == "enabled" => Meaning::Value(path.to_vec(), Kind::Flag),
            _ => Meaning::Value(path.to_vec(), Kind::Any),
        };
    }
    let Some(rule) = rule(code) else {
        let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        return Meaning::Unknown {
            rule: true,
            nearest: nearest(code, &codes).map(|code| format!("rules.{code}")),
        };
    };
    if rest.is_empty() {
        return Meaning::Table(path.to_vec());
    }
    let common = [("enabled", Kind::Flag), ("strength", STRENGTHS)];
    let patterns = || rule.keys.iter().copied().chain(common);
    match_any(rest, prefix, patterns).unwrap_or_else(|| {
        let names: Vec<_> = patterns()
            .map(|(pattern, _)| pattern.split('.').next().unwrap_or(pattern))
            .chain(["source"])
            .collect();
        Meaning::Unknown {
            rule: false,
            nearest: nearest(&rest[0], &names).map(|key| format!("rules.{code}.{key}")),
        }
    })
}

/// The meaning of `rest` by the patterns, put behind `prefix`; `source` may stand in every table.
fn match_any<P>(rest: &[String], prefix: &[String], patterns: impl Fn() -> P) -> Option<Meaning>
where
    P: Iterator<Item = (&'static str, Kind)>,
{
    let full = |path: Path| [prefix, &path].concat();
    let mut is_table = None;
    for (pattern, kind) in patterns() {
        let segments: Vec<_> = pattern.split('.').collect();
        if rest.len() > segments.len() {
            continue;
        }
        let Some(path) = match_start(rest, &segments) else {
            continue;
        };
        if path.len() == segments.len() {
            return Some(Meaning::Value(full(path), kind));
        }
        is_table.get_or_insert(path);
    }
    if let Some(path) = is_table {
        return Some(Meaning::Table(full(path)));
    }
    let (last, parent) = rest.split_last()?;
    if last != "source" {
        return None;
    }
    match parent {
        [] => Some(Meaning::Value(full(rest.to_vec()), Kind::Text)),
        _ => match match_any(parent, prefix, patterns)? {
            Meaning::Table(path) => Some(Meaning::Value(
                [path, vec![last.clone()]].concat(),
                Kind::Text,
            )),
            _ => None,
        },
    }
}

/// The canonical form of `rest` if it agrees with the pattern as far as it goes.
fn match_start(rest: &[String], segments: &[&str]) -> Option<Path> {
    let mut path = Path::new();
    for (part, segment) in rest.iter().zip(segments) {
        let canonical = match *segment {
            "<subject>" => Subject::parse(part)?.code().to_owned(),
            "<pair>" => pair(part)?,
            "<table>" => Table::parse(part)?.name().to_owned(),
            "<column>" => columns::find(Table::parse(path.get(1)?)?, part)?
                .name
                .to_owned(),
            "<word>" => part.clone(),
            literal if literal == part => part.clone(),
            _ => return None,
        };
        path.push(canonical);
    }
    Some(path)
}

/// The known key most like an unknown one: a sibling where the beginning is known, else any key that ends so.
fn nearest_key(path: &[String]) -> Option<String> {
    let known = (0..path.len())
        .rev()
        .find(|&n| n == 0 || matches!(meaning(&path[..n]), Meaning::Table(_)))?;
    let siblings = siblings(&path[..known]);
    let names: Vec<_> = siblings.iter().map(String::as_str).collect();
    let dotted = |name: &str| [&path[..known], &[name.to_owned()]].concat().join(".");
    nearest(&path[known], &names)
        .map(dotted)
        .or_else(|| elsewhere(&path[known]))
}

/// What may stand behind a known table.
fn siblings(prefix: &[String]) -> Vec<String> {
    let mut names = vec!["source".to_owned()];
    if prefix.is_empty() {
        names.push("rules".to_owned());
    }
    for (pattern, _) in KEYS {
        let segments: Vec<_> = pattern.split('.').collect();
        let Some(next) = segments.get(prefix.len()) else {
            continue;
        };
        if match_start(prefix, &segments).is_none() {
            continue;
        }
        match *next {
            "<subject>" => names.extend(Subject::all().iter().map(|s| s.code().to_owned())),
            "<table>" => names.extend(Table::ALL.iter().map(|table| table.name().to_owned())),
            "<column>" => {
                let table = prefix.get(1).and_then(|name| Table::parse(name));
                let all = table.map(columns::columns).unwrap_or_default();
                names.extend(all.iter().map(|column| column.name.to_owned()));
            }
            "<word>" => {}
            literal => names.push(literal.to_owned()),
        }
    }
    names
}

/// A rule or a key of that name in another place.
fn elsewhere(name: &str) -> Option<String> {
    if rule(name).is_some() {
        return Some(format!("rules.{name}"));
    }
    KEYS.iter()
        .map(|(pattern, _)| *pattern)
        .find(|pattern| pattern.rsplit('.').next() == Some(name))
        .map(str::to_owned)
}
