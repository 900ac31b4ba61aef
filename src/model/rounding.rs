//! Mixed-integer rounding: from a row over whole numbers and continuous terms to one that no whole point breaks.
//!
//! From `y + Σ a·n ≥ b` with y ≥ 0 and whole n ≥ 0 follows, for every δ > 0 with f₀ = frac(b ÷ δ)·δ > 0,
//!
//! `y + Σ F(a)·n ≥ f₀·⌈b ÷ δ⌉`, `F(a) = f₀·⌊a ÷ δ⌋ + min(a mod δ, f₀)`.
//!
//! A column with an upper bound may first be replaced by its distance from it.

use super::program::{Column, Terms, summed};

/// `y + Σ a·n ≥ least`: `whole` are whole numbers not below 0, y = `rest` + `shift` cannot be negative.
#[derive(Debug, Clone, Default)]
pub(super) struct Rounding {
    pub whole: Terms,
    pub rest: Terms,
    pub shift: f64,
    pub least: f64,
}

/// `Σ terms ≥ least`, and by how much a point misses it, in the length of the row.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    pub terms: Terms,
    pub least: f64,
    pub depth: f64,
}

/// Below this depth a row is not worth having.
const SHALLOW: f64 = 1e-3;

/// A whole-number column or its distance from its upper bound.
struct Side {
    coefficient: f64,
    value: f64,
    turned: bool,
}

impl Rounding {
    /// The deepest cut at a point, if one is deep enough.
    pub(super) fn cut(&self, columns: &[Column], point: &[f64]) -> Option<Cut> {
        let mut least = self.least;
        let mut sides = Vec::with_capacity(self.whole.len());
        for &(col, a) in &self.whole {
            let (value, upper) = (point[col.0].max(0.0), columns[col.0].upper);
            let turned = upper.is_finite() && value > upper / 2.0;
            if turned {
                least -= a * upper;
            }
            sides.push(Side {
                coefficient: if turned { -a } else { a },
                value: if turned {
                    (upper - value).max(0.0)
                } else {
                    value
                },
                turned,
            });
        }
        let rest: f64 = self.rest.iter().map(|&(c, a)| a * point[c.0]).sum();
        let rest = (rest + self.shift).max(0.0);
        let (depth, delta) = deepest(&sides, rest, least)?;
        Some(self.rounded(columns, &sides, least, delta, depth))
    }

    fn rounded(
        &self,
        columns: &[Column],
        sides: &[Side],
        least: f64,
        delta: f64,
        depth: f64,
    ) -> Cut {
        let f0 = least.rem_euclid(delta);
        let mut bound = f0 * (least / delta).ceil() - self.shift;
        let mut terms = self.rest.clone();
        for (&(col, _), side) in self.whole.iter().zip(sides) {
            let f = rounded(side.coefficient, delta, f0);
            if side.turned {
                bound -= f * columns[col.0].upper;
            }
            terms.push((col, if side.turned { -f } else { f }));
        }
        Cut {
            terms: summed(terms),
            least: bound,
            depth,
        }
    }
}

/// Depth and δ of the deepest row; δ are the coefficients at hand, their halves and quarters.
fn deepest(sides: &[Side], rest: f64, least: f64) -> Option<(f64, f64)> {
    let mut sizes: Vec<u32> = sides
        .iter()
        .filter(|side| side.value > 1e-6)
        .map(|side| side.coefficient.abs() as u32)
        .filter(|&size| size > 0)
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut best: Option<(f64, f64)> = None;
    for size in sizes {
        for part in [1.0, 2.0, 4.0] {
            let delta = f64::from(size) / part;
            let f0 = least.rem_euclid(delta);
            if delta < 1.0 || f0 < 0.01 * delta {
                continue;
            }
            let (mut sum, mut length) = (rest, 1.0);
            for side in sides.iter().filter(|side| side.value > 1e-9) {
                let f = rounded(side.coefficient, delta, f0);
                sum += f * side.value;
                length += f * f;
            }
            let depth = (f0 * (least / delta).ceil() - sum) / length.sqrt();
            if depth > SHALLOW && best.is_none_or(|(most, _)| depth > most) {
                best = Some((depth, delta));
            }
        }
    }
    best
}

fn rounded(a: f64, delta: f64, f0: f64) -> f64 {
    (a / delta).floor() * f0 + a.rem_euclid(delta).min(f0)
}

#[cfg(test)]
mod tests {
    use super::Rounding;
    use crate::model::program::{Col, Program};
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Three whole columns up to 3 and one continuous: every point that keeps the row must keep the cut.
    #[test]
    fn no_whole_point_is_cut_off() {
        let mut dice = ChaCha8Rng::seed_from_u64(7);
        let mut cuts = 0;
        for _ in 0..2_000 {
            let mut program = Program::default();
            let whole = (0..3)
                .map(|i| {
                    let col = program.add_column(0.0, 3.0, true, format!("n{i}"));
                    (col, f64::from(dice.random_range(-18..=18)))
                })
                .collect();
            let rest = program.add_column(0.0, f64::INFINITY, false, "y".into());
            let row = Rounding {
                whole,
                rest: vec![(rest, 1.0)],
                shift: f64::from(dice.random_range(0..=6)),
                least: f64::from(dice.random_range(-30..=40)),
            };
            let mut point: Vec<f64> = (0..3).map(|_| dice.random_range(0.0..3.0)).collect();
            point.push(dice.random_range(0.0..4.0));
            let Some(cut) = row.cut(&program.columns, &point) else {
                continue;
            };
            cuts += 1;
            let value = |terms: &[(Col, f64)], at: &[f64]| -> f64 {
                terms.iter().map(|&(col, a)| a * at[col.0]).sum()
            };
            assert!(value(&cut.terms, &point) < cut.least, "{row:?} {cut:?}");
            for n in 0..64 {
                let mut at: Vec<f64> = (0..3).map(|i| f64::from(n >> (2 * i) & 3)).collect();
                let lessons = row.least - value(&row.whole, &at) - row.shift;
                let lessons = lessons.max(-row.shift);
                at.push(lessons);
                assert!(value(&cut.terms, &at) > cut.least - 1e-9, "{row:?} {cut:?}");
            }
        }
        assert!(cuts > 200, "{cuts}");
    }
}
