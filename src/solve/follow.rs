//! Follows a relaxed optimum of the county part by part.
//!
//! A whole-number programme of the whole county along the relaxation ends well in a small county and not at all in a large
//! one, so a large one is cut into parts: units that the relaxation and the plan join by postings and lessons stay together
//! as far as may be. Everyone crossing between parts is held; the next cut falls elsewhere.

use super::improve::{Improvement, Search, Work};
use super::nearby::Nearby;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Most units of one part: about forty schools.
const UNITS: usize = 48;

/// How often the county is cut.
const CUTS: usize = 2;

/// Programmes solved from the same plan; then they are joined.
const AT_ONCE: usize = 2;

/// Simplex iterations times nonzeros of one part, the least and the most iterations, and nodes.
const WORK: usize = 4_600_000_000;
const ITERATIONS: std::ops::RangeInclusive<usize> = 10_000..=60_000;
const NODES: i32 = 5_000;

/// Share of the units that are free beside the guide.
const SHARE: f64 = 0.5;

/// Joins that one column's value counts for at most.
const MOST: f64 = 5.0;

/// Betters `point` along the guide, if there is one.
pub(super) fn follow(improvement: &Improvement<'_>, point: &mut Vec<f64>) {
    let Some(guide) = improvement.guide else {
        return;
    };
    let (search, nearby) = (Search::new(improvement), improvement.nearby());
    let mut order = ChaCha8Rng::seed_from_u64(improvement.seed);
    let cuts = (0..CUTS).map(|_| parts(&nearby, guide, point, &mut order));
    let parts: Vec<_> = cuts.flatten().collect();
    let rows = improvement.program.rows.iter();
    let nonzeros = rows.map(|row| row.terms.len()).sum::<usize>();
    let (least, most) = ITERATIONS.into_inner();
    let work = Work {
        nodes: NODES,
        iterations: (WORK * parts.len() / CUTS / nonzeros.max(1)).clamp(least, most) as i64,
    };
    for parts in parts.chunks(AT_ONCE) {
        if search.left() <= 0.0 {
            break;
        }
        let batch: Vec<_> = parts
            .iter()
            .map(|part| nearby.along(guide, point, (part, SHARE), &mut order))
            .collect();
        let ends = search.in_parallel(&batch, |free| search.neighbour(point, free, &work));
        search.accept(point, ends.into_iter().map(|end| end.found).collect());
    }
}

/// The columns within each part.
fn parts(
    nearby: &Nearby<'_>,
    guide: &[f64],
    point: &[f64],
    order: &mut ChaCha8Rng,
) -> Vec<Vec<bool>> {
    let mut joins = vec![BTreeMap::new(); nearby.n_units()];
    for (i, units) in nearby.units_of().iter().enumerate() {
        let weight = (guide[i] + point[i]).min(MOST);
        if let ([a, b], true) = (units.as_slice(), weight > 1e-6) {
            *joins[*a].entry(*b).or_insert(0.0) += weight;
            *joins[*b].entry(*a).or_insert(0.0) += weight;
        }
    }
    let n_parts = joins.len().div_ceil(UNITS).max(1);
    let part_of = cut(&joins, n_parts, order);
    let columns_of = |part: usize| {
        let units_of = nearby.units_of().iter();
        let within = units_of.map(|units| units.iter().all(|&unit| part_of[unit] == part));
        within.collect()
    };
    (0..n_parts).map(columns_of).collect()
}

/// The part of each unit: parts of equal size, each grown from a place by chance to whom it is joined most.
fn cut(joins: &[BTreeMap<usize, f64>], n_parts: usize, order: &mut ChaCha8Rng) -> Vec<usize> {
    let mut part_of = vec![n_parts; joins.len()];
    for part in 0..n_parts {
        let mut near = vec![0.0f64; joins.len()];
        for _ in 0..joins.len().div_ceil(n_parts) {
            let left: Vec<usize> = (0..joins.len())
                .filter(|&unit| part_of[unit] == n_parts)
                .collect();
            let nearest = left.iter().max_by(|a, b| near[**a].total_cmp(&near[**b]));
            let Some(unit) = nearest
                .filter(|unit| near[**unit] > 0.0)
                .or_else(|| left.choose(order))
            else {
                break;
            };
            part_of[*unit] = part;
            for (&other, weight) in &joins[*unit] {
                near[other] += weight;
            }
        }
    }
    part_of
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_together_what_is_joined_and_leaves_no_unit_out() {
        // Two threads of four units each, numbered in turns.
        let mut joins = vec![BTreeMap::new(); 8];
        for unit in 0..6 {
            joins[unit].insert(unit + 2, 1.0);
            joins[unit + 2].insert(unit, 1.0);
        }
        for seed in 0..20 {
            let part_of = cut(&joins, 2, &mut ChaCha8Rng::seed_from_u64(seed));
            assert!((0..8).all(|unit| part_of[unit] == part_of[unit % 2]));
            assert_ne!(part_of[0], part_of[1]);
        }
    }

    #[test]
    fn cuts_parts_of_equal_size() {
        let joins = vec![BTreeMap::new(); 7];
        let part_of = cut(&joins, 3, &mut ChaCha8Rng::seed_from_u64(1));
        let size = |part| part_of.iter().filter(|of| **of == part).count();
        assert_eq!([size(0), size(1), size(2)], [3, 3, 1]);
    }
}
