//! Draws that are the same on every machine: ChaCha8, whole numbers only.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A seeded source of whole numbers.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// `stream` keeps the draws of one part of the county apart from those of another.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// 0..n; 0 where n is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.0.next_u64()) * n as u128;
        (wide >> 64) as usize
    }

    /// `low..=high`.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        let width = high.saturating_sub(low) as usize + 1;
        low + self.below(width) as u32
    }

    /// True in `permille` of 1,000 cases.
    pub(super) fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille as usize
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }

    /// One of the values, by weight; the last where all weights are 0.
    pub(super) fn weighted<T: Copy>(&mut self, from: &[(T, u32)]) -> Option<T> {
        let total: usize = from.iter().map(|(_, weight)| *weight as usize).sum();
        let mut left = self.below(total);
        for &(value, weight) in from {
            if left < weight as usize {
                return Some(value);
            }
            left -= weight as usize;
        }
        from.last().map(|(value, _)| *value)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// The numbers 0..n in random order.
    pub(super) fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<_> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }

    /// Splits `total` whole heads over the weights: each gets its exact share rounded down or up, without bias.
    pub(super) fn split(&mut self, total: usize, weights: &[u64]) -> Vec<usize> {
        let sum: u64 = weights.iter().sum();
        if sum == 0 {
            return vec![0; weights.len()];
        }
        let start = self.below(sum as usize) as u128;
        let upto = |running: u64| (u128::from(running) * total as u128 + start) / u128::from(sum);
        let mut running = 0;
        weights
            .iter()
            .map(|weight| {
                let from = upto(running);
                running += weight;
                (upto(running) - from) as usize
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_add_up_and_round_both_ways() {
        let mut dice = Dice::new(1, 0);
        for total in [0, 1, 7, 100] {
            let parts = dice.split(total, &[3, 0, 5, 1, 1]);
            assert_eq!(parts.iter().sum::<usize>(), total);
            assert_eq!(parts[1], 0);
            assert!(parts[0] >= total * 3 / 10 && parts[0] <= (total * 3).div_ceil(10));
        }
        assert_eq!(dice.split(5, &[0, 0]), [0, 0]);
        assert_eq!(dice.below(0), 0);
    }
}
