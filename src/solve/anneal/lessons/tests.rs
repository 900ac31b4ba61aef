//! One unit's lessons, counted by hand.

use super::super::unit::Staff;
use super::*;

const PE: usize = 0;
const MUSIC: usize = 1;

/// Ten lessons of PE and eight of music; one teacher of PE who also gives music, with sixteen lessons, eight of them in
/// a second subject, and one of something else who gives PE beside it, six lessons of twelve.
fn unit() -> (Place, Now) {
    let mut place = Place::default();
    (place.need[PE], place.need[MUSIC]) = (10, 8);
    place.most = place.need;
    (place.price[PE], place.price[MUSIC]) = (1.0, 10.0);
    place.staff = vec![
        Staff {
            subject: PE,
            seconds: 1 << MUSIC,
        },
        Staff {
            subject: 5,
            seconds: 1 << PE,
        },
    ];
    place.settle();
    let now = Now {
        all: vec![16, 12],
        second: vec![8, 6],
        beside: vec![16, 12],
        given: vec![0, 0],
        ..Now::empty(0)
    };
    (place, now)
}

#[test]
fn the_dearest_subject_is_filled_and_others_step_in_for_what_that_takes() {
    let (place, now) = unit();
    let mut teaching = Teaching::default();
    assert_eq!(teaching.cost(&place, &now), Cost::default());
    assert_eq!(teaching.unfilled, [0; N]);
}

#[test]
fn what_nobody_can_give_stays_open_at_its_price() {
    let (place, mut now) = unit();
    now.all[0] = 9;
    // Eight of music, one of PE and six by the other: three of PE are open.
    let cost = Teaching::default().cost(&place, &now);
    assert_eq!(
        cost,
        Cost {
            price: 3.0,
            broken: 0.0
        }
    );
}

#[test]
fn a_lesson_that_a_rule_wants_filled_comes_before_a_dearer_one() {
    let (mut place, mut now) = unit();
    now.all[0] = 9;
    place.most[PE] = 0;
    let cost = Teaching::default().cost(&place, &now);
    assert_eq!(
        cost,
        Cost {
            price: 30.0,
            broken: 0.0
        }
    );
}

#[test]
fn lessons_given_away_before_the_own_school_break_a_rule() {
    let (mut place, mut now) = unit();
    place.own_first = 1 << PE;
    now.all = vec![16, 0];
    (now.given[0], now.away[PE]) = (4, 4);
    // Twelve are left: ten of PE come first, two of music.
    let cost = Teaching::default().cost(&place, &now);
    assert_eq!(
        cost,
        Cost {
            price: 60.0,
            broken: 0.0
        }
    );
    (now.given[0], now.away[PE]) = (7, 7);
    let cost = Teaching::default().cost(&place, &now);
    assert_eq!(
        cost,
        Cost {
            price: 81.0,
            broken: 1.0
        }
    );
}
