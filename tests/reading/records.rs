//! The retirees and history tables as the rules find them.

use crate::support::County;
use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::records::{PastRotation, Retiree};
use lungang::domain::words::{Sex, Stage, Subject, Title};
use std::collections::BTreeSet;

fn date(year: i16, month: i8) -> lungang::domain::date::Date {
    lungang::domain::date::Date::new(year, month, 1).expect("a date")
}

#[test]
fn retirees_are_kept_by_id_with_what_their_rows_say() {
    let text = "工号,姓名,性别,出生年月,原任教学校代码,学段,主教学科,兼教学科,职称,可任周课时\n\
                R2,,,1960-01,,,美术,,,\n\
                R1,李老师,男,1962-05,S2,初中,数学,科学、数学,高级,10\n";
    let outcome = County::new().with("retirees.csv", text).check();
    let plain = Retiree {
        id: "R2".into(),
        name: String::new(),
        sex: None,
        birth: date(1960, 1),
        old_school: None,
        stage: None,
        subject: Subject::Art,
        second_subjects: BTreeSet::new(),
        title: None,
        max_lessons: None,
    };
    let full = Retiree {
        id: "R1".into(),
        name: "李老师".into(),
        sex: Some(Sex::Male),
        birth: date(1962, 5),
        old_school: Some(SchoolIndex(1)),
        stage: Some(Stage::Junior),
        subject: Subject::Maths,
        second_subjects: BTreeSet::from([Subject::Science]),
        title: Some(Title::Senior),
        max_lessons: Some(10),
    };
    assert_eq!(outcome.sound().retirees, [full, plain]);
}

/// Who has left the county has no history in it; a school that has closed is left out of his.
#[test]
fn past_rotations_of_those_who_still_serve_are_kept_in_order() {
    let text = "teacher_id,from,to,since,until\n\
                T2,S1,S2,2020-09,\n\
                T2,S9,S1,2016-09,2018-08\n\
                T9,S1,S2,2020-09,\n\
                T1,S1,S2,2018-09,2020-08\n";
    let outcome = County::new().with("history.csv", text).check();
    let rotation = |teacher, from: Option<usize>, to, since, until| PastRotation {
        teacher: TeacherIndex(teacher),
        since,
        until,
        from: from.map(SchoolIndex),
        to: Some(SchoolIndex(to)),
    };
    let expected = [
        rotation(0, Some(0), 1, date(2018, 9), Some(date(2020, 8))),
        rotation(1, None, 0, date(2016, 9), Some(date(2018, 8))),
        rotation(1, Some(0), 1, date(2020, 9), None),
    ];
    assert_eq!(outcome.sound().history, expected);
}
