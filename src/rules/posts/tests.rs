//! Small cases of the posts proposed and of those they keep out.

use super::Posts;
use crate::domain::words::{Employment, SchoolKind};
use crate::rules::testing::{check, county, rules};

fn posts(text: &str) -> Posts {
    let rules = rules(text);
    rules.posts.as_deref().cloned().expect("in force")
}

#[test]
fn the_larger_of_pupils_and_classes_counts() {
    let county = county(|parts| {
        parts.schools[0].pupils_primary = 190;
        parts.schools[1].pupils_primary = 191;
        parts.schools[2].pupils_primary = 20;
        parts.schools[2].classes = [1, 1, 1, 1, 1, 1, 0, 0, 0];
    });
    let proposal = posts("[posts]\ntotal = 100").proposal(&county);
    assert_eq!(proposal.by_pupils, [10, 11, 2]);
    assert_eq!(proposal.by_classes, [0, 0, 6]);
    assert_eq!(proposal.proposed, [10, 11, 6]);
    assert_eq!(proposal.total, 100);
}

#[test]
fn a_teaching_point_a_junior_and_a_special_school_have_ratios_of_their_own() {
    let county = county(|parts| {
        parts.schools[0].kind = SchoolKind::Special;
        parts.schools[0].pupils_primary = 9;
        (
            parts.schools[1].pupils_primary,
            parts.schools[1].pupils_junior,
        ) = (0, 27);
        parts.schools[2].kind = SchoolKind::TeachingPoint;
        parts.schools[2].pupils_primary = 5;
        parts.schools[2].classes[0] = 1;
    });
    let proposal = posts("[posts]\ntotal = 100").proposal(&county);
    assert_eq!(proposal.by_pupils, [3, 2, 1]);
    assert_eq!(proposal.proposed, [3, 2, 2]);
}

#[test]
fn a_short_total_cuts_pupils_first_and_classes_last() {
    let county = county(|parts| {
        parts.schools[0].pupils_primary = 190;
        parts.schools[1].pupils_primary = 95;
        parts.schools[2].pupils_primary = 20;
        parts.schools[2].classes = [1, 1, 1, 1, 1, 1, 0, 0, 0];
    });
    // Six for the classes of C; nine left for ten and five of A and B.
    assert_eq!(
        posts("[posts]\ntotal = 15").proposal(&county).proposed,
        [6, 3, 6]
    );
    assert_eq!(
        posts("[posts]\ntotal = 4").proposal(&county).proposed,
        [0, 0, 4]
    );
    // Without a total the approved posts count, or the people who are there.
    assert_eq!(posts("[posts]").proposal(&county).total, 10);
}

#[test]
fn where_it_binds_nobody_moves_in_beyond_the_posts_but_one_for_one() {
    // A has 5 people, B 2, C 3; 57, 38 and 57 pupils make 3, 2 and 3 posts.
    let county = county(|parts| {
        for (school, pupils) in [57, 38, 57].into_iter().enumerate() {
            parts.schools[school].pupils_primary = pupils;
        }
        parts.teachers[9].employment = Employment::Contract;
    });
    check(&county, "[posts]", &[("T0>B:pe T1>B:music", 0)]);
    // T9 holds no post, so C has two people on the establishment and room for one.
    let cases = [
        ("T0>B:pe", 1),
        ("T0>B:pe T5>A:music", 0),
        ("", 0),
        ("T0>C:pe", 0),
        ("T0>C:pe T1>C:music", 1),
    ];
    check(&county, "[posts]\nbind = true", &cases);
}

#[test]
fn where_it_binds_recruits_take_posts() {
    // Three people serve at C; 76 pupils make four posts.
    let county = county(|parts| {
        for (school, pupils) in [95, 38, 76].into_iter().enumerate() {
            parts.schools[school].pupils_primary = pupils;
        }
    });
    let cases = [("C+art:1", 0), ("C+art:1 T0>C:pe", 1), ("C+art:3", 2)];
    check(&county, "[posts]\nbind = true\ntotal = 20", &cases);
    let plan = crate::rules::testing::plan("C+art:1");
    assert_eq!(super::serving(&county, &plan), [5, 2, 4]);
}
