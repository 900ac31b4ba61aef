//! Seeded chance.

use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub struct Dice(pub ChaCha8Rng);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        self.0.random_range(least..=most)
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    pub fn up_to(&mut self, most: u32) -> u32 {
        self.0.random_range(0..=most)
    }

    pub fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        *items.choose(&mut self.0).expect("a choice of something")
    }

    pub fn some_of<T: Copy>(&mut self, items: &[T], least: usize, most: usize) -> Vec<T> {
        let n = self.0.random_range(least..=most.max(least));
        let mut items = items.to_vec();
        items.shuffle(&mut self.0);
        items.truncate(n);
        items
    }
}
