//! Each unit's lessons as a walk sees them: needs, prices, limits, and who is there at the point it begins from.

use super::ground::Gives;
use super::unit::{Hinge, Now, Place, Staff};
use crate::domain::instance::Instance;
use crate::domain::words::Subject;
use crate::model::program::{Col, Program, Role, bit};
use crate::model::rows::Rows;
use std::collections::BTreeMap;

const N: usize = Subject::COUNT;
const MANY: i32 = 1 << 20;

pub(super) type Places = (Vec<Place>, Vec<Now>, Vec<Gives>, Vec<usize>);

/// Each unit's lessons: needs and prices, and who is there at the point.
pub(super) fn places(
    instance: &Instance,
    rows: &Rows,
    program: &Program,
    prices: &[f64],
    point: &[f64],
) -> Places {
    let n_units = instance.units.len();
    let mut places = vec![Place::default(); n_units];
    let mut now: Vec<Now> = (0..n_units).map(Now::empty).collect();
    let unit_of = add_needs(instance, rows, prices, &mut places);
    add_limits(program, prices, &unit_of, &mut places);
    let most_itinerant = rows.limits.as_ref().map_or(0, |limits| limits.max_lessons);
    let mut gives = vec![None; rows.classes.len()];
    let mut staff_of = vec![0; rows.groups.len()];
    let givings = |group: usize| rows.givings.iter().any(|giving| giving.group == group);
    for (g, group) in rows.groups.iter().enumerate() {
        let (place, now) = (&mut places[group.unit.0], &mut now[group.unit.0]);
        staff_of[g] = place.staff.len();
        place.staff.push(Staff {
            subject: group.subject.index(),
            seconds: group.seconds.iter().fold(0, |bits, &s| bits | bit(s)),
        });
        let is_giver = givings(g);
        let of = |t| {
            let standing = instance.standing(t);
            let (load, second) = (standing.load, standing.second_cap.min(standing.load));
            let beside = load.min(standing.second_cap + most_itinerant.min(load));
            Gives {
                staff: staff_of[g],
                all: load as i32,
                second: second as i32,
                beside: if is_giver { beside as i32 } else { 0 },
            }
        };
        let mut sum = [0, 0, if is_giver { 0 } else { MANY }];
        for gives in group.members.iter().map(|&t| of(t)) {
            sum = [
                sum[0] + gives.all,
                sum[1] + gives.second,
                sum[2] + gives.beside,
            ];
        }
        let helper = group.helper.map_or(0.0, |col| point[col.0]);
        sum[0] -= helper.round() as i32;
        for &class in &group.classes {
            let each = of(rows.classes[class].members[0]);
            gives[class] = Some(each);
            let trained = rows.trained[class]
                .iter()
                .map(|col| point[col.0])
                .sum::<f64>();
            let absent = trained.round() as i32;
            sum = [
                sum[0] - absent * each.all,
                sum[1] - absent * each.second,
                sum[2] - absent * each.beside,
            ];
        }
        now.all.push(sum[0]);
        now.second.push(sum[1]);
        now.beside.push(sum[2]);
        now.given.push(0);
    }
    for supply in &rows.supplies {
        let people = point[supply.count.0].round() as i32;
        now[supply.unit.0].arrived[supply.subject.index()] += people * supply.load as i32;
    }
    for link in &rows.remotes {
        let lessons = point[link.lessons.0].round() as i32;
        now[link.to.0].arrived_others[link.subject.index()] += lessons;
    }
    for place in &mut places {
        place.settle();
    }
    let giver = rows.givings.iter().map(|giving| staff_of[giving.group]);
    let nothing = Gives {
        staff: 0,
        all: 0,
        second: 0,
        beside: 0,
    };
    let gives = gives.into_iter().map(|gives| gives.unwrap_or(nothing));
    (places, now, gives.collect(), giver.collect())
}

/// Needs and what is paid for each lesson; the unit and subject of each column of unfilled lessons.
fn add_needs(
    instance: &Instance,
    rows: &Rows,
    prices: &[f64],
    places: &mut [Place],
) -> BTreeMap<usize, (usize, usize)> {
    let mut unit_of = BTreeMap::new();
    for (unit, place) in places.iter_mut().enumerate() {
        for s in 0..N {
            let Some(unfilled) = rows.unfilled[unit][s] else {
                continue;
            };
            place.need[s] = instance.units[unit].need[s] as i32;
            place.most[s] = place.need[s];
            place.price[s] = prices[unfilled.0];
            place.by_others[s] = rows.by_others[unit][s].map_or(0.0, |col| prices[col.0]);
            unit_of.insert(unfilled.0, (unit, s));
        }
    }
    for giving in &rows.givings {
        let (unit, s) = (giving.from.0, giving.subject);
        if places[unit].need[s.index()] > 0 {
            places[unit].own_first |= bit(s);
        }
    }
    unit_of
}

/// Rows over the unfilled lessons of one unit: a most, or what a column measures beyond one.
fn add_limits(
    program: &Program,
    prices: &[f64],
    unit_of: &BTreeMap<usize, (usize, usize)>,
    places: &mut [Place],
) {
    for row in &program.rows {
        let (mut unit, mut subjects, mut measure, mut sign) = (None, 0, None, 0.0);
        let is_limit = row.terms.iter().all(|&(Col(col), c)| {
            if program.columns[col].role == Role::Measure && measure.is_none() {
                measure = Some((col, c));
                return true;
            }
            let Some(&(of, s)) = unit_of.get(&col) else {
                return false;
            };
            let is_alike = (sign == 0.0 || sign == c) && unit.is_none_or(|unit| unit == of);
            (unit, sign) = (Some(of), c);
            subjects |= 1u32 << s;
            is_alike
        });
        let Some(unit) = unit.filter(|_| is_limit) else {
            continue;
        };
        let beyond = if sign > 0.0 { row.upper } else { -row.lower };
        if !beyond.is_finite() {
            continue;
        }
        let place = &mut places[unit];
        match measure {
            Some((col, _)) => place.hinges.push(Hinge {
                subjects,
                beyond: beyond as i32,
                price: prices[col],
            }),
            None if subjects.count_ones() == 1 => {
                let s = subjects.trailing_zeros() as usize;
                place.most[s] = place.most[s].min(beyond as i32);
            }
            None => {}
        }
    }
    for place in places {
        place.hinges.retain(|hinge| hinge.price > 0.0);
    }
}
