//! Independent work on several threads: the ends in the order of the work, whoever took which.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The end of each item of a batch, in its order.
pub fn each<P: Sync, R: Send>(threads: usize, batch: &[P], act: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut ends = Vec::new();
        while let Some((i, item)) = {
            let i = next.fetch_add(1, Ordering::Relaxed);
            batch.get(i).map(|item| (i, item))
        } {
            ends.push((i, act(item)));
        }
        ends
    };
    let mut ends = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(batch.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let mut ends = work();
        let of_others = others.into_iter().filter_map(|run| run.join().ok());
        ends.extend(of_others.flatten());
        ends
    });
    ends.sort_by_key(|(i, _)| *i);
    ends.into_iter().map(|(_, end)| end).collect()
}
