//! Cases of the intake rule.

use crate::domain::words::{Outlook, Subject};
use crate::rules::testing::{check, county, need};

#[test]
fn arrivals_are_a_share_of_the_staff_rounded_up() {
    let county = county(|_| {});
    let text = "[intake]\nmax_in_share = \"34%\"";
    let cases = [
        ("T0>C:pe T1>C:music", 0),
        ("T0>C:pe T1>C:music T2>C:art", 1),
        ("T0>B:pe", 0),
        ("T0>B:pe T7>B:maths", 1),
    ];
    check(&county, text, &cases);
}

#[test]
fn a_unit_without_staff_has_no_cap() {
    let county = county(|parts| {
        for teacher in &mut parts.teachers[5..] {
            teacher.school.0 = 0;
        }
    });
    check(
        &county,
        "[intake]",
        &[("T5>B:music T6>B:maths T7>B:maths", 0)],
    );
}

#[test]
fn posts_bind_where_the_post_moves_along_but_nobody_is_sent_away() {
    let county = county(|parts| {
        parts.schools[1].posts = Some(3);
        parts.schools[2].posts = Some(1);
    });
    let text = "[intake]\nmax_in_share = 1.0\nwithin_posts = true";
    let cases = [
        ("T0>B:pe", 0),
        ("T0>B:pe T1>B:music", 1),
        ("T0>B:pe T1>B:music T5>A:music", 0),
        ("T0>C:pe", 1),
        ("T0>C:pe T7>B:maths", 0),
    ];
    check(&county, text, &cases);
    check(
        &county,
        "[intake]\nmax_in_share = 1.0",
        &[("T0>B:pe T1>B:music", 0)],
    );
}

#[test]
fn a_principal_who_moves_takes_a_post_too() {
    let county = county(|parts| parts.schools[1].posts = Some(2));
    let text = "[intake]\nmax_in_share = 1.0\nwithin_posts = true";
    let cases = [("T0#B", 1), ("T0#B T5>A:music", 0), ("T5#A T0>B:pe", 0)];
    check(&county, text, &cases);
}

#[test]
fn schools_without_registration_of_their_own_pool_their_posts() {
    let county = county(|parts| {
        (parts.schools[1].posts, parts.schools[2].posts) = (Some(3), Some(1));
        for school in &mut parts.schools[1..] {
            school.group = Some("G".into());
        }
    });
    // B and C have five people and four posts together: in only for one out.
    let text = "[intake]\nmax_in_share = 1.0\nwithin_posts = true\nposts_pool = \"group\"";
    let cases = [
        ("T0>B:pe", 1),
        ("T7>B:maths", 0),
        ("T0>B:pe T5>A:music", 0),
        ("T0>C:pe T7>B:maths", 1),
    ];
    check(&county, text, &cases);
    // In the district A's posts are blank: no limit.
    check(
        &county,
        &text.replace("group", "district"),
        &[("T0>B:pe", 0)],
    );
}

#[test]
fn beds_are_for_those_from_beyond_the_minutes() {
    let county = county(|parts| parts.schools[2].housing = Some(1));
    let cases = [("T0>C:pe T5>C:music", 0), ("T0>C:pe T1>C:music", 1)];
    // A lies 50 minutes off, B 30.
    check(&county, "[intake]\nmax_in_share = 1.0", &cases);
    check(
        &county,
        "[intake]\nmax_in_share = 1.0\nhousing_minutes = 50",
        &[("T0>C:pe T1>C:music", 0)],
    );
    check(
        &county,
        "[intake]\nmax_in_share = 1.0\nhousing_minutes = 29",
        &[("T0>C:pe T5>C:music", 1)],
    );
}

#[test]
fn only_open_schools_and_needed_subjects() {
    let county = county(|parts| {
        parts.schools[2].outlook = Outlook::Closing;
        parts.needs.push(need(1, Subject::Pe, 0));
    });
    let text = "[intake]\nmax_in_share = 1.0";
    check(
        &county,
        text,
        &[("T0>C:pe", 1), ("T0>B:pe", 1), ("T1>B:music", 0)],
    );
    check(
        &county,
        &format!("{text}\nwhere_needed = false"),
        &[("T0>B:pe", 0)],
    );
}
