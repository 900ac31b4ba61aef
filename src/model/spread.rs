//! CV ≤ c between units, weighted by pupils, exact in whole heads: P·Σ nᵢ²/Pᵢ ≤ (1 + c²)·H².

use super::balance::{Convex, add_unit, crossing, net_heads};
use super::program::{Binds, Terms};
use super::rows::{Measure, Rows};
use crate::domain::balance::{Heads, Indicator, heads, is_counted};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Stage;

/// The right side of the row at the heads before: solver tolerances then stay far below the limit's own.
const SCALE: f64 = 1e3;

/// One indicator over the counted units of a stage.
#[derive(Debug)]
pub struct Spread<'a> {
    /// Of its rows.
    pub name: String,
    pub stage: Stage,
    pub units: &'a [UnitIndex],
    pub indicator: Indicator,
    /// c.
    pub cv_max: f64,
}

/// Adds the limit; a soft rule counts 1 where it is missed.
pub fn limit(instance: &Instance, rows: &mut Rows, spread: &Spread<'_>) {
    if spread.units.is_empty() {
        return;
    }
    let before = heads(instance, &Plan::default());
    let at_start = |unit: UnitIndex| before[unit.0].of(spread.indicator);
    let pupils = |unit: UnitIndex| f64::from(instance.school_of(unit).pupils(spread.stage));
    let all_pupils: f64 = spread.units.iter().map(|&unit| pupils(unit)).sum();
    let all_heads: u32 = spread.units.iter().map(|&unit| at_start(unit)).sum();
    let most = 1.0 + spread.cv_max * spread.cv_max;
    let scale = SCALE / (most * f64::from(all_heads.max(1)).powi(2));
    let mut squares = Convex::default();
    for (i, &unit) in spread.units.iter().enumerate() {
        let term = |n: f64| scale * all_pupils * n * n / pupils(unit);
        let name = format!("{}_{i}", spread.name);
        let crossing = crossing(instance, rows, unit, spread.indicator);
        add_unit(
            rows,
            &mut squares,
            (unit, &name),
            at_start(unit),
            crossing,
            term,
        );
    }
    let total = total_squared(instance, rows, spread, &before);
    let least_right = total.least * most * scale;
    let mut terms = squares.terms;
    terms.extend(total.terms.iter().map(|&(col, c)| (col, -c * most * scale)));
    let right = total.constant * most * scale - squares.constant;
    let excess = (squares.most - least_right).max(1.0);
    rows.at_most_times(
        spread.name.clone(),
        Binds::County,
        terms,
        right,
        excess,
        Measure::People,
    );
}

/// H²: a constant, or one of the squares that H can reach.
struct Square {
    terms: Terms,
    constant: f64,
    least: f64,
}

/// `H = Σ h·z_h`, one z_h chosen, wherever people may cross between counted units and those left out, or be brought
/// in.
fn total_squared(
    instance: &Instance,
    rows: &mut Rows,
    spread: &Spread<'_>,
    before: &[Heads],
) -> Square {
    let all_heads: u32 = spread
        .units
        .iter()
        .map(|unit| before[unit.0].of(spread.indicator))
        .sum();
    let (mut come, mut go) = (0.0, 0.0);
    for &unit in spread.units {
        let supplied = crossing(instance, rows, unit, spread.indicator).supplied;
        come += rows.upper_sum(&supplied, 1.0);
        go += rows.upper_sum(&supplied, -1.0);
    }
    for unit in instance.unit_indices() {
        if instance.unit(unit).stage == spread.stage && !is_counted(instance, unit) {
            let crossing = crossing(instance, rows, unit, spread.indicator);
            let there = f64::from(before[unit.0].of(spread.indicator));
            go += rows
                .upper_sum(&crossing.arrivals, 1.0)
                .min(rows.most_arrivals[unit.0]);
            come += rows.upper_sum(&crossing.leavers, -1.0).min(there);
        }
    }
    let start = f64::from(all_heads);
    if come + go == 0.0 {
        let constant = start * start;
        return Square {
            terms: Vec::new(),
            constant,
            least: constant,
        };
    }
    let (low, high) = ((start - go).max(0.0), start + come);
    let (mut one, mut sum, mut squares) = (Terms::new(), Terms::new(), Terms::new());
    let mut h = low;
    while h <= high {
        let label = format!("total {} {h}", spread.name);
        let chosen = rows.program.add_column(0.0, 1.0, true, label);
        one.push((chosen, 1.0));
        sum.push((chosen, h));
        squares.push((chosen, h * h));
        h += 1.0;
    }
    for &unit in spread.units {
        let net = net_heads(instance, rows, unit, spread.indicator);
        sum.extend(net.into_iter().map(|(col, c)| (col, -c)));
    }
    rows.push(
        format!("{}_one", spread.name),
        Binds::District,
        one,
        1.0,
        1.0,
    );
    rows.push(
        format!("{}_total", spread.name),
        Binds::District,
        sum,
        start,
        start,
    );
    Square {
        terms: squares,
        constant: 0.0,
        least: low * low,
    }
}
