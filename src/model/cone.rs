//! CV ≤ c between units that count alike: with x heads a pupil in each of k units, k·Σ x² ≤ (1 + c²)·(Σ x)².
//!
//! Σ x changes with everybody who goes to a larger or a smaller school, so there is no constant to hold the squares
//! under; but the limit is a convex cone. x²/Σx is held from below by its tangents at whole heads and at means near
//! today's. A plan that these let pass and that is too wide yet is cut off by the cone's own tangent there ([`cut`]),
//! and the programme solved again, until one stands.

use super::balance::{crossing, net_heads};
use super::program::{Binds, Col, Role, Terms};
use super::rows::{Measure, Rows};
use super::spread::Spread;
use crate::domain::balance::heads;
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;

/// Rows are in thousandths of today's mean: solver tolerances then stay far below the limit's own.
const SCALE: f64 = 1e3;

/// Means, in parts of today's, at which tangents touch: between two neighbours they are less than half a percent off.
const MEANS: [f64; 5] = [0.82, 0.91, 1.0, 1.1, 1.22];

/// What one unit's heads are and can be.
struct Place {
    unit: UnitIndex,
    /// Of today's sum of heads a pupil, by one head.
    each: f64,
    start: f64,
    low: f64,
    high: f64,
    net: Terms,
}

fn places(instance: &Instance, rows: &Rows, spread: &Spread<'_>) -> Vec<Place> {
    let before = heads(instance, &Plan::default());
    let pupils = |unit: UnitIndex| f64::from(instance.school_of(unit).pupils(spread.stage));
    let start = |unit: UnitIndex| f64::from(before[unit.0].of(spread.indicator));
    let today = |heads: &dyn Fn(UnitIndex) -> f64| -> f64 {
        let units = spread.units.iter();
        units.map(|&unit| heads(unit) / pupils(unit)).sum()
    };
    // Where nobody counts yet, one head each is as good a scale as any.
    let sum = match today(&start) {
        0.0 => today(&|_| 1.0),
        sum => sum,
    };
    let place = |&unit: &UnitIndex| {
        let crossing = crossing(instance, rows, unit, spread.indicator);
        let gone = rows
            .upper_sum(&crossing.leavers, -1.0)
            .min(rows.most_leavers[unit.0])
            + rows.upper_sum(&crossing.supplied, -1.0);
        let come = rows
            .upper_sum(&crossing.arrivals, 1.0)
            .min(rows.most_arrivals[unit.0])
            + rows.upper_sum(&crossing.supplied, 1.0);
        Place {
            unit,
            each: 1.0 / pupils(unit) / sum,
            start: start(unit),
            low: (start(unit) - gone).max(0.0).floor(),
            high: start(unit) + come,
            net: net_heads(instance, rows, unit, spread.indicator),
        }
    };
    spread.units.iter().map(place).collect()
}

/// Adds the limit; a soft rule counts 1 where it is missed.
pub fn limit(instance: &Instance, rows: &mut Rows, spread: &Spread<'_>) {
    let places = places(instance, rows, spread);
    if places.is_empty() {
        return;
    }
    let (k, most) = (places.len() as f64, 1.0 + spread.cv_max * spread.cv_max);
    let mean = add_mean(rows, spread, &places);
    let least_mean: f64 = places.iter().map(|place| place.each * place.low).sum();
    let mut terms = vec![(mean, -SCALE * most)];
    let mut highest = -SCALE * most * least_mean;
    for (i, place) in places.iter().enumerate() {
        let name = format!("{}_{i}", spread.name);
        let times = SCALE * k * place.each * place.each;
        let (above, reach) = add_tangents(rows, &name, place, times, (mean, least_mean));
        terms.push((above, 1.0));
        highest += reach;
    }
    if rows.is_soft() {
        let missed = rows.shortfall(&spread.name, Measure::People);
        terms.push((missed, -highest.max(1.0)));
    }
    let name = spread.name.clone();
    rows.push(name, Binds::County, terms, f64::NEG_INFINITY, 0.0);
}

/// Σ x, in parts of today's.
fn add_mean(rows: &mut Rows, spread: &Spread<'_>, places: &[Place]) -> Col {
    let label = format!("mean {}", spread.name);
    let mean = rows.program.add_column(0.0, f64::INFINITY, false, label);
    rows.program.about(mean, Role::Measure, 0);
    let mut terms = vec![(mean, 1.0)];
    let mut start = 0.0;
    for place in places {
        let net = place.net.iter();
        terms.extend(net.map(|&(col, c)| (col, -c * place.each)));
        start += place.each * place.start;
    }
    let name = format!("{}_mean", spread.name);
    rows.push(name, Binds::County, terms, start, start);
    mean
}

/// A column above `times`·n²/mean at its tangents, and the most that these can ask of it.
fn add_tangents(
    rows: &mut Rows,
    name: &str,
    place: &Place,
    times: f64,
    (mean, least_mean): (Col, f64),
) -> (Col, f64) {
    let label = format!("spread {name}");
    let above = rows.program.add_column(0.0, f64::INFINITY, false, label);
    rows.program.about(above, Role::Measure, 0);
    let mut reach: f64 = 0.0;
    let mut n = place.low.max(1.0);
    while n <= place.high {
        for (j, at) in MEANS.into_iter().enumerate() {
            // times · (2·(n/at)·heads − (n/at)²·mean)
            let (slope, fall) = (2.0 * times * n / at, times * (n / at).powi(2));
            let net = place.net.iter().map(|&(col, c)| (col, -c * slope));
            let terms = [(above, 1.0), (mean, fall)].into_iter().chain(net);
            let (name, binds) = (format!("tangent_{name}_{n}_{j}"), Binds::Unit(place.unit));
            let least = slope * place.start;
            rows.push(name, binds, terms.collect(), least, f64::INFINITY);
            reach = reach.max(slope * place.high - fall * least_mean);
        }
        n += 1.0;
    }
    (above, reach)
}

/// Cuts off the heads of a plan that is too wide, by the cone's tangent there: with d = x/‖x‖ of that plan, √k·d·x ≤
/// √(1 + c²)·Σ x holds for every x within the limit.
pub fn cut(instance: &Instance, rows: &mut Rows, spread: &Spread<'_>, wide: &[u32], number: usize) {
    let places = places(instance, rows, spread);
    let x: Vec<f64> = places
        .iter()
        .zip(wide)
        .map(|(place, &heads)| place.each * f64::from(heads))
        .collect();
    let length = x.iter().map(|x| x * x).sum::<f64>().sqrt();
    if length == 0.0 {
        return;
    }
    let (k, most) = (
        places.len() as f64,
        (1.0 + spread.cv_max * spread.cv_max).sqrt(),
    );
    let (mut terms, mut start, mut highest) = (Terms::new(), 0.0, 0.0);
    for (place, x) in places.iter().zip(&x) {
        let a_head = SCALE * place.each * (k.sqrt() * x / length - most);
        terms.extend(place.net.iter().map(|&(col, c)| (col, c * a_head)));
        start += a_head * place.start;
        highest += (a_head * place.low).max(a_head * place.high);
    }
    let label = format!("short {}", spread.name);
    let short = rows.shortfalls.iter().map(|short| short.column);
    let missed = short.filter(|col| rows.program.columns[col.0].label == label);
    terms.extend(missed.map(|col| (col, -f64::max(highest, 1.0))));
    let name = format!("{}_cut_{number}", spread.name);
    rows.push(name, Binds::County, terms, f64::NEG_INFINITY, -start);
}
