//! Steps of itinerant lessons: begun, ended, more or fewer, by others or elsewhere.

use super::ground::lessons_at;
use super::state::State;
use super::steps::{needy, post};
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Fills a need by visitors, who give as much less elsewhere or leave as much open at home, where others come in, and so
/// on.
pub(super) fn give_on(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some((mut unit, s)) = needy(state, order) else {
        return;
    };
    let mut open = state.unfilled[unit][s];
    for _ in 0..4 {
        if order.random_bool(0.1) {
            if let Some(&posting) = state.ground.postings_into[unit][s].choose(order) {
                post(state, posting, order);
            }
            break;
        }
        let Some(&giving) = state.ground.givings_into[unit][s].choose(order) else {
            break;
        };
        let more = more_given(state, giving, open);
        if more <= 0 {
            break;
        }
        let rows = state.ground.rows;
        state.change(lessons_at(rows, giving), more);
        if order.random_bool(0.3) {
            break;
        }
        if order.random_bool(0.4) {
            (unit, open) = (rows.givings[giving].from.0, more);
            continue;
        }
        match less_given(state, giving, more, order) {
            Some(left) => (unit, open) = left,
            None => break,
        }
    }
}

/// How many lessons more one giving can fill of so many open: as few as it takes to be worth the way.
fn more_given(state: &State<'_>, giving: usize, open: i32) -> i32 {
    let rows = state.ground.rows;
    let Some(limits) = &rows.limits else { return 0 };
    let row = &rows.givings[giving];
    let (block, now) = (row.block.max(1) as i32, state.lessons(giving));
    let fewest = limits.min_lessons_per_school as i32;
    let most = (rows.program.columns[row.lessons.0].upper + 1e-6) as i32;
    let wanted = (now + open).max(fewest).min(most) / block * block;
    if wanted < fewest { 0 } else { wanted - now }
}

/// The same visitors give as much less elsewhere: where, and how much less.
fn less_given(
    state: &mut State<'_>,
    giving: usize,
    more: i32,
    order: &mut ChaCha8Rng,
) -> Option<(usize, i32)> {
    let rows = state.ground.rows;
    let fewest = rows.limits.as_ref()?.min_lessons_per_school as i32;
    let of_group = state.ground.givings_of[rows.givings[giving].group].iter();
    let others: Vec<usize> = of_group
        .copied()
        .filter(|&i| i != giving && state.lessons(i) > 0)
        .collect();
    let &other = others.choose(order)?;
    let given = state.lessons(other);
    let less = if given - more < fewest { given } else { more };
    state.change(lessons_at(rows, other), -less);
    Some((rows.givings[other].to.0, less))
}

/// Lessons of one giving become as many as are wanted, or none, or a block more or less.
pub(super) fn give(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let target = needy(state, order).filter(|_| order.random_bool(0.6));
    let giving = match target {
        Some((unit, s)) => state.ground.givings_into[unit][s].choose(order).copied(),
        None => state.givings.list.choose(order).copied(),
    };
    if let Some(giving) = giving {
        regive(state, giving, order);
    }
}

fn regive(state: &mut State<'_>, giving: usize, order: &mut ChaCha8Rng) {
    let rows = state.ground.rows;
    let Some(limits) = &rows.limits else { return };
    let row = &rows.givings[giving];
    let (block, fewest) = (
        row.block.max(1) as i32,
        limits.min_lessons_per_school as i32,
    );
    let now = state.lessons(giving);
    let open = state.unfilled[row.to.0][row.subject.index()];
    let most = (rows.program.columns[row.lessons.0].upper + 1e-6) as i32;
    let each = (limits.max_lessons_per_school as i32).max(1);
    let wanted = match order.random_range(0..5) {
        0 => 0,
        1 => now + block,
        2 => now - block,
        3 => now + open,
        _ => now + open.min((each - now % each) % each + if now % each == 0 { each } else { 0 }),
    };
    let wanted = if wanted > now {
        wanted.max(fewest)
    } else {
        wanted
    };
    let wanted = (wanted.clamp(0, most) / block) * block;
    let wanted = if wanted < fewest { 0 } else { wanted };
    if wanted != now {
        state.change(lessons_at(rows, giving), wanted - now);
    }
}

/// Lessons given by one set of givers are given by another, or to another unit.
pub(super) fn give_instead(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some(&giving) = state.givings.list.choose(order) else {
        return;
    };
    let rows = state.ground.rows;
    let lessons = state.lessons(giving);
    let row = &rows.givings[giving];
    let into = &state.ground.givings_into[row.to.0][row.subject.index()];
    if order.random_bool(0.5) {
        let Some(&other) = into.choose(order) else {
            return;
        };
        let at = lessons_at(rows, other);
        if other != giving && state.may(at, lessons) {
            state.change(lessons_at(rows, giving), -lessons);
            state.change(at, lessons);
        }
        return;
    }
    let of_group: Vec<usize> = state.ground.givings_of[row.group]
        .iter()
        .copied()
        .filter(|&i| i != giving)
        .collect();
    let Some(&other) = of_group.choose(order) else {
        return;
    };
    state.change(lessons_at(rows, giving), -lessons);
    regive(state, other, order);
}
