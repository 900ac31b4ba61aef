//! What a key of scenario.toml may hold: each kind checks a value and writes it in one canonical form.

use super::values::{decimal, month, real, share, whole};
use crate::domain::words::{Quality, Sex, Tier, Title, Word};
use crate::finding::Text;
use toml::{Table, Value};

/// The largest plain number a scenario may name; beyond it lies a slip of the keyboard.
pub(super) const MOST: u32 = 1_000_000;
/// The most lessons a week of a class or a teacher.
pub(super) const MOST_LESSONS: u32 = 100;
/// The most yuan.
const MOST_YUAN: f64 = 1e12;

/// The kind of a key's value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// One path or several.
    Paths,
    /// Level codes, checked once the rules in force are known.
    Levels,
    Year,
    /// Between 0 and 1; canonical as a float.
    Share,
    /// A whole number from 0 up.
    Whole,
    /// A whole number from 0 to this one.
    UpTo(u32),
    /// A whole number from 1 up.
    Count,
    /// Lessons a week.
    Lessons,
    /// Lessons a week by grade: this many grades.
    Grades(usize),
    /// A number above 0.
    Positive,
    /// A number from 0 up.
    Number,
    /// Yuan, one for each of this many steps.
    Amounts(usize),
    Flag,
    /// One of these words (English, Chinese).
    Choice(&'static [(&'static str, &'static str)]),
    Choices(&'static [(&'static str, &'static str)]),
    Words(WordList),
    /// Tiers from–to, as in `urban-town`.
    Pairs,
    /// Pairs of school ids, `["S1", "S7"]`.
    SchoolPairs,
    /// Kinds of schools from–to, as in `strong-weak`.
    PairsOfKinds,
    /// Steps of retirement by birth: tables of sex, titles, born, from_years, to_years, step_months.
    Steps,
    /// `"county"` or a table of tiers and qualities.
    Scope,
    /// A table of tiers and qualities.
    Toward,
}

/// A closed list of the domain, as functions of its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordList {
    pub(super) canonical: fn(&str) -> Option<&'static str>,
    pub(super) codes: fn() -> Vec<&'static str>,
}

impl WordList {
    pub(super) const fn of<W: Word>() -> Self {
        Self {
            canonical: canonical::<W>,
            codes: codes::<W>,
        }
    }
}

fn canonical<W: Word>(text: &str) -> Option<&'static str> {
    W::parse(text.trim()).map(Word::code)
}

fn codes<W: Word>() -> Vec<&'static str> {
    W::all().iter().map(|word| word.code()).collect()
}

const TIERS: WordList = WordList::of::<Tier>();
const QUALITIES: WordList = WordList::of::<Quality>();
const TITLES: WordList = WordList::of::<Title>();

impl Kind {
    /// The value in canonical form, or what to write instead.
    pub(super) fn check(self, value: &Value) -> Result<Value, Text> {
        let checked = match self {
            Self::Text => value.as_str().map(Value::from),
            Self::Paths => paths(value),
            Self::Levels => texts(value),
            Self::Year => value
                .as_integer()
                .filter(|year| (1990..=2100).contains(year))
                .map(Value::from),
            Self::Share => share(value)
                .and_then(|share| share.fraction().to_string().parse().ok())
                .map(Value::Float),
            Self::Whole => upto(value, MOST),
            Self::UpTo(most) => upto(value, most),
            Self::Count => upto(value, MOST).filter(|n| n.as_integer() > Some(0)),
            Self::Lessons => upto(value, MOST_LESSONS),
            Self::Grades(n) => list(value, Some(n), |item| upto(item, MOST_LESSONS)),
            Self::Positive => number(value).filter(|x| real(x) > Some(0.0)),
            Self::Number => number(value),
            Self::Amounts(n) => list(value, Some(n), number),
            Self::Flag => value.as_bool().map(Value::from),
            Self::Choice(words) => choice(value, words),
            Self::Choices(words) => list(value, None, |item| choice(item, words)),
            Self::Words(words) => word_list(value, words),
            Self::Pairs => list(value, None, |item| {
                item.as_str().and_then(pair).map(Value::from)
            }),
            Self::SchoolPairs => list(value, None, |item| list(item, Some(2), school_id)),
            Self::PairsOfKinds => list(value, None, |item| {
                item.as_str().and_then(kind_pair).map(Value::from)
            }),
            Self::Steps => list(value, None, step),
            Self::Scope => match value.as_str() {
                Some("county" | "全县") => Some(Value::from("county")),
                _ => places(value),
            },
            Self::Toward => places(value),
        };
        checked.ok_or_else(|| self.advice(value))
    }
}

