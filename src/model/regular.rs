//! Givers of itinerant lessons, each with a count that is 1 where he gives so many lessons a week that a rule counts him
//! as a person.

use super::program::{Binds, Col, Role, Terms, bit};
use super::rows::Rows;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::instance::Instance;
use crate::domain::words::Word;
use std::collections::BTreeMap;

/// One who may give that many.
#[derive(Debug, Clone, Copy)]
pub struct Regular {
    /// Index into `Rows::classes`: his own.
    pub class: usize,
    /// 1 where he does, 0 where he does not.
    pub count: Col,
}

/// Tells of every giver who stands alone in the model whether he gives `least` lessons a week or more over the ways from
/// unit to unit that `counts` picks.
///
/// `lessons ≥ least × z` and `lessons ≤ least − 1 + (most − least + 1) × z`: z can be neither 1 below nor 0 from there on.
pub fn add(
    instance: &Instance,
    rows: &mut Rows,
    least: u32,
    counts: &dyn Fn(UnitIndex, UnitIndex) -> bool,
) {
    let least = least.max(1);
    for (teacher, (class, lessons)) in given(rows, counts) {
        let (base, subject) = {
            let profile = &rows.classes[class].profile;
            (profile.unit, profile.subject)
        };
        let limit = rows.limits.as_ref().map_or(0, |limits| limits.max_lessons);
        let most = instance.standing(teacher).load.min(limit);
        if most < least {
            continue;
        }
        let name = format!("{}_{}_{}", base.0, subject.code(), teacher.0);
        let label = format!("itinerant {name} regular");
        let count = rows.program.add_column(0.0, 1.0, true, label);
        rows.program.about(count, Role::Itinerant, bit(subject));
        let with = |times: u32| {
            let mut terms = lessons.clone();
            terms.push((count, -f64::from(times)));
            terms
        };
        let (enough, fewer) = (with(least), with(most - least + 1));
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        let binds = Binds::Unit(base);
        rows.push(format!("regular_enough_{name}"), binds, enough, 0.0, high);
        let below = f64::from(least - 1);
        rows.push(format!("regular_fewer_{name}"), binds, fewer, low, below);
        rows.regulars.push(Regular { class, count });
    }
}

/// Lessons over the ways that count, by giver who stands alone, with his class.
fn given(
    rows: &Rows,
    counts: &dyn Fn(UnitIndex, UnitIndex) -> bool,
) -> BTreeMap<TeacherIndex, (usize, Terms)> {
    let mut given: BTreeMap<TeacherIndex, (usize, Terms)> = BTreeMap::new();
    for giving in rows.givings.iter().filter(|way| counts(way.from, way.to)) {
        let alone = (&giving.givers[..], &rows.groups[giving.group].classes[..]);
        if let ([teacher], [class]) = alone
            && rows.classes[*class].profile.eligible
        {
            let (_, lessons) = given.entry(*teacher).or_insert((*class, Vec::new()));
            lessons.push((giving.lessons, 1.0));
        }
    }
    given
}
