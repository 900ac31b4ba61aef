//! Cases of the itinerant rule.

use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::words::{Exemption, Position, Subject, Tier};
use crate::rules::testing as notation;
use crate::rules::testing::{check, county, date, need, rules, try_rules};

/// A needs two lessons of PE and ten of art, so that T0 and T4 have eighteen lessons of PE to give.
fn giving_county() -> crate::domain::instance::Instance {
    county(|parts| {
        parts.needs.push(need(0, Subject::Pe, 2));
        parts.needs.push(need(1, Subject::Pe, 9));
    })
}

#[test]
fn lessons_at_one_school_lie_between_the_limits_in_whole_blocks() {
    let county = giving_county();
    let text = "[itinerant]\nmax_minutes = 60";
    let cases = [
        ("T0~B:pe:2", 0),
        ("T0~B:pe:1", 1),
        ("T0~B:pe:6", 0),
        ("T0~B:pe:7", 1),
        ("T0~B:pe:5", 0),
    ];
    check(&county, text, &cases);
    check(
        &county,
        &format!("{text}\nblock_lessons = 2"),
        &[("T0~B:pe:4", 0), ("T0~B:pe:5", 1)],
    );
}

#[test]
fn a_teacher_has_limits_on_schools_and_lessons() {
    let county = giving_county();
    let text = "[itinerant]\nmax_minutes = 60";
    check(
        &county,
        text,
        &[("T0~B:pe:4 T0~C:pe:4", 0), ("T0~B:pe:5 T0~C:pe:4", 1)],
    );
    check(
        &county,
        &format!("{text}\nmax_schools = 1"),
        &[("T0~B:pe:2 T0~C:pe:2", 1)],
    );
}

#[test]
fn no_lesson_beyond_the_need_of_the_receiver() {
    let county = giving_county();
    let cases = [("T0~B:pe:5 T4~B:pe:4", 0), ("T0~B:pe:5 T4~B:pe:5", 1)];
    check(&county, "[itinerant]", &cases);
}

#[test]
fn the_own_school_comes_first() {
    let county = county(|parts| parts.needs.push(need(0, Subject::Pe, 16)));
    // Of twenty lessons of PE sixteen are needed at home.
    let cases = [
        ("T0~B:pe:4", 0),
        ("T0~B:pe:3 T4~B:pe:2", 1),
        ("T2~B:art:2", 2),
    ];
    check(&county, "[itinerant]", &cases);
}

#[test]
fn who_may_give_where() {
    let plan = "T0~B:pe:2";
    type Edit = fn(&mut crate::domain::assemble::Parts);
    let cases: [(&str, Edit, usize); 9] = [
        ("all is well", |_| {}, 0),
        ("uncertified", |p| p.teachers[0].certified = false, 1),
        (
            "principal",
            |p| p.teachers[0].position = Position::Principal,
            1,
        ),
        (
            "exempt",
            |p| p.teachers[0].exemption = Some(Exemption::Course),
            1,
        ),
        ("on probation", |p| p.teachers[0].probation = true, 1),
        ("away", |p| p.teachers[0].away_until = Some(date(2025)), 1),
        ("back", |p| p.teachers[0].away_until = Some(date(2024)), 0),
        ("upward", |p| p.schools[0].tier = Tier::Rural, 1),
        ("no district", |p| p.schools[1].district = None, 1),
    ];
    for (name, edit, amount) in cases {
        let county = county(|parts| {
            parts.needs.push(need(0, Subject::Pe, 2));
            edit(parts);
        });
        let rules = rules("[itinerant]");
        let found = rules.list[0].breaches(&county, &notation::plan(plan));
        assert_eq!(found.len(), amount, "{name}: {found:?}");
    }
    let county = giving_county();
    check(&county, "[itinerant]\nmax_minutes = 20", &[(plan, 0)]);
    check(&county, "[itinerant]\nmax_minutes = 19", &[(plan, 1)]);
    check(&county, "[itinerant]\nsubjects = [\"art\"]", &[(plan, 1)]);
    // Not his main subject; and who is rotated does not stay at home.
    check(
        &county,
        "[itinerant]",
        &[("T0~B:art:2", 1), ("T0>C:pe T0~B:pe:2", 1)],
    );
}

#[test]
fn pairs_and_amounts_are_what_the_rule_allows() {
    let county = giving_county();
    let rules = rules("[itinerant]\nblock_lessons = 2\nmin_lessons_per_school = 3");
    let rule = rules.itinerant.expect("in force");
    assert_eq!(rule.amounts().collect::<Vec<_>>(), [4, 6]);
    let of_t0: Vec<_> = rule
        .pairs(&county)
        .into_iter()
        .filter(|p| p.teacher.0 == 0)
        .collect();
    assert_eq!(of_t0.len(), 1);
    assert_eq!(
        (of_t0[0].teacher, of_t0[0].to, of_t0[0].minutes),
        (TeacherIndex(0), UnitIndex(1), 20)
    );
    assert!(try_rules("[itinerant]\nspecialists_only = false").is_err());
}
