//! What a plan costs a year, by what the money goes to and by the tier it goes to.

use super::plan_json::PlanFile;
use super::supply;
use super::words::{self, pick};
use crate::domain::instance::Instance;
use crate::finding::Lang;

/// One kind of spending.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    pub name: String,
    /// Rows of the plan that are paid for.
    pub rows: usize,
    /// Yuan a year by the tier of the school that gains, urban, town, rural.
    pub tiers: [f64; 3],
    pub yuan: f64,
}

/// Postings, itinerant lessons, what is brought in and, where the plan's sum holds more than these, the rest; kinds without money are left
/// out.
pub fn kinds(instance: &Instance, file: &PlanFile, lang: Lang) -> Vec<Kind> {
    let rotations = file
        .rotations
        .iter()
        .map(|row| (row.to.as_str(), row.yuan.0));
    let itinerant = file
        .itinerant
        .iter()
        .map(|row| (row.to.as_str(), row.yuan.0));
    let mut kinds = vec![
        kind(instance, pick(lang, "交流轮岗", "rotation"), rotations),
        kind(instance, pick(lang, "走教", "itinerant lessons"), itinerant),
    ];
    let brought = supply::lines(instance, file);
    for rule in supply::RULES {
        let mine = brought.iter().filter(|line| line.rule == rule);
        let rows = mine.map(|line| (line.school, line.yuan));
        kinds.push(kind(instance, words::rule(rule).get(lang), rows));
    }
    let known: f64 = kinds.iter().map(|kind| kind.yuan).sum();
    let rest = file.cost.yuan.0 - known;
    if rest.abs() >= 0.5 {
        kinds.push(Kind {
            name: pick(lang, "其他", "other").to_owned(),
            rows: 0,
            tiers: [0.0; 3],
            yuan: rest,
        });
    }
    kinds.retain(|kind| kind.rows > 0 || kind.yuan != 0.0);
    kinds
}

fn kind<'a>(instance: &Instance, name: &str, rows: impl Iterator<Item = (&'a str, f64)>) -> Kind {
    let mut kind = Kind {
        name: name.to_owned(),
        rows: 0,
        tiers: [0.0; 3],
        yuan: 0.0,
    };
    for (to, yuan) in rows {
        kind.rows += 1;
        kind.yuan += yuan;
        if let Some(school) = instance.school_by_id(to) {
            kind.tiers[instance.school(school).tier as usize] += yuan;
        }
    }
    kind
}