fn paths(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(Value::Array(vec![value.clone()])),
        _ => texts(value),
    }
}

fn texts(value: &Value) -> Option<Value> {
    list(value, None, |item| item.as_str().map(Value::from))
}

fn upto(value: &Value, most: u32) -> Option<Value> {
    whole(value).filter(|n| *n <= most).map(Value::from)
}

/// A number from 0 up; whole ones are integers, so that 5 and 5.0 are the same.
fn number(value: &Value) -> Option<Value> {
    let x = real(value).filter(|x| (0.0..=MOST_YUAN).contains(x))?;
    decimal(value)?;
    Some(if x.fract() == 0.0 {
        Value::Integer(x as i64)
    } else {
        Value::Float(x)
    })
}

fn list(
    value: &Value,
    length: Option<usize>,
    check: impl Fn(&Value) -> Option<Value>,
) -> Option<Value> {
    let items = value.as_array()?;
    if length.is_some_and(|length| length != items.len()) {
        return None;
    }
    let checked: Option<Vec<_>> = items.iter().map(check).collect();
    checked.map(Value::Array)
}

fn choice(value: &Value, words: &[(&'static str, &'static str)]) -> Option<Value> {
    let text = value.as_str()?.trim();
    words
        .iter()
        .find(|(code, zh)| *code == text || *zh == text)
        .map(|(code, _)| Value::from(*code))
}

fn word_list(value: &Value, words: WordList) -> Option<Value> {
    list(value, None, |item| {
        item.as_str().and_then(words.canonical).map(Value::from)
    })
}

/// `urban-town` from that, from `城区-镇区` or with an arrow.
pub(super) fn pair(text: &str) -> Option<String> {
    let (from, to) = text.split_once(['-', '→', '—'])?;
    let tier = TIERS.canonical;
    Some(format!("{}-{}", tier(from)?, tier(to)?))
}

/// A school's id; a number would have lost its zeros.
fn school_id(value: &Value) -> Option<Value> {
    let id = value.as_str()?.trim();
    (!id.is_empty()).then(|| Value::from(id))
}

/// `strong-weak` from that, from `优质-薄弱` or with an arrow.
fn kind_pair(text: &str) -> Option<String> {
    let (from, to) = text.split_once(['-', '→', '—'])?;
    Some(format!("{}-{}", school_kind(from)?, school_kind(to)?))
}

fn school_kind(text: &str) -> Option<&'static str> {
    match text.trim() {
        "hub" | "中心校" => Some("hub"),
        "small" | "小规模" => Some("small"),
        "new" | "新校" => Some("new"),
        "famous" | "名校" => Some("famous"),
        text => (TIERS.canonical)(text).or((QUALITIES.canonical)(text)),
    }
}

/// One step of retirement by birth; `titles` may be left out.
fn step(value: &Value) -> Option<Value> {
    let table = value.as_table()?;
    let sex = table.get("sex")?.as_str().and_then(canonical::<Sex>)?;
    let born = table
        .get("born")?
        .as_str()
        .filter(|text| month(text).is_some())?;
    let mut checked = Table::new();
    checked.insert("sex".to_owned(), sex.into());
    checked.insert("born".to_owned(), born.into());
    for key in ["from_years", "to_years", "step_months"] {
        checked.insert(key.to_owned(), upto(table.get(key)?, 100)?);
    }
    if let Some(titles) = table.get("titles") {
        checked.insert("titles".to_owned(), word_list(titles, TITLES)?);
    }
    let known = table.keys().all(|key| checked.contains_key(key));
    known.then_some(Value::Table(checked))
}

fn places(value: &Value) -> Option<Value> {
    let table = value.as_table().filter(|table| !table.is_empty())?;
    let mut checked = Table::new();
    for (key, words) in [("tiers", TIERS), ("quality", QUALITIES)] {
        if let Some(value) = table.get(key) {
            checked.insert(key.to_owned(), word_list(value, words)?);
        }
    }
    if let Some(districts) = table.get("districts") {
        let name = |item: &Value| item.as_str().map(|name| name.trim().into());
        checked.insert("districts".to_owned(), list(districts, None, name)?);
    }
    (checked.len() == table.len()).then_some(Value::Table(checked))
}
