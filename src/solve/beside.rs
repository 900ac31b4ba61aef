//! A search beside the linear relaxation, which needs nothing of it: on two cores neither waits for the other.

use super::improve::{Improvement, improve};
use super::lead::Lead;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Time between two looks at a walk that the relaxation did not outlast.
const LOOK: Duration = Duration::from_millis(20);

/// Batches where no time is set.
const BATCHES: usize = 5;

/// Relaxes, and betters `point` meanwhile. Where a time is set the search ends with the relaxation; else after its
/// batches, so that the point is the same on one core and on two.
pub(super) fn beside<T>(
    relax: impl FnOnce() -> T,
    improvement: &Improvement<'_>,
    lead: &Lead<'_>,
    point: &mut Vec<f64>,
) -> T {
    let is_timed = improvement.seconds.is_finite();
    let alone = Improvement {
        threads: 1,
        batches: if is_timed { usize::MAX } else { BATCHES },
        ..*improvement
    };
    if improvement.threads < 2 {
        let relaxed = relax();
        if !is_timed {
            improve(&alone, lead, point, &mut |_| false);
        }
        return relaxed;
    }
    let is_relaxed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let stop = &mut |_: &[f64]| is_timed && is_relaxed.load(Ordering::Relaxed);
            improve(&alone, lead, point, stop);
        });
        let relaxed = relax();
        is_relaxed.store(true, Ordering::Relaxed);
        relaxed
    })
}

/// Relaxes while another thread walks; on one core, one after the other. `stop`, asked meanwhile, ends the walk early, and
/// so does an error, that there is nowhere to walk.
pub(super) fn walk_beside<T, E>(
    threads: usize,
    relax: impl FnOnce(&mut dyn FnMut() -> bool) -> Result<T, E>,
    walk: impl FnOnce(&mut dyn FnMut() -> bool) -> Option<Vec<f64>> + Send,
    stop: &mut dyn FnMut() -> bool,
) -> (Result<T, E>, Option<Vec<f64>>) {
    if threads < 2 {
        let relaxed = relax(stop);
        let walked = if relaxed.is_ok() { walk(stop) } else { None };
        return (relaxed, walked);
    }
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let walking = scope.spawn(|| walk(&mut || is_over.load(Ordering::Relaxed)));
        let stop = &mut || {
            is_over.fetch_or(stop(), Ordering::Relaxed);
            is_over.load(Ordering::Relaxed)
        };
        let relaxed = relax(stop);
        is_over.fetch_or(relaxed.is_err(), Ordering::Relaxed);
        while !walking.is_finished() {
            stop();
            std::thread::sleep(LOOK);
        }
        (relaxed, walking.join().ok().flatten())
    })
}
