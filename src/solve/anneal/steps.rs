//! The steps a walk draws from: people sent, called back, sent elsewhere or replaced, and lessons given elsewhere.

use super::givings::{give, give_instead, give_on};
use super::ground::lessons_at;
use super::state::State;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

/// Makes one random step, or none.
pub(super) fn step(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    match order.random_range(0..100) {
        0..25 => toward_need(state, order),
        25..35 => somewhere(state, order),
        35..50 => back(state, order),
        50..62 => elsewhere(state, order),
        62..77 => instead(state, order),
        77..84 => give(state, order),
        84..95 => give_on(state, order),
        _ => give_instead(state, order),
    }
}

/// A unit and subject with lessons unfilled, if the draw finds one; the dearer of two more often.
pub(super) fn needy(state: &State<'_>, order: &mut ChaCha8Rng) -> Option<(usize, usize)> {
    let first = any_needy(state, order)?;
    if order.random_bool(0.5) {
        return Some(first);
    }
    let second = any_needy(state, order)?;
    let price = |(unit, s): (usize, usize)| state.ground.places[unit].price[s];
    Some(if price(second) > price(first) {
        second
    } else {
        first
    })
}

fn any_needy(state: &State<'_>, order: &mut ChaCha8Rng) -> Option<(usize, usize)> {
    for _ in 0..8 {
        let unit = order.random_range(0..state.unfilled.len());
        let open: Vec<usize> = (0..state.unfilled[unit].len())
            .filter(|&s| state.unfilled[unit][s] > 0)
            .collect();
        if let Some(&s) = open.choose(order) {
            return Some((unit, s));
        }
    }
    None
}

fn toward_need(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some((unit, s)) = needy(state, order) else {
        return;
    };
    if let Some(&posting) = state.ground.postings_into[unit][s].choose(order) {
        send(state, posting, order);
    }
}

fn somewhere(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let n = state.ground.rows.moves.len();
    if n > 0 {
        send(state, order.random_range(0..n), order);
    }
}

/// Sends one of a class, and perhaps somebody to fill the place, and so on.
fn send(state: &mut State<'_>, posting: usize, order: &mut ChaCha8Rng) {
    if !post(state, posting, order) {
        return;
    }
    let rows = state.ground.rows;
    let (to, s) = (
        rows.moves[posting].to.0,
        rows.moves[posting].subject.index(),
    );
    if order.random_bool(0.2) {
        relieve(state, to, s, order);
    }
    let mut last = posting;
    for _ in 0..3 {
        if order.random_bool(0.5) {
            break;
        }
        let (home, class) = (rows.moves[last].from.0, rows.moves[last].class);
        let s = rows.classes[class].profile.subject.index();
        let Some(&next) = state.ground.postings_into[home][s].choose(order) else {
            break;
        };
        if next == posting || !post(state, next, order) {
            break;
        }
        last = next;
    }
}

/// One more on a posting: someone of the class who stays, or one who is posted elsewhere.
pub(super) fn post(state: &mut State<'_>, posting: usize, order: &mut ChaCha8Rng) -> bool {
    let rows = state.ground.rows;
    let class = rows.moves[posting].class;
    if state.left[class] >= rows.classes[class].members.len() as i32 {
        let posted: Vec<usize> = rows.moves_of[class]
            .iter()
            .copied()
            .filter(|&i| state.counts[i] > 0)
            .collect();
        let Some(&other) = posted.choose(order) else {
            return false;
        };
        if other == posting {
            return false;
        }
        state.change(other, -1);
    }
    if !state.may(posting, 1) {
        return false;
    }
    state.change(posting, 1);
    true
}

/// Lessons that visitors give where somebody is now posted end.
fn relieve(state: &mut State<'_>, unit: usize, s: usize, order: &mut ChaCha8Rng) {
    let givings = &state.ground.givings_into[unit][s];
    let given: Vec<usize> = givings
        .iter()
        .copied()
        .filter(|&giving| state.lessons(giving) > 0)
        .collect();
    if let Some(&giving) = given.choose(order) {
        let lessons = state.lessons(giving);
        state.change(lessons_at(state.ground.rows, giving), -lessons);
    }
}

fn back(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some(&posting) = state.postings.list.choose(order) else {
        return;
    };
    state.change(posting, -1);
    let rows = state.ground.rows;
    if order.random_bool(0.5) {
        let home = rows.moves[posting].from.0;
        let s = rows.classes[rows.moves[posting].class]
            .profile
            .subject
            .index();
        let used: Vec<usize> = state.ground.postings_into[home][s]
            .iter()
            .copied()
            .filter(|&i| state.counts[i] > 0)
            .collect();
        if let Some(&other) = used.choose(order) {
            state.change(other, -1);
        }
    }
}

fn elsewhere(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some(&posting) = state.postings.list.choose(order) else {
        return;
    };
    let rows = state.ground.rows;
    let Some(&other) = rows.moves_of[rows.moves[posting].class].choose(order) else {
        return;
    };
    if other != posting {
        state.change(posting, -1);
        state.change(other, 1);
    }
}

/// Somebody else goes there.
fn instead(state: &mut State<'_>, order: &mut ChaCha8Rng) {
    let Some(&posting) = state.postings.list.choose(order) else {
        return;
    };
    let moved = &state.ground.rows.moves[posting];
    let into = &state.ground.postings_into[moved.to.0][moved.subject.index()];
    let Some(&other) = into.choose(order) else {
        return;
    };
    if other != posting {
        state.change(posting, -1);
        send(state, other, order);
    }
}
