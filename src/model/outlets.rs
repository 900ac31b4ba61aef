//! How much a set of givers can give away: rows over the lessons they give elsewhere.
//!
//! A giver who stays gives at most M lessons at a school and C in all, so on v visits f ≤ min(M·v, C). Visits are whole:
//! with q = ⌊C ÷ M⌋ and r = C − q·M, f ≤ q·(M − r) + r·v is the line through v = q and v = q + 1, and holds at every whole
//! v because that minimum is concave. A steeper line through v = q, up to M, holds too; so with R the largest r of the
//! givers, and q = 0 for those who leave,
//!
//! `Σ f ≤ Σ q·(M − R) + R·Σ v`, the sums of q without those who leave.

use super::program::{Col, Terms};
use super::rounding::Rounding;
use crate::domain::ids::UnitIndex;
use crate::domain::words::Subject;

/// What the givers of one group give of their subject, and what it cannot exceed.
#[derive(Debug, Clone)]
pub struct Outlet {
    pub unit: UnitIndex,
    pub subject: Subject,
    pub lessons: Vec<Col>,
    pub most: Vec<Most>,
}

/// `lessons ≤ constant + Σ terms`, the terms over whole numbers.
#[derive(Debug, Clone)]
pub struct Most {
    pub constant: f64,
    pub terms: Terms,
}

impl Outlet {
    /// Into a row as what is left below the nearest limit, where that is less than what is given.
    pub(super) fn add(&self, point: &[f64], row: &mut Rounding) {
        let given: f64 = self.lessons.iter().map(|col| point[col.0]).sum();
        let left = self.most.iter().map(|most| (most, most.at(point) - given));
        let nearest = left.min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((most, _)) = nearest.filter(|(_, left)| *left < given) else {
            return;
        };
        row.rest.extend(self.lessons.iter().map(|&col| (col, -1.0)));
        row.rest.extend(&most.terms);
        row.shift += most.constant;
        let turned = most.terms.iter().map(|&(col, a)| (col, -a));
        row.whole.extend(turned);
        row.least += most.constant;
    }
}

impl Most {
    fn at(&self, point: &[f64]) -> f64 {
        let terms = self.terms.iter().map(|&(col, a)| a * point[col.0]);
        self.constant + terms.sum::<f64>()
    }
}

/// By visits, from each giver's C and M; none where visits limit no more than lessons do.
pub(super) fn by_visits(
    caps: &[f64],
    each: f64,
    visits: &[Col],
    leavers: impl Fn(&dyn Fn(f64) -> f64) -> Terms,
) -> Option<Most> {
    let most = caps.iter().map(|cap| cap % each).fold(0.0, f64::max);
    if !(each > 0.0 && most > 0.0) {
        return None;
    }
    let held = |cap: f64| (cap / each).floor() * (each - most);
    let lost = leavers(&held).into_iter().map(|(col, a)| (col, -a));
    Some(Most {
        constant: caps.iter().map(|&cap| held(cap)).sum(),
        terms: visits.iter().map(|&col| (col, most)).chain(lost).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Every whole split of visits over those who stay, each giver at his most: the row holds, and somewhere it binds.
    #[test]
    fn no_split_of_visits_gives_more() {
        let mut dice = ChaCha8Rng::seed_from_u64(3);
        for _ in 0..300 {
            let each = f64::from(dice.random_range(1..=7));
            let caps: Vec<f64> = (0..3)
                .map(|_| f64::from(dice.random_range(0..=16)))
                .collect();
            let leavers = |held: &dyn Fn(f64) -> f64| {
                let of = caps.iter().enumerate();
                of.map(|(i, &cap)| (Col(i + 1), held(cap))).collect()
            };
            let Some(most) = by_visits(&caps, each, &[Col(0)], leavers) else {
                assert!(caps.iter().all(|cap| cap % each == 0.0));
                continue;
            };
            let mut least_left = f64::INFINITY;
            for split in 0..4096u32 {
                let digit = |i: usize| split >> (3 * i) & 7;
                let (visits, leaves) = (|i| f64::from(digit(i)), |i| digit(3) >> i & 1 == 1);
                let gives = |i: usize| {
                    if leaves(i) {
                        0.0
                    } else {
                        caps[i].min(each * visits(i))
                    }
                };
                let made = (0..3).map(|i| if leaves(i) { 0.0 } else { visits(i) });
                let mut point = vec![made.sum()];
                point.extend((0..3).map(|i| f64::from(u8::from(leaves(i)))));
                let left = most.at(&point) - (0..3).map(gives).sum::<f64>();
                assert!(left > -1e-9, "{caps:?} {each} {split}");
                least_left = least_left.min(left);
            }
            assert!(least_left < 1e-9, "{caps:?} {each}");
        }
    }
}
