//! What units cost in states seen before: a walk comes back to them again and again.

use super::lessons::Cost;
use crate::domain::words::Subject;

const N: usize = Subject::COUNT;

/// States kept; each has one place, and the newer takes it.
const STATES: usize = 1 << 17;

/// A factor of its own for each number that a state is made of: states are told apart by the sum of number × factor.
pub(super) fn factor(number: usize) -> u64 {
    let mut x = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x ^ (x >> 31)) | 1
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: u64,
    cost: Cost,
    unfilled: [i32; N],
}

#[derive(Debug, Clone)]
pub(super) struct Memory {
    entries: Vec<Entry>,
}

impl Memory {
    pub(super) fn new() -> Self {
        let nothing = Entry {
            key: 0,
            cost: Cost::default(),
            unfilled: [0; N],
        };
        Self {
            entries: vec![nothing; STATES],
        }
    }

    /// The cost and the lessons unfilled, found anew where the state is not known.
    pub(super) fn recall(
        &mut self,
        key: u64,
        find: impl FnOnce() -> (Cost, [i32; N]),
    ) -> (Cost, [i32; N]) {
        let entry = &mut self.entries[(key >> 47) as usize];
        if entry.key != key {
            let (cost, unfilled) = find();
            *entry = Entry {
                key,
                cost,
                unfilled,
            };
        }
        (entry.cost, entry.unfilled)
    }
}
