//! Level 5: Σ (Pᵢ/P)(Xᵢ − X̄₀)²/X̄₀² over stages and the three teacher indicators, exact in whole heads.
//!
//! X̄₀ is the mean before and so a constant; each term is a convex function of one unit's head count, and between
//! consecutive whole counts its secants are its lower hull: no binary is needed.

use super::goals::Goal;
use super::program::{Binds, Role, Terms};
use super::rows::{Mark, Rows};
use crate::domain::balance::{Indicator, heads, is_counted};
use crate::domain::ids::UnitIndex;
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::{Stage, Subject, Word};

/// Terms are a thousand times the level, so that solver tolerances stay far below a relative 10⁻⁶.
const SCALE: f64 = 1e3;

/// Head counts that one class member brings (0 or 1).
fn counts(
    instance: &Instance,
    indicator: Indicator,
    backbone: bool,
    degree: bool,
    subject: Subject,
) -> bool {
    match indicator {
        Indicator::Degree => degree,
        Indicator::Backbone => backbone,
        Indicator::PeArts => instance.settings.subjects.pe_arts.contains(&subject),
    }
}

pub(super) fn goal(instance: &Instance, rows: &mut Rows) -> Goal {
    rows.begin_rule("model", false);
    let mut sum = Convex::default();
    for &stage in Stage::all() {
        let units: Vec<_> = instance
            .unit_indices()
            .filter(|&u| instance.unit(u).stage == stage && is_counted(instance, u))
            .collect();
        for indicator in Indicator::ALL {
            add_indicator(instance, rows, &mut sum, &units, indicator);
        }
    }
    Goal {
        code: "balance".into(),
        terms: sum.terms,
        constant: sum.constant,
        scale: SCALE,
        whole: false,
    }
}

fn add_indicator(
    instance: &Instance,
    rows: &mut Rows,
    sum: &mut Convex,
    units: &[UnitIndex],
    indicator: Indicator,
) {
    let pupils =
        |unit: UnitIndex| f64::from(instance.school_of(unit).pupils(instance.unit(unit).stage));
    let all_pupils: f64 = units.iter().map(|&unit| pupils(unit)).sum();
    let at_start = heads(instance, &Plan::default());
    let heads: Vec<u32> = units
        .iter()
        .map(|&unit| at_start[unit.0].of(indicator))
        .collect();
    let all_heads: u32 = heads.iter().sum();
    if all_heads == 0 {
        return;
    }
    let mean = 100.0 * f64::from(all_heads) / all_pupils;
    for (&unit, &at_start) in units.iter().zip(&heads) {
        let term = |n: f64| {
            let x = 100.0 * n / pupils(unit);
            SCALE * pupils(unit) / all_pupils * (x - mean).powi(2) / mean.powi(2)
        };
        let crossing = crossing(instance, rows, unit, indicator);
        let name = format!("{}_{}", unit.0, sum.terms.len());
        add_unit(rows, sum, (unit, &name), at_start, crossing, term);
    }
}

/// Arrivals less leavers of a unit who count.
pub fn net_heads(instance: &Instance, rows: &Rows, unit: UnitIndex, indicator: Indicator) -> Terms {
    let crossing = crossing(instance, rows, unit, indicator);
    crossing.all().collect()
}

/// Head count changes of a unit.
pub(super) struct Crossing {
    pub(super) arrivals: Terms,
    /// With −1.
    pub(super) leavers: Terms,
    /// What is brought in beside postings, +1 or −1.
    pub(super) supplied: Terms,
}

impl Crossing {
    fn all(self) -> impl Iterator<Item = (super::program::Col, f64)> {
        let postings = self.arrivals.into_iter().chain(self.leavers);
        postings.chain(self.supplied)
    }
}

pub(super) fn crossing(
    instance: &Instance,
    rows: &Rows,
    unit: UnitIndex,
    indicator: Indicator,
) -> Crossing {
    let mark = match indicator {
        Indicator::Degree => Mark::HigherDegree,
        Indicator::Backbone => Mark::Backbone,
        Indicator::PeArts => Mark::PeArts,
    };
    let arrivals = rows.arriving_marked(unit, mark, 1.0);
    let leavers = rows.leaving(unit, |profile| {
        let counts = counts(
            instance,
            indicator,
            profile.backbone,
            profile.higher_degree,
            profile.subject,
        );
        if counts { -1.0 } else { 0.0 }
    });
    Crossing {
        arrivals,
        leavers,
        supplied: rows.supplied_heads(unit, mark),
    }
}

/// A sum of convex functions of head counts, as the columns above their secants.
#[derive(Debug, Default)]
pub(super) struct Convex {
    pub(super) terms: Terms,
    pub(super) constant: f64,
    /// The most it can come to.
    pub(super) most: f64,
}

/// One convex term: a column above the secants between consecutive counts that the unit can reach. `name` tells its
/// rows from those of other sums.
pub(super) fn add_unit(
    rows: &mut Rows,
    sum: &mut Convex,
    (unit, name): (UnitIndex, &str),
    at_start: u32,
    crossing: Crossing,
    term: impl Fn(f64) -> f64,
) {
    let start = f64::from(at_start);
    let gone = rows
        .upper_sum(&crossing.leavers, -1.0)
        .min(rows.most_leavers[unit.0])
        + rows.upper_sum(&crossing.supplied, -1.0);
    let come = rows
        .upper_sum(&crossing.arrivals, 1.0)
        .min(rows.most_arrivals[unit.0])
        + rows.upper_sum(&crossing.supplied, 1.0);
    let low = (start - gone).max(0.0);
    let high = start + come;
    if low >= high {
        // Nobody can come or go: without a secant the column would stand at 0.
        sum.constant += term(start);
        sum.most += term(start);
        return;
    }
    sum.most += term(low).max(term(high));
    let heads = rows
        .program
        .add_column(low, high, true, format!("heads {name}"));
    rows.program.follow(heads);
    let binds = Binds::Unit(unit);
    let net: Terms = crossing
        .all()
        .map(|(c, a)| (c, -a))
        .chain([(heads, 1.0)])
        .collect();
    rows.push(format!("heads_{name}"), binds, net, start, start);
    let label = format!("imbalance {name}");
    let above = rows.program.add_column(0.0, f64::INFINITY, false, label);
    rows.program.about(above, Role::Measure, 0);
    sum.terms.push((above, 1.0));
    let mut n = low;
    while n < high {
        let slope = term(n + 1.0) - term(n);
        let least = term(n) - slope * n;
        let terms = vec![(above, 1.0), (heads, -slope)];
        rows.push(
            format!("secant_{name}_{n}"),
            binds,
            terms,
            least,
            f64::INFINITY,
        );
        n += 1.0;
    }
}
