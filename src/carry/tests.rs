//! What a year does to a small county.

use super::next_year;
use crate::domain::assemble::assemble;
use crate::domain::date::Date;
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Instance;
use crate::domain::plan::Plan;
use crate::domain::words::Subject;
use crate::rules::testing::{county, date, plan};

fn august(year: i16) -> Option<Date> {
    Date::new(year, 8, 1).ok()
}

/// T0 goes to C; T1's term at A ends and he is back at B; T5 (a man born in 1965) retires; T7 serves a term until 2026.
fn example() -> (Instance, Plan) {
    let county = county(|parts| {
        let teachers = &mut parts.teachers;
        teachers[0].volunteer = true;
        teachers[0].spouse = Some(TeacherIndex(5));
        (teachers[1].home_school, teachers[1].away_until) = (Some(SchoolIndex(1)), august(2024));
        teachers[5].birth = Date::new(1970, 3, 1).expect("a date");
        (teachers[7].home_school, teachers[7].away_until) = (Some(SchoolIndex(0)), august(2026));
        teachers[7].rural_years = Some(2.0);
        teachers[8].probation = true;
    });
    (county, plan("T0>C:pe"))
}

#[test]
fn the_rotated_serve_a_term_and_belong_to_their_home_school() {
    let (county, plan) = example();
    let next = next_year(&county, &plan);
    let teacher = &next.teachers[0];
    assert_eq!(
        (teacher.school, teacher.home_school),
        (SchoolIndex(2), Some(SchoolIndex(0)))
    );
    assert_eq!(teacher.away_until, august(2027));
    assert_eq!(
        (teacher.since, teacher.last_rotated),
        (date(2024), Some(date(2024)))
    );
    assert_eq!((teacher.rural_years, teacher.volunteer), (Some(1.0), false));
    assert_eq!(next.history.len(), 1);
    assert_eq!(next.history[0].until, august(2027));
    assert_eq!(next.year, 2025);
}

#[test]
fn terms_end_people_retire_and_the_others_stay() {
    let (county, plan) = example();
    let next = next_year(&county, &plan);
    assert_eq!(next.returned, [(TeacherIndex(1), SchoolIndex(1))]);
    let back = &next.teachers[1];
    assert_eq!(
        (back.school, back.home_school, back.away_until),
        (SchoolIndex(1), None, None)
    );
    assert_eq!(back.since, date(2024));
    // T5 is gone, and so is every reference to her.
    assert_eq!(next.retired, [TeacherIndex(5)]);
    assert_eq!(next.teachers.len(), 9);
    assert_eq!(next.teachers[0].spouse, None);
    let away = &next.teachers[6];
    assert_eq!((away.id.as_str(), away.away_until), ("T7", august(2026)));
    assert_eq!(away.rural_years, Some(3.0));
    assert!(!next.teachers[7].probation);
    // Who stays in a rural school and whose years nobody told stays as he is.
    assert_eq!(next.teachers[7].rural_years, None);
}

#[test]
fn without_a_term_the_post_moves_along() {
    let (mut county, plan) = example();
    county.settings.carry.term_years = 0;
    let teacher = &next_year(&county, &plan).teachers[0];
    assert_eq!(
        (teacher.school, teacher.home_school),
        (SchoolIndex(2), None)
    );
    assert_eq!(teacher.away_until, None);
}

/// Who was trained teaches the new subject; recruits stand in the table under made-up ids, among the others by id.
#[test]
fn the_trained_and_the_recruited_are_in_the_table() {
    let county = county(|parts| {
        parts.teachers[7].spouse = Some(TeacherIndex(8));
        parts.teachers[9].id = "R2024-002".into();
    });
    let next = next_year(&county, &plan("T7^art:5 C+music:2 B+pe:1"));
    let ids: Vec<_> = next.teachers.iter().map(|row| row.id.as_str()).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    // An id that somebody has already is passed over.
    assert_eq!(next.recruits, ["R2024-001", "R2024-003", "R2024-004"]);
    let by_id = |id: &str| next.teachers.iter().find(|row| row.id == id);
    let recruit = by_id("R2024-003").expect("a row");
    assert_eq!(
        (recruit.school, recruit.subject, recruit.since),
        (SchoolIndex(2), Subject::Music, date(2024))
    );
    assert!(recruit.probation && recruit.certified && recruit.name.contains("待补"));
    assert_eq!(by_id("R2024-004").expect("a row").school, SchoolIndex(1));
    let trained = by_id("T7").expect("a row");
    let spouse = trained
        .spouse
        .map(|spouse| next.teachers[spouse.0].id.as_str());
    assert_eq!(spouse, Some("T8"));
    assert_eq!(trained.subject, Subject::Art);
    assert!(trained.second_subjects.contains(&Subject::Maths));
    assert_eq!(next.retrained, [TeacherIndex(7)]);
    assert_eq!(next.teachers.len(), 13);
}

/// A principal who moved belongs to his new school and starts his terms there; he was not rotated.
#[test]
fn a_principal_starts_his_terms_at_the_new_school() {
    let county = county(|_| {});
    let next = next_year(&county, &plan("T0#B T5#A"));
    let moved = &next.teachers[0];
    assert_eq!((moved.school, moved.home_school), (SchoolIndex(1), None));
    assert_eq!(moved.since, county.planning_date());
    assert_eq!((moved.away_until, moved.last_rotated), (None, None));
    assert_eq!(next.history, []);
}

/// Nobody who was in the roster beyond the age is dropped for it.
#[test]
fn who_is_beyond_the_age_already_stays() {
    let mut parts = crate::rules::testing::parts();
    parts.teachers[5].birth = Date::new(1969, 3, 1).expect("a date");
    let next = next_year(&assemble(parts), &Plan::default());
    assert_eq!((next.retired.len(), next.teachers.len()), (0, 10));
}
