//! A fixed tiny county: urban A, town B and rural C on one road (A 20 B 30 C), with plans in a short notation.

use super::rows::{parts_of, tables};
use lungang::domain::assemble::{Parts, assemble};
use lungang::domain::ids::{SchoolIndex, TeacherIndex};
use lungang::domain::instance::{Feedback, Instance};
use lungang::domain::plan::Plan;
use lungang::domain::school::Facilities;
use lungang::domain::words::{Backbone, Subject, Verdict, Word};
use lungang::rules::{Rules, activate};

/// Nine eligible teachers of ten lessons each: T0 pe, T1 music, T2 maths, T3 pe (county backbone), T4 art at A; T5 maths
/// (county backbone) and T6 music at B; T7 and T8 maths at C.
fn parts() -> Parts {
    let mut parts = parts_of(&[
        (0, Subject::Pe),
        (0, Subject::Music),
        (0, Subject::Maths),
        (0, Subject::Pe),
        (0, Subject::Art),
        (1, Subject::Maths),
        (1, Subject::Music),
        (2, Subject::Maths),
        (2, Subject::Maths),
    ]);
    for backbone in [3, 5] {
        parts.teachers[backbone].backbone = Backbone::County;
    }
    parts
}

/// The county after some changes to its tables.
pub fn county(edit: impl FnOnce(&mut Parts)) -> Instance {
    let mut parts = parts();
    edit(&mut parts);
    assemble(parts)
}

/// T`teacher` is judged: `school` 0 is A.
pub fn verdict(teacher: usize, school: Option<usize>, verdict: Verdict) -> Feedback {
    let (teacher, school) = (TeacherIndex(teacher), school.map(SchoolIndex));
    Feedback {
        teacher,
        school,
        verdict,
        reason: String::new(),
    }
}

/// The rules of some `[RULE]` tables over the shipped defaults.
pub fn rules(text: &str) -> Rules {
    activate(&tables(text)).expect("rules")
}

/// `T0>C:pe` for a rotation, `T1~B:music:4` for itinerant lessons, `C+art:1` for recruits, `R0@C`
/// for a retired teacher, `T7^art:5` for one trained, `A*C:art:4:T7` for remote lessons with their
/// helper, `T0#B` for a principal who moves, sorted.
pub fn said(plan: &Plan) -> String {
    let unit = |i: usize| ["A", "B", "C"][i];
    let rotations = plan.rotations.iter().map(|row| {
        format!(
            "T{}>{}:{}",
            row.teacher.0,
            unit(row.to.0),
            row.subject.code()
        )
    });
    let itinerant = plan.itinerant.iter().map(|row| {
        let (to, subject) = (unit(row.to.0), row.subject.code());
        format!("T{}~{to}:{subject}:{}", row.teacher.0, row.lessons)
    });
    let recruits = plan.recruitment.iter().map(|row| {
        let (to, subject) = (unit(row.unit.0), row.subject.code());
        format!("{to}+{subject}:{}", row.posts)
    });
    let retirees = plan
        .silver_age
        .iter()
        .map(|row| format!("R{}@{}", row.retiree.0, unit(row.unit.0)));
    let trained = plan.retraining.iter().map(|row| {
        let subject = row.subject.code();
        format!("T{}^{subject}:{}", row.teacher.0, row.lessons)
    });
    let said = rotations.chain(itinerant).chain(trained);
    let remote = plan.remote.iter().map(|row| {
        let (from, to, subject) = (unit(row.from.0), unit(row.to.0), row.subject.code());
        format!("{from}*{to}:{subject}:{}:T{}", row.lessons, row.helper.0)
    });
    let heads = plan.principals.iter();
    let heads = heads.map(|row| format!("T{}#{}", row.teacher.0, unit(row.to.0)));
    let said = said.chain(recruits).chain(retirees).chain(remote);
    let said = said.chain(heads);
    said.collect::<Vec<_>>().join(" ")
}

/// What lets a school of 100 pupils pass but for its teachers.
pub fn rich() -> Facilities {
    Facilities {
        room_m2: Some(450.0),
        sports_m2: Some(750.0),
        equipment_yuan: Some(200_000.0),
        multimedia_rooms: Some(3.0),
    }
}
