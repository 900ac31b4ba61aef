//! Cases of the pairings.

use crate::domain::date::Date;
use crate::domain::words::Quality;
use crate::rules::testing::{check, county, try_rules};

#[test]
fn people_move_only_between_paired_schools_either_way() {
    let county = county(|parts| {
        parts.schools[0].quality = Quality::Strong;
        parts.schools[2].quality = Quality::Weak;
    });
    let plans = |named| [("T0>C:pe", 0), ("T7>A:maths", 0), ("T0>B:pe", named)];
    let kinds = "[pairings]\nkinds = [\"strong-weak\"]";
    check(&county, kinds, &plans(1));
    let both = "[pairings]\nkinds = [\"优质-薄弱\"]\npairs = [[\"A\", \"B\"]]";
    check(&county, both, &plans(0));
}

#[test]
fn each_pair_sends_its_number() {
    let county = county(|parts| parts.schools[2].pupils_primary = 99);
    let text = "[pairings]\nlimit = false\nmin = 2\nkinds = [\"urban-small\"]";
    let cases = [
        ("", 2),
        ("T0>C:pe T7>A:maths", 1),
        ("T0>C:pe T1>C:music", 0),
        ("T0>C:pe T1>C:music T2>C:art", 0),
        ("T5>C:music T6>C:maths", 2),
    ];
    check(&county, text, &cases);
    let named = "[pairings]\nlimit = false\nmin = 1\npairs = [[\"B\", \"C\"]]";
    check(&county, named, &[("T0>C:pe", 1), ("T5>C:music", 0)]);
}

#[test]
fn a_school_is_small_under_so_many_pupils() {
    let text = "[pairings]\nkinds = [\"urban-small\"]";
    for (pupils, amount) in [(99, 0), (100, 1), (101, 1)] {
        let county = county(|parts| parts.schools[2].pupils_primary = pupils);
        check(&county, text, &[("T0>C:pe", amount)]);
    }
}

/// A is famous; B opened so many years before the planning date, and is strong too.
#[test]
fn a_famous_school_is_paired_with_those_under_so_many_years() {
    let text = "[pairings]\nkinds = [\"famous-new\"]\nnew_years = 5\nmin = 1";
    let opened = |date| {
        county(move |parts| {
            parts.schools[0].quality = Quality::Strong;
            parts.schools[1].quality = Quality::Strong;
            parts.schools[1].opened = date;
        })
    };
    let day = |year, month| Date::new(year, month, 1).ok();
    // Four full years, just under five, and just five: then B is a famous school itself, and nobody is new.
    for (date, plans) in [
        (day(2020, 9), [("T0>B:pe", 0), ("", 1), ("T0>C:pe", 2)]),
        (day(2019, 10), [("T0>B:pe", 0), ("", 1), ("T5>A:music", 1)]),
        (day(2019, 9), [("T0>B:pe", 1), ("", 0), ("T0>C:pe", 1)]),
        (None, [("T0>B:pe", 1), ("", 0), ("T0>C:pe", 1)]),
    ] {
        check(&opened(date), text, &plans);
    }
}

#[test]
fn an_unknown_kind_is_a_finding() {
    assert!(try_rules("[pairings]\nkinds = [\"strong-moon\"]").is_err());
}
